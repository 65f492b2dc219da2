"""What may be quoted of a story, and what is known about it."""

from __future__ import annotations

from briefing.models import Article, CleanText
from briefing.summaries.candidates import candidates

BEFORE = "The mayor of Marnau spoke to the council on Monday."
OPENS = "“The harbour wall of our town is old, and we all know it."
WITHIN = "Nobody who lives by the quay sleeps when the wind comes."
CLOSES = "The province will have to pay for it,” the mayor said."
AFTER = "Engineers will look at the harbour wall on Tuesday."


def quoted(text: str) -> list[str]:
    found = candidates([Article("a", CleanText("Wall"), text=CleanText(text), lang="en")])
    return [one.text for one in found if one.quoted]


def test_the_middle_of_a_quotation_is_known() -> None:
    assert quoted(" ".join([BEFORE, OPENS, WITHIN, CLOSES, AFTER])) == [WITHIN]
    straight = " ".join([BEFORE, OPENS, WITHIN, CLOSES, AFTER]).replace("“", '"').replace("”", '"')
    assert quoted(straight) == [WITHIN]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph_or_after_a_while() -> None:
    assert quoted(f"{OPENS}\n{WITHIN} {AFTER}") == []
    assert len(quoted(" ".join([OPENS, *[WITHIN] * 20]))) < 8
    assert quoted(f"{OPENS} “{WITHIN}” {AFTER}") == []
