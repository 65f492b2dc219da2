"""Which earlier articles share words with a new one: an inverted index over the window."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
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
        self._postings: dict[int, tuple[array[int], array[float]]] = {}
        """Numbers of articles, and as many weights."""

    def count(self, item: Item) -> None:
        """Count the item's words as met once more."""
        df = self._lexicon.df
        for term in item.terms:
            df[term] += 1.0
        self._lexicon.total += 1.0

    def add(self, item: Item, values: Sequence[float]) -> None:
        """Let ``item`` be found by its words; ``values``: their weights."""
        postings = self._postings
        number = item.number
        for term, weight in zip(item.terms, values, strict=True):
            posting = postings.get(term)
            if posting is None:
                postings[term] = array("I", (number,)), array("f", (weight,))
            else:
                posting[0].append(number)
                posting[1].append(weight)

    def remove(self, items: Iterable[Item]) -> None:
        """Forget ``items`` and their words' counts."""
        df = self._lexicon.df
        gone = set()
        terms: dict[int, None] = {}
        for item in items:
            gone.add(item.number)
            for term in item.terms:
                df[term] -= 1.0
                terms[term] = None
        self._lexicon.total -= len(gone)
        for term in terms:
            numbers, values = self._postings[term]
            kept = [k for k, number in enumerate(numbers) if number not in gone]
            if kept:
                self._postings[term] = (
                    array("I", [numbers[k] for k in kept]),
                    array("f", [values[k] for k in kept]),
                )
            else:
                del self._postings[term]

    def candidates(self, item: Item, most: int = MOST_CANDIDATES) -> list[int]:
        """Numbers of the articles with the largest word overlap, best first."""
        found: dict[int, float] = {}
        get = found.get
        seen = 0
        for term, weight in sorted(weights(item).items(), key=_heaviest):
            if term not in self._postings:
                continue
            numbers, others = self._postings[term]
            size = len(numbers)
            if seen > ENOUGH and size > SHORT_POSTING:
                continue
            seen += size
            if size > LONG_POSTING:
                numbers, others = numbers[-LONG_POSTING:], others[-LONG_POSTING:]
            for number, other in zip(numbers, others, strict=True):
                found[number] = get(number, 0.0) + weight * other
        found.pop(item.number, None)
        best = [entry for entry in found.items() if entry[1] > LEAST_OVERLAP]
        best.sort(key=itemgetter(1), reverse=True)
        return [number for number, _ in best[:most]]
