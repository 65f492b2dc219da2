"""What a person at a terminal waits for: a program on a pty, its paints and its keys timed."""

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

from speed.measure import tree_memory

COLUMNS, LINES = 120, 40
PATIENCE = 120.0
QUIET = 0.08
"""Seconds without a byte after which a paint is over."""

_ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][ -~]|\x1b[ -~]"
)


class Terminal:
    """One run of a program. Leaving the context ends it.

    Args:
        command: what to run.
        environ: its environment.
    """

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self._own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._written = b""
        self._start = time.perf_counter()
        self._child = subprocess.Popen(
            command, env=dict(environ), stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        # Kept open: the last one to close a terminal waits until all that it wrote was taken.
        self._theirs = theirs

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
        os.close(self._own)
        os.close(self._theirs)

    def see(self, words: str) -> float:
        """Seconds from the start until these words were painted."""
        wanted = words.encode()
        while wanted not in _ESCAPES.sub(b"", self._written):
            if not self._read(PATIENCE) or time.perf_counter() - self._start > PATIENCE:
                raise TimeoutError(f"never painted: {words!r}")
        return time.perf_counter() - self._start

    def settle(self, quiet: float = 0.5) -> None:
        """Until nothing is painted any more."""
        while self._read(quiet):
            pass

    def wait(self, seconds: float) -> None:
        """Let it paint for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def press(self, key: str) -> float:
        """Seconds from a key to the last byte of what it makes the program paint."""
        self._written = b""
        start = last = time.perf_counter()
        os.write(self._own, key.encode())
        patience = 1.0
        while self._read(patience):
            last, patience = time.perf_counter(), QUIET
        return last - start

    def press_until(self, key: str, sign: str) -> float:
        """Seconds from a key until this is painted, whatever else is painted all along."""
        while self._read(0.0):
            pass
        self._written = b""
        start = time.perf_counter()
        os.write(self._own, key.encode())
        while sign.encode() not in self._written and self._read(1.0):
            pass
        return time.perf_counter() - start

    def memory(self) -> float:
        """Resident memory of the program and its children, in MB."""
        return tree_memory(self._child.pid)

    def quit(self, keys: str = "q") -> None:
        """Leave as a person does, so that it can keep what it keeps."""
        os.write(self._own, keys.encode())
        end = time.perf_counter() + PATIENCE
        while self._child.poll() is None and time.perf_counter() < end:
            self._read(0.1)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._own], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._own, 1 << 16)
        except OSError:
            return False
        self._written += data
        return bool(data)
