"""What the list shows: views, filters, search, reloading under the cursor, what is left to read."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import WorkerError

from briefing.errors import BriefingError
from briefing.models import FeedState, QuestionStatus, StoryRow, StoryStatus
from briefing.text.clean import shorten, title
from briefing.tui.completing import Values
from briefing.tui.control import empty
from briefing.tui.control.views import BRIEFING, FEEDS, FOUND, PAST, QUESTIONS, TABS
from briefing.tui.desk import QuestionLine
from briefing.tui.filters import NO_FILTER, Filters, View
from briefing.tui.lines import Run
from briefing.tui.merge import merged
from briefing.tui.rows import Heading, Item, Runs, key_of
from briefing.wording import count, named, reading_time

if TYPE_CHECKING:
    from briefing.store.stories import Edge
    from briefing.tui.screens.main import Main
    from briefing.tui.span import Span

STORED = 1.0
"""Seconds that a list waits for what was decided before it to be stored."""


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    line: int


class Lists:
    """The left pane. ``open`` and ``load`` return at once; the rows come when they are read."""

    def __init__(self, main: Main) -> None:
        self.main = main
        self.view = BRIEFING
        self.before = BRIEFING
        """The view to go back to from what was found."""
        self.filters: Filters = NO_FILTER
        self.query = ""
        self.span: Span | None = None
        """What is looked back at."""
        self.held: set[str] = set()
        """Stories decided about since the list was loaded on purpose: they stay in it."""
        self.left = 0
        """Stories in the list that wait for the reader."""
        self.words = 0
        self.loaded = False
        self.filling = False
        """Whether this is the first fill of an empty store: until the reader moves or opens
        something the cursor stays on top instead of on its story."""
        self.full = False
        """Whether the last refresh is over."""
        self.bare = False
        """Whether the store holds no article yet."""
        self.unread = False
        """Whether it holds articles that wait to be read, in whatever list."""
        self.dealt = False
        """Whether the briefing is empty because the reader is done with it."""
        self.unreached = False
        """Whether every feed that is followed failed last time."""
        self.following = 0
        """Feeds that are followed, as far as known."""
        self.edge: Edge | None = None
        """Up to where articles had come when the list was read."""
        self._places: dict[str, _Place] = {}
        self._on_purpose = False
        self._painted = ""
        """The view that is on the screen."""

    @property
    def loading(self) -> bool:
        """Whether another list than the one on the screen was asked for."""
        return self._on_purpose

    @property
    def coming(self) -> bool:
        """Whether there is nothing to read only because it is still being made."""
        return (
            not self.main.pane.items
            and self.view == BRIEFING
            and not self.filters
            and (self.bare or self.unread)
            and self.main.feeds.busy
        )

    # --- which list -------------------------------------------------------------------

    @property
    def tells_stories(self) -> bool:
        """Whether the list holds stories."""
        return self.view not in (QUESTIONS, FEEDS)

    @property
    def called(self) -> str:
        """What the view is called beside the four that have a key."""
        if self.view == PAST and self.span is not None:
            return self.span.words
        return "search" if self.view == FOUND else self.view

    def open(self, view: str) -> None:
        """Show a view, loaded afresh, the cursor where it was left."""
        self.main.moved_on()
        pane = self.main.pane
        if pane.current is not None:
            self._places[self.view] = _Place(key_of(pane.current), pane.cursor_line())
        if view != self.view:
            self.filters = NO_FILTER
            if view == FOUND and self.view != FOUND:
                self.before = self.view
        self.view = view
        self.load(on_purpose=True)

    def leave(self) -> bool:
        """Drop what narrows the list: a search, a filter. False when nothing does."""
        if self.view not in dict(TABS):
            self.open(self.before if self.view == FOUND else BRIEFING)
            return True
        if self.filters:
            self.narrow(NO_FILTER)
            return True
        return False

    def narrow(self, filters: Filters, here: Item | None = None) -> None:
        """Filter the list; the cursor goes to ``here`` wherever that is in it."""
        if filters != self.filters:
            self.main.moved_on()
            self.filters = filters
            if here is not None:
                self._places[self.view] = _Place(key_of(here), self.main.pane.cursor_line())
            self.load(on_purpose=True)

    def look_back(self, span: Span | None) -> None:
        """Show what an earlier day (or a span that ends now) brought; None: the briefing."""
        self.span = span
        self.open(BRIEFING if span is None else PAST)

    def find(self, query: str) -> None:
        """Show what matches a query; called at every letter."""
        self.query = query.strip()
        if self.view != FOUND:
            self.open(FOUND)
        else:
            self.load(on_purpose=True)

    def fields(self) -> Values:
        """What the fields of a filter may be."""
        feeds, session = self.main.feeds, self.main.session
        return {
            "outlet": lambda: feeds.names,
            "tag": lambda: feeds.tags,
            "theme": lambda: [theme.name for theme in session.themes()],
        }

    # --- loading ----------------------------------------------------------------------

    async def first(self, seconds: float) -> None:
        """Read the list for the first time, and wait at most so long for it."""
        self._on_purpose = True
        reading = self.main.work(partial(self._load, True), group="rows")
        with suppress(TimeoutError, WorkerError):
            # The reading goes on when the waiting ends.
            await asyncio.wait_for(asyncio.shield(reading.wait()), seconds)

    def load(self, *, on_purpose: bool) -> None:
        """Read the list again.

        On purpose: what is done goes. Else (news came in the background) the cursor, its screen
        line and everything decided about stay as they are.
        """
        if self._on_purpose and not on_purpose:
            return  # a better load is on its way
        self._on_purpose = on_purpose
        self.main.work(partial(self._load, on_purpose), group="rows")

    async def _load(self, on_purpose: bool) -> None:
        view = self.view
        try:
            # A list that is asked for after a decision shows what came of it.
            with suppress(TimeoutError):
                await asyncio.wait_for(self.main.decisions.settled(), STORED)
            # Both are asked at once; the edge is read first, and the list not before it.
            edge, items = await asyncio.gather(self.main.desk.edge(), self._read(view))
            old, joined = self.main.pane.items, {}
            if not on_purpose:
                joined = await self._joined(items)
                old = await self._as_they_stand(items)
            if view == BRIEFING and not items:
                feeds = await self.main.desk.feeds()
                self.following = len(feeds)
                self.bare = not any(feed.articles for feed in feeds)
                self.unread = any(feed.unread for feed in feeds)
                self.dealt = await self.main.desk.dealt()
                self.unreached = bool(feeds) and all(feed.error for feed in feeds)
        except BriefingError as error:
            self._on_purpose = False
            self.main.complain(error.line())
            return
        if view != self.view:
            return
        self._on_purpose = False
        self.edge = edge
        pane = self.main.pane
        here = pane.current
        key, line = (key_of(here), pane.cursor_line()) if here is not None else ("", 0)
        key = joined.get(key, key)
        if on_purpose:
            self.held.clear()
            place = self._places.pop(view, None)
            if place is not None:
                key, line = place.key, place.line
        elif self.filling and view == BRIEFING:
            items = merged(old, items, self.held)
            key, line, pane.index = "", 0, 0
        else:
            items = merged(old, items, self.held | ({key} if key else set()))
        if view in (FOUND, PAST) and on_purpose:
            key, line, pane.index = "", 0, 0
        if view != self._painted and not any(key_of(item) == key for item in items):
            pane.index = 0
        self._painted = view
        self._recount(items)
        if view == BRIEFING:
            self._first_fill(items)
        self.loaded = True
        pane.end(self._tail(items))
        pane.show(items, key=key, line=line)
        self.main.list_changed()
        self.main.reading.follow()
        self.main.feeds.check()

    async def _joined(self, new: Sequence[Item]) -> dict[str, str]:
        """The cursor's story that became part of another one -> that one: the cursor follows."""
        here = self.main.pane.current
        if not isinstance(here, StoryRow) or any(key_of(item) == here.id for item in new):
            return {}
        view = await self.main.desk.story(here.id)
        return {here.id: view.row.id} if view is not None and view.row.id != here.id else {}

    async def _as_they_stand(self, new: Sequence[Item]) -> list[Item]:
        """What is on the screen, with the stories that only stay because they were decided about
        read anew: an undo may have changed them, too, or done away with them."""
        listed = {key_of(item) for item in new}
        kept = sorted(self.held - listed)
        now = {row.id: row for row in await self.main.desk.lines(kept)} if kept else {}
        self.held.difference_update(ident for ident in kept if ident not in now)
        return [now.get(key_of(item), item) for item in self.main.pane.items]

    async def _read(self, view: str) -> list[Item]:
        desk = self.main.desk
        if view == QUESTIONS:
            themes = await asyncio.to_thread(self.main.session.themes)
            return by_theme(await desk.questions(self.filters), [theme.name for theme in themes])
        if view == FEEDS:
            return [*in_order(await desk.feeds())]
        if view == PAST and self.span is not None:
            return [row for row in await desk.between(self.span) if self.filters.keeps(row)]
        if view == FOUND:
            rows = await desk.search(self.query) if self.query else ()
            found: list[Item] = [row for row in rows if self.filters.keeps(row)]
            # What was found and the first story of it are painted at once.
            await self.main.reading.read_ahead(found[:1])
            return found
        return [*await desk.rows(self.filters.view(View(view)), self.filters)]

    def _first_fill(self, items: Sequence[Item]) -> None:
        """Begin the first fill with an empty store; end it after the last load of it."""
        if not self.loaded and not items:
            self.filling = True
        elif self.full:
            self.filling = False

    def filled(self) -> None:
        """All has come in: with the load that is on its way the first fill is over."""
        self.full = True

    def touched(self) -> None:
        """The reader moved or opened something: from now on the cursor stays on its story."""
        self.filling = False

    def waiting(self) -> None:
        """Something happened while there is nothing to read yet: tell how far it is."""
        if not self.main.pane.items and self.loaded:
            self.main.pane.end(self._tail(()))

    # --- counting ---------------------------------------------------------------------

    def _recount(self, items: Sequence[Item]) -> None:
        waiting = [row for row in items if isinstance(row, StoryRow) and waits(row)]
        self.left = len(waiting)
        self.words = sum(row.words for row in waiting)

    def put(self, row: StoryRow) -> None:
        """A story changed: show it where it stands, and count again."""
        old = self.main.pane.find(row.id)
        if not isinstance(old, StoryRow):
            return
        for one, sign in ((old, -1), (row, 1)):
            if waits(one):
                self.left += sign
                self.words += sign * one.words
        self.main.pane.put(row)
        self.main.pane.end(self._tail(self.main.pane.items))
        self.main.list_changed()

    def said(self) -> tuple[str, str]:
        """What is left, at length and in short."""
        items = self.main.pane.items
        if not self.loaded or self.coming:
            return "", ""
        if self.view == QUESTIONS:
            number = sum(isinstance(item, QuestionLine) for item in items)
            return count(number, "open question"), f"{number:,}"
        if self.view == FEEDS:
            bad = sum(isinstance(item, FeedState) and bool(item.error) for item in items)
            failing = f", {bad} failing" if bad else ""
            return count(len(items), "feed") + failing, f"{len(items)}{failing}"
        if self.view == FOUND:
            return f"{count(len(items), 'story', 'stories')} found", f"{len(items):,} found"
        if self.filters:
            # A list that is cut must say so, or stories seem to be gone.
            typed = title(self.filters.text)
            told = f"{count(len(items), 'story', 'stories')} with & {shorten(typed, 30)}"
            return told, f"{len(items):,} & {shorten(typed, 16)}"
        if self.view not in (BRIEFING, View.ALL):
            return count(len(items), "story", "stories"), f"{len(items):,}"
        if not self.left:
            done = self.view == BRIEFING and (items or self.dealt)
            return ("You are done" if done else "Nothing here",) * 2
        minutes = reading_time(self.words)
        return f"{count(self.left, 'story', 'stories')}, {minutes}", f"{self.left:,} left"

    def _tail(self, items: Sequence[Item]) -> tuple[Runs, ...]:
        """Lines after the last item."""
        keys = self.main.keys
        if not items:
            return tuple((Run(" "), *line) for line in empty.in_list(self.main))
        if self.view == QUESTIONS:
            key = Run(keys.first("questions.more"), "key")
            return ((), (Run("   Weaker ones stand in their stories: ", "faint"), key))
        if self.view != BRIEFING or self.filters:
            return ()
        if self.left:
            return ((), (Run("   The end of the briefing.", "faint"),))
        return (
            (),
            (
                Run("   You are done. ", "good"),
                Run(keys.first("undo"), "key"),
                Run(" undoes", "dim"),
            ),
        )


