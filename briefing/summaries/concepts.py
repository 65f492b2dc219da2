"""What a ranker knows about a sentence: its concepts, its length, its place, its opening."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefing.summaries.introduced import introducers
from briefing.summaries.opening import is_dangling, is_question, is_quote, is_torn


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
    numbers: dict[object, int] = {}
    words: dict[tuple[str, str], tuple[int, bool]] = {}
    out = []
    for sentence, known_by in zip(sentences, introducers(sentences), strict=True):
        lang = sentence.lang
        stem, stops = stems(lang), stop_words(lang)
        single: set[int] = set()
        double: set[int] = set()
        last, last_content = -1, False
        for word in sentence.words:
            known = words.get((lang, word))
            if known is None:
                root = stem(word)
                number = numbers.setdefault(root, len(numbers))
                content = word not in stops and (len(word) > 1 or not word.isascii())
                known = words[lang, word] = (number, content)
            number, content = known
            if content:
                single.add(number)
            if last >= 0 and (content or last_content):
                double.add(numbers.setdefault((last, number), len(numbers)))
            last, last_content = number, content
        text = sentence.text
        out.append(
            Features(
                article=sentence.article,
                position=sentence.position,
                length=_length(text, sentence.words),
                stems=frozenset(single),
                pairs=frozenset(double),
                concepts=frozenset(single | double),
                dangling=is_dangling(text, lang),
                quote=is_quote(text),
                question=is_question(text),
                torn=sentence.quoted or is_torn(text),
                introducers=known_by,
            )
        )
    return out


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
