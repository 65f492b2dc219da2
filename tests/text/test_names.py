"""Proper names by capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.names import names


@pytest.mark.parametrize(
    ("title", "teaser", "expected"),
    [
        ("Crack shuts bridge in Dunmere", "", ("Dunmere",)),
        (
            "Dunmere closes bridge",
            "The mayor, Ilse Kandrin, said Dunmere would pay.",
            ("Dunmere", "Ilse Kandrin"),
        ),
        ("TikTok's owner talks to Oracle's board", "", ("TikTok", "Oracle")),
        ("Bank Of Averell Raises Its Rates Again", "", ()),
        (
            "Bank Raises Rates In Averell",
            "On Monday the Bank of Averell raised rates.",
            ("Bank of Averell",),
        ),
        ("Talks with Dr. Rolf Adeyemi end", "", ("Dr Rolf Adeyemi",)),
        ("Ferry leaves. Maren Toivola's crew stays", "", ("Maren Toivola",)),
        ("quiet day at sea", "", ()),
        ("", "", ()),
    ],
)
def test_names(title: str, teaser: str, expected: tuple[str, ...]) -> None:
    assert names(title, teaser) == expected


@given(st.text(max_size=200), st.text(max_size=300))
def test_any_text_is_read_and_names_are_unique(title: str, teaser: str) -> None:
    found = names(title, teaser)
    assert len(found) == len(set(found))
    assert all(found)
