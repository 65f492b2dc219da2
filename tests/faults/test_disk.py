"""Disks that are full, files that may not be written, clocks that jump, odd paths."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from .rig import BATCH, Rig, one_line

_PR_CAPBSET_DROP = 24
_OVERRIDES = (1, 2, 3)
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER: what lets root write where it may not."""


def obedient() -> None:
    """Before a command: give up what lets root pass over file modes; nothing for others."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in _OVERRIDES:
            if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "prctl")


def limited(bytes_: int) -> Callable[[], None]:
    """Before a command: no file may grow above so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))


@pytest.fixture
def modes(tmp_path: Path, rig: Rig) -> None:
    """Skips where the modes of files do not hold for us."""
    probe = rig.home / "probe"
    probe.mkdir()
    probe.chmod(0o500)
    ran = rig.run("config", "path", before=obedient)
    if ran.code != 0:
        pytest.skip("this user cannot be kept from writing")


def test_a_full_disk(rig: Rig) -> None:
    before = rig.rows("articles")
    for _ in range(4):
        rig.grow()
    # the pages that are there may be written, and hardly any more
    most = max(path.stat().st_size for path in rig.home.glob("rig.sqlite*")) + 8192
    ran = rig.run("refresh", "--force", before=limited(most))
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("briefing: ")
    assert str(rig.store) in ran.err.splitlines()[-1]
    rig.is_sound()
    rows = rig.rows("articles")
    assert {row["id"] for row in before} <= {row["id"] for row in rows}
    assert rig.run("digest", "--since", "all", before=limited(most)).code == 0
    rig.is_whole()


def test_a_disk_without_any_room(rig: Rig) -> None:
    story = rig.rows("stories", "--since", "all")[0]["id"]
    ran = rig.run("mark", "save", story, before=limited(0))
    one_line(ran, 1, str(rig.store))
    rig.is_sound()
    assert len(rig.rows("articles")) == len(rig.names) * BATCH


@pytest.mark.usefixtures("modes")
def test_a_file_that_may_only_be_read(rig: Rig) -> None:
    story = rig.rows("stories", "--since", "all")[0]["id"]
    for path in (*rig.home.glob("rig.sqlite*"), rig.home):
        path.chmod(0o400 if path.is_file() else 0o500)
    try:
        assert rig.run("digest", "--since", "all", before=obedient).code == 0
        assert rig.run("search", "known", before=obedient).code == 0
        one_line(rig.run("mark", "save", story, before=obedient), 1, str(rig.store), "writ")
        one_line(rig.run("refresh", "--force", before=obedient), 1, str(rig.home), "writ")
        one_line(rig.run("feed", "remove", "http://x.example/", before=obedient), 2, "not followed")
        ran = rig.run("feed", "add", "--unchecked", "http://x.example/", before=obedient)
        one_line(ran, 1, str(rig.config), "writ")
        ran = rig.run("doctor", before=obedient)
        assert "Traceback" not in ran.err
    finally:
        rig.home.chmod(0o700)
        for path in rig.home.glob("rig.sqlite*"):
            path.chmod(0o600)
    rig.is_whole()


@pytest.mark.usefixtures("modes")
def test_a_file_that_may_not_be_read(rig: Rig) -> None:
    rig.store.chmod(0)
    one_line(rig.run("stories", before=obedient), 1, str(rig.store), "read")
    rig.store.chmod(0o600)
    rig.config.chmod(0)
    one_line(rig.run("stories", before=obedient), 2, str(rig.config), "read")
    rig.config.chmod(0o600)
    rig.is_whole()


@pytest.mark.parametrize("to", ["2016-11-20T12:00:00Z", "2036-11-20T12:00:00Z"])
def test_a_clock_that_jumps(rig: Rig, to: str) -> None:
    """No feed starves for years, none is asked in a loop, nothing is lost or out of order."""
    rig.grow()
    rig.clock = to
    assert rig.ask("refresh").code == 0
    assert "nothing is due" in rig.ask("refresh").err
    asked = len(rig.site.asked)
    assert rig.ask("digest").code == 0
    rig.clock = ""
    rig.grow()
    assert "nothing is due" not in rig.ask("refresh").err
    assert len(rig.site.asked) == asked + len(rig.names)
    assert "nothing is due" in rig.ask("refresh").err
    rig.is_whole()


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("Europe/Berlin", "2026-10-25T00:59:00Z"),
        ("America/St_Johns", "2026-03-08T05:29:59Z"),
        ("Asia/Kathmandu", "2026-12-31T18:14:59Z"),
        ("Nowhere/Land", "2026-11-20T17:30:00Z"),
        ("<x>-24:59:59", "2026-11-20T17:30:00+13:45"),
        ("UTC", "1970-01-01T00:00:00Z"),
        ("UTC", "9999-12-31T23:59:59Z"),
    ],
)
def test_odd_zones_and_hours(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, zone: str, clock: str
) -> None:
    rig.clock = clock
    monkeypatch.setenv("TZ", zone)
    ran = rig.run("digest", "--since", "24h")
    assert ran.code == 0, ran.err


def test_odd_places_for_a_store(rig: Rig) -> None:
    plain = rig.home / "plain.txt"
    plain.write_text("words")
    loop = rig.home / "loop"
    loop.symlink_to(loop)
    dangling = rig.home / "dangling"
    dangling.symlink_to(rig.home / "no" / "where" / "store")
    for path in ("/dev/null", "/proc/none/store", str(plain / "store"), str(loop), str(rig.home)):
        ran = rig.ask("--store", path, "refresh")
        assert ran.code == 1, (path, ran)
        assert path in ran.err.splitlines()[-1]
    assert plain.read_text() == "words"
    long = rig.home / ("n" * 300)
    assert rig.ask("--store", str(long), "refresh").code == 1


def test_two_paths_to_one_store(rig: Rig) -> None:
    """A link leads to the same file, its log and its lock; a copy taken while it rests is whole."""
    link = rig.home / "link.sqlite"
    link.symlink_to(rig.store)
    rig.grow()
    assert rig.ask("--store", str(link), "refresh", "--force").code == 0
    rig.is_whole()
    copy = rig.home / "copy.sqlite"
    shutil.copy(rig.store, copy)
    connection = sqlite3.connect(copy)
    assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()
