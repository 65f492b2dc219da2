"""Small phrases: ages, counts, reading times, days."""

from __future__ import annotations

from datetime import datetime, timedelta

WORDS_A_MINUTE = 220
"""A usual speed of silent reading (Brysbaert 2019 gives 238 for English non-fiction)."""


def count(number: int, one: str, many: str = "") -> str:
    """ "1 story", "14 stories"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def reading_time(words: int) -> str:
    """ "less than a minute", "about 6 minutes"."""
    minutes = round(words / WORDS_A_MINUTE)
    if minutes < 1:
        return "less than a minute"
    if minutes < 90:
        return f"about {count(minutes, 'minute')}"
    return f"about {count(round(minutes / 60), 'hour')}"


def age(when: datetime, now: datetime) -> str:
    """How long ago, in at most four columns: "now", "5m", "3h", "2d", "6w", "3y"."""
    seconds = (now - when).total_seconds()
    if seconds < 60:
        return "now"
    minutes = int(seconds // 60)
    if minutes < 60:
        return f"{minutes}m"
    if minutes < 48 * 60:
        return f"{minutes // 60}h"
    days = minutes // 1440
    if days < 21:
        return f"{days}d"
    return f"{days // 7}w" if days < 730 else f"{days // 365}y"


def long_age(when: datetime, now: datetime) -> str:
    """ "just now", "5 minutes ago", "3 hours ago"."""
    seconds = (now - when).total_seconds()
    if seconds < 60:
        return "just now"
    minutes = int(seconds // 60)
    if minutes < 60:
        return f"{count(minutes, 'minute')} ago"
    if minutes < 48 * 60:
        return f"{count(minutes // 60, 'hour')} ago"
    return f"{count(minutes // 1440, 'day')} ago"


def clock(when: datetime) -> str:
    """Time of day in the reader's own zone: "14:05"."""
    return when.astimezone().strftime("%H:%M")


def day(when: datetime, now: datetime) -> str:
    """ "Today", "Yesterday", "Fri 20 Nov", with the year when it is another one."""
    local, today = when.astimezone().date(), now.astimezone().date()
    if local == today:
        return "Today"
    if local == today - timedelta(days=1):
        return "Yesterday"
    text = f"{local:%a} {local.day} {local:%b}"
    return text if local.year == today.year else f"{text} {local.year}"


def listed(names: tuple[str, ...], most: int = 4) -> str:
    """ "Reuters, AP, The Verge and 3 more"."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
