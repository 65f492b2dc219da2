"""What every ranker obeys: the budget, and no sentence that says again what is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.summaries.concepts import Features, overlap
from briefing.summaries.size import Sentences, Size

REDUNDANT = 0.6
"""A sentence that shares more than this of the smaller set of content stems is a repeat."""

CROSSING = 0.5
"""By how much of a word budget its last sentence may stand above it: sentences are whole."""


class Selection:
    """Sentences chosen so far, and whether another one may join.

    Args:
        features: of all candidates.
        size: the budget.
        redundant: see ``REDUNDANT``.
        crossing: see ``CROSSING``.
    """

    def __init__(
        self,
        features: Sequence[Features],
        size: Size,
        *,
        redundant: float = REDUNDANT,
        crossing: float = CROSSING,
    ) -> None:
        self._features = features
        self._size = size
        self._redundant = redundant
        self._most = size.count * (1 + crossing)
        self.chosen: list[int] = []
        self.words = 0

    @property
    def full(self) -> bool:
        """Whether the budget is used up."""
        if isinstance(self._size, Sentences):
            return len(self.chosen) >= self._size.count
        return self.words >= self._size.count

    def admits(self, candidate: int, *, instead_of: int = -1) -> bool:
        """Whether the candidate fits the budget and repeats none of the chosen.

        ``instead_of`` is a chosen one that would go.
        """
        mine = self._features[candidate]
        others = [other for other in self.chosen if other != instead_of]
        if not isinstance(self._size, Sentences) and others:
            words = self.words + mine.length
            if instead_of >= 0:
                words -= self._features[instead_of].length
            if words > self._most:
                return False
        return all(
            overlap(mine.stems, self._features[other].stems) <= self._redundant for other in others
        )

    def add(self, candidate: int) -> None:
        """Choose a candidate."""
        self.chosen.append(candidate)
        self.words += self._features[candidate].length

    def drop(self, candidate: int) -> None:
        """Take a chosen one back."""
        self.chosen.remove(candidate)
        self.words -= self._features[candidate].length


def best(ranked: Iterable[int], features: Sequence[Features], size: Size) -> list[int]:
    """The best sentences of a ranking under the budget, in the order of the ranking."""
    selection = Selection(features, size)
    for candidate in ranked:
        if selection.full:
            break
        if selection.admits(candidate):
            selection.add(candidate)
    return selection.chosen
