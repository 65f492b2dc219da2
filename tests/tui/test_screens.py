"""Every view and dialog as text. UPDATE_SCREENS=1 writes them anew; look at the difference."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from briefing.models import CleanText
from briefing.values import replace

from .conftest import Drive, checking
from .fake_desk import FakeShelf

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
VIEWS: dict[str, tuple[str, str]] = {
    # name: keys that lead there from the list, keys that lead back
    "briefing": ("", ""),
    "why": ("w", "hh"),
    "story": ("\n", "h"),
    "article": ("e", "hh"),
    "questions": ("2", "1"),
    "followed": ("3", "1"),
    "feeds": ("4", "1"),
    "help": ("?", "\x1b"),
    "search": ("/fault", "\x1b"),
    "filter": ("&outlet:island", "\x1b"),
    "command": (":sho", "\x1b"),
    "mute": ("m", "\x1b"),
    "remove-feed": ("4x", "n1"),
    "feed": ("4\n", "h1"),
    "question": ("2\n", "h1"),
    "evidence": ("2e", "hh1"),
    "only-new": ("\nt", "th"),
    "apart": ("-", "-"),
    "theme": ("T", "\x1b"),
    "day": (":day yesterday\n", "\x1b"),
    "palette": ("\x10", "\x1b"),
    "terms": (":mute storm\n:terms\n", "\x1bu"),
    "muted": ("jjms:show muted\n", "m1"),
    "error": (":no such thing\n:error\n", "\x1b"),
    "all-done": ("Ay", ""),
}
OTHERS: dict[str, tuple[tuple[int, int], str, dict[str, Any]]] = {
    "briefing-60x20": ((60, 20), "", {}),
    "story-60x20": ((60, 20), "\n", {}),
    "story-200x50": ((200, 50), "\njjj", {}),
    "first-run-80x24": ((80, 24), "", {"sample": True, "first_run": True}),
    "first-run-120x40": ((120, 40), "", {"sample": True, "first_run": True}),
    "first-run-60x20": ((60, 20), "", {"sample": True, "first_run": True}),
    "ascii-80x24": ((80, 24), "\n", {"ascii": True}),
    "flat-80x24": ((80, 24), "", {"flat": True, "ascii": True}),
    "flat-questions-80x24": ((80, 24), "2", {"flat": True, "ascii": True}),
}


@pytest.mark.parametrize("size", SIZES)
async def test_views(drive: Drive, snapshot: Callable[[str, str], None], size: str) -> None:
    """One session walks through them all, each reached from the list."""
    async with drive(size=SIZES[size]) as session:
        for name, (there, back) in VIEWS.items():
            await session.type(there)
            snapshot(f"{name}-{size}", await session.picture())
            await session.type(back)


@pytest.mark.parametrize("size", SIZES)
async def test_a_feed_before_it_is_added(
    drive: Drive, snapshot: Callable[[str, str], None], size: str
) -> None:
    async with drive(size=SIZES[size], command=checking("Harbor Ledger")) as session:
        await session.type("iharborledger.example\n")
        await session.until(lambda: len(session.app.screen_stack) > 1)
        snapshot(f"preview-{size}", await session.picture())


@pytest.mark.parametrize("size", SIZES)
async def test_offline(drive: Drive, snapshot: Callable[[str, str], None], size: str) -> None:
    shelf = FakeShelf([])
    shelf.feed_states = [
        replace(one, error=CleanText("no such host: check the spelling"), articles=0, last_ok=None)
        for one in shelf.feed_states
    ]
    event = {"event": "done", "asked": 5, "new": 0, "failed": [*"abcde"]}
    code = f"print({json.dumps(event)!r})"
    command = (sys.executable, "-c", code)
    async with drive(size=SIZES[size], shelf=shelf, refresh_command=command) as session:
        await session.until(lambda: not session.main.feeds.busy)
        snapshot(f"offline-{size}", await session.picture())


@pytest.mark.parametrize("name", OTHERS)
async def test_others(drive: Drive, snapshot: Callable[[str, str], None], name: str) -> None:
    size, keys, given = OTHERS[name]
    async with drive(size=size, **given) as session:
        await session.type(keys)
        snapshot(name, await session.picture())
