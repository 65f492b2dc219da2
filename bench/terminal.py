"""Drive the terminal session by keys only, and measure it.

    python bench/terminal.py [--quick] [triage|keys|paint|lag ...]

``triage``: the sample edition on a real pty to "You are done", out, in again, all undone, out, in
again; after each step the store must hold what the keys said.
``keys``: 500 random keys over every view at three sizes, ten seeds (``--quick``: one): it must
run on, leave the terminal as it found it, and every decision must be there to be taken back.
``paint``: from a key to the painted frame with 50,000 stories, in this process, beside Textual's
own OptionList and DataTable with as many rows.
``lag``: how late the interface's loop is while a child refreshes 200 feeds of a local server.

Exit code 1 when something of ``triage`` or ``keys`` does not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

SIZES = ((80, 24), (60, 20), (200, 60))
SEEDS = tuple(range(1, 11))
KEYS = 500
PATIENCE = 90.0
"""Seconds that anything may take; a shared machine is slow at times."""

NOT_AT_RANDOM = ("quit", "suspend", "palette", "feeds.", "browser", "refresh.stop")
"""Keys that end the session, leave it, or change what is followed."""
BYTES = {
    "space": " ", "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H",
    "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
}  # fmt: skip


class Terminal:
    """One run of the program on a pty. Leaving the context ends it."""

    def __init__(self, arguments: Sequence[str], home: Path, size: tuple[int, int]) -> None:
        self._own, theirs = pty.openpty()
        self.resize(size)
        self._found = termios.tcgetattr(theirs)
        self.raw = b""
        environ = {**os.environ, "HOME": str(home), "TERM": "xterm-256color", "TZ": "UTC",
                   "EDITOR": "true", "TEXTUAL_ANIMATIONS": "none"}  # fmt: skip
        environ.pop("NO_COLOR", None)
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "briefing", *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, env=environ, cwd=home,
            start_new_session=True,
        )  # fmt: skip
        self._theirs = theirs

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
        os.close(self._own)
        os.close(self._theirs)

    def resize(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self._own, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if hasattr(self, "_child"):
            os.killpg(self._child.pid, signal.SIGWINCH)

    def read(self, seconds: float) -> bool:
        """Take what came; False when nothing did in time."""
        if not select.select([self._own], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._own, 1 << 16)
        except OSError:
            return False
        self.raw += data
        return bool(data)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline or (self._child.poll() is not None and not self.raw):
                raise AssertionError(f"never happened: {what}")
            self.read(0.1)

    def see(self, words: str) -> None:
        """Wait until these words were painted since ``forget``."""
        self.until(lambda: words.encode() in self.raw, f"{words!r} on the screen")

    def forget(self) -> None:
        while self.read(0.3):
            pass
        self.raw = b""

    def press(self, keys: str) -> None:
        os.write(self._own, keys.encode())
        self.read(0.02)

    @property
    def alive(self) -> bool:
        return self._child.poll() is None

    def quit(self, keys: str = "q") -> None:
        """Leave; the exit code must be 0 and the terminal as it was found."""
        self.press(keys)
        asked = False
        deadline = time.monotonic() + PATIENCE
        while self.alive and time.monotonic() < deadline:
            self.read(0.1)
            if not asked and b"Quit and stop it?" in self.raw:
                asked = True
                self.press("y")
        assert not self.alive, "the session does not end"
        while self.read(0.2):
            pass
        assert self._child.returncode == 0, f"exit code {self._child.returncode}"
        assert b"Traceback" not in self.raw, self.raw[-3000:].decode("utf-8", "replace")
        assert self.raw.rfind(b"\x1b[?1049l") > self.raw.rfind(b"\x1b[?1049h"), "screen not left"
        assert self.raw.rfind(b"\x1b[?25h") > self.raw.rfind(b"\x1b[?25l"), "cursor not shown"
        assert termios.tcgetattr(self._theirs) == self._found, "terminal modes not restored"


# --- the sample edition ---------------------------------------------------------------


def sample(folder: Path) -> Path:
    """A store with the sample edition in it."""
    store = folder / "store.sqlite"
    arguments = ["--demo", "--store", str(store), "--quiet", "refresh"]
    environ = {**os.environ, "HOME": str(folder)}
    subprocess.run([sys.executable, "-P", "-m", "briefing", *arguments], check=True, env=environ)
    return store


def standing(store: Path) -> dict[str, tuple[bool, ...]]:
    """What was decided about each story."""
    from briefing.models import StoryStatus
    from briefing.store.connection import open_store
    from briefing.store.filters import Filter

    everything = Filter(done=None, snoozed=None, muted=None)
    with open_store(store, read_only=True) as opened:
        return {
            row.id: (row.status is StoryStatus.DONE, row.followed, row.saved, row.snoozed,
                     row.muted)
            for row in opened.stories.rows(everything)
        }  # fmt: skip


def undo_all(store: Path, most: int = 2000) -> int:
    """Take back everything; how many decisions there were."""
    from briefing.demo.edition import NOW
    from briefing.store.connection import open_store

    with open_store(store) as opened:
        for number in range(most):
            if opened.state.undo(NOW) is None:
                return number
    raise AssertionError("undoing does not end")


def triage(folder: Path) -> str:
    """To the end, out, in, all undone, out, in."""
    store = sample(folder)
    arguments = ("--demo", "--store", str(store))
    before = standing(store)
    done = {ident: (True, *rest[1:]) for ident, rest in before.items()}
    with Terminal(arguments, folder, (80, 24)) as screen:
        screen.see(f"{len(before)} stories")
        screen.forget()
        for _ in before:
            screen.press("d")
        screen.see("You are done")
        screen.quit()
    assert standing(store) == done, "what the screen said is not what was stored"
    with Terminal(arguments, folder, (80, 24)) as screen:
        screen.see("Nothing to read.")
        for _ in before:
            screen.press("u")
        screen.press("u")
        screen.see("Nothing left to undo")
        screen.quit()
    assert standing(store) == before, "undo did not bring all back"
    with Terminal(arguments, folder, (80, 24)) as screen:
        screen.see(f"{len(before)} stories")
        screen.quit()
    return f"{len(before)} stories done, undone, and there again after a restart"


def random_keys(folder: Path, seed: int, keys: int = KEYS) -> str:
    """Any keys at all, at three sizes."""
    from briefing.tui.keys import KEYS as TABLE

    folder.mkdir(parents=True, exist_ok=True)
    store = sample(folder)
    before = standing(store)
    names = [name for key in TABLE if not key.id.startswith(NOT_AT_RANDOM) for name in key.keys]
    names += ["enter", "escape", "escape", "d", "f", "y", "1"] * 6
    rng = random.Random(seed)
    with Terminal(("--demo", "--store", str(store)), folder, SIZES[0]) as screen:
        screen.see("stories")
        for number in range(keys):
            if number % (keys // 6) == 0:
                screen.resize(SIZES[number // (keys // 6) % len(SIZES)])
            screen.press(typed(rng.choice(names)))
            assert screen.alive, f"it ended at key {number}"
        screen.quit("\x11")
    after = standing(store)
    decided = undo_all(store)
    assert standing(store) == before, "a decision was lost or is not to be taken back"
    changed = sum(after.get(ident) != before[ident] for ident in before)
    return f"seed {seed}: {keys} keys, {decided} decisions on {changed} stories, all taken back"


def typed(name: str) -> str:
    """What a terminal sends for a key."""
    if name.startswith("ctrl+"):
        return chr(ord(name[5:]) & 0x1F)
    return BYTES.get(name, name)


# --- speed ----------------------------------------------------------------------------


def paint(rows: int = 50_000, keys: int = 200) -> list[str]:
    """From a key to the frame that shows it, for our list and Textual's own. Ours paints the story
    that belongs to the line in the same frame."""
    head = f"{'list of ' + format(rows, ','):26}{'ready s':>9}{'p50 ms':>9}{'p95 ms':>9}"
    lines = [f"{head}{'CPU ms a key':>14}"]
    for name, make in (("ours (whole program)", _ours), ("OptionList", _options),
                       ("DataTable", _table)):  # fmt: skip
        ready, took, cpu = asyncio.run(_timed(make, rows, keys))
        lines.append(
            f"{name:26}{ready:9.2f}{_share(took, 50):9.1f}{_share(took, 95):9.1f}{cpu:14.1f}"
        )
    return lines


def _share(took: Sequence[float], percent: int) -> float:
    return sorted(took)[min(len(took) - 1, len(took) * percent // 100)] * 1000


async def _timed(
    make: Callable[[int], object], rows: int, keys: int
) -> tuple[float, list[float], float]:
    from textual import events

    began = time.perf_counter()
    app = make(rows)
    painted = asyncio.Event()
    show = app._display  # type: ignore[attr-defined]

    def display(*given: object) -> None:
        show(*given)
        painted.set()

    app._display = display  # type: ignore[attr-defined]
    took: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:  # type: ignore[attr-defined]
        await pilot.pause()
        while not app.filled():  # type: ignore[attr-defined]
            await asyncio.sleep(0.005)
        await pilot.pause(0.3)
        ready = time.perf_counter() - began - 0.3
        spent = time.process_time()
        for _ in range(keys):
            painted.clear()
            event = events.Key("down", None)
            event.set_sender(app)
            start = time.perf_counter()
            app.post_message(event)  # type: ignore[attr-defined]
            await asyncio.wait_for(painted.wait(), 30)
            took.append(time.perf_counter() - start)
            await asyncio.sleep(0.03)
        spent = time.process_time() - spent
    return ready, took, spent / keys * 1000


def _ours(rows: int) -> object:
    from briefing.tui.app import BriefingApp
    from briefing.tui.session import Session

    shelf = _Many(rows)

    class Ours(BriefingApp):
        def filled(self) -> bool:
            return len(self.main.pane.items) == rows and self.main.reading.ready

    return Ours(Session(Path("nowhere"), now=lambda: shelf.now), lambda _session: shelf)


class _Many:
    """A shelf with very many stories in memory; what is not needed here is not there."""

    def __init__(self, rows: int) -> None:
        from datetime import timedelta

        from briefing.demo.edition import NOW
        from briefing.models import (
            Article,
            ArticleView,
            CleanText,
            StoryRow,
            StoryStatus,
            StoryView,
            SummarySentence,
            Why,
        )

        self.now = NOW
        article = Article("a", CleanText("A headline"), text=CleanText("One sentence. " * 40),
                          outlet=CleanText("Harbor Ledger"), published=NOW)  # fmt: skip
        row = StoryRow("s", CleanText("The council of Pikewater votes on the bridge, again"),
                       StoryStatus.NEW, NOW, NOW, (article.outlet,), 1, 1, 2, words=40)  # fmt: skip
        summary = (SummarySentence(CleanText("One sentence."), "a", 1),)
        self.view = StoryView(row, (ArticleView(article, True, Why()),), summary, ())
        self.all = tuple(
            replace(row, id=f"s{n}", title=CleanText(f"{row.title} ({n})"),
                    last=NOW - timedelta(minutes=n))
            for n in range(rows)
        )  # fmt: skip

    def rows(self, *_: object) -> object:
        return self.all

    def story(self, ident: str) -> object:
        return replace(self.view, row=self.all[int(ident[1:])])

    def edge(self) -> None:
        return None

    def feeds(self) -> tuple[()]:
        return ()

    def close(self) -> None:
        pass


def _options(rows: int) -> object:
    from textual.app import App, ComposeResult
    from textual.widgets import OptionList

    class Options(App[None]):
        def compose(self) -> ComposeResult:
            yield OptionList(*(f"The council of Pikewater votes on the bridge, again ({n})"
                               for n in range(rows)), markup=False)  # fmt: skip

        def filled(self) -> bool:
            return self.query_one(OptionList).option_count == rows

    return Options()


def _table(rows: int) -> object:
    from textual.app import App, ComposeResult
    from textual.widgets import DataTable

    class Table(App[None]):
        def compose(self) -> ComposeResult:
            yield DataTable(cursor_type="row")

        def on_mount(self) -> None:
            table = self.query_one(DataTable)
            table.add_columns("headline", "outlet", "age")
            table.add_rows((f"The council of Pikewater votes on the bridge, again ({n})",
                            "Harbor Ledger", "3h") for n in range(rows))  # fmt: skip

        def filled(self) -> bool:
            return self.query_one(DataTable).row_count == rows

    return Table()


_SERVER = """
import http.server, random, sys
words = open(sys.argv[1]).read().split()
class Feed(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        rng = random.Random(self.path)
        say = lambda n: " ".join(rng.choice(words) for _ in range(n)).capitalize()
        items = "".join(
            f"<item><title>{say(9)}</title><link>http://127.0.0.1{self.path}/{n}</link>"
            f"<description>{say(30)}. {say(20)}.</description>"
            f"<pubDate>Fri, 20 Nov 2026 {n % 17:02}:00:00 GMT</pubDate></item>" for n in range(10))
        body = f"<rss version='2.0'><channel><title>{say(2)}</title>{items}"
        body = (body + "</channel></rss>").encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *given): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Feed)
