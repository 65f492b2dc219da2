"""What a person at the terminal waits for: the first sight, the list, a key, a letter.

    python bench/waiting.py [--runs 7] [--stored 1000 100000] [--keys 60]

Each on a real pty, beside a bare Textual program and, when it is installed, newsboat with as many
stored articles, all in turn in one run. The stores are invented (``store_of.py``). ``first sight``
is the saved first screen, ``list`` the living list without one, ``key`` the time from a key to
the last byte that is painted for it, ``letter`` the same while a search is typed, ``refreshing``
the same as ``key`` while a child refreshes. MB is the memory of the process with the list open.
Wall times: on a busy machine only what stands in one table can be compared.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from painting import SERVER
from store_of import NOW, make
from terminal import Terminal

SIZE = (120, 40)
QUIET = 0.06
"""Seconds without a byte after which what a key led to is painted."""

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello, world")
Hello().run()
"""
MARKS = re.compile(rb"\x1b\[[0-9;?>]*[a-zA-Z]|\x1b\][^\x07]*\x07|\x1b[()][A-Z0-9]")


@dataclass
class Subject:
    """A command to wait for."""

    name: str
    program: Sequence[str]
    shows: str
    """Text by which its list is known."""
    leave: str
    environment: dict[str, str]
    kept: bool = False
    """Whether the screen of the run before is shown first."""
    first: list[float] = field(default_factory=list)
    listed: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def once(subject: Subject, home: Path, keys: int) -> None:
    """One run: the list, some keys, out again."""
    with Terminal((), home, SIZE, subject.program, **subject.environment) as screen:
        wanted = re.compile(subject.shows.encode())
        screen.until(lambda: bool(screen.raw), "a first byte")
        first = screen.last
        seen = _seen(screen, wanted)
        if subject.kept:
            seen = first
        subject.first.append((first - screen.began) * 1000)
        subject.listed.append((seen - screen.began) * 1000)
        settle(screen)
        for _ in range(keys):
            subject.keys.append(answer(screen, "j"))
        subject.memory.append(resident(screen.process))
        screen.press(subject.leave)
        end = time.monotonic() + 5
        while screen.alive and time.monotonic() < end:
            screen.read(0.05)


def _seen(screen: Terminal, wanted: re.Pattern[bytes]) -> float:
    screen.until(lambda: bool(wanted.search(MARKS.sub(b"", screen.raw))), wanted.pattern.decode())
    return screen.last


def settle(screen: Terminal, seconds: float = 0.4) -> None:
    """Until nothing is painted any more."""
    while screen.read(seconds):
        pass


def answer(screen: Terminal, key: str) -> float:
    """Milliseconds from a key to the last byte painted for it."""
    screen.raw = b""
    began = screen.last = time.perf_counter()
    os.write(screen._own, key.encode())
    while screen.read(QUIET if screen.raw else 2.0):
        pass
    return (screen.last - began) * 1000


