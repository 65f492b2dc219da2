"""A shelf in memory, over the sample edition: all of the session can be tried on it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

from briefing.models import (
    FeedState,
    Mark,
    QuestionStatus,
    StoryRow,
    StoryStatus,
    StoryView,
)
from briefing.store.stories import Edge
from briefing.tui.desk import QuestionLine
from briefing.tui.filters import Filters, View
from briefing.tui.span import Span

from .sample import T, edition, feeds, view_of


class FakeShelf:
    """Keeps everything in dictionaries; every mark is one step that undo takes back."""

    def __init__(self, views: Sequence[StoryView] | None = None) -> None:
        self.lock = threading.Lock()
        self.views = {view.row.id: view for view in (edition() if views is None else views)}
        self.feed_states = feeds()
        self.terms: tuple[str, ...] = ()
        self.past: list[tuple[str, dict[str, StoryView], tuple[str, ...]]] = []
        self.future: list[tuple[str, dict[str, StoryView], tuple[str, ...]]] = []
        self.looked: list[str] = []
        self.joined: dict[str, str] = {}
        """A story that is no more -> the one that took it in."""
        self.never: tuple[tuple[str, str], ...] = ()
        self.closed = 0
        self.calls: list[str] = []

    # --- reading ----------------------------------------------------------------------

    def rows(self, view: View, filters: Filters) -> tuple[StoryRow, ...]:
        self.calls.append("rows")
        with self.lock:
            rows = [one.row for one in self.views.values()]
        shown = {
            View.BRIEFING: lambda row: (
                row.status is not StoryStatus.DONE and not row.snoozed and not self._mute(row)
            ),
            View.ALL: lambda row: row.status is not StoryStatus.DONE,
            View.FOLLOWED: lambda row: row.followed,
            View.SAVED: lambda row: row.saved,
            View.SNOOZED: lambda row: row.snoozed,
            View.MUTED: self._mute,
            View.DONE: lambda row: row.status is StoryStatus.DONE,
        }[view]
        kept = [row for row in rows if shown(row) and filters.keeps(row)]
        return tuple(sorted(kept, key=lambda row: (-row.weight, row.id)))

    def dealt(self) -> bool:
        return bool(self.rows(View.DONE, Filters()))

    def between(self, span: Span) -> tuple[StoryRow, ...]:
        with self.lock:
            views = list(self.views.values())
        kept = [
            view.row
            for view in views
            if any(span.start <= a.article.when < span.end for a in view.articles if a.article.when)
        ]
        return tuple(sorted(kept, key=lambda row: (-row.weight, row.id)))

    def _mute(self, row: StoryRow) -> bool:
        return row.muted or any(term.lower() in row.title.lower() for term in self.terms)

    def story(self, ident: str) -> StoryView | None:
        self.calls.append("story")
        with self.lock:
            view = self.views.get(self.joined.get(ident, ident))
            if view is None:
                return None
            hiding = [one for one in self.terms if one.lower() in view.row.title.lower()]
            row = replace(view.row, muted=self._mute(view.row))
            return replace(view, row=row, hushed_by=T(hiding[0] if hiding else ""))

    def lines(self, idents: Sequence[str]) -> tuple[StoryRow, ...]:
        with self.lock:
            rows = [self.views[ident].row for ident in idents if ident in self.views]
            return tuple(replace(row, muted=self._mute(row)) for row in rows)

    def questions(self, filters: Filters) -> tuple[QuestionLine, ...]:
        waiting = (QuestionStatus.OPEN, QuestionStatus.POSSIBLE, QuestionStatus.CHANGED)
        with self.lock:
            lines = [
                QuestionLine(question, view.row.id, view.row.title, view.row.followed)
                for view in self.views.values()
                for question in view.questions
                if question.status in waiting
            ]
        return tuple(one for one in lines if filters.keeps_question(one.question, one.title))

    def feeds(self) -> tuple[FeedState, ...]:
        return tuple(self.feed_states)

    def search(self, query: str, limit: int) -> tuple[StoryRow, ...]:
        words = query.lower().split()
        with self.lock:
            found = [
                view.row
                for view in self.views.values()
                if all(
                    any(
                        word in f"{a.article.title} {a.article.text}".lower() for a in view.articles
                    )
                    for word in words
                )
            ]
        return tuple(found[:limit])

    # --- deciding ---------------------------------------------------------------------

    def _step(self, said: str) -> None:
        self.past.append((said, dict(self.views), self.terms))
        self.future.clear()

    def edge(self) -> None:
        return None

    def mark(self, idents: Sequence[str], mark: Mark, on: bool, upto: Edge | None = None) -> bool:
        with self.lock:
            name = {Mark.FOLLOW: "followed", Mark.SNOOZE: "snoozed", Mark.MUTE: "muted",
                    Mark.SAVE: "saved"}.get(mark)  # fmt: skip
            if name and all(getattr(self.views[ident].row, name) is on for ident in idents):
                return False
            self._step(f"Taken back: {mark.value} of {len(idents)}")
            for ident in idents:
                view = self.views[ident]
                row = view.row
                if mark is Mark.DONE:
                    row = replace(row, status=StoryStatus.DONE if on else StoryStatus.SEEN)
                elif name:
                    row = replace(row, **{name: on})
                self.views[ident] = replace(view, row=row)
            return True

    def look(self, ident: str) -> None:
        with self.lock:
            self.looked.append(ident)
            view = self.views[ident]
            if view.row.status is not StoryStatus.DONE:
                row = replace(view.row, status=StoryStatus.SEEN, fresh=0)
                self.views[ident] = replace(view, row=row)

    def untold(self) -> bool:
        return False

    def undo(self) -> str:
        with self.lock:
            if not self.past:
                return ""
            now = self.views, self.terms
            said, self.views, self.terms = self.past.pop()
            self.future.append((said, *now))
            return said

    def redo(self) -> str:
        with self.lock:
            if not self.future:
                return ""
            now = self.views, self.terms
            said, self.views, self.terms = self.future.pop()
            self.past.append((said, *now))
            return f"Again: {said}"

    def split(self, story: str, article: str) -> None:
        with self.lock:
            view = self.views[story]
            out = next((a for a in view.articles if a.article.id == article), None)
            if out is None:
                return
            self._step("split")
            rest = tuple(a for a in view.articles if a is not out)
            self.views[story] = replace(
                view, articles=rest, row=replace(view.row, articles=len(rest))
            )
            alone = view_of([out.article], weight=0.5)
            self.views[f"{article}-out"] = replace(
                alone, row=replace(alone.row, id=f"{article}-out")
            )

    def join(self, into: str, other: str) -> None:
        with self.lock:
            self._step("join")
            # As in the store, the one that was founded earlier stays, whichever was named first.
            into, other = sorted((into, other))
            self.joined[other] = into
            one, two = self.views[into], self.views.pop(other)
            articles = one.articles + two.articles
            self.views[into] = replace(
                one, articles=articles, row=replace(one.row, articles=len(articles))
            )

    def apart(self, story: str, other: str) -> None:
        with self.lock:
            self._step(f"apart {story} {other}")
            self.never = (*self.never, (story, other))

    def mute_term(self, term: str, on: bool) -> bool:
        with self.lock:
            if on is (term in self.terms):
                return False
            self._step(f"mute {term}")
            rest = tuple(one for one in self.terms if one != term)
            self.terms = (*rest, term) if on else rest
            return True

    def muted_terms(self) -> tuple[str, ...]:
        return self.terms

    def weigh(self, outlet: str, weight: float) -> str:
        with self.lock:
            self._step(f"weigh {outlet}")
            self.feed_states = [
                replace(one, weight=weight) if one.outlet == outlet else one
                for one in self.feed_states
            ]
            return f'Weight {weight:g}: "{outlet}"'

    def answer(self, question: str, status: QuestionStatus) -> None:
        with self.lock:
            self._step(f"answer {question}")
            for ident, view in self.views.items():
                changed = tuple(
                    replace(one, status=status) if one.id == question else one
                    for one in view.questions
                )
                self.views[ident] = replace(view, questions=changed)

    def unfollow(self, url: str) -> bool:
        with self.lock:
            self._step(f"unfollow {url}")
            self.feed_states = [one for one in self.feed_states if one.url != url]
            return True

    def close(self) -> None:
        self.closed += 1
