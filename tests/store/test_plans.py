"""What faces ask for all the time is found by an index, however much is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from briefing.edition import build
from briefing.models import Mark
from briefing.store.connection import Store
from briefing.store.filters import Filter

GROWING = {
    *("article", "body", "entry", "reading", "place", "line"),
    *("story", "summary", "clash", "question", "evidence", "change_item"),
}
"""Tables with a row for each thing that was ever stored."""


def plans(store: Store, asked: Callable[[], object]) -> dict[str, list[str]]:
    """Each statement that a call runs, with the steps of its plan."""
    statements: list[str] = []
    connection = store.db.connection
    connection.set_trace_callback(statements.append)
    try:
        asked()
    finally:
        connection.set_trace_callback(None)
    told = {}
    for sql in dict.fromkeys(statements):
        if sql.lstrip().lower().startswith(("select", "update", "delete", "insert")):
            rows = connection.execute(f"explain query plan {sql}").fetchall()
            told[sql] = [row[3] for row in rows]
    assert told
    return told


def scanned(steps: list[str]) -> list[str]:
    """Growing tables that are read from end to end, without an index to stop in."""
    return [
        step
        for step in steps
        if step.startswith("SCAN ") and step.split()[1] in GROWING and "USING" not in step
    ]


READS = {
    "the list": lambda store, now: store.stories.rows(limit=100),
    "the next page": lambda store, now: store.stories.rows(limit=100, offset=100),
    "what is left": lambda store, now: store.stories.count(most=1_000),
    "the list of a day": lambda store, now: store.stories.rows(Filter(since=now), limit=20),
    "what came since": lambda store, now: store.stories.rows(Filter(arrived=now), limit=20),
    "the list by time": lambda store, now: store.stories.rows(limit=100, by_time=True),
    "done": lambda store, now: store.stories.rows(Filter(done=True), limit=100),
    "followed": lambda store, now: store.stories.rows(Filter(done=None, followed=True)),
    "saved": lambda store, now: store.stories.rows(Filter(done=None, saved=True)),
    "a story": lambda store, now: store.stories.view("art-000"),
    "the digest": lambda store, now: build(
        store, now, since=now, asked=Filter(since=now - timedelta(hours=36)), top=20
    ),
    "questions": lambda store, now: store.questions.all(limit=100),
    "feeds": lambda store, now: store.feeds.all(),
    "articles": lambda store, now: store.articles.newest(100),
    "more articles": lambda store, now: store.articles.newest(100, before="art-003"),
    "articles of a feed": lambda store, now: store.articles.newest(
        100, feed="https://pier.example/feed"
    ),
    "the window": lambda store, now: store.articles.window(now - timedelta(days=4)),
    "the window, remembered": lambda store, now: store.articles.remembered(
        now - timedelta(days=4), bool
    ),
    "what waits": lambda store, now: (
        store.articles.waiting(),
        store.articles.ungrouped(),
        store.search.waiting(),
    ),
    "what to tell": lambda store, now: store.stories.dirty(),
    "search": lambda store, now: store.search.stories("bridge"),
    "ranked search": lambda store, now: store.search.find("bridge", ranked=True),
    "what a feed brought": lambda store, now: store.feeds.known("https://pier.example/feed"),
}
WRITES = {
    "done": lambda store, now: store.state.mark(Mark.DONE, ["art-000"], on=True, now=now),
    "follow": lambda store, now: store.state.mark(Mark.FOLLOW, ["art-001"], on=True, now=now),
    "look": lambda store, now: store.state.look("art-002"),
    "undo": lambda store, now: store.state.undo(now),
}


@pytest.mark.parametrize("name", READS)
def test_reading_never_goes_through_a_table(world, name: str) -> None:
    world.store.search.index()
    for sql, steps in plans(world.store, lambda: READS[name](world.store, world.now)).items():
        assert scanned(steps) == [], (sql, steps)


@pytest.mark.parametrize("name", WRITES)
def test_deciding_never_goes_through_a_table(world, name: str) -> None:
    world.store.state.mark(Mark.SAVE, ["art-003"], on=True, now=world.now)
    for sql, steps in plans(world.store, lambda: WRITES[name](world.store, world.now)).items():
        assert scanned(steps) == [], (sql, steps)


@pytest.mark.parametrize("name", ["the list", "done", "followed", "saved", "questions"])
def test_lists_come_in_the_order_of_an_index(world, name: str) -> None:
    told = plans(world.store, lambda: READS[name](world.store, world.now))
    steps = next(steps for sql, steps in told.items() if "order by" in sql)
    assert not any("TEMP B-TREE FOR ORDER BY" in step for step in steps), steps
