"""The inside of a process of our own: answers frames from stdin on stdout, nothing else.

It ends by itself in every case: at the end of its input (the program is gone, however it
went); in the middle of an answer, when a pipe that the program holds is closed; when an answer
takes more processor time than allowed; and when memory runs out. The second and third are
signals of the kernel, since a regular expression at work lets no thread of Python's run.
"""

from __future__ import annotations

import fcntl
import os
import queue
import signal
import threading
from importlib import import_module
from typing import BinaryIO, Final

from briefing.parse import wire

_MEGABYTE: Final = 1024 * 1024


def serve(answerer: str, life: int, seconds: float, megabytes: int) -> None:
    """Answer requests until the input ends.

    Args:
        answerer: module with a function ``answer``, bytes in and bytes out.
        life: descriptor of a pipe whose other end the program holds and never writes to.
        seconds: processor time for one answer; the process is killed when it is used up.
            0: no limit.
        megabytes: address space of the process. 0: no limit.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's business
    _live_as_long_as(life)
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not land in the answers.
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    answer = import_module(answerer).answer
    if megabytes:
        _limit_memory(megabytes)
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(source, requests), daemon=True).start()
    _send(sink, b"ready")
    while True:
        payload = requests.get()
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            answered = answer(payload)
        except MemoryError:
            # What is left of this process is not to be trusted; the program starts another.
            os._exit(wire.OUT_OF_MEMORY)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(sink, answered)


def _live_as_long_as(pipe: int) -> None:
    """Have the kernel signal the end of a pipe nobody writes to; that signal ends a process."""
    try:
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    except OSError:
        return  # a system without it: the end of the input is seen between two requests


def _receive(source: BinaryIO, requests: queue.SimpleQueue[bytes]) -> None:
    while (payload := _frame(source)) is not None:
        requests.put(payload)
    os._exit(0)


def _frame(source: BinaryIO) -> bytes | None:
    head = source.read(wire.LENGTH)
    if len(head) < wire.LENGTH:
        return None
    size = int.from_bytes(head, "big")
    data = source.read(size)
    return data if len(data) == size else None


def _send(sink: BinaryIO, payload: bytes) -> None:
    try:
        sink.write(wire.frame(payload))
        sink.flush()
    except OSError:  # nobody reads any more
        os._exit(0)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource

        size = megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, OSError, ValueError):
        return  # not every system limits address space; the limit of time holds everywhere
