from __future__ import annotations

import pytest

from .server import Server


@pytest.fixture
async def server():
    async with Server().open() as running:
        yield running
