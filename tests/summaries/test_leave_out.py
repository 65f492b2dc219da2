"""Packages left out while another is loaded."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

from briefing.summaries.leave_out import left_out

# Small, of the standard library, and used by nothing here.
NAME = "this"


@pytest.fixture(autouse=True)
def _absent(monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, NAME, raising=False)
    yield
    sys.modules.pop(NAME, None)


def test_a_package_is_refused_inside_and_there_again_after():
    finders = list(sys.meta_path)
    with left_out(NAME), pytest.raises(ModuleNotFoundError, match="left out"):
        import_module(NAME)
    assert import_module(NAME)
    assert sys.meta_path == finders


def test_an_error_inside_leaves_nothing_behind():
    finders = list(sys.meta_path)
    with pytest.raises(ZeroDivisionError), left_out(NAME):
        _ = 1 / 0
    assert sys.meta_path == finders
    assert import_module(NAME)


def test_other_threads_and_what_is_loaded_are_left_alone():
    with left_out(NAME, "json"), ThreadPoolExecutor(1) as pool:
        assert import_module("json")
        assert pool.submit(import_module, NAME).result()
