"""Days to look back at, as they are typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from briefing.tui import span

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize(
    ("typed", "day", "words"),
    [
        ("today", date(2026, 11, 20), "Today"),
        ("Yesterday", date(2026, 11, 19), "Yesterday"),
        ("-3", date(2026, 11, 17), "Tue 17 Nov"),
        ("tue", date(2026, 11, 17), "Tue 17 Nov"),
        ("friday", date(2026, 11, 13), "Fri 13 Nov"),
        ("2025-11-20", date(2025, 11, 20), "Thu 20 Nov 2025"),
    ],
)
def test_a_day_is_from_midnight_to_midnight(typed: str, day: date, words: str) -> None:
    found = span.read(typed, NOW)
    assert found is not None
    assert (found.day, found.words) == (day, words)
    assert found.start == datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert found.end - found.start == timedelta(days=1)


def test_a_span_ends_now() -> None:
    found = span.read("36h", NOW)
    assert found is not None
    assert (found.start, found.end, found.day) == (NOW - timedelta(hours=36), NOW, None)


@pytest.mark.parametrize(
    "typed", ["tomorrow", "2026-11-21", "", "-", "0h", "2026-13-40", "fr", "-9999999"]
)
def test_what_is_no_day_gone_by_is_none(typed: str) -> None:
    assert span.read(typed, NOW) is None


def test_one_goes_back_day_by_day_and_forth_to_today() -> None:
    yesterday = span.beside(None, -1, NOW)
    assert yesterday is not None
    before = span.beside(yesterday, -1, NOW)
    assert before is not None
    assert (yesterday.words, before.words) == ("Yesterday", "Wed 18 Nov")
    assert span.beside(before, 1, NOW) == yesterday
    assert span.beside(yesterday, 1, NOW) is None
