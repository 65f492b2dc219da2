"""Every view and dialog as text. UPDATE_SCREENS=1 writes them anew; look at the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import Drive

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
VIEWS: dict[str, str] = {
    "briefing": "",
    "story": "\n",
    "article": "e",
    "why": "w",
    "questions": "2",
    "followed": "3",
    "feeds": "4",
    "help": "?",
    "search": "/fault",
    "filter": "&outlet:island",
    "command": ":sho",
    "mute": "m",
    "all-done": "Ay",
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
    """One session walks through them all: each is reached from the list, as it was left."""
    for name, keys in VIEWS.items():
        async with drive(size=SIZES[size]) as session:
            await session.type(keys)
            if name == "search":
                session.main.query_one("Input").blur()  # no blinking cursor in the picture
                await session.pilot.pause()
            snapshot(f"{name}-{size}", await session.picture())


@pytest.mark.parametrize("name", OTHERS)
async def test_others(drive: Drive, snapshot: Callable[[str, str], None], name: str) -> None:
    size, keys, given = OTHERS[name]
    async with drive(size=size, **given) as session:
        await session.type(keys)
        snapshot(name, await session.picture())
