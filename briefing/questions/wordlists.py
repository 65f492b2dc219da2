"""Plain word lists, kept as data."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    text = (files("briefing.questions") / "data" / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def listed(name: str) -> frozenset[str]:
    """The words of a list of ``data/words.toml``. Raises KeyError for an unknown name."""
    return frozenset(_lists()[name].split())


def grouped(name: str) -> tuple[frozenset[str], ...]:
    """The lines of a list of ``data/words.toml``, each as a set. Raises KeyError for an unknown
    name."""
    return tuple(frozenset(row.split()) for row in _lists()[name].split("\n") if row.strip())
