"""When something that is planned will be: the day as a figure. English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.summaries.figures import Figure
from briefing.text.calendar import A_WEEKDAY, SHORT_MONTHS, WEEKDAYS

_MONTH = (
    r"(?P<month>(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.|(?:Jan|Febr)uary|March|April|May|June|July|"
    r"August|(?:Septem|Octo|Novem|Decem)ber)"
)
_DAY = (
    rf"(?P<day>(?:(?:{A_WEEKDAY}),?\s)?(?:{_MONTH}\s(?P<n>\d{{1,2}})(?![\d:])|"
    rf"(?P<m>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH.replace('month', 'of')}))|"
    rf"(?P<weekday>{A_WEEKDAY})\b(?!\s(?:night|and|or|to)\b)"
)
_EVENT = (
    r"(?P<event>(?:(?:preliminary|bond|bail|detention|pretrial|confirmation|public|plea|murder|"
    r"runoff|presidential|general|primary|special|final|memorial)\s)?(?:hearing|trial|sentencing|"
    r"arraignment|referendum|election|runoff|vote|funeral|service|inquest|launch|summit|strike|"
    r"verdict|premiere|auction|concert))"
)
_PLANNED = re.compile(
    rf"\b{_EVENT}(?:\s(?:is|was|has\sbeen|had\sbeen|will\sbe))?\s(?:scheduled|set|slated|due|"
    rf"expected|planned)(?:\s(?:to\s(?:begin|start|take\splace|be\sheld|open)|for))?(?:\son)?\s"
    rf"(?:{_DAY})"
    rf"|\b(?P<again>{_EVENT.replace('event', 'named')})\swill\s(?:begin|start|take\splace|be\sheld|"
    rf"open)(?:\son)?\s(?:{_DAY.replace('?P<', '?P<x')})"
)
_HINT = re.compile(r"\b(?:scheduled|set|slated|due|expected|planned|will)\b")
_MOVED = re.compile(
    r"\b(?:postponed|rescheduled|moved|delayed|originally|previously|initially|instead|pushed|"
    r"canceled|cancelled|another|second|next\smonth)\b",
    re.IGNORECASE,
)


def planned(sentence: str) -> Iterator[tuple[str, Figure]]:
    """What is planned and its day: ("bond hearing", "Dec. 8" as a figure of the unit "day").

    Weekdays are a unit of their own, so that they never deny a date.
    """
    if not _HINT.search(sentence) or _MOVED.search(sentence):
        return
    for found in _PLANNED.finditer(sentence):
        event = found["event"] or found["again"]
        prefix = "" if found["event"] else "x"
        weekday = found[f"{prefix}weekday"]
        if weekday:
            number = float(WEEKDAYS.index(weekday))
            yield event.lower(), Figure(weekday, number, number, "weekday")
            continue
        month = found[f"{prefix}month"] or found[f"{prefix}of"]
        day = found[f"{prefix}n"] or found[f"{prefix}m"]
        number = 31.0 * SHORT_MONTHS.index(month[:3]) + int(day)
        yield event.lower(), Figure(found[f"{prefix}day"], number, number, "day")