def resident(process: int) -> float:
    """Megabytes of a process, 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(re.search(r"VmRSS:\s+(\d+)", told)[1]) / 1024  # type: ignore[index]


def ours(folder: Path, stored: int, *, kept: bool) -> Subject:
    """The program over a store of this size."""
    store = folder / f"{stored}.sqlite"
    if not store.exists():
        make(store, stored)
    if kept:
        # One of its own: whatever another run writes there makes the kept screen worthless.
        own = folder / f"{stored}-kept.sqlite"
        if not own.exists():
            shutil.copyfile(store, own)
        store = own
    config = folder / "config.toml"
    config.write_text('[[feeds]]\nurl = "http://127.0.0.1:9/feed"\n', encoding="utf-8")
    arguments = ("--config", str(config), "--store", str(store))
    state = folder / (f"state-{stored}" if kept else "nowhere")
    if not kept:
        state.write_text("", encoding="utf-8")  # a file: no screen is kept beneath it
    return Subject(
        f"briefing, {stored:,} stored" + (", first sight" if kept else ""),
        (sys.executable, "-P", "-m", "briefing", *arguments),
        "stories, about",
        "\x11",
        {"BRIEFING_NOW": NOW.isoformat(), "XDG_STATE_HOME": str(state)},
        kept,
    )


def newsboat(folder: Path, stored: int) -> Subject | None:
    """newsboat with as many articles in its cache."""
    if shutil.which("newsboat") is None:
        return None
    urls, cache = folder / "urls", folder / f"newsboat-{stored}.db"
    urls.write_text("http://127.0.0.1:9/feed\n", encoding="utf-8")
    program = ("newsboat", "-u", str(urls), "-c", str(cache), "-C", "/dev/null")
    if not cache.exists():
        subprocess.run([*program, "-x", "reload"], capture_output=True, check=False)
        with sqlite3.connect(cache) as filled:
            filled.execute("insert or ignore into rss_feed (rssurl, url, title) values (?, '', '')",
                           ("http://127.0.0.1:9/feed",))  # fmt: skip
            filled.executemany(
                "insert into rss_item (guid, title, author, url, feedurl, pubDate, content, unread,"
                " enclosure_url, enclosure_type, enqueued, flags)"
                " values (?, ?, '', ?, 'http://127.0.0.1:9/feed', ?, ?, 1, '', '', 0, '')",
                (
                    (str(n), f"The council votes again ({n})", f"http://127.0.0.1:9/{n}",
                     int(NOW.timestamp()) - 120 * n, "One sentence of it. " * 12)
                    for n in range(stored)
                ),
            )  # fmt: skip
    return Subject(f"newsboat, {stored:,} stored", program, "Quit", "qq", {})


def compare(folder: Path, sizes: Sequence[int], runs: int, keys: int) -> list[str]:
    """Everybody in turn."""
    hello = Subject("bare Textual", (sys.executable, "-c", HELLO), "hello, world", "\x11", {})
    subjects = [hello]
    for stored in sizes:
        subjects += [ours(folder, stored, kept=False), ours(folder, stored, kept=True)]
        subjects += [one for one in [newsboat(folder, stored)] if one]
    for turn in range(runs + 1):
        for subject in subjects:
            pressed = 0 if subject is hello or subject.kept or not turn else keys // runs
            once(subject, folder, pressed)
            if not turn:  # the first is for the caches
                for times in (subject.first, subject.listed, subject.keys, subject.memory):
                    times.clear()
    lines = [
        f"{'medians':38}{'first ms':>10}{'list ms':>9}{'x bare':>8}{'key ms':>8}{'p95':>7}{'MB':>6}"
    ]
    for one in subjects:
        listed = statistics.median(one.listed)
        ratio = listed / statistics.median(hello.listed)
        pressed = " " * 15
        if one.keys:
            pressed = f"{statistics.median(one.keys):8.1f}{high(one.keys):7.1f}"
        lines.append(
            f"{one.name:38}{statistics.median(one.first):10.0f}{listed:9.0f}{ratio:8.2f}{pressed}"
            f"{statistics.median(one.memory):6.0f}"
        )
    return lines


def high(times: Sequence[float]) -> float:
    """The 95th of a hundred."""
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


def pressing(folder: Path, stored: int, keys: int) -> list[str]:
    """Keys while a search is typed, and while 200 feeds are refreshed."""
    subject = ours(folder, stored, kept=False)
    lines = []
    with Terminal((), folder, SIZE, subject.program, **subject.environment) as screen:
        _seen(screen, re.compile(subject.shows.encode()))
        settle(screen, 1.0)
        answer(screen, "/")
        typed = []
        while len(typed) < keys:
            typed += [until_painted(screen, letter, b" found") for letter in "bar cal"]
            for _ in "bar cal":
                answer(screen, "\x7f")
        lines.append(_told(f"letter to its results, {stored:,} stored", typed))
        screen.press("\x11")
        settle(screen)
    with _Feeds() as port:
        config = folder / "busy.toml"
        config.write_text(
            "[fetch]\nper_host = 8\n"
            + "".join(f'[[feeds]]\nurl = "http://127.0.0.1:{port}/{n}"\n' for n in range(200)),
            encoding="utf-8",
        )
        busy = tuple(str(config) if word.endswith("config.toml") else word
                     for word in subject.program)  # fmt: skip
        with Terminal((), folder, SIZE, busy, **subject.environment) as screen:
            _seen(screen, re.compile(rb"\d+/200"))
            pressed: list[float] = []
            while len(pressed) < keys * 3 and b"new articles" not in screen.raw:
                down = len(pressed) % 40 < 20
                pressed.append(until_painted(screen, "j" if down else "k", "▌".encode()))
                screen.read(0.05)
            lines.append(_told("key to its cursor, 200 feeds refreshing", pressed))
            screen.press("\x11y")
            settle(screen)
    return lines


def until_painted(screen: Terminal, key: str, sign: bytes) -> float:
    """Milliseconds from a key until this is on the screen."""
    while screen.read(0):
        pass
    screen.raw = b""
    began = time.perf_counter()
    os.write(screen._own, key.encode())
    end = time.monotonic() + 5
    while sign not in screen.raw and time.monotonic() < end:
        screen.read(0.5)
    return (screen.last - began) * 1000


def _told(name: str, times: Sequence[float]) -> str:
    return f"{name:48}{statistics.median(times):7.1f} ms, p95 {high(times):.1f} ({len(times)} keys)"


class _Feeds:
    """A server of invented feeds, for a ``with``."""

    def __init__(self) -> None:
        words = Path(__file__).parents[1] / "briefing/stories/words.txt"
        self._server = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(words)], stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> int:
        assert self._server.stdout is not None
        return int(self._server.stdout.readline())

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--stored", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--stores", type=Path, help="folder to keep the stores in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="briefing-waiting-") as name:
        folder = given.stores or Path(name)
        print("\n".join(compare(folder, given.stored, given.runs, given.keys)), flush=True)
        print("\n".join(pressing(folder, given.stored[-1], given.keys)))


if __name__ == "__main__":
    main()
