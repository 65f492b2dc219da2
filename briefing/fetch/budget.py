"""One bound for all bodies in memory at once.

Every request starts with a small claim. One whose body turns out to be larger must get a
claim for the largest body there may be before it reads on, so that a body under way can
always be finished: nobody waits for memory while holding memory that others wait for.
"""

from __future__ import annotations

import asyncio
from collections import deque

_SMALL = 256 * 1024


class Budget:
    """Hands out claims in the order they are asked for.

    Args:
        total: bytes that may be claimed at once.
        largest: bytes of the largest body there may be.
        concurrency: requests under way at once.
    """

    def __init__(self, total: int, largest: int, concurrency: int) -> None:
        self._free = total
        self._small = max(1, min(_SMALL, total // (4 * concurrency)))
        self._large = max(self._small, min(largest, total - concurrency * self._small))
        self._queue: deque[tuple[int, asyncio.Future[None]]] = deque()
        self.most_held = 0
        """Largest sum of claims there was, in bytes."""
        self._total = total

    async def open(self) -> Claim:
        """A small claim, once there is room for it."""
        await self._take(self._small)
        return Claim(self, self._small, self._large)

    async def _take(self, size: int) -> None:
        if self._queue or size > self._free:
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._queue.append((size, turn))
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._give(size)
                else:
                    self._queue.remove((size, turn))
                    self._serve()
                raise
        else:
            self._pay(size)

    def _pay(self, size: int) -> None:
        self._free -= size
        self.most_held = max(self.most_held, self._total - self._free)

    def _give(self, size: int) -> None:
        self._free += size
        self._serve()

    def _serve(self) -> None:
        while self._queue and self._queue[0][0] <= self._free:
            size, turn = self._queue.popleft()
            if turn.cancelled():
                continue
            self._pay(size)
            turn.set_result(None)


class Claim:
    """The memory of one body. Made by ``Budget.open``."""

    def __init__(self, budget: Budget, size: int, large: int) -> None:
        self._budget = budget
        self._size = size
        self._large = large

    def needs_wait(self, size: int) -> bool:
        """True when a body of ``size`` bytes may not be held without ``grow``.

        Past the largest claim there is nothing to wait for: that happens only when the
        total is set smaller than one body.
        """
        return size > self._size and self._size < self._large

    async def grow(self, size: int) -> None:
        """Return once ``size`` bytes may be held; room for the largest body is taken."""
        if self.needs_wait(size):
            wanted = self._large - self._size
            await self._budget._take(wanted)
            self._size += wanted

    def settle(self, size: int) -> None:
        """Keep what the finished body needs and give the rest back."""
        if size < self._size:
            rest, self._size = self._size - size, size
            self._budget._give(rest)

    def close(self) -> None:
        """Give everything back."""
        self.settle(0)
