"""Which earlier articles share words with a new one: an inverted index over the window."""

from __future__ import annotations

from briefing.stories.features import Item, Lexicon

MOST_CANDIDATES = 30
LEAST_OVERLAP = 0.03
LONG_POSTING = 400
HEAVY = 0.3


class Index:
    """Word -> live articles that hold it, with their weights; articles leave it exactly."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._postings: dict[int, dict[int, float]] = {}

    def add(self, item: Item) -> None:
        """Let ``item`` be found, and count its words."""
        df = self._lexicon.df
        postings = self._postings
        for term, weight in item.all.items():
            df[term] += 1.0
            posting = postings.get(term)
            if posting is None:
                postings[term] = {item.number: weight}
            else:
                posting[item.number] = weight
        self._lexicon.total += 1.0

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
        for term, weight in item.all.items():
            posting = self._postings.get(term)
            if posting is None or (len(posting) > LONG_POSTING and weight < HEAVY):
                continue
            for number, other in posting.items():
                found[number] = get(number, 0.0) + weight * other
        found.pop(item.number, None)
        best = [(-score, number) for number, score in found.items() if score > LEAST_OVERLAP]
        best.sort()
        return [number for _, number in best[:most]]
