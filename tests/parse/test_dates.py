from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.parse.dates import EARLIEST, LATEST, read


@pytest.mark.parametrize(
    ("s", "expected"),
    [
        ("2026-11-24T10:05:06Z", (2026, 11, 24, 10, 5, 6)),
        ("2026-11-24T10:05:06+02:00", (2026, 11, 24, 8, 5, 6)),
        ("2026-11-24T10:05:06 +0200", (2026, 11, 24, 8, 5, 6)),
        ("2026-11-24 10:05", (2026, 11, 24, 10, 5)),
        ("2026-11-24", (2026, 11, 24)),
        ("2026/11/24", (2026, 11, 24)),
        ("20261124", (2026, 11, 24)),
        ("2026年11月24日 10:05", (2026, 11, 24, 10, 5)),
        ("24.11.2026 10:05", (2026, 11, 24, 10, 5)),
        ("05.11.2026", (2026, 11, 5)),
        ("24/11/2026", (2026, 11, 24)),
        ("11/24/2026 3:05 PM", (2026, 11, 24, 15, 5)),
        ("12:05 AM, 24 Nov 2026", (2026, 11, 24, 0, 5)),
        ("Tue, 24 Nov 2026 10:05:06 +0100", (2026, 11, 24, 9, 5, 6)),
        ("Tuesday, November 24, 2026 - 10:05", (2026, 11, 24, 10, 5)),
        ("Nov 24, 2026 3:05 PM EST", (2026, 11, 24, 20, 5)),
        ("Tue Nov 24 10:05:06 CET 2026", (2026, 11, 24, 9, 5, 6)),
        ("24 Nov 26 10:05 GMT", (2026, 11, 24, 10, 5)),
        ("24. Dezember 2026", (2026, 12, 24)),
        ("mardi 24 novembre 2026 à 10h05", (2026, 11, 24, 10, 5)),
        ("24 de noviembre de 2026", (2026, 11, 24)),
        ("24 ноября 2026 10:05", (2026, 11, 24, 10, 5)),
        ("1795510800", (2026, 11, 24, 9)),
        ("1795510800000", (2026, 11, 24, 9)),
    ],
)
def test_dates_of_the_wild(s: str, expected: tuple[int, ...]) -> None:
    assert read(s) == datetime(*expected, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    "s",
    [
        *("", "soon", "yesterday", "0", "0000-00-00", "Mon Feb 30 2026", "99999-01-01"),
        *("1970-01-01", "2500-01-01", "24", "Nov", "10:05", "9" * 5000, "32.13.2026"),
    ],
)
def test_what_is_no_date(s: str) -> None:
    assert read(s) is None


@given(st.text(st.sampled_from("0123456789-/.: TZ+NovemberjanPM,"), max_size=40) | st.text())
def test_any_string_is_a_sane_date_or_none(s: str) -> None:
    when = read(s)
    assert when is None or (EARLIEST <= when < LATEST and when.tzinfo is UTC)
