"""The session on a real pty, over a store full of control characters."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from .cases import CASES
from .cases.text import TITLES
from .server import usable
from .session import walked
from .world import World

pytestmark = pytest.mark.skipif(not usable(), reason="this machine has no 127.0.0.0/8")

CHOSEN = [
    case
    for case in CASES
    if case.name.startswith(("everywhere", "title c", "title osc", "title bidi", "title markup"))
    or "escape" in case.name
]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A store filled from hostile feeds."""
    made = World(tmp_path, CHOSEN, inside=True)
    with made.server:
        made.configure()
        made.visit(1)
    assert len(made.after[0][0]) > 20
    return made


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
