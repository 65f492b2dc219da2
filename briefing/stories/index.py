"""Which earlier articles share words with a new one: an inverted index over the window."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from itertools import islice
from operator import itemgetter

from briefing.stories.features import Item, Lexicon

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
        self._postings: dict[int, dict[int, float]] = {}

    def count(self, item: Item) -> None:
        """Count the item's words as met once more."""
        df = self._lexicon.df
        for term in {*item.title_terms, *item.body_terms}:
            df[term] += 1.0
        self._lexicon.total += 1.0

    def add(self, item: Item) -> None:
        """Let ``item`` be found; it needs its weights."""
        postings = self._postings
        number = item.number
        for term, weight in item.all.items():
            posting = postings.get(term)
            if posting is None:
                postings[term] = {number: weight}
            else:
                posting[number] = weight

    def remove(self, item: Item) -> None:
        """Forget ``item`` and its words' counts."""
        df = self._lexicon.df
        for term in item.all:
            df[term] -= 1.0
            posting = self._postings[term]
            del posting[item.number]
            if not posting:
                del self._postings[term]
        self._lexicon.total -= 1.0

    def candidates(self, item: Item, most: int = MOST_CANDIDATES) -> list[int]:
        """Numbers of the articles with the largest word overlap, best first."""
        found: dict[int, float] = {}
        get = found.get
        seen = 0
        for term, weight in sorted(item.all.items(), key=_heaviest):
            posting = self._postings.get(term)
            if posting is None:
                continue
            size = len(posting)
            if seen > ENOUGH and size > SHORT_POSTING:
                continue
            seen += size
            entries: Iterable[tuple[int, float]] = posting.items()
            if size > LONG_POSTING:
                entries = islice(reversed(posting.items()), LONG_POSTING)
            for number, other in entries:
                found[number] = get(number, 0.0) + weight * other
        found.pop(item.number, None)
        best = nlargest(most, found.items(), key=itemgetter(1))
        return [number for number, score in best if score > LEAST_OVERLAP]
