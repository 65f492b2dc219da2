"""Search, filters, themes, days, and the command line."""

from __future__ import annotations

import sys

from .conftest import Drive


async def test_search_as_you_type_and_back(drive: Drive) -> None:
    async with drive() as session:
        await session.type("jj/converter")
        assert len(session.main.pane.items) == 1
        await session.press("enter")
        assert session.main.place == "list"
        await session.press("q")
        assert session.main.lists.view == "briefing"
        assert session.main.pane.index == 2


async def test_filter_and_drop_it(drive: Drive) -> None:
    async with drive() as session:
        await session.type("&outlet:island", "enter")
        assert len(session.main.pane.items) == 4
        await session.press("escape")
        assert len(session.main.pane.items) == 12


async def test_the_command_line_names_what_is_near(drive: Drive) -> None:
    async with drive() as session:
        await session.type(":theem", "enter")
        assert "no command" in session.main.spoken
        await session.type(":theme light", "enter")
        assert session.app.theme == "briefing-light"
        await session.type(":theme", "enter")
        assert "briefing-light" in session.main.spoken
        await session.type(":undo", "enter")
        assert "Nothing left" in session.main.spoken


async def test_an_error_can_be_read_at_length(drive: Drive) -> None:
    said = "import sys; sys.exit('briefing: ' + 'far ' * 40 + 'end of it')"
    async with drive(size=(60, 20), refresh_command=(sys.executable, "-c", said)) as session:
        await session.until(lambda: bool(session.main.spoken))
        assert "…" in (await session.picture()).splitlines()[-2]
        await session.type(":error", "enter")
        assert "end of it" in await session.picture()
        await session.press("q")


async def test_one_theme_by_its_key(drive: Drive) -> None:
    async with drive() as session:
        session.send("T", "o")
        await session.settle()
        assert session.main.lists.filters.text == "theme:ownership"
        assert [item.id for item in session.main.pane.items] == ["a1"]  # type: ignore[union-attr]
        await session.press("2", "T", "down", "down", "enter")
        assert "Who will check the safety" in await session.picture()
        assert "Will the board keep" not in session.text()
        await session.press("h", "T", "escape")
        assert "Will the board keep" in await session.picture()


async def test_an_earlier_day_is_looked_back_at(drive: Drive) -> None:
    async with drive() as session:
        await session.type(":day yesterday\n")
        assert "Yesterday" in await session.picture()
        yesterday = len(session.main.pane.items)
        assert 0 < yesterday < 12
        await session.press("d")
        assert len(session.done) == 1
        await session.press("[")
        assert "Wed 18 Nov" in await session.picture()
        await session.press("]")
        assert len(session.main.pane.items) == yesterday, "what is done is told, too"
        await session.press("]")
        assert session.main.lists.view == "briefing"
        await session.press("]")
        assert "This is today" in session.main.spoken
        await session.type(":day 36h\n")
        assert "Since 36h" in await session.picture()
        await session.press("h")
        assert session.main.lists.view == "briefing"
        await session.type(":day tomorrow\n")
        assert "no day gone by" in session.main.spoken


async def test_a_filter_is_told_on_top_and_how_to_drop_it(drive: Drive) -> None:
    async with drive(size=(80, 24)) as session:
        await session.type("&outlet:'harbor ledger' ferries\n")
        assert "2 & outlet:'harbor…" in (await session.picture()).splitlines()[0]
        await session.press("escape")
        await session.type("&nowhere\n")
        text = await session.picture()
        assert "0 stories with & nowhere" in text
        assert "Nothing matches. Esc drops the" in text
        await session.press("escape")
        assert len(session.main.pane.items) == 12


async def test_tab_on_an_empty_filter_offers_the_fields(drive: Drive) -> None:
    async with drive() as session:
        await session.type("&", "tab", "tab", "i", "s", "l", "\n")
        assert session.main.lists.filters.text == "outlet:isl"


async def test_what_was_said_goes_with_the_view(drive: Drive) -> None:
    async with drive() as session:
        await session.press("d")
        assert session.main.spoken.startswith("Done:")
        await session.press("2")
        assert session.main.spoken == ""
        await session.press("1", "plus", "3")
        assert session.main.spoken.startswith("Go to the other story"), "it still waits"
