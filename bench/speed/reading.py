"""P9 and P11 to P16: what is waited for when everything is stored already."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from store_of import NOW, make

from briefing.store.connection import open_store
from speed.farm import Farm
from speed.measure import BRIEFING, beside, environment
from speed.table import Row
from speed.terminal import Terminal

NEWSBOAT = shutil.which("newsboat")
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Good morning")
Hello().run()
"""
RUBOUT, CURSOR = "\x7f", "▌"
_STATE = ".local/state/briefing"
"""Where the session keeps its first screen."""


class Reader:
    """A home with a store of a size, and the commands that read it."""

    def __init__(self, work: Path, articles: int) -> None:
        self.articles = articles
        self.home = work / f"home-{articles}"
        self.home.mkdir(parents=True)
        self.store = make(self.home / "store.sqlite", articles)
        config = self.home / "config.toml"
        config.write_text('feeds = ["http://127.0.0.1:9/feed"]\n[store]\npath = "store.sqlite"\n')
        self.environ = environment(self.home, BRIEFING_NOW=NOW.isoformat())
        self.command = (*BRIEFING, "--config", str(config))
        with open_store(self.store, read_only=True) as store:
            self.title = str(store.stories.rows(limit=1)[0].title)
            self.words = [str(row.title).split()[-1] for row in store.stories.rows(limit=60)]

    def session(self, *, kept: bool) -> Terminal:
        """The terminal session, with or without the first screen that it kept."""
        if not kept:
            shutil.rmtree(self.home / _STATE, ignore_errors=True)
        return Terminal(self.command, self.environ)

    @property
    def marker(self) -> str:
        """The beginning of the first headline in the list."""
        return " ".join(self.title.split()[:2])


def rows(work: Path, articles: int, runs: int, million: bool) -> list[Row]:
    """Every row about reading."""
    large, small = Reader(work, articles), Reader(work, 1_000)
    found = [*digest(large, runs), *sights(work, large, small, runs), *keys(large)]
    found += searches(large, 60.0)
    if million:
        found += searches(Reader(work, 1_000_000), 120.0)
    return found


def digest(reader: Reader, runs: int) -> list[Row]:
    """P9: processor time, as the machine may be busy, beside what Python itself takes."""
    python = (sys.executable, "-c", "pass")
    printed = (*reader.command, "digest")
    subprocess.run(printed, env=reader.environ, stdout=subprocess.DEVNULL, check=True)
    took = beside(
        {"python": (python, reader.environ), "plain": (printed, reader.environ)}, 4 * runs
    )
    in_terminal = statistics.median(_in_terminal(printed, reader) for _ in range(2 * runs))
    base = took["python"].cpu
    told = f"digest from {reader.articles:,} articles, processor, by `python -c pass`"
    return [
        Row("P9", f"{told}", 4.0, 2.5, took["plain"].cpu / base),
        Row("P9", "the same in a terminal", 9.0, 6.0, in_terminal / base),
    ]


