"""Pure language tools that every room may use: cleaning, HTML to text, sentences, words, names."""
