"""From a host and a port to an open connection, by way of the guard.

The name is resolved here, every address is judged here, and the connection goes to a
judged address: there is no second look-up that could answer differently.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from typing import TYPE_CHECKING, Any

from briefing.fetch import explain, guard

if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence

_HEAD_START = 0.25
"""Seconds an address is given before the next one is tried beside it (RFC 8305)."""
_MOST_ADDRESSES = 6

_Address = tuple[socket.AddressFamily, Any]
"""Family and socket address, as ``getaddrinfo`` gives them."""


async def connect(
    host: str,
    port: int,
    *,
    context: ssl.SSLContext | None,
    exempt: bool,
    seconds: float,
    shown: str,
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a connection.

    Args:
        host: name or IP address, without brackets, ASCII.
        port: TCP port.
        context: TLS is spoken when given, for the name ``host``.
        exempt: True for a place the person typed: it may be private.
        seconds: for look-up, connection and TLS together.
        shown: the host as it stands in messages.

    Raises:
        FetchError: no such host, private, refused, too slow, bad certificate.
    """
    try:
        async with asyncio.timeout(seconds):
            addresses = await _resolve(host, port)
            if not exempt:
                addresses = [found for found in addresses if not guard.is_private(found[1][0])]
                if not addresses:
                    raise explain.private(shown)
            sock = await _first(_interleave(addresses))
            try:
                return await asyncio.open_connection(
                    sock=sock, ssl=context, server_hostname=host if context else None
                )
            except BaseException:
                sock.close()
                raise
    except TimeoutError:
        raise explain.no_connection(shown, seconds) from None
    except (OSError, UnicodeError) as error:
        raise explain.network(shown, error) from error


async def _resolve(host: str, port: int) -> list[_Address]:
    """All addresses of a host, in the system's order of preference."""
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        return await _look_up(host, port)
    if literal.version == 4:
        return [(socket.AF_INET, (host, port))]
    return [(socket.AF_INET6, (host, port, 0, 0))]


async def _look_up(host: str, port: int) -> list[_Address]:
    """Ask the system's resolver in a thread of its own.

    A pool would make a slow name wait for other slow names, and its threads would be
    waited for at exit; a look-up that hangs must not keep the program from ending.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[_Address]] = loop.create_future()

    def settle(found: list[_Address] | None, error: Exception | None) -> None:
        if answer.done():  # given up meanwhile
            return
        if found is None:
            answer.set_exception(error or OSError("no answer"))
        else:
            answer.set_result(found)

    def work() -> None:
        found: list[_Address] | None = None
        failed: Exception | None = None
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = [(row[0], row[4]) for row in rows]
        except (OSError, ValueError) as error:
            failed = error
        try:
            loop.call_soon_threadsafe(settle, found, failed)
        except RuntimeError:  # the loop has ended; nobody waits any more
            return

    threading.Thread(target=work, name="briefing-lookup", daemon=True).start()
    return await answer


def _interleave(addresses: Sequence[_Address]) -> list[_Address]:
    """Families in turn, the preferred one first, so that a dead IPv6 costs little."""
    first = [found for found in addresses if found[0] == addresses[0][0]]
    other = [found for found in addresses if found[0] != addresses[0][0]]
    mixed: list[_Address] = []
    for place in range(max(len(first), len(other))):
        mixed.extend(family[place] for family in (first, other) if place < len(family))
    return mixed[:_MOST_ADDRESSES]


async def _first(addresses: Sequence[_Address]) -> socket.socket:
    """The first of the addresses that answers; each has a short start before the next."""
    if len(addresses) == 1:
        return await _dial(addresses[0])
    waiting = list(addresses)
    running: set[asyncio.Task[socket.socket]] = set()
    failure: BaseException = OSError("no address")
    try:
        while waiting or running:
            if waiting:
                running.add(asyncio.create_task(_dial(waiting.pop(0))))
            done, _ = await asyncio.wait(
                running,
                timeout=_HEAD_START if waiting else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for task in done:
                running.discard(task)
                error = task.exception()
                if error is None:
                    return task.result()
                failure = error
        raise failure
    finally:
        for task in running:
            task.add_done_callback(_drop)
            task.cancel()


def _drop(task: asyncio.Task[socket.socket]) -> None:
    """Close the connection of one that came too late."""
    if not task.cancelled() and task.exception() is None:
        task.result().close()


async def _dial(address: _Address) -> socket.socket:
    family, place = address
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, place)
    except BaseException:
        sock.close()
        raise
    return sock