def waits(row: StoryRow) -> bool:
    """Whether a story still waits for the reader."""
    return row.status is not StoryStatus.DONE and not row.muted and not row.snoozed


def by_theme(lines: Sequence[QuestionLine], order: Sequence[str]) -> list[Item]:
    """Questions under headings: those with a possible answer first, then theme by theme in the
    reader's order; themes that are no more come last."""
    possible = [one for one in lines if one.question.status is QuestionStatus.POSSIBLE]
    themes: dict[str, list[QuestionLine]] = {}
    for one in lines:
        if one.question.status is not QuestionStatus.POSSIBLE:
            themes.setdefault(one.question.theme, []).append(one)
    places = {theme: number for number, theme in enumerate(order)}
    result: list[Item] = []
    if possible:
        result += [Heading("Possibly answered", len(possible)), *possible]
    for theme in sorted(themes, key=lambda name: (places.get(name, len(places)), name)):
        result += [Heading(theme.capitalize(), len(themes[theme])), *themes[theme]]
    return result


def in_order(feeds: Sequence[FeedState]) -> list[FeedState]:
    """Feeds that need a look first, then by name."""
    return sorted(
        feeds,
        key=lambda feed: (
            not (feed.error or feed.gone),
            named(feed).lower(),
            feed.url,
        ),
    )
