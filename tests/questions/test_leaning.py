"""The leaning of words, and what sentences echo of each other."""

from __future__ import annotations

import pytest

from briefing.questions.leaning import Leaning, places
from briefing.questions.lexicon import lexicon
from briefing.questions.model import echoes
from briefing.questions.tokens import Units, units


def cut(sentence: str) -> Units:
    return units(sentence, lexicon())


def test_a_sentence_of_unknown_words_has_the_bias_alone() -> None:
    assert Leaning({"words": {}, "bias": -1.5}).of(cut("Nothing here is known.")) == -1.5


def test_no_words_at_all_are_no_error() -> None:
    assert Leaning({"words": {}, "bias": 0.0}).of(cut("")) == 0.0


def test_a_word_counts_once_for_each_place_it_stands_in() -> None:
    leaning = Leaning({"words": {"ferry": [100, 20, 3]}, "bias": 0.0})
    early = leaning.of(cut("The ferry sank in deep water off the old harbour on a cold night."))
    late = leaning.of(cut("It sank in deep water off the old harbour, that cold grey ferry."))
    behind = leaning.of(cut("On a cold grey night off the old harbour it could ferry them."))
    assert early == pytest.approx(0.103)
    assert late == pytest.approx(0.100)
    assert behind == pytest.approx(0.120)


def test_many_known_words_do_not_outgrow_their_root() -> None:
    leaning = Leaning({"words": {"grey": [100, 0, 0]}, "bias": 0.0})
    assert leaning.of(cut("grey grey grey grey")) == pytest.approx(0.2)


def test_places_of_a_sentence() -> None:
    u = cut("The mayor said that the bridge may close again this winter.")
    anywhere, behind, first = places(u)
    assert list(anywhere) == list(range(len(u)))
    assert [u.low[i] for i in behind][:3] == ["close", "again", "this"]
    assert list(first) == list(range(6))


def test_a_sentence_echoes_those_that_speak_of_the_same() -> None:
    sentences = [
        cut("The harbour bridge needs new cables."),
        cut("Engineers doubt the harbour bridge."),
        cut("Cakes were sold outside."),
    ]
    first, second, third = echoes(sentences, [0.1, 0.9, 0.5])
    assert first > 0.5 > second
    assert third == pytest.approx(0.2)
