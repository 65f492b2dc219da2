"""The conveyor: feeds -> fetch -> parse -> store, and behind it ``telling``: stories -> store.

Everything dear happens here, once; the faces only read what it stored. Order matters for
safety: each feed's visit is its own transaction, so that whatever ends the process loses at most
the visits that were under way, and articles that were stored but not yet grouped are grouped by
the next refresh.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.errors import BriefingError, FetchError, ParseError
from briefing.fetch import schedule
from briefing.fetch.sweep import sweep
from briefing.fetch.types import Fetched, Limits, Request
from briefing.models import Article, FeedState
from briefing.pool import Pool
from briefing.progress import Event, Fault, FeedRead, Moved, Report, Stage
from briefing.store.connection import Store, open_store
from briefing.telling import Beginning, begin, load, think
from briefing.text.clean import mask
from briefing.values import replace

if TYPE_CHECKING:
    from briefing.fetch.fulltext import FullTexts
    from briefing.parse.worker import Workers
    from briefing.reading import News

MOST_PAGES = 20
"""Pages of articles fetched for one visit of a feed that wants full texts: the newest ones."""

PAGES = 16
"""Those under way at once, of all feeds together: each may take megabytes."""

UNREAD = 8
"""Feeds never read before from which a refresh reads two at a time, in processes that start with
it: the second core is worth its start."""

FIRST = 8
"""Feeds at the head of the reader's list whose stories are told before the others are there, when
nothing is stored yet."""

WAITING = 16 * 1024 * 1024
"""Bytes of answers that may wait to be read: where reading is slower than the network, more in
memory would save no time."""

SEVERAL = 3
"""Feeds that must be out of reach together before this machine is thought to be cut off."""

QUIET = 64
"""Visits that brought nothing, kept in one transaction."""

Get = Callable[[Request], Awaitable[Fetched]]


def limits_of(config: Config) -> Limits:
    """The network's bounds as the reader set them."""
    limits = Limits()
    return replace(
        limits,
        total=config.timeout,
        connect=min(limits.connect, config.timeout),
        read_gap=min(limits.read_gap, config.timeout),
        concurrency=config.concurrency,
        per_host=config.per_host,
        user_agent=config.user_agent or limits.user_agent,
        proxy=config.proxy,
    )


def refresh(
    config: Config,
    now: Callable[[], datetime],
    *,
    force: bool = False,
    accept_moves: bool = False,
    get: Get | None = None,
    tell_of: Callable[[Event], None] = lambda event: None,
) -> Report:
    """Fetch what is due, store it, group it, tell the touched stories.

    Args:
        config: feeds, limits, manner; the store is ``config.store``.
        now: the clock.
        force: visit feeds that are not due yet; Retry-After and 410 still hold.
        accept_moves: believe a permanent redirect at once.
        get: where bodies come from; None is the network. The sample edition brings files.
        tell_of: called with each event as it happens.

    Raises:
        StoreBusy: another refresh is running.
        StoreError: the store cannot be written.
    """
    with open_store(config.store) as store, store.refresh_lock(), Pool() as pool:
        store.feeds.sync(config.feeds)
        conveyor = _Conveyor(config, store, pool, now, tell_of, accept_moves=accept_moves)
        report = asyncio.run(conveyor.run(force, get))
        return replace(report, stories=think(store, config, now(), tell_of, pool))


