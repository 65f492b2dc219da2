"""Stores that are damaged, foreign, newer or older, and configurations that are wrong."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from .rig import Rig, one_line

STORED = Path(__file__).parent.parent / "store" / "data"
READING = (("digest", "--since", "all"), ("stories",), ("questions",), ("search", "known"))


def _damaged(whole: bytes, kind: str, dice: random.Random) -> bytes:
    data = bytearray(whole)
    if kind == "pages":
        for _ in range(20):
            at = dice.randrange(100, max(101, len(data) - 4096))
            data[at : at + 4096] = dice.randbytes(4096)[: len(data) - at]
    elif kind == "half":
        data = data[: len(data) // 2]
    elif kind == "bits":
        for _ in range(200):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    elif kind == "zeros":
        at = dice.randrange(4096, len(data) - 8192)
        data[at : at + 8192] = bytes(8192)
    elif kind == "head":
        data[18:100] = dice.randbytes(82)
    return bytes(data)


def _used(rig: Rig, commands: tuple[tuple[str, ...], ...]) -> None:
    for arguments in commands:
        ran = rig.ask(*arguments)
        assert ran.code in (0, 1), ran
        for line in ran.err.splitlines():
            assert line.startswith("briefing: "), line
        if ran.code == 1 and arguments[0] != "doctor":
            assert str(rig.store) in ran.err, ran.err


def _tried(rig: Rig, seeds: range, kinds: tuple[str, ...], commands: Any) -> None:
    for path in rig.home.glob("rig.sqlite-*"):
        path.unlink()
    whole = rig.store.read_bytes()
    for seed in seeds:
        for kind in kinds:
            bad = _damaged(whole, kind, random.Random(f"{kind} {seed}"))
            rig.store.write_bytes(bad)
            _used(rig, commands)
            assert rig.store.exists()
            for path in (*rig.home.glob("rig.sqlite-*"), rig.home / "saved.sqlite"):
                path.unlink(missing_ok=True)
    rig.store.write_bytes(whole)
    rig.is_sound()


def test_damaged_files(rig: Rig) -> None:
    _tried(rig, range(1), ("pages", "half", "head"), (READING[0], ("doctor",)))


@pytest.mark.long
def test_damaged_files_of_all_kinds(rig: Rig) -> None:
    commands = (
        *READING,
        ("refresh", "--force"),
        ("mark", "done", "--all"),
        ("undo",),
        ("doctor",),
        ("doctor", "--mend"),
        ("doctor", "--salvage", str(rig.home / "saved.sqlite")),
    )
    _tried(rig, range(4), ("pages", "half", "bits", "zeros", "head"), commands)


@pytest.mark.parametrize("content", [b"These are words.\n" * 500, b"SQLite format 3\x00", b"\x00"])
def test_files_that_are_no_store(rig: Rig, content: bytes) -> None:
    path = rig.home / "other.sqlite"
    path.write_bytes(content)
    for command in ("stories", "refresh"):
        one_line(rig.ask("--store", str(path), command), 1, str(path))
    assert path.read_bytes() == content


def test_a_database_of_another_program(rig: Rig) -> None:
    path = rig.home / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("create table recipe (name text)")
    connection.commit()
    connection.close()
    content = path.read_bytes()
    for command in ("stories", "refresh"):
        one_line(rig.ask("--store", str(path), command), 1, str(path), "not a store")
    assert path.read_bytes() == content


def test_an_empty_file_is_a_new_store(rig: Rig) -> None:
    path = rig.home / "empty.sqlite"
    path.touch()
    assert rig.ask("--store", str(path), "refresh").code == 0
    assert rig.ask("--store", str(path), "stories", "--since", "all").out


def test_a_store_of_the_future_is_left_alone(rig: Rig) -> None:
    connection = sqlite3.connect(rig.store)
    connection.execute("pragma user_version = 101")
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    content = rig.store.read_bytes()
    for arguments in (("stories",), ("refresh", "--force"), ("mark", "done", "--all"), ("undo",)):
        one_line(rig.ask(*arguments), 1, str(rig.store), "newer")
    assert rig.store.read_bytes() == content


@pytest.mark.parametrize("path", sorted(STORED.glob("version-*.sql")), ids=lambda path: path.stem)
def test_stores_of_the_past_are_read_and_go_on(rig: Rig, path: Path) -> None:
    old = rig.home / "old.sqlite"
    connection = sqlite3.connect(old)
    connection.executescript(path.read_text(encoding="utf-8"))
    connection.close()
    before = rig.ask("--store", str(old), "articles", "--json")
    assert before.code == 0
    assert "ell" in before.out
    assert rig.ask("--store", str(old), "refresh").code == 0
    assert rig.ask("--store", str(old), "undo").code == 0
    assert rig.ask("--store", str(old), "doctor").code in (0, 1)


# --- configurations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[fetch]\ntimeout = \n", (":2:", "TOML")),
        (b"[fetch]\ntimeout = 'soon'\n", ("fetch.timeout", "seconds")),
        (b"[fetch]\ntimeuot = 3\n", ("fetch.timeuot", "'timeout'")),
        (b"[fetsh]\n", ("fetsh", "'fetch'")),
        (b"feeds = ['ftp://x.example/']\n", ("feeds[1]", "http(s)")),
        (b"feeds = ['javascript:alert(1)']\n", ("feeds[1]", "http(s)")),
        (b"feeds = ['http://x.example/', 'http://x.example/']\n", ("feeds[2]", "same address")),
        (b"feeds = 3\n", ("feeds",)),
        ("# caf\xe9\n".encode("latin-1"), (":1:", "UTF-8")),
        (b"\xff\xfe[\x00u\x00i\x00]\x00", ("UTF-8",)),
        (b"a = " + b"[" * 20_000, ("nested", "TOML")),
        (b"\x00\x00\x00", ("TOML",)),
        (b"[ui]\ntheme = '\x1b[31m'\n", ("TOML",)),
        (b"'\xe2\x80\xaekey' = 1\n", ("unknown section",)),
    ],
)
def test_wrong_configurations(briefing: Any, content: bytes, words: tuple[str, ...]) -> None:
    path = briefing.home / "wrong.toml"
    path.write_bytes(content)
    ran = briefing("--config", str(path), "stories")
    assert (ran.code, ran.out) == (2, "")
    assert str(path) in ran.err
    assert any(word in ran.err for word in words) or all(word in ran.err for word in words)
    assert all(word in ran.err for word in words[:1]) or "TOML" in ran.err
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err


def test_a_byte_order_mark_is_forgiven(rig: Rig) -> None:
    rig.config.write_bytes(b"\xef\xbb\xbf" + rig.config.read_bytes())
    assert rig.ask("stories", "--since", "all").code == 0


@pytest.mark.long
def test_a_list_of_thirty_six_thousand_feeds(rig: Rig) -> None:
    rows = "".join(
        f'<outline type="rss" text="L & {n}" xmlUrl="https://list-{n}.example/feed"/>'
        for n in range(36_000)
    )
    path = rig.home / "list.opml"
    path.write_text(f'<opml version="2.0"><body>{rows}</body></opml>')
    assert rig.ask("feed", "import", str(path)).code == 0
    assert len(rig.rows("feed", "list")) == 36_000 + len(rig.names)
    assert rig.ask("digest", "--since", "all").code == 0