def _in_terminal(command: Sequence[str], reader: Reader) -> float:
    """Processor seconds of a command on a pty."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Terminal(command, reader.environ) as terminal:
        terminal.settle(1.0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def sights(work: Path, large: Reader, small: Reader, runs: int) -> list[Row]:
    """P11 and P12: from the start to the list on the screen."""
    hello = (sys.executable, "-c", HELLO)
    for reader in (small, large):
        # Its feed is tried once, in vain, so that nothing is written in the sessions to come.
        with reader.session(kept=False) as terminal:
            terminal.see(reader.marker)
            terminal.settle(2.0)
            terminal.quit()
    seen: dict[str, list[float]] = {}

    def see(name: str, made: Callable[[], Terminal], words: str, leave: str = "q") -> None:
        with made() as terminal:
            seen.setdefault(name, []).append(terminal.see(words))
            terminal.settle()
            terminal.quit(leave)

    sizes = {1: "one", 10_000: "10k", large.articles: "all"}
    newsboats = (
        {name: _newsboat(work, large, size) for size, name in sizes.items()} if NEWSBOAT else {}
    )
    for _ in range(runs):
        see("live", lambda: large.session(kept=False), large.marker)
        see("kept", lambda: large.session(kept=True), large.marker)
        see("small", lambda: small.session(kept=False), small.marker)
        see("hello", lambda: Terminal(hello, large.environ), "Good morning", "\x11")
        for name, command in newsboats.items():
            see(f"newsboat {name}", lambda c=command: Terminal(c, large.environ), "Outlet 1")
    took = {name: statistics.median(times) for name, times in seen.items()}

    def by(one: str, other: str) -> float | None:
        return took[one] / took[other] if other in took else None

    stored = f"{large.articles:,} stored"
    first = "first sight of the list, by newsboat's with one feed"
    return [
        Row("P11", first, 1.0, 0.6, by("kept", "newsboat one")),
        Row("P11", f"live list, {stored}, by a bare Textual hello", 1.4, 1.2, by("live", "hello")),
        Row("P11", f"live list, {stored}, by 1,000 stored", 1.1, None, by("live", "small")),
        Row("P12", f"{stored}, by newsboat's with 10,000", 0.6, None, by("live", "newsboat 10k")),
        Row("P12", f"{stored}, by newsboat's with as many", 0.05, None, by("live", "newsboat all")),
    ]


def _newsboat(work: Path, reader: Reader, articles: int) -> tuple[str, ...]:
    """Newsboat over a cache with the newest articles of ours, as a feed of teasers brings them."""
    home = work / f"newsboat-{articles}"
    home.mkdir(parents=True)
    feeds = 1 if articles == 1 else 200
    urls = [f"http://127.0.0.1:9/{number}" for number in range(1, feeds + 1)]
    (home / "urls").write_text("".join(f"{url}\n" for url in urls))
    (home / "config").write_text("auto-reload no\nrefresh-on-startup no\n")
    command = (str(NEWSBOAT), "-u", str(home / "urls"), "-c", str(home / "cache.db"),
               "-C", str(home / "config"))  # fmt: skip
    subprocess.run([*command, "-x", "print-unread"], capture_output=True, check=False)
    with closing(sqlite3.connect(home / "cache.db")) as cache, cache:
        cache.execute("attach ? as ours", (str(reader.store),))
        cache.executemany(
            "insert or replace into rss_feed (rssurl, url, title) values (?, ?, ?)",
            ((url, url, f"Outlet {number}") for number, url in enumerate(urls, 1)),
        )
        cache.execute(
            "insert into rss_item (guid, title, author, url, feedurl, pubDate, content, unread)"
            " select id, title, author, url, 'http://127.0.0.1:9/' || (1 + no % ?),"
            " published / 1000000, teaser, 1 from ours.article order by no desc limit ?",
            (feeds, articles),
        )
    return command


def keys(reader: Reader) -> list[Row]:
    """P13 to P15: from a key to the last byte that it paints. P15 is judged by its median."""
    with reader.session(kept=False) as terminal:
        terminal.see(reader.marker)
        terminal.settle(1.0)
        moved = sorted(1000 * terminal.press("j") for _ in range(60))
        memory = terminal.memory()
        terminal.press("/")
        terminal.settle()
        typed: list[float] = []
        for word in reader.words[3:7]:
            typed += [1000 * terminal.press(key) for key in word[:6]]
            for _ in word[:6]:
                terminal.press(RUBOUT)
    typed.sort()
    busy = while_refreshing(reader)
    typical = statistics.median
    stored = f"{reader.articles:,} stored"
    return [
        Row("P13", f"key to last byte, {stored}, median, ms", 16, 8, typical(moved)),
        Row("P13", "the same, 95 of 100", 33, 16, moved[int(0.95 * len(moved))]),
        Row("P13", "key to its frame, 200 feeds refreshing, median, ms", 16, 8, typical(busy)),
        Row("P13", "the same, 95 of 100", 33, 16, busy[int(0.95 * len(busy))]),
        Row("P14", f"memory with the list open, {stored}, MB", 90, 65, memory),
        Row("P15", f"letter to results, {stored}, median, ms", 25, None, typical(typed)),
        Row("P15", "the same, 95 of 100", None, None, typed[int(0.95 * len(typed))]),
    ]


def while_refreshing(reader: Reader, feeds: int = 200) -> list[float]:
    """Milliseconds from each key to the frame with its cursor while a child refreshes, sorted."""
    took: list[float] = []
    with Farm(feeds, 10) as farm:
        farm.tell(slow=True)
        config = reader.home / "busy.toml"
        config.write_text(f'feeds = {farm.urls}\n[store]\npath = "store.sqlite"\n')
        with Terminal((*BRIEFING, "--config", str(config)), reader.environ) as terminal:
            terminal.see(f"/{feeds}")
            for number in range(60):
                key = "j" if number % 20 < 10 else "k"
                took.append(1000 * terminal.press_until(key, CURSOR))
                terminal.wait(0.05)
    return sorted(took)


def searches(reader: Reader, must: float) -> list[Row]:
    """P16: a ranked search, common words among them."""
    times = []
    with open_store(reader.store, read_only=True) as store:
        for word in [*reader.words, "bar", "cal"]:
            start = time.perf_counter()
            store.search.stories(word, ranked=True)
            times.append(1000 * (time.perf_counter() - start))
    times.sort()
    told = f"ranked search, {reader.articles:,} stored, 95 of 100, ms"
    return [Row("P16", told, must, None, times[int(0.95 * len(times))])]
