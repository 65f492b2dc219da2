"""The conveyor: feeds -> fetch -> parse -> store -> stories, summaries, questions -> store.

The only file that sees every working room. Everything dear happens here, once; the faces only
read what it stored. Order matters for safety: each feed's visit is its own transaction, so that
whatever ends the process loses at most the visit that was under way, and articles that were
stored but not yet grouped are grouped by the next refresh.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefing.analysis import Earlier, Manner, tell
from briefing.config import Config
from briefing.errors import FetchError, ParseError
from briefing.fetch import schedule
from briefing.fetch.sweep import sweep
from briefing.fetch.types import Fetched, Limits, Request, TryLater
from briefing.models import Analysed, Article, FeedState
from briefing.parse.identity import decide
from briefing.parse.worker import Workers
from briefing.store.connection import Store, open_store
from briefing.store.questions import OPEN
from briefing.stories.group import group
from briefing.stories.rank import weight
from briefing.summaries.size import Sentences
from briefing.text.language import detect

WINDOW = timedelta(days=4)
"""An article joins stories that moved within this time before it."""

HISTORY = timedelta(days=14)
"""How far back a first visit's old articles look for stories in the store. A feed added today may
bring items of years ago; they are grouped among themselves instead of reading the whole store."""

BATCH = 50
"""Stories told between two writes: what is told is on the screen soon, and a write costs little."""

Get = Callable[[Request], Awaitable[Fetched]]


@dataclass(frozen=True, slots=True)
class FeedRead:
    """Event: one feed was visited."""

    done: int
    total: int
    state: FeedState
    new: int


@dataclass(frozen=True, slots=True)
class Stage:
    """Event: the work after the network goes on: "stories", "telling", "search"."""

    name: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """Event: a story could not be told; a fault of this program."""

    story: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one refresh did."""

    asked: int = 0
    unchanged: int = 0
    new: int = 0
    stories: int = 0
    """Stories that were told anew."""
    failed: tuple[FeedState, ...] = ()


Event = FeedRead | Stage | Fault


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


def manner_of(config: Config) -> Manner:
    """How stories are told as the reader set it."""
    return Manner(
        size=Sentences(config.sentences),
        summarizer=config.summarizer,
        themes=config.themes,
        most_shown=config.max_questions,
    )


def refresh(
    config: Config,
    now: Callable[[], datetime],
    *,
    force: bool = False,
    get: Get | None = None,
    tell_of: Callable[[Event], None] = lambda event: None,
) -> Report:
    """Fetch what is due, store it, group it, tell the touched stories.

    Args:
        config: feeds, limits, manner; the store is ``config.store``.
        now: the clock.
        force: visit feeds that are not due yet; Retry-After and 410 still hold.
        get: where bodies come from; None is the network. The sample edition brings files.
        tell_of: called with each event as it happens.

    Raises:
        StoreBusy: another refresh is running.
        StoreError: the store cannot be written.
    """
    with open_store(config.store) as store, store.refresh_lock():
        store.feeds.sync(config.feeds)
        report = asyncio.run(_visit(config, store, now, force, get, tell_of))
        told = think(store, config, now(), tell_of)
        return replace(report, stories=told)


async def _visit(
    config: Config,
    store: Store,
    now: Callable[[], datetime],
    force: bool,
    get: Get | None,
    tell_of: Callable[[Event], None],
) -> Report:
    due = [state for state in store.feeds.all() if schedule.is_due(state, now(), force)]
    if not due:
        return Report()
    limits = limits_of(config)
    if get is not None:
        return await _sweep(config, store, now, due, get, limits, tell_of)
    from briefing.fetch.client import Client

    async with Client(limits, typed=[feed.url for feed in config.feeds]) as client:
        return await _sweep(config, store, now, due, client.get, limits, tell_of)


async def _sweep(
    config: Config,
    store: Store,
    now: Callable[[], datetime],
    due: Sequence[FeedState],
    get: Get,
    limits: Limits,
    tell_of: Callable[[Event], None],
) -> Report:
    report = Report(asked=len(due))
    done = 0
    with Workers() as workers:
        async for state, answer in sweep(due, get, limits):
            after, new = await _take(config, store, workers, state, answer, now())
            done += 1
            unchanged = not after.error and not new
            report = replace(
                report,
                new=report.new + new,
                unchanged=report.unchanged + unchanged,
                failed=(*report.failed, after) if after.error else report.failed,
            )
            if moved := schedule.new_address(after, now()):
                _move(config, store, after, moved)
            tell_of(FeedRead(done, len(due), after, new))
    order = {state.url: place for place, state in enumerate(due)}
    return replace(report, failed=tuple(sorted(report.failed, key=lambda s: order[s.url])))


