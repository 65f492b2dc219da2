"""The second look at a piece of the window: what the neighbours say, then average link.

Two articles that are both sure of the same third ones belong together even where their own words
do not say so; two that resemble each other among many look-alikes perhaps do not. ``context``
puts that in numbers, a second linear model makes a new probability of it, and ``average_link``
joins the groups with the softened mean.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

SOFTEN = 0.8
"""The sum of links between groups of a and b members is divided by (a * b) ** SOFTEN: in large
groups most pairs were never compared, so that the plain mean would be unfair to them."""

CONTEXT_NAMES = (
    "constant",
    "logit",
    "probability",
    "best_path",
    "paths_of_lesser",
    "paths_of_greater",
    "paths",
    "neighbours",
    "best_of_either",
    "least_best",
    "rank_sum",
    "rank_least",
    "overlap",
)
"""The features of a link in its surroundings, in the order of ``context``."""


class Surroundings:
    """Links of a piece, prepared for ``context``."""

    def __init__(self, links: Mapping[int, Mapping[int, float]], numbers: Iterable[int]) -> None:
        self._links = links
        self._total: dict[int, float] = {}
        self._order: dict[int, list[float]] = {}
        for number in numbers:
            order = sorted(links[number].values())
            self._order[number] = order
            self._total[number] = sum(order)

    def context(self, a: int, b: int) -> list[float]:
        """Values of ``CONTEXT_NAMES`` for the link between ``a`` and ``b``."""
        one, two = self._links[a], self._links[b]
        p = one[b]
        if len(one) > len(two):
            one, two = two, one
        paths = best = least = 0.0
        for number, x in one.items():
            y = two.get(number)
            if y is not None:
                both = x * y
                paths += both
                least += x if x < y else y
                if both > best:
                    best = both
        rest_a, rest_b = self._total[a] - p, self._total[b] - p
        order_a, order_b = self._order[a], self._order[b]
        rank_a = len(order_a) - bisect_right(order_a, p)
        rank_b = len(order_b) - bisect_right(order_b, p)
        lesser, greater = (rest_a, rest_b) if rest_a < rest_b else (rest_b, rest_a)
        safe = min(max(p, 0.005), 0.995)
        return [
            1.0,
            math.log(safe / (1.0 - safe)),
            p,
            best,
            paths / (lesser + 0.5),
            paths / (greater + 0.5),
            math.log1p(paths),
            math.log1p(rest_a + rest_b),
            max(order_a[-1], order_b[-1]),
            min(order_a[-1], order_b[-1]),
            math.log1p(rank_a + rank_b),
            math.log1p(min(rank_a, rank_b)),
            least / (rest_a + rest_b - least + 0.5),
        ]


def average_link(
    atoms: Sequence[Sequence[int]],
    links: Mapping[int, Mapping[int, float]],
    threshold: float,
    allowed: Callable[[Sequence[int], Sequence[int]], bool],
) -> list[list[int]]:
    """Join ``atoms`` (lists of item numbers) while their softened mean link reaches ``threshold``.

    ``links``: item -> other item -> probability, both ways; pairs that are missing count as 0.
    ``allowed`` says whether two groups may ever meet. Groups come back in order of their first
    atom, members in order of joining. Cost: O(L log L) for L links.
    """
    owner = {number: n for n, atom in enumerate(atoms) for number in atom}
    members = [list(atom) for atom in atoms]
    scale = [len(atom) ** -SOFTEN for atom in atoms]
    sums: list[dict[int, float]] = [{} for _ in atoms]
    for n, atom in enumerate(atoms):
        mine = sums[n]
        for number in atom:
            for other, p in links.get(number, {}).items():
                m = owner.get(other)
                if m is not None and m != n:
                    mine[m] = mine.get(m, 0.0) + p
    heap = []
    for a, row in enumerate(sums):
        for b, total in row.items():
            if a < b:
                mean = total * scale[a] * scale[b]
                if mean >= threshold:
                    heap.append((-mean, a, b))
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if not members[a] or not members[b]:
            continue
        if abs(sums[a].get(b, 0.0) * scale[a] * scale[b] + mean) > 1e-9:
            continue
        if not allowed(members[a], members[b]):
            continue
        members[a] += members[b]
        members[b] = []
        gone = sums[b]
        sums[b] = {}
        mine = sums[a]
        del mine[b]
        gone.pop(a, None)
        for c, value in gone.items():
            row = sums[c]
            row.pop(b, None)
            mine[c] = row[a] = mine.get(c, 0.0) + value
        scale[a] = len(members[a]) ** -SOFTEN
        for c, value in mine.items():
            mean = value * scale[a] * scale[c]
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(a, c), max(a, c)))
    return [group for group in members if group]
