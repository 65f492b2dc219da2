"""Many feeds at once, politely: so many in all, so few a host, so much memory."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.errors import FetchError
from briefing.fetch import explain
from briefing.fetch.budget import Budget, Claim
from briefing.fetch.types import Fetched, Limits, Request
from briefing.text import clean

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from briefing.models import FeedState

    _Result = tuple[int, int, FeedState, "Outcome", Claim]
    """An answer behind its feed's place and its own number: what follows is never compared."""

Outcome = Fetched | FetchError


async def sweep(
    states: Sequence[FeedState],
    get: Callable[[Request], Awaitable[Fetched]],
    limits: Limits,
) -> AsyncIterator[tuple[FeedState, Outcome]]:
    """Fetch each feed once and hand the answers out as they come.

    At most ``limits.concurrency`` requests run at once and ``limits.per_host`` to one host.
    The bodies in memory (arriving, waiting, and the one last handed out) never claim more
    than ``limits.held_bytes``: the room of an answer is free again when the next is asked
    for, so a slow consumer slows the sweep. Feeds start in the order given, but a host that
    is busy lets others go first; of the answers that wait, the first in that order is handed out.

    Closing the generator, or cancelling its consumer, ends all requests before it returns.
    """
    line = _Line(states, limits.per_host)
    budget = Budget(limits.held_bytes, limits.body_bytes, limits.concurrency)
    place = {state.url: number for number, state in enumerate(states)}
    results: asyncio.PriorityQueue[_Result] = asyncio.PriorityQueue()
    arrivals = itertools.count()
    running: set[asyncio.Task[None]] = set()

    async def visit(state: FeedState) -> None:
        claim = await budget.open()
        outcome: Outcome
        try:
            request = Request(state.url, state.etag, state.last_modified, hold=claim)
            outcome = await get(request)
            claim.settle(len(outcome.body))
        except FetchError as error:
            outcome = error
            claim.settle(0)
        except Exception as error:  # one feed's fault, even ours, must not stop the others
            outcome = explain.unexpected(clean.host(state.url), error)
            claim.settle(0)
        except BaseException:
            claim.close()
            raise
        results.put_nowait((place[state.url], next(arrivals), state, outcome, claim))

    def fill() -> None:
        while len(running) < limits.concurrency and (state := line.next()) is not None:
            task = asyncio.create_task(visit(state))
            running.add(task)
            task.add_done_callback(partial(left, state))

    def left(state: FeedState, task: asyncio.Task[None]) -> None:
        running.discard(task)
        line.left(state)
        if not stopped:
            fill()

    stopped = False
    try:
        fill()
        for _ in states:
            _, _, state, outcome, claim = await results.get()
            try:
                yield state, outcome
            finally:
                claim.close()
    finally:
        stopped = True
        unfinished = list(running)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)


class _Line:
    """Feeds waiting for their turn, so that no host has more than its share under way."""

    def __init__(self, states: Sequence[FeedState], per_host: int) -> None:
        self._waiting: dict[str, deque[FeedState]] = {}
        self._hosts: dict[str, str] = {}
        # one place in the queue for each request a host may have under way
        self._ready: deque[str] = deque()
        for state in states:
            host = self._hosts[state.url] = _host(state)
            waiting = self._waiting.setdefault(host, deque())
            waiting.append(state)
            if len(waiting) <= per_host:
                self._ready.append(host)

    def next(self) -> FeedState | None:
        """The next feed that may start, None when all that wait must go on waiting."""
        while self._ready:
            waiting = self._waiting[self._ready.popleft()]
            if waiting:
                return waiting.popleft()
        return None

    def left(self, state: FeedState) -> None:
        """A request is done; its host may have another."""
        self._ready.append(self._hosts[state.url])


def _host(state: FeedState) -> str:
    try:
        return (urlsplit(state.url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
