"""A story that moves on, and how its summary opens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefing.models import Article, CleanText
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
