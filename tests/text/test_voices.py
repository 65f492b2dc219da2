"""Who says what a sentence says; sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.voices import COMPANY, CRITIC, OFFICIAL, voice


@pytest.mark.parametrize(
    "text",
    [
        "Police said the bridge would stay shut.",
        "The bridge will stay shut, police said on Friday.",
        "“The bridge stays shut,” said Ida Holm, a spokeswoman for the transport ministry.",
        "Ida Holm, the transport minister, told reporters that the bridge was safe.",
        "Transport Minister Ida Holm has also warned of delays.",
        "Four piers were cracked, according to the Bridge Safety Agency.",
        "Marsh County Sheriff Tom Reed said nobody was hurt.",
        "Prosecutors and police said the case was closed.",
        "A Quay City Council spokesman said: “We will repair it.”",
    ],
)
def test_officials(text: str) -> None:
    assert voice(text) == OFFICIAL


@pytest.mark.parametrize(
    "text",
    [
        "The company said it had mended the fault.",
        "“We mended it,” said Ida Holm, chief executive of Orla Ferries.",
        "Orla Ferries CEO Ida Holm told the Ledger that the fault was mended.",
        "The airline later confirmed the delay.",
        "The fault was mended in May, a company spokesman said.",
        "The fault is mended, according to the company.",
    ],
)
def test_companies(text: str) -> None:
    assert voice(text) == COMPANY


@pytest.mark.parametrize(
    "text",
    [
        "Critics say the plan goes too far.",
        "The plan, campaigners argue, goes too far.",
        "The plan goes too far, according to rights groups.",
        "Opposition leader Ida Holm said the plan goes too far.",
        "Shadow Transport Secretary Ida Holm said the plan goes too far.",
    ],
)
def test_critics(text: str) -> None:
    assert voice(text) == CRITIC


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was shut on Friday.",
        "Ida Holm said the bridge was shut.",
        "Police said the driver told them he had slept.",
        "Police were told that the bridge was shut.",
        "The government has been accused of waste.",
        "Former police chief Ida Holm said the bridge was weak.",
        "The company and campaigners said the bridge was weak.",
        "A state news agency reported the collapse.",
        "Officials at Orla Ferries said the fault was mended.",
        "Company officials and police differ, Ida Holm said.",
        "Orla Data, a research firm, said traffic had doubled.",
        "Traffic had doubled, according to Orla Data, a Quay-based company.",
        "Film critics said the plot was thin.",
        "Ferry union officials said the pay was low.",
        "A man who police say was drunk drove off.",
        "What did the police say?",
        "The club's chief executive said the season was over.",
        "",
        "said",
        ", said",
        "according to",
    ],
)
def test_nobody_that_is_surely_known(text: str) -> None:
    assert voice(text) == ""


def test_english_only() -> None:
    assert voice("Police said the bridge would stay shut.", "") == OFFICIAL
    assert voice("Police said the bridge would stay shut.", "de") == ""


WORDS = [
    "Police",
    "said",
    ",",
    "the",
    "company",
    "and",
    "according",
    "to",
    "of",
    "’",
    "critics",
    ".",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_words_have_one_voice_or_none(text: str) -> None:
    assert voice(text) in ("", OFFICIAL, COMPANY, CRITIC)
