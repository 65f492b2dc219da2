"""A story that moves on, and how its summary opens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefing.models import Article, CleanText
from briefing.summaries.passed import day_is_over, is_done
from briefing.summaries.size import Sentences
from briefing.summaries.summarise import summarise

MONDAY = datetime(2025, 11, 3, 8, tzinfo=UTC)
SEARCH = "Police are looking for the driver of the green tram that hit the harbour wall of Marnau."
CRASH = "A green tram hit the harbour wall of Marnau at eight on Monday morning, police said."
DAMAGE = "The harbour wall of Marnau lost forty stones when the green tram hit it on Monday."
ARREST = "Police arrested the driver of the green tram at the harbour of Orla on Tuesday night."
MAYOR = "The mayor of Marnau said on Tuesday that the harbour wall would be mended by spring."
HURT = "Four people of Marnau went to the hospital of St. Anna with broken bones, doctors said."


def article(name: str, hours: float | None, title: str, *text: str) -> Article:
    return Article(
        name,
        CleanText(title),
        text=CleanText(" ".join(text)),
        outlet=CleanText(f"The {name.title()} Post"),
        published=None if hours is None else MONDAY + timedelta(hours=hours),
        lang="en",
    )


def told(articles: list[Article], count: int) -> list[str]:
    return [one.text for one in summarise(articles, Sentences(count))]


@pytest.mark.parametrize(("hours", "kept"), [(40, False), (6, True), (None, True)])
def test_what_has_passed_is_not_told_as_it_was(hours: float | None, kept: bool) -> None:
    first = article("alder", None if hours is None else 0, "Tram hits wall", SEARCH, CRASH, DAMAGE)
    later = article("birch", hours, "Tram driver held", ARREST, MAYOR)
    found = told([first, later], 2)
    assert found
    if not kept:
        assert SEARCH not in found
    assert SEARCH in told([first, later], 5)  # there is nothing better to tell


def test_an_echo_moves_nothing() -> None:
    first = article("alder", 0, "Tram hits wall", SEARCH, CRASH, DAMAGE, MAYOR)
    before = summarise([first], Sentences(2))
    echo = article("birch", 40, "Tram hits wall of Marnau", SEARCH, CRASH)
    after = summarise([first, echo], Sentences(2), earlier=before)
    assert [one.text for one in after] == [one.text for one in before]


def test_an_article_alone_is_told_as_it_is() -> None:
    assert SEARCH in told([article("alder", 0, "Tram hits wall", SEARCH, CRASH)], 2)


def test_a_summary_opens_with_what_happened() -> None:
    crash = article("alder", 0, "Green tram hits harbour wall of Marnau", CRASH, HURT)
    others = [
        article("birch", 3, "Hospital of St. Anna takes four", HURT, "Doctors expect no worse."),
        article("cedar", 5, "Green tram and harbour wall of Marnau", MAYOR, DAMAGE),
    ]
    for count in (1, 2, 3):
        found = told([crash, *others], count)
        assert found[0] != HURT or len(found) == 1


WILL_VOTE = "The council of Marnau will vote on Thursday on a loan for the harbour wall."
VOTED = "The council of Marnau voted on Tuesday for a loan for the harbour wall, seven to four."
NO_PRICE = "No price was agreed for the trams a day before the mayors meet in Orla."
SIGNED = "The mayors signed the purchase of the trams for forty million crowns in Orla."


@pytest.mark.parametrize(
    ("before", "after", "hours"),
    [
        (WILL_VOTE, VOTED, 30.0),  # told as done
        (WILL_VOTE, MAYOR, 24.0 * 4),  # its day is over
        (NO_PRICE, SIGNED, 24.0 * 3),
    ],
)
def test_a_plan_that_came_true_does_not_stand_above_the_news(
    before: str, after: str, hours: float
) -> None:
    first = article("alder", 0, "Marnau", before, CRASH)
    later = article("birch", hours, "Marnau and Orla", after, HURT)
    found = told([first, later], 3)
    assert before not in found
    assert after in found
    assert before in told([first], 2)


@pytest.mark.parametrize(
    ("plan", "news", "done"),
    [
        (WILL_VOTE, VOTED, True),
        (WILL_VOTE, "The council of Marnau has not voted on a loan for the wall.", False),
        (WILL_VOTE, "The council of Marnau would have voted for the harbour wall.", False),
        (WILL_VOTE, "The school of Orla voted for a new song.", False),
        ("The mayors are to meet in Orla on trams.", "The mayors met in Orla on trams.", True),
        ("The firm will be sold to Oster by May.", "The firm was sold to Oster.", True),
        (VOTED, VOTED, False),  # no plan
    ],
)
def test_whether_news_tells_as_done_what_was_planned(plan: str, news: str, done: bool) -> None:
    assert is_done(plan, news) is done


@pytest.mark.parametrize(
    ("text", "days", "over"),
    [
        (WILL_VOTE, 3, False),  # it is Thursday
        (WILL_VOTE, 4, True),
        ("The council will vote tomorrow.", 1, False),
        ("The council will vote tomorrow.", 2, True),
        ("The council will vote next Thursday.", 4, False),
        ("The mayor said on Monday that the wall will be mended.", 9, False),
        ("The council will be asked, the mayor said on Monday.", 9, False),
        ("The council will hear of Monday's crash.", 9, False),
    ],
)
def test_whether_the_day_of_a_plan_is_over(text: str, days: int, over: bool) -> None:
    assert day_is_over(text, MONDAY, MONDAY + timedelta(days=days)) is over
