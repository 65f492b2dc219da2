"""The session over the real store: what is decided is there after a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.models import (
    Analysed,
    CleanText,
    Grouping,
    KnownEntry,
    Placement,
    QuestionStatus,
    StoryRow,
    StoryStatus,
    StoryView,
    Subscription,
    Why,
)
from briefing.store.connection import open_store
from briefing.tui.filters import NO_FILTER, View, read
from briefing.tui.session import Session
from briefing.tui.shelf import StoreShelf, open_shelf
from briefing.wording import named

from .conftest import Driven, Watched
from .fake_desk import FakeShelf
from .sample import NOW, edition


def fill(path: Path) -> None:
    """The invented edition, stored as a refresh would."""
    with open_store(path) as store:
        views = edition()
        feeds = {item.article.feed: item.article.outlet for v in views for item in v.articles}
        store.feeds.sync(Subscription(url, outlet=name) for url, name in feeds.items())
        for url in feeds:
            state = store.feeds.get(url)
            assert state is not None
            new = [
                (item.article, KnownEntry(item.article.id, item.article.id, item.article.url,
                                          item.article.id, item.article.id))
                for view in views for item in view.articles if item.article.feed == url
            ]  # fmt: skip
            store.feeds.record(replace(state, last_ok=NOW), new, now=NOW)
        store.stories.place(
            Grouping(
                tuple(
                    Placement(item.article.id, view.row.id, item.why)
                    for view in views
                    for item in view.articles
                )
            )
        )
        store.stories.write([analysed(view) for view in views])
        while store.search.index():
            pass


def analysed(view: StoryView) -> Analysed:
    """A story as the thinking rooms would have told it."""
    return Analysed(
        view.row.id,
        view.row.title,
        tuple(item.article for item in view.articles),
        {item.article.id: item.why for item in view.articles},
        {},
        view.summary,
        view.questions,
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("filled") / "store.sqlite"
    fill(path)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, filled: bytes) -> Path:
    place = tmp_path / "store.sqlite"
    place.write_bytes(filled)
    return place


@asynccontextmanager
async def session_over(path: Path) -> AsyncIterator[Driven]:
    app = Watched(Session(store=path, now=lambda: NOW), open_shelf)
    async with app.run_test(size=(100, 30)) as pilot:
        driven = Driven(app, pilot, FakeShelf([]))
        await driven.settle()
        yield driven


async def test_triage_is_there_after_a_restart_and_can_be_undone(path: Path) -> None:
    async with session_over(path) as session:
        assert len(session.main.pane.items) == 12
        await session.press("f", "j", "d", "d", "s")
        assert "Storm Edda" in session.title
        await session.press("q")
    async with session_over(path) as session:
        assert len(session.main.pane.items) == 9
        await session.type("u" * 4)
        assert "Nothing left" not in session.main.spoken
        await session.press("1")
        assert len(session.main.pane.items) == 12
        row = session.main.pane.items[0]
        assert row.followed is False  # type: ignore[union-attr]
        await session.press("u")
        assert "Nothing left to undo" in session.main.spoken


async def test_all_to_the_end(path: Path) -> None:
    async with session_over(path) as session:
        await session.type("d" * 12)
        assert "You are done" in await session.picture()
        await session.press("1")
        assert session.main.pane.items == []
        await session.type("u" * 12)
        await session.press("1")
        assert len(session.main.pane.items) == 12


async def test_reading_looks_and_evidence_is_found(path: Path) -> None:
    async with session_over(path) as session:
        await session.press("e")
        lines = session.main.page.page.lines
        assert any(run.role == "evidence" for line in lines for run in line.runs)
    with open_store(path) as store:
        row = store.stories.row("a1")
        assert row is not None
        assert row.status is StoryStatus.SEEN


async def test_search_filter_questions(path: Path) -> None:
    async with session_over(path) as session:
        await session.type("/converter", "enter")
        assert [item.id for item in session.main.pane.items] == ["b1"]  # type: ignore[union-attr]
        await session.press("q", "2", "c")
        await session.press("4")
        assert len(session.main.pane.items) == 4


def test_the_shelf_answers_for_every_list(path: Path) -> None:
    shelf = StoreShelf(open_store(path), lambda: NOW, timedelta(hours=6))
    try:
        assert len(shelf.rows(View.ALL, NO_FILTER)) == 12
        assert [row.id for row in shelf.rows(View.BRIEFING, NO_FILTER)] == ["a1", "b1"]
        assert [row.id for row in shelf.rows(View.ALL, read("outlet:bay -ferries"))]
        for view in View:
            shelf.rows(view, NO_FILTER)
        shelf.mute_term("ferries", True)
        assert shelf.muted_terms() == ("ferries",)
        assert "a1" in {row.id for row in shelf.rows(View.MUTED, NO_FILTER)}
        assert shelf.undo()
        shelf.answer("q1", QuestionStatus.ANSWERED)
        assert "q1" not in {line.question.id for line in shelf.questions(NO_FILTER)}
        assert shelf.story("no such story") is None
        shelf.split("a1", "a4")
        view = shelf.story("a1")
        assert view is not None
        assert len(view.articles) == 3
        assert shelf.undo()
    finally:
        shelf.close()


def test_a_feed_is_taken_off_the_list_and_put_back(path: Path) -> None:
    config = path.with_name("config.toml")
    store = open_store(path)
    before = "".join(
        f'[[feeds]]  # {place}\nurl = "{one.url}"\noutlet = "{one.outlet}"\n'
        for place, one in enumerate(store.feeds.all())
    )
    config.write_text(before)
    shelf = StoreShelf(store, lambda: NOW, config=config)
    try:
        feeds = shelf.feeds()
        assert not shelf.unfollow("https://nobody.example/")
        assert shelf.unfollow(feeds[1].url)
        assert [one.url for one in shelf.feeds()] == [one.url for one in (*feeds[:1], *feeds[2:])]
        assert feeds[1].url not in config.read_text()
    finally:
        shelf.close()
    again = StoreShelf(open_store(path), lambda: NOW, config=config)
    try:
        assert again.undo() == f'Followed again: "{named(feeds[1])}"'
        assert [one.url for one in again.feeds()] == [one.url for one in feeds]
        assert config.read_text() == before
        assert again.redo() == f'No longer followed: "{named(feeds[1])}"'
        assert feeds[1].url not in config.read_text()
    finally:
        again.close()


async def test_done_is_about_what_was_shown(path: Path) -> None:
    """An article that came after the list was painted is news, whenever the key is pressed."""
    async with session_over(path) as session:
        late = replace(
            edition()[0].articles[0].article, id="late", title=CleanText("Nordline backs out"),
            url="https://harborledger.example/late",
        )  # fmt: skip
        with open_store(path) as store:
            state = store.feeds.get(late.feed)
            assert state is not None
            known = KnownEntry("late", "late", late.url, "late", "late")
            store.feeds.record(state, [(late, known)], now=NOW + timedelta(minutes=5))
            store.stories.place(Grouping((Placement("late", "a1", Why()),)))
            store.stories.write([analysed(store.stories.view("a1"))])
        await session.press("d")
        await session.press("1")
        row = session.main.pane.find("a1")
        assert isinstance(row, StoryRow)
        assert row.status is StoryStatus.UPDATED
        assert row.fresh == 1
