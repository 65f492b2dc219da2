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
