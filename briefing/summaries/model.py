"""Our articles in sumy's document model, without anything that sumy would download.

Imports sumy (and of nltk the stemmers): only ``summarise`` imports this file, when it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.summaries.leave_out import hollow
from briefing.text import sentences as splitter
from briefing.text import words

# For its stemmers sumy loads all of nltk (and that the scientific packages, where they are
# installed), and to fetch pages, which it is never asked to, requests: more than all of ours.
with hollow("nltk", "nltk.stem", nothing=("nltk.corpus", "requests")):
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer, null_stemmer
    from sumy.utils import get_stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable

Stem = Callable[[str], str]

# Rankers know these by name only; a table spares asking a database of languages.
_NAMES = {
    "ar": "arabic",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "he": "hebrew",
    "hu": "hungarian",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sv": "swedish",
    "th": "thai",
    "uk": "ukrainian",
    "zh": "chinese",
}

_UNSTEMMED = frozenset(["he", "zh", "ja", "ko", "th"])


class Tokenizer:
    """What sumy asks of a tokenizer, by our own splitter and words."""

    def __init__(self, lang: str) -> None:
        self.language = lang

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """Sentences of a text."""
        return tuple(splitter.split(text, self.language))

    def to_words(self, text: str) -> tuple[str, ...]:
        """Lower-case words of a text."""
        return tuple(words.tokens(text))


@dataclass(frozen=True, slots=True)
class Tools:
    """What a language brings: words, stems, function words."""

    lang: str
    tokenizer: Tokenizer
    stem: Stem
    stop_words: frozenset[str]


@lru_cache(maxsize=32)
def tools(lang: str) -> Tools:
    """Tools of a language (ISO 639-1); a language nobody knows has no stemmer and no stop words.

    The stemmer remembers what it has stemmed: news repeats its words.
    """
    return Tools(lang, Tokenizer(lang), lru_cache(maxsize=50_000)(_stemmer(lang)), _stops(lang))


def _stemmer(lang: str) -> Stem:
    if lang in _UNSTEMMED or lang not in _NAMES:
        return _lower
    try:
        stemmer: Stem = Stemmer(_NAMES[lang])
        # Some are made without complaint and want a package at the first word (Polish, Greek).
        stemmer("proba")
    except (LookupError, ValueError):
        return _lower
    if lang in ("cs", "sk"):
        return lambda word: stemmer(word) if word.isalpha() else word
    return stemmer


def _lower(word: str) -> str:
    lowered: str = null_stemmer(word)
    return lowered


def _stops(lang: str) -> frozenset[str]:
    """sumy's list where there is one, else ours, else none."""
    try:
        theirs: frozenset[str] = get_stop_words(_NAMES[lang])
    except LookupError:
        return words.stop_words(lang)
    return frozenset(word.lower() for word in theirs)


class NewsSentence(Sentence):  # type: ignore[misc]  # sumy has no types
    """A sentence that knows its article; equal sentences of two articles stay two.

    sumy's rankers key their ratings by sentence, so equality takes the article in.
    """

    __slots__ = ("_words", "article", "index", "lang", "paragraph", "position", "quoted")

    def __init__(
        self,
        text: str,
        tokenizer: Tokenizer,
        *,
        words: tuple[str, ...] | None = None,
        article: int = 0,
        index: int = 0,
        paragraph: int = 0,
        position: int = 0,
        quoted: bool = False,
        is_heading: bool = False,
    ) -> None:
        super().__init__(text, tokenizer, is_heading)
        self._words = words
        self.article = article
        self.index = index
        self.paragraph = paragraph
        self.position = position
        self.quoted = quoted
        self.lang = tokenizer.language

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, lower case: found once, here if whoever made it has not."""
        if self._words is None:
            self._words = self._tokenizer.to_words(self._text)
        return self._words

    @property
    def text(self) -> str:
        """The sentence as it is quoted."""
        text: str = self._text
        return text

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, NewsSentence)
            and self.article == other.article
            and self.index == other.index
            and self.text == other.text
        )

    def __hash__(self) -> int:
        return hash((self.article, self.index))


def document(sentences: Iterable[NewsSentence]) -> ObjectDocumentModel:
    """A document of sentences in order, one sumy paragraph for each paragraph of an article."""
    paragraphs: dict[tuple[int, int], list[NewsSentence]] = {}
    for sentence in sentences:
        paragraphs.setdefault((sentence.article, sentence.paragraph), []).append(sentence)
    return ObjectDocumentModel([Paragraph(part) for part in paragraphs.values()])
