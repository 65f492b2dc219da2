"""Tokens, function words, stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.words import content, stem, stop_languages, stop_words, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam's gate, 7.5 m high!", ["the", "dam", "s", "gate", "7.5", "m", "high"]),
        ("1,000 people; l'eau", ["1,000", "people", "l", "eau"]),
        ("東京都庁は", ["東京", "京都", "都庁", "庁は"]),
        ("水", ["水"]),
        ("ທະເລ 12", ["ທະ", "ະເ", "ເລ", "12"]),
        ("ក្រុង ១៥។", ["ក្", "្រ", "រុ", "ុង", "១៥"]),
        ("မြို့ ၁၅။", ["မြ", "ြိ", "ို", "ု့", "၁၅"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text(max_size=80))
def test_tokens_are_pieces_of_the_lowered_text(text: str) -> None:
    assert all(token and token in text.lower() for token in tokens(text))


@pytest.mark.parametrize(
    "family",
    [
        ["vote", "votes", "voted", "voting"],
        ["policy", "policies"],
        ["stop", "stopped", "stopping"],
        ["bank", "banks"],
        ["call", "calls", "called"],
        ["tax", "taxes", "taxed"],
    ],
)
def test_english_forms_of_a_word_share_a_stem(family: list[str]) -> None:
    assert len({stem(word) for word in family}) == 1


@given(st.text(max_size=20), st.sampled_from(["en", "de", "fr", "xx"]))
def test_stems_are_never_longer_and_never_empty(word: str, lang: str) -> None:
    found = stem(word, lang)
    assert len(found) <= len(word)
    assert bool(found) == bool(word)


def test_content_has_no_function_words() -> None:
    assert content("The banks of the river were flooded") == ["bank", "river", "flood"]


def test_unknown_languages_have_no_stop_words() -> None:
    assert stop_words("xx") == frozenset()
    assert stop_languages() == tuple(sorted(stop_languages()))
    assert all(stop_words(lang) for lang in stop_languages())
