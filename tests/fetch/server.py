"""A small HTTP server on loopback that behaves well or badly, as each test asks of it."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 7))


@dataclass
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[bytes, bytes]


Behaviour = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]


def answer(
    body: bytes = b"", status: int = 200, *headers: tuple[bytes, bytes], length: int | None = -1
) -> Behaviour:
    """A plain answer; ``length`` -1 tells the true one, None tells none."""

    async def behave(seen: Seen, writer: asyncio.StreamWriter) -> None:
        lines = [b"HTTP/1.1 %d Whatever" % status]
        lines += [name + b": " + value for name, value in headers]
        if length is not None:
            lines.append(b"Content-Length: %d" % (len(body) if length == -1 else length))
        writer.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)

    return behave


def redirect(location: str, status: int = 302) -> Behaviour:
    return answer(b"", status, (b"Location", location.encode()))


def raw(*parts: bytes | float) -> Behaviour:
    """Write bytes and sleep seconds, in turn, then close."""

    async def behave(seen: Seen, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            if isinstance(part, bytes):
                writer.write(part)
                await writer.drain()
            else:
                await asyncio.sleep(part)

    return behave


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Behaviour:
    """A body without an end, in pieces."""

    async def behave(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return behave


@dataclass
class Server:
    """Routes by path; unknown paths answer 404. ``seen`` is the log."""

    routes: dict[str, Behaviour] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    running: Counter[bytes] = field(default_factory=Counter)
    """Requests under way, by Host header."""
    most: Counter[bytes] = field(default_factory=Counter)
    """The largest number there was, by Host header; b"" counts all hosts together."""
    port: int = 0
    tls: ssl.SSLContext | None = None

    def url(self, path: str, host: str = HOSTS[0]) -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    @asynccontextmanager
    async def open(self):
        handlers: set[asyncio.Task[None]] = set()

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            handlers.add(task)
            try:
                await self._serve(reader, writer)
            except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                pass
            finally:
                handlers.discard(task)
                writer.close()

        servers = [await asyncio.start_server(handle, HOSTS[0], 0, ssl=self.tls)]
        self.port = servers[0].sockets[0].getsockname()[1]
        for host in HOSTS[1:]:
            servers.append(await asyncio.start_server(handle, host, self.port, ssl=self.tls))
        try:
            yield self
        finally:
            for server in servers:
                server.close()
            for task in list(handlers):
                task.cancel()
            await asyncio.gather(*handlers, return_exceptions=True)
            await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        method, path, _ = head[0].decode().split(" ")
        headers = {}
        for line in head[1:]:
            if line:
                name, _, value = line.partition(b":")
                headers[name.strip().lower()] = value.strip()
        seen = Seen(method, path, headers)
        self.seen.append(seen)
        host = headers.get(b"host", b"")
        for key in (host, b""):
            self.running[key] += 1
            self.most[key] = max(self.most[key], self.running[key])
        try:
            await self.routes.get(path, answer(b"", 404))(seen, writer)
            await writer.drain()
        finally:
            for key in (host, b""):
                self.running[key] -= 1
