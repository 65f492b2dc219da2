"""Themes: the twelve that come with the program, the reader's own beside them, and which one a
question has."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Final

from briefing.models import CleanText, Theme
from briefing.questions.lexicon import lexicon

OTHER: Final = "other"


def _read() -> dict[str, dict[str, str | int]]:
    text = (files("briefing.questions") / "data" / "themes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def strong_words() -> dict[str, frozenset[str]]:
    """Theme name -> the words that point to it more than the rest of its words."""
    return {name: frozenset(str(row["strong"]).split()) for name, row in _read().items()}


DEFAULT_THEMES: Final[tuple[Theme, ...]] = tuple(
    Theme(
        CleanText(name),
        tuple(dict.fromkeys(f"{row['strong']} {row['words']}".split())),
        int(row["order"]),
        str(row.get("key", "")),
    )
    for name, row in _read().items()
)


def merge(own: Sequence[Theme]) -> tuple[Theme, ...]:
    """The reader's themes and the defaults, by ``order`` (the reader's first at the same one): the
    one list that every face lists headings by.

    A theme of a default's name takes its place; it keeps the default's words and key when it has
    none. A key that the reader gave to a theme of their own is taken from the default that had it.
    """
    default = {theme.name: theme for theme in DEFAULT_THEMES}
    keys = {theme.key for theme in own if theme.key}
    mine: dict[str, Theme] = {}
    for theme in own:
        known = default.get(theme.name)
        words = theme.words or (known.words if known else ())
        key = theme.key or (known.key if known and known.key not in keys else "")
        mine[theme.name] = Theme(theme.name, words, theme.order, key, own=True)
    rest = [
        replace(theme, key="" if theme.key in keys else theme.key)
        for theme in DEFAULT_THEMES
        if theme.name not in mine
    ]
    return tuple(sorted([*mine.values(), *rest], key=lambda t: (t.order, not t.own)))


def is_by_words(theme: Theme) -> bool:
    """True for a theme that questions are given by the reader's own words; a default that was only
    moved, or given another key, is sorted as it comes."""
    return theme.own and not any(
        theme.name == default.name and theme.words == default.words for default in DEFAULT_THEMES
    )


def count(words: Sequence[str], theme: Theme) -> float:
    """How much of ``theme`` is in ``words`` (lemmas in order): its words once each, strong ones
    double."""
    strong = (
        frozenset(theme.words)
        if is_by_words(theme)
        else strong_words().get(theme.name, frozenset())
    )
    here = frozenset(words)
    total = 0.0
    joined = ""
    for word in theme.words:
        if " " in word:
            joined = joined or f" {' '.join(words)} "
            if f" {word.lower()} " in joined:
                total += 2.0
        elif word in here:
            total += 2.0 if word in strong else 1.0
    return total


@lru_cache(maxsize=1)
def _pointers() -> dict[str, tuple[tuple[int, float], ...]]:
    """Word -> (place of a default theme, weight) pairs."""
    out: dict[str, tuple[tuple[int, float], ...]] = {}
    for place, theme in enumerate(DEFAULT_THEMES):
        strong = strong_words()[theme.name]
        for word in theme.words:
            out[word] = (*out.get(word, ()), (place, 2.0 if word in strong else 1.0))
    return out


def counts(words: Sequence[str]) -> list[float]:
    """``count`` for every default theme, in the order of ``DEFAULT_THEMES``."""
    return weigh(dict.fromkeys(words, 1))


def weigh(words: Mapping[str, int]) -> list[float]:
    """How much of every default theme is in words that stand so many times, strong ones double."""
    out = [0.0] * len(DEFAULT_THEMES)
    pointers = _pointers()
    for word in words.keys() & pointers.keys():
        # Whole numbers: their sums do not depend on the order of a set.
        for place, weight in pointers[word]:
            out[place] += weight * words[word]
    return out


def lemmas(text: str) -> list[str]:
    """Lower-case lemmas and forms of a text, as themes are compared by."""
    words = lexicon()
    out: list[str] = []
    for raw in text.lower().replace("’", "'").split():
        form = raw.strip(".,;:!?\"'“”()[]")
        if form.endswith("'s"):
            form = form[:-2]
        if form:
            lemma = words.word(form).lemma
            out.append(lemma)
            if form != lemma:
                out.append(form)
    return out
