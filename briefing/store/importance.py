"""How much a story weighs: lists are ordered by it, highest first."""

from __future__ import annotations

import math

HALF_LIFE_HOURS = 20.0
LIGHTEST, HEAVIEST = 0.25, 4.0
"""How much an outlet may count with the reader; 1 unless he says otherwise."""
FOLLOWED = 2.0
"""A followed story outweighs what is not for about two days."""


def importance(own: float, carried: int, questions: int, last: int, *, followed: bool) -> float:
    """Outlets that wrote it themselves, then open questions, fading by half every
    ``HALF_LIFE_HOURS`` since its last article.

    The figure is the binary logarithm of that, counted from a fixed day: fading takes the same
    off every story, so the order of two of them never changes with the hour, and a stored figure
    stays right.

    Args:
        own: outlets with an article of their own, each counted as often as it weighs with the
            reader: one that weighs two counts for two, one alone of half a weight halves it all.
        carried: further outlets, which only carry copies; they count for little.
        questions: number of open ones.
        last: time of the last article that is no copy, in microseconds since 1970.
        followed: whether the reader follows it.
    """
    size = 1.0 + 1.5 * math.log2(max(own, 1)) + 0.2 * math.log2(1 + carried)
    size += 0.2 * math.log2(1 + questions)
    size *= own if 0 < own < 1 else 1.0
    hours = last / 3_600_000_000
    return round(math.log2(size) + FOLLOWED * followed + hours / HALF_LIFE_HOURS, 6)
