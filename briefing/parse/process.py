"""A small Python of our own behind two pipes: asked in frames of bytes, killed at any time."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from briefing.parse import wire

_START: Final = 60.0
"""Seconds in which a new process must be ready."""
_CHUNK: Final = 1 << 20
_ROOT: Final = str(Path(__file__).resolve().parents[2])
_CODE: Final = (
    # Ours goes before any other of that name, and everything else before what lies beside it.
    "import sys; sys.path.insert(0, sys.argv[1]); import briefing; "
    "sys.path.append(sys.path.pop(0)); from briefing.parse.serve import serve; "
    "serve(sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5]))"
)


class Gone(Exception):
    """The process is not there any more, or must not be: why, in words that follow a name."""


class Process:
    """One process, its two pipes, and a third whose end tells it that the program is gone.

    Args:
        answerer: module with a function ``answer``, bytes in and bytes out.
        seconds: processor time for one answer; it is killed when that is used up. 0: no limit.
        megabytes: address space. 0: no limit.

    Raises:
        Gone: the system starts no more processes.
    """

    def __init__(self, answerer: str, *, seconds: float = 0.0, megabytes: int = 0) -> None:
        life, self._life = os.pipe()
        limits = (str(life), str(seconds), str(megabytes))
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
                # -P: a feedparser.py in the folder where the program is run must not be found.
                [sys.executable, "-P", "-c", _CODE, _ROOT, answerer, *limits],
                pass_fds=(life,),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except OSError as error:
            os.close(self._life)
            raise Gone(f"cannot be read, no process starts ({error.strerror})") from error
        finally:
            os.close(life)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in = self._process.stdin.fileno()
        self._out = self._process.stdout.fileno()
        self._ready = False
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def ask(self, payload: bytes, seconds: float) -> bytes:
        """Send one payload, return the one that answers it.

        Args:
            payload: what ``answer`` is given.
            seconds: by the clock; the time in which it starts does not count.

        Raises:
            Gone: too slow, too large an answer, or the process ended.
        """
        if not self._ready:
            self._exchange(b"", _START)
            self._ready = True
        return self._exchange(wire.frame(payload), seconds)

    def _exchange(self, message: bytes, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        left = memoryview(message)
        received = bytearray()
        size: int | None = None
        poll = select.poll()
        poll.register(self._out, select.POLLIN)
        if left:
            poll.register(self._in, select.POLLOUT)
        while size is None or len(received) < size:
            pause = deadline - time.monotonic()
            if pause <= 0:
                raise Gone(f"takes longer than {seconds:g} s to read")
            for fd, _event in poll.poll(pause * 1000):
                if fd == self._in:
                    left = left[self._write(left) :]
                    if not left:
                        poll.unregister(self._in)
                elif not self._read(received):
                    raise Gone(self._why())
            if size is None and len(received) >= wire.LENGTH:
                size = int.from_bytes(received[: wire.LENGTH], "big") + wire.LENGTH
                if size > wire.MAX_FRAME:
                    raise Gone("is too large to be shown")
        return bytes(received[wire.LENGTH :])

    def _write(self, data: memoryview) -> int:
        try:
            return os.write(self._in, data[:_CHUNK])
        except BlockingIOError:
            return 0
        except OSError:  # it closed its end: why is found when its answer ends
            return len(data)

    def _read(self, received: bytearray) -> bool:
        try:
            data = os.read(self._out, _CHUNK)
        except BlockingIOError:
            return True
        received += data
        return bool(data)

    def _why(self) -> str:
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "stopped the parser"
        if code == -signal.SIGPROF:
            return "takes too much time to read"
        if code == wire.OUT_OF_MEMORY:
            return "takes too much memory to read"
        return "brings the parser down"

    def kill(self) -> None:
        """End the process; safe to call at any time, from any thread and more than once."""
        self._process.kill()

    def reap(self) -> None:
        """Wait for the killed process and close the pipes, once nobody reads them any more."""
        self._process.wait()
        if self._life >= 0:
            os.close(self._life)
            self._life = -1
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
