"""Stories and articles as they are read."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.models import CleanText

from .conftest import Drive
from .fake_desk import FakeShelf


async def test_in_and_out_of_an_article(drive: Drive) -> None:
    async with drive(size=(80, 24)) as session:
        await session.press("enter")
        assert session.main.place == "page"
        await session.press("j", "enter")
        assert session.main.place == "article"
        assert "islandpost.example/a4" in await session.picture()
        await session.press("escape")
        assert session.main.place == "page"
        assert session.main.page.spot == 1
        await session.press("q")
        assert session.main.place == "list"


async def test_evidence_is_one_key_away(drive: Drive) -> None:
    async with drive(size=(100, 30)) as session:
        await session.press("e")
        text = await session.picture()
        assert "It is unclear whether the board will keep a share" in text
        lines = session.main.page.page.lines
        marked = [run.text for line in lines for run in line.runs if run.role == "evidence"]
        assert "unclear" in " ".join(marked)


async def test_three_panes_show_the_article_beside(drive: Drive) -> None:
    async with drive(size=(200, 50)) as session:
        await session.press("enter", "j", "j", "j")
        assert "coastcourier.example/a2" in await session.picture()
        await session.press("enter")
        assert session.main.side.has_focus
        await session.press("h", "h")
        assert session.main.place == "list"


async def test_more_questions_open_and_close(drive: Drive) -> None:
    async with drive(size=(120, 60)) as session:
        assert "→ 1 more question M" in await session.picture()
        assert "When will the regulator decide?" not in session.text()
        await session.press("M")
        assert "When will the regulator decide?" in await session.picture()
        await session.press("M")
        assert "When will the regulator decide?" not in await session.picture()


async def test_figures_that_differ_stand_side_by_side(drive: Drive) -> None:
    async with drive(size=(120, 60)) as session:
        await session.press("j")
        text = await session.picture()
        assert "Reports differ" in text
        assert "90,000            │ A fault at the northern" in text
        assert "more than 110,000 │ Power failed in more" in text


async def test_only_new_never_hides_what_is_new(drive: Drive) -> None:
    async with drive(size=(120, 60)) as session:
        await session.press("enter", "t", "f")
        text = await session.picture()
        assert "The dockers' union asked on Friday" in text, "a mark must not make it old"
        assert "Coverage" not in text
        await session.press("J")
        text = await session.picture()
        assert "A fault at the northern converter" in text, "all of it is new"
        assert "Coverage" in text


async def test_behind_the_outlet_stands_who_says_it(drive: Drive) -> None:
    shelf = FakeShelf()
    view = shelf.views["a1"]
    first, unnamed, _ = view.summary
    said = replace(first, text=CleanText("The harbour board is wrong, critics said."), also=())
    official = replace(first, text=CleanText("The regulator said that it had to agree."))
    shelf.views["a1"] = replace(view, summary=(said, unnamed, official))
    async with drive(size=(120, 40), shelf=shelf) as session:
        text = await session.picture()
        assert "ago · critic\n" in re.sub(r" +[▏▌]?\n", "\n", text)
        assert "ago · unnamed source" in text
        assert "ago · official · also Bay Wire" in text
