"""Which sentences of one article leave something open, how surely, and in which manner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing.models import Kind
from briefing.questions.clauses import Context
from briefing.questions.context import contexts
from briefing.questions.cues import Hit
from briefing.questions.lexicon import lexicon
from briefing.questions.model import KINDS, Model
from briefing.questions.reading import Read
from briefing.questions.tokens import Units
from briefing.text.sentences import Sentence

FOUND_LEAST: Final = 0.42
"""A sentence below this chance is not taken as open (set for F1 on left-out outlets)."""
_VOTE: Final = 1.0
"""How much a cue's kind counts against the kinds' models."""


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


def kind_of(found: Sequence[Hit], sums: Sequence[float], asks: bool) -> Kind:
    """Kind by the models' sums, with a vote for the kind of the surest cue; a question mark that
    stands in the sentence makes it explicit."""
    if asks:
        return Kind.EXPLICIT
    best: Kind | None = None
    weight = 0.0
    for hit in found:
        if hit.family.weight > weight and hit.family.kind is not Kind.EXPLICIT:
            best, weight = hit.family.kind, hit.family.weight
    values = [z + (_VOTE if kind is best else 0.0) for kind, z in zip(KINDS, sums, strict=True)]
    return KINDS[max(range(len(values)), key=values.__getitem__)]


def detect(read: Read, model: Model, least: float = FOUND_LEAST) -> tuple[Found, ...]:
    """Open sentences of a read article with a chance of at least ``least``, in order."""
    scored = model.score(read)
    if not any(s.score >= least for s in scored):
        return ()
    around = contexts(read.units, lexicon())
    out: list[Found] = []
    for i, result in enumerate(scored):
        if result.score < least:
            continue
        u = read.units[i]
        kind = kind_of(read.hits[i], result.kinds, "?" in u.low)
        out.append(Found(read.sentences[i], i, result.score, kind, u, read.hits[i], around[i]))
    return tuple(out)
