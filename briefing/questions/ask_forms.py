"""Ways of asking for set forms: a question that is the subject of its sentence, an approval that is
still needed, a thing wanted done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.questions.asking import ask_embedded, line
from briefing.questions.clauses import Context, clause_end, clause_start, surface
from briefing.questions.cues import Hit
from briefing.questions.cutting import cut
from briefing.questions.phrases import phrase_at
from briefing.questions.subjects import MOST_WORDS, WH, predicate_text, subject_text
from briefing.questions.tokens import Units
from briefing.questions.verbs import DETERMINERS, base_of, finite

_NOT_KNOWN: Final = frozenset(
    [
        "unknown",
        "unclear",
        "uncertain",
        "undecided",
        "open",
        "known",
        "clear",
        "decided",
        "certain",
        "determined",
        "established",
        "settled",
        "seen",
        "mystery",
        "debated",
        "disputed",
        "examined",
    ]
)
_BEING: Final = frozenset(["is", "remains", "remain", "are", "was", "has"])
_APPROVALS: Final = frozenset(
    [
        "approval",
        "consent",
        "clearance",
        "permission",
        "ratification",
        "authorisation",
        "authorization",
        "blessing",
    ]
)
_MINDING: Final = frozenset(
    [
        "subject",
        "need",
        "require",
        "await",
        "wait",
        "depend",
        "seek",
        "pend",
        "pending",
        "face",
        "hinge",
    ]
)


def wh_subject(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "What blocked the mesh is not known", "Whether Roe will be fit is uncertain"."""
    first = 1 if len(u) and u.low[0] in ('"', "“", "but", "and") else 0
    if first >= len(u) or u.low[first] not in WH | {"whether"}:
        return ""
    for i in range(len(u) - 1, first + 2, -1):
        if u.low[i] in _BEING and not _NOT_KNOWN.isdisjoint(u.low[i + 1 : i + 5]):
            return ask_embedded(u, first, context, stop=i)
    return ""


def approval(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "The sale is subject to approval by the regulator": "Will the regulator approve the
    sale?"."""
    for i, low in enumerate(u.low):
        if low not in _APPROVALS or _MINDING.isdisjoint(u.lemma[max(0, i - 9) : i]):
            continue
        if i + 2 >= len(u) or u.low[i + 1] not in ("by", "of", "from"):
            continue
        who = phrase_at(u, i + 2, 7)
        start = clause_start(u, i)
        verb = finite(u, start, i)
        if not who or verb <= start:
            continue
        what = subject_text(u, start, verb, context)
        room = MOST_WORDS - 2 - len(what.split()) - len(who.split())
        if not what or room < 0:
            continue
        to = next((k for k in range(i + 2, clause_end(u, i)) if u.low[k] == "to"), 0)
        if to and base_of(u.low[to + 1] if to + 1 < len(u) else "", ""):
            # "waits for approval by the regulator to open a branch"
            act = predicate_text(u, to + 1, clause_end(u, to), context, room)
            return line(f"Will {who} let {what} {act}") if act else ""
        return line(f"Will {who} approve {what}")
    return ""


def weighing(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "The court will decide by May whether to hear the case": "Will the court hear the case?"."""
    for i in range(2, len(u) - 2):
        if u.low[i] != "whether" or u.low[i + 1] not in ("to", "or"):
            continue
        to = i + 1
        if u.low[to] == "or":
            to = next((k for k in range(i + 2, min(len(u) - 1, i + 5)) if u.low[k] == "to"), 0)
        start = clause_start(u, i)
        verb = finite(u, start, i)
        if not to or verb <= start:
            continue
        who = subject_text(u, start, verb, context)
        room = MOST_WORDS - 1 - len(who.split())
        what = predicate_text(u, to + 1, clause_end(u, to), context, room)
        if who and what:
            return line(f"Will {who} {what}")
    return ""


def wanted_done(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "wants the tower cut to twelve floors": "Will the tower be cut to twelve floors?"."""
    for i, lemma in enumerate(u.lemma):
        if lemma not in ("want", "need", "demand") or u.low[i + 1 : i + 2] == ["to"]:
            continue
        end = clause_end(u, i)
        for k in range(i + 2, end):
            if u.low[k] == "to":
                break  # "wants Roe to scrap the toll imposed in May"
            if base_of(u.low[k], "en") and u.low[k - 1] not in DETERMINERS and u.low[k] != "<name>":
                what = subject_text(u, i + 1, k, context)
                rest = predicate_text(u, k, end, context, MOST_WORDS - 2 - len(what.split()))
                if what and rest and u.low[k - 1] not in ("to", "be", "and"):
                    return line(f"Will {what} be {rest}")
                break
        if i + 1 < len(u) and u.low[i + 1] in ("a", "an", "more", "tougher", "stricter"):
            what = phrase_at(u, i + 1, 10)
            if len(what.split()) >= 2:
                return line(f"Will there be {what}")
    return ""


def hunted(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "police are hunting for two thieves who stole X": "Who stole X?", else "Will ... be
    found?"."""
    for i, low in enumerate(u.low):
        if (
            low
            in (
                "hunting",
                "searching",
                "looking",
                "hunt",
                "search",
                "scouring",
                "seeking",
                "tracking",
            )
            and i + 2 < len(u)
            and u.low[i + 1] in ("for", "down")
            and u.lemma[i + 2] not in ("way", "option", "solution", "alternative")
        ):
            for k in range(i + 2, min(len(u), i + 12)):
                if u.low[k] in ("who", "that") and k + 1 < len(u) and base_of(u.low[k + 1], "ed"):
                    return line("Who " + cut(surface(u, k + 1, clause_end(u, k)), MOST_WORDS - 1))
            phrase = phrase_at(u, i + 2, 9)
            phrase = re.split(r",|\s+(?:in|on|after|who|and)\s", phrase)[0]
            return line(f"Will {phrase} be found") if phrase else ""
    return ""
