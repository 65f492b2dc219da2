"""Sources without a name."""

from __future__ import annotations

import pytest

from briefing.models import Article, CleanText
from briefing.summaries.anonymous import is_anonymous
from briefing.summaries.size import Sentences
from briefing.summaries.summarise import summarise


@pytest.mark.parametrize(
    "text",
    [
        "The yard is in talks to buy its rival, people familiar with the matter said.",
        "Sources said the harbour master would step down.",
        "The sale may close on Friday, said a senior ministry official who asked not to be named.",
        "An aide who declined to be identified because the talks are private called it close.",
        "Police sources told the Pier that two men were held.",
        "According to two sources, the vote was put off.",
        "A source close to the family said he was well.",
        "The officer spoke on condition of anonymity.",
        "The offer will be raised, according to a person briefed on the talks.",
        "Two senior executives said the plan was dead.",
        "The envoy was not authorised to speak to the press.",
        "The bank is to cut jobs, two people with direct knowledge of the plan said.",
        "People with direct knowledge of the plan said the bank is to cut jobs.",
        "A teacher who did not want to be named said the gate was open.",
        "An aide, requesting anonymity, said the gate was open.",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert is_anonymous(text)


@pytest.mark.parametrize(
    "text",
    [
        "The river is a source of pride, officials said.",
        "Open source software said to be safe.",
        "An anonymous tip led police to the barn.",
        "An anonymous donor gave a million.",
        "A spokesman said the bridge was safe.",
        "Energy sources such as wind grow.",
        "Police have not named the suspect.",
        "He is not being identified because of his age.",
        "The source of the leak was a valve, the yard said.",
        "One mother, who did wish to be identified, kept her boys in.",
        "Anyone who wants to remain anonymous can call the station.",
        "Senior officials met on Monday.",
        "",
    ],
)
def test_somebody_is_or_nobody_has_to_be(text: str) -> None:
    assert not is_anonymous(text)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Die Werft streicht Stellen, heißt es aus Finanzkreisen.", "de"),
        ("Selon une source proche du dossier, le vote est reporté.", "fr"),
        ("Según fuentes del ministerio, el voto se aplaza.", "es"),
        ("Secondo fonti vicine al governo, il voto slitta.", "it"),
        ("Segundo fontes próximas do governo, o voto foi adiado.", "pt"),
    ],
)
def test_other_languages(text: str, lang: str) -> None:
    assert is_anonymous(text, lang)
    assert not is_anonymous(text, "fi")


def test_a_summary_says_so() -> None:
    text = (
        "The Orla yard is to close in May, people familiar with the plan said."
        " Mayor Ines Hart denied it on Monday."
    )
    found = summarise([Article("a", CleanText("Yard"), text=CleanText(text))], Sentences(2))
    assert [one.anonymous for one in found] == [True, False]
