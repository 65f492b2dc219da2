from __future__ import annotations

from briefing.models import CleanText, Theme
from briefing.questions.themes import (
    DEFAULT_THEMES,
    count,
    counts,
    is_by_words,
    lemmas,
    merge,
)


def test_twelve_by_default_in_their_order() -> None:
    assert [t.name for t in DEFAULT_THEMES] == [
        "ownership",
        "moderation",
        "auditing",
        "enforcement",
        "next",
        "money",
        "cause",
        "safety",
        "scope",
        "timing",
        "science",
        "other",
    ]


def test_own_themes_stand_before_defaults_of_the_same_order() -> None:
    own = Theme(CleanText("water"), ("river", "dam"), order=3, own=True)
    names = [t.name for t in merge((own,))]
    assert names.index("water") < names.index("auditing")
    assert len(names) == 13


def test_a_default_can_be_changed() -> None:
    mine = Theme(CleanText("money"), (), order=1)
    merged = {t.name: t for t in merge((mine,))}
    assert merged["money"].own
    assert merged["money"].words
    assert len(merged) == 12


def test_counting_all_is_counting_each() -> None:
    words = lemmas("Will the regulator approve the takeover, and who owns the shares?")
    assert counts(words) == [count(words, theme) for theme in DEFAULT_THEMES]


def test_phrases_count() -> None:
    theme = Theme(CleanText("rail"), ("night train",), own=True)
    assert count(lemmas("Will the night trains return?"), theme) > 0
    assert count(lemmas("Will trains run at night?"), theme) == 0


def test_a_default_that_was_only_moved_is_sorted_as_it_comes() -> None:
    moved = Theme(CleanText("money"), (), order=1, own=True)
    mine = Theme(CleanText("money"), ("wage",), order=1, own=True)
    assert not is_by_words(next(t for t in merge((moved,)) if t.name == "money"))
    assert is_by_words(next(t for t in merge((mine,)) if t.name == "money"))


def test_the_readers_key_is_taken_from_the_default_that_had_it() -> None:
    own = Theme(CleanText("water"), ("river",), key="o", own=True)
    keys = {t.name: t.key for t in merge((own,))}
    assert keys["water"] == "o"
    assert keys["ownership"] == ""
