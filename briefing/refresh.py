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
from briefing.errors import BriefingError, FetchError, ParseError
from briefing.fetch import schedule
from briefing.fetch.fulltext import FullTexts
from briefing.fetch.sweep import sweep
from briefing.fetch.types import Fetched, Limits, Request
from briefing.models import Analysed, Article, FeedState, KnownEntry
from briefing.parse.identity import decide
from briefing.parse.worker import Workers
from briefing.store.connection import Store, open_store
from briefing.stories.group import group
from briefing.stories.window import WINDOW_HOURS
from briefing.summaries.boilerplate import LEAST, keys
from briefing.summaries.size import Sentences
from briefing.text.language import detect

WINDOW = timedelta(hours=WINDOW_HOURS)
"""An article joins stories that moved within this time before it."""

HISTORY = timedelta(days=14)
"""How far back a first visit's old articles look for stories in the store. A feed added today may
bring items of years ago; they are grouped among themselves instead of reading the whole store."""

MOST_PAGES = 20
"""Pages of articles fetched for one visit of a feed that wants full texts: the newest ones."""

BATCH = 50
"""Stories told between two writes: what is told is on the screen soon, and a write costs little."""

PART = 500
"""Articles looked through for furniture between two writes."""

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
        report = asyncio.run(_Conveyor(config, store, now, tell_of).run(force, get))
        told = think(store, config, now(), tell_of)
        return replace(report, stories=told)


class _Conveyor:
    """The network's half of one refresh: what is due, fetched, parsed and stored."""

    def __init__(
        self,
        config: Config,
        store: Store,
        now: Callable[[], datetime],
        tell_of: Callable[[Event], None],
    ) -> None:
        self.config = config
        self.store = store
        self.now = now
        self.tell_of = tell_of
        self.limits = limits_of(config)
        self.wanting_text = {feed.url for feed in config.feeds if feed.full_text}

    async def run(self, force: bool, get: Get | None) -> Report:
        """Visit what is due. ``get`` None: over the network."""
        now = self.now()
        due = [state for state in self.store.feeds.all() if schedule.is_due(state, now, force)]
        if not due:
            return Report()
        if get is not None:
            return await self._sweep(due, get)
        from briefing.fetch.client import Client

        async with Client(self.limits, typed=[feed.url for feed in self.config.feeds]) as client:
            return await self._sweep(due, client.get)

    async def _sweep(self, due: Sequence[FeedState], get: Get) -> Report:
        report = Report(asked=len(due))
        pages = FullTexts(get)
        done = 0
        with Workers() as workers:
            async for state, answer in sweep(due, get, self.limits):
                after, new = await self._take(state, answer, workers, pages)
                done += 1
                unchanged = not after.error and not new
                report = replace(
                    report,
                    new=report.new + new,
                    unchanged=report.unchanged + unchanged,
                    failed=(*report.failed, after) if after.error else report.failed,
                )
                self.tell_of(FeedRead(done, len(due), after, new))
        order = {state.url: place for place, state in enumerate(due)}
        return replace(report, failed=tuple(sorted(report.failed, key=lambda s: order[s.url])))

    async def _take(
        self,
        state: FeedState,
        answer: Fetched | FetchError,
        workers: Workers,
        pages: FullTexts,
    ) -> tuple[FeedState, int]:
        """One answer into the store: the feed's state after the visit, and how many are new."""
        now, interval = self.now(), self.config.interval
        if isinstance(answer, FetchError):
            after = schedule.failed(state, answer, now, interval)
            self.store.feeds.record(after, now=now)
            return after, 0
        known_body = answer.body_hash and answer.body_hash == state.body_hash
        if answer.status == 304 or known_body:
            after = schedule.succeeded(state, answer, now, None, interval)
            self.store.feeds.record(after, now=now)
            self._follow_move(after)
            return after, 0
        try:
            parsed = await workers.parse(
                answer.body, answer.content_type, answer.charset, answer.final_url or state.url
            )
        except ParseError as error:
            after = schedule.failed(state, error, now, interval)
            self.store.feeds.record(after, now=now)
            return after, 0
        after = replace(
            schedule.succeeded(state, answer, now, parsed.ttl, interval),
            title=parsed.title or state.title,
            site=parsed.site or state.site,
        )
        known = self.store.feeds.known(state.url)
        outlet = after.outlet or after.title
        intents = decide(state.url, outlet, parsed.entries, known, now, parsed.lang)
        new = [(_with_language(article), entry) for article, entry in intents.new]
        if state.url in self.wanting_text:
            new = await self._with_pages(new, pages)
        changed = [(_with_language(article), entry) for article, entry in intents.changed]
        stored = self.store.feeds.record(after, new, changed, intents.renamed, now=now)
        self._follow_move(after)
        return after, stored

    async def _with_pages(
        self, new: Sequence[tuple[Article, KnownEntry]], pages: FullTexts
    ) -> list[tuple[Article, KnownEntry]]:
        """Teasers completed from their pages, the newest ones of a visit; one that fails stays."""
        turns = asyncio.Semaphore(self.limits.per_host)

        async def completed(article: Article) -> Article:
            async with turns:
                try:
                    return replace(article, text=await pages.text(article.url))
                except FetchError:
                    return article  # the item is shown with what its feed brought

        wanted = [article for article, _ in new if article.url and not article.text]
        found = await asyncio.gather(*(completed(article) for article in wanted[:MOST_PAGES]))
        texts = {article.id: article for article in found}
        return [(texts.get(article.id, article), entry) for article, entry in new]

    def _follow_move(self, state: FeedState) -> None:
        """A feed that has moved for good takes its articles and its place in the list along."""
        address = schedule.new_address(state, self.now())
        if not address:
            return
        if self.config.source is not None:
            from briefing.feeds.subscriptions import readdress

            try:
                readdress(self.config.source, state.url, address)
            except BriefingError:
                # The list cannot be written now; the redirect is followed until it can.
                return
        self.store.feeds.move(state.url, address)


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
        _learn(store, [article.id for article in new])
    manner = manner_of(config)
    _follow_settings(store, manner, now)
    dirty = store.stories.dirty()
    for start in range(0, len(dirty), BATCH):
        tell_of(Stage("telling", start, len(dirty)))
        batch = dirty[start : start + BATCH]
        told = [_told(store, story, manner, tell_of) for story in batch]
        store.stories.write(found for found in told if found is not None)
    tell_of(Stage("search"))
    while store.search.index(1000):
        pass
    if config.keep_days:
        store.prune(config.keep_days, now)
    return len(dirty)


