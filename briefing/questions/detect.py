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

FOUND_LEAST: Final = 0.4
"""A sentence below this chance is not taken as open (set for F1 on left-out outlets)."""


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
    if not any(s.score >= least for s in scored):
        return ()
    last = max(i for i, s in enumerate(scored) if s.score >= least)
    around = contexts(read.units, lexicon(), last + 1)
    out: list[Found] = []
    for i, result in enumerate(scored):
        if result.score < least:
            continue
        u = read.units[i]
        kind = model.kinds.of(
            kind_features(read.hits[i], result.kinds, u, read.sentences[i].is_title)
        )
        out.append(Found(read.sentences[i], i, result.score, kind, u, read.hits[i], around[i]))
    return tuple(out)
