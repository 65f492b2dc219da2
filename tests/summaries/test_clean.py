"""From a published sentence to the quotable piece."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.summaries.clean import cleaned

PLAIN = "The council of Marnau voted to rebuild the old harbour wall."


@pytest.mark.parametrize(
    "beginning",
    [
        "MARNAU (AP) — ",
        "Marnau, Westland (CNN) -- ",
        "(Reuters) - ",
        "(CNN)",
        "MARNAU, Dec. 3 (dpa) – ",
        "MARNAU — ",
        "PORT MARNAU, Westland - ",
        "14:32 ",
        "10.45am: ",
        "Updated at 9:20 pm GMT: ",
        "• ",
    ],
)
def test_datelines_and_stamps_are_taken_off(beginning: str) -> None:
    assert cleaned(beginning + PLAIN) == PLAIN


@pytest.mark.parametrize(
    "end",
    [" [...]", " […]", " Continue reading", " Continue reading...", " Read more »", " (Read more)"],
)
def test_tails_are_taken_off(end: str) -> None:
    assert cleaned(PLAIN + end) in (PLAIN, "")
    assert cleaned(PLAIN + " […]") == PLAIN


@pytest.mark.parametrize(
    "furniture",
    [
        "Orla Daily is an Example Media publication.",
        "WebPaper is an iSample Publication2",
        "By Mara Lund and Otto Ode, Staff Writers",
        "By Mara Lund Oct 31, 2025 in World The harbour wall is to be rebuilt soon.",
        "PUBLISHED: 14:11 EST, 25 October 2025. |.",
        "14:11 EST, 25 October 2025. |.",
        "Photo: the harbour wall of Marnau in the last century.",
        "The mayor (left) and the engineer (right) walk along the wall.",
        "Mayor Ines Hart, left, and the engineer walk along the wall.",
        "Click here to read the whole plan of the council for the harbour.",
        "Sign up for our newsletter and never miss a story about Marnau.",
        "All rights reserved by the publisher of this newspaper.",
        "Follow us on every network for more about the harbour.",
        "Media playback is unsupported on your device at this moment.",
        "This site needs you to enable JavaScript and accept cookies.",
        "Additional reporting by Mara Lund in Marnau and Otto Ode in Port Marnau.",
        "The full plan is at https://marnau.example.org/wall for everyone.",
        "HARBOUR WALL TO BE REBUILT AFTER COUNCIL VOTES.",
        "Too short.",
        "The council of Marnau voted to rebuild the old harbour wall",
    ],
)
def test_furniture_is_dropped(furniture: str) -> None:
    assert cleaned(furniture) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "By the 1980s the harbour wall had been rebuilt twice.",
        "By Monday evening the council had heard forty citizens.",
        "The court ruled that the copyright of the harbour song had ended.",
        "A new law on cookies will bind every publisher from January.",
        "A picture of the harbour wall was sold for a million on Monday.",
        "Right now nobody in the town hall wants to talk about money.",
        "Subscription prices of the Orla Daily rose by a tenth in March.",
        "“We will rebuild it,” the mayor told the council on Monday.",
        "The plan, left on a train in May, was found by a student.",
    ],
)
def test_news_that_only_looks_like_furniture_stays(sentence: str) -> None:
    assert cleaned(sentence) == sentence


def test_a_cut_off_sentence_is_only_for_want_of_better() -> None:
    cut = "The council of Marnau voted on Monday to […]"
    assert cleaned(cut) == ""
    assert cleaned(cut, whole=False) == cut


def test_scripts_without_spaces_and_cases() -> None:
    assert cleaned("市议会周一投票决定重建港口的旧墙。") == "市议会周一投票决定重建港口的旧墙。"
    assert cleaned("قرر المجلس يوم الاثنين إعادة بناء الجدار.") != ""


@given(st.text(max_size=400), st.booleans())
def test_what_is_left_is_verbatim(text: str, whole: bool) -> None:
    assert cleaned(text, whole=whole) in text


def test_a_page_in_one_line_is_no_sentence() -> None:
    assert cleaned("wall " * 40_000 + ".") == ""
    assert cleaned("[ … ] " * 300, whole=False) in "[ … ] " * 300


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "Tram hits wall in Orla MARNAU, Orl. (AP) – A tram hit the wall of the yard on Monday.",
            "A tram hit the wall of the yard on Monday.",
        ),
        (
            "View Full Caption Ines Hart MARNAU — A tram hit the wall of the yard on Monday.",
            "A tram hit the wall of the yard on Monday.",
        ),
        ("Buy Photo A tram hit the wall of the yard.", "A tram hit the wall of the yard."),
        ("UPDATE: A tram hit the wall of the yard.", "A tram hit the wall of the yard."),
        (
            "March 15, 2024 UPDATE: A tram hit the wall of the yard.",
            "A tram hit the wall of the yard.",
        ),
        (
            "by: Mara Lund Updated: Mar 15, 2024 - 7:21 PM MARNAU, Orl. - A tram hit the wall.",
            "A tram hit the wall.",
        ),
        ("UPDATE @ 5:30 p.m. (Oct. 26): A tram hit the wall.", "A tram hit the wall."),
        ("| Orla Photo Press A tram hit the wall.", "A tram hit the wall."),
        (
            "News Tram hits wall MARNAU (WORL) A tram hit the wall of the yard on Monday.",
            "A tram hit the wall of the yard on Monday.",
        ),
        ("So slow! — Otto (@ottoode) July 8, 2024 A tram hit the wall.", "A tram hit the wall."),
        ("MARNAU COUNTY, Orl.-- 8-year-old Otto Ode is safe.", "8-year-old Otto Ode is safe."),
        ("MARNAU –Trams of the NATO-Orla line stop.", "Trams of the NATO-Orla line stop."),
        ("Trams of the NATO — they say — stop here today.",) * 2,
    ],
)
def test_what_ran_into_a_sentence_is_taken_off(text: str, kept: str) -> None:
    assert cleaned(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Ferry runs aground 0:34 Wall of the yard falls 0:36 Fire in the town 0:44 Rye prize.",
        "Two trams hit the wall News Two trams hit the wall on Monday, police of the town said.",
        "Anyone with information about the tram is asked to call the police of Marnau.",
        "Whenever Mara Lund posts new content, you get a mail with a link.",
        "Orla Navy image of trams at the wall of the yard in May of this year.",
        "MUGSHOTS: July roundup A tram hit the wall of the yard on Monday.",
        "The plan to mend the wall was signed on Monday by Gov.",
        "You can add your location to your Tweets from the web at any time.",
    ],
)
def test_lists_of_links_and_calls_for_witnesses_are_no_news(text: str) -> None:
    assert cleaned(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "港口城墙周一夜间倒塌。",
        "ກຳແພງທ່າເຮືອພັງລົງໃນຄືນວັນຈັນ",
        "ជញ្ជាំងកំពង់ផែបានបាក់នៅយប់ថ្ងៃចន្ទ។",
        "ဆိပ်ကမ်းနံရံသည် တနင်္လာနေ့ညက ပြိုကျခဲ့သည်။",
    ],
)
def test_a_sentence_without_spaces_is_full_by_its_characters(text: str) -> None:
    assert cleaned(text) == text
    assert cleaned(text * 40) == ""
