"""What an edit took out and what it put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.changes import IN, OUT, SAME, Passage, compare

BEFORE = (
    "The board voted on Thursday to sell its three ferries. The sale covers 90,000 seats.\n"
    "Nobody knew the price. Unions asked for a vote."
)


def told(passages: tuple[Passage, ...]) -> list[str]:
    signs = {SAME: ("", ""), OUT: ("[-", "-]"), IN: ("{+", "+}")}
    return [
        "".join(f"{signs[one.kind][0]}{one.text.strip()}{signs[one.kind][1]} " for one in p.pieces)
        for p in passages
        if p.before != p.after
    ]


def test_words_within_a_sentence() -> None:
    after = BEFORE.replace("three", "two").replace("90,000", "110,000").replace("voted", "chose")
    assert told(compare(BEFORE, after)) == [
        "The board [-voted-] {+chose+} on Thursday to sell its [-three-] {+two+} ferries. ",
        "The sale covers [-90,000-] {+110,000+} seats. ",
    ]


def test_sentences_that_went_and_came() -> None:
    after = BEFORE.replace(" Unions asked for a vote.", " A second buyer came on Friday evening.")
    assert told(compare(BEFORE, f"Corrected. {after}")) == [
        "{+Corrected.+} ",
        "[-Unions asked for a vote.-] ",
        "{+A second buyer came on Friday evening.+} ",
    ]


def test_white_space_is_no_change() -> None:
    assert not told(compare(BEFORE, BEFORE.replace(" ", "  ").replace("\n", "\n\n")))


def test_scripts_without_spaces_change_letter_by_letter() -> None:
    before = "市議会は計画を可決した。住民は反対。"
    (one,) = told(compare(before, before.replace("可", "否")))
    assert one == "市議会は計画を [-可-] {+否+} 決した。 "


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        ("សាលាក្រុងបានបិទស្ពាន។អ្នកស្រុកមិនពេញចិត្ត។", "ស្ពាន", "ផ្លូវ"),
        ("परिषद ने पुल बंद किया। लोग नाराज़ हैं।", "पुल", "पथ"),
    ],
)
def test_a_changed_word_leaves_the_other_sentence_alone(before: str, old: str, new: str) -> None:
    first, second = compare(before, before.replace(old, new))
    assert {piece.kind for piece in first.pieces} == {SAME, OUT, IN}
    assert [piece.kind for piece in second.pieces] == [SAME]


def test_paragraphs_are_those_of_today() -> None:
    passages = compare(BEFORE, BEFORE.replace(" Unions", "\nUnions"))
    assert [one.opens for one in passages] == [True, False, True, True]


def test_texts_made_to_take_for_ever_are_replaced_whole() -> None:
    old, new = "a b " * 15_000, "a c " * 15_000
    (passage,) = (one for one in compare(old, new) if one.before)
    assert [piece.kind for piece in passage.pieces] == [SAME, OUT, IN], "but for the same start"


_TEXT = st.lists(
    st.sampled_from(["a", "b", "the", "board", "sold", "it", ".", "!", "\n", "90,000", "会", "é"]),
    max_size=60,
).map(" ".join)


@given(_TEXT, _TEXT)
def test_both_versions_are_told_whole_and_in_order(before: str, after: str) -> None:
    passages = compare(before, after)
    for text, kinds in ((before, {SAME, OUT}), (after, {SAME, IN})):
        pieces = [one.text for p in passages for one in p.pieces if one.kind in kinds]
        assert "".join("".join(pieces).split()) == "".join(text.split())
