"""An article taken apart once: units, cue hits and filters of each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.questions.cues import Hit, families, hits
from briefing.questions.filters import filters
from briefing.questions.lexicon import lexicon
from briefing.questions.tokens import Units, names_of, units
from briefing.text.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Read:
    """Parallel over the sentences of one article."""

    sentences: tuple[Sentence, ...]
    units: tuple[Units, ...]
    hits: tuple[tuple[Hit, ...], ...]
    filters: tuple[tuple[str, ...], ...]


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
        tuple(tuple(hits(u, among)) for u in cut),
        tuple(filters(cut, i, words) for i in range(len(cut))),
    )
