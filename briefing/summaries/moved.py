"""A story that moves: what was said before the news went on, and how a summary opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefing.models import Article
from briefing.summaries.opening import is_dangling, is_question, is_torn
from briefing.summaries.passed import day_is_over, is_done, is_planned
from briefing.summaries.phrases import Phrase, any_of

if TYPE_CHECKING:
    from briefing.summaries.model import NewsSentence

_PASSED = timedelta(hours=12)
"""After this time a state of affairs that was bound to end is no longer told as it was."""

_STATES = (
    Phrase(
        "about to happen",
        r"\b(?:is|are|was|were)\s(?:(?:widely|still|now)\s)?"
        r"(?:expected|set|due|scheduled|poised|close|about|likely)\sto\b",
        found_in=("Talks are due to resume.", "He was widely expected to win."),
        not_in=("They expected to win.", "The date is set by law."),
    ),
    Phrase(
        "goes on",
        r"\b(?:remains?|still|is|are|currently)\s(?:missing|at\slarge|on\sthe\s(?:loose|run)|"
        r"in\seffect|unaccounted\sfor|barricaded|under\sway|unclear)\b",
        found_in=("Two men are missing.", "It is still unclear who paid.", "He is on the run."),
        not_in=("Missing are two men.", "It was unclear who paid."),
    ),
    Phrase(
        "a search",
        r"\b(?:is|are)\s(?:still\s|now\s)?(?:looking|searching|hunting)\sfor\b|\bare\sseeking\b",
        found_in=("Police are still hunting for him.", "Officers are seeking a van."),
        not_in=("Police looked for him.",),
    ),
    Phrase(
        "no arrest",
        r"\bno\sarrests?\s(?:has|have)\sbeen\smade\b",
        found_in=("So far no arrests have been made.",),
        not_in=("No arrests were made that night.",),
    ),
    Phrase(
        "not yet",
        r"\b(?:has|have)\s(?:not\syet|yet\sto)\b",
        found_in=("The board has yet to agree.", "They have not yet met."),
        not_in=("The board has not agreed.",),
    ),
    Phrase(
        "not at once",
        r"\bcould\snot\simmediately\b|\bdetails\swere\snot\simmediately\b",
        found_in=("He could not immediately be reached.",),
        not_in=("He could not be reached.",),
    ),
    Phrase(
        "nothing agreed",
        r"\bno\s(?:[a-z]+\s){1,2}(?:(?:has|have|had|was|were|is|are)\s)?(?:yet\s)?"
        r"(?:been\s)?(?:yet\s)?"
        r"(?:agreed|reached|struck|signed|decided|fixed|settled|announced|identified)\b",
        found_in=("No deal has yet been reached.", "No final price was agreed."),
        not_in=("No one was hurt.", "No deal was good."),
    ),
    Phrase(
        "the day before",
        r"\b(?:hours|days?|weeks?)\sbefore\s[^,.;]{2,40}?\s(?:meets?|votes?|signs?|decides?|"
        r"gathers?|opens?|starts?|begins?|faces?|is|are)\b|\bon\sthe\seve\sof\b",
        found_in=("A week before the council votes, it rained.", "On the eve of the vote"),
        not_in=("A week before the fair, it rained.",),
    ),
)
"""States of affairs that were bound to end."""
_ENDS = any_of(_STATES)


def without_passed(
    told: Sequence[NewsSentence], ordered: Sequence[Article], least: int
) -> list[NewsSentence]:
    """The sentences without those that tell of a state that newer articles have ended.

    What was to come and has come, by its day or by what a newer article tells: left out
    unless nothing else is there. "Police are looking for", "is expected to", in an article
    that another one of the story follows by more than half a day: left out as long as
    ``least`` are left. English, and only where times are known.

    Args:
        told: candidates, in the order of time.
        ordered: the articles, oldest first.
        least: sentences that must be left when those go that may only have passed.
    """
    times = [ordered[one.article].when for one in told]
    first = dict(zip(reversed([one.text for one in told]), reversed(times), strict=True))
    # An article that only says again what is said moves nothing.
    newest = max((time for time in first.values() if time is not None), default=None)
    if newest is None:
        return list(told)
    standing = [
        (one, time)
        for one, time in zip(told, times, strict=True)
        if time is None or one.lang != "en" or not _came(one, time, newest, told, times)
    ] or list(zip(told, times, strict=True))
    left = [
        one
        for one, time in standing
        if time is None
        or newest - time <= _PASSED
        or one.lang != "en"
        or not _ENDS.search(one.text)
    ]
    return left if len(left) >= least else [one for one, _ in standing]


def _came(
    one: NewsSentence,
    time: datetime,
    newest: datetime,
    told: Sequence[NewsSentence],
    times: Sequence[datetime | None],
) -> bool:
    """Whether what a sentence tells as to come has come."""
    return is_planned(one.text) and (
        day_is_over(one.text, time, newest)
        or any(
            later is not None and later > time and is_done(one.text, other.text)
            for other, later in zip(told, times, strict=True)
        )
    )


def better_opening(
    first: int,
    told: Sequence[NewsSentence],
    said: Sequence[frozenset[str]],
    titled: frozenset[str],
) -> int:
    """Place of the sentence that a summary should rather open with, ``first`` when it may stay.

    A reader has to learn first what the story is: when the sentence stands further down in its
    article and names less of what the titles name than the article's first sentence does, that
    one is better, if it can stand alone.

    Args:
        first: place in ``told`` of the sentence that a summary opens with.
        told: candidates, in the order of time.
        said: the content stems of each.
        titled: the content stems of the titles.
    """
    lead = first
    while lead and told[lead - 1].article == told[first].article:
        lead -= 1
    text = told[lead].text
    if (
        len(said[lead] & titled) <= len(said[first] & titled)
        or is_dangling(text, told[lead].lang)
        or is_question(text)
        or is_torn(text)
    ):
        return first
    return lead
