"""A story told anew as articles come: what is new, what is furniture, where reports differ."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.analysis import Earlier, Manner, brief, tell
from briefing.config import Config
from briefing.digest import text
from briefing.models import Article, CleanText, Edition, KnownEntry, StoryStatus, Subscription
from briefing.refresh import think
from briefing.store.connection import Store, open_store
from briefing.wording import new_first

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
PIER = "https://pier.example/feed"
LINE = "The Pier has told the people of this coast the news since 1901."
TOPICS = (
    "The tram to Elm Hill stopped for an hour after a tree fell on its wires.",
    "A baker in Marnau won the prize for the best rye bread of the province.",
    "Growers of the Sorrel valley picked the first apples of the year on Sunday.",
    "The museum of clocks opens a second hall with three hundred watches in May.",
    "A swimmer crossed the Gannet sound in four hours and nineteen minutes.",
)


def article(
    name: str, title: str, body: str, hours: float = 0, outlet: str = "The Pier"
) -> Article:
    return Article(
        id=name,
        title=CleanText(title),
        teaser=CleanText(body.partition("\n")[0]),
        text=CleanText(body),
        url=f"https://pier.example/{name}",
        outlet=CleanText(outlet),
        feed=PIER,
        published=NOW + timedelta(hours=hours),
        arrived=NOW + timedelta(hours=max(hours, 0)),
        lang="en",
    )


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "news.db") as opened:
        opened.feeds.sync([Subscription(PIER, outlet=CleanText("The Pier"))])
        yield opened


def arrive(store: Store, now: datetime, *articles: Article) -> None:
    state = store.feeds.get(PIER)
    assert state is not None
    entries = [(one, KnownEntry(one.id, one.id, one.id, one.id, one.id)) for one in articles]
    store.feeds.record(state, entries, now=now)
    think(store, Config(), now)


FERRY = (
    "Ferry Halcyon runs aground off Port Quillon",
    "The ferry Halcyon ran aground off Port Quillon early on Friday with 210 people aboard.\n"
    "All passengers were taken off in lifeboats before noon.\n"
    "The coastguard said that the ship had left its course in the fog.",
)
LATER = (
    "Ferry Halcyon off Port Quillon: captain is questioned",
    "The captain of the ferry Halcyon, which ran aground off Port Quillon, was questioned by"
    " prosecutors on Friday evening about his use of a telephone.",
)


def test_what_came_since_the_reader_looked_comes_first(store: Store) -> None:
    arrive(store, NOW, article("a", *FERRY))
    before = store.stories.view("a")
    assert before.row.status is StoryStatus.NEW
    assert new_first(before) == ((), before.summary)
    store.state.look("a")
    arrive(store, NOW + timedelta(hours=3), article("b", *LATER, hours=3))
    view = store.stories.view("a")
    assert view.row.status is StoryStatus.UPDATED
    fresh, earlier = new_first(view)
    assert [one.article for one in fresh] == ["b"]
    assert set(earlier) < set(before.summary)
    now = NOW + timedelta(hours=4)
    page = text.render(Edition(generated=now, since=None, stories=(view,)))
    assert page.index("New:") < page.index("The captain") < page.index("Earlier:")
    store.state.look("a")
    assert new_first(store.stories.view("a")) == ((), view.summary)


def test_what_an_outlet_prints_under_everything_is_learnt_and_left_out(store: Store) -> None:
    news = [article(f"n{n}", topic[4:40], f"{topic}\n{LINE}", -n) for n, topic in enumerate(TOPICS)]
    arrive(store, NOW, *news[:2])
    assert LINE in [one.text for one in store.stories.view("n0").summary]
    arrive(store, NOW, *news[2:])
    for name in ("n2", "n3", "n4"):
        assert [one.text for one in store.stories.view(name).summary] == [
            TOPICS[int(name[1])],
        ]


def test_brief_learns_from_the_documents_of_the_same_run() -> None:
    news = [
        article(f"n{n}", f"Report number {n}", f"{topic}\n{LINE}") for n, topic in enumerate(TOPICS)
    ]
    groups = [one.id for one in news]
    for told, topic in zip(brief(news, Manner(), groups=groups), TOPICS, strict=True):
        assert [one.text for one in told.summary] == [topic]
    few = brief(news[:2], Manner(), groups=groups[:2])
    assert all(LINE in [one.text for one in told.summary] for told in few)


def test_a_story_names_where_its_reports_differ() -> None:
    one = article("a", "Ferry aground", "Fourteen people were hurt on the ferry, crews said.")
    other = article("b", "Ferry", "Seventeen people were hurt on the ferry.", 2, "The Mill")
    told = tell("a", [one, other], {}, Manner())
    assert [clash.figures for clash in told.clashes] == [("Fourteen", "Seventeen")]
    assert tell("a", [one, other], {}, Manner(summary=False)).clashes == ()


def test_a_story_stays_as_it_was_when_nothing_is_added() -> None:
    one = article("a", *FERRY)
    before = tell("a", [one], {}, Manner())
    echo = article("b", FERRY[0], FERRY[1].partition("\n")[0], 2, "The Mill")
    earlier = Earlier(before.summary, fresh=frozenset({"b"}))
    after = tell("a", [one, echo], {}, Manner(), earlier=earlier)
    assert after.copies == {"b": "a"}
    assert [(s.text, s.article) for s in after.summary] == [
        (s.text, s.article) for s in before.summary
    ]
    assert after.summary[0].also == ("The Mill",)
