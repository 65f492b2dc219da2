from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.tui import splash

from .conftest import Drive

SAVED = 1_795_000_000


@pytest.fixture(autouse=True)
def called_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen belongs to how the program was called: not as pytest was."""
    monkeypatch.setattr(sys, "argv", ["briefing"])


def keep(path: Path, lines: list[str], *files: Path, rows: int = 3) -> None:
    splash.save(path, 40, rows, lines, files, SAVED)


def read(path: Path, *, columns: int = 40, rows: int = 3, now: float = SAVED) -> list[str] | None:
    return splash.read(str(path), columns, rows, now)


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "frame"
    keep(path, ["\x1b[1;32mNews\x1b[0m", "漢字", ""])
    assert read(path) == ["\x1b[1;32mNews\x1b[0m", "漢字", ""]
    assert read(path, columns=41) is None, "made for another width"
    assert read(path, rows=4) is None, "made for another height"
    assert path.stat().st_mode & 0o077 == 0


def test_it_says_how_old_it_is(tmp_path: Path) -> None:
    path = tmp_path / "frame"
    keep(path, ["News", f"As it was {splash.AGE}.", "keys"])
    said = {5: "a moment ago", 130: "2 min ago", 7300: "2 h ago", 200_000: "2 d ago"}
    for seconds, words in said.items():
        lines = read(path, now=SAVED + seconds)
        assert lines is not None
        assert lines[1] == f"As it was {words.ljust(len(splash.AGE))}."


def test_not_shown_when_the_store_changed(tmp_path: Path) -> None:
    path, store = tmp_path / "frame", tmp_path / "store.sqlite"
    store.write_text("one story")
    keep(path, ["One story"], store)
    assert read(path) == ["One story"]
    log = tmp_path / "store.sqlite-wal"
    log.write_text("a mark")
    assert read(path) is None, "something is in the store's log"
    log.unlink()
    assert read(path) == ["One story"]
    store.write_text("no story")
    assert read(path) is None
    store.unlink()
    assert read(path) is None


def test_not_shown_to_another_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "frame"
    keep(path, ["News"])
    monkeypatch.setattr(sys, "argv", ["briefing", "digest"])
    assert read(path) is None
    monkeypatch.setattr(sys, "argv", ["briefing"])
    monkeypatch.setenv("TERM", "vt100")
    assert read(path) is None


def test_a_file_that_was_tampered_with_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "frame"
    keep(path, ["fine", "\x1b]52;c;AAAA\x07", "x"])
    assert read(path) == ["fine", "", "x"]
    path.write_text(path.read_text() + "\x1b]0;owned\x07")
    assert read(path) is None
    keep(path, ["fine"])
    path.write_text(path.read_text() + "\x1b[2Jx")
    assert read(path) is None
    path.write_bytes(b"\xff\x00" * 50)
    assert read(path) is None


def test_nothing_to_show_and_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    splash.begin()
    splash.end()
    splash.forget(tmp_path / "frame")


async def test_leaving_keeps_the_list_without_what_is_done(drive: Drive, tmp_path: Path) -> None:
    frame = tmp_path / "frame"
    async with drive(size=(100, 24), frame=frame) as session:
        await session.press("d", "j")
        await session.press("q")
    lines = splash.read(str(frame), 100, 24, time.time() + 120)
    assert lines is not None
    text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(lines))
    assert "Cable fault" in text.splitlines()[1]
    assert "Harbour board" not in text
    assert "the list as it was 2 min ago" in text.splitlines()[-2]
    async with drive(size=(100, 24), frame=frame) as session:
        await session.press("2", "q")
    assert not frame.exists(), "the questions are not what the next start begins with"


def test_shown_on_a_terminal_before_anything_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "briefing" / "first-screen"
    environ = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "TERM": "xterm-256color"}
    prepare = (
        "import sys, pathlib\n"
        "from briefing.tui import splash\n"
        "sys.argv[1:] = []\n"
        f"splash.save(pathlib.Path({str(path)!r}), 80, 24, ['Yesterday\\'s news'], (), 1)\n"
    )
    code = (
        "import sys\n"
        "sys.argv[1:] = []\n"
        "before = set(sys.modules)\n"
        "from briefing.tui import splash\n"
        "splash.begin()\n"
        "new = {name for name in set(sys.modules) - before if not name.startswith('briefing')}\n"
        "assert new <= {'termios', 'time', '__future__'}, new\n"
        "splash.end()\n"
    )
    subprocess.run([sys.executable, "-c", prepare], check=True, env=environ)
    main, other = pty.openpty()
    subprocess.run(["stty", "cols", "80", "rows", "24"], stdin=other, check=True)
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=other, stdout=other, stderr=other, env=environ
    )
    assert child.wait(20) == 0
    os.close(other)
    seen = os.read(main, 65536)
    os.close(main)
    assert b"\x1b[?1049h" in seen
    assert b"Yesterday's news" in seen
    assert seen.endswith(b"\x1b[?1049l")
