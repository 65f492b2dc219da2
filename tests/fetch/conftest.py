from __future__ import annotations

import pytest
from hypothesis import settings

from .server import Server


@pytest.fixture
async def server():
    async with Server().open() as running:
        yield running


# no test may fail because the machine is busy
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
