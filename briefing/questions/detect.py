"""Which sentences of one article leave something open, how surely, and in which manner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefing.models import Kind
from briefing.questions.clauses import Context
from briefing.questions.context import contexts
from briefing.questions.cues import Hit
from briefing.questions.lexicon import lexicon
from briefing.questions.model import Model, kind_features
from briefing.questions.reading import Read
from briefing.questions.tokens import Units
from briefing.text.sentences import Sentence

FOUND_LEAST: Final = 0.43
"""A sentence below this chance is not taken as open (set on left-out outlets, for F1 and for the
precision of the first themes)."""
SAID_LEAST: Final = 0.5
"""The chance of a sentence that says in so many words what is not told, whatever the model thinks:
20 of 23 such sentences are labelled open."""
LONGEST: Final = 300
"""Units of a sentence that may be asked about. Longer ones are lists or tables glued together, and
forming a line takes the square of the length."""
_SAYS_SO: Final = frozenset(
    ["unclear-wh", "not-clear-wh", "not-say-wh", "not-yet-say-wh", "refuse-wh"]
)
"""Families of "has not said why" and "it is unclear whether"."""


@dataclass(frozen=True, slots=True)
class Found:
    """One open sentence."""

    sentence: Sentence
    at: int
    """Its place among the article's sentences."""
    score: float
    """Chance that it is open, 0 to 1."""
    kind: Kind
    units: Units
    hits: tuple[Hit, ...]
    context: Context


def detect(read: Read, model: Model, least: float = FOUND_LEAST) -> tuple[Found, ...]:
    """Open sentences of a read article with a chance of at least ``least``, in order."""
    scored = model.score(read)
    chances = [
        (max(s.score, SAID_LEAST) if _says_so(read, i) else s.score) * (len(u) <= LONGEST)
        for i, (s, u) in enumerate(zip(scored, read.units, strict=True))
    ]
    last = max((i for i, chance in enumerate(chances) if chance >= least), default=-1)
    if last < 0:
        return ()
    around = contexts(read.units, lexicon(), last + 1)
    out: list[Found] = []
    for i, result in enumerate(scored):
        if chances[i] < least:
            continue
        u = read.units[i]
        kind = model.kinds.of(
            kind_features(read.hits[i], result.kinds, u, read.sentences[i].is_title)
        )
        out.append(Found(read.sentences[i], i, chances[i], kind, u, read.hits[i], around[i]))
    return tuple(out)


def _says_so(read: Read, at: int) -> bool:
    """True for a sentence with a cue of ``_SAYS_SO`` and nothing that speaks against it."""
    return not read.filters[at] and any(hit.family.id in _SAYS_SO for hit in read.hits[at])
