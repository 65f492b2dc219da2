from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import pytest

from briefing import refresh as conveyor
from briefing.config import Config
from briefing.errors import FetchError
from briefing.fetch.types import Fetched, Request
from briefing.models import CleanText, Subscription
from briefing.progress import Event, Fault, FeedRead, Stage
from briefing.store.connection import open_store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PLACES = ("Quillon", "Harrow", "Tarn", "Selby", "Osk", "Merrow", "Lund", "Pell", "Varn", "Ide")


def body(n: int) -> bytes:
    """A feed of one item that is like no other's."""
    place = PLACES[n % 10]
    return (
        f"<rss version='2.0'><channel><title>Paper {n}</title><item><guid>{n}</guid>"
        f"<link>https://paper{n}.example/{n}</link><title>Mayor {n} of {place} opens bridge {n}"
        f"</title><description>The bridge {n} at {place} was opened on Monday.</description>"
        f"<pubDate>Mon, 23 Nov 2026 {n % 24:02}:00:00 GMT</pubDate></item></channel></rss>"
    ).encode()


async def get(request: Request) -> Fetched:
    n = int(request.url.removeprefix("https://paper").partition(".")[0])
    if n % 7 == 5:
        raise FetchError("not found (404)", "check the address", status=404)
    data = body(n)
    digest = blake2b(data, digest_size=16).hexdigest()
    return Fetched(200, data, body_hash=digest, final_url=request.url, etag=f'"{n}"')


@pytest.fixture
def config(tmp_path: Path) -> Callable[[int], Config]:
    def made(feeds: int) -> Config:
        followed = tuple(
            Subscription(f"https://paper{n}.example/feed", outlet=CleanText(f"Paper {n}"))
            for n in range(feeds)
        )
        return Config(feeds=followed, store=tmp_path / "news.db")

    return made


def test_first_stories_are_told_while_the_rest_is_read(config) -> None:
    events: list[Event] = []
    report = conveyor.refresh(config(30), lambda: NOW, get=get, tell_of=events.append)
    assert (report.asked, report.new, len(report.failed)) == (30, 26, 4)
    told = [n for n, event in enumerate(events) if isinstance(event, Stage) and event.done]
    read = [n for n, event in enumerate(events) if isinstance(event, FeedRead)]
    # on a busy machine the rest may be read as soon as they are; they are told by themselves
    assert told[0] < told[-1]
    assert read
    with open_store(config(30).store) as store:
        assert store.articles.counts()[0] == 26
        assert not store.articles.ungrouped()
        assert not store.stories.dirty()
        assert not store.search.waiting()


