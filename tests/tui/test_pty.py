"""The whole program on a pty, by keys only; ``bench/terminal.py`` does it at length.

How a session ends by a signal and comes back from a shell, ``faults/test_terminal.py`` sees.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "terminal.py"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, sample: tuple[str, ...]) -> ModuleType:
    """The bench; its sample stores are copies of one."""
    module = _bench()
    monkeypatch.setattr(
        module, "sample", lambda folder: Path(shutil.copy(sample[1], folder / "store.sqlite"))
    )
    return module


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_terminal", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCH.parent))  # as when it is run: it has a module beside it
        spec.loader.exec_module(module)
    return module


@pytest.mark.long
def test_the_sample_is_triaged_and_all_of_it_undone(bench: ModuleType, tmp_path: Path) -> None:
    assert "there again after a restart" in bench.triage(tmp_path)


def test_any_keys_on_a_real_terminal(bench: ModuleType, tmp_path: Path) -> None:
    assert "all taken back" in bench.random_keys(tmp_path, seed=1, keys=60)


@pytest.mark.long
def test_the_terminal_is_given_back_however_it_ends(bench: ModuleType, tmp_path: Path) -> None:
    assert "nothing left behind" in bench.ends(tmp_path)


@pytest.mark.long
def test_a_shell_comes_between(bench: ModuleType, tmp_path: Path) -> None:
    assert "gone on with" in bench.stopped(tmp_path)


def test_the_terminal_is_closed(bench: ModuleType, tmp_path: Path) -> None:
    assert "nothing runs on" in bench.closed(tmp_path)
