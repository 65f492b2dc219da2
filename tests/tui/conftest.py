"""A session over the shelf in memory, driven by keys, and screens as text."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from briefing.models import StoryStatus
from briefing.questions.themes import DEFAULT_THEMES
from briefing.tui.app import BriefingApp
from briefing.tui.screens.main import Main
from briefing.tui.session import Session

from .fake_desk import FakeShelf
from .sample import NOW

NAMES = {
    " ": "space", ":": "colon", "/": "slash", "&": "ampersand", "+": "plus", "\n": "enter",
    "\x1b": "escape", "\x10": "ctrl+p", "?": "question_mark", ".": "full_stop", ",": "comma",
    "=": "equals_sign", "[": "left_square_bracket", "]": "right_square_bracket",
}  # fmt: skip
CHARACTERS = {name: char for char, name in NAMES.items() if char.isprintable()}

PATIENCE = 60
"""Seconds after which a session that never comes to rest fails its test."""

SCREENS = Path(__file__).parent / "screens"


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times of day are shown in the reader's zone: make that the same everywhere."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    time.tzset()


def text_of(app: BriefingApp) -> str:
    """The screen as it is seen, without colours and trailing spaces."""
    # The one place that looks under Textual's skin: it has no public way to get a text screen.
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


class Watched(BriefingApp):
    """Counts the keys that are being acted upon."""

    acting = 0

    async def action_do(self, ident: str) -> None:
        self.acting += 1
        try:
            await super().action_do(ident)
        finally:
            self.acting -= 1


@dataclass
class Driven:
    """A running session."""

    app: Watched
    pilot: Pilot[Any]
    shelf: FakeShelf

    @property
    def main(self) -> Main:
        return self.app.main

    @property
    def title(self) -> str:
        """Headline under the cursor."""
        return getattr(self.main.pane.current, "title", "")

    @property
    def done(self) -> list[str]:
        """Ids of the stories that are done."""
        views = self.shelf.views.values()
        return [view.row.id for view in views if view.row.status is StoryStatus.DONE]

    async def settle(self) -> None:
        """Wait until everything that was set off is over."""
        calm = 0
        began = time.monotonic()
        while calm < 3:
            assert time.monotonic() - began < PATIENCE, f"it never settles: {self._busy()}"
            # A message on its way from one pump to the next is in no queue: let each that was
            # taken be dealt with before looking again, however slow the machine is.
            for _ in range(15):
                await asyncio.sleep(0)
            await asyncio.sleep(0.002)
            calm = 0 if self._busy() else calm + 1

    def _busy(self) -> str:
        """What still goes on, "" when nothing does."""
        app, main = self.app, self.main
        # Looked at under Textual's skin, like the text of the screen: no public way.
        for node in (app, *app.screen.walk_children(with_self=True)):
            if node._message_queue.qsize():
                return f"a message to {node}"
        for worker in app.workers:
            if worker.group not in ("decisions", "refresh") and not worker.is_finished:
                return f"worker {worker.group}"
        return "keys" if app.acting else "decisions" if main.decisions.waiting else ""

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that happens in a child process."""
        began = time.monotonic()
        while not holds():
            assert time.monotonic() - began < PATIENCE
            await asyncio.sleep(0.01)
        await self.settle()

    def send(self, *keys: str) -> None:
        """Send keys at once, as a person who types ahead. (The pilot's own ``press`` sleeps for
        some 60 ms a key, whatever the machine.)"""
        for key in keys:
            char = CHARACTERS.get(key, key if len(key) == 1 and key.isprintable() else None)
            event = events.Key(NAMES.get(key, key), char)
            event.set_sender(self.app)
            self.app.post_message(event)

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each with all that it sets off."""
        for key in keys:
            self.send(key)
            await self.settle()

    async def type(self, text: str, *keys: str) -> None:
        """Type ahead, then press keys."""
        self.send(*text, *keys)
        await self.settle()

    async def picture(self) -> str:
        """The screen once it is painted to the end."""
        await self.settle()
        await self.pilot.pause()
        return self.text()

    def text(self) -> str:
        return text_of(self.app)


def checking(title: str) -> tuple[str, ...]:
    """A command that finds a feed wherever it is asked to look."""
    found = {
        "url": "https://harborledger.example/feed", "title": title, "error": None, "entries": 20,
        "newest": ["[@click=app.quit]First", "Second"],
    }  # fmt: skip
    return (sys.executable, "-c", f"print({json.dumps([found])!r})")


Drive = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture
def drive(tmp_path: Path) -> Drive:
    """Start a session: ``async with drive(size=(80, 24), ascii=True) as session``."""

    @asynccontextmanager
    async def start(
        size: tuple[int, int] = (120, 40), shelf: FakeShelf | None = None, **given: Any
    ) -> AsyncIterator[Driven]:
        shelf = shelf or FakeShelf()
        session = Session(
            store=tmp_path / "store.sqlite",
            **{"now": lambda: NOW, "themes": lambda: DEFAULT_THEMES, **given},
        )
        app = Watched(session, lambda _session: shelf)
        async with app.run_test(size=size) as pilot:
            driven = Driven(app, pilot, shelf)
            await driven.settle()
            yield driven

    return start


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """Hold a text screen against ``screens/NAME.txt``; UPDATE_SCREENS=1 writes it anew."""

    def check(name: str, text: str) -> None:
        path = SCREENS / f"{name}.txt"
        if os.environ.get("UPDATE_SCREENS"):
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no screen {name} yet: run with UPDATE_SCREENS=1 and look at it"
        assert text == path.read_text(encoding="utf-8")

    return check
