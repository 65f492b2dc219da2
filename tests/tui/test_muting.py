"""What the reader mutes: a story, a term, an outlet."""

from __future__ import annotations

from .conftest import Drive


async def test_mute_asks_and_can_be_seen_and_taken_back(drive: Drive) -> None:
    async with drive() as session:
        await session.press("m")
        assert "this story" in await session.picture()
        await session.press("escape")
        assert not session.shelf.views["a1"].row.muted
        await session.press("m", "t")
        await session.type("ferries", "enter")
        assert session.shelf.terms == ("ferries",)
        await session.press("1")
        assert "Storm Edda" not in await session.picture()
        await session.type(":terms", "enter")
        assert "ferries" in await session.picture()
        await session.press("escape", "u", "1")
        assert "Storm Edda" in await session.picture()


async def test_an_outlet_that_alone_tells_a_story_can_be_muted(drive: Drive) -> None:
    async with drive() as session:
        await session.press("m")
        assert "what only" not in await session.picture(), "three outlets tell the first story"
        await session.press("escape")
        while len(session.main.pane.current.outlets) > 1:
            await session.press("j")
        outlet = session.main.pane.current.outlets[0]
        await session.press("m")
        assert f"what only {outlet} tells" in await session.picture()
        await session.press("o")
        assert session.shelf.terms == (f"outlet:{outlet}",)
        await session.press("u")
        assert session.shelf.terms == ()


async def test_a_muted_term_leaves_at_once_but_not_under_the_cursor(drive: Drive) -> None:
    async with drive() as session:
        await session.press("m", "t")
        await session.type("ferries", "enter")
        text = await session.picture()
        assert "× Harbour board" in text
        assert "Storm Edda" not in text
        assert session.main.pane.index == 0
        assert "10 stories" in text
        await session.press("u")
        assert "Storm Edda" in await session.picture()
        assert "× Harbour board" not in session.text()
        assert "12 stories" in session.text()


async def test_a_story_that_a_term_mutes_says_so_when_it_is_unmuted(drive: Drive) -> None:
    async with drive() as session:
        await session.press("m", "t")
        await session.type("ferries", "enter")
        await session.press("m")
        said = "The muted term ferries hides it; :unmute ferries takes that back."
        assert said in session.main.spoken
        shown = await session.picture()
        assert "× Harbour board" in shown
        assert "muted by “ferries”" in shown
        # Nothing was changed, so what comes back is the term.
        await session.press("u")
        assert session.shelf.terms == ()


async def test_what_is_muted_already_is_no_decision(drive: Drive) -> None:
    async with drive() as session:
        await session.type(":mute storm", "enter")
        await session.press("d")
        await session.type(":mute storm", "enter")
        assert session.main.spoken == "“storm” is muted already."
        await session.type(":unmute rain", "enter")
        assert session.main.spoken == "“rain” was not muted."
        await session.press("u")
        assert session.done == []


async def test_a_muted_term_is_taken_back_from_its_list(drive: Drive) -> None:
    async with drive() as session:
        await session.type(":mute ferries", "enter")
        await session.type(":terms", "enter")
        await session.press("f")
        assert session.shelf.terms == ()
