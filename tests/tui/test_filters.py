from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.filters import View, read

from .sample import edition

ROWS = [view.row for view in edition()]


def kept(text: str) -> list[str]:
    filters = read(text)
    return [row.id for row in ROWS if filters.keeps(row)]


def test_words_are_looked_for_in_headline_and_outlets() -> None:
    assert kept("ferries") == ["a1", "e1"]
    assert kept('"coast courier" library') == ["f1"]


def test_fields() -> None:
    assert kept("tag:energy") == ["b1"]
    assert kept("outlet:island -followed is:new lang:ja") == ["c1"]
    assert kept("theme:owner") == ["a1"]
    assert kept("is:updated") == ["a1"]
    assert "a1" not in kept("-is:followed")


def test_some_states_live_in_lists_of_their_own() -> None:
    assert read("is:muted").view(View.BRIEFING) is View.MUTED
    assert read("is:new").view(View.BRIEFING) is View.BRIEFING


def test_what_is_not_understood_is_said() -> None:
    assert "is: takes" in read("is:purple").problem
    assert not read("is:purple")


@given(st.text(max_size=60))
def test_any_line_is_some_filter(text: str) -> None:
    filters = read(text)
    for row in ROWS:
        filters.keeps(row)
