"""The process that parses: reads documents from stdin, writes feeds to stdout, nothing else.

It ends by itself in every case: at the end of its input (the program is gone, however it
went); in the middle of a document, when a pipe that the program holds is closed; when a
document takes more processor time than allowed; and when memory runs out. The second and third
are signals of the kernel, since a regular expression at work lets no thread of Python's run.
"""

from __future__ import annotations

import fcntl
import os
import queue
import signal
import threading
from typing import BinaryIO, Final

from briefing.errors import ParseError
from briefing.parse import read, wire
from briefing.text.clean import mask, title

_MEGABYTE: Final = 1024 * 1024


def serve(life: int, seconds: float, megabytes: int) -> None:
    """Answer requests until the input ends.

    Args:
        life: descriptor of a pipe whose other end the program holds and never writes to.
        seconds: processor time for one document; the process is killed when it is used up.
        megabytes: address space of the process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's business
    _live_as_long_as(life)
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not land in the answers.
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    _limit_memory(megabytes)
    requests: queue.SimpleQueue[tuple[bytes, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(source, requests), daemon=True).start()
    _send(sink, b"ready")
    while True:
        labels, body = requests.get()
        signal.setitimer(signal.ITIMER_PROF, seconds)
        payload = _answer(labels, body)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(sink, payload)


def _live_as_long_as(pipe: int) -> None:
    """Have the kernel signal the end of a pipe nobody writes to; that signal ends a process."""
    try:
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    except OSError:
        return  # a system without it: the end of the input is seen between two documents


def _answer(labels: bytes, body: bytes) -> bytes:
    content_type, charset, url = wire.labels(labels)
    try:
        return wire.answer(read.parse(body, content_type, charset, url))
    except ParseError as error:
        return wire.refusal(error)
    except MemoryError:
        # What is left of this process is not to be trusted; the program starts another.
        os._exit(wire.OUT_OF_MEMORY)
    except Exception as error:
        # One document that a parser stumbles over must not stop the others.
        name = title(mask(url)) or "the document"
        return wire.refusal(
            ParseError(f"{name} cannot be read ({type(error).__name__})", "please report it")
        )


def _receive(source: BinaryIO, requests: queue.SimpleQueue[tuple[bytes, bytes]]) -> None:
    while True:
        labels, body = _frame(source), _frame(source)
        if labels is None or body is None:
            os._exit(0)
        requests.put((labels, body))


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
