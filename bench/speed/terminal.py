"""What a person at a terminal waits for: a program on a pty, its paints and its keys timed."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence

from on_pty import OnPty

from speed.measure import tree_memory

COLUMNS, LINES = 120, 40
PATIENCE = 120.0
QUIET = 0.08
"""Seconds without a byte after which a paint is over."""

_ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][ -~]|\x1b[ -~]"
)


class Terminal(OnPty):
    """One run of a program, timed."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self._start = time.perf_counter()
        super().__init__(command, environ, (COLUMNS, LINES))

    def see(self, words: str) -> float:
        """Seconds from the start until these words were painted."""
        wanted = words.encode()
        while wanted not in _ESCAPES.sub(b"", self.raw):
            if not self.read(PATIENCE) or time.perf_counter() - self._start > PATIENCE:
                raise TimeoutError(f"never painted: {words!r}")
        return time.perf_counter() - self._start

    def settle(self, quiet: float = 0.5) -> None:
        """Until nothing is painted any more."""
        while self.read(quiet):
            pass

    def wait(self, seconds: float) -> None:
        """Let it paint for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def press(self, key: str) -> float:
        """Seconds from a key to the last byte of what it makes the program paint."""
        self.raw = b""
        start = last = time.perf_counter()
        self.write(key)
        patience = 1.0
        while self.read(patience):
            last, patience = time.perf_counter(), QUIET
        return last - start

    def press_until(self, key: str, sign: str) -> float:
        """Seconds from a key until this is painted, whatever else is painted all along."""
        while self.read(0.0):
            pass
        self.raw = b""
        start = time.perf_counter()
        self.write(key)
        while sign.encode() not in self.raw and self.read(1.0):
            pass
        return time.perf_counter() - start

    def memory(self) -> float:
        """Resident memory of the program and its children, in MB."""
        return tree_memory(self._child.pid)

    def quit(self, keys: str = "q") -> None:
        """Leave as a person does, so that it can keep what it keeps."""
        self.write(keys)
        end = time.perf_counter() + PATIENCE
        while self._child.poll() is None and time.perf_counter() < end:
            self.read(0.1)