def _follow_settings(store: Store, manner: Manner, now: datetime) -> None:
    """Tell recent stories anew when the reader changed how stories are told."""
    wanted = repr(manner)
    if store.state.note("manner") != wanted:
        if store.state.note("manner"):
            store.stories.tell_anew(now - HISTORY)
        store.state.set_note("manner", wanted)


def _learn(store: Store, new: Sequence[str]) -> None:
    """Look in the new articles for sentences that their outlets print under everything."""
    for start in range(0, len(new), PART):
        articles = store.stories.ends(new[start : start + PART])
        store.stories.learn([(article.id, keys(article)) for article in articles], LEAST)


def _told(
    store: Store,
    story: str,
    manner: Manner,
    tell_of: Callable[[Event], None],
) -> Analysed | None:
    """One story told anew; None when it has no articles any more."""
    view = store.stories.view(story)
    articles = store.stories.articles_of(story)
    if not articles:
        return None
    why = store.stories.why_of(story)
    met = any(not item.new for item in view.articles)
    fresh = frozenset(item.article.id for item in view.articles if item.new and met)
    earlier = Earlier(view.summary, view.questions, fresh)
    known = store.stories.furniture({article.outlet for article in articles})
    try:
        return tell(story, articles, why, manner, earlier=earlier, boilerplate=known)
    except Exception as error:
        # A fault of ours in one story must not keep all others from the reader, this time and
        # every time after. It keeps what was told of it before, and the fault is told.
        tell_of(Fault(story, f"{type(error).__name__}: {error}"))
        return replace(
            tell(story, articles, why, replace(manner, summary=False, questions=False)),
            summary=view.summary,
            questions=view.questions,
            clashes=view.clashes,
        )
