"""A program on a pty of its own, as a terminal runs it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self


class OnPty:
    """One run of a program. Leaving the context ends it.

    Args:
        command: what to run.
        environ: its environment.
        size: columns and lines.
        folder: where it runs, None for here.
    """

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        size: tuple[int, int],
        folder: Path | None = None,
    ) -> None:
        self.raw = b""
        """What it wrote and nobody let go of."""
        self._own, self._theirs = pty.openpty()
        self._open = True
        self._set_size(size)
        self._found = termios.tcgetattr(self._theirs)
        # Ours stays open: the last to close a terminal waits until all it wrote was taken.
        self._child = subprocess.Popen(
            command, env=dict(environ), cwd=folder,
            stdin=self._theirs, stdout=self._theirs, stderr=self._theirs, start_new_session=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
        if self._open:
            self._hang_up()

    def _hang_up(self) -> None:
        os.close(self._own)
        os.close(self._theirs)
        self._open = False

    def _set_size(self, size: tuple[int, int]) -> None:
        columns, lines = size
        fcntl.ioctl(self._own, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def write(self, keys: str) -> None:
        os.write(self._own, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what came; False when nothing did in time."""
        if not select.select([self._own], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._own, 1 << 16)
        except OSError:
            return False
        self.raw += data
        return bool(data)
