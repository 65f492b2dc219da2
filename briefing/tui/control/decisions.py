"""Marks and undo: taken at the key, stored in order by one worker, shown when they are stored."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.models import Mark, QuestionStatus, StoryRow, StoryStatus
from briefing.tui.columns import cut
from briefing.tui.lines import Run
from briefing.wording import count

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main

Job = Callable[[], Awaitable[None]]

SAID = {
    (Mark.DONE, True): "Done",
    (Mark.DONE, False): "Not done",
    (Mark.FOLLOW, True): "Followed",
    (Mark.FOLLOW, False): "No longer followed",
    (Mark.SNOOZE, True): "Put away until something changes",
    (Mark.SNOOZE, False): "Back from snoozing",
    (Mark.MUTE, True): "Muted",
    (Mark.MUTE, False): "No longer muted",
    (Mark.SAVE, True): "Kept",
    (Mark.SAVE, False): "No longer kept",
}


def marked(row: StoryRow, mark: Mark, on: bool) -> StoryRow:
    """The row as it looks once the mark is stored."""
    if mark is Mark.DONE:
        if on:
            return replace(row, status=StoryStatus.DONE, fresh=0)
        return replace(row, status=StoryStatus.SEEN)
    if mark is Mark.FOLLOW:
        return replace(row, followed=on)
    if mark is Mark.SNOOZE:
        return replace(row, snoozed=on)
    if mark is Mark.MUTE:
        return replace(row, muted=on)
    return replace(row, saved=on)


class Decisions:
    """The queue of what the reader decided.

    Keys never wait for the disk: a decision is queued with the stories it was meant for, stored
    in the order of the keys, and the screen says so only after it is stored.
    """

    def __init__(self, main: Main) -> None:
        self.main = main
        self._jobs: asyncio.Queue[Job] = asyncio.Queue()
        self._trail: list[str] = []
        """Stories of this session's decisions, for putting the cursor back on undo."""
        self._taken_back: list[str] = []
        self.joining = ""
        """Story that waits to be joined with another."""
        self.waiting = 0
        """Decisions that are not stored yet."""
        self.undoing = 0
        """Undos on their way: the cursor is about to go elsewhere."""

    async def work(self) -> None:
        """Store one decision after the other, for ever."""
        while True:
            job = await self._jobs.get()
            try:
                await job()
            except BriefingError as error:
                self.main.complain(f"Not stored: {error.line()}")
            finally:
                self.waiting -= 1
                self._jobs.task_done()

    async def settled(self) -> None:
        """Return when everything decided so far is stored."""
        await self._jobs.join()

    def _queue(self, job: Job) -> None:
        self.waiting += 1
        self._jobs.put_nowait(job)

    def mark(self, rows: Sequence[StoryRow], mark: Mark, on: bool) -> None:
        """Decide about stories."""
        if not rows:
            return
        idents = [row.id for row in rows]
        title = rows[0].title if len(rows) == 1 else ""
        self._trail.append(idents[-1])

        async def job() -> None:
            await self.main.desk.mark(idents, mark, on)
            lists = self.main.lists
            for ident in idents:
                lists.held.add(ident)
                now = self.main.pane.find(ident)
                if isinstance(now, StoryRow):
                    lists.put(marked(now, mark, on))
            self.main.reading.forget(idents)
            self._told(SAID[mark, on], title or count(len(idents), "story", "stories"))

        self._queue(job)

    def _told(self, what: str, about: str) -> None:
        key = self.main.keys.first("undo")
        room = max(12, self.main.size.width - len(what) - 14)
        self.main.say(
            Run(f"{what}: ", "good"),
            Run(cut(about, room)),
            Run(f"  {key}", "key"),
            Run(" undo", "dim"),
        )

    def look(self, ident: str) -> None:
        """The reader reads this story."""

        async def job() -> None:
            await self.main.desk.look(ident)

        self._queue(job)

    def undo(self) -> None:
        """Take back the last decision."""
        back = self._trail.pop() if self._trail else ""
        if back:
            self._taken_back.append(back)
        self._step(self.main.desk.undo, back, "Nothing left to undo.")

    def redo(self) -> None:
        """Do again what was taken back last."""
        again = self._taken_back.pop() if self._taken_back else ""
        if again:
            self._trail.append(again)
        self._step(self.main.desk.redo, again, "Nothing to do again.")

    def _step(self, call: Callable[[], Awaitable[str]], back: str, nothing: str) -> None:
        """A step back or forth in what was decided; ``back`` is the story it is about."""
        self.undoing += 1

        async def job() -> None:
            try:
                said = await call()
            finally:
                self.undoing -= 1
            if not said:
                self.main.say(Run(nothing, "dim"))
                return
            self.main.reading.forget(())
            self.main.say(Run(cut(said, self.main.size.width - 2), "good"))
            self.main.came_back(back)

        self._queue(job)

    def answer(self, question: str, status: QuestionStatus, said: str) -> None:
        """Say how a question stands."""
        self._trail.append("")

        async def job() -> None:
            await self.main.desk.answer(question, status)
            self.main.reading.forget(())
            self._told(status.value.capitalize(), said)
            self.main.reload()

        self._queue(job)

    def split(self, story: str, article: str, said: str) -> None:
        """Take an article out of its story."""
        self._trail.append(story)

        async def job() -> None:
            await self.main.desk.split(story, article)
            self.main.reading.forget(())
            self._told("Taken out", said)
            self.main.retell()

        self._queue(job)

    def join(self, into: StoryRow, other: str) -> None:
        """Make two stories one."""
        self._trail.append(into.id)

        async def job() -> None:
            await self.main.desk.join(into.id, other)
            self.main.reading.forget(())
            self._told("Joined", into.title)
            self.main.retell()

        self._queue(job)

    def mute_term(self, term: str, on: bool) -> None:
        """Mute a term everywhere, or no longer."""
        self._trail.append("")

        async def job() -> None:
            await self.main.desk.mute_term(term, on)
            self._told("Muted" if on else "No longer muted", f"“{term}”")
            self.main.reload()

        self._queue(job)
