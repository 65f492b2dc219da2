"""A reader's store that faults are done to: feeds that grow, a ledger of what was acknowledged."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from .. import inside

START = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
BATCH = 10
"""Entries that a visit adds to a feed: all of them are there or none."""

SYLLABLES = (
    *("ba", "cor", "den", "fil", "gos", "hun", "jar", "kel", "lom", "mir", "nax", "pol"),
    *("qui", "ras", "sev", "tum", "ulb", "vek", "wim", "yot", "zan", "bri", "clo", "dru"),
)


def _words(dice: random.Random, count: int) -> list[str]:
    """Invented words: no two entries speak of the same thing, so that each is a story."""
    return ["".join(dice.choices(SYLLABLES, k=4)) for _ in range(count)]


def feed(name: str, visits: int) -> str:
    """A feed after so many visits, newest first, with ``BATCH`` entries of each."""
    rows = []
    for visit in range(visits, 0, -1):
        for n in range(BATCH):
            dice = random.Random(f"{name} {visit} {n}")
            told = _words(dice, 12)
            rows.append(
                f"<item><title>{' '.join(told[:5]).capitalize()}</title>"
                f"<link>https://{name}.example/{visit}-{n}</link><guid>{name}-{visit}-{n}</guid>"
                f"<description>The {' '.join(told[5:9])}. It is not known who moved the "
                f"{' '.join(told[9:])}.</description></item>"
            )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>'
        f"<link>https://{name}.example/</link>{''.join(rows)}</channel></rss>"
    )


class Feeds:
    """A web server on loopback that outlives a test: paths to documents, and what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        feeds = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                feeds.asked.append(self.path)
                body = feeds.pages.get(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@dataclass
class Ended:
    """One command, run or killed."""

    code: int
    out: str
    err: str
    killed: bool = False


@dataclass
class Rig:
    """The files of one reader and the commands over them."""

    home: Path
    site: Feeds
    names: tuple[str, ...] = ("amber", "birch", "cedar")
    visits: int = 0
    saved: set[str] = field(default_factory=set)
    """Stories whose marking as saved was acknowledged."""
    order: list[str] = field(default_factory=list)
    """The saved ones in order of decision, for undo."""
    imported: int = 0
    kills: int = 0
    clock: str = ""
    """The hour for all commands, "" for one that goes on with the visits."""

    @property
    def config(self) -> Path:
        return self.home / "rig.toml"

    @property
    def store(self) -> Path:
        return self.home / "rig.sqlite"

    def begin(self) -> None:
        urls = [f"{self.site.url}/{name}" for name in self.names]
        self.serve(1)
        self.config.write_text(
            "[store]\npath = 'rig.sqlite'\n"
            + "".join(f"[[feeds]]\nurl = '{url}'\n" for url in urls)
        )
        assert self.ask("refresh").code == 0

    def grow(self) -> None:
        """Every feed gains a batch."""
        self.serve(self.visits + 1)

    def serve(self, visits: int) -> None:
        self.visits = visits
        for name in self.names:
            self.site.pages[f"/{name}"] = feed(name, visits).encode()

    def environ(self) -> dict[str, str]:
        clock = self.clock or (START + timedelta(hours=self.visits)).isoformat()
        return {"HOME": str(self.home), "BRIEFING_NOW": clock}

    def start(
        self, *arguments: str, before: Callable[[], None] | None = None
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "briefing", "--config", str(self.config), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **self.environ()},
            cwd=self.home,
            start_new_session=True,
            preexec_fn=before,
        )

    def run(self, *arguments: str, before: Callable[[], None] | None = None) -> Ended:
        """Run a command as a process of its own."""
        return ended(self.start(*arguments, before=before))

    def ask(self, *arguments: str) -> Ended:
        """The same in this process: what is to be seen is the same, and it costs less."""
        ran = inside.run(
            *("--config", str(self.config), *arguments), folder=self.home, environ=self.environ()
        )
        return Ended(ran.code, ran.out, ran.err)

    def kill(self, *arguments: str, after: float, whole_group: bool) -> Ended:
        """Run a command and kill it after so many seconds, unless it has ended before."""
        child = self.start(*arguments)
        children: set[int] = set()
        deadline = time.monotonic() + after
        while child.poll() is None and time.monotonic() < deadline:
            children |= below(child.pid)
            time.sleep(0.01)
        killed = child.poll() is None
        if killed:
            self.kills += 1
            with suppress(ProcessLookupError):
                (os.killpg if whole_group else os.kill)(child.pid, signal.SIGKILL)
        result = ended(child, killed=killed)
        patience = time.monotonic() + 5
        while (left := [pid for pid in children if running(pid)]) and time.monotonic() < patience:
            time.sleep(0.02)
        assert not left, f"{arguments} left processes behind"
        return result

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        ran = self.ask(*arguments, "--json")
        assert ran.code == 0, ran.err
        found = json.loads(ran.out)
        return found["stories"] if isinstance(found, dict) else found

    def is_sound(self) -> None:
        """Nothing acknowledged is lost, nothing is half there, the file is in order."""
        connection = sqlite3.connect(self.store)
        try:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            assert connection.execute("pragma foreign_key_check").fetchall() == []
            counts = connection.execute(
                "select substr(url, 1, instr(url, '-') - 1), count(*) from article group by 1"
            ).fetchall()
            assert {count for _, count in counts} <= {BATCH}, counts
            saved = {
                key for (key,) in connection.execute("select key from mark where field = 'save'")
            }
            assert saved == self.saved
        finally:
            connection.close()

    def is_whole(self) -> None:
        """After an undisturbed refresh every entry of every visit is there, once, in a story."""
        assert self.ask("refresh", "--force").code == 0
        self.is_sound()
        rows = self.rows("articles")
        assert len(rows) == len(self.names) * self.visits * BATCH
        assert len({row["url"] for row in rows}) == len(rows)
        assert all(row["story"] for row in rows)
        listed = {row["id"]: row for row in self.rows("stories", "--since", "all")}
        assert {story for story, row in listed.items() if row["saved"]} == self.saved


def ended(child: subprocess.Popen[str], *, killed: bool = False) -> Ended:
    out, err = child.communicate(timeout=120)
    assert "Traceback" not in err, err
    assert "database is locked" not in err
    return Ended(child.returncode, out, err, killed)


def below(pid: int) -> set[int]:
    """Direct children of a process."""
    try:
        return {int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    except (OSError, ValueError):
        return set()


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def one_line(ran: Ended, code: int, *words: str) -> None:
    """A failure as it should be: its exit code, no output, one line that names what to do."""
    assert ran.code == code, ran
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1, ran.err
    for word in words:
        assert word in ran.err, ran.err
