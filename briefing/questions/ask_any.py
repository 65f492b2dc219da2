"""Ways of asking that fit every kind: the explicit question, wh- and whether-clauses, any
clause with a modal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.questions.asking import ask, ask_embedded, line
from briefing.questions.clauses import (
    QUOTES,
    STOPS,
    SUBORDINATORS,
    Context,
    clause,
    clause_end,
    clause_start,
    surface,
)
from briefing.questions.cues import Hit
from briefing.questions.subjects import (
    MOST_WORDS,
    WH,
    predicate_text,
    subject_text,
)
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    AUX,
    MODALS,
    PREPOSITIONS,
    base_of,
    finite,
)
from briefing.questions.wordlists import listed

_ASKS: Final = listed("asks")


def explicit(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The sentence's own question, without what leads up to it."""
    if "?" not in u.low:
        return ""
    end = u.low.index("?")
    start = end
    while start > 0 and u.low[start - 1] not in STOPS and u.low[start - 1] not in QUOTES:
        start -= 1
    text = surface(u, start, end)
    if not text:
        return ""
    low = text.split()[0].lower()
    if low in ("but", "so", "and", "then", "yet"):
        text = text.split(" ", 1)[-1].lstrip(", ")
        low = text.split()[0].lower() if text.split() else ""
    if low not in _ASKS:
        found = re.search(
            r",\s+((?:who|what|when|where|why|how|will|is|are|can|did|does|do|would|should)\b.*)$",
            text,
            re.I,
        )
        if found:
            text = found.group(1)
        elif len(text.split()) > MOST_WORDS:
            return ""
    return line(text)