def test_a_fault_in_the_first_stories_does_not_stop_the_sweep(config, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(conveyor, "begin", broken)
    events: list[Event] = []
    assert conveyor.refresh(config(30), lambda: NOW, get=get, tell_of=events.append).new == 26
    (fault,) = (event for event in events if isinstance(event, Fault))
    assert not fault.story
    assert "first stories" in fault.what


def test_an_unchanged_refresh_reads_and_thinks_nothing(config, monkeypatch) -> None:
    first = conveyor.refresh(config(12), lambda: NOW, get=get)
    assert (first.new, first.unchanged) == (11, 0)
    monkeypatch.setattr("briefing.reading.read", None)
    monkeypatch.setattr("briefing.analysis.tell", None)
    again = conveyor.refresh(config(12), lambda: NOW, get=get, force=True)
    assert (again.asked, again.new, again.unchanged, again.stories) == (12, 0, 11, 0)
    with open_store(config(12).store) as store:
        (failed,) = store.feeds.failed()
        assert (failed.url, failed.failures) == ("https://paper5.example/feed", 2)


def test_a_new_version_tells_the_stories_of_before_anew(config, monkeypatch) -> None:
    told = conveyor.refresh(config(3), lambda: NOW, get=get).stories
    assert told
    assert conveyor.refresh(config(3), lambda: NOW, get=get, force=True).stories == 0
    monkeypatch.setattr("briefing.telling.TELLING", 0)
    assert conveyor.refresh(config(3), lambda: NOW, get=get, force=True).stories == told


def test_a_machine_that_is_cut_off_blames_no_feed(config) -> None:
    async def nothing(request: Request) -> Fetched:
        raise FetchError("cannot be reached", "check your network connection")

    async def refused(request: Request) -> Fetched:
        raise FetchError("not found (404)", "check the address", status=404)

    followed = config(4)

    def failures(get) -> set[int]:
        report = conveyor.refresh(followed, lambda: NOW, force=True, get=get)
        assert len(report.failed) == 4
        with open_store(followed.store) as store:
            states = list(store.feeds.all())
        assert all(state.error for state in states)
        if get is nothing:
            assert {state.next_due for state in states} == {NOW + followed.interval}
        return {state.failures for state in states}

    assert failures(nothing) == failures(nothing) == failures(nothing) == {1}
    # an answer is an answer
    assert failures(refused) == {2}
    assert failures(nothing) == {2}


def test_a_move_that_is_sure_waits_for_an_answer(config) -> None:
    async def nothing(request: Request) -> Fetched:
        raise FetchError("cannot be reached", "check your network connection")

    followed = config(4)
    old, new = followed.feeds[1].url, "https://paper1.example/moved"
    with open_store(followed.store) as store:
        store.feeds.sync(followed.feeds)
        (state,) = (state for state in store.feeds.all() if state.url == old)
        since = NOW - timedelta(hours=25)
        store.feeds.visited([replace(state, moved_to=new, moved_count=3, moved_since=since)])
    assert len(conveyor.refresh(followed, lambda: NOW, get=nothing).failed) == 4
    with open_store(followed.store) as store:
        assert store.feeds.get(old) is not None
        assert store.feeds.get(new) is None

    async def moved(request: Request) -> Fetched:
        return replace(await get(request), moved_to=new if request.url == old else "")

    conveyor.refresh(followed, lambda: NOW, get=moved, force=True)
    with open_store(followed.store) as store:
        assert store.feeds.get(old) is None
        assert store.feeds.get(new) is not None


def test_a_fault_on_a_page_costs_only_its_full_text(config) -> None:
    async def faulty(request: Request) -> Fetched:
        if not request.url.endswith("/feed"):
            raise RuntimeError("a fault of ours")
        return await get(request)

    followed = config(3)
    full = tuple(replace(feed, full_text=True) for feed in followed.feeds)
    events: list[Event] = []
    report = conveyor.refresh(
        replace(followed, feeds=full), lambda: NOW, get=faulty, tell_of=events.append
    )
    assert (report.new, report.failed) == (3, ())
    faults = [event.what for event in events if isinstance(event, Fault)]
    assert len(faults) == 3
    assert all("RuntimeError: a fault of ours" in what for what in faults)


def test_pages_of_all_feeds_together_are_bounded(config) -> None:
    under_way, most, arrived = 0, 0, 0

    async def slow(request: Request) -> Fetched:
        nonlocal under_way, most, arrived
        if request.url.endswith("/feed"):
            n = int(request.url.removeprefix("https://paper").partition(".")[0])
            return Fetched(200, body(n), final_url=request.url)
        under_way += 1
        most = max(most, under_way)
        arrived += 1
        # as long as others may still begin
        for _ in range(1000):
            await asyncio.sleep(0)
        under_way -= 1
        raise FetchError("not found (404)", "check the address", status=404)

    followed = config(2 * conveyor.PAGES)
    full = tuple(replace(feed, full_text=True) for feed in followed.feeds)
    report = conveyor.refresh(replace(followed, feeds=full), lambda: NOW, get=slow)
    assert report.new == len(full)
    assert arrived >= len(full)
    assert 1 < most <= conveyor.PAGES
