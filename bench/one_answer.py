"""A server that answers each connection once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


def one_answer(answer: Callable[[str], Awaitable[bytes]]):
    """A handler of connections: ``answer`` gets the head of a request in lower case."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            writer.write(await answer(head))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    return handle
