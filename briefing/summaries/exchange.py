"""Concept coverage for stories of six articles and more: greedy starts, then exchanges.

The worth of a set is the weight of the concepts it covers plus what each sentence's place
adds; a concept counts by the number of articles that hold it and by how near the top of an
article it stands. The better of two greedy starts is improved by exchanging one sentence at
a time among the best candidates.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Collection, Sequence, Set

from briefing.summaries.concepts import Features, holders
from briefing.summaries.greedy import KEPT
from briefing.summaries.select import Selection
from briefing.summaries.size import Sentences, Size

_COMMON = 4
"""Articles that must hold a concept before it counts in full."""
_RARE = 0.3
_TOP = 3.0
_TITLED = 0.5
"""What a concept gains that stands in two titles or more, as a share."""
_STEMS = 0.2
_PLACE = 0.5
_STARTS = (0.5, 1.0)
"""Exponents of the length in the greedy starts."""
_SHORTEST, _COUNTED = 8, 12
_ROUNDS, _POOL = 10, 80
_CROSSING = 0.05
_LONGER = 1.1
"""By how much exchanges may lengthen a summary that is counted in sentences."""


def many(
    features: Sequence[Features],
    size: Size,
    kept: Collection[int] = (),
    titled: Collection[int] = (),
) -> list[int]:
    """Sentences of a story of six articles or more.

    Sentences that lean on another or take somebody for known, questions and very short ones
    are no candidates while there are others.

    Args:
        features: of the candidates.
        size: the budget.
        kept: candidates that the previous summary held.
        titled: concepts that stand in at least two titles.
    """
    fit = [
        index
        for index, one in enumerate(features)
        if not (one.dangling or one.question or one.torn or one.introducers)
        and one.length >= _SHORTEST
    ] or list(range(len(features)))
    if not fit:
        return []
    worth = _Worth(features, fit, _weights(features, frozenset(titled)), kept)
    starts = [_greedy(worth, size, exponent) for exponent in _STARTS]
    best = max(starts, key=lambda selection: worth.of(selection.chosen))
    _exchange(worth, best, size)
    return best.chosen


def _weights(features: Sequence[Features], titled: frozenset[int]) -> dict[int, float]:
    near: dict[int, float] = {}
    for one in sorted(features, key=lambda one: -one.position):
        near.update(dict.fromkeys(one.concepts, 1 + _TOP / (1 + one.position)))
    weights = {
        concept: (count if count >= _COMMON else _RARE * count) * near[concept]
        for concept, count in holders(features).items()
    }
    for concept in titled & weights.keys():
        weights[concept] *= 1 + _TITLED
    return weights


class _Worth:
    """The worth of sentences and of sets of them."""

    def __init__(
        self,
        features: Sequence[Features],
        fit: list[int],
        weights: dict[int, float],
        kept: Collection[int],
    ) -> None:
        self.features = features
        self.fit = fit
        self._weight = weights.__getitem__
        alone = {index: self.gain(index, frozenset()) for index in fit}
        mean = math.fsum(alone.values()) / len(alone)
        self.bonus = {
            index: mean * _PLACE / (1 + features[index].position)
            + ((KEPT - 1) * alone[index] if index in kept else 0.0)
            for index in fit
        }
        self.alone = {index: alone[index] + self.bonus[index] for index in fit}

    def gain(self, index: int, covered: Set[int]) -> float:
        """Weight of the concepts that a sentence adds to the covered ones."""
        one = self.features[index]
        stems, pairs = one.stems - covered, one.pairs - covered
        return _STEMS * math.fsum(map(self._weight, stems)) + math.fsum(map(self._weight, pairs))

    def covered(self, chosen: Collection[int]) -> set[int]:
        """Concepts of chosen sentences."""
        out: set[int] = set()
        for index in chosen:
            out |= self.features[index].concepts
        return out

    def of(self, chosen: Sequence[int]) -> float:
        """Worth of a set."""
        total, covered = 0.0, set[int]()
        for index in chosen:
            total += self.gain(index, covered) + self.bonus[index]
            covered |= self.features[index].concepts
        return total

    def shortened(self, value: float, index: int, exponent: float) -> float:
        """A worth by the length of its sentence."""
        return float(value / max(self.features[index].length, _COUNTED) ** exponent)


def _greedy(worth: _Worth, size: Size, exponent: float) -> Selection:
    selection = Selection(worth.features, size, crossing=_CROSSING)
    covered: set[int] = set()
    heap = [(-worth.shortened(worth.alone[i], i, exponent), i) for i in worth.fit]
    heapq.heapify(heap)
    while heap and not selection.full:
        _, index = heapq.heappop(heap)
        if not selection.admits(index):
            continue
        now = -worth.shortened(worth.gain(index, covered) + worth.bonus[index], index, exponent)
        if heap and now > heap[0][0]:
            heapq.heappush(heap, (now, index))
            continue
        selection.add(index)
        covered |= worth.features[index].concepts
    return selection


def _exchange(worth: _Worth, selection: Selection, size: Size) -> None:
    """Exchange one sentence for a better one while that helps; fill what it leaves free."""
    pool = sorted(worth.fit, key=lambda i: (-worth.shortened(worth.alone[i], i, 0.5), i))[:_POOL]
    within = _length_limit(worth, selection, size)
    for _ in range(_ROUNDS):
        best_gain, best_pair = 1e-9, None
        for old in selection.chosen:
            rest = [index for index in selection.chosen if index != old]
            covered = worth.covered(rest)
            lost = worth.gain(old, covered) + worth.bonus[old]
            for new in pool:
                # The worth of the new one alone is the most it can bring.
                if new in selection.chosen or worth.alone[new] - lost <= best_gain:
                    continue
                gain = worth.gain(new, covered) + worth.bonus[new] - lost
                if gain > best_gain and within(new, old) and selection.admits(new, instead_of=old):
                    best_gain, best_pair = gain, (old, new)
        if best_pair is None:
            return
        selection.drop(best_pair[0])
        selection.add(best_pair[1])
        _fill(worth, selection, pool)


def _length_limit(worth: _Worth, selection: Selection, size: Size) -> Callable[[int, int], bool]:
    if not isinstance(size, Sentences):
        return lambda new, old: True
    most = selection.words * _LONGER + 5
    lengths = worth.features
    return lambda new, old: selection.words - lengths[old].length + lengths[new].length <= most


def _fill(worth: _Worth, selection: Selection, pool: list[int]) -> None:
    while not selection.full:
        covered = worth.covered(selection.chosen)
        free = [i for i in pool if i not in selection.chosen and selection.admits(i)]
        if not free:
            return
        selection.add(max(free, key=lambda i: (worth.gain(i, covered) + worth.bonus[i], -i)))