def _move(config: Config, store: Store, state: FeedState, address: str) -> None:
    """A feed that has moved for good: its articles, marks and the reader's list move along."""
    store.feeds.move(state.url, address)
    if config.source is not None:
        from briefing.feeds.subscriptions import readdress

        readdress(config.source, state.url, address)


async def _take(
    config: Config,
    store: Store,
    workers: Workers,
    state: FeedState,
    answer: Fetched | FetchError,
    now: datetime,
) -> tuple[FeedState, int]:
    """One feed's answer into the store; returns its state after the visit and how many are new."""
    interval = config.interval
    if isinstance(answer, FetchError):
        wait = answer.retry_after if isinstance(answer, TryLater) else None
        after = schedule.failed(state, answer, now, interval, wait)
        store.feeds.record(after, now=now)
        return after, 0
    known_body = answer.body_hash and answer.body_hash == state.body_hash
    if answer.status == 304 or known_body:
        after = schedule.succeeded(state, answer, now, None, interval)
        store.feeds.record(after, now=now)
        return after, 0
    try:
        parsed = await workers.parse(
            answer.body, answer.content_type, answer.charset, answer.final_url or state.url
        )
    except ParseError as error:
        after = schedule.failed(state, error, now, interval, None)
        store.feeds.record(after, now=now)
        return after, 0
    after = schedule.succeeded(state, answer, now, parsed.ttl, interval)
    after = replace(after, title=parsed.title or after.title, site=parsed.site or after.site)
    outlet = after.outlet or after.title
    intents = decide(
        state.url, outlet, parsed.entries, store.feeds.known(state.url), now, parsed.lang
    )
    new = [(_with_language(article), entry) for article, entry in intents.new]
    changed = [(_with_language(article), entry) for article, entry in intents.changed]
    return after, store.feeds.record(after, new, changed, now=now)


def _with_language(article: Article) -> Article:
    # What a feed declares is often the template's language, so the words have the last say.
    found = detect(f"{article.title}\n{article.body[:2000]}")
    return replace(article, lang=found) if found and found != article.lang else article


def think(
    store: Store,
    config: Config,
    now: datetime,
    tell_of: Callable[[Event], None] = lambda event: None,
) -> int:
    """Group what is not grouped yet and tell every touched story; returns how many were told."""
    new = store.articles.ungrouped()
    if new:
        tell_of(Stage("stories", 0, len(new)))
        oldest = min((article.when for article in new if article.when), default=now)
        window = store.articles.window(max(oldest, now - HISTORY) - WINDOW)
        store.stories.place(group(new, window, store.state.hand()))
    dirty = store.stories.dirty()
    manner = manner_of(config)
    for start in range(0, len(dirty), BATCH):
        tell_of(Stage("telling", start, len(dirty)))
        batch = dirty[start : start + BATCH]
        told = [_told(store, story, manner, now, tell_of) for story in batch]
        store.stories.write_many(found for found in told if found is not None)
    tell_of(Stage("search"))
    while store.search.index(1000):
        pass
    if config.keep_days:
        store.prune(config.keep_days, now)
    return len(dirty)


def _told(
    store: Store,
    story: str,
    manner: Manner,
    now: datetime,
    tell_of: Callable[[Event], None],
) -> tuple[Analysed, float] | None:
    """One story told anew, with its weight; None when it has no articles any more."""
    view = store.stories.view(story)
    articles = store.stories.articles_of(story)
    if not articles:
        return None
    why = store.stories.why_of(story)
    earlier = Earlier(view.summary, view.questions)
    try:
        told = tell(story, articles, why, manner, earlier=earlier)
    except Exception as error:
        # A fault of ours in one story must not keep all others from the reader, this time and
        # every time after. It keeps its headline, and the fault is told.
        tell_of(Fault(story, f"{type(error).__name__}: {error}"))
        told = tell(story, articles, why, replace(manner, summary=False, questions=False))
    live = sum(question.status in OPEN for question in told.questions)
    return told, weight(articles, told.copies, now, view.row.followed, live)
