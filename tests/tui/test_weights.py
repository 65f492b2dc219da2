"""Letting an outlet count for more or less, by key and by command."""

from __future__ import annotations

from .conftest import Drive


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
        await session.press("W")
        assert "Stand on a feed or an article" in session.main.spoken, "four outlets tell it"
        await session.press("j", "j", "W", "h")
        assert session.main.spoken.startswith('Weight 0.5: "Island Post"')


async def test_by_command(drive: Drive) -> None:
    async with drive() as session:
        await session.type(":weigh Bay Wire 2\n")
        assert session.main.spoken.startswith('Weight 2: "Bay Wire"')
        await session.type(":weigh Bay", "tab", "0", ".", "5", "\n")
        assert session.main.spoken.startswith('Weight 0.5: "Bay Wire"')
        await session.type(":weigh Bay Wire\n")
        assert "weigh Harbor Ledger 2" in session.main.spoken
