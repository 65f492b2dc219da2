"""Turns of phrase that the room's rules go by: each with a name and with what it is found in.

The examples say what a pattern is for and what it has to leave alone; a test holds every
phrase of the room to its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Phrase:
    """One turn of phrase."""

    name: str
    pattern: str
    """Source of a regular expression; capitals do not count, unless it is ``cased``."""
    found_in: tuple[str, ...]
    not_in: tuple[str, ...]
    """What comes near and means something else."""
    cased: bool = False

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled on first use."""
        return re.compile(self.pattern, 0 if self.cased else re.IGNORECASE)


def any_of(phrases: Iterable[Phrase]) -> re.Pattern[str]:
    """One pattern for several phrases, none of them ``cased``: found where the first of them is."""
    return re.compile("|".join(phrase.pattern for phrase in phrases), re.IGNORECASE)