class _Conveyor:
    """The network's half of one refresh: what is due, fetched, parsed and stored."""

    def __init__(
        self,
        config: Config,
        store: Store,
        pool: Pool,
        now: Callable[[], datetime],
        tell_of: Callable[[Event], None],
        *,
        accept_moves: bool,
    ) -> None:
        self.config = config
        self.store = store
        self.pool = pool
        self.now = now
        self.tell_of = tell_of
        self.accept_moves = accept_moves
        self.limits = limits_of(config)
        self.report = Report()
        self._done = 0
        self._head: frozenset[str] = frozenset()
        """Feeds whose stories are told first."""
        self._first: set[str] = set()
        """Those of them that are not there yet."""
        self._loading = False
        """Whether what thinks is loaded, or being loaded."""
        self._answered = False
        """Whether any server said anything."""
        self._quiet: list[FeedState] = []
        """Visits that brought nothing and are not kept yet."""
        self._reading: set[asyncio.Task[None]] = set()
        self._behind: set[asyncio.Task[None]] = set()
        """What goes on while other feeds are read."""
        self._pages = asyncio.Semaphore(PAGES)

    async def run(self, force: bool, get: Get | None) -> Report:
        """Visit what is due. ``get`` None: over the network."""
        now = self.now()
        if self.accept_moves:
            for state in self.store.feeds.all():
                self._follow_move(state)
        due = [state for state in self.store.feeds.all() if schedule.is_due(state, now, force)]
        if not due:
            return Report()
        if get is not None:
            return await self._sweep(due, get)
        from briefing.fetch.client import Client

        async with Client(self.limits, typed=[feed.url for feed in self.config.feeds]) as client:
            return await self._sweep(due, client.get)

    async def _sweep(self, due: Sequence[FeedState], get: Get) -> Report:
        from briefing.parse.worker import Workers

        self.report = Report(asked=len(due))
        much = sum(not state.body_hash for state in due) >= UNREAD
        hands = 2 if much else 1
        if len(due) > 2 * FIRST and not any(state.last_ok for state in due):
            self._head = frozenset(state.url for state in due[:FIRST])
            self._first = set(self._head)
        limits = replace(self.limits, held_bytes=min(self.limits.held_bytes, WAITING))
        pages = None
        if any(state.full_text for state in due):
            from briefing.fetch.fulltext import FullTexts

            pages = FullTexts(get)
        try:
            with Workers(hands) as workers:
                if much:
                    workers.start()
                if self._first:
                    self._load()
                async for state, answer in sweep(due, get, limits):
                    if (after := self._nothing_new(state, answer)) is not None:
                        self._keep_quiet(after)
                    else:
                        assert isinstance(answer, Fetched)
                        # One more for each process than it reads: none waits for this one.
                        await _settled(self._reading, 2 * hands - 1)
                        visit = self._take(state, answer, workers, pages)
                        self._reading.add(asyncio.create_task(visit))
                await _settled(self._reading)
                await _settled(self._behind)
        finally:
            await _dropped(self._reading | self._behind)
            self._flush()
        order = {state.url: place for place, state in enumerate(due)}
        failed = sorted(self.report.failed, key=lambda state: order[state.url])
        if not self._answered and len(due) >= SEVERAL:
            now, interval = self.now(), self.config.interval
            failed = [
                schedule.unreached(before, after, now, interval)
                for before, after in zip(due, failed, strict=True)
            ]
            self.store.feeds.visited(failed)
        return replace(self.report, failed=tuple(failed))

    def _nothing_new(self, state: FeedState, answer: Fetched | FetchError) -> FeedState | None:
        """The state after a visit whose answer need not be read, None when it must be."""
        now, interval = self.now(), self.config.interval
        if isinstance(answer, FetchError):
            self._answered = self._answered or answer.status is not None
            return schedule.failed(state, answer, now, interval)
        self._answered = True
        same = answer.status == 304 or (answer.body_hash and answer.body_hash == state.body_hash)
        return schedule.succeeded(state, answer, now, state.ttl, interval) if same else None

    def _keep_quiet(self, after: FeedState) -> None:
        self._quiet.append(after)
        # Only an answer is a reason to move: what was seen of a redirect waits for the next one.
        moves = not after.error and self._address(after)
        if moves or len(self._quiet) >= QUIET:
            self._flush()
        if moves:
            self._follow_move(after)
        self._tell(after, 0)

    def _flush(self) -> None:
        if self._quiet:
            self.store.feeds.visited(self._quiet)
            self._quiet = []

    def _tell(self, after: FeedState, new: int, changed: int = 0) -> None:
        """Count a visit that is over."""
        self._done += 1
        report = self.report
        self.report = replace(
            report,
            new=report.new + new,
            changed=report.changed + changed,
            unchanged=report.unchanged + (not (after.error or new or changed)),
            failed=(*report.failed, after) if after.error else report.failed,
        )
        self.tell_of(FeedRead(self._done, report.asked, after, new))
        if after.url in self._first:
            self._first.discard(after.url)
            if not self._first:
                self._behind.add(asyncio.create_task(self._begin()))

    def _load(self) -> None:
        """Let what thinks be loaded, in another process, while the network is waited for."""
        if not self._loading and not self.pool.alone:
            self._loading = True
            self.pool.beside(load, None)

    async def _begin(self) -> None:
        """Have the first stories told: somebody may wait before an empty screen."""
        config = replace(self.config, feeds=())
        wanted = Beginning(self.store.path, config, self.now(), self._head)
        try:
            told = await asyncio.wrap_future(self.pool.beside(begin, wanted))
        except BriefingError:
            pass  # a full disk, say: what comes after it meets it too, and tells it
        except Exception as error:
            # It must not stop the sweep. All is thought over once more at the end.
            self.tell_of(Fault("", f"the first stories could not be told ({_told(error)})"))
        else:
            self.tell_of(Stage("telling", told, told))
        # There is nothing more to think until all is there, and what parses needs the memory.
        self.pool.renew()

    async def _take(
        self, state: FeedState, answer: Fetched, workers: Workers, pages: FullTexts | None
    ) -> None:
        """Read one answer and keep what is new in it."""
        from briefing.reading import read

        now, interval = self.now(), self.config.interval
        try:
            news = await read(state, answer, self.store.feeds, workers, now)
        except ParseError as error:
            self._keep_quiet(schedule.failed(state, error, now, interval))
            return
        if news is None:
            self._keep_quiet(schedule.succeeded(state, answer, now, state.ttl, interval))
            return
        after = replace(
            schedule.succeeded(state, answer, now, news.feed.ttl, interval),
            title=news.feed.title or state.title,
            site=news.feed.site or state.site,
        )
        if pages and state.full_text and news.intents.new:
            # Pages come when they come; other feeds are read meanwhile.
            visit = self._complete(after, news, pages)
            self._behind.add(asyncio.create_task(visit))
        else:
            self._keep(after, news)

    async def _complete(self, after: FeedState, news: News, pages: FullTexts) -> None:
        """Keep a visit once its newest teasers are completed from their pages."""
        from briefing.text.language import told_in

        turns = asyncio.Semaphore(self.limits.per_host)
        faults: list[str] = []

        async def completed(article: Article) -> Article:
            async with turns, self._pages:
                try:
                    text = await pages.text(article.url)
                except Exception as error:
                    # The item is shown with what its feed brought; one page's fault, even ours,
                    # must not stop the refresh.
                    faults.append(f"the page {mask(article.url)} was not read ({_told(error)})")
                    return article
                lang = told_in(article.title, text or article.body, article.lang)
                return replace(article, text=text, lang=lang)

        new = news.intents.new
        wanted = [article for article, _ in new if article.url and not article.text]
        found = await asyncio.gather(*(completed(article) for article in wanted[:MOST_PAGES]))
        for what in faults[:1]:  # the others are most likely the same
            self.tell_of(Fault("", what))
        texts = {article.id: article for article in found}
        full = tuple((texts.get(article.id, article), keys) for article, keys in new)
        self._keep(after, replace(news, intents=replace(news.intents, new=full)))

    def _keep(self, after: FeedState, news: News) -> None:
        found = news.intents
        if found.new or found.changed:
            self._load()
        stored = self.store.feeds.record(
            after, found.new, found.changed, found.renamed, now=self.now(), spans=news.spans
        )
        self._follow_move(after)
        self._tell(after, stored, len(found.changed))

    def _address(self, state: FeedState) -> str:
        """Where a feed has moved to for good, "" when it has not."""
        return schedule.new_address(state, self.now(), self.accept_moves)

    def _follow_move(self, state: FeedState) -> None:
        """A feed that has moved for good takes its articles and its place in the list along."""
        url, address = state.url, self._address(state)
        if not address:
            return
        if self.config.source is not None:
            from briefing.feeds.subscriptions import readdress

            try:
                readdress(self.config.source, url, address)
            except BriefingError:
                # The list cannot be written now; the redirect is followed until it can.
                return
        self.store.feeds.move(url, address)
        self.tell_of(Moved(url, address))


async def _settled(tasks: set[asyncio.Task[None]], most: int = 0) -> None:
    """Wait until at most so many are under way; what one of them raised is raised."""
    while len(tasks) > most:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        tasks -= done
        for task in done:
            task.result()


async def _dropped(tasks: set[asyncio.Task[None]]) -> None:
    """End what is still under way."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
