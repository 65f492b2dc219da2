"""A span of time to look back at: "yesterday", "2026-11-20", "fri", "-3", "36h"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from briefing.text.calendar import WEEKDAYS
from briefing.values import Value
from briefing.wording import near_day

HOURS = {"h": 1, "d": 24, "w": 24 * 7}
HINT = "give yesterday, 2026-11-20, fri, -3 (days ago), or 36h, 4d, 2w for all since then"


class Span(Value):
    """From ``start`` to before ``end``, both in UTC."""

    start: datetime
    end: datetime
    day: date | None = None
    """The day that it is, in the reader's zone; None for a span that ends now."""
    words: str = ""
    """The span as it is called: "Yesterday", "Since 36h"."""


def of_day(day: date, now: datetime) -> Span:
    """A day of the reader's zone, up to now when it is today."""
    start = datetime.combine(day, time()).astimezone(now.tzinfo)
    end = datetime.combine(day + timedelta(days=1), time()).astimezone(now.tzinfo)
    return Span(start, end, day, near_day(start, now, None))


def read(text: str, now: datetime) -> Span | None:
    """What the reader typed as a span; None when it is none, or lies ahead."""
    word = text.strip().lower()
    today = now.astimezone(None).date()
    ago = re.fullmatch(r"(\d{1,4})([hdw])", word)
    try:
        if ago is not None:
            start = now - timedelta(hours=int(ago[1]) * HOURS[ago[2]])
            return Span(start, now, None, f"Since {word}") if start < now else None
        day = _day(word, today)
        return of_day(day, now) if day <= today else None
    except (ValueError, OverflowError):
        return None


def _day(word: str, today: date) -> date:
    if word in ("today", "yesterday"):
        return today - timedelta(days=word == "yesterday")
    if re.fullmatch(r"-\d{1,4}", word):
        return today - timedelta(days=int(word[1:]))
    for number, name in enumerate(WEEKDAYS):
        if len(word) >= 3 and name.lower().startswith(word):
            # The latest day of that name before today.
            return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return date.fromisoformat(word)


def beside(span: Span | None, step: int, now: datetime) -> Span | None:
    """The day before or after a day (today stands for None); None when that is today or later."""
    today = now.astimezone(None).date()
    day = (span.day if span is not None and span.day is not None else today) + timedelta(days=step)
    return of_day(day, now) if day < today else None
