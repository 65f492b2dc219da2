"""Noun phrases and what stands beside them: the pieces that question lines are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from briefing.questions.asking import line
from briefing.questions.clauses import (
    STOPS,
    Context,
    clause_end,
    clause_start,
    surface,
)
from briefing.questions.cues import Hit
from briefing.questions.cutting import cut
from briefing.questions.subjects import (
    MOST_WORDS,
    WEEKDAY_TAIL,
    lower_first,
    predicate_text,
    subject_text,
)
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    AUX,
    DETERMINERS,
    PREPOSITIONS,
    base_of,
)

Strategy = Callable[[Units, Sequence[Hit], Context], str]

_PHRASE_ENDS: Final = AUX | {"that", "which", "who", "to", "when", "where", "if", "until"}


def _no_verb(u: Units, i: int) -> bool:
    """True in "havens linked to the kingdom": what follows is a noun."""
    return i < len(u) and not base_of(u.low[i], "") and u.low[i] != "be"


def phrase_at(u: Units, start: int, most: int = 9) -> str:
    """The noun phrase that begins at unit ``start``, cut to ``most`` words."""
    end = clause_end(u, start)
    for k in range(start + 1, end):
        if u.lemma[k] == "remain" or (
            u.low[k] in _PHRASE_ENDS
            and u.low[k] != "'s"
            and u.low[k - 1] != "up"
            and not (u.low[k] == "to" and base_of(u.low[k - 1], "en") and _no_verb(u, k + 1))
        ):
            end = k
            break
        if (
            k + 1 < end
            and base_of(u.low[k], "ed")
            and u.low[k + 1] in ("its", "his", "her", "their", "the", "a", "an")
        ):
            end = k  # "the trial of Jane Roe ended its second day"
            break
    text = lower_first(surface(u, start, end), u, start)
    if len(text.split()) > most:
        text = cut(text, most)
    text = WEEKDAY_TAIL.sub("", text)
    text = re.sub(r"\s+(?:after|before|by|for|without|in|of)\s+\w+ing$", "", text)
    text = re.sub(r"(?:\s+(?:with|of|in|on|to|for|by|at|from|into|about|over|up))+$", "", text)
    return re.sub(r"^(?:both|whether|if)\s+", "", text)


_SO_LONG: Final = re.compile(r" (?:since|for (?:over|more|nearly|almost|a|the|several|many)) ")
"""How long somebody was asked: "has been pushing Orlan for over a year to"."""


def act_of_object(u: Units, k: int, context: Context, stop: int = 14) -> str:
    """ "on the government to publish it" from the unit of its noun phrase: "Will the government
    publish it"."""
    for to in range(k + 1, min(len(u) - 1, k + stop)):
        if u.low[to] in ("(", ")"):
            continue
        if u.low[to] in STOPS or u.low[to] in ("that", "said"):
            break
        if u.low[to] == "to" and (base_of(u.low[to + 1], "") or u.low[to + 1] == "be"):
            inner = [
                at
                for at in range(k + 1, to)
                if u.low[at] == "for" and u.low[at - 1] in ("and", "or", ",")
            ]
            who = subject_text(u, inner[-1] + 1 if inner else k, to, context)
            who = _SO_LONG.split(who)[0]
            if not who or who.split()[0].lower() in ("not", "on", "for"):
                return ""
            rest = predicate_text(
                u, to + 1, clause_end(u, to), context, MOST_WORDS - 1 - len(who.split())
            )
            return line(f"Will {who} {rest}") if rest else ""
    return ""


def with_article(phrase: str, u: Units) -> str:
    """ "public inquiry" -> "a public inquiry"."""
    first = phrase.split()[0].lower()
    if (
        first in DETERMINERS
        or first in ("more", "further", "greater", "better", "stricter", "two", "three", "tougher")
        or first[:1].isdigit()
    ):
        return phrase
    head = (
        re.split(r"\s+(?:into|of|on|for|in|to|by|from|with|that|over)\s", phrase)[0]
        .split()[-1]
        .lower()
        .strip(",")
    )
    if head in (
        "inquiry",
        "investigation",
        "review",
        "ban",
        "probe",
        "recount",
        "audit",
        "boycott",
        "referendum",
        "ceasefire",
        "halt",
        "moratorium",
        "vote",
        "debate",
        "crackdown",
        "summit",
    ):
        return ("an " if first[0] in "aeiou" else "a ") + phrase
    return phrase


def actor(u: Units, at: int, context: Context) -> str:
    """The subject of the verb at unit ``at``; behind "who" that is the noun which it tells more
    of: "offered a reward for a man who threatened"."""
    start = clause_start(u, at)
    verb = first_auxiliary(u, start, at)
    if verb - 2 > start and u.low[verb - 1] in ("who", "which"):
        end = verb - 1 - (u.low[verb - 2] == ",")
        first = end
        while first > start and adjectival(u, first - 1):
            first -= 1
        return subject_text(u, first, end, context)
    return subject_text(u, start, verb, context)


_BETWEEN: Final = frozenset(
    ["also", "not", "n't", "been", "still", "now", "currently", "repeatedly", "strongly", "always"]
)
"""Words that may stand between an auxiliary and its verb."""


def first_auxiliary(u: Units, start: int, verb: int) -> int:
    """First auxiliary in front of ``verb`` ("has denied"), else ``verb``."""
    k = verb
    while k > start + 1 and (u.low[k - 1] in AUX or u.low[k - 1] in _BETWEEN):
        k -= 1
    return k


def adjectival(u: Units, k: int) -> bool:
    """True when unit ``k`` may stand in front of its noun: article, adjective, name, genitive."""
    low = u.low[k]
    return (
        low == "<name>"
        or low == "'s"
        or low in ("the", "a", "an")
        or (
            low.isalpha()
            and low not in AUX
            and low not in PREPOSITIONS
            and not base_of(low, "ed", "s")
            and low
            not in (
                "and",
                "or",
                "that",
                "to",
                "not",
                "but",
                "which",
                "who",
                "when",
                "if",
                "it",
                "he",
                "she",
                "they",
                "we",
                "i",
                "you",
            )
        )
    )


def with_its_purpose(u: Units, start: int, phrase: str, room: int) -> str:
    """ "a bill" with "that would cut the term" behind it, where there is room."""
    end = start + len(phrase.split())
    if len(phrase.split()) > 3 or u.low[end : end + 1] != ["that"]:
        return phrase
    return cut(surface(u, start, clause_end(u, end)), room) or phrase
