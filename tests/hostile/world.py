"""All cases as the subscriptions of one store, visited through the command line.

Four visits: now, after 26 hours, 20 minutes later with --force, and after 54 hours; in between,
ten minutes after the first, one at which nothing is due.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from .. import inside
from .bodies import START
from .case import Case, Outcome, Snapshot
from .server import Server

SECRET = "the-tide-table-nobody-may-read"
VISITS = (timedelta(), timedelta(hours=26), timedelta(hours=26, minutes=20), timedelta(hours=54))
FLAGS = {3: ("--force", "--verbose"), 4: ("--json",)}
"""How some of the visits are asked for."""


@dataclass
class Ran:
    """One finished command."""

    arguments: tuple[str, ...]
    code: int
    out: bytes
    err: bytes
    seconds: float
    peak: int
    """Largest sum of resident bytes over the process and its children."""
    left: list[int] = field(default_factory=list)
    """Children that outlived it."""


class World:
    """A store, a configuration and a server over some cases.

    Args:
        home: an empty folder.
        cases: what is followed.
        timeout: [fetch] timeout in seconds, 0 for the program's own.
        inside: all but the first visit is run in this process, to save time.
    """

    def __init__(
        self, home: Path, cases: Sequence[Case], timeout: int = 0, *, inside: bool = False
    ) -> None:
        self.inside = inside
        self.home = home
        self.secret = home / "secret.txt"
        self.secret.write_text(SECRET)
        self.config = home / "world.toml"
        self.store = home / "world.sqlite"
        self.cases = cases
        self.timeout = timeout
        self.server = Server(cases, self.secret)
        self.offset = VISITS[0]
        self.visits: list[Ran] = []
        self.after: list[tuple[dict[str, list[dict[str, object]]], list[dict[str, object]]]] = []

    def configure(self) -> None:
        """Write the configuration: every feed of every case."""
        lines = ["[store]", 'path = "world.sqlite"', "[open]", 'browser = "./browser"']
        if self.timeout:
            lines += ["[fetch]", f"timeout = {self.timeout}"]
        for case in self.cases:
            for url in self.server.feeds(case):
                lines += ["[[feeds]]", f"url = {json.dumps(url)}"]
                if case.full_text:
                    lines.append("full_text = true")
        self.config.write_text("\n".join(lines) + "\n", encoding="utf-8")
        browser = self.home / "browser"
        browser.write_text('#!/bin/sh\nprintf "%s %s\\n" "$#" "$1" >>opened.txt\n')
        browser.chmod(0o700)

    def opened(self) -> list[str]:
        """What the reader's browser was started with: how many arguments, and the first."""
        told = self.home / "opened.txt"
        return told.read_text().splitlines() if told.exists() else []

    def ask(self, *arguments: str) -> Ran:
        """Run a command in this process, where a new one would cost more, if that is wished."""
        if not self.inside:
            return self.run(*arguments)
        ran = inside.run(
            *("--config", str(self.config), *arguments), folder=self.home, environ=self._environ()
        )
        # strict: a lone surrogate must not have come so far
        return Ran(arguments, ran.code, ran.out.encode(), ran.err.encode(), 0.0, 0)

    def _environ(self) -> dict[str, str]:
        return {"HOME": str(self.home), "BRIEFING_NOW": (START + self.offset).isoformat()}

    def run(self, *arguments: str, patience: float = 120) -> Ran:
        """Run the command over this world as a process of its own, and measure it."""
        environ = {**os.environ, **self._environ()}
        started = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "briefing", "--config", str(self.config), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environ,
            cwd=self.home,
            start_new_session=True,
        )
        watch = _Watch(child.pid)
        try:
            out, err = child.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, 9)
            child.communicate()
            raise AssertionError(f"{arguments} did not end within {patience} s") from None
        finally:
            watch.stop()
        seconds = time.monotonic() - started
        return Ran(arguments, child.returncode, out, err, seconds, watch.peak, watch.left())

    def visit(self, number: int) -> Ran:
        """Refresh for the ``number``-th time and keep what the command line then says."""
        self.server.visit = number
        self.offset = VISITS[number - 1]
        # the first visit is the one that is measured
        ran = (self.run if number == 1 else self.ask)("refresh", *FLAGS.get(number, ()))
        self.visits.append(ran)
        self.look()
        return ran

    def quiet_visit(self) -> Ran:
        """Refresh when nothing is due."""
        self.server.quiet = True
        self.offset = VISITS[0] + timedelta(minutes=10)
        ran = self.ask("refresh")
        self.server.quiet = False
        return ran

    def look(self) -> None:
        by_feed: dict[str, list[dict[str, object]]] = {}
        for row in self.rows("articles"):
            by_feed.setdefault(str(row["feed"]), []).append(row)
        self.after.append((by_feed, self.rows("feed", "list")))

    def rows(self, *arguments: str) -> list[dict[str, object]]:
        """What a command prints with --json."""
        ran = self.ask(*arguments, "--json")
        assert ran.code == 0, ran.err.decode(errors="replace")
        found: list[dict[str, object]] = json.loads(ran.out)
        return found

    def outcome(self, case: Case) -> Outcome:
        """What became of one case."""
        hosts = {url.split("/")[2].rpartition("@")[2] for url in self.server.feeds(case)}
        snapshots = []
        for by_feed, feeds in self.after:
            rows = [row for url, rows in by_feed.items() if _host(url) in hosts for row in rows]
            mine = [feed for feed in feeds if _host(str(feed["url"])) in hosts]
            snapshots.append(Snapshot(tuple(rows), tuple(mine)))
        return Outcome(tuple(snapshots), self.server.requests(case))

    def wrong(self, case: Case) -> list[str]:
        """What a good reader would have done otherwise, one line each."""
        outcome = self.outcome(case)
        first, last = outcome.after[0], outcome.after[-1]
        wrong = []
        if not last.feeds:
            wrong.append("the feed is not listed any more")
        if case.error and not any(word in first.error for word in case.error):
            wrong.append(f"error {first.error!r}, expected one of {case.error}")
        if not case.error and first.error and (case.titles or case.count):
            wrong.append(f"unexpected error {first.error!r}")
        if case.titles is not None and last.titles != sorted(case.titles):
            wrong.append(f"holds {_short(last.titles)}, expected {_short(sorted(case.titles))}")
        if case.count is not None and len(last.titles) != case.count:
            wrong.append(f"holds {len(last.titles)} articles, expected {case.count}")
        if case.urls is not None:
            urls = sorted(str(row["url"] or "") for row in last.articles)
            wanted = sorted(url.replace("{host}", _host(self.server.feeds(case)[0]))
                            for url in case.urls)  # fmt: skip
            if urls != wanted:
                wrong.append(f"links {_short(urls)}, expected {_short(wanted)}")
        if case.judge is not None:
            try:
                case.judge(outcome)
            except AssertionError as error:
                wrong.append(f"{case.judge.__qualname__}: {str(error)[:300]}")
        return wrong


class _Watch:
    """Samples the resident memory of a process and all below it."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._seen: set[int] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def left(self) -> list[int]:
        """Processes seen below it that still run, a moment after its end."""
        deadline = time.monotonic() + 3
        while (alive := [pid for pid in self._seen if _alive(pid)]) and time.monotonic() < deadline:
            time.sleep(0.02)
        return alive

    def _run(self) -> None:
        while not self._over.wait(0.03):
            family = _family(self._pid)
            self._seen.update(family - {self._pid})
            self.peak = max(self.peak, sum(_resident(pid) for pid in family))


def _family(root: int) -> set[int]:
    parents: dict[int, int] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with suppress(OSError, ValueError, IndexError):
                stat = Path(f"/proc/{entry}/stat").read_text()
                parents[int(entry)] = int(stat.rpartition(")")[2].split()[1])
    family = {root}
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        family |= more
        grown = bool(more)
    return family


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def _host(url: str) -> str:
    return url.split("/")[2].rpartition("@")[2] if url.count("/") > 1 else ""


def _short(values: Sequence[str]) -> str:
    shown = repr([value[:80] for value in values[:6]])
    return shown + (f" and {len(values) - 6} more" if len(values) > 6 else "")
