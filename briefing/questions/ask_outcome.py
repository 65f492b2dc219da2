"""Asking for what a court, a vote, talks or an inquiry that the sentence names will bring."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.questions.asking import line
from briefing.questions.clauses import Context, surface
from briefing.questions.cues import Hit
from briefing.questions.phrases import adjectival, phrase_at
from briefing.questions.subjects import lower_first
from briefing.questions.tokens import Units
from briefing.questions.verbs import AUX, DETERMINERS, HAVE, PREPOSITIONS, base_of
from briefing.questions.wordlists import listed
from briefing.text.calendar import A_WEEKDAY

_BODIES: Final = {
    "trial": "What will the trial decide",
    "hearing": "What will the hearing decide",
    "inquest": "What will the inquest find",
    "tribunal": "What will the tribunal decide",
    "referendum": "How will the referendum go",
    "sentencing": "What will the sentence be",
    "appeal": "Will the appeal succeed",
    "talk": "What will the talks bring",
    "negotiation": "What will the negotiations bring",
    "review": "What will the review decide",
    "consultation": "What will the consultation bring",
    "investigation": "What will the investigation find",
    "inquiry": "What will the inquiry find",
    "probe": "What will the investigation find",
    "election": "Who will win the election",
    "vote": "How will the vote go",
    "verdict": "What will the verdict be",
    "ruling": "What will the ruling be",
    "lawsuit": "Will the lawsuit succeed",
    "bid": "Will the bid succeed",
    "audit": "What will the audit find",
    "recount": "What will the recount show",
    "autopsy": "What will the autopsy show",
    "petition": "Will the petition succeed",
    "injunction": "Will the injunction be granted",
}


_MAY_FOLLOW: Final = frozenset(
    ["and", "or", "but", "that", "which", "when", "if", "as", "after", "before", "while", "where"]
)
"""Words behind a noun that stands by itself: before other nouns it is a mere adjective."""


_DAYS: Final = listed("days")
_OWNERS: Final = frozenset(["his", "her", "their", "its", "our", "my", "no"])
_NO_PART: Final = DETERMINERS | frozenset(
    [
        *("further", "fresh", "new", "immediate", "final", "all", "other", "both", "though"),
        *("including", "awaiting", "facing", "pending", "many", "several", "some", "any", "s"),
        *("such", "another", "past", "previous", "ongoing", "earlier", "official", "own", "next"),
    ]
)
"""What does not belong to the name of a trial, a vote, an inquiry."""
_OVER: Final = frozenset(["found", "concluded", "ended", "collapsed", "showed", "suggested"])
_DATED: Final = re.compile(rf"(?:{A_WEEKDAY}|[A-Z][a-z]+ \d)")


def outcome(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "The Harlow talks continue": "What will the Harlow talks bring?"; nothing for one that is
    told as over, for elections in general, and for what is no noun."""
    for i, lemma in enumerate(u.lemma):
        form = _BODIES.get(lemma)
        if form is None or not _is_noun(u, i) or _is_over(u, i):
            continue
        start = _first(u, i)
        if u.low[max(0, start - 3) : start][:2] == ["according", "to"]:
            continue  # whose review is told from, not what is reviewed
        before = u.low[max(0, start - 2) : start]
        if before[-1:] in (["his"], ["her"]) and context.who(before[-1]) and lemma in _OF_ONE:
            return line(_OF_ONE[lemma].format(context.who(before[-1])))
        if not _OWNERS.isdisjoint(u.low[max(0, start - 1) : i]) or before[-1:] == ["to"]:
            continue
        if not _AT_THAT_TIME.isdisjoint(u.low[max(0, start - 3) : start]) or (
            lemma == "sentencing" and before and before[-1] in PREPOSITIONS
        ):
            continue  # "since the election": it only says when
        if u.low[i].endswith("s") and lemma in _ONE_OF and u.low[start - 1] not in ("the", "these"):
            continue
        text = line(_asked(form, _named(u, start, i, context), _about(u, i)))
        if text:
            return text
    return ""


_ONE_OF: Final = frozenset(
    ["election", "vote", "tribunal", "trial", "hearing", "ruling", "appeal", "audit", "recount"]
)
"""In the plural, and without "the", these are spoken of in general."""


