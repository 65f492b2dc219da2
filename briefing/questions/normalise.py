"""The question line: at most 15 words, ends with "?", as a person would write it.

Explicit questions stay as written; wh- and whether-clauses change places; else a way of asking by
kind of cue, with the subject that the sentence names. What cannot be turned into a good line is
given as the evidence's own clause in quotation marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from briefing.models import CleanText, Kind
from briefing.questions.ask_acts import considering, demanded, threatened
from briefing.questions.ask_any import (
    any_embedded,
    any_modal,
    anything,
    embedded,
    explicit,
    headline,
)
from briefing.questions.ask_denied import claimed, denied
from briefing.questions.ask_forms import approval, hunted, wanted_done, weighing, wh_subject
from briefing.questions.ask_more import handed_over, held, sets_out, undergone, unsure, untold
from briefing.questions.ask_outcome import outcome
from briefing.questions.ask_plain import plain
from briefing.questions.ask_unknown import detail, inquiry, unknown_subject
from briefing.questions.clauses import (
    ATTRIBUTION,
    STOPS,
    SUBORDINATORS,
    Context,
    clause_end,
    clause_start,
    surface,
)
from briefing.questions.cues import Hit
from briefing.questions.cutting import LOOSE_ENDS, cut
from briefing.questions.lexicon import lexicon
from briefing.questions.phrases import (
    Strategy,
)
from briefing.questions.polish import anchor, polish
from briefing.questions.sound import good
from briefing.questions.subjects import (
    MOST_WORDS,
    upper_first,
)
from briefing.questions.tokens import Units
from briefing.questions.verbs import BE, HAVE, MODALS, PREPOSITIONS, base_of


def question_line(u: Units, hits: Sequence[Hit], kind: Kind, context: Context) -> CleanText:
    """The line for one evidence sentence; the quoted clause when no question can be formed."""
    first = (embedded,) if any(_untold(hit) for hit in hits) else ()
    for strategy in (
        explicit,
        wh_subject,
        *first,
        *_BY_KIND[kind],
        any_embedded,
        weighing,
        any_modal,
        *_ANY_KIND,
        plain,
        handed_over,
        undergone,
        held,
        sets_out,
        anything,
        outcome,
    ):
        text = polish(strategy(u, hits, context))
        if text.startswith(_DONE) and strategy not in _MAY_ASK_OF_THE_PAST:
            continue
        if text and (good(text) or (strategy is explicit and 3 <= len(text.split()) <= MOST_WORDS)):
            return CleanText(anchor(text, context))
    return CleanText(quoted(u, hits))


def _untold(hit: Hit) -> bool:
    """True for a sure cue that a wh- or whether-clause follows."""
    family = hit.family
    return family.kind is Kind.UNDISCLOSED and family.clause >= 0 and family.weight >= 0.65


_PRONOUNS: Final = frozenset(["he", "she", "it", "they", "we", "i", "them", "him"])
_LIVE: Final = (
    "NEG UNCLEAR MYSTERY QUESTION SPARSE REFUSE FUTURE POSSIBLE COND MUST AWAIT ONGOING TALK DELAY "
    "CONSIDER INVESTIGATE INQUIRY DEMAND DENY WARN DANGER YET LIKELY SCHEDULE LEGAL QM"
)


def is_mere_fact(u: Units, hits: Sequence[Hit]) -> bool:
    """True when the words that would be quoted for want of a line tell of nothing left open."""
    return not _is_live(u, *_span(u, hits))


def _is_live(u: Units, start: int, end: int) -> bool:
    """True when a word of units ``start`` to ``end`` speaks of what is to come or not known."""
    words = lexicon()
    live = 0
    for name in _LIVE.split():
        live |= words.bit[name]
    return any(bits & live for bits in u.bits[start:end]) or "still" in u.low[start:end]


def is_vague(u: Units, hits: Sequence[Hit]) -> bool:
    """True when the words that would be quoted speak of "them" and name nobody."""
    start, end = _span(u, hits)
    return "<name>" not in u.low[start:end] and not _PRONOUNS.isdisjoint(u.low[start:end])


_LEADS_INTO: Final = frozenset(["now", "if", "when", "while", "although", "as", "because", "once"])
"""What begins with these needs the clause that follows it."""
_LEAST_QUOTED: Final = 5
"""Words of a quotation that say enough."""
_LEANS: Final = MODALS | BE | HAVE | PREPOSITIONS | {"that", "to", "not", "who", "which", "and"}
"""What begins with these leans on what stands before it."""


def _span(u: Units, hits: Sequence[Hit]) -> tuple[int, int]:
    """The units to quote: the whole sentence when it is short, else the clause around the first
    cue, as much of it as there is room for."""
    at = hits[0].at[0] if hits else 0
    whole = _stripped(u, 0, len(u))
    if len(whole.split()) <= MOST_WORDS and not any(mark in whole for mark in '"“”;:?'):
        return 0, len(u)
    start, end = clause_start(u, at), clause_end(u, at)
    if start and u.low[start - 1] in SUBORDINATORS:
        start -= 1
    leaning = u.low[start] in _LEANS or (bool(u.tag[start]) and bool(base_of(u.low[start])))
    if start and (leaning or u.low[start + 1 : start + 2] == [","]):
        start = 0
    if u.low[start] in _LEADS_INTO:
        end = len(u)
        behind = u.low.index(",", start) + 1 if "," in u.low[start:] else end
        if (
            u.low[start] == "if"
            and len(surface(u, start, end).split()) > MOST_WORDS
            and clause_end(u, behind) - behind > _LEAST_QUOTED
            and u.low[behind] not in _PRONOUNS | {"or"}
            and u.lemma[clause_end(u, behind) - 1] not in ATTRIBUTION
            and _is_live(u, behind, clause_end(u, behind))
        ):
            # No room for both: what hangs on the condition.
            start, end = behind, clause_end(u, behind)
    if len(surface(u, start, end).split()) < _LEAST_QUOTED:
        start, end = 0, len(u)
    text = surface(u, start, end)
    if len(text.split()) > MOST_WORDS:
        short = cut(text, MOST_WORDS)
        if len(short.split()) < _LEAST_QUOTED:
            short = " ".join(text.split()[:MOST_WORDS])
        # Halved, not walked: a sentence may be as long as an article.
        ends = range(start + 1, end + 1)
        room = len(short.split())
        fit = bisect_right(ends, room, key=lambda at: len(surface(u, start, at).split()))
        end = start + max(1, fit)
        while end > start + 4 and u.low[end - 1] in LOOSE_ENDS | STOPS | {","}:
            end -= 1
    return start, end


def _stripped(u: Units, start: int, end: int) -> str:
    return surface(u, start, end).strip(" ,;:.!?–—-")


def quoted(u: Units, hits: Sequence[Hit]) -> str:
    """The clause around the cue, verbatim in quotation marks, followed by a question mark; "…" when
    it goes on."""
    start, end = _span(u, hits)
    text = _stripped(u, start, end)
    goes_on = end < clause_end(u, end - 1)
    return f"“{upper_first(text)}{'…' if goes_on else ''}”?"


# --- strategies -----------------------------------------------------------------------


_BY_KIND: Final[dict[Kind, tuple[Strategy, ...]]] = {
    Kind.EXPLICIT: (embedded,),
    Kind.UNDISCLOSED: (
        embedded,
        any_embedded,
        held,
        inquiry,
        hunted,
        unsure,
        untold,
        detail,
        unknown_subject,
        outcome,
    ),
    Kind.DISPUTED: (embedded, denied, any_embedded, held, claimed),
    Kind.PENDING: (
        approval,
        weighing,
        considering,
        embedded,
        headline,
        any_modal,
        any_embedded,
        plain,
        outcome,
    ),
    Kind.DEMANDED: (handed_over, demanded, wanted_done, considering, headline),
    Kind.RISK: (threatened, any_modal),
}

_DONE: Final = ("Has ", "Have ", "Had ", "Did ", "Was ", "Were ")
_MAY_ASK_OF_THE_PAST: Final = (
    explicit,
    wh_subject,
    embedded,
    any_embedded,
    denied,
    claimed,
    held,
    unsure,
    any_modal,
    plain,
)
"""Ways that may ask whether something was so: elsewhere what is told as done is not open."""

_ANY_KIND: Final[tuple[Strategy, ...]] = (
    demanded,
    denied,
    inquiry,
    considering,
    approval,
    hunted,
    threatened,
)
"""Tried when the kind's own ways give no line: the kind may be taken wrongly."""
