"""Ways of asking for what a plain statement leaves open: a plan, a threat, talks, a worry, a term
to act, a verdict put off, an inquiry told in the passive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.questions.asking import ask, line
from briefing.questions.clauses import STOPS, Context, clause_end, clause_start
from briefing.questions.cues import Hit
from briefing.questions.phrases import Strategy, first_auxiliary, phrase_at
from briefing.questions.subjects import MOST_WORDS, is_plural, predicate_text, subject_text
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    AUX,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    base_of,
    finite,
    gerund_base,
)

_MEANS: Final = frozenset(
    [
        *("vow", "pledge", "threaten", "plan", "intend", "aim", "hope", "prepare", "promise"),
        *("want", "propose", "seek", "attempt", "push", "move", "battle", "fight", "struggle"),
        *("offer", "refuse"),
    ]
)
"""Verbs of what somebody means to do: the question is whether it is done."""
_TOLD: Final = frozenset(
    ["tell", "urge", "ask", "order", "press", "advise", "require", "force", "oblige"]
)
_TALKS: Final = frozenset(["talk", "talks", "negotiation", "discussion", "negotation"])
_PUTS_OFF: Final = frozenset(["postpone", "delay", "defer", "adjourn", "push", "put", "suspend"])
_VERDICTS: Final = frozenset(
    ["sentence", "judgement", "judgment", "verdict", "ruling", "decision", "announcement", "result"]
)
_OFFICIAL: Final = frozenset(["expected", "due", "awaited", "pending", "imminent", "likely"])
_TERMS: Final = frozenset(["day", "week", "month", "year", "hour", "until", "time"])
_WORRIED: Final = frozenset(["concerned", "worried", "afraid", "fearful", "alarmed", "nervous"])
_WORRIES: Final = frozenset(["worry", "worries", "fear", "fears", "concern", "concerns", "risk"])
_POSSIBLE: Final = frozenset(["possible", "potential", "further", "more", "new"])
_NO_NOUN: Final = frozenset(["it", "them", "this", "that", "him", "her", "what", "how", "whether"])
_DEEDS: Final = frozenset(["action", "proceedings", "measures", "steps"])


def plain(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The first of the plain ways that gives a line."""
    for way in _WAYS:
        text = way(u, hits, context)
        if text:
            return text
    return ""


def _who(u: Units, at: int, context: Context) -> str:
    """The subject of the clause in which the verb at unit ``at`` stands."""
    start = clause_start(u, at)
    verb = finite(u, start, at + 1)
    return subject_text(
        u, start, verb if start < verb < at else first_auxiliary(u, start, at), context
    )


def _will(u: Units, who: str, verb: int, context: Context, end: int = 0) -> str:
    """ "Will WHO" and the predicate whose plain verb is unit ``verb``."""
    room = MOST_WORDS - 1 - len(who.split())
    what = predicate_text(u, verb, end or clause_end(u, verb), context, room) if who else ""
    return line(f"Will {who} {what}") if what else ""


def _infinitive(u: Units, to: int) -> int:
    """The plain verb behind the "to" at unit ``to``, an adverb stepped over; -1 when none is."""
    if to >= len(u) or u.low[to] != "to":
        return -1
    for k in range(to + 1, min(len(u), to + 3)):
        if base_of(u.low[k], "") or u.low[k] == "be":
            return k
        if not u.low[k].endswith("ly"):
            return -1
    return -1


