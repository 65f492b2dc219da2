"""Letting an outlet count for more or less, by key and by command."""

from __future__ import annotations

from briefing.errors import StoreError

from .conftest import Drive
from .fake_desk import FakeShelf


async def test_one_key_weighs_the_outlet_of_a_feed_and_undo_takes_it_back(drive: Drive) -> None:
    async with drive() as session:
        await session.press("4", "j", "W")
        assert "Bay Wire counts  h half   n as usual   d double" in session.text()
        await session.press("d")
        assert session.main.spoken.startswith('Weight 2: "Bay Wire"')
        assert "Bay Wire ×2" in await session.picture()
        await session.press("u")
        assert session.main.spoken == "weigh Bay Wire"


async def test_the_outlet_of_an_article_and_of_a_story_that_one_tells(drive: Drive) -> None:
    async with drive() as session:
        await session.press("j", "j", "W", "h")
        assert session.main.spoken.startswith('Weight 0.5: "Island Post"')


async def test_a_story_of_several_asks_which_outlet(drive: Drive) -> None:
    async with drive(size=(80, 24)) as session:
        await session.press("W")
        shown = await session.picture()
        assert "Weigh which outlet?" in shown
        assert "h  Harbor Ledger" in shown
        assert "Coast Courier" in shown
        await session.press("h")
        assert "Harbor Ledger counts  h half" in await session.picture()
        await session.press("d")
        assert session.main.spoken.startswith('Weight 2: "Harbor Ledger"')
        await session.press("W", "escape")
        assert not session.main.asks.waiting


async def test_an_outlet_that_is_not_followed_is_told_as_on_the_command_line(drive: Drive) -> None:
    class Strict(FakeShelf):
        def weigh(self, outlet: str, weight: float) -> str:
            raise StoreError(f"you follow no outlet called {outlet}", "`briefing feed list`")

    async with drive(shelf=Strict()) as session:
        await session.type(":weigh coast 2\n")
        assert session.main.spoken == "you follow no outlet called coast: `briefing feed list`"


async def test_by_command(drive: Drive) -> None:
    async with drive() as session:
        await session.type(":weigh Bay Wire 2\n")
        assert session.main.spoken.startswith('Weight 2: "Bay Wire"')
        await session.type(":weigh Bay", "tab", "0", ".", "5", "\n")
        assert session.main.spoken.startswith('Weight 0.5: "Bay Wire"')
        await session.type(":weigh Bay Wire\n")
        assert "weigh Harbor Ledger 2" in session.main.spoken
