from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from briefing.tui import splash

from .conftest import Drive


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "frame"
    splash.save(path, 40, 3, ["\x1b[1;32mNews\x1b[0m", "漢字", ""])
    assert splash.read(path, 40, 3) == ["\x1b[1;32mNews\x1b[0m", "漢字", ""]
    assert splash.read(path, 41, 3) is None, "made for another width"
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_was_tampered_with_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "frame"
    splash.save(path, 40, 3, ["fine", "\x1b]52;c;AAAA\x07", "x"])
    assert splash.read(path, 40, 3) == ["fine", "", "x"]
    path.write_text(path.read_text() + "\x1b]0;owned\x07")
    assert splash.read(path, 40, 3) is None
    path.write_bytes(b"\xff\x00" * 50)
    assert splash.read(path, 40, 3) is None


def test_nothing_to_show_and_nowhere(tmp_path: Path) -> None:
    assert splash.show(tmp_path / "frame") is None
    splash.forget(tmp_path / "frame")


async def test_leaving_keeps_the_list_without_what_is_done(drive: Drive, tmp_path: Path) -> None:
    frame = tmp_path / "frame"
    async with drive(size=(100, 24), frame=frame) as session:
        await session.press("d", "j")
        await session.press("q")
    lines = splash.read(frame, 100, 24)
    assert lines is not None
    text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(lines))
    assert "Cable fault" in text.splitlines()[1]
    assert "Harbour board" not in text
    async with drive(size=(100, 24), frame=frame) as session:
        await session.press("2", "q")
    assert not frame.exists(), "the questions are not what the next start begins with"


def test_shown_on_a_terminal_before_textual_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "frame"
    splash.save(path, 80, 24, ["Yesterday's news"])
    code = (
        "import sys, pathlib\n"
        "from briefing.tui import splash\n"
        f"shown = splash.show(pathlib.Path({str(path)!r}))\n"
        "assert 'textual' not in sys.modules\n"
        "shown.end(started=False)\n"
    )
    main, other = pty.openpty()
    subprocess.run(["stty", "cols", "80", "rows", "24"], stdin=other, check=True)
    child = subprocess.Popen([sys.executable, "-c", code], stdin=other, stdout=other, stderr=other)
    assert child.wait(20) == 0
    os.close(other)
    seen = os.read(main, 65536)
    os.close(main)
    assert b"\x1b[?1049h" in seen
    assert b"Yesterday's news" in seen
    assert seen.endswith(b"\x1b[?1049l")