def _meant(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "The firm vowed to appeal", "wants to close it", "has been told to pay"."""
    for i in range(1, len(u) - 1):
        verb = _infinitive(u, i + 1)
        if verb < 0:
            continue
        told = u.lemma[i] in _TOLD and (u.low[i - 1] in AUX | {"been", "being"} or u.tag[i] == "ed")
        if (u.lemma[i] in _MEANS and u.tag[i]) or told or u.low[i] in ("want", "options"):
            text = _will(u, _who(u, i, context), verb, context)
            if text:
                return text
    return ""


def _has_time(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "has 30 days to comply", "have until May to reply"."""
    for i, low in enumerate(u.low):
        if low not in ("has", "have", "given"):
            continue
        for k in range(i + 1, min(len(u) - 1, i + 8)):
            verb = _infinitive(u, k)
            if verb > 0 and any(lemma in _TERMS for lemma in u.lemma[i:k]):
                return _will(u, _who(u, i, context), verb, context)
    return ""


def _threat(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "threatened legal action", "threatening more attacks"."""
    for i, lemma in enumerate(u.lemma):
        if lemma != "threaten" or i + 1 >= len(u) or u.low[i + 1] in STOPS | {"to", ","}:
            continue
        what = phrase_at(u, i + 1, 8)
        words = what.split()
        if not _DEEDS.isdisjoint(words):
            who = _who(u, i, context)
            return line(f"Will {who} take {what}") if who else ""
        if words and (words[0].lower() in _POSSIBLE or u.tag[i + 1] == "s"):
            return line(f"Will there be {what}")
    return ""


def _talking(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "is in talks to buy X", "in discussions with X about Y"."""
    for i in range(1, len(u) - 2):
        if u.lemma[i] not in _TALKS or "in" not in u.low[max(0, i - 3) : i]:
            continue
        who, end = _who(u, i - 1, context), clause_end(u, i)
        if not who:
            continue
        named = u.low[i + 1] == "with" and not base_of(u.low[i + 2], "", "s")
        other = phrase_at(u, i + 2, 4) if named else ""
        for k in range(i + 1, min(end, i + 12)):
            verb = _infinitive(u, k)
            if verb > 0:
                return _will(u, who, verb, context)
            if u.low[k] in ("about", "over", "on", "for", "regarding") and k + 1 < end:
                if base := gerund_base(u.low[k + 1]):
                    room = MOST_WORDS - 2 - len(who.split())
                    what = predicate_text(u, k + 2, end, context, room)
                    return line(f"Will {who} {base} {what}") if what else ""
                what = phrase_at(u, k + 1, 6)
                if what.split() and what.split()[0].lower() not in _NO_NOUN:
                    return line(f"Will {who} agree on {what}")
                break
        if other:
            return line(f"What will come of {_owner(who)} talks with {other}")
    return ""


def _owner(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")


def _put_off(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "postponed the judgement on Roe", "A decision is expected by March"."""
    for i, lemma in enumerate(u.lemma):
        if lemma not in _VERDICTS or u.tag[i] in ("ed", "ing"):
            continue
        before, behind = u.lemma[max(0, i - 8) : i], u.low[i + 1 : i + 6]
        if _PUTS_OFF.isdisjoint(before) and not (
            not _OFFICIAL.isdisjoint(behind) and (set(behind) & (BE | {"be"}))
        ):
            continue
        tail = ""
        if i + 2 < len(u) and u.low[i + 1] in ("on", "in", "over", "about"):
            what = phrase_at(u, i + 2, 7)
            if what.split() and what.split()[0].lower() not in _NO_NOUN:
                tail = f" {u.low[i + 1]} {what.split(' by ')[0]}"
        noun = "sentence" if lemma == "sentence" else u.low[i]
        return line(f"What will the {noun}{tail} be")
    return ""


def _worried(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "are concerned the tunnel will damage it", "worry about possible disruptions"."""
    for i in range(len(u) - 2):
        if u.low[i] in _WORRIED and u.low[i + 1] not in PREPOSITIONS:
            start = i + 1 + (u.low[i + 1] == "that")
            text = ask(u, start, clause_end(u, start), context, future=True)
            if text:
                return text
        if u.low[i] in _WORRIES and u.low[i + 1] in ("about", "over", "of"):
            what = phrase_at(u, i + 2, 9)
            first = what.split()[0].lower() if what else ""
            if first in _POSSIBLE:
                return line(f"Will there be {what.split(' ', 1)[-1]}")
            if what.lower().startswith("the spread of ") and len(what.split()) > 3:
                return line(f"Will {what[14:]} spread")
    return ""


def _leads_to(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "which could result in a fine", "may lead to job losses"."""
    for i in range(1, len(u) - 3):
        into = (u.lemma[i], u.low[i + 1])
        if into not in (("result", "in"), ("lead", "to")) or u.low[i - 1] not in AUX:
            continue
        what = phrase_at(u, i + 2, 10)
        if what and what.split()[0].lower() not in _NO_NOUN and not gerund_base(u.low[i + 2]):
            return line(f"Will there be {what}")
    return ""


def _chance(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "is looking at banning it", "raised the possibility of closing the mine"."""
    for i in range(1, len(u) - 2):
        of = u.lemma[i] in ("possibility", "prospect", "idea", "option") and u.low[i + 1] == "of"
        if not of and not (u.low[i] == "looking" and u.low[i + 1] == "at"):
            continue
        base = gerund_base(u.low[i + 2])
        who = _who(u, i, context) if base else ""
        if who:
            room = MOST_WORDS - 2 - len(who.split())
            what = predicate_text(u, i + 3, clause_end(u, i + 2), context, room)
            return line(f"Will {who} {base} {what}") if what else ""
    return ""


def _investigated(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "is being investigated by X", "is under scrutiny", "will be probed"."""
    for i in range(2, len(u)):
        passive = u.lemma[i] in ("investigate", "probe", "examine", "review", "scrutinise") and (
            u.low[i - 1] in ("being", "be")
        )
        if not passive and not (
            u.low[i - 1] == "under" and u.lemma[i] in ("investigation", "review", "scrutiny")
        ):
            continue
        start = clause_start(u, i)
        verb = finite(u, start, i)
        who = subject_text(u, start, verb, context) if verb > start else ""
        if not who or who.split()[0].lower() in DETERMINERS - {"the", "a", "an"}:
            continue
        by = phrase_at(u, i + 2, 7) if u.low[i + 1 : i + 2] == ["by"] and i + 2 < len(u) else ""
        noun = "review" if u.lemma[i] == "review" else "investigation"
        if by:
            return line(f"What will {by} find about {who}")
        return line(f"What will the {noun} of {who} find")
    return ""


def _knowledge(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "denied all knowledge of X", "claimed responsibility for the attack"."""
    for i in range(1, len(u) - 2):
        if u.lemma[i] not in ("deny", "claim", "reject"):
            continue
        for k in range(i + 1, min(len(u) - 2, i + 4)):
            form = _PARTS.get((u.lemma[k], u.low[k + 1]))
            if form is None:
                continue
            start = clause_start(u, i)
            who = subject_text(u, start, first_auxiliary(u, start, i), context)
            what = phrase_at(u, k + 2, 9)
            if (
                u.tag[k + 2] == "ing"
                and (base := gerund_base(u.low[k + 2]))
                and form == "responsible for"
            ):
                return line(f"Did {who} {base} {what.split(' ', 1)[-1]}") if who else ""
            if who and what and what.split()[0].lower() not in _NO_NOUN:
                if form == "know of":
                    return line(f"Did {who} know of {what}")
                be = "Were" if is_plural(u, start, i) else "Was"
                return line(f"{be} {who} {form} {what}")
    return ""


_PARTS: Final = {
    ("knowledge", "of"): "know of",
    ("involvement", "in"): "involved in",
    ("involvement", "with"): "involved with",
    ("part", "in"): "involved in",
    ("role", "in"): "involved in",
    ("responsibility", "for"): "responsible for",
}


def _date(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "No release date for the film has been announced"."""
    for i in range(1, len(u) - 2):
        if u.lemma[i] != "date" or u.low[i + 1] not in ("for", "of"):
            continue
        what = phrase_at(u, i + 2, 8)
        if not what:
            continue
        act = {"release": "be released", "trial": "start", "start": "start"}.get(u.lemma[i - 1])
        if act:
            return line(f"When will {what} {act}")
    return ""


_WAYS: Final[tuple[Strategy, ...]] = (
    _investigated,
    _knowledge,
    _date,
    _has_time,
    _talking,
    _chance,
    _put_off,
    _threat,
    _worried,
    _meant,
    _leads_to,
)
