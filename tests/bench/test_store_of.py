"""The store that benches read must be one that the program itself could have written."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from briefing.store.check import check
from briefing.store.connection import open_store

BENCH = Path(__file__).parents[2] / "bench" / "store_of.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_store_of", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_sound_and_the_same_each_time(bench: ModuleType, tmp_path: Path) -> None:
    told = []
    for name in ("one", "two"):
        path = bench.make(tmp_path / name, 300, feeds=7)
        assert [finding for finding in check(path) if finding.bad or finding.hint] == []
        with open_store(path, read_only=True) as store:
            rows = store.stories.rows()
            told.append((rows, store.stories.views([row.id for row in rows])))
            assert store.search.find(str(rows[0].title).split()[0])
    assert told[0] == told[1]


def test_one_article_a_story(bench: ModuleType, tmp_path: Path) -> None:
    with open_store(bench.make(tmp_path / "store", 20, feeds=3, per_story=1.0)) as store:
        assert store.stories.count() == 20
