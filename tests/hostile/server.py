"""The hostile server: every case at an address of its own, 127.x.y.z, and canaries beside them.

It runs in a thread with its own loop, so that the program under test can be a process that a
test waits for. Nothing but loopback is bound.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from .bodies import answer
from .case import Asked, Case, Request

CANARY = "127.88.0.1"
_LARGEST_HEAD = 256 * 1024


def usable() -> bool:
    """Whether this machine answers at all of 127.0.0.0/8 (Linux does)."""
    try:
        with socket.create_server((CANARY, 0)):
            return True
    except OSError:
        return False


class Server:
    """Serves cases while it is open.

    Args:
        cases: each gets two hosts.
        secret: a file that no feed may have read.
    """

    def __init__(self, cases: Sequence[Case], secret: Path) -> None:
        self.cases = cases
        self.visit = 1
        self.quiet = False
        self.seen: list[Request] = []
        self.touched: list[str] = []
        """Canaries that were reached: address and first line. Must stay empty."""
        self.most: Counter[str] = Counter()
        """Most requests under way at once, by host; "" counts all."""
        self.faults: list[str] = []
        self._secret = secret
        self._running: Counter[str] = Counter()
        self._hosts: dict[str, Case] = {}
        self._places: dict[str, dict[str, str]] = {}
        self._handlers: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    def feeds(self, case: Case) -> list[str]:
        """The addresses to subscribe to for a case."""
        return [_filled(one, self._places[case.name]) for one in case.feeds]

    def requests(self, case: Case) -> tuple[Request, ...]:
        hosts = {host for host, one in self._hosts.items() if one.name == case.name}
        return tuple(one for one in self.seen if one.host in hosts)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve(ready))

    async def _serve(self, ready: threading.Event) -> None:
        self._stop = asyncio.Event()
        hosts = [f"127.{10 + n // 200}.{n % 200 + 1}" for n in range(len(self.cases))]
        servers = [await asyncio.start_server(self._canary, CANARY, 0, backlog=16)]
        port = _port(servers[0])
        for host in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
            with suppress(OSError):
                servers.append(await asyncio.start_server(self._canary, host, port))
        typed = 0
        for case, host in zip(self.cases, hosts, strict=True):
            own, other = f"{host}.1", f"{host}.2"
            servers.append(await self._listen(own, typed))
            typed = _port(servers[-1])
            if case.family in ("redirects", "addresses"):
                servers.append(await self._listen(other, typed))
                servers.append(await asyncio.start_server(self._canary, own, port))
            self._hosts |= {own: case, other: case}
            self._places[case.name] = self._places_of(own, other, typed, port)
        ready.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        for task in list(self._handlers):
            task.cancel()
        await asyncio.gather(*self._handlers, return_exceptions=True)
        await asyncio.sleep(0)

    async def _listen(self, host: str, port: int) -> asyncio.Server:
        return await asyncio.start_server(self._handle, host, port, limit=_LARGEST_HEAD)

    def _places_of(self, own: str, other: str, typed: int, port: int) -> dict[str, str]:
        number = _number(CANARY)
        return {
            "decimal_host": f"{_number(own)}:{typed}",
            "host": f"{own}:{typed}",
            "ip": own,
            "other": f"{other}:{typed}",
            "port": str(typed),
            "canary": f"{CANARY}:{port}",
            "own_canary": f"{own}:{port}",
            "decimal_canary": f"{number}:{port}",
            "hex_canary": f"0x{number:x}:{port}",
            "octal_canary": f"0177.0130.0.01:{port}",
            "short_canary": f"127.1:{port}",
            "mapped_canary": f"[::ffff:{CANARY}]:{port}",
            "six_canary": f"[::1]:{port}",
            "zero_canary": f"0.0.0.0:{port}",
            "named_canary": f"localhost:{port}",
            "canary_port": str(port),
            "secret": str(self._secret),
        }

    async def _canary(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name = writer.get_extra_info("sockname")
        with suppress(OSError, ValueError, TimeoutError):
            async with asyncio.timeout(1):
                self.touched.append(f"{name[0]}: {(await reader.readline())!r}")
            writer.write(answer(b"<rss><channel><title>Canary</title></channel></rss>"))
        writer.close()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._handlers.add(task)
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        except Exception as error:
            self.faults.append(repr(error))
        finally:
            self._handlers.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, colon, value = line.partition(":")
            if colon:
                headers[name.strip().lower()] = value.strip()
        path = head[0].split(" ")[1]
        case = self._hosts[host]
        self.seen.append(Request(self.visit, self.quiet, host, path, headers))
        asked = Asked(case.name, self.visit, path, headers, self._places[case.name])
        for key in (host, ""):
            self._running[key] += 1
            self.most[key] = max(self.most[key], self._running[key])
        try:
            for step in case.serve(asked):
                if isinstance(step, bytes):
                    writer.write(step)
                    await writer.drain()
                else:
                    await asyncio.sleep(step)
        finally:
            for key in (host, ""):
                self._running[key] -= 1


def _number(address: str) -> int:
    return int.from_bytes(socket.inet_aton(address), "big")


def _port(server: asyncio.Server) -> int:
    port: int = server.sockets[0].getsockname()[1]
    return port


def _filled(template: str, places: Mapping[str, str]) -> str:
    for name, value in places.items():
        template = template.replace("{" + name + "}", value)
    return template
