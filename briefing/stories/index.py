"""Which earlier articles share words with a new one: an inverted index over the window."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import itemgetter

from briefing.stories.features import Item, Lexicon, weights

MOST_CANDIDATES = 30
LEAST_OVERLAP = 0.08
LONG_POSTING = 300
"""Of a word in more articles than this only the latest are looked at."""
ENOUGH = 1_200
SHORT_POSTING = 60
"""After ``ENOUGH`` entries, heaviest words first, only words in few articles are followed: in a
flood of news the common words add work, not candidates."""


def _heaviest(entry: tuple[int, float]) -> tuple[float, int]:
    term, weight = entry
    return -weight, term


class Index:
    """Word -> live articles that hold it, with their weights; articles leave it exactly."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._weights: list[array[float]] = []
        """For each word its weights in its holders."""

    def restore(self, items: Sequence[Item]) -> None:
        """Let articles of earlier days be found, before any others; all are of one moment."""
        lexicon, holders = self._lexicon, self._lexicon.holders
        for item in items:
            number = item.number
            for term in item.terms:
                holders[term].append(number)
        lexicon.total += len(items)
        lexicon.settle()
        known = self._weights = [array("f") for _ in holders]
        for item in items:
            values = lexicon.measure(item)
            norm = item.norm
            for term, value in zip(item.terms, values, strict=True):
                known[term].append(value / norm)

    def add(self, item: Item) -> None:
        """Let an article that is weighed be found from now on, and count its words."""
        number, holders, known = item.number, self._lexicon.holders, self._weights
        known += [array("f") for _ in holders[len(known) :]]
        for term, value in zip(item.terms, weights(item), strict=True):
            holders[term].append(number)
            known[term].append(value)
        self._lexicon.total += 1.0

    def remove(self, items: Iterable[Item]) -> None:
        """Forget ``items`` and their words' counts."""
        gone = set()
        terms: dict[int, None] = {}
        for item in items:
            gone.add(item.number)
            terms.update(dict.fromkeys(item.terms))
        self._lexicon.total -= len(gone)
        for term in terms:
            numbers = self._lexicon.holders[term]
            stay = [number not in gone for number in numbers]
            numbers[:] = compress(numbers, stay)
            self._weights[term] = array("f", compress(self._weights[term], stay))

    def candidates(self, item: Item, most: int = MOST_CANDIDATES) -> list[int]:
        """Numbers of the articles with the largest word overlap, best first."""
        found: dict[int, float] = {}
        get = found.get
        seen = 0
        for term, value in sorted(zip(item.terms, weights(item), strict=True), key=_heaviest):
            numbers = self._lexicon.holders[term]
            size = len(numbers)
            if not size or (seen > ENOUGH and size > SHORT_POSTING):
                continue
            seen += size
            others = self._weights[term]
            if size > LONG_POSTING:
                numbers, others = numbers[-LONG_POSTING:], others[-LONG_POSTING:]
            for number, other in zip(numbers, others, strict=True):
                found[number] = get(number, 0.0) + value * other
        found.pop(item.number, None)
        best = [entry for entry in found.items() if entry[1] > LEAST_OVERLAP]
        best.sort(key=itemgetter(1), reverse=True)
        return [number for number, _ in best[:most]]
