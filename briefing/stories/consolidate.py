"""Average link over a sparse graph: the second look at a piece of the window."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence


def average_link(
    atoms: Sequence[Sequence[int]],
    links: Mapping[int, Mapping[int, float]],
    threshold: float,
    allowed: Callable[[Sequence[int], Sequence[int]], bool],
) -> list[list[int]]:
    """Join ``atoms`` (lists of item numbers) while the mean probability reaches ``threshold``.

    ``links``: item -> other item -> probability, both ways; pairs that are missing count as 0.
    ``allowed`` says whether two groups may ever meet. Groups come back in order of their first
    atom, members in order of joining. Cost: O(L log L) for L links.
    """
    owner = {number: n for n, atom in enumerate(atoms) for number in atom}
    members = [list(atom) for atom in atoms]
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
                mean = total / (len(members[a]) * len(members[b]))
                if mean >= threshold:
                    heap.append((-mean, a, b))
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if not members[a] or not members[b]:
            continue
        total = sums[a].get(b, 0.0)
        if abs(total / (len(members[a]) * len(members[b])) + mean) > 1e-9:
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
        size = len(members[a])
        for c, value in mine.items():
            mean = value / (size * len(members[c]))
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(a, c), max(a, c)))
    return [group for group in members if group]
