"""The first screen before anything is imported: the last list, painted raw from a small file.

Importing Textual takes a fifth of a second; reading this file takes two milliseconds. So the
session keeps its first screen when it ends, and the next start shows it at once, keys typed
meanwhile waiting in the terminal's buffer. Only ``os``, ``re``, ``sys`` and ``termios`` are
needed here, and nothing of Textual.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = "briefing frame 1 {columns}x{rows}\n"
_LARGEST = 1 << 18
_SGR = r"\x1b\[[0-9;]*m"
_HARMLESS = re.compile(rf"(?:{_SGR}|[^\x00-\x1f\x7f-\x9f])*")
"""All that a line may hold: text and colours. Whoever changed the file cannot steer a terminal."""


class Splash:
    """A first screen that is being shown. ``end`` gives the terminal back as it was found."""

    def __init__(self, attributes: list[Any]) -> None:
        self._attributes = attributes

    def end(self, *, started: bool = True) -> None:
        """After the session: echo and line mode as before.

        Args:
            started: False when the session never came up, and with it nobody who leaves the
                alternate screen.
        """
        import termios

        if not started:
            sys.stdout.write("\x1b[0m\x1b[?25h\x1b[?1049l")
            sys.stdout.flush()
        with contextlib.suppress(termios.error, OSError, ValueError):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._attributes)


def save(path: Path, columns: int, rows: int, lines: Sequence[str]) -> None:
    """Keep a first screen. A file that cannot be written is no loss; nothing is raised."""
    kept = [line if _HARMLESS.fullmatch(line) else "" for line in lines[:rows]]
    text = _HEAD.format(columns=columns, rows=rows) + "\n".join(kept)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".new")
        # It holds headlines: for the reader's eyes only.
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w",
                       encoding="utf-8", errors="replace") as file:  # fmt: skip
            file.write(text)
        beside.replace(path)


def forget(path: Path) -> None:
    """There is no first screen to show next time."""
    with contextlib.suppress(OSError):
        path.unlink()


def read(path: Path, columns: int, rows: int) -> list[str] | None:
    """The lines of a kept screen, None when there is none for a terminal of this size."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(_LARGEST)
    except OSError:
        return None
    head = _HEAD.format(columns=columns, rows=rows)
    lines = text[len(head) :].split("\n")
    if not text.startswith(head) or len(lines) > rows:
        return None
    return lines if all(_HARMLESS.fullmatch(line) for line in lines) else None


def show(path: Path) -> Splash | None:
    """Paint the kept screen on the terminal, None when there is nothing to show or nowhere."""
    try:
        import termios

        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return None
        size = os.get_terminal_size(sys.stdout.fileno())
        lines = read(path, size.columns, size.lines)
        if lines is None:
            return None
        attributes = termios.tcgetattr(sys.stdin.fileno())
        quiet = list(attributes)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, quiet)
    except (ImportError, OSError, ValueError, termios.error):
        return None
    painted = "".join(f"\x1b[{number};1H{line}\x1b[0m" for number, line in enumerate(lines, 1))
    sys.stdout.write(f"\x1b[?1049h\x1b[?25l\x1b[2J{painted}")
    sys.stdout.flush()
    return Splash(attributes)
