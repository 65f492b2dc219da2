"""How long a summary is to be, and which rankers there are."""

from __future__ import annotations

from dataclasses import dataclass

METHODS: tuple[str, ...] = ("coverage", "lexrank", "textrank", "lsa", "luhn", "kl", "sumbasic")
"""Names of the rankers: ours first, then those of sumy."""

NEED_NUMPY: frozenset[str] = frozenset(["lexrank", "textrank", "lsa"])
"""Rankers of sumy that need numpy, an optional extra."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """A summary of at most ``count`` sentences."""

    count: int = 3


@dataclass(frozen=True, slots=True)
class Words:
    """A summary of about ``count`` words: sentences are whole, so it may end a little above."""

    count: int = 100


Size = Sentences | Words
