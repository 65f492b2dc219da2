"""A real terminal's other end: runs the session on a pty and keeps every byte it is sent."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

# What the session itself may send: colours, cursor, modes, erasing, questions to the terminal,
# synchronised output. Nothing that writes a clipboard, a title, a link or a file.
_OURS = re.compile(
    "\x1b\\[[0-9;:]*m"
    "|\x1b\\[[0-9;]*[ABCDEFGHJKXdfrst]"
    "|\x1b\\[[?>=<]?[0-9;]*[hlucqn]"
    "|\x1b\\[\\?[0-9;]*\\$p"
    "|\x1b\\[[0-9]* q"
    "|\x1b\\]22;[a-z-]{0,20}\x07"  # the shape of the mouse pointer
    "|\x1b[78=>]"
    "|\r|\x0f"
)


class Terminal:
    """One program on a pty of a given size.

    Use it as ``with Terminal(command, environ, folder) as screen``; ``screen.type("j")`` sends
    keys and returns what came back until it was quiet again.
    """

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        folder: Path,
        columns: int = 120,
        lines: int = 40,
    ) -> None:
        self._command, self._environ, self._folder = command, environ, folder
        self._size = struct.pack("HHHH", lines, columns, 0, 0)
        self.raw = b""
        self.code: int | None = None

    @property
    def descriptor(self) -> int:
        """Our end of the terminal."""
        return self._own

    @property
    def pid(self) -> int:
        return self._child.pid

    def __enter__(self) -> Self:
        self._own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, self._size)
        self._child = subprocess.Popen(
            list(self._command),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", **self._environ},
            cwd=self._folder,
            start_new_session=True,
            preexec_fn=_governed,
        )
        os.close(theirs)
        return self

    def __exit__(self, *_: object) -> None:
        if self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
        os.close(self._own)

    def wait_for(self, words: str, seconds: float = 30) -> str:
        """What came until these words were painted."""
        start, deadline = len(self.raw), time.monotonic() + seconds
        while words not in stripped(self.raw[start:].decode("utf-8", "replace")):
            assert time.monotonic() < deadline, (
                f"{words!r} was not painted: {stripped(self.raw[-9000:].decode(errors='replace'))}"
            )
            assert self._read(0.2) is not None, "the session ended"
        self._settle()
        return self.raw[start:].decode("utf-8", "replace")

    def type(self, keys: str) -> str:
        """What keys bring to the screen until nothing comes for a moment."""
        start = len(self.raw)
        self.send(keys)
        deadline = time.monotonic() + 5
        while len(self.raw) == start and time.monotonic() < deadline:
            self._read(0.1)
        self._settle()
        return self.raw[start:].decode("utf-8", "replace")

    def quit(self, keys: str = "q") -> int:
        """Leave; the exit code. What a key before opened late is left as a person does, by
        another one."""
        self.send(keys)
        for _ in range(3):
            deadline = time.monotonic() + 4
            while self._child.poll() is None and time.monotonic() < deadline:
                self._read(0.1)
            if self._child.poll() is not None:
                break
            with suppress(OSError):
                self.send(keys[-1])
        return self.ended()

    def send(self, keys: str) -> None:
        """Type without waiting."""
        os.write(self._own, keys.encode())

    def ended(self) -> int:
        """The exit code, once it has ended."""
        deadline = time.monotonic() + 15
        while self._child.poll() is None and time.monotonic() < deadline:
            self._read(0.1)
        while self._read(0.1):
            pass
        assert self._child.poll() is not None, "the session does not end"
        return self._child.returncode

    def _settle(self, quiet: float = 0.08) -> None:
        while self._read(quiet):
            pass

    def _read(self, seconds: float) -> bytes | None:
        """Bytes that came, b"" when none did in time, None at the end."""
        if not select.select([self._own], [], [], seconds)[0]:
            return b""
        data = b""
        with suppress(OSError):
            data = os.read(self._own, 65536)
        self.raw += data
        return data or None


def _governed() -> None:
    """In the child: the terminal rules it, and tells it of sizes, Ctrl-Z and its own end."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def stripped(text: str) -> str:
    """The text without the sequences that are the session's own."""
    return _OURS.sub("", text)
