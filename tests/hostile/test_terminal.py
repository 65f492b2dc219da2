"""The session on a real pty, and what is printed, over a store full of control characters."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from .cases import CASES
from .cases.text import TITLES
from .rules import decoded, faults
from .server import usable
from .session import fetching, walked
from .world import World

pytestmark = pytest.mark.skipif(not usable(), reason="this machine has no 127.0.0.0/8")

CHOSEN = [
    case
    for case in CASES
    if case.name.startswith(("everywhere", "title c", "title osc", "title bidi", "title markup"))
    or "escape" in case.name
]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A store filled from hostile feeds, and their server."""
    made = World(tmp_path, CHOSEN, inside=True)
    with made.server:
        made.configure()
        made.visit(1)
        assert len(made.after[0][0]) > 20
        yield made


def test_a_session_that_fetches(world: World) -> None:
    named = next(case for case in CHOSEN if case.name == "everywhere escape")
    assert fetching(world, world.server.feeds(named)[0]) == []


def test_what_a_server_says_at_once(world: World) -> None:
    """Commands that ask servers, and print what they hear without storing it."""
    feeds = [url for case in CHOSEN for url in world.server.feeds(case)]
    wrong = []
    for arguments in (
        ("feed", "check"),
        ("feed", "check", "--json"),
        ("feed", "add", *feeds),
        ("feed", "add", *(f"{url}/no\u202e\x1b[31m" for url in feeds[:3])),
        ("refresh", "--force", "--events"),
        ("brief", feeds[0]),
    ):
        ran = world.ask(*arguments)
        assert ran.code in (0, 1, 2)
        wrong += faults(decoded(ran.out) + decoded(ran.err))
    assert wrong == []


@pytest.mark.long
def test_a_store_that_somebody_else_wrote_into(world: World) -> None:
    """The painters have a lock of their own: nothing that steers a terminal passes it."""
    raw = [
        written.replace("\ud800", "")
        for name, (written, _) in TITLES.items()
        if name not in ("private use", "noncharacters", "forty marks", "marks that stack up")
    ]
    connection = sqlite3.connect(world.store)
    for at, (no,) in enumerate(connection.execute("select no from article").fetchall()):
        words = "calm " + raw[at % len(raw)][:300]
        connection.execute(
            "update article set title = ?, teaser = ?, author = ?, outlet = ? where no = ?",
            (words, words, words, words, no),
        )
    connection.execute("update feed set title = ?, error = ?", ("calm \x1b[31;5mx", "\x9b31mx"))
    connection.commit()
    connection.close()
    assert walked(world) == []
    for form in ("text", "markdown", "html", "json", "mail", "atom"):
        ran = world.ask("digest", "--since", "all", "--format", form)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", decoded(ran.out) + decoded(ran.err))
