from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.edits import added, says_more

HEAD = "Ferry Halcyon runs aground off Port Quillon"
BODY = (
    "The ferry Halcyon ran aground off Port Quillon early on Friday with 210 people aboard. "
    "All passengers were taken off in lifeboats before noon, the coastguard said."
)
MORE = "The captain was questioned by prosecutors on Friday evening about his use of a telephone."
OTHER = "Prosecutors charged the captain of the ship with neglect on Friday night and seized logs."
LINKS = (
    "Storm shuts the harbour. Tram line opens early. Museum shows clocks. Apple harvest is late."
)


@pytest.mark.parametrize(
    ("title", "body", "more"),
    [
        (HEAD, BODY, False),
        (HEAD, BODY.replace("Friday", "Saturday"), False),
        (HEAD, BODY.replace("noon", "midday"), False),
        (HEAD, BODY.partition(". ")[0], False),
        ("Halcyon: what a night at sea was like for those aboard", BODY, False),
        (HEAD, f"{BODY} {MORE}", True),
        (HEAD, f"{MORE} {BODY}", True),
        ("Captain of stranded ferry is charged with neglect", OTHER, True),
        ("Ferry Halcyon runs aground off Port Quillon, 14 hurt", BODY, True),
        ("Ferry Halcyon with 210 aboard runs aground off Port Quillon", BODY, False),
        (HEAD, LINKS, False),
    ],
)
def test_an_edit_says_more_or_it_does_not(title: str, body: str, more: bool) -> None:
    assert says_more(HEAD, BODY, title, body) is more


@given(st.text(), st.text())
def test_no_edit_says_nothing_more(title: str, body: str) -> None:
    assert not says_more(title, body, title, body)


def test_added_sentences_are_told_from_mended_ones():
    mended = BODY.replace("noon", "midday").split(". ")
    assert added(BODY, [*mended, MORE]) == (MORE,)
    assert added(BODY, ["Port Quillon", "Yes.", "…"]) == ("Yes.",)


@given(st.text(), st.lists(st.text()))
def test_what_stood_there_is_never_new(before, sentences):
    assert set(added(before, sentences)) <= set(sentences)
    assert added(" ".join([before, *sentences]), sentences) == ()
