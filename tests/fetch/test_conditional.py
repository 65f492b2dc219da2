from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.fetch import conditional

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
WEEK = 7 * 86_400


def test_validators_are_bytes_as_received():
    assert conditional.validators('"é"', "Yesterday") == [
        (b"If-None-Match", b'"\xe9"'),
        (b"If-Modified-Since", b"Yesterday"),
    ]
    assert conditional.validators("", "") == []
    assert conditional.validators("☃", "") == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("max-age=60", 60),
        ("public, MAX-AGE = 60, x", 60),
        ('max-age="60"', 60),
        ("s-maxage=60", None),
        ("no-store, max-age=60", None),
        ("no-cache", None),
        ("max-age=-1", None),
        ("max-age=999999999999", 999_999_999_999),
        ("", None),
    ],
)
def test_max_age(value: str, seconds: int | None):
    assert conditional.max_age(value) == seconds


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("120", "", 120),
        (" 120.5 ", "", 120),
        ("Fri, 01 May 2026 13:00:00 GMT", "", 3600),
        ("Friday, 01-May-26 13:00:00 GMT", "", 3600),
        ("Fri May  1 13:00:00 2026", "", 3600),
        # the server's own clock is ten years behind, and it does not matter
        ("Sun, 01 May 2016 13:00:00 GMT", "Sun, 01 May 2016 12:00:00 GMT", 3600),
        ("Fri, 01 May 2026 13:00:00 GMT", "gibberish", 3600),
        ("Fri, 01 May 2020 13:00:00 GMT", "", None),
        ("Wed, 01 May 2086 13:00:00 GMT", "", WEEK),
        ("0", "", None),
        ("-1", "", None),
        ("1e9", "", None),
        ("9" * 5000, "", WEEK),
        ("soon", "", None),
        ("", "", None),
        ("Mon, 32 Foo 2026 99:99:99 GMT", "", None),
    ],
)
def test_retry_after(value: str, date: str, seconds: float | None):
    assert conditional.retry_after(value, date, NOW, WEEK) == seconds


@given(st.text() | st.text(alphabet="0123456789-:,. GMTJanFri+"), st.text())
def test_any_header_can_be_read(value: str, date: str):
    wait = conditional.retry_after(value, date, NOW, WEEK)
    assert wait is None or 0 < wait <= WEEK
    conditional.max_age(value)
    conditional.charset(value)
    conditional.http_date(value)
