from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .rig import Feeds, Rig


@pytest.fixture(scope="session")
def feeds() -> Iterator[Feeds]:
    served = Feeds()
    yield served
    served.close()


@pytest.fixture(scope="session")
def begun(feeds: Feeds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a reader with three feeds, refreshed once; every test gets a copy."""
    folder = tmp_path_factory.mktemp("begun")
    Rig(folder, feeds).begin()
    return folder


@pytest.fixture
def rig(home: Path, begun: Path, feeds: Feeds) -> Rig:
    """A reader with three feeds, refreshed once."""
    for path in begun.glob("rig.*"):
        shutil.copy(path, home)
    made = Rig(home, feeds)
    made.serve(1)
    feeds.asked.clear()
    return made