def embedded(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The wh- or whether-clause that a cue points at."""
    for hit in sorted(hits, key=lambda h: -h.family.weight):
        if hit.family.clause < 0:
            continue
        at = hit.at[hit.family.clause]
        for k in range(at, min(at + 3, len(u))):
            if _tells_more(u, k):
                break
            if u.low[k] in WH or u.low[k] == "whether" or _asks_if(u, k):
                text = ask_embedded(u, k, context)
                if text:
                    return text
    return ""


def _tells_more(u: Units, k: int) -> bool:
    """True for ", who" and "in which": they tell more of what is named before."""
    before = u.low[k - 1] if k else ""
    return u.low[k] in ("who", "which") and (
        before in (",", "-") or (u.low[k] == "which" and before in PREPOSITIONS)
    )


def _asks_if(u: Units, k: int) -> bool:
    """True for an "if" that means "whether"."""
    return u.low[k] == "if" and any(
        u.lemma[i]
        in (
            "clear",
            "unclear",
            "know",
            "say",
            "see",
            "determine",
            "ask",
            "wonder",
            "sure",
            "certain",
            "question",
            "unknown",
            "doubt",
        )
        for i in range(max(0, k - 3), k)
    )


def any_embedded(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """Any whether-clause, then any wh-clause behind a word of knowing, asking or telling."""
    for k, low in enumerate(u.low):
        if low == "whether":
            text = ask_embedded(u, k, context)
            if text:
                return text
    for k, low in enumerate(u.low):
        if low in WH and low not in ("when", "which", "whom") and _pointed_at(u, k):
            text = ask_embedded(u, k, context)
            if text:
                return text
    return ""


_POINTS: Final = frozenset(
    [
        *("know", "say", "see", "tell", "clear", "unclear", "determine", "decide", "find"),
        *(
            "explain",
            "understand",
            "ask",
            "recall",
            "remember",
            "predict",
            "question",
            "wonder",
            "estimate",
            "reveal",
        ),
        *("disclose", "confirm", "learn", "idea", "clue", "word", "detail", "matter"),
        *("establish", "investigate", "examine", "into", "about", "over", "regarding"),
        *("mystery", "uncertain"),
    ]
)
"""Words of knowing, asking and telling."""
_BETWEEN: Final = frozenset(["exactly", "just", "precisely", ",", "however", "really", "as", "to"])


def _pointed_at(u: Units, k: int) -> bool:
    """True when a word of knowing stands right in front of the wh-word at unit ``k``."""
    if u.low[max(0, k - 2) : k] == ["as", "to"]:
        return True
    before = k - 1
    while before >= 0 and u.low[before] in _BETWEEN:
        before -= 1
    return (
        before >= (u.low[0] == "asked")
        and u.lemma[before] in _POINTS
        and not (u.tag[before] == "ed" and u.low[before] not in ("asked", "wondered", "questioned"))
    )


def any_modal(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The clause with a modal or "is expected to", nearest to the best cue."""
    anchor = max(hits, key=lambda h: h.family.weight).at[-1] if hits else 0
    places = [
        i
        for i, low in enumerate(u.low)
        if low in MODALS
        or (
            low == "to"
            and i > 1
            and u.tag[i - 1] in ("ed", "en", "")
            and u.low[i - 2] in ("is", "are", "was")
        )
    ]
    for i in sorted(places, key=lambda k: (abs(k - anchor), k)):
        start = clause_start(u, i)
        text = (
            _second_act(u, start, i, context)
            or _led_up_to(u, start, i, context)
            or ask(u, *clause(u, i), context, future=True)
        )
        if text.startswith(_OF_MODALS):
            return text
    return ""


_OF_MODALS: Final = ("Will ", "Can ", "Did ", "Was ", "Were ")
"""How a modal is asked; another opening asks for another verb of the sentence."""


def _second_act(u: Units, start: int, modal: int, context: Context) -> str:
    """ "The audit has begun and will be announced": what the modal says of the first subject; ""
    when the modal has a subject of its own."""
    if u.low[modal] not in MODALS or u.low[modal - 1] not in ("and", "but", "or"):
        return ""
    verb = finite(u, start, modal)
    who = subject_text(u, start, verb, context) if verb > start else ""
    room = MOST_WORDS - 1 - len(who.split())
    what = predicate_text(u, modal + 1, clause_end(u, modal), context, room) if who else ""
    return line(f"Will {who} {what}") if what else ""


def _led_up_to(u: Units, start: int, modal: int, context: Context) -> str:
    """ "Two women accused of theft in Leeds could go free": the participle behind the subject is
    not the verb; "" when there is none."""
    verb = finite(u, start, modal)
    between = u.low[verb + 1 : modal]
    if (
        u.low[modal] not in MODALS
        or verb <= start
        or not base_of(u.low[verb], "en")
        or u.low[verb] in AUX
        or between[:1] == []
        or between[0] not in PREPOSITIONS
        or not {",", "and", "but", "that", "if"}.isdisjoint(between)
    ):
        return ""
    who = subject_text(u, start, verb, context)
    room = MOST_WORDS - 1 - len(who.split())
    what = predicate_text(u, modal + 1, clause_end(u, modal), context, room) if who else ""
    return line(f"Will {who} {what}") if what else ""


_OPEN_STATES: Final = frozenset(["still", "yet", "unclear", "unlikely", "evidence", "proof"])


def anything(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The first clause that can be turned and that speaks of what is not, or not yet, so: what is
    told as done, or as a plain fact, is not what is open."""
    start = 0
    while start < len(u):
        end = clause_end(u, start)
        if not _OPEN_STATES.isdisjoint(u.low[start:end]) and u.low[start] not in SUBORDINATORS:
            text = ask(u, start, end, context)
            if text and not text.startswith(("Did ", "Was ", "Were ", "Had ")):
                return text
        start = end + 1
    return ""


def headline(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """Headlines without an auxiliary: "Court to rule on X", "X eyes Y"."""
    if u.sentence.endswith((".", "”", '"')) or len(u) > 18:
        return ""
    for i in range(1, len(u) - 1):
        if (
            u.low[i] == "to"
            and base_of(u.low[i + 1], "")
            and u.low[i - 1] not in AUX
            and not u.low[i - 1].endswith("ing")
            and finite(u, 0, i) < 0
        ):
            subject = subject_text(u, 0, i, context)
            rest = predicate_text(
                u, i + 1, clause_end(u, i), context, MOST_WORDS - 1 - len(subject.split())
            )
            if subject and rest:
                return line(f"Will {subject} {rest}")
    return ""
