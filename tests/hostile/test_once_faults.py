"""Faults that hostile input once found, each held by a test of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .bodies import Item, answer, items, plain, rss
from .case import Asked, Case, Steps
from .cases.xml import large_items
from .rules import faults
from .server import usable
from .world import World

pytestmark = pytest.mark.skipif(not usable(), reason="this machine has no 127.0.0.0/8")


def _thief(asked: Asked) -> Steps:
    """Lists the address of an article of ``owner``, and other words at each visit."""
    stolen = Item(f"Stolen words {asked.visit}", "https://owner.example/0", "1")
    return [answer(rss([stolen, *items(asked, "Words of my own")], "Thief"))]


CASES = [
    Case("owner", plain("Own words"), titles=("Own words",)),
    Case("thief", _thief, titles=("Words of my own",)),
]


def test_no_feed_rewrites_the_article_of_another_one(tmp_path: Path) -> None:
    world = World(tmp_path, CASES, inside=True)
    with world.server:
        world.configure()
        world.visit(1)
        world.visit(2)
    assert [line for case in CASES for line in world.wrong(case)] == []


@pytest.mark.long
def test_eight_megabytes_of_text_do_not_hold_up_a_refresh(tmp_path: Path) -> None:
    world = World(tmp_path, [Case("texts", large_items(40), count=40)], inside=True)
    with world.server:
        world.configure()
        world.visit(1)
    assert world.wrong(world.cases[0]) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief", "no\x1b[31m.txt"),
        ("feed", "import", "no\x1b[31m.opml"),
        ("--config", "no\x1b[31m.toml", "stories"),
        ("story", "\x1b[31m"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_names_in_error_lines_are_clean(briefing: Any, arguments: tuple[str, ...]) -> None:
    assert faults(briefing(*arguments).err) == []
