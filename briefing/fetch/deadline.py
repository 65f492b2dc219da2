"""One deadline over a whole request, that stands still while the delay is our own."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


class Deadline:
    """Wraps a running ``asyncio.timeout``."""

    def __init__(self, timeout: asyncio.Timeout) -> None:
        self._timeout = timeout

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """What happens inside does not count: no server is blamed for our own lack of room."""
        loop = asyncio.get_running_loop()
        when = self._timeout.when()
        if when is None:
            yield
            return
        left = when - loop.time()
        self._timeout.reschedule(None)
        try:
            yield
        finally:
            self._timeout.reschedule(loop.time() + left)

    @asynccontextmanager
    async def through(self, gate: asyncio.Semaphore) -> AsyncIterator[None]:
        """Hold a place at a gate; the wait before it does not count."""
        if gate.locked():
            with self.stopped():
                await gate.acquire()
        else:
            await gate.acquire()
        try:
            yield
        finally:
            gate.release()
