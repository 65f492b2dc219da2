"""Every view and dialog as text. UPDATE_SCREENS=1 writes them anew; look at the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import Drive

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
    "all-done": ("Ay", ""),
}
OTHERS: dict[str, tuple[tuple[int, int], str, dict[str, Any]]] = {
    "briefing-60x20": ((60, 20), "", {}),
    "story-60x20": ((60, 20), "\n", {}),
    "story-200x50": ((200, 50), "\njjj", {}),
    "first-run-80x24": ((80, 24), "", {"sample": True, "first_run": True}),
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


@pytest.mark.parametrize("name", OTHERS)
async def test_others(drive: Drive, snapshot: Callable[[str, str], None], name: str) -> None:
    size, keys, given = OTHERS[name]
    async with drive(size=size, **given) as session:
        await session.type(keys)
        snapshot(name, await session.picture())
