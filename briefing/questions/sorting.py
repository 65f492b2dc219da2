"""Which theme a question belongs to: a linear model over how many words of each theme stand in the
question line, the evidence sentence, the title, the neighbours and the article; the reader's own
themes are matched by their words and win ties.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from briefing.models import CleanText, Kind, Theme
from briefing.questions.model import read_weights
from briefing.questions.reading import Read
from briefing.questions.themes import (
    DEFAULT_THEMES,
    OTHER,
    count,
    counts,
    is_by_words,
    lemmas,
    strong_words,
    weigh,
)
from briefing.questions.tokens import Units

OPENINGS: Final = (
    "when",
    "why",
    "who",
    "how",
    "what",
    "will",
    "did",
    "is",
    "where",
    "how many",
    "how much",
)
_KINDS: Final = tuple(Kind)
TIMING: Final = CleanText("timing")
"""What a line asks that begins with "When"."""
NAMED_CHANCE: Final = 0.06
"""Least chance of a first-class theme that a strong word of the question line names."""
UNNAMED_CHANCE: Final = 0.3
"""The same for one that the line does not name."""
BORNE_OUT: Final = 1.5
"""How much of a first-class theme's words line and sentence must hold: a strong word, or a plain
one in each; what the rest of the article speaks of is no evidence."""


class Sorter:
    """Theme by weights: ``{"weights": [[one row a theme]], "bias": [...]}``."""

    def __init__(self, weights: Mapping[str, object]) -> None:
        rows, bias = weights["weights"], weights["bias"]
        assert isinstance(rows, list)
        assert isinstance(bias, list)
        self._rows: list[list[float]] = rows
        self._bias: list[float] = bias

    def chances(self, seen: Sequence[float]) -> list[float]:
        """Chance of each default theme, in the order of ``DEFAULT_THEMES``."""
        there = [(i, x) for i, x in enumerate(seen) if x]
        sums = [
            b + sum([row[i] * x for i, x in there])
            for row, b in zip(self._rows, self._bias, strict=True)
        ]
        most = max(sums)
        raw = [math.exp(s - most) for s in sums]
        total = sum(raw)
        return [r / total for r in raw]


def _per_hundred(read: Read) -> list[float]:
    """Words of each default theme in the whole article, per hundred words."""
    every = Counter(chain.from_iterable(u.lemma for u in read.units))
    words = {w: times for w, times in every.items() if len(w) > 2 and w.isalpha()}
    total = max(1, sum(words.values()))
    return [100.0 * value / total for value in weigh(words)]


def _words_of(u: Units) -> list[str]:
    """Lemmas and forms of a sentence that is cut already; the parts of names in lower case."""
    out = [*u.lemma, *u.low]
    for i, low in enumerate(u.low):
        if low == "<name>":
            out.extend(u.text[i].lower().split())
    return out


@dataclass(frozen=True, slots=True)
class Whole:
    """An article as its questions' themes are decided by: read once for all of them."""

    read: Read
    title: list[float]
    """Words of each default theme in the title."""
    body: list[float]
    """The same in the whole article, per hundred words."""


def whole_of(read: Read, title: str) -> Whole:
    """What all questions of an article share."""
    return Whole(read, _roots(counts(lemmas(title))), _roots(_per_hundred(read)))


def _roots(values: Sequence[float]) -> list[float]:
    return [math.sqrt(x) if x else 0.0 for x in values]


def theme_features(
    asked: Sequence[str], line: str, at: int, whole: Whole, kind: Kind
) -> list[float]:
    """What the sorter sees of the question ``line``, its lemmas ``asked``, on sentence ``at`` of
    an article."""
    units = whole.read.units
    around = [word for k in (at - 1, at + 1) if 0 <= k < len(units) for word in _words_of(units[k])]
    out = _roots([*counts(asked), *counts(_words_of(units[at]))])
    out += whole.title
    out += _roots(counts(around))
    out += whole.body
    start = line.lower()
    out.extend(1.0 if start.startswith(word) else 0.0 for word in OPENINGS)
    out.extend(1.0 if kind is k else 0.0 for k in _KINDS)
    return out


@lru_cache(maxsize=1)
def shipped() -> Sorter:
    """The packaged sorter."""
    return Sorter(read_weights("themes.json"))


def _evidence(theme: Theme, asked: Sequence[str], said: Sequence[str]) -> float:
    """How much of a theme's words a question line and its sentence hold."""
    return count(asked, theme) + 0.5 * count(said, theme)


def _default(
    chances: Sequence[float], asked: Sequence[str], said: Sequence[str], offered: set[CleanText]
) -> CleanText:
    """The likeliest default theme on offer; of the first three, which readers file by, only one
    that the words bear out. They are rare in the labelled articles, so a strong word in the line
    is enough to name one that the model finds possible."""
    first = DEFAULT_THEMES[:3]
    if asked[:1] == ["when"] and TIMING in offered:
        return TIMING
    words = frozenset(asked)
    named = [
        (len(words & strong_words()[theme.name]), -theme.order, theme.name)
        for theme, chance in zip(first, chances, strict=False)
        if theme.name in offered and chance >= NAMED_CHANCE
    ]
    most = max(named, default=(0, 0, CleanText(OTHER)))
    if most[0]:
        return most[2]
    likely = sorted(zip(DEFAULT_THEMES, chances, strict=True), key=lambda pair: -pair[1])
    for theme, chance in likely:
        if theme.name in offered and (
            theme not in first
            or (chance >= UNNAMED_CHANCE and _evidence(theme, asked, said) >= BORNE_OUT)
        ):
            return theme.name
    return CleanText(OTHER)


def theme_of(
    line: str,
    at: int,
    whole: Whole,
    kind: Kind,
    themes: Sequence[Theme],
    sorter: Sorter,
) -> CleanText:
    """The theme of a question among ``themes``.

    A theme of the reader's own is taken when its words stand in line or sentence at least as often
    as those of the best default; a default that the reader's configuration left out is never given.
    """
    asked, said = lemmas(line), _words_of(whole.read.units[at])
    chances = sorter.chances(theme_features(asked, line, at, whole, kind))
    own = [theme for theme in themes if is_by_words(theme)]
    offered = {theme.name for theme in themes if theme not in own}
    best = _default(chances, asked, said, offered)
    known = next((theme for theme in DEFAULT_THEMES if theme.name == best), None)
    most = _evidence(known, asked, said) if known and best in offered else 0.0
    for theme in sorted(own, key=lambda t: t.order):
        value = _evidence(theme, asked, said)
        if value > 0.0 and value >= most:
            best, most = theme.name, value + 1e-9
    return best
