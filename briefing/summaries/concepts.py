"""What a ranker knows about a sentence: its concepts, its length, its place, its opening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Protocol

from briefing.summaries.introduced import introducers
from briefing.summaries.opening import is_dangling, is_question, is_quote, is_torn

_CONTENT = 1
"""Stems have even numbers; this bit is added where a word of theirs is no function word."""
_PAIR = 1 << 24
"""More than one summary has stems: the number of a pair is made of its stems' numbers."""


class Told(Protocol):
    """A sentence as the document model holds it."""

    article: int
    position: int
    lang: str
    quoted: bool

    @property
    def text(self) -> str:
        """The sentence."""

    @property
    def words(self) -> Sequence[str]:
        """Its words, lower case."""


@dataclass(slots=True)
class Features:
    """One sentence in numbers. Concepts are numbered within one summary."""

    article: int
    position: int
    length: int
    """Words as a reader counts them."""
    stems: frozenset[int]
    """Content stems."""
    pairs: frozenset[int]
    """Neighbouring stems of which at most one is a function word."""
    concepts: frozenset[int]
    """Both."""
    dangling: bool
    quote: bool
    question: bool
    torn: bool
    """A caption's label in front, or (part of) a quotation that begins or ends elsewhere."""
    introducers: frozenset[int]
    """Places of the sentences of which one makes known what this one takes for known."""


class _Words(dict[str, int]):
    """Word of a language -> the number of its stem, with its bit; filled as it is asked."""

    def __init__(
        self, numbers: dict[str, int], stem: Callable[[str], str], stops: frozenset[str]
    ) -> None:
        super().__init__()
        self._numbers = numbers
        self._stem = stem
        self._stops = stops

    def __missing__(self, word: str) -> int:
        number = 2 * self._numbers.setdefault(self._stem(word), len(self._numbers))
        if word not in self._stops and (len(word) > 1 or not word.isascii()):
            number += _CONTENT
        self[word] = number
        return number


def features(
    sentences: Sequence[Told],
    stems: Callable[[str], Callable[[str], str]],
    stop_words: Callable[[str], frozenset[str]],
) -> list[Features]:
    """Features of sentences, in their order.

    Args:
        sentences: in the order of the document.
        stems: language -> stemmer.
        stop_words: language -> function words.
    """
    numbers: dict[str, int] = {}
    known: dict[str, _Words] = {}
    out = []
    for sentence, known_by in zip(sentences, introducers(sentences), strict=True):
        lang = sentence.lang
        if lang not in known:
            known[lang] = _Words(numbers, stems(lang), stop_words(lang))
        words = list(map(known[lang].__getitem__, sentence.words))
        single = frozenset([word for word in words if word & _CONTENT])
        double = frozenset(
            [
                (one | _CONTENT) * _PAIR + (after | _CONTENT)
                for one, after in pairwise(words)
                if (one | after) & _CONTENT
            ]
        )
        text = sentence.text
        out.append(
            Features(
                article=sentence.article,
                position=sentence.position,
                length=_length(text, sentence.words),
                stems=single,
                pairs=double,
                concepts=single | double,
                dangling=is_dangling(text, lang),
                quote=is_quote(text),
                question=is_question(text),
                torn=sentence.quoted or is_torn(text),
                introducers=known_by,
            )
        )
    return out


def holders(features: Iterable[Features]) -> Counter[int]:
    """For each concept the number of articles that hold it."""
    articles: dict[int, set[int]] = {}
    for one in features:
        articles.setdefault(one.article, set()).update(one.concepts)
    return Counter(chain.from_iterable(articles.values()))


def _length(text: str, words: Sequence[str]) -> int:
    """Words between spaces; for scripts without spaces two characters make a word."""
    spaced = text.count(" ") + 1
    return max(spaced, len(words) // 2) if len(words) > 2 * spaced else spaced


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the smaller set that the two have in common, 0 to 1.

    Two empty ones (sentences of function words only) are taken for equal.
    """
    smaller = min(len(one), len(other))
    if not smaller:
        return 1.0 if len(one) == len(other) else 0.0
    return len(one & other) / smaller
