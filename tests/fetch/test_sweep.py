from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from briefing.errors import FetchError
from briefing.fetch.budget import Budget
from briefing.fetch.client import Client
from briefing.fetch.sweep import sweep
from briefing.fetch.types import Fetched, Limits, Request
from briefing.models import FeedState

from .server import HOSTS, Server, answer, raw, redirect


def feeds(*urls: str) -> list[FeedState]:
    return [FeedState(url) for url in urls]


async def test_each_feed_comes_back_once_with_what_it_brought():
    async def get(request: Request) -> Fetched:
        if "bad" in request.url:
            raise FetchError("bad.example: no such host", "check it")
        if "bug" in request.url:
            raise KeyError("oops")
        return Fetched(200, request.etag.encode())

    states = [
        FeedState("http://a.example/", etag="A"),
        FeedState("http://bad.example/"),
        FeedState("http://bug.example/"),
        FeedState("http://[/"),
        FeedState("http://a.example/"),
    ]
    outcomes = {}
    async for state, outcome in sweep(states, get, Limits()):
        outcomes[id(state)] = outcome
    assert len(outcomes) == 5
    assert outcomes[id(states[0])] == Fetched(200, b"A")
    assert "no such host" in outcomes[id(states[1])].what
    assert "unexpected KeyError" in outcomes[id(states[2])].what


async def test_no_feeds_is_no_work():
    assert [row async for row in sweep([], None, Limits())] == []


async def test_hosts_and_all_together_are_asked_within_their_bounds(server: Server):
    server.routes["/feed"] = raw(0.02, b"HTTP/1.1 200 OK\r\n\r\n<rss/>")
    states = feeds(*(server.url(f"/feed?{n}", host) for host in HOSTS for n in range(5)))
    for state in states:
        server.routes[state.url.partition(str(server.port))[2]] = server.routes["/feed"]
    limits = Limits(concurrency=7)
    async with Client(limits, [state.url for state in states]) as client:
        got = [outcome async for _, outcome in sweep(states, client.get, limits)]
    assert all(isinstance(outcome, Fetched) for outcome in got)
    assert server.most.pop(b"") == 7
    assert set(server.most.values()) == {2}


async def test_a_host_that_others_redirect_to_is_not_overrun(server: Server):
    for n in range(8):
        server.routes[f"/from{n}"] = redirect(server.url(f"/to{n}", HOSTS[5]))
        server.routes[f"/to{n}"] = raw(0.03, b"HTTP/1.1 200 OK\r\n\r\n<rss/>")
    states = feeds(*(server.url(f"/from{n}", HOSTS[n // 2]) for n in range(8)))
    # the wait for one's turn is longer than the deadline, and does not count
    limits = Limits(total=0.1)
    async with Client(limits, [server.url("/", host) for host in HOSTS]) as client:
        got = [outcome async for _, outcome in sweep(states, client.get, limits)]
    assert [outcome for outcome in got if not isinstance(outcome, Fetched)] == []
    assert server.most[f"{HOSTS[5]}:{server.port}".encode()] == 2


async def test_a_slow_host_does_not_hold_up_the_others():
    release = asyncio.Event()

    async def get(request: Request) -> Fetched:
        if "slow" in request.url:
            await release.wait()
        return Fetched(200)

    slow = [f"http://slow.example/{n}" for n in range(20)]
    quick = [f"http://quick{n}.example/" for n in range(20)]
    order = []
    async for state, _ in sweep(feeds(*slow, *quick), get, Limits(concurrency=4)):
        order.append(state.url)
        if len(order) == 20:
            release.set()
    assert set(order[:20]) == set(quick)


# --- memory ---------------------------------------------------------------------------


async def test_a_consumer_that_rests_stops_the_sweep():
    started = []

    async def get(request: Request) -> Fetched:
        started.append(request.url)
        assert request.hold is not None
        await request.hold.grow(50_000)
        return Fetched(200, b"x" * 50_000)

    limits = Limits(concurrency=4, held_bytes=200_000, body_bytes=50_000)
    rows = sweep(feeds(*(f"http://h{n}.example/" for n in range(40))), get, limits)
    held = []
    for _ in range(3):
        held.append(await anext(rows))
        await asyncio.sleep(0.01)
    assert len(started) < 12
    rest = [row async for row in rows]
    assert len(held) + len(rest) == 40


async def test_large_bodies_share_the_memory_there_is(server: Server):
    body = b"x" * 400_000
    for n in range(12):
        server.routes[f"/{n}"] = answer(body)
    states = feeds(*(server.url(f"/{n}", HOSTS[n % 6]) for n in range(12)))
    limits = Limits(held_bytes=1_000_000, body_bytes=500_000, concurrency=12)
    waiting: Counter[str] = Counter()
    async with Client(limits, [state.url for state in states]) as client:
        async for state, outcome in sweep(states, client.get, limits):
            assert isinstance(outcome, Fetched)
            assert len(outcome.body) == 400_000
            waiting[state.url] += 1
            await asyncio.sleep(0.002)
    assert len(waiting) == 12


async def test_a_budget_never_gives_out_more_than_it_has():
    budget = Budget(total=1000, largest=400, concurrency=5)
    running = asyncio.Semaphore(5)

    async def one(size: int) -> None:
        async with running:
            claim = await budget.open()
            try:
                await claim.grow(size)
                await asyncio.sleep(0.001)
                claim.settle(size)
            except asyncio.CancelledError:
                claim.close()
                raise
        await asyncio.sleep(0.001)
        claim.close()

    tasks = [asyncio.create_task(one(n * 37 % 400)) for n in range(60)]
    await asyncio.sleep(0.004)
    for task in tasks[::7]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert 400 <= budget.most_held <= 1000
    whole = [await budget.open() for _ in range(5)]  # and all of it has come back
    await whole[0].grow(400)
    await whole[1].grow(400)


async def test_a_cancelled_claim_gives_its_place_to_the_next():
    budget = Budget(total=100, largest=75, concurrency=1)
    first = await budget.open()
    await first.grow(75)
    second = await budget.open()
    waits = asyncio.create_task(second.grow(75))
    third = asyncio.create_task(budget.open())
    await asyncio.sleep(0)
    waits.cancel()
    await asyncio.sleep(0)
    first.close()
    (await asyncio.wait_for(third, 1)).close()


# --- the end --------------------------------------------------------------------------


async def test_closing_early_ends_every_request():
    ended = []

    async def get(request: Request) -> Fetched:
        if request.url.endswith("0.example/"):
            return Fetched(200)
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(request.url)
        return Fetched(200)

    rows = sweep(feeds(*(f"http://h{n}.example/" for n in range(6))), get, Limits())
    async for _ in rows:
        break
    await rows.aclose()
    assert len(ended) == 5


async def test_cancelling_the_consumer_ends_every_request():
    ended = []

    async def get(request: Request) -> Fetched:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(request.url)
        return Fetched(200)

    async def consume() -> None:
        rows = sweep(feeds("http://a.example/", "http://b.example/"), get, Limits())
        async for _ in rows:
            pass

    task = asyncio.create_task(consume())
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(ended) == 2
