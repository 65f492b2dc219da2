"""Work done in processes beside this one: the same results in the same order, and this one has
its memory, and its time for the reader, to itself.

The processes are our own Pythons (``parse.process``): they end with the program, however it
ends. What crosses is pickled on both sides by this program alone.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, Final, Self, TypeVar

from briefing.parse.process import Gone, Process

T = TypeVar("T")
R = TypeVar("R")

MOST: Final = 2
"""Processes, this one counted, however many processors there are: each costs 30 MB and more."""

_AHEAD: Final = 2
"""Parts given to a process at a time: one that it does, one that it need not wait for."""

_SECONDS: Final = 600.0
"""In which a part must be done."""


def answer(payload: bytes) -> bytes:
    """Inside a process: do one part of the work."""
    work, items = pickle.loads(payload)  # noqa: S301 - packed by ``Pool``
    return pickle.dumps(_each(work, items))


class Pool:
    """Processes beside this one, for one piece of work after another; a context manager.

    The others start when they are first needed: work that does not come costs nothing.

    Args:
        hands: how many there are in all, this one counted; 1 starts none.
    """

    def __init__(self, hands: int | None = None) -> None:
        self._others = (min(os.cpu_count() or 1, MOST) if hands is None else hands) - 1
        self._processes: list[Process] = []
        self._idle: deque[Process] = deque()
        self._threads = ThreadPoolExecutor(max(1, self._others), thread_name_prefix="pool")
        self._under_way: set[Future[Any]] = set()
        self._left = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._left = True
        for process in self._processes:
            process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for process in self._processes:
            process.reap()

    def map(self, work: Callable[[T], R], items: Iterable[T], part: int = 8) -> Iterator[R]:
        """``work`` of each item, in order, while later ones are under way.

        This process works only where there is no other: it need not even load what works, and
        has time for whoever looks at it.

        Args:
            work: a function at the top of a module; what it raises is raised here.
            items: taken as they are needed, a few parts ahead.
            part: items given away at a time.
        """
        others = len(self._started())
        source = iter(items)
        ahead: deque[Future[list[R]]] = deque()
        while some := list(islice(source, part)):
            if not others:
                yield from _each(work, some)
                continue
            while len(ahead) >= _AHEAD * others:
                yield from ahead.popleft().result()
            ahead.append(self._submit(partial(self._do, work, some)))
        for one in ahead:
            yield from one.result()

    @property
    def alone(self) -> bool:
        """Whether no process can be had but this one."""
        return not self._started()

    def beside(self, work: Callable[[T], R], item: T) -> Future[R]:
        """Begin ``work`` of one item in another process; where there is none, do it."""
        if self.alone:
            return _done(partial(work, item))
        return self._submit(lambda: self._do(work, [item])[0])

    def renew(self) -> None:
        """Let go of the processes, and of all memory that they took.

        What is still under way is not done, and raises ``Gone``. Others start when there is
        more to do.
        """
        gone, self._processes = self._processes, []
        self._idle.clear()
        for process in gone:
            process.kill()
        wait(self._under_way)  # until then a thread may listen to one of them
        for process in gone:
            process.reap()

    def _submit(self, do: Callable[[], R]) -> Future[R]:
        future = self._threads.submit(do)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future

    def _started(self) -> list[Process]:
        if not self._processes:
            with suppress(Gone):  # where no more processes start, fewer hands do the work
                while len(self._processes) < self._others:
                    self._processes.append(Process("briefing.pool"))
            self._idle.extend(self._processes)
        return self._processes

    def _do(self, work: Callable[[T], R], items: list[T]) -> list[R]:
        try:
            process = self._idle.popleft()
        except IndexError:  # it went down before
            return self._here(work, items)
        try:
            payload = process.ask(pickle.dumps((work, items)), _SECONDS)
        except Gone:
            if self._left or process not in self._processes:
                raise  # nobody waits for it any more
            # Perhaps it was killed to make room; what it did not do is done here.
            process.kill()
            return self._here(work, items)
        if process in self._processes:
            self._idle.append(process)
        done: list[Any] = pickle.loads(payload)  # noqa: S301 - packed by ``answer``
        return done

    def _here(self, work: Callable[[T], R], items: Iterable[T]) -> list[R]:
        done = []
        for item in items:
            if self._left:
                raise Gone("is waited for no more")
            done.append(work(item))
        return done


def _each(work: Callable[[T], R], items: Iterable[T]) -> list[R]:
    return [work(item) for item in items]


def _done(work: Callable[[], R]) -> Future[R]:
    """What ``work`` returns or raises, as something to wait for."""
    future: Future[R] = Future()
    try:
        future.set_result(work())
    except Exception as error:
        future.set_exception(error)
    return future