print(server.server_address[1], flush=True)
server.serve_forever()
"""


def lag(folder: Path, feeds: int = 200) -> list[str]:
    """How late the loop is, at rest and while a child refreshes, keys being pressed all along."""
    words = folder / "words.txt"
    lines = Path("briefing/stories/words.txt").read_text(encoding="utf-8").split("\n")
    words.write_text(" ".join(line.split()[0] for line in lines if line.strip()[:1].isalpha()))
    server = subprocess.Popen([sys.executable, "-c", _SERVER, str(words)],
                              stdout=subprocess.PIPE, text=True)  # fmt: skip
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        config = folder / "config.toml"
        config.write_text(
            "[fetch]\nper_host = 8\n"
            + "".join(f'[[feeds]]\nurl = "http://127.0.0.1:{port}/{n}"\n' for n in range(feeds))
        )
        rest, busy, articles = asyncio.run(_late(folder, config))
    finally:
        server.terminate()
        server.wait()
    lines = [f"{'loop lag':26}{'p50 ms':>9}{'p99 ms':>9}{'most ms':>9}{'looks':>8}"]
    for name, late in (("at rest", rest), (f"{feeds} feeds refreshing", busy)):
        lines.append(
            f"{name:26}{_share(late, 50):9.1f}{_share(late, 99):9.1f}{max(late) * 1000:9.1f}"
            f"{len(late):8}"
        )
    lines.append(f"{articles} articles came in meanwhile")
    return lines


async def _late(folder: Path, config: Path) -> tuple[list[float], list[float], int]:
    from briefing.demo.edition import NOW
    from briefing.tui.app import BriefingApp
    from briefing.tui.session import Session
    from briefing.tui.shelf import open_shelf

    store = folder / "lag.sqlite"
    os.environ["BRIEFING_NOW"] = NOW.isoformat().replace("+00:00", "Z")
    command = (sys.executable, "-P", "-m", "briefing", "--config", str(config), "--store",
               str(store), "refresh", "--events")  # fmt: skip
    session = Session(store, config, now=lambda: NOW)
    app = BriefingApp(session, open_shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        rest = await _looks(lambda: False, 3)
        app.main.session = replace(session, refresh_command=command)
        app.main.feeds.refresh()
        await asyncio.sleep(0.1)
        busy = await _looks(lambda: not app.main.feeds.running, 120)
        feeds = await app.main.desk.feeds()
    return rest, busy, sum(feed.articles for feed in feeds)


async def _looks(over: Callable[[], bool], seconds: float) -> list[float]:
    late: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end and not over():
        start = time.perf_counter()
        await asyncio.sleep(0.004)
        late.append(time.perf_counter() - start - 0.004)
    return late


def main() -> int:
    parser = argparse.ArgumentParser(description="Drive and measure the terminal session.")
    parser.add_argument("parts", nargs="*", default=["triage", "keys", "paint", "lag"])
    parser.add_argument("--quick", action="store_true", help="one seed, fewer keys")
    given = parser.parse_args()
    failed = 0
    for part in given.parts:
        with tempfile.TemporaryDirectory(prefix="briefing-terminal-") as name:
            folder = Path(name)
            if part == "triage":
                jobs = [lambda folder=folder: triage(folder)]
            elif part == "keys":
                seeds, keys = ((1,), 120) if given.quick else (SEEDS, KEYS)
                jobs = [lambda seed=seed, folder=folder, keys=keys:
                        random_keys(folder / str(seed), seed, keys) for seed in seeds]  # fmt: skip
            else:
                lines = paint() if part == "paint" else lag(folder)
                print("\n".join(lines), flush=True)
                continue
            for job in jobs:
                try:
                    print(f"{part}: {job()}", flush=True)
                except AssertionError as error:
                    failed += 1
                    print(f"{part}: FAILED: {error}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
