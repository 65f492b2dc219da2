"""The desk's shelf over the real store. Opened and used in one thread of the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from briefing.errors import StoreError
from briefing.models import FeedState, Mark, QuestionStatus, StoryRow, StoryView
from briefing.store.connection import Store
from briefing.store.connection import open_store as open_file
from briefing.store.filters import Filter
from briefing.store.stories import Edge
from briefing.subscribing import relist, remove
from briefing.tui.desk import QuestionLine
from briefing.tui.filters import Filters, View
from briefing.tui.session import Session
from briefing.tui.span import Span

_ASKED = {
    View.ALL: Filter(),
    View.FOLLOWED: Filter(done=None, snoozed=None, muted=None, followed=True),
    View.SAVED: Filter(done=None, snoozed=None, muted=None, saved=True),
    View.SNOOZED: Filter(done=None, snoozed=True, muted=None),
    View.MUTED: Filter(done=None, snoozed=None, muted=True),
    View.DONE: Filter(done=True, snoozed=None, muted=None),
}
_MOST = 50_000
"""Stories in one list; nobody scrolls further, and it stays quick."""


class StoreShelf:
    """Reads and marks in an open store."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        window: timedelta | None = None,
        config: Path | None = None,
    ) -> None:
        self._store, self._now, self._window = store, now, window
        self._config = config or Path()

    def rows(self, view: View, filters: Filters) -> tuple[StoryRow, ...]:
        """Stories of a list, most important first."""
        stories = self._store.stories
        if view is View.BRIEFING:
            found = stories.rows(Filter(since=self._since), limit=_MOST)
        else:
            found = stories.rows(_ASKED[view], limit=_MOST, by_time=view is not View.ALL)
        return tuple(found) if not filters else tuple(row for row in found if filters.keeps(row))

    @property
    def _since(self) -> datetime | None:
        """From when on stories are in the briefing."""
        return None if self._window is None else self._now() - self._window

    def dealt(self) -> bool:
        """Whether any story that the briefing would hold is done."""
        done = Filter(done=True, snoozed=None, muted=None, since=self._since)
        return bool(self._store.stories.rows(done, limit=1))

    def between(self, span: Span) -> tuple[StoryRow, ...]:
        """Stories with news of a span of time, most important at its end first."""
        return tuple(self._store.stories.between(span.start, span.end))

    def story(self, ident: str) -> StoryView | None:
        """One story in full, None when it is no longer there."""
        try:
            return self._store.stories.view(ident)
        except StoreError:
            if self._store.stories.row(ident) is None:
                return None
            raise

    def lines(self, idents: Sequence[str]) -> tuple[StoryRow, ...]:
        """These stories as they stand now; those that are no more left out."""
        found = (self._store.stories.row(ident) for ident in idents)
        return tuple(row for row in found if row is not None)

    def questions(self, filters: Filters) -> tuple[QuestionLine, ...]:
        """All questions that wait for the reader."""
        followed = {row.id for row in self.rows(View.FOLLOWED, Filters())}
        return tuple(
            QuestionLine(one.question, one.story, one.title, one.story in followed)
            for one in self._store.questions.all()
            if not filters or filters.keeps_question(one.question, one.title)
        )

    def feeds(self) -> tuple[FeedState, ...]:
        """Everything that is followed."""
        return tuple(self._store.feeds.all())

    def search(self, query: str, limit: int) -> tuple[StoryRow, ...]:
        """Stories whose articles match, in the order of the matches."""
        return tuple(self._store.search.stories(query, limit))

    def edge(self) -> Edge:
        """Up to where articles have come by now."""
        return self._store.stories.edge()

    def mark(self, idents: Sequence[str], mark: Mark, on: bool, upto: Edge | None) -> bool:
        """Decide about stories, in one step; False when all stood so."""
        return self._store.state.mark(mark, idents, on=on, now=self._now(), upto=upto) is not None

    def look(self, ident: str) -> None:
        """The reader has seen what is new in this story."""
        self._store.state.look(ident)

    def undo(self) -> str:
        """Take back the last decision: what it was, in words."""
        change = self._store.state.undo(self._now(), relist(self._store, self._config))
        return "" if change is None else str(change.sentence)

    def redo(self) -> str:
        """Do again what was taken back last: what it was, in words."""
        change = self._store.state.redo(self._now(), relist(self._store, self._config))
        return "" if change is None else str(change.sentence)

    def untold(self) -> bool:
        """Whether stories wait to be told anew."""
        return bool(self._store.stories.dirty())

    def split(self, story: str, article: str) -> None:
        """Take an article out of its story."""
        self._store.state.split(article, self._now())

    def join(self, into: str, other: str) -> None:
        """Make two stories one."""
        self._store.state.join(into, other, self._now())

    def apart(self, story: str, other: str) -> None:
        """Never put two stories together."""
        self._store.state.apart(story, other, self._now())

    def mute_term(self, term: str, on: bool) -> bool:
        """Mute a term everywhere, or no longer; False when that is so already."""
        state = self._store.state
        return (state.mute_term if on else state.unmute_term)(term, self._now()) is not None

    def muted_terms(self) -> tuple[str, ...]:
        """The terms that are muted."""
        return tuple(self._store.state.terms())

    def weigh(self, outlet: str, weight: float) -> str:
        """Let an outlet count for more or less than one: what was done, in words."""
        change = self._store.state.weigh(outlet, weight, self._now())
        return "" if change is None else str(change.sentence)

    def answer(self, question: str, status: QuestionStatus) -> None:
        """What the reader says about a question."""
        self._store.state.answer([question], status, self._now())

    def unfollow(self, url: str) -> bool:
        """Follow a feed no longer; False when it is not followed."""
        return bool(remove(self._store, self._config, url, self._now()))

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()


def open_shelf(session: Session) -> StoreShelf:
    """Open the session's store.

    Raises:
        StoreError: it cannot be opened; says why and what to do.
    """
    return StoreShelf(open_file(session.store), session.now, session.window, session.config)
