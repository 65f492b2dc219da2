"""Parsing in processes that can be killed: a hostile document costs its own ten seconds.

Each worker imports the parser and nothing else of the program. It is started when first needed,
used for one document after another, and killed and replaced when a document uses up its time or
memory or brings it down.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, Self

from briefing.errors import ParseError
from briefing.models import ParsedFeed
from briefing.parse import wire
from briefing.parse.naming import place
from briefing.parse.process import Gone, Process

_WALL: Final = 2.0
"""Wall clock allowed for each second of processor time: a busy machine is no fault of a feed."""


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
        self._count = count
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="parse")
        self._lock = threading.Lock()
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start all processes now, for when it is known that they will be needed."""
        # One that does not start is missed when a document wants it.
        with self._lock, suppress(Gone):
            while len(self._all) < self._count:
                self._idle.append(self._start())

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
            except Gone:
                self._drop(worker)
                raise
        except Gone as gone:
            raise ParseError(
                f"{place(url)}: {gone}", "it is tried again at the next refresh"
            ) from None
        with self._lock:
            self._idle.append(worker)
        return wire.read_answer(payload)

    def _take(self) -> Process:
        with self._lock:
            if self._closed:
                raise Gone("was not read, the program is ending")
            if self._idle:
                return self._idle.pop()
            return self._start()

    def _start(self) -> Process:
        worker = Process("briefing.parse.child", seconds=self._seconds, megabytes=self._megabytes)
        self._all.add(worker)
        return worker

    def _drop(self, worker: Process) -> None:
        worker.kill()
        worker.reap()
        with self._lock:
            self._all.discard(worker)
