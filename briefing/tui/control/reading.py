"""The reading pane: which page it shows, how one goes into an article and back out."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.models import Article, ArticleView, FeedState, StoryRow, StoryStatus, StoryView
from briefing.text.changes import compare
from briefing.tui.control import empty
from briefing.tui.control.shown import Shown, article_of, member, page_of
from briefing.tui.lines import Page, Run, Spot
from briefing.tui.pages.article import LONGEST
from briefing.tui.pages.others import done_page, message_page
from briefing.tui.rows import Item, key_of, story_of, told
from briefing.tui.widgets.page_view import Source

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main

_AHEAD = 2
"""Stories that are read before they are asked for."""
_REST = 0.05
"""Seconds before that: one thing after the other."""

_KEPT = 48
"""Story views kept for going back and forth."""


class Reading:
    """What is read. Pages are values; this only decides which."""

    def __init__(self, main: Main) -> None:
        self.main = main
        self.item: Item | None = None
        self.story: StoryView | None = None
        self._loading = False
        self.only_new = False
        self.all_questions = False
        """Whether the shown story tells all its questions."""
        self._stack: list[Shown] = [Shown("message")]
        self._views: OrderedDict[str, StoryView] = OrderedDict()
        self._message: Source = lambda columns: Page()

    @property
    def ready(self) -> bool:
        """Whether the pane shows what the list's cursor stands on."""
        here = self.main.pane.current
        if here is None:
            return True
        return self.item is not None and key_of(self.item) == key_of(here) and not self._loading

    # --- loading ----------------------------------------------------------------------

    def show(self, item: Item | None) -> None:
        """Show what the list's cursor stands on."""
        if item is None:
            self.item, self.story = None, None
            self.welcome()
            return
        same = self.item is not None and key_of(self.item) == key_of(item)
        self.item = item
        self._loading = True
        if same and self.story is not None:
            # The list was only read again. What is being read changes when the story did, not
            # because the reader has looked at it meanwhile.
            self._loading = False
            if isinstance(item, StoryRow) and told(item) != told(self.story.row):
                self._views.pop(item.id, None)
                self.main.work(partial(self._again, item), group="page")
            return
        known = self._views.get(story_of(item))
        if known is not None:
            self._shown(item, known)
        else:
            self.main.work(partial(self._show, item), group="page")

    def follow(self) -> None:
        """The cursor moved: show at once what was read ahead, in one frame with the cursor. (The
        message that it moved comes after that frame, and sees to all the rest.)"""
        here = self.main.pane.current
        if here is not None and not self.ready and story_of(here) in self._views:
            self.show(here)

    async def _show(self, item: Item) -> None:
        try:
            story = await self._view_of(item)
        except BriefingError as error:
            self._loading = False
            self.main.complain(error.line())
            return
        if self.item is not None and key_of(self.item) == key_of(item):
            self._shown(item, story)

    def _shown(self, item: Item, story: StoryView | None) -> None:
        self._loading = False
        self.story = story
        self.all_questions = False
        self._stack = [Shown("item")]
        if story is None and not isinstance(item, FeedState):
            self._say("This story is no longer there.", [[Run("The next reload drops it.", "dim")]])
        self.paint()
        if self.main.place != "list":
            self.entered()
        self.main.work(self._ahead, group="ahead")

    async def _ahead(self) -> None:
        """Read what the next key is likely to show, once what was asked for is painted."""
        await asyncio.sleep(_REST)
        pane = self.main.pane
        await self.read_ahead(pane.items[pane.index + 1 : pane.index + 1 + _AHEAD])

    async def read_ahead(self, items: Sequence[Item]) -> None:
        """Read the stories of these, so that they are there when the cursor comes."""
        with contextlib.suppress(BriefingError):
            for item in items:
                await self._view_of(item)

    async def _view_of(self, item: Item) -> StoryView | None:
        ident = story_of(item)
        if not ident:
            return None
        known = self._views.get(ident)
        if known is None:
            view = await self.main.desk.story(ident)
            if view is None:
                return None
            known = view
            self._views[ident] = known
            while len(self._views) > _KEPT:
                self._views.popitem(last=False)
        return known

    def outdated(self) -> None:
        """News came in: stories are read again when they are next shown."""
        self._views.clear()

    def forget(self, idents: Sequence[str]) -> None:
        """Something about these stories changed; () stands for: about any."""
        if idents:
            for ident in idents:
                self._views.pop(ident, None)
            row = self.main.pane.find(self.story.row.id) if self.story else None
            if self.story and self.story.row.id in idents and isinstance(row, StoryRow):
                self.story = replace(self.story, row=row)
                self.paint()
            return
        self._views.clear()
        if self.item is not None:
            again = self._show if self._loading else self._again
            self.main.work(partial(again, self.item), group="page")

    async def _again(self, item: Item) -> None:
        """Read the shown story again, the place kept."""
        try:
            story = await self._view_of(item)
        except BriefingError as error:
            self.main.complain(error.line())
            return
        if story is not None and self.item is not None and key_of(self.item) == key_of(item):
            self.story = story
            self.paint()

    def entered(self) -> None:
        """The reader is in the pane: what is new in this story has been looked at."""
        if self.story is None or self.top == "message":
            return
        row = self.main.pane.find(self.story.row.id)
        if isinstance(row, StoryRow) and row.status in (StoryStatus.NEW, StoryStatus.UPDATED):
            self.main.decisions.look(row.id)
            self.main.lists.put(replace(row, status=StoryStatus.SEEN, fresh=0))

    # --- painting ---------------------------------------------------------------------

    @property
    def top(self) -> str:
        """The kind of page that is shown."""
        return self._stack[-1].kind

    def paint(self) -> None:
        """Show the page on top of the stack."""
        shown = self._stack[-1]
        source = page_of(self.main, shown) or self._message
        item = key_of(self.item) if self.item else ""
        self.main.page.show(source, f"{shown.kind}:{item}:{shown.article}:{shown.sentence}")
        self.main.place_changed()

    def article(self, ident: str) -> Article | None:
        """An article of the shown story."""
        item = member(self.story, ident)
        return item.article if item is not None else None

    def beside(self, spot: Spot | None) -> None:
        """Fill the third pane: the article behind what the cursor stands on."""
        ident = spot.article if spot is not None else ""
        if not ident and self.story is not None and self.story.articles:
            ident = self.story.articles[0].article.id
        sentence = spot.sentence if spot is not None else ""
        self.main.side.show(article_of(self.main, ident, sentence), f"beside:{ident}:{sentence}")

    # --- going in and out -------------------------------------------------------------

    def open(self, spot: Spot) -> bool:
        """Go into what stands under the cursor; False when there is nowhere to go."""
        if spot.kind == "more":
            self.more_questions()
            return True
        if spot.kind == "story":
            self._push(Shown("story"))
            return True
        if spot.article and self.article(spot.article) is not None:
            if self.main.panes == 3:
                self.beside(spot)
                self.main.set_focus(self.main.side)
            else:
                self._push(Shown("article", spot.article, spot.sentence))
            return True
        return False

    def more_questions(self) -> None:
        """All questions of the story instead of the shown ones, or the other way round."""
        self.all_questions = not self.all_questions
        spot = self.main.page.current
        self.paint()
        if spot is not None:
            self.main.page.stand_near(spot)

    def open_why(self) -> None:
        """Show why the story is one."""
        if self.story is not None and self.top != "why":
            self._push(Shown("why"))

    @property
    def edited(self) -> ArticleView | None:
        """The article under the cursor when it says other things than when it was read; where
        the cursor stands on none, the latest such article of the story."""
        if self.story is None or self.top == "message":
            return None
        here = self._stack[-1].article
        spot = self.main.page.current if self.main.focused is self.main.page else None
        if self.main.focused is self.main.side:
            spot = self.main.side.current
        here = here or (spot.article if spot is not None and spot.kind == "article" else "")
        found = [item for item in self.story.articles if item.earlier]
        return next((item for item in reversed(found) if not here or item.article.id == here), None)

    async def open_changes(self, item: ArticleView) -> None:
        """Show what changed in an article since it was read."""
        passages = await asyncio.to_thread(
            compare, item.earlier[:LONGEST], item.article.body[:LONGEST]
        )
        if member(self.story, item.article.id) is not None and self.top != "changes":
            self._push(Shown("changes", item.article.id, passages=passages))
            self.main.to_page()

    def _push(self, shown: Shown) -> None:
        self._stack[-1].spot = self.main.page.spot
        self._stack.append(shown)
        self.paint()

    def back(self) -> bool:
        """Out of an article; False when the story itself is shown."""
        if len(self._stack) < 2:
            return False
        self._stack.pop()
        self.paint()
        self.main.page.stand_on(self._stack[-1].spot)
        return True

    def evidence(self) -> bool:
        """Go to the sentence behind what the cursor stands on, else behind the first question."""
        spot = self.main.page.current if self.main.place != "list" else None
        if spot is not None and spot.article:
            return self.open(spot)
        if self.story is None:
            return False
        quotes = [quote for question in self.story.questions for quote in question.evidence]
        if not quotes:
            return False
        first = quotes[0]
        return self.open(Spot("evidence", article=first.article, sentence=first.text))

    def url(self) -> str:
        """Address of what the cursor stands on, "" when that has none of its own."""
        spot = self.main.page.current if self.main.place != "list" else None
        if self.top == "article" and self.main.place != "list":
            article = self.article(self._stack[-1].article)
            return article.url if article else ""
        if self.main.focused is self.main.side and self.main.side.current is not None:
            spot = self.main.side.current
        if spot is not None and spot.article:
            article = self.article(spot.article)
            return article.url if article else ""
        if isinstance(self.item, FeedState):
            return self.item.site or self.item.url
        return ""

    # --- pages of our own -------------------------------------------------------------

    def _say(self, title: str, paragraphs: Sequence[Sequence[Run]]) -> None:
        self._stack = [Shown("message")]
        self._message = lambda columns: message_page(columns, title, paragraphs)

    def end(self, stories: int) -> None:
        """Everything is dealt with: say so."""
        key = self.main.keys.first("undo")
        self._stack = [Shown("message")]
        self._message = lambda columns: done_page(columns, stories, key)
        self.paint()

    def welcome(self) -> None:
        """Nothing to show: say what can be done."""
        self._say(*empty.in_pane(self.main))
        self.paint()
