"""Which sentences of one article leave something open, how surely, and in which manner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.models import Article, Kind
from briefing.questions.clauses import Context
from briefing.questions.context import contexts
from briefing.questions.cues import Hit, families, hits
from briefing.questions.filters import filters
from briefing.questions.lexicon import lexicon
from briefing.questions.tokens import Units, names_of, units
from briefing.text.sentences import Sentence, sentences_of


@dataclass(frozen=True, slots=True)
class Read:
    """An article taken apart: parallel over its sentences."""

    sentences: tuple[Sentence, ...]
    units: tuple[Units, ...]
    hits: tuple[tuple[Hit, ...], ...]
    filters: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One open sentence."""

    sentence: Sentence
    score: float
    """Chance that it is open, 0 to 1."""
    kind: Kind
    units: Units
    hits: tuple[Hit, ...]
    context: Context


def read(sentences: Sequence[Sentence]) -> Read:
    """Units, cue hits and filters of each sentence of an article."""
    words, among = lexicon(), families()
    texts = [s.text for s in sentences]
    names = names_of(texts)
    cut = tuple(units(text, words, names) for text in texts)
    return Read(
        tuple(sentences),
        cut,
        tuple(tuple(hits(u, among)) for u in cut),
        tuple(filters(cut, i, words) for i in range(len(cut))),
    )


_AGAINST = {
    "idiom": 0.3,
    "boilerplate": 0.05,
    "reader": 0.5,
    "outlook": 0.5,
    "settled": 0.5,
    "past": 0.8,
    "year": 0.6,
    "interview": 0.5,
    "answered": 0.1,
    "short": 0.5,
    "teaser": 0.5,
}


def rule_score(found: Sequence[Hit], against: Sequence[str], asks: bool) -> float:
    """Chance of being open by cues and filters alone, 0 to 1."""
    miss = 1.0
    for hit in found:
        miss *= 1.0 - 0.8 * hit.family.weight
    if asks:
        miss *= 0.6
    score = 1.0 - miss
    for name in against:
        score *= _AGAINST.get(name, 1.0)
    return score


def rule_kind(found: Sequence[Hit], asks: bool) -> Kind:
    """Kind of the cues, the surest family first."""
    if asks:
        return Kind.EXPLICIT
    votes: dict[Kind, float] = {}
    for hit in found:
        votes[hit.family.kind] = max(votes.get(hit.family.kind, 0.0), hit.family.weight)
    if not votes:
        return Kind.PENDING
    return max(votes, key=lambda kind: votes[kind])


THRESHOLD = 0.45


def detect(article: Article, threshold: float = THRESHOLD) -> tuple[Found, ...]:
    """Open sentences of ``article`` with a score of at least ``threshold``, in order."""
    sentences = sentences_of(article)
    taken = read(sentences)
    around = contexts(taken.units, lexicon())
    out: list[Found] = []
    for i, u in enumerate(taken.units):
        asks = "?" in u.low
        if not taken.hits[i] and not asks:
            continue
        score = rule_score(taken.hits[i], taken.filters[i], asks)
        if score >= threshold:
            out.append(
                Found(
                    sentences[i], score, rule_kind(taken.hits[i], asks), u, taken.hits[i], around[i]
                )
            )
    return tuple(out)
