"""What must never break it: hostile text, storms of resizes, any keys at all."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from briefing.models import CleanText, StoryStatus
from briefing.text import clean
from briefing.tui.desk import QuestionLine
from briefing.tui.keys import KEYS
from briefing.tui.remap import textual_name

from .conftest import Drive
from .fake_desk import FakeShelf
from .sample import edition

LITERAL = [
    "[/]",
    "[red]x",
    "[@click=app.quit]out[/]",
    "[a='",
    "[/",
    "[b][/i]",
    "$foreground {x} %s \\n",
    "[link=file:///etc/passwd]here[/link]",
]
CLEANED = [
    "ESC\x1b[31;5m colour\x1b]0;owned\x07",
    "\u202eevil\u202c \u200bzero",
    "a" + "\u0301" * 40 + " marks",
    "long " * 2000,
    "\x9b31mC1 \x00NUL",
    "👩‍👩‍👧‍👦 family 🇩🇪 flag 漢字かな",
]


def hostile(titles: list[str]) -> FakeShelf:
    base = edition()[0]
    views = []
    for number, raw in enumerate(titles):
        title = clean.title(raw)
        ident = f"h{number}"
        articles = tuple(
            replace(one, article=replace(one.article, title=title, outlet=title, text=title))
            for one in base.articles
        )
        questions = tuple(
            replace(one, id=f"{ident}{one.id}", question=title, theme=title, asker=title,
                    outlets=(title,))
            for one in base.questions
        )  # fmt: skip
        row = replace(base.row, id=ident, title=title, outlets=(title, title),
                      weight=100.0 - number)  # fmt: skip
        summary = tuple(replace(one, text=title, also=(title,)) for one in base.summary)
        views.append(replace(base, row=row, articles=articles, questions=questions,
                             summary=summary))  # fmt: skip
    shelf = FakeShelf(views)
    shelf.feed_states = [
        replace(one, title=CleanText(clean.title(titles[0])), outlet=CleanText(clean.title(raw)),
                error=CleanText(clean.title(raw)))
        for one, raw in zip(shelf.feed_states, titles, strict=False)
    ]  # fmt: skip
    return shelf


async def test_markup_in_a_headline_is_shown_as_it_is(drive: Drive) -> None:
    async with drive(size=(120, 60), shelf=hostile(LITERAL)) as session:
        text = await session.picture()
        for title in LITERAL:
            assert title in text
        for keys in ("enter", "j", "enter", "h", "w", "h", "h", "2", "enter", "h", "4", "d", "x"):
            await session.press(keys)
            assert session.app.is_running
        await session.press("n", "1", "d", "u", "m", "n", "y", "Y", "plus", "J", "plus")
        assert LITERAL[0] in await session.picture()


async def test_nothing_of_a_headline_reaches_the_terminal_raw(drive: Drive) -> None:
    async with drive(size=(60, 20), shelf=hostile(CLEANED)) as session:
        for size in ((60, 20), (200, 40)):
            await session.pilot.resize_terminal(*size)
            for keys in ("enter", "j", "j", "e", "h", "h", "2", "j", "3", "4"):
                await session.press(keys)
                text = await session.picture()
                assert not set(text) & set(map(chr, (*range(10), *range(11, 32), 127, 0x9B)))
                assert "\u202e" not in text
                assert "\u0301" * 5 not in text


async def test_even_what_was_never_cleaned_is_held_back(drive: Drive) -> None:
    """The second lock: a row that came by some way past the door."""
    view = edition()[1]
    row = replace(view.row, title=CleanText("x\x1b]52;c;AAAA\x07y\u202ez"))
    async with drive(shelf=FakeShelf([replace(view, row=row)])) as session:
        assert "\x1b" not in await session.picture()
        assert "x]52;c;AAAAyz" in await session.picture()


async def test_columns_stay_straight(drive: Drive) -> None:
    from rich.cells import cell_len

    async with drive(size=(100, 30), shelf=hostile(CLEANED + LITERAL)) as session:
        border = {
            cell_len(line.split("▏")[0])
            for line in (await session.picture()).splitlines()
            if "▏" in line
        }
        assert len(border) == 1


async def test_a_storm_of_resizes(drive: Drive) -> None:
    rng = random.Random(7)
    async with drive(size=(80, 24)) as session:
        await session.press("j", "j", "enter")
        for _ in range(10):
            size = (rng.randint(20, 250), rng.randint(5, 70))
            await session.pilot.resize_terminal(*size)
        await session.pilot.resize_terminal(80, 24)
        await session.settle()
        assert session.main.pane.index == 2
        assert session.main.place == "page"
        assert "市議会" in await session.picture()


@pytest.mark.parametrize("seed", [2])
async def test_any_keys_at_all(drive: Drive, seed: int) -> None:
    """300 seeded keys over four sizes: it runs on, and no decision is lost."""
    rng = random.Random(seed)
    stay = {"quit", "suspend", "palette"}
    names = [textual_name(name) for key in KEYS if key.id not in stay for name in key.keys]
    names += ["enter", "escape", "y", "a", "x"] * 4
    sizes = [(60, 20), (80, 24), (120, 40), (200, 50)]
    async with drive(size=(80, 24)) as session:
        for size in [*sizes, (80, 24)]:
            await session.pilot.resize_terminal(*size)
            session.send(*(rng.choice(names) for _ in range(60)))
            await session.settle()
        assert session.app.is_running
        while len(session.app.screen_stack) > 1:
            await session.press("escape")
        await session.press("escape", "escape", "escape", "escape", "1")
        waiting = [
            view.row.id
            for view in session.shelf.views.values()
            if view.row.status is not StoryStatus.DONE
            and not view.row.snoozed
            and not session.shelf._mute(view.row)
        ]
        shown = [row.id for row in session.main.pane.items if not isinstance(row, QuestionLine)]  # type: ignore[union-attr]
        assert sorted(shown) == sorted(waiting)
        # All of it can be taken back.
        session.send(*"u" * len(session.shelf.past))
        await session.settle()
        assert not session.shelf.past
        assert len(session.shelf.views) == 12


def test_a_terminal_of_few_colours_gets_its_own() -> None:
    from briefing.tui.themes import fitting

    assert fitting("briefing-dark", "truecolor", plain=False) == "briefing-dark"
    assert fitting("briefing-light", "standard", plain=False) == "ansi-dark"
    assert fitting("briefing-dark", None, plain=False) == "ansi-dark"
    assert fitting("nord", "standard", plain=False) == "nord", "asked for by name"
    assert fitting("nord", "truecolor", plain=True) == "ansi-dark"


async def test_no_color_paints_no_colour(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.color import Color

    monkeypatch.setenv("NO_COLOR", "1")
    async with drive(theme="ansi") as session:
        await session.press("enter")
        for line in session.app.screen._compositor.render_strips():
            filtered = line
            for one in session.app._filters:
                if one.enabled:
                    filtered = filtered.apply_filter(one, session.app.screen.background_colors[1])
            for segment in filtered:
                style = segment.style
                if style is not None:
                    assert {style.color, style.bgcolor} <= {None, Color.default()}


async def test_what_could_not_be_stored_is_nothing_to_take_back(drive: Drive) -> None:
    from briefing.errors import StoreError

    class Picky(FakeShelf):
        def mute_term(self, term: str, on: bool) -> None:
            raise StoreError("a term needs a letter")

    async with drive(shelf=Picky()) as session:
        await session.press("j", "d", "j", "j")
        await session.type(":mute [/]", "enter")
        assert "needs a letter" in session.main.spoken
        await session.press("u")
        assert session.main.pane.index == 1, "on the story that the last stored decision is about"
        assert not session.shelf.past


async def test_hostile_text_in_every_dialog(drive: Drive) -> None:
    shelf = hostile(LITERAL)
    shelf.terms = ("[/]", "[@click=app.quit]x")
    async with drive(size=(80, 24), shelf=shelf) as session:
        await session.type(":terms", "enter")
        assert "[@click=app.quit]x" in await session.picture()
        await session.press("escape", "T")
        await session.picture()
        await session.press("escape", "4", "x")
        assert "No longer follow [/?" in await session.picture()
        await session.press("n", "1")
        for line in ("&[red]x", "/[/]", ":[b]no[/i]", ":theme [/]"):
            await session.type(line, "enter")
            await session.picture()
            await session.press("escape")
        session.main.complain("[/] could not [red]be[/b] done")
        await session.type(":error", "enter")
        assert "[/] could not [red]be[/b] done" in await session.picture()
        await session.press("escape", "ctrl+p")
        await session.picture()
        await session.press("escape", "question_mark")
        await session.type("[/]")
        await session.picture()
        assert session.app.is_running


def ascii_shelf() -> FakeShelf:
    views = []
    for view in edition():
        if view.row.title.isascii():
            views.append(view)
    shelf = FakeShelf(views)
    shelf.terms = ("a term",)
    return shelf


@pytest.mark.parametrize("flat", [False, True])
async def test_ascii_is_ascii_everywhere(drive: Drive, flat: bool) -> None:
    given = {"size": (80, 24), "shelf": ascii_shelf(), "ascii": True, "flat": flat}
    async with drive(**given, sample=True) as session:
        for keys in ("", "\n", "e", "w", "2", "\n", "4", "\n", "1?", ":terms\n", "T", ":error\n",
                     "/fault\n", "&a\n", ":no such\n", ":theme none\n", "m", "d", "t"):  # fmt: skip
            await session.type(keys)
            text = await session.picture()
            assert text.isascii(), (keys, {char for char in text if not char.isascii()})
            if keys not in ("\n", "e", "w"):
                await session.press("escape", "escape", "escape")
        await session.press("1", "ctrl+p")
        text = await session.picture()
        assert text.isascii(), text


@pytest.mark.parametrize("theme", ["briefing-dark", "light", "nord", "ansi", "no such theme"])
async def test_the_theme_that_was_asked_for_is_painted(drive: Drive, theme: str) -> None:
    from textual.color import Color

    from briefing.tui.themes import theme_name

    async with drive(theme=theme) as session:
        app = session.app
        name = theme_name(theme) if theme != "no such theme" else "briefing-dark"
        assert app.theme == name
        wanted = Color.parse(app.available_themes[name].background or "#000000")
        assert session.main.styles.background == wanted
        assert app.has_class("-ansi") is (theme == "ansi")
        await session.type(":theme light", "enter")
        assert session.main.styles.background == Color.parse("#fbfaf7")
