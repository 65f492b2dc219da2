"""An article taken apart once: units, cue hits and filters of each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from briefing.models import Article
from briefing.questions.cues import Hit, families, hits
from briefing.questions.filters import filters
from briefing.questions.lexicon import lexicon
from briefing.questions.tokens import Units, names_of, units
from briefing.text.sentences import Sentence, sentences_of

TRIGGERS: Final = (
    "FUTURE POSSIBLE LIKELY MUST NEG COND UNTIL YET STILL SCHEDULE AWAIT ONGOING "
    "TALK DELAY CONSIDER UNCLEAR "
    "MYSTERY QUESTION SPARSE REFUSE WH INVESTIGATE INQUIRY DEMAND DENY INSIST "
    "ALLEGATION GUILTY CONTRARY WARN "
    "DANGER CONVICT FACE SUBJECTTO APPROVAL SUE LEGAL QM"
)
"""Classes of which an open sentence holds at least one word (97.7 % of the labelled ones do)."""


@lru_cache(maxsize=1)
def _trigger_bits() -> int:
    words = lexicon()
    bits = 0
    for name in TRIGGERS.split():
        bits |= words.bit[name]
    return bits


def may_be_open(u: Units) -> bool:
    """The word pre-filter: False for the quarter of all sentences that hold no trigger word."""
    return bool(u.all_bits & _trigger_bits())


@dataclass(frozen=True, slots=True)
class Read:
    """Parallel over the sentences of one article."""

    sentences: tuple[Sentence, ...]
    units: tuple[Units, ...]
    hits: tuple[tuple[Hit, ...], ...]
    filters: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=256)
def read_article(article: Article) -> Read:
    """``read`` of an article's sentences, kept for the next who asks: a story is read once for its
    questions and once for answers."""
    return read(sentences_of(article))


def read(sentences: Sequence[Sentence]) -> Read:
    """Units, cue hits and filters of each sentence of an article."""
    among = families()
    words = lexicon()
    texts = [s.text for s in sentences]
    names = names_of(texts)
    cut = tuple(units(text, words, names) for text in texts)
    return Read(
        tuple(sentences),
        cut,
        tuple(tuple(hits(u, among)) if may_be_open(u) else () for u in cut),
        tuple(filters(cut, i, words) if may_be_open(u) else () for i, u in enumerate(cut)),
    )
