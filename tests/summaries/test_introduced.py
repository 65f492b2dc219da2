"""Sentences that take somebody for known."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from briefing.models import Article, CleanText
from briefing.summaries.introduced import introducers
from briefing.summaries.size import Sentences
from briefing.summaries.summarise import summarise

FIRST = "Otto Ode of Marnau lost his boat to the storm on Monday."


@dataclass
class Said:
    text: str
    article: int = 0
    lang: str = "en"


def wanted(text: str, lang: str = "en") -> frozenset[int]:
    return introducers([Said(FIRST), Said("It rained all night."), Said(text, lang=lang)])[2]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ode said the boat was new.", {0}),
        ("Mr. Ode, who is 60, was not hurt.", {0}),
        ("Ode's wife said the boat was new.", {0}),
        ("The boys were found on the quay.", {0, 1}),
        ("The 22-year-old was found on the quay.", {0, 1}),
        ("The company said it would pay.", {0, 1}),
    ],
)
def test_it_takes_somebody_for_known(text: str, places: set[int]) -> None:
    assert wanted(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Otto Ode said the boat was new.",
        "Hart said the boat was new.",
        "The mayor of Marnau will pay.",
        "The company behind the ferry will pay.",
        "Two boys were found on the quay.",
    ],
)
def test_it_stands_alone(text: str) -> None:
    assert wanted(text) == frozenset()


def test_the_first_sentence_of_an_article_takes_nothing_for_known() -> None:
    told = [Said(FIRST), Said("The company said it would pay.", article=1)]
    assert introducers(told) == [frozenset(), frozenset()]


def test_other_languages_are_left_alone() -> None:
    assert wanted("The boys were found on the quay.", lang="nl") == frozenset()


def test_the_full_name_comes_before_the_surname() -> None:
    text = (
        f"{FIRST} Ode said the boat of Marnau was new and that the storm took the harbour wall. "
        "Nobody else was hurt in the storm, the mayor of Marnau told reporters on Tuesday."
    )
    for count in range(1, 4):
        article = Article("a", CleanText("Storm takes boat"), text=CleanText(text), lang="en")
        said = [one.text for one in summarise([article], Sentences(count))]
        assert FIRST in said or not [one for one in said if one.startswith("Ode ")]
