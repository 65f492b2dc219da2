"""Extractive summaries: verbatim sentences, each with its article."""