_OF_ONE: Final = {
    "sentencing": "What sentence will {0} get",
    "trial": "What will the court decide in the case of {0}",
    "hearing": "What will the court decide in the case of {0}",
    "appeal": "Will the appeal of {0} succeed",
}
"""How to ask of what is somebody's own: "his sentencing"."""
_AT_THAT_TIME: Final = frozenset(
    ["before", "after", "during", "since", "following", "run-up", "without"]
)


def _is_noun(u: Units, i: int) -> bool:
    """False for "votes for", "to bid", "talking", and for a noun in front of another."""
    lemma, nxt = u.lemma[i], u.low[i + 1] if i + 1 < len(u) else ""
    if u.low[i] not in (lemma, f"{lemma}s", "inquiries", "enquiries"):
        return False
    if u.low[i] == "negotiation":
        return False  # a manner of acting, not talks that are held
    if lemma == "bid" and nxt == "to" and "in" in u.low[max(0, i - 2) : i]:
        return False  # "in a bid to": an idiom
    if u.low[i - 1 : i] == ["to"] or (lemma == "appeal" and nxt == "for"):
        return False
    return not nxt or not (
        nxt == "<name>"
        or (
            nxt.isalpha()
            and nxt not in PREPOSITIONS | AUX
            and nxt not in _MAY_FOLLOW
            and not base_of(nxt, "ed", "s")
        )
    )


def _is_over(u: Units, i: int) -> bool:
    """True for an inquiry that "has found" and a trial that "ended"."""
    behind = u.low[i + 1 : i + 3]
    return not _OVER.isdisjoint(behind) and (len(behind) < 2 or behind[0] in HAVE | _OVER)


def _first(u: Units, i: int) -> int:
    """First unit of the noun's name: "the full extradition hearing" without its article."""
    start = i
    while start > 0 and i - start < 4 and adjectival(u, start - 1):
        low = u.low[start - 1]
        if low in _NO_PART or low in _DAYS or low == "'s" or base_of(low, "ing"):
            break
        if base_of(low, "") and (start < 2 or u.low[start - 2] not in ("the", "a", "an")):
            break  # "would prejudge talks", "neighbors want a hearing"
        start -= 1
    return start


def _named(u: Units, start: int, i: int, context: Context) -> str:
    """The noun with its adjectives, and the article's name in front where nothing names it."""
    if start > 1 and u.low[start - 1] in ("'", "’") and u.low[start - 2].endswith("s"):
        start -= 2  # "the airlines' own inquiry" is theirs
        return lower_first(surface(u, start, i + 1), u, start)
    name = lower_first(surface(u, start, i + 1), u, start)
    named = any(u.low[k] == "<name>" for k in range(start, min(len(u), i + 4)))
    whose = u.lemma[i] in _UNNAMED
    if named or whose or not context.topic or context.topic in name or _about(u, i):
        return name
    return f"{context.topic} {name}"


_UNNAMED: Final = frozenset(["election", "vote", "referendum", "petition", "recount", "autopsy"])
"""What is seldom called after what the article is about."""


def _about(u: Units, i: int) -> str:
    """ " on the tram line", behind the noun; "" when nothing follows that says more."""
    if i + 2 >= len(u) or u.lemma[i] == "lawsuit":
        return ""
    if u.low[i + 1] not in ("of", "over", "on", "into", "against", "with", "between"):
        return ""
    if base_of(u.low[i + 2], "") and u.low[i + 2] not in DETERMINERS:
        return ""  # "the council the firm is in talks with include"
    tail = phrase_at(u, i + 2, 6).split(",")[0]
    vague = tail.lower() in ("it", "them", "him", "her", "this", "that")
    return "" if not tail or vague or _DATED.match(tail) else f" {u.low[i + 1]} {tail}"


def _asked(form: str, name: str, about: str) -> str:
    """ "What will the trial decide" with the trial's own name."""
    lead, found, rest = form.partition(" the ")
    if not found:
        return form
    return f"{lead} the {name}{about} {rest.partition(' ')[2]}"
