"""The desk: the one place through which the screen reads and marks, never waiting for a disk.

Two lanes, each a thread of its own with its own connection: one reads, one writes. A mark is
therefore never behind a long search. What a shelf does is plain and synchronous; the desk makes
it awaitable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from briefing.models import (
    CleanText,
    FeedState,
    Mark,
    Question,
    QuestionStatus,
    StoryRow,
    StoryView,
)
from briefing.tui.filters import Filters, View

if TYPE_CHECKING:
    from briefing.store.stories import Edge
    from briefing.tui.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One line of the list of questions."""

    question: Question
    story: str
    title: CleanText
    """The story's."""
    followed: bool = False


class Shelf(Protocol):
    """What the desk needs of a store: plain calls, made from one thread."""

    def rows(self, view: View, filters: Filters) -> tuple[StoryRow, ...]:
        """Stories of a list, most important first."""

    def dealt(self) -> bool:
        """Whether any story that the briefing would hold is done."""

    def between(self, span: Span) -> tuple[StoryRow, ...]:
        """Stories with news of a span of time, most important at its end first."""

    def story(self, ident: str) -> StoryView | None:
        """One story in full, None when it is no longer there. Merged ids lead to the kept one."""

    def lines(self, idents: Sequence[str]) -> tuple[StoryRow, ...]:
        """These stories as they stand now, in whatever list; those that are no more left out."""

    def questions(self, filters: Filters) -> tuple[QuestionLine, ...]:
        """All questions that wait for the reader, possible answers first in each theme."""

    def feeds(self) -> tuple[FeedState, ...]:
        """Everything that is followed."""

    def search(self, query: str, limit: int) -> tuple[StoryRow, ...]:
        """Stories whose articles match, best first."""

    def edge(self) -> Edge | None:
        """Up to where articles have come by now; None when that is not known."""

    def mark(self, idents: Sequence[str], mark: Mark, on: bool, upto: Edge | None) -> bool:
        """Decide about stories, in one step that one undo takes back; False when all stood so.

        ``upto`` is the edge from before they were shown: later articles are not done with.
        """

    def look(self, ident: str) -> None:
        """The reader has seen what is new in this story."""

    def undo(self) -> str:
        """Take back the last decision: what it was, in words; "" when there is none."""

    def redo(self) -> str:
        """Do again what was taken back last: what it was, in words; "" when there is nothing."""

    def untold(self) -> bool:
        """Whether stories wait to be told anew."""

    def split(self, story: str, article: str) -> None:
        """Take an article out of its story."""

    def join(self, into: str, other: str) -> None:
        """Make two stories one."""

    def apart(self, story: str, other: str) -> None:
        """Never put two stories together."""

    def mute_term(self, term: str, on: bool) -> bool:
        """Mute a term everywhere, or no longer; False when that is so already."""

    def muted_terms(self) -> tuple[str, ...]:
        """The terms that are muted."""

    def weigh(self, outlet: str, weight: float) -> str:
        """Let an outlet count for more or less than one: what was done, in words; "" when it
        weighs that already."""

    def answer(self, question: str, status: QuestionStatus) -> None:
        """What the reader says about a question."""

    def unfollow(self, url: str) -> bool:
        """Follow a feed no longer; False when it is not followed."""

    def close(self) -> None:
        """Let go of the store."""


class _Lane:
    """One thread with one shelf, opened there at the first call."""

    def __init__(self, name: str, open_shelf: Callable[[], Shelf]) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"desk-{name}")
        self._open = open_shelf
        self._shelf: Shelf | None = None
        self._closed = False

    async def ask(self, call: Callable[[Shelf], T]) -> T:
        def work() -> T:
            if self._shelf is None:
                self._shelf = self._open()
            return call(self._shelf)

        if self._closed:
            # Whoever asks now is being ended together with the screen.
            raise asyncio.CancelledError
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def close(self) -> None:
        self._closed = True

        def work() -> None:
            if self._shelf is not None:
                self._shelf.close()
                self._shelf = None

        await asyncio.get_running_loop().run_in_executor(self._pool, work)
        self._pool.shutdown(wait=False)


