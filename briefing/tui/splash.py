"""The first screen before anything is imported: the last list, painted raw from a small file.

Importing Textual takes a fifth of a second; reading this file takes two milliseconds. So the
session keeps its first screen when it ends, and the next start shows it at once, with its age,
keys typed meanwhile waiting in the terminal's buffer. It is shown only if nothing changed that
it depends on: the arguments, the terminal, the configuration and the store. Only ``os`` and
``sys`` are needed to find that out (and ``termios`` and ``time`` to show it).
"""

# `pathlib` takes longer to load than all that is done here.
# ruff: noqa: PTH109, PTH111, PTH116, PTH123

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # what `typing` calls so; that module is dear
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

AGE = "<how long ago>"
"""What a kept screen says for its age, in its last line but one; the age itself is not longer."""

_HEAD = "briefing frame 2"
_LARGEST = 1 << 18
_ENVIRONMENT = ("TERM", "COLORTERM", "NO_COLOR", "BRIEFING_CONFIG", "BRIEFING_NOW", "XDG_DATA_HOME",
                "XDG_CONFIG_HOME", "HOME")  # fmt: skip
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)))


class _Shown:
    """The screen that is shown now, if one is."""

    found: list[Any] | None = None
    """The terminal's attributes before; None while no screen is shown."""
    left_to_others = False


_shown = _Shown()


def kept_at(environ: Mapping[str, str] = os.environ) -> str:
    """Where the first screen is kept for the next start."""
    state = environ.get("XDG_STATE_HOME", "")
    if not state.startswith("/"):
        state = os.path.expanduser(environ.get("HOME") or "~") + "/.local/state"
    return f"{state}/briefing/first-screen"


def save(
    path: Path, columns: int, rows: int, lines: Sequence[str], files: Sequence[Path], now: int
) -> None:
    """Keep a first screen. A file that cannot be written is no loss; nothing is raised.

    Args:
        path: where.
        columns: of the terminal.
        rows: of the terminal.
        lines: text and colours; one that holds anything else is left empty.
        files: the configuration and the store; when they change, the screen is worth nothing.
        now: seconds since 1970.
    """
    kept = [line if _harmless(line) else "" for line in lines[:rows]]
    stamps = [f"{name}\t{_stamp(name)}" for name in map(os.path.abspath, files)]
    head = (f"{_HEAD} {columns}x{rows}", _circumstances(), str(now), *stamps, "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".new")
        # It holds headlines: for the reader's eyes only.
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w",
                       encoding="utf-8", errors="replace") as file:  # fmt: skip
            file.write("\n".join((*head, *kept)))
        beside.replace(path)
    except OSError:
        pass


def forget(path: Path) -> None:
    """There is no first screen to show next time."""
    import contextlib

    with contextlib.suppress(OSError):
        path.unlink()


def read(path: str, columns: int, rows: int, now: float) -> list[str] | None:
    """The lines of a kept screen with its age, None when it does not fit or is out of date."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            head, _, screen = file.read(_LARGEST).partition("\n\n")
    except OSError:
        return None
    first, *rest = head.split("\n")
    if first != f"{_HEAD} {columns}x{rows}" or len(rest) < 2 or rest[0] != _circumstances():
        return None
    for line in rest[2:]:
        name, _, stamp = line.partition("\t")
        if _stamp(name) != stamp:
            return None
    lines = screen.split("\n")
    if len(lines) > rows or not rest[1].isdecimal() or not all(map(_harmless, lines)):
        return None
    lines[-2:-1] = [line.replace(AGE, _age(now - int(rest[1]))) for line in lines[-2:-1]]
    return lines


def _circumstances() -> str:
    """What else a screen depends on: how the program was called, and where."""
    arguments = sys.argv[1:]
    surroundings = [os.environ.get(name, "") for name in _ENVIRONMENT]
    return repr((arguments, os.getcwd() if arguments else "", surroundings))


def _stamp(name: str) -> str:
    """Changes when the file does; a store's log belongs to it."""
    try:
        told = os.stat(name)
    except OSError:
        return "none"
    log = "" if name.endswith("-wal") else _stamp(f"{name}-wal")
    return f"{told.st_ino}.{told.st_size}.{told.st_mtime_ns} {log}".strip()


def _harmless(line: str) -> bool:
    """Whether a line holds text and colours only: whoever changed the file cannot steer a
    terminal."""
    text, *coded = line.split("\x1b[")
    for part in coded:
        code, end, after = part.partition("m")
        if not end or code.strip("0123456789;"):
            return False
        text += after
    return text.translate(_CONTROLS) == text


def _age(seconds: float) -> str:
    for size, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {name} ago".ljust(len(AGE))
    return "a moment ago".ljust(len(AGE))


def begin() -> None:
    """Show the kept screen, if there is one for this start."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return
    try:
        import termios
        import time

        if not (os.isatty(0) and os.isatty(1)):
            return
        size = os.get_terminal_size(1)
        lines = read(kept_at(), size.columns, size.lines, time.time())
        if lines is None:
            return
        found = termios.tcgetattr(0)
        quiet = list(found)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(0, termios.TCSANOW, quiet)
        _shown.found = found
        painted = "".join(f"\x1b[{number};1H{line}\x1b[0m" for number, line in enumerate(lines, 1))
        _write(f"\x1b[?1049h\x1b[?25l\x1b[2J{painted}")
    except (ImportError, OSError, ValueError):
        return


def leave_to_others() -> None:
    """From here on the session paints, and leaves the alternate screen itself."""
    _shown.left_to_others = True


def end() -> None:
    """Give the terminal back as it was found; nothing when no screen is shown."""
    if _shown.found is None:
        return
    import termios

    try:
        if not _shown.left_to_others:
            _write("\x1b[0m\x1b[?25h\x1b[?1049l")
        termios.tcsetattr(0, termios.TCSANOW, _shown.found)
    except (termios.error, OSError):
        pass  # the terminal is gone
    _shown.found, _shown.left_to_others = None, False


def _write(text: str) -> None:
    data = text.encode("utf-8", "replace")
    while data:
        data = data[os.write(1, data) :]
