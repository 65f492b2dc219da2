from __future__ import annotations

import errno
import os
import signal
import time
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from briefing.parse.process import Gone
from briefing.pool import Pool
from briefing.text.clean import width

WORDS = [f"word {n}" * (n % 7) for n in range(200)]


def children() -> list[int]:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in path.read_text().split()]


@pytest.mark.parametrize("hands", [1, 2, 3])
def test_the_same_results_in_the_same_order(hands: int) -> None:
    with Pool(hands) as pool:
        assert not children()
        assert list(pool.map(width, WORDS, part=3)) == [width(word) for word in WORDS]
        assert len(children()) == hands - 1
        assert list(pool.map(len, WORDS)) == [len(word) for word in WORDS]
        assert list(pool.map(len, [])) == []
    assert not children()


def test_processes_that_are_let_go_are_replaced() -> None:
    with Pool(2) as pool:
        assert pool.beside(abs, -1).result() == 1
        (first,) = children()
        pool.renew()
        assert not children()
        assert list(pool.map(len, WORDS)) == [len(word) for word in WORDS]
        assert first not in children()
    assert not children()


def test_what_is_under_way_is_not_done_again_when_processes_are_let_go() -> None:
    with Pool(2) as pool:
        result = pool.beside(time.sleep, 60.0)
        pool.renew()
        with pytest.raises(Gone):
            result.result(timeout=0)
        assert pool.beside(abs, -1).result() == 1
    assert not children()


def test_a_process_that_is_killed_costs_nothing() -> None:
    with Pool(2) as pool:
        found = pool.map(width, WORDS, part=2)
        first = next(found)
        os.kill(children()[0], signal.SIGKILL)
        assert [first, *found] == [width(word) for word in WORDS]
        assert list(pool.map(width, WORDS)) == [width(word) for word in WORDS]


def test_where_no_process_starts_the_work_is_done_here(monkeypatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr("subprocess.Popen", refused)
    open_files = len(os.listdir("/proc/self/fd"))
    with Pool(3) as pool:
        assert list(pool.map(len, WORDS)) == [len(word) for word in WORDS]
        assert pool.beside(len, "word").result() == 4
    assert len(os.listdir("/proc/self/fd")) == open_files


def test_what_goes_wrong_is_raised_here() -> None:
    with Pool(2) as pool, pytest.raises(TypeError):
        list(pool.map(len, [1, 2, 3]))  # type: ignore[list-item]


def test_what_is_under_way_is_not_done_again_when_the_pool_is_left() -> None:
    with Pool(2) as pool:
        result = pool.beside(time.sleep, 2.0)
    with pytest.raises((Gone, CancelledError)):
        result.result()