class Desk:
    """Asynchronous face of the store. Every method may be awaited from the screen's loop.

    A call that was cancelled before its turn is not made at all, so that a held-down key leaves
    no queue behind. Errors of the store (``briefing.errors.StoreError``) come out of the await.
    After ``close`` a call is cancelled.
    """

    def __init__(self, open_shelf: Callable[[], Shelf]) -> None:
        self._reading = _Lane("reads", open_shelf)
        self._writing = _Lane("marks", open_shelf)

    async def rows(self, view: View, filters: Filters) -> tuple[StoryRow, ...]:
        """Stories of a list, most important first."""
        return await self._reading.ask(lambda shelf: shelf.rows(view, filters))

    async def dealt(self) -> bool:
        """Whether any story that the briefing would hold is done."""
        return await self._reading.ask(lambda shelf: shelf.dealt())

    async def between(self, span: Span) -> tuple[StoryRow, ...]:
        """Stories with news of a span of time, most important at its end first."""
        return await self._reading.ask(lambda shelf: shelf.between(span))

    async def story(self, ident: str) -> StoryView | None:
        """One story in full, None when it is no longer there."""
        return await self._reading.ask(lambda shelf: shelf.story(ident))

    async def lines(self, idents: Sequence[str]) -> tuple[StoryRow, ...]:
        """These stories as they stand now; those that are no more left out."""
        return await self._reading.ask(lambda shelf: shelf.lines(idents))

    async def questions(self, filters: Filters) -> tuple[QuestionLine, ...]:
        """All questions that wait for the reader."""
        return await self._reading.ask(lambda shelf: shelf.questions(filters))

    async def feeds(self) -> tuple[FeedState, ...]:
        """Everything that is followed."""
        return await self._reading.ask(lambda shelf: shelf.feeds())

    async def search(self, query: str, limit: int = 500) -> tuple[StoryRow, ...]:
        """Stories whose articles match, best first."""
        return await self._reading.ask(lambda shelf: shelf.search(query, limit))

    async def muted_terms(self) -> tuple[str, ...]:
        """The terms that are muted."""
        return await self._reading.ask(lambda shelf: shelf.muted_terms())

    async def edge(self) -> Edge | None:
        """Up to where articles have come by now: asked before a list is read."""
        return await self._reading.ask(lambda shelf: shelf.edge())

    async def mark(self, idents: Sequence[str], mark: Mark, on: bool, upto: Edge | None) -> bool:
        """Decide about stories as they were shown, committed when this returns; False when all
        stood so."""
        return await self._writing.ask(lambda shelf: shelf.mark(tuple(idents), mark, on, upto))

    async def look(self, ident: str) -> None:
        """The reader has seen what is new in this story."""
        await self._writing.ask(lambda shelf: shelf.look(ident))

    async def undo(self) -> str:
        """Take back the last decision; what it was in words, "" when there is none."""
        return await self._writing.ask(lambda shelf: shelf.undo())

    async def redo(self) -> str:
        """Do again what was taken back last; what it was, "" when there is nothing."""
        return await self._writing.ask(lambda shelf: shelf.redo())

    async def untold(self) -> bool:
        """Whether stories wait to be told anew, because their articles are others now."""
        return await self._writing.ask(lambda shelf: shelf.untold())

    async def split(self, story: str, article: str) -> None:
        """Take an article out of its story."""
        await self._writing.ask(lambda shelf: shelf.split(story, article))

    async def join(self, into: str, other: str) -> None:
        """Make two stories one."""
        await self._writing.ask(lambda shelf: shelf.join(into, other))

    async def apart(self, story: str, other: str) -> None:
        """Never put two stories together."""
        await self._writing.ask(lambda shelf: shelf.apart(story, other))

    async def mute_term(self, term: str, on: bool) -> bool:
        """Mute a term everywhere, or no longer; False when that is so already."""
        return await self._writing.ask(lambda shelf: shelf.mute_term(term, on))

    async def weigh(self, outlet: str, weight: float) -> str:
        """Let an outlet count for more or less; what was done, "" when it weighs that already."""
        return await self._writing.ask(lambda shelf: shelf.weigh(outlet, weight))

    async def answer(self, question: str, status: QuestionStatus) -> None:
        """What the reader says about a question."""
        await self._writing.ask(lambda shelf: shelf.answer(question, status))

    async def unfollow(self, url: str) -> bool:
        """Follow a feed no longer; False when it is not followed."""
        return await self._writing.ask(lambda shelf: shelf.unfollow(url))

    async def close(self) -> None:
        """Close both connections; what was begun is finished first."""
        await self._writing.close()
        await self._reading.close()
