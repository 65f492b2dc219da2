"""The one screen people live in: list, reading pane, article pane, and the lines around them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from briefing.models import StoryRow
from briefing.tui.control.asking import Asking
from briefing.tui.control.decisions import Decisions
from briefing.tui.control.feeds import Feeds
from briefing.tui.control.footer import working
from briefing.tui.control.lists import Lists
from briefing.tui.control.reading import Reading
from briefing.tui.control.views import TABS
from briefing.tui.glyphs import ASCII, UNICODE
from briefing.tui.keys import ARTICLE, LIST, PAGE
from briefing.tui.lines import Run
from briefing.tui.rows import Look
from briefing.tui.widgets.bars import Banner, FooterBar, StatusBar, TopBar
from briefing.tui.widgets.list_pane import ListPane
from briefing.tui.widgets.page_view import PageView
from briefing.tui.widgets.painted import Painted, Palette

if TYPE_CHECKING:
    from textual.worker import Worker, WorkType

    from briefing.tui.control.decisions import Pairing
    from briefing.tui.desk import Desk
    from briefing.tui.remap import Remapped
    from briefing.tui.session import Session


FREE = (
    *("move.", "story.", "news.", "done.", "view.", "day."),
    *("undo", "refresh", "help", "quit", "search"),
)
"""Keys that need no story in a list of stories."""
NO_CLASSES: Mapping[str, bool] = MappingProxyType({})
FIRST_ROWS = 0.1
"""Seconds that the first frame waits for its rows."""
PATIENCE = 500
"""Times four milliseconds that a key waits for what it is about."""


class Body(Horizontal):
    """Holds the panes, which cover all of it."""

    BLANK = True  # it is painted as one empty line, again and again


class Main(Screen[None], inherit_bindings=False):
    """Holds the parts together; what they do is in ``control``."""

    AUTO_FOCUS = "#list"
    BLANK = True  # covered, too

    def __init__(self, session: Session, desk: Desk, keys: Remapped) -> None:
        super().__init__()
        self.session, self.desk, self.keys = session, desk, keys
        self.glyphs = ASCII if session.ascii else UNICODE
        self.lists = Lists(self)
        self.reading = Reading(self)
        self.decisions = Decisions(self)
        self.feeds = Feeds(self)
        self.asks = Asking(self)
        self.panes = 2
        self.trouble = ""
        """What went wrong last."""
        self._top, self._status, self._footer = TopBar(), StatusBar(), FooterBar()
        self._banner = Banner()
        self.pane = ListPane(id="list")
        self.page = PageView(id="page")
        self.side = PageView(id="side")

    def compose(self) -> ComposeResult:
        """Top line, banner, panes, question lines, status, footer."""
        # Dressed first, the parts are styled once.
        self._dress(self.app.size.width)
        yield Palette()
        yield self._top
        yield self._banner
        with Body(id="body"):
            yield self.pane
            yield self.page
            yield self.side
        yield self.asks.key_line
        yield self.asks.line
        yield self._status
        yield self._footer

    async def on_mount(self) -> None:
        """Ask for rows; they are waited for a moment, so that the first frame has them."""
        self.work(self.decisions.work, group="decisions")
        self.reading.welcome()
        await self.lists.first(FIRST_ROWS)
        self.call_after_refresh(self.asks.line.furnish)
        self.set_interval(60, self._tick)
        if self.session.refresh_command:
            self.set_timer(0.3, self._first_refresh)

    def _first_refresh(self) -> None:
        if self.feeds.awaited:
            self.feeds.refresh(quiet=True)

    def _dress(self, width: int) -> None:
        """Signs, tabs and banner of the session."""
        session = self.session
        self.pane.restyle(Look(session.now(), self.glyphs, session.flat))
        for view in (self.page, self.side):
            view.glyphs, view.flat = self.glyphs, session.flat
        self._top.tabs = [(view, self.keys.first(f"view.{view}"), title) for view, title in TABS]
        self._top.flat = session.flat
        self._status.more = self.glyphs.more
        shown = session.sample or session.first_run
        if shown:
            self._banner.begin(self.keys, sample=session.sample)
        plain = session.ascii or session.flat
        self._split(width, {"-flat": session.flat, "-ascii": plain, "-banner": shown})

    def _tick(self) -> None:
        """Ages grow by themselves."""
        pairing = self.decisions.pairing
        self.pane.restyle(
            Look(
                self.session.now(),
                self.glyphs,
                self.session.flat,
                pairing.story if pairing else "",
                together=pairing is None or pairing.together,
            )
        )

    def pairs_with(self, pairing: Pairing | None) -> None:
        """A story waits for the other one of a pair, or no longer."""
        if pairing is None:
            self.say(Run("No story waits for another.", "dim"))
        self.decisions.pairing = pairing
        self._tick()

    def work(self, job: Callable[[], Coroutine[Any, Any, None]], group: str) -> Worker[None]:
        """Run something beside the screen. A newer job of the same group takes its place."""
        return self.run_worker(cast("WorkType[None]", job), group=group, exclusive=True)

    # --- layout -----------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """One, two or three panes."""
        self._split(event.size.width)

    def _split(self, width: int, classes: Mapping[str, bool] = NO_CLASSES) -> None:
        self.panes = 1 if width < 80 or self.session.flat else 2 if width < 160 else 3
        split = {"-one": self.panes == 1, "-two": self.panes == 2, "-three": self.panes == 3}
        self.update_classes({**classes, **split})
        if self.panes < 3 and self.focused is self.side:
            self.set_focus(self.page)
        self.set_class(self.panes == 1 and self.place != LIST, "-reading")
        if self.panes == 3:
            self.reading.beside(self.page.current)

    @property
    def place(self) -> str:
        """Where the reader is."""
        if self.focused is self.side:
            return ARTICLE
        if self.focused is self.page:
            return ARTICLE if self.page.page.scrolls else PAGE
        return self.asks.place_before if self.asks.typing else LIST

    def place_changed(self) -> None:
        """Another pane or another page: the footer follows."""
        self._footer.show(working(self))

    def on_descendant_focus(self) -> None:
        """The focus went elsewhere."""
        self.place_changed()
        self.pane.refresh()
        self.page.refresh()

    def to_list(self) -> None:
        """Back to the list."""
        self.remove_class("-reading")
        self.set_focus(self.pane)

    def to_page(self) -> None:
        """Into the reading pane."""
        if self.panes == 1:
            self.add_class("-reading")
        self.set_focus(self.page)
        self.reading.entered()

    async def caught_up(self, ident: str) -> None:
        """Wait, within reason, until what a key is about is there: the list it moves in, and for
        all but moving and marking in a list the story."""
        free = self.place == LIST and ident.startswith(FREE) and self.lists.tells_stories
        for _ in range(PATIENCE):
            settled = not self.lists.loading and not self.decisions.undoing
            if settled and (free or self.reading.ready):
                return
            await asyncio.sleep(0.004)

    # --- the lines around -------------------------------------------------------------

    @property
    def all_around(self) -> tuple[Painted, ...]:
        """Everything that is painted beside the panes, from the top."""
        return self._top, self._banner, self._status, self._footer

    def say(self, *runs: Run) -> None:
        """One sentence for the reader."""
        self._status.say(*runs)

    def moved_on(self) -> None:
        """Another view: what was said about the one before is over, but for what a pair waits."""
        if self.decisions.pairing is None:
            self.say()

    def complain(self, line: str) -> None:
        """One sentence about what went wrong; ``:error`` shows it at length."""
        self.trouble = line
        self._status.say(Run(line, "bad"))

    def progress(self, *runs: Run) -> None:
        """Progress; it replaces the one before."""
        self._status.show_progress(*runs)

    def hint(self, *runs: Run) -> None:
        """What is said while there is nothing else to say."""
        self._status.rest(*runs)

    @property
    def spoken(self) -> str:
        """What the status line says."""
        return "".join(run.text for run in self._status.message)

    def took(self, event: events.Key) -> bool:
        """Take a key that answers a question of ours; False for any other."""
        return self.asks.took(event)

    # --- what the parts tell each other -----------------------------------------------

    def list_changed(self) -> None:
        """The list was read again, or something in it changed."""
        lists = self.lists
        self._top.update(active=lists.called, said=lists.said())
        self.place_changed()
        if not self.pane.items:
            self.reading.show(None)

    def reload(self) -> None:
        """Read the list again in the background; nothing moves."""
        self.reading.outdated()
        self.lists.load(on_purpose=False)

    def retell(self) -> None:
        """Stories changed by hand: have them told anew, behind the reader's back."""
        self.reload()
        self.feeds.refresh(quiet=True, behind=True)

    def came_back(self, ident: str) -> None:
        """A decision was taken back: the cursor goes to its story."""
        item = self.pane.find(ident) if ident else None
        if isinstance(item, StoryRow):
            self.lists.held.add(ident)
            self.pane.go(self.pane.items.index(item))
        self.reload()

    async def feeds_changed(self) -> None:
        """Feeds were added or removed: go over to the reader's own news, fetch them."""
        begin = self.session.begin
        if begin is not None and (self.session.sample or self.session.first_run):
            await self.decisions.settled()
            await self.app.over_to(begin())  # type: ignore[attr-defined]
            return
        self.reload()
        self.feeds.refresh(behind=True)

    def take(self, session: Session, desk: Desk) -> None:
        """Show another session's news."""
        self.session, self.desk = session, desk
        self.lists, self.reading = Lists(self), Reading(self)
        self.decisions.pairing = None
        self._dress(self.size.width)
        self.to_list()
        self.pane.show([])
        self.feeds.restart()
        self.lists.load(on_purpose=True)

    # --- messages of the widgets ------------------------------------------------------

    @on(ListPane.Moved)
    def _moved(self, event: ListPane.Moved) -> None:
        self.reading.show(event.item)

    @on(ListPane.Touched)
    def _touched(self) -> None:
        self.lists.touched()

    @on(ListPane.Chosen)
    def _chosen(self) -> None:
        self.to_page()

    @on(PageView.Stood)
    def _stood(self, event: PageView.Stood) -> None:
        if event.view is self.page and self.panes == 3:
            self.reading.beside(event.spot)

    @on(PageView.Chosen)
    def _spot_chosen(self, event: PageView.Chosen) -> None:
        if event.view.current is not None:
            self.reading.open(event.view.current)

    @on(TopBar.Picked)
    def _picked(self, event: TopBar.Picked) -> None:
        self.to_list()
        self.lists.open(event.view)

    @on(FooterBar.Pressed)
    def _pressed(self, event: FooterBar.Pressed) -> None:
        self.app.do(event.ident)  # type: ignore[attr-defined]

    def on_paste(self, event: events.Paste) -> None:
        """A pasted address is an address to follow."""
        words = event.text.split()
        if len(words) == 1 and words[0].startswith(("http://", "https://")):
            event.stop()
            self.feeds.look_at(words[0])
