"""One HTTP/1.1 request and its answer over one connection, by h11; the connection is not kept.

Feeds of a thousand hosts never reuse a connection, so there is no pool to keep and to search.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import h11

from briefing.fetch import explain
from briefing.values import Value

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_PIECE = 64 * 1024
_START = b"HTTP/"
_MOST_INTERIM = 16
"""Interim answers (1xx) that are put up with before the final one."""

Headers = list[tuple[bytes, bytes]]


class Head(Value):
    """Status and headers of an answer; names in lower case, values as received."""

    status: int
    headers: Headers


class Exchange:
    """Asks once and reads the answer.

    Args:
        streams: the open connection; it is broken off by ``close``.
        gap: longest silence in seconds.
        header_bytes: most bytes of a head.
        shown: the host as it stands in messages.
    """

    def __init__(
        self,
        streams: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        *,
        gap: float,
        header_bytes: int,
        shown: str,
    ) -> None:
        self._reader, self._writer = streams
        self._gap = gap
        self._shown = shown
        self._ended = False
        self._start = b""
        self._state = h11.Connection(h11.CLIENT, max_incomplete_event_size=header_bytes)

    async def ask(self, method: bytes, target: bytes, headers: Headers) -> Head:
        """Send the request, return the head of the final answer.

        Raises:
            FetchError: silence, a broken connection, something that is not HTTP.
        """
        try:
            request = h11.Request(method=method, target=target, headers=headers)
            self._writer.write(self._state.send(request) or b"")
            self._state.send(h11.EndOfMessage())
        except h11.LocalProtocolError as error:
            raise explain.not_http(self._shown) from error
        for _ in range(_MOST_INTERIM):
            event = await self._event()
            if isinstance(event, h11.Response):
                return Head(event.status_code, list(event.headers))
            if not isinstance(event, h11.InformationalResponse):
                break
        raise explain.not_http(self._shown)

    async def body(self) -> AsyncIterator[bytes]:
        """The body in pieces as they come off the wire, chunk framing removed.

        Raises:
            FetchError: silence, or an end before the announced end.
        """
        while True:
            event = await self._event()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            else:
                return

    def close(self) -> None:
        """Break the connection off at once; what is still on its way is dropped."""
        self._writer.transport.abort()

    async def _event(self) -> object:
        while True:
            try:
                event = self._state.next_event()
            except h11.RemoteProtocolError as error:
                if self._ended and not self._start:
                    raise explain.no_answer(self._shown) from error
                if self._ended and self._start == _START:
                    raise explain.cut_short(self._shown) from error
                raise explain.not_http(self._shown) from error
            if event is h11.NEED_DATA:
                self._state.receive_data(await self._read())
            else:
                return event

    async def _read(self) -> bytes:
        try:
            async with asyncio.timeout(self._gap):
                data = await self._reader.read(_PIECE)
        except TimeoutError:
            raise explain.silent(self._shown, self._gap) from None
        except OSError as error:
            raise explain.network(self._shown, error) from error
        self._ended = not data
        if len(self._start) < len(_START):
            self._start = (self._start + data)[: len(_START)]
        return data
