"""One visit to the server of a test."""

from __future__ import annotations

import pytest

from briefing.errors import FetchError
from briefing.fetch.client import Client
from briefing.fetch.types import Fetched, Limits, Request

from .server import Server

QUICK = Limits(total=5, connect=2, read_gap=3)
FEED = b"<rss><channel><title>Harbour Notes</title></channel></rss>"


async def get(server: Server, path: str = "/feed", limits: Limits = QUICK, **known) -> Fetched:
    url = server.url(path)
    async with Client(limits, [url]) as client:
        return await client.get(Request(url, **known))


async def fails(server: Server, path: str = "/feed", limits: Limits = QUICK) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await get(server, path, limits)
    error = caught.value
    assert error.hint
    assert error.line().isprintable()
    return error
