"""Marks and undo: taken at the key, stored in order by one worker, shown when they are stored."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.models import FeedState, Mark, QuestionStatus, StoryRow, StoryStatus
from briefing.tui import links
from briefing.tui.columns import cut
from briefing.tui.lines import Run
from briefing.wording import count, lead, named

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main

Job = Callable[[], Awaitable[object]]
"""Something to be stored; one that returns False changed nothing."""

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


@dataclass(frozen=True, slots=True)
class _Step:
    """A decision of this session."""

    story: str = ""
    """The story it is about, of many the one the cursor stood on: undo puts it back there."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A story that waits for the other one of a pair."""

    story: str
    together: bool
    """True to join the two, False to keep them apart."""
    title: str = ""
    """The waiting story's."""


class Decisions:
    """The queue of what the reader decided.

    Keys never wait for the disk: a decision is queued with the stories it was meant for, stored
    in the order of the keys, and the screen says so only after it is stored.
    """

    def __init__(self, main: Main) -> None:
        self.main = main
        self._jobs: asyncio.Queue[Job] = asyncio.Queue()
        self._trail: list[_Step] = []
        self._taken_back: list[_Step] = []
        self.pairing: Pairing | None = None
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

    def _decide(self, step: _Step, job: Job) -> None:
        """Have a decision stored; one that cannot be, or changes nothing, is not taken back."""

        async def stored() -> None:
            changed: object = False
            try:
                changed = await job()
            finally:
                if changed is False:
                    self._trail = [one for one in self._trail if one is not step]

        self._trail.append(step)
        self._taken_back.clear()
        self._queue(stored)

    def _queue(self, job: Job) -> None:
        self.waiting += 1
        self._jobs.put_nowait(job)

    def _told(self, what: str, about: str) -> None:
        key = self.main.keys.first("undo")
        room = max(12, self.main.size.width - len(what) - 14)
        self.main.say(
            Run(f"{what}: ", "good"),
            Run(cut(about, room, self.main.glyphs.more)),
            Run(f"  {key}", "key"),
            Run(" undo", "dim"),
        )

    # --- about stories ----------------------------------------------------------------

    def mark(self, rows: Sequence[StoryRow], mark: Mark, on: bool) -> None:
        """Decide about stories, all in one step."""
        if not rows:
            return
        idents = [row.id for row in rows]
        title = rows[0].title if len(rows) == 1 else ""
        upto = self.main.lists.edge
        here = self.main.pane.current
        about = here.id if len(rows) > 1 and isinstance(here, StoryRow) else idents[-1]

        async def job() -> bool:
            changed = await self.main.desk.mark(idents, mark, on, upto)
            lists = self.main.lists
            for ident in idents:
                lists.held.add(ident)
                now = self.main.pane.find(ident)
                if isinstance(now, StoryRow):
                    lists.put(marked(now, mark, on))
            self.main.reading.forget(idents)
            self._told(SAID[mark, on], title or count(len(idents), "story", "stories"))
            if mark is Mark.SAVE and on and self.main.session.save_command:
                await self._hand_over(idents)
            return changed

        self._decide(_Step(about), job)

    def unmute(self, row: StoryRow) -> None:
        """Mute a story no longer. One that a muted term hides stays so: say which, and how it is
        heard of again."""

        async def job() -> bool:
            edge = self.main.lists.edge
            changed = await self.main.desk.mark([row.id], Mark.MUTE, False, edge)
            view = await self.main.desk.story(row.id)
            now = view.row if view is not None else marked(row, Mark.MUTE, False)
            self.main.lists.held.add(row.id)
            self.main.lists.put(now)
            self.main.reading.forget(())
            hiding = view.hushed_by if view is not None else ""
            if now.muted:
                self.main.say(
                    Run("The muted term "), Run(hiding, "strong"), Run(" hides it; ", "bad"),
                    Run(f":unmute {hiding}", "key"), Run(" takes that back."),
                )  # fmt: skip
            else:
                self._told(SAID[Mark.MUTE, False], row.title)
            return changed

        self._decide(_Step(row.id), job)

    async def _hand_over(self, idents: Sequence[str]) -> None:
        """Give the addresses of kept stories to the reader's own command. It is started before
        the next decision is stored, so that leaving does not lose it; nobody waits for its end."""
        for ident in idents:
            view = await self.main.desk.story(ident)
            argv = view and links.opener(self.main.session.save_command, lead(view))
            if argv:
                started = await links.start(argv)
                self.main.work(partial(self._handed_over, started), group=f"save {ident}")

    async def _handed_over(self, started: links.Started) -> None:
        trouble = await started.trouble()
        if trouble:
            self.main.complain(f"Kept, but save_command failed: {trouble}")

    def look(self, ident: str) -> None:
        """The reader reads this story."""

        async def job() -> None:
            await self.main.desk.look(ident)

        self._queue(job)

    def split(self, story: str, article: str, said: str) -> None:
        """Take an article out of its story."""
        self._shape(story, "Taken out", said, lambda: self.main.desk.split(story, article))

    def pair(self, here: StoryRow, first: Pairing) -> None:
        """Make two stories one, or see to it that they never become one."""
        desk, more = self.main.desk, self.main.glyphs.more
        half = max(16, (self.main.size.width - 40) // 2)
        titles = (cut(title, half, more) for title in (first.title, here.title))
        both = " and ".join(self.main.glyphs.quoted(title) for title in titles)
        call = desk.join if first.together else desk.apart
        what = "Joined" if first.together else "Never one story"
        self._shape(here.id, what, both, lambda: call(here.id, first.story))

    def _shape(self, story: str, what: str, about: str, call: Job) -> None:
        """A decision about what belongs together; the stories are told anew after it."""

        async def job() -> None:
            await call()
            self.main.reading.forget(())
            self._told(what, about)
            self.main.retell()

        self._decide(_Step(story), job)

    def mute_term(self, term: str, on: bool) -> None:
        """Mute a term everywhere, or no longer: what it hides leaves the list at once, but for
        the story under the cursor, which is only struck out."""
        here = self.main.pane.current

        async def job() -> bool:
            if not await self.main.desk.mute_term(term, on):
                said = "is muted already." if on else "was not muted."
                self.main.say(Run(f"{self.main.glyphs.quoted(term)} {said}", "dim"))
                return False
            self._told("Muted" if on else "No longer muted", self.main.glyphs.quoted(term))
            if isinstance(here, StoryRow):
                view = await self.main.desk.story(here.id)
                if view is not None:
                    self.main.lists.put(view.row)
            self.main.reading.forget(())
            self.main.reload()
            return True

        self._decide(_Step(here.id if isinstance(here, StoryRow) else ""), job)

    def weigh(self, outlet: str, weight: float) -> None:
        """Let an outlet count for more or less; its stories find their new places at once."""

        async def job() -> bool:
            try:
                said = await self.main.desk.weigh(outlet, weight)
            except BriefingError as error:
                # Most likely there is no such outlet: told in the words of the command line.
                self.main.complain(error.line())
                return False
            if not said:
                self.main.say(Run(f"{outlet} weighs that already.", "dim"))
                return False
            what, _, name = said.partition(": ")
            self._told(what, name)
            self.main.retell()
            return True

        self._decide(_Step(), job)

    def answer(self, question: str, status: QuestionStatus, said: str) -> None:
        """Say how a question stands."""

        async def job() -> None:
            await self.main.desk.answer(question, status)
            self.main.reading.forget(())
            self._told(status.value.capitalize(), said)
            self.main.reload()

        self._decide(_Step(), job)

    # --- about feeds ------------------------------------------------------------------

    def remove_feed(self, feed: FeedState) -> None:
        """Follow a feed no longer; what it brought stays."""

        async def job() -> bool:
            if not await self.main.desk.unfollow(feed.url):
                self.main.say(Run(f"{named(feed)} is not followed any more.", "dim"))
                return False
            self._told("No longer followed", named(feed))
            self.main.reload()
            return True

        self._decide(_Step(), job)

    # --- back and forth ---------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last decision."""
        step = self._trail.pop() if self._trail else None
        if step is not None:
            self._taken_back.append(step)
        self._step(self.main.desk.undo, step, "Nothing left to undo.")

    def redo(self) -> None:
        """Do again what was taken back last."""
        step = self._taken_back.pop() if self._taken_back else None
        if step is not None:
            self._trail.append(step)
        self._step(self.main.desk.redo, step, "Nothing to do again.")

    def _step(self, call: Callable[[], Awaitable[str]], step: _Step | None, nothing: str) -> None:
        """Back or forth in what was decided; the cursor goes to the story it is about."""
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
            self.main.say(Run(said, "good"))
            self.main.came_back(step.story if step is not None else "")
            if await self.main.desk.untold():
                self.main.retell()

        self._queue(job)
