from __future__ import annotations

import pytest

from briefing.models import Kind
from briefing.questions.context import contexts
from briefing.questions.cues import families, hits
from briefing.questions.lexicon import lexicon
from briefing.questions.normalise import question_line
from briefing.questions.tokens import names_of, units


def line(kind: Kind, *sentences: str) -> str:
    """The line for the last of the sentences; those before it are its context."""
    among, words = families(), lexicon()
    names = names_of(sentences)
    cut = [units(s, words, names) for s in sentences]
    return str(question_line(cut[-1], hits(cut[-1], among), kind, contexts(cut, words)[-1]))


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        (
            Kind.UNDISCLOSED,
            "It is not known how many boats were lost.",
            "How many boats were lost?",
        ),
        (
            Kind.UNDISCLOSED,
            "He declined to say whether the plant would close.",
            "Will the plant close?",
        ),
        (
            Kind.UNDISCLOSED,
            "Officials could not explain why the dam failed.",
            "Why did the dam fail?",
        ),
        (
            Kind.UNDISCLOSED,
            "It is unclear why the guards did not open the gate.",
            "Why did the guards not open the gate?",
        ),
        (
            Kind.UNDISCLOSED,
            "The cause of the fire is under investigation.",
            "What caused the fire?",
        ),
        (
            Kind.UNDISCLOSED,
            "The terms of the sale were not disclosed.",
            "What are the terms of the sale?",
        ),
        (
            Kind.PENDING,
            "The board is considering selling the Leeds plant.",
            "Will the board sell the Leeds plant?",
        ),
        (
            Kind.PENDING,
            "The senate is expected to approve the budget on Friday.",
            "Will the senate approve the budget?",
        ),
        (
            Kind.PENDING,
            "The ministry has yet to publish the report.",
            "Will the ministry publish the report?",
        ),
        (Kind.PENDING, "The trial continues.", "What will the trial decide?"),
        (
            Kind.DEMANDED,
            "Doctors urged the government to ban the spray.",
            "Will the government ban the spray?",
        ),
        (
            Kind.DEMANDED,
            "Campaigners called for an independent inquiry.",
            "Will there be an independent inquiry?",
        ),
        (
            Kind.DEMANDED,
            "Any new law must include clear safeguards for patients.",
            "Will any new law include clear safeguards for patients?",
        ),
        (Kind.DISPUTED, "Jan Arlo denied taking the money.", "Did Jan Arlo take the money?"),
        (Kind.DISPUTED, "Mira Holt pleaded not guilty to fraud.", "Is Mira Holt guilty of fraud?"),
        (
            Kind.RISK,
            "Experts warned that the glacier could collapse.",
            "Will the glacier collapse?",
        ),
        (
            Kind.RISK,
            "Dan Roe faces up to six years in prison if convicted.",
            "Will Dan Roe be convicted and face up to six years in prison?",
        ),
        (
            Kind.PENDING,
            "The sale is subject to approval by the Norwick council.",
            "Will the Norwick council approve the sale?",
        ),
        (
            Kind.PENDING,
            "The court will decide by May 4 whether to hear the case.",
            "Will the court hear the case?",
        ),
        (
            Kind.UNDISCLOSED,
            "The minister declined to say how large a stake Vantor would keep.",
            "How large a stake will Vantor keep?",
        ),
        (
            Kind.UNDISCLOSED,
            "What stopped the pumps at the Orla dam is not known.",
            "What stopped the pumps at the Orla dam?",
        ),
        (
            Kind.UNDISCLOSED,
            "The company has not said when it will inform its clients.",
            "When will the company inform its clients?",
        ),
        (
            Kind.DEMANDED,
            "The heritage society wants the tower cut to twelve floors.",
            "Will the tower be cut to twelve floors?",
        ),
        (Kind.DISPUTED, "Roe, 58, denies fraud.", "Is Roe guilty of fraud?"),
        (
            Kind.PENDING,
            "Judge Ada Lorne will hear the case on Friday.",
            "Will Judge Ada Lorne hear the case?",
        ),
        (Kind.EXPLICIT, "So one thing is open: Who paid for the trip?", "Who paid for the trip?"),
    ],
)
def test_line(kind: Kind, sentence: str, expected: str) -> None:
    assert line(kind, sentence) == expected


def test_pronouns_are_replaced_by_the_last_named() -> None:
    assert line(
        Kind.PENDING,
        "Lena Marsh leads the Harbour Party.",
        "She is considering leaving the Harbour Party.",
    ) == ("Will Lena Marsh leave the Harbour Party?")


def test_who_speaks_stands_for_it() -> None:
    assert (
        line(Kind.PENDING, "The ministry said it would review the licence.")
        == "Will the ministry review the licence?"
    )


def test_what_cannot_be_turned_is_quoted() -> None:
    text = line(Kind.UNDISCLOSED, "A mystery, wrapped in fog and rumour.")
    assert text.startswith("“")
    assert text.endswith("”?")


def test_long_sentences_are_cut_at_a_phrase() -> None:
    text = line(
        Kind.PENDING,
        "The parliament is expected to approve a long and much debated bill on the use "
        "of river water by farms "
        "in the eastern provinces of the country before the end of the summer session.",
    )
    assert len(text.split()) <= 15
    assert text.startswith("Will the parliament approve")
    assert not text.rstrip("?").endswith((" of", " the", " by", " in", " a"))


def test_they_never_stands_in_a_line() -> None:
    text = line(Kind.UNDISCLOSED, "Nobody knows whether they will come.")
    assert "they" not in text.lower().split() or text.startswith("“")


def test_the_last_acting_body_is_meant_by_it() -> None:
    assert (
        line(
            Kind.PENDING,
            "The authority opened a review of the purchase by Osmer.",
            "Two chains and a smaller maker, Nordal, have complained.",
            "It must decide by April 9 whether to approve the purchase.",
        )
        == "Will the authority approve the purchase?"
    )
