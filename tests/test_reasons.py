from __future__ import annotations

from briefing.wording import reasons


def test_words_that_tell_nothing_are_no_reasons() -> None:
    words = ["ferry", "three", "whether", "Halcyon", "million", "would"]
    assert reasons(words, "en") == reasons(words, "") == ["ferry", "Halcyon"]
    assert reasons(["der", "Hafen"], "de") == ["Hafen"]
