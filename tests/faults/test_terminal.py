"""Terminals that are tiny, change size all the time, are dumb, are put away or go."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from ..hostile.terminal import Terminal, stripped
from .rig import Rig, running

RESTORED = "\x1b[?1049l"
"""What gives the terminal its own screen back."""


def _command(rig: Rig, *arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "briefing", "--config", str(rig.config), *arguments]


def _screen(
    rig: Rig, command: Sequence[str] = (), columns: int = 100, lines: int = 30, **environ: str
) -> Terminal:
    given = {**rig.environ(), "LANG": "C.UTF-8", **environ}
    return Terminal(command or _command(rig), given, rig.home, columns, lines)


def test_a_window_of_five_lines_and_a_storm_of_resizes(rig: Rig) -> None:
    dice = random.Random(5)
    with _screen(rig, columns=20, lines=5) as screen:
        before = termios.tcgetattr(screen.descriptor)
        screen.wait_for("a")
        screen.type("jj\r")
        for _ in range(60):
            size = struct.pack("HHHH", dice.randint(1, 90), dice.randint(1, 250), 0, 0)
            fcntl.ioctl(screen.descriptor, termios.TIOCSWINSZ, size)
            screen.send(dice.choice(("j", "k", "\t", "G", "g", "\r", "h", "2", "1", "")))
        fcntl.ioctl(screen.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        screen.wait_for("4 Feeds")
        assert screen.quit("1hq") == 0
        after = termios.tcgetattr(screen.descriptor)
    assert after == before
    assert RESTORED in screen.raw.decode()
    assert "Traceback" not in screen.raw.decode()
    rig.is_sound()


def test_put_away_to_the_shell_and_brought_back(rig: Rig) -> None:
    shell = ["bash", "--norc", "--noprofile", "-i"]
    with _screen(rig, shell, PS1="ready: ") as screen:
        screen.wait_for("ready: ")
        screen.send(" ".join(_command(rig)) + "\r")
        screen.wait_for("4 Feeds")
        # the first frame is there before the session is: wait for an answer of its own
        screen.send("T")
        screen.wait_for("Only one theme")
        screen.send("\x1b")
        screen.wait_for("4 Feeds")
        screen.send("\x1a")
        screen.wait_for("Stopped")
        assert RESTORED in screen.raw.decode()
        screen.send("echo $((40 + 2))-there\r")
        screen.wait_for("42-there")
        screen.send("fg\r")
        screen.wait_for("4 Feeds")
        screen.send("q")
        screen.wait_for("ready: ")
        screen.send("echo ended with $?\r")
        screen.wait_for("ended with 0")
    assert "Traceback" not in screen.raw.decode()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_ended_by_a_signal(rig: Rig, number: signal.Signals) -> None:
    with _screen(rig) as screen:
        screen.wait_for("4 Feeds")
        before = len(screen.raw)
        os.kill(screen.pid, number)
        screen.ended()
        assert not running(screen.pid)
    said = screen.raw[before:].decode()
    assert RESTORED in said
    assert "Traceback" not in said
    rig.is_sound()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_of_the_sample_nothing_is_left_by_a_signal(home: Path, number: signal.Signals) -> None:
    environ = {"HOME": str(home), "TMPDIR": str(home), "LANG": "C.UTF-8"}
    command = [sys.executable, "-P", "-m", "briefing", "--demo"]
    with Terminal(command, environ, home) as screen:
        before = termios.tcgetattr(screen.descriptor)
        screen.wait_for("stories, about")
        assert list(home.glob("briefing-demo-*"))
        screen.send("d")
        os.kill(screen.pid, number)
        assert screen.ended() == 128 + number
        assert termios.tcgetattr(screen.descriptor) == before
    assert RESTORED in screen.raw.decode()
    assert not list(home.glob("briefing-demo-*"))


def test_a_terminal_that_goes(rig: Rig) -> None:
    with _screen(rig) as screen:
        screen.wait_for("4 Feeds")
        pid = screen.pid
    deadline = time.monotonic() + 10
    while running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not running(pid)
    rig.is_sound()


@pytest.mark.parametrize("language", ["C", "C.UTF-8", "xx_YY.nonsense"])
def test_a_dumb_terminal_is_sent_plain_text(rig: Rig, language: str) -> None:
    command = _command(rig, "digest", "--since", "all")
    with _screen(rig, command, TERM="dumb", LANG=language, NO_COLOR="") as screen:
        screen.ended()
    assert b"Briefing" in screen.raw
    assert stripped(screen.raw.decode()).isprintable() or b"\x1b" not in screen.raw
