"""Draw the pictures of the README: the real program over the packaged sample edition.

    python bench/pictures.py [--check | --all FOLDER]

Writes ``docs/*.svg``; the same program draws the same pictures, byte for byte. With ``--check``
nothing is written and the exit code is 1 when a picture is not what the program looks like now.
With ``--all`` every view is drawn into a folder, in three sizes and three themes, to be looked at.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

DOCS = Path("docs")


@dataclass(frozen=True)
class Picture:
    name: str
    size: tuple[int, int]
    theme: str
    keys: Sequence[str] = ()
    """Pressed one by one, as Textual calls them."""


PICTURES = (
    Picture("briefing", (120, 36), "briefing-dark"),
    Picture("questions", (120, 36), "briefing-dark", ("2", "j")),
    Picture("briefing-light", (80, 24), "briefing-light"),
    Picture("article-light", (80, 24), "briefing-light", ("e",)),
)


SIZES = ((80, 24), (120, 40), (200, 60))
THEMES = ("briefing-dark", "briefing-light", "ansi-dark")
VIEWS: dict[str, Sequence[str]] = {
    "briefing": (),
    "triage": ("d", "f", "s", "j", "plus"),
    "story": ("enter", "j", "j", "j"),
    "article": ("e",),
    "why": ("w", "j"),
    "questions": ("2", "j"),
    "feeds": ("4",),
    "help": ("question_mark",),
    "theme": ("T",),
    "palette": ("ctrl+p",),
    "done": ("A", "y"),
}


def every() -> tuple[Picture, ...]:
    """Every view in every size and theme."""
    return tuple(
        Picture(f"{view}-{columns}x{rows}-{theme}", (columns, rows), theme, keys)
        for view, keys in VIEWS.items()
        for columns, rows in SIZES
        for theme in THEMES
    )


def filled(folder: Path) -> Path:
    """The sample edition as its first start stores it."""
    store = folder / "store.sqlite"
    command = [sys.executable, "-P", "-m", "briefing", "--demo", "--store", str(store)]
    home = {**os.environ, "HOME": str(folder), "TZ": "UTC"}
    subprocess.run([*command, "--quiet", "refresh"], check=True, env=home)
    return store


async def drawn(store: Path, picture: Picture) -> str:
    """One picture as SVG."""
    from textual.pilot import Pilot

    from briefing.demo.edition import NOW
    from briefing.questions.themes import DEFAULT_THEMES
    from briefing.tui.app import BriefingApp
    from briefing.tui.session import Session
    from briefing.tui.shelf import open_shelf

    session = Session(
        store=store,
        now=lambda: NOW,
        sample=True,
        theme=picture.theme,
        window=timedelta(days=4),
        themes=lambda: DEFAULT_THEMES,
    )
    app = BriefingApp(session, open_shelf)
    async with app.run_test(size=picture.size) as pilot:
        await _rest(app, pilot)
        for key in picture.keys:
            await pilot.press(key)
            await _rest(app, pilot)
        svg = app.export_screenshot(title="briefing")
        assert isinstance(pilot, Pilot)
    # The name of the styles is hashed from addresses in memory.
    svg = re.sub(r"terminal-\d+", f"terminal-{picture.name}", svg)
    svg = _TEXT.sub(_without_margins, svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


_TEXT = re.compile(r'x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"([^>]*)>([^<]*)</text>')
_CELL = 12.2
"""Width of a column in the pictures that Rich draws."""
_GAP = "&#160;"


def _without_margins(found: re.Match[str]) -> str:
    """A text without the spaces around it, which some renderers drop and then stretch the rest."""
    x, y, length, rest, text = found.groups()
    whole = text
    before = after = 0
    while text.startswith(_GAP):
        text, before = text.removeprefix(_GAP), before + 1
    while text.endswith(_GAP):
        text, after = text.removesuffix(_GAP), after + 1
    at = float(x) + before * _CELL
    left = float(length) - (before + after) * _CELL
    if not text:
        at, left, text = float(x), float(length), whole
    return f'x="{at:g}" y="{y}" textLength="{left:g}"{rest}>{text}</text>'


async def _rest(app: object, pilot: object) -> None:
    """Until the list and the page that belongs to it are there."""
    main = app.main  # type: ignore[attr-defined]
    for _ in range(2000):
        await pilot.pause(0.02)  # type: ignore[attr-defined]
        if main.lists.loaded and not main.lists.loading and main.reading.ready:
            break
    await pilot.pause(0.1)  # type: ignore[attr-defined]


def main() -> int:
    os.environ["TZ"] = "UTC"
    time.tzset()
    for name in ("NO_COLOR", "COLORTERM"):
        os.environ.pop(name, None)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    parser = argparse.ArgumentParser(description="Draw the pictures of the README.")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when one is stale")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every view, to be looked at")
    given = parser.parse_args()
    check, docs = given.check, given.all or DOCS
    stale = 0
    with tempfile.TemporaryDirectory(prefix="briefing-pictures-") as folder:
        whole = filled(Path(folder))
        for picture in every() if given.all else PICTURES:
            # A copy for each: opening a story is remembered.
            store = Path(folder) / f"{picture.name}.sqlite"
            store.write_bytes(whole.read_bytes())
            svg = asyncio.run(drawn(store, picture))
            path = docs / f"{picture.name}.svg"
            old = path.read_text(encoding="utf-8") if path.exists() else ""
            stale += old != svg
            if not check:
                docs.mkdir(exist_ok=True, parents=True)
                path.write_text(svg, encoding="utf-8")
            columns, rows = picture.size
            state = "as it was" if old == svg else "stale" if check else "drawn anew"
            print(f"{path}  {columns}x{rows}  {len(svg) // 1024} kB  {state}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
