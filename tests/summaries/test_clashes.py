"""Figures that cannot both be right, and all the cases where silence is right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.models import Article, Clash, CleanText
from briefing.stories.copies import copies
from briefing.summaries.clashes import clashes
from briefing.summaries.figures import figure
from briefing.text.sentences import sentences_of

NIGHT = datetime(2025, 11, 3, 22, tzinfo=UTC)


def report(outlet: str, text: str, hours: float = 0, title: str = "") -> Article:
    return Article(
        id=f"{outlet.lower()}-{hours}",
        title=CleanText(title or f"What {outlet} saw"),
        text=CleanText(text),
        outlet=CleanText(outlet),
        published=NIGHT + timedelta(hours=hours),
        lang="en",
    )


def found(*articles: Article) -> tuple[Clash, ...]:
    return clashes(articles, {})


def figures(*articles: Article) -> list[tuple[str, ...]]:
    return [one.figures for one in found(*articles)]


def two(one: str, other: str, hours: float = 1) -> list[tuple[str, ...]]:
    return figures(report("Pier", one), report("Mill", other, hours))


def test_two_outlets_count_differently_and_both_are_quoted() -> None:
    one = report("Pier", "The ferry hit the quay at noon. Fourteen people were hurt.")
    other = report("Mill", "Seventeen people were injured when a ferry hit the quay.", 2)
    (clash,) = found(one, other)
    assert clash.what == "people hurt"
    assert clash.figures == ("Fourteen", "Seventeen")
    assert [quote.article for quote in clash.quotes] == [one.id, other.id]
    for article, quote in zip((one, other), clash.quotes, strict=True):
        assert quote.text == sentences_of(article)[quote.sentence].text
    assert found(other, one) == (clash,)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The blast killed 12 people and hurt 30.", "The blast killed 15 people.", ("12", "15")),
        ("The toll is 1,204 dead.", "The death toll stood at 1,310 on Friday.", ("1,204", "1,310")),
        ("At least 14 people were hurt.", "Twelve people were hurt.", ("At least 14", "Twelve")),
        ("Police arrested nine men.", "Six men were arrested on the quay.", ("nine", "Six")),
        (
            "The bank was fined $1.4 million.",
            "It faces a $2 million fine.",
            ("$1.4 million", "$2 million"),
        ),
        ("Bail was set at $50,000.", "He is held on $80,000 bail.", ("$50,000", "$80,000")),
        (
            "Orla will buy Ferro for $2.3 billion.",
            "The $2.6 billion deal is done.",
            ("$2.3 billion", "$2.6 billion"),
        ),
        (
            "Orla holds a 19 percent stake.",
            "Orla keeps a stake of 25 percent.",
            ("19 percent", "25 percent"),
        ),
        ("Ines Hart, 41, was hurt.", "The driver is 44-year-old Ines Hart.", ("41", "44")),
        (
            "The trial is set to begin on March 3.",
            "The trial will begin on March 5.",
            ("March 3", "March 5"),
        ),
        ("The firm will cut 5,000 jobs.", "The firm said 7,000 jobs were cut.", ("5,000", "7,000")),
        ("Fire destroyed 40 homes.", "In all 61 homes were destroyed.", ("40", "61")),
    ],
)
def test_slots(one: str, other: str, expected: tuple[str, ...]) -> None:
    assert two(one, other) == [expected]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the same in other words, or within what the words leave open
        ("Fourteen people were hurt.", "The crash left 14 injured."),
        ("At least 14 people were hurt.", "Seventeen people were hurt."),
        ("At least 10 people were hurt.", "Fourteen people were hurt."),
        ("More than a dozen people were hurt.", "Seventeen people were hurt."),
        ("About 50 people were evacuated.", "Police said 54 people were evacuated."),
        ("Some 2,000 people were evacuated.", "1,960 people were evacuated."),
        ("The fine of $1.4 million stands.", "The $1.38 million fine stands."),
        ("Up to 20 people were hurt.", "Fourteen people were hurt."),
        # a part of them, others, or other ones
        (
            "Orla buys Hart Vogel for $526 million.",
            "Orla and Hart Vogel in $1.07 billion merger deal.",
        ),
        ("Fourteen people were hurt.", "Three of them were hurt badly."),
        ("Fourteen people were hurt.", "Three people were seriously hurt."),
        ("Fourteen people were hurt.", "Two other people were hurt."),
        ("Fourteen people were hurt.", "Three children were hurt."),
        ("Four people were hurt.", "The three injured students ran back into the school."),
        ("Two people died.", "Three people died, including the gunman."),
        ("Four people were hurt.", "One person died and three were hurt."),
        ("Two people were shot in Marnau.", "Three people were shot in Orla."),
        # another event, another time, a fear, a sum over many
        ("Fourteen people were hurt.", "A similar crash hurt 30 people in 2019."),
        ("Fourteen people were hurt.", "Twenty people were hurt there last year."),
        ("Fourteen people were killed.", "Officials feared 30 people were killed."),
        ("Two people were killed.", "Eight people were killed in such crashes each year."),
        ("The fine is $2 million.", "The firm could be fined $4 million."),
        ("Two people were shot.", "The three were shot about 12:10 a.m. on Monday."),
        ("The trial is set for March 3.", "The trial was moved and is set for March 5."),
        ("He fired 3 shots at the boat.", "The boat has 14 seats and hurt nobody."),
    ],
)
def test_silence_when_unsure(one: str, other: str) -> None:
    assert two(one, other) == []


def test_a_later_count_of_more_is_news_and_no_clash() -> None:
    early, late = "Four people were killed.", "Nine people were killed."
    assert two(early, late, hours=20) == []
    assert two(late, early, hours=20) == [("Nine", "Four")]


def test_an_outlet_that_moved_on_is_taken_at_its_last_word() -> None:
    first = report("Pier", "Four people were killed.")
    assert figures(first, report("Pier", "Five people were killed.", 3)) == []
    second = report("Mill", "Five people were killed.", 1)
    assert figures(first, second) == [("Four", "Five")]
    assert figures(first, second, report("Pier", "Five people were killed.", 3)) == []


def test_a_figure_that_one_of_its_holders_gave_up_is_out_of_date_for_all() -> None:
    assert (
        figures(
            report("Pier", "Four people were killed."),
            report("Mill", "Four people were killed.", 1),
            report("Mill", "Six people were killed.", 2),
        )
        == []
    )


def test_an_article_that_gives_two_figures_makes_the_slot_unsure() -> None:
    torn = "Two people were shot on Elm Road. Five people were shot on Ash Lane."
    assert two(torn, "Six people were shot.") == []


def test_one_outlet_and_its_copies_do_not_clash() -> None:
    text = "Four people were killed when the wall fell on the market, the fire service said."
    wire = report("Wire", text)
    paper = report("Pier", text.replace("Four", "Five"), 1)
    assert figures(wire, paper) == [("Four", "Five")]
    assert clashes([wire, paper], copies([wire, paper])) == ()
    assert figures(report("Pier", "Four died in it."), report("Pier", "Six died in it.", 1)) == []


def test_too_many_different_figures_are_no_slot() -> None:
    names = ("Pier", "Mill", "Orla", "Quay")
    texts = ("Four", "Five", "Six", "Seven")
    many = [
        report(name, f"{count} people were hurt.") for name, count in zip(names, texts, strict=True)
    ]
    assert figures(*many) == []
    assert figures(*many[:3]) == [("Four", "Five", "Six")]


def test_other_languages_are_passed_over() -> None:
    german = Article("g", CleanText("Unfall"), text=CleanText("14 killed people, 14 hurt."),
                     outlet=CleanText("Bote"), lang="de")  # fmt: skip
    assert found(german, report("Pier", "Seventeen people were hurt.")) == ()


def test_a_sentence_that_names_both_sides_is_enough() -> None:
    both = "Police said 3,000 people marched, while the union put the number at 9,000."
    one = report("Pier", both)
    other = report("Mill", "On the quay stood 9,000 people with flags, the union says.", 1)
    (clash,) = found(one, other)
    assert clash.figures == ("3,000", "9,000")
    assert [quote.text for quote in clash.quotes] == [both, other.text]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("seventeen", 17, 17, ""),
        ("twenty-one", 21, 21, ""),
        ("1,204", 1204, 1204, ""),
        ("2,000", 1500, 2500, ""),
        ("1.4 million", 1.35e6, 1.45e6, ""),
        ("$3bn", 2.5e9, 3.5e9, "$"),
        ("€2.5 million", 2.45e6, 2.55e6, "€"),
        ("at least 14", 14, float("inf"), ""),
        ("at least 10", 10, float("inf"), ""),
        ("more than 14", 14, float("inf"), ""),
        ("up to 20", 0, 20, ""),
        ("19 percent", 19, 19, ""),
    ],
)
def test_what_a_figure_may_stand_for(text: str, low: float, high: float, unit: str) -> None:
    value = figure(text)
    assert value is not None
    assert (value.low, value.high, value.unit) == (pytest.approx(low), pytest.approx(high), unit)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Pier", "Mill", "Orla"]),
            st.lists(
                st.one_of(
                    st.sampled_from(
                        ["Four people were hurt.", "Nine were killed.", "$4 fine 7%", "2 of 3."]
                    ),
                    st.text("0123456789 ,.-$%halfkiled", max_size=40),
                ),
                max_size=4,
            ),
            st.integers(0, 30),
        ),
        max_size=6,
    )
)
def test_whatever_comes_in_both_sides_are_verbatim(
    given_: list[tuple[str, list[str], int]],
) -> None:
    articles = [
        Article(
            str(number),
            CleanText(""),
            text=CleanText(" ".join(text)),
            outlet=CleanText(outlet),
            published=NIGHT + timedelta(hours=hours),
            lang="en",
        )
        for number, (outlet, text, hours) in enumerate(given_)
    ]
    by_id = {one.id: {s.index: s.text for s in sentences_of(one)} for one in articles}
    for clash in clashes(articles, {}):
        assert len(clash.figures) == len(clash.quotes) >= 2
        for text, quote in zip(clash.figures, clash.quotes, strict=True):
            assert text in quote.text == by_id[quote.article][quote.sentence]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The ferry was carrying 109 passengers and 23 crew when it hit the quay.",
            "All 112 passengers were taken off the ferry at night.",
            ("109", "112"),
        ),
        (
            "109 passengers and 23 crew members were evacuated from the ferry.",
            "112 passengers evacuated after ferry hits quay",
            ("109", "112"),
        ),
        (
            "The tram line to Orla will cost 340 million euros, the council said.",
            "The council chose a tram line worth 360 million euros on Tuesday.",
            ("340 million euros", "360 million euros"),
        ),
        (
            "The €340 million tram line was cheered in Orla.",
            "The cost of the line is put at 360 million euros.",
            ("€340 million", "360 million euros"),
        ),
        # people are passengers and crew; a part, a capacity, another phase
        ("The ferry was carrying 109 passengers.", "132 people were on board.", None),
        ("The ferry was carrying 109 passengers.", "It can carry 300 passengers aboard.", None),
        (
            "The ferry was carrying 109 passengers.",
            "All 40 passengers of another ferry wept.",
            None,
        ),
        ("The tram line will cost 340 million euros.", "The bridge will cost 36 million.", None),
        (
            "The tram line will cost 340 million euros.",
            "The first phase of the tram line will cost 200 million euros.",
            None,
        ),
        (
            "The tram line will cost 340 million euros.",
            "The tram line would cost 300 million euros, it was originally said.",
            None,
        ),
        (
            "The tram line will cost 340 million euros.",
            "The state pays for the tram line 200 million euros.",
            None,
        ),
        (
            "The tram line will cost 340 million euros.",
            "The tram line will cost about 350 million euros.",
            None,
        ),
    ],
)
def test_what_was_carried_and_what_something_costs(
    one: str, other: str, expected: tuple[str, ...] | None
) -> None:
    assert two(one, other) == ([expected] if expected else [])


def test_a_copy_of_what_was_corrected_says_something_else() -> None:
    right = (
        "The ferry was carrying 109 passengers, the port said, correcting an earlier figure of 112."
    )
    wire = report("Wire", right, 0, title="Ferry carrying 112 passengers hits quay")
    echo = report("Echo", "The ferry was carrying 112 passengers, the port said.", 1)
    (clash,) = clashes([wire, echo], {echo.id: wire.id})
    assert clash.figures == ("109", "112")
    assert clash.quotes[0].text == right
    plain = report("Wire", "The ferry was carrying 109 passengers, the port said.", 0)
    assert clashes([plain, echo], {echo.id: plain.id}) == ()
