from __future__ import annotations

import pytest

from briefing.questions.wanted import ask_the_same, wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How large a stake will Vantor keep?", "Will Vantor keep a stake in the new company?"),
        ("Will there be an audit of the fund?", "Will there be an independent audit of the fund?"),
        ("Will the council approve the sale?", "Will the Norwick council approve the sale?"),
    ],
)
def test_two_lines_of_one_question(one: str, other: str) -> None:
    assert ask_the_same(one, other)
    assert ask_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Will Vantor keep a stake?", "Will Vantor keep control of the harbour board in Norwick?"),
        ("Will the council approve the sale?", "Will the council reject the petition?"),
        ("When will the bridge reopen?", "Will the bridge reopen?"),
        ("Will Jan Arlo resign?", "Will Mira Holt resign?"),
        ("“A mystery, wrapped in fog”?", "“A mystery, wrapped in fog”?"),
    ],
)
def test_two_questions(one: str, other: str) -> None:
    assert not ask_the_same(one, other)


def test_the_same_noun_stands_for_its_group_on_every_run() -> None:
    asked = wanted("Will there be an arms-deal with Orla?")
    assert asked is not None
    assert asked.thing == "accord"
