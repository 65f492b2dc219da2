"""What was still to come when a sentence was written, and has come since. English."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from briefing.summaries.phrases import Phrase
from briefing.text.calendar import A_WEEKDAY, WEEKDAYS
from briefing.text.words import content, stem, tokens

_SHARE = 1 / 3
"""Share of what a plan tells that the news of it has to tell, and at least:"""
_LEAST = 2

_COMES = (
    r"\b(?:will|shall|would|(?:is|are)\sto|(?:is|are|was|were)\s(?:\w+ly\s|now\s|also\s)?"
    r"(?:expected|set|due|scheduled|poised|about|likely)\sto)"
)
_PLAN = Phrase(
    "what is to come",
    rf"{_COMES}\s(?:\w+ly\s|also\s|then\s)?(?:be\s)?(?P<verb>[a-z]+)",
    found_in=("The council will vote.", "He is to meet them.", "It was widely expected to open."),
    not_in=("The council voted.", "They expected to meet."),
)
_WHEN = Phrase(
    "what is to come on a day",
    rf"{_COMES}\s(?:(?!\b(?:said|says|told)\b)[^.;,]){{2,80}}?(?<!next\s)\b"
    rf"(?P<day>today|tonight|this\s(?:morning|afternoon|evening)|tomorrow|{A_WEEKDAY})\b"
    r"(?!['’]s)",
    found_in=("The council will vote on Thursday.", "He is due to speak this evening."),
    not_in=(
        "The council will vote next Thursday.",
        "The council will hear of Monday's crash.",
        "The wall will be mended, she said on Monday.",
    ),
)
_STILL = Phrase(
    "not done, or not surely",
    rf"{_COMES}|\b(?:not|never|may|might|could|if|whether)\b|n[’']t\b",
    found_in=("The council would have voted.", "It hasn’t voted.", "It may have voted."),
    not_in=("The council voted on the notes.",),
)
_PAST = {
    "become": "became",
    "begin": "began",
    "break": "broke",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "choose": "chose",
    "come": "came",
    "fall": "fell",
    "fly": "flew",
    "get": "got",
    "give": "gave",
    "go": "went",
    "hear": "heard",
    "hold": "held",
    "leave": "left",
    "lose": "lost",
    "make": "made",
    "meet": "met",
    "pay": "paid",
    "rise": "rose",
    "run": "ran",
    "see": "saw",
    "sell": "sold",
    "send": "sent",
    "sit": "sat",
    "speak": "spoke",
    "stand": "stood",
    "strike": "struck",
    "take": "took",
    "win": "won",
    "withdraw": "withdrew",
}


def is_planned(text: str) -> bool:
    """Whether a sentence tells of something that is to come."""
    return _PLAN.regex.search(text) is not None


def day_is_over(text: str, written: datetime, now: datetime) -> bool:
    """Whether a sentence tells what will be on a day that has gone by.

    "The council will vote on Thursday", read on a Friday. Days are counted in the zone of the
    times; "next Thursday" is no day that is known.

    Args:
        text: the sentence.
        written: when its article came out.
        now: when the newest one did.
    """
    found = _WHEN.regex.search(text)
    if found is None:
        return False
    name = found["day"].capitalize()
    if name in WEEKDAYS:
        ahead = (WEEKDAYS.index(name) - written.weekday()) % 7
    else:
        ahead = 1 if name == "Tomorrow" else 0
    return now.date() > (written + timedelta(days=ahead)).date()


def is_done(plan: str, news: str) -> bool:
    """Whether ``news`` tells as done what ``plan`` tells as to come.

    "The council will vote on the bridge" and "The council voted for the bridge". The news must
    share a third of what the plan tells, and leave no doubt.
    """
    wanted, regular = _verbs(plan)
    done = {
        word
        for word in tokens(news)
        if word in wanted or (word.endswith("ed") and stem(word) in regular)
    }
    if not done or _STILL.regex.search(news):
        return False
    planned = set(content(plan)) - regular
    shared = planned & (set(content(news)) - {stem(word) for word in done})
    return len(shared) >= max(_LEAST, _SHARE * len(planned))


@lru_cache(maxsize=64)
def _verbs(plan: str) -> tuple[frozenset[str], frozenset[str]]:
    """Of the verbs that a sentence tells as to come the past forms that are irregular, and the
    stems; kept, as a plan is held against every sentence of the news."""
    verbs = {found["verb"].lower() for found in _PLAN.regex.finditer(plan)}
    irregular = {_PAST[verb] for verb in verbs if verb in _PAST} | (verbs & set(_PAST.values()))
    return frozenset(irregular), frozenset(map(stem, verbs))
