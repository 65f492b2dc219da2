"""From a key to the painted frame, and how much the interface's thread does at a time.

    python bench/painting.py [paint|lag ...]

``paint``: in this process, with 50,000 stories listed, beside Textual's own OptionList and
DataTable with as many rows, and its ListView with 1,000 (more would take minutes).
``lag``: how late the interface's loop is, and how long its thread works without a break, while a
child refreshes 200 feeds of a local server and keys are pressed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path


def paint(rows: int = 50_000, keys: int = 200) -> list[str]:
    """From a key to the frame that shows its effect: in wall time, and what this process worked
    for it. Ours paints the story that belongs to the line in a frame of its own, right after."""
    lines = [
        f"{'list of ' + format(rows, ','):26}{'ready s':>9}{'p50 ms':>9}{'p95 ms':>9}"
        f"{'CPU p50':>9}{'CPU p95':>9}{'CPU ms a key':>14}"
    ]
    for name, make, many in (
        ("ours (whole program)", _ours, rows),
        ("OptionList", _options, rows),
        ("DataTable", _table, rows),
        ("ListView of 1,000", _labels, 1_000),
    ):
        ready, took, worked, cpu = asyncio.run(_timed(make, many, keys))
        lines.append(
            f"{name:26}{ready:9.2f}{_share(took, 50):9.1f}{_share(took, 95):9.1f}"
            f"{_share(worked, 50):9.1f}{_share(worked, 95):9.1f}{cpu:14.1f}"
        )
    return lines


def _share(took: Sequence[float], percent: int) -> float:
    return sorted(took)[min(len(took) - 1, len(took) * percent // 100)] * 1000


async def _timed(
    make: Callable[[int], object], rows: int, keys: int
) -> tuple[float, list[float], list[float], float]:
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
    worked: list[float] = []
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
            start, before = time.perf_counter(), time.process_time()
            app.post_message(event)  # type: ignore[attr-defined]
            await asyncio.wait_for(painted.wait(), 30)
            took.append(time.perf_counter() - start)
            worked.append(time.process_time() - before)
            await asyncio.sleep(0.03)
        spent = time.process_time() - spent
    return ready, took, worked, spent / keys * 1000


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

    def muted_terms(self) -> tuple[()]:
        return ()

    def dealt(self) -> bool:
        return False

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


def _labels(rows: int) -> object:
    from textual.app import App, ComposeResult
    from textual.widgets import Label, ListItem, ListView

    class Labels(App[None]):
        def compose(self) -> ComposeResult:
            yield ListView(*(
                ListItem(Label(f"The council of Pikewater votes on the bridge, again ({n})"))
                for n in range(rows)
            ))  # fmt: skip

        def filled(self) -> bool:
            return len(self.query_one(ListView)) == rows

    return Labels()


SERVER = """
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
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(words)],
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
    lines = [
        f"{'the interface':26}{'late p50':>9}{'p99 ms':>9}{'most ms':>9}"
        f"{'works p99':>11}{'most ms':>9}{'looks':>8}"
    ]
    for name, looks in (("at rest", rest), (f"{feeds} feeds refreshing", busy)):
        late, works = [one[0] for one in looks], [one[1] for one in looks]
        lines.append(
            f"{name:26}{_share(late, 50):9.1f}{_share(late, 99):9.1f}{max(late) * 1000:9.1f}"
            f"{_share(works, 99):11.1f}{max(works) * 1000:9.1f}{len(looks):8}"
        )
    lines.append(f"{articles} articles came in meanwhile")
    return lines


Looks = list[tuple[float, float]]
"""How late each look came, and what the thread worked since the one before, in seconds."""


async def _late(folder: Path, config: Path) -> tuple[Looks, Looks, int]:
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
        app._settled()  # as a second after every start on a terminal
        rest = await _looks(lambda: False, 3)
        app.main.session = replace(session, refresh_command=command)
        app.main.feeds.refresh()
        await asyncio.sleep(0.1)
        pressing = asyncio.create_task(_press(app))
        busy = await _looks(lambda: not app.main.feeds.running, 120)
        pressing.cancel()
        feeds = await app.main.desk.feeds()
    return rest, busy, sum(feed.articles for feed in feeds)


async def _press(app: object) -> None:
    """Down and up, for ever."""
    from textual import events

    while True:
        for key in ("j",) * 10 + ("k",) * 10:
            event = events.Key(key, key)
            event.set_sender(app)  # type: ignore[arg-type]
            app.post_message(event)  # type: ignore[attr-defined]
            await asyncio.sleep(0.1)


async def _looks(over: Callable[[], bool], seconds: float) -> Looks:
    looks: Looks = []
    end = time.monotonic() + seconds
    while time.monotonic() < end and not over():
        start, before = time.perf_counter(), time.thread_time()
        await asyncio.sleep(0.004)
        looks.append((time.perf_counter() - start - 0.004, time.thread_time() - before))
    return looks


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", default=["paint", "lag"])
    for part in parser.parse_args().parts:
        if part == "paint":
            print("\n".join(paint()), flush=True)
            continue
        with tempfile.TemporaryDirectory(prefix="briefing-painting-") as name:
            print("\n".join(lag(Path(name))), flush=True)


if __name__ == "__main__":
    main()
