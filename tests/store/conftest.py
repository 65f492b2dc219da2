"""A small store in a file, with invented outlets, that every test of this room starts from."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.models import (
    Analysed,
    Article,
    CleanText,
    Grouping,
    Kind,
    KnownEntry,
    Placement,
    Question,
    QuestionStatus,
    Quote,
    Subscription,
    SummarySentence,
    Why,
)
from briefing.store.connection import Store, open_store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PIER = "https://pier.example/feed"
MILL = "https://mill.example/feed"
TITLES = (
    "Harbour bridge closes for repairs",
    "Ferry operator adds night crossings",
    "Council delays vote on tram line",
    "Orchard growers report late frost",
    "Museum reopens its clock tower",
    "River gauge reaches spring record",
)


@dataclass
class World:
    """An open store and short ways to fill it."""

    path: Path
    store: Store
    now: datetime = NOW
    urls: tuple[str, str] = (PIER, MILL)

    def entry(
        self, n: int, *, feed: str = PIER, hours: float | None = None, **changes: object
    ) -> tuple[Article, KnownEntry]:
        """Article number ``n`` with id ``art-00n``, ``hours`` (default n) before now."""
        values: dict[str, object] = {
            "id": f"art-{n:03}",
            "title": CleanText(TITLES[n % len(TITLES)] + ("" if n < len(TITLES) else f" {n}")),
            "teaser": CleanText(f"What is known about item {n} so far."),
            "text": CleanText(f"Long report {n}.\nWith a second paragraph." if n % 2 else ""),
            "url": f"https://pier.example/{n}",
            "outlet": CleanText("The Pier" if feed == PIER else "Mill Lane Post"),
            "feed": feed,
            "published": NOW - timedelta(hours=n if hours is None else hours),
            "arrived": NOW,
            "lang": "en",
        }
        values.update(changes)
        article = Article(**values)  # type: ignore[arg-type]
        return article, KnownEntry(
            article.id, f"guid-{n}", f"pier.example/{n}", f"title-{n}", f"content-{n}"
        )

    def add(self, *numbers: int, feed: str = PIER, **changes: object) -> int:
        state = self.store.feeds.get(feed)
        assert state is not None
        entries = [self.entry(n, feed=feed, **changes) for n in numbers]  # type: ignore[arg-type]
        return self.store.feeds.record(state, entries, now=self.now)

    def place(self, **stories: str) -> None:
        """``place(**{"art-000": "art-000 art-001"})``: articles by story id."""
        self.store.stories.place(
            Grouping(
                tuple(
                    Placement(article, story, Why(0.9, (CleanText("bridge"),), (), 1.5))
                    for story, articles in stories.items()
                    for article in articles.split()
                )
            )
        )

    def question(self, id: str, article: str, **changes: object) -> Question:
        values: dict[str, object] = {
            "id": id,
            "question": CleanText(f"When will {id} be known?"),
            "theme": CleanText("timing"),
            "kind": Kind.PENDING,
            "score": 0.5,
            "evidence": (Quote(CleanText("Nobody has said when."), article, 2),),
            "outlets": (CleanText("The Pier"),),
            "status": QuestionStatus.OPEN,
            "shown": True,
            "since": NOW - timedelta(hours=2),
            "last": NOW - timedelta(hours=1),
        }
        values.update(changes)
        return Question(**values)  # type: ignore[arg-type]

    def analyse(
        self,
        story: str,
        *,
        questions: tuple[Question, ...] = (),
        copies: dict[str, str] | None = None,
    ) -> None:
        members = self.store.stories.view(story).articles
        articles = tuple(one.article for one in members)
        told = Analysed(
            id=story,
            title=articles[0].title,
            articles=articles,
            why={one.article.id: one.why for one in members},
            copies=copies or {},
            summary=(SummarySentence(articles[0].teaser, articles[0].id, 1),),
            questions=questions,
        )
        self.store.stories.write([told])

    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.path)


@pytest.fixture
def now() -> datetime:
    return NOW


def make_empty(path: Path) -> World:
    world = World(path, open_store(path))
    world.store.feeds.sync(
        [
            Subscription(PIER, outlet=CleanText("The Pier"), tags=(CleanText("coast"),)),
            Subscription(MILL, title=CleanText("Mill Lane")),
        ]
    )
    return world


def make_world(path: Path) -> World:
    world = make_empty(path)
    world.add(0, 1, 3, 5)
    world.add(2, 4, feed=MILL)
    world.place(
        **{
            "art-000": "art-000 art-001 art-002",
            "art-003": "art-003 art-004",
            "art-005": "art-005",
        }
    )
    world.analyse("art-000", questions=(world.question("q-zero", "art-001"),))
    world.analyse("art-003", questions=(world.question("q-three", "art-003"),))
    world.analyse("art-005")
    return world


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both small stores, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("templates")
    make_empty(folder / "empty.db").store.close()
    make_world(folder / "world.db").store.close()
    return folder


@pytest.fixture
def empty(tmp_path: Path, templates: Path):
    """Two feeds, nothing read yet."""
    path = tmp_path / "news.db"
    shutil.copy(templates / "empty.db", path)
    world = World(path, open_store(path))
    yield world
    world.store.close()


@pytest.fixture
def world(tmp_path: Path, templates: Path):
    """Six articles in three stories: 0+1+2, 3+4, 5; story 0 and 3 have a question each."""
    path = tmp_path / "news.db"
    shutil.copy(templates / "world.db", path)
    world = World(path, open_store(path))
    yield world
    world.store.close()
