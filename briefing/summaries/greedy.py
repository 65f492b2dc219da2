"""Concept coverage by greedy choice: one article, and stories of two to five articles.

A sentence is worth the weights of the concepts it adds to what is chosen (maximum coverage
after Gillick and Favre, "A scalable global model for summarization", 2009), divided by a
power of its length, times what speaks for its place and against its opening. Gains only
shrink while sentences are chosen, so the best one is found lazily on a heap.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefing.summaries.concepts import Features, holders
from briefing.summaries.select import Selection
from briefing.summaries.size import Size

KEPT = 2.0
"""A sentence of the previous summary gives way only to one that is worth twice as much."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Numbers of one form of the ranker."""

    stems: float
    """Worth of a stem; a pair of neighbouring stems is worth 1."""
    shrink: float
    """Exponent of the length that a sentence's worth is divided by."""
    shortest: int
    """Shorter sentences count as if they had this many words."""
    place: float
    """What the first sentence of an article has over one far behind, as a share."""
    dangling: float
    quote: float
    question: float
    torn: float
    unknown: float
    """For a sentence that takes for known what nothing chosen has made known."""
    redundant: float


SINGLE = Manner(
    stems=0.5,
    shrink=0.5,
    shortest=10,
    place=2.0,
    dangling=0.7,
    quote=0.75,
    question=0.4,
    torn=0.6,
    unknown=0.7,
    redundant=0.5,
)
FEW = Manner(
    stems=0.2,
    shrink=0.45,
    shortest=12,
    place=0.5,
    dangling=0.5,
    quote=0.85,
    question=0.6,
    torn=0.9,
    unknown=0.85,
    redundant=0.6,
)

_EARLY, _ANYWHERE = 1.5, 0.1
_SHARED, _ALONE = 0.7, 0.3
_CENTRE = 1.0


def single(features: Sequence[Features], size: Size, kept: Collection[int] = ()) -> list[int]:
    """Sentences of one article, in the order of choice.

    A concept weighs what its sentences' places weigh: early ones much, later ones little.

    Args:
        features: of the candidates.
        size: the budget.
        kept: candidates that the previous summary held.
    """
    weights: dict[int, float] = {}
    for one in features:
        here = (1 + one.position) ** -_EARLY + _ANYWHERE
        for concept in one.concepts:
            weights[concept] = weights.get(concept, 0.0) + here
    factors = [_factor(one, SINGLE) for one in features]
    return _choose(features, weights, factors, size, SINGLE, kept)


def few(features: Sequence[Features], size: Size, kept: Collection[int] = ()) -> list[int]:
    """Sentences of a story of two to five articles, in the order of choice.

    A concept weighs by the number of articles that hold it, one of a single article little;
    sentences near the centre of all (cosine of TF-IDF) count more.
    """
    weights = {
        concept: count**_SHARED if count > 1 else _ALONE
        for concept, count in holders(features).items()
    }
    centre = _centrality(features)
    factors = [
        _factor(one, FEW) * (1 + _CENTRE * near) for one, near in zip(features, centre, strict=True)
    ]
    return _choose(features, weights, factors, size, FEW, kept)


def _factor(one: Features, manner: Manner) -> float:
    factor = 1 + manner.place / (1 + one.position)
    if one.dangling:
        factor *= manner.dangling
    if one.quote:
        factor *= manner.quote
    if one.question:
        factor *= manner.question
    if one.torn:
        factor *= manner.torn
    return float(factor / max(one.length, manner.shortest) ** manner.shrink)


def _centrality(features: Sequence[Features]) -> list[float]:
    """Cosine of each sentence with the sum of all, by TF-IDF of stems; the highest is 1."""
    counts: Counter[int] = Counter()
    for one in features:
        counts.update(one.stems)
    rarity = {stem: math.log(1 + len(features) / count) for stem, count in counts.items()}
    out = []
    for one in features:
        # Sorted: a sum of floats depends on its order, and a set has none.
        stems = sorted(one.stems)
        norm = math.sqrt(math.fsum(rarity[stem] ** 2 for stem in stems))
        toward = math.fsum(counts[stem] * rarity[stem] ** 2 for stem in stems)
        out.append(toward / norm if norm else 0.0)
    most = max(out, default=0.0) or 1.0
    return [value / most for value in out]


def _choose(
    features: Sequence[Features],
    weights: dict[int, float],
    factors: list[float],
    size: Size,
    manner: Manner,
    kept: Collection[int],
) -> list[int]:
    selection = Selection(features, size, redundant=manner.redundant)
    factors = [factor * KEPT if index in kept else factor for index, factor in enumerate(factors)]
    at = {(one.article, one.position): index for index, one in enumerate(features)}
    weight = weights.__getitem__
    covered: set[int] = set()
    waiting: dict[int, int] = {}
    unknown: set[int] = set()

    def gain(index: int) -> float:
        one = features[index]
        stems = math.fsum(map(weight, one.stems - covered))
        pairs = math.fsum(map(weight, one.pairs - covered))
        return (manner.stems * stems + pairs) * factors[index]

    heap = [(-gain(index), index) for index in range(len(features))]
    heapq.heapify(heap)
    while heap and not selection.full:
        _, index = heapq.heappop(heap)
        if not selection.admits(index):
            continue
        one = features[index]
        if one.dangling and one.position > 0:
            # It leans on the sentence before it: that one first, or neither.
            before = at.get((one.article, one.position - 1))
            if before not in selection.chosen:
                if before is not None:
                    waiting[before] = index
                continue
        now = -gain(index)
        if one.introducers.isdisjoint(selection.chosen) and one.introducers:
            now *= manner.unknown
            unknown.add(index)
        if heap and now > heap[0][0]:
            heapq.heappush(heap, (now, index))
            continue
        selection.add(index)
        covered |= one.concepts
        for other in sorted(unknown):
            if index in features[other].introducers:
                unknown.remove(other)
                heapq.heappush(heap, (-gain(other), other))
        after = waiting.pop(index, None)
        if after is not None:
            heapq.heappush(heap, (-gain(after), after))
    return selection.chosen
