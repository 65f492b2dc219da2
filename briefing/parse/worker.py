"""Parsing in processes that can be killed: a hostile document costs its own ten seconds.

Each worker is a small Python of its own that imports the parser and nothing else of the
program. It is started when first needed, used for one document after another, and killed and
replaced when a document uses up its time or memory or brings it down.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from briefing.errors import ParseError
from briefing.models import ParsedFeed
from briefing.parse import wire
from briefing.parse.naming import place

_WALL: Final = 2.0
"""Wall clock allowed for each second of processor time: a busy machine is no fault of a feed."""
_START: Final = 60.0
"""Seconds in which a new worker must be ready."""
_CHUNK: Final = 1 << 20
_ROOT: Final = str(Path(__file__).resolve().parents[2])


class _Gone(Exception):
    """The worker is not there any more, or must not be: why."""


class Workers:
    """A few parsing processes behind one coroutine.

    A context manager, plain or async; all processes are gone when it is left, and also when
    the program is killed.

    Args:
        count: processes at a time.
        seconds: processor time for one document (and twice that by the clock).
        megabytes: address space of each process.
    """

    def __init__(self, count: int = 1, seconds: float = 10.0, megabytes: int = 512) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="parse")
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill all processes; parses under way end with a ParseError."""
        with self._lock:
            self._closed = True
            workers = list(self._all)
        for worker in workers:
            worker.kill()
        # A thread whose process is gone sees its pipe end and comes back at once.
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in workers:
            worker.reap()

    async def parse(
        self, body: bytes, content_type: str = "", charset: str = "", url: str = ""
    ) -> ParsedFeed:
        """As ``briefing.parse.read.parse``, in one of the processes, within its limits.

        Raises ParseError also when the document uses up time or memory or breaks the parser.
        """
        loop = asyncio.get_running_loop()
        message = wire.request(body, content_type, charset, url)
        return await loop.run_in_executor(self._threads, self._run, message, url)

    def _run(self, message: bytes, url: str) -> ParsedFeed:
        try:
            worker = self._take()
            try:
                payload = worker.ask(message, self._seconds * _WALL)
            except _Gone:
                self._drop(worker)
                raise
        except _Gone as gone:
            raise ParseError(
                f"{place(url)}: {gone}", "it is tried again at the next refresh"
            ) from None
        with self._lock:
            self._idle.append(worker)
        return wire.read_answer(payload)

    def _take(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise _Gone("was not read, the program is ending")
            if self._idle:
                return self._idle.pop()
            worker = _Worker(self._seconds, self._megabytes)
            self._all.add(worker)
        try:
            worker.wait_until_ready()
        except _Gone:
            self._drop(worker)
            raise
        return worker

    def _drop(self, worker: _Worker) -> None:
        worker.kill()
        worker.reap()
        with self._lock:
            self._all.discard(worker)


class _Worker:
    """One process, its two pipes, and a third whose end tells it that the program is gone."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        code = (
            "import sys; sys.path.append(sys.argv[1]); from briefing.parse.child import serve; "
            "serve(int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))"
        )
        life, self._life = os.pipe()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
            # -P: a feedparser.py in the folder where the program is run must not be found.
            [sys.executable, "-P", "-c", code, _ROOT, str(life), str(seconds), str(megabytes)],
            pass_fds=(life,),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        os.close(life)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in = self._process.stdin.fileno()
        self._out = self._process.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)

    def wait_until_ready(self) -> None:
        self._exchange(b"", _START)

    def ask(self, message: bytes, seconds: float) -> bytes:
        """Send a request, return the payload of the answer; raises _Gone."""
        return self._exchange(message, seconds)

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
                raise _Gone(f"takes longer than {seconds:g} s to read")
            for fd, _event in poll.poll(pause * 1000):
                if fd == self._in:
                    left = left[self._write(left) :]
                    if not left:
                        poll.unregister(self._in)
                elif not self._read(received):
                    raise _Gone(self._why())
            if size is None and len(received) >= wire.LENGTH:
                size = int.from_bytes(received[: wire.LENGTH], "big") + wire.LENGTH
                if size > wire.MAX_FRAME:
                    raise _Gone("is too large to be shown")
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
