"""Tab in the command line and in the filter line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from briefing.tui.completing import filter_lines, going_on, unknown
from briefing.tui.filters import Term
from briefing.tui.widgets.prompt import Prompt

from .conftest import Drive

VALUES = {
    "outlet": lambda: ("Bay Wire", "Harbor Ledger", "Island Post"),
    "theme": lambda: ("money", "next"),
}


def test_lines_that_begin_so() -> None:
    lines = ["show all", "show muted", "Show all", "terms", "show all"]
    assert going_on("SHOW ", lines) == ["show all", "show muted", "Show all"]
    assert going_on("terms", lines) == []


def test_the_last_word_of_a_filter_is_completed() -> None:
    assert filter_lines("ferry ou", VALUES) == ["ferry outlet:"]
    assert filter_lines("-outlet:har", VALUES) == ["-outlet:'Harbor Ledger'"]
    assert filter_lines("is:s", VALUES) == ["is:seen", "is:saved", "is:snoozed"]
    assert filter_lines("theme:", VALUES) == ["theme:money", "theme:next"]
    assert filter_lines("outlet:i", VALUES)[0] == "outlet:'Island Post'", "its beginning first"
    assert filter_lines("tag:x", VALUES) == filter_lines("ferry ", VALUES) == []
    assert filter_lines("", VALUES) == ["tag:", "outlet:", "theme:", "lang:", "is:"]


@given(st.text(max_size=40))
def test_any_line_can_be_completed(text: str) -> None:
    assert all(isinstance(one, str) for one in filter_lines(text, VALUES))


def test_a_name_that_is_none_is_told_with_those_there_are() -> None:
    assert unknown(Term("theme", "mony"), VALUES) == [
        "No theme is called mony. There are:",
        "  money",
        "  next",
    ]
    assert unknown(Term("theme", "mon"), VALUES) == []
    assert unknown(Term("theme", "mony", no=True), VALUES) == []
    assert unknown(Term("", "mony"), VALUES) == []
    many = unknown(Term("tag", "x"), {"tag": lambda: [f"tag {n}" for n in range(20)]})
    assert many[-1] == "  and 8 more"


async def test_tab_goes_through_what_a_command_may_be(drive: Drive) -> None:
    async with drive() as session:
        await session.type(":theme briefing-", "tab", "tab", "shift+tab", "\n")
        assert session.app.theme == "briefing-dark"
        await session.type(":mute outlet:isl", "tab", "\n")
        assert session.shelf.terms == ("outlet:Island Post",)
        await session.type(":unmu", "tab", "\n")
        assert session.shelf.terms == ()


async def test_tab_completes_a_filter_and_the_footer_says_so(drive: Drive) -> None:
    async with drive() as session:
        await session.type("&outlet:cou", "tab")
        shown = await session.picture()
        assert "outlet:'Coast Courier'" in shown
        assert shown.splitlines()[-1].split() == ["Enter", "take", "Esc", "back", "Tab", "complete"]
        await session.type("\n")
        assert session.main.lists.filters.terms == (Term("outlet", "coast courier"),)


async def test_a_name_that_steers_a_terminal_is_guarded(drive: Drive) -> None:
    async with drive() as session:
        prompt = session.main.query_one(Prompt)
        prompt.open("&", lambda text: None, completing=lambda text: ["evil\x1b]52;c;x\x07 wire"])
        await session.type("evil", "tab")
        assert session.main.query_one(Input).value == "evil]52;c;x wire"


async def test_what_matches_nothing_tells_the_names(drive: Drive) -> None:
    async with drive() as session:
        await session.type("&outlet:reuters")
        shown = await session.picture()
        assert "No outlet is called reuters. There are:" in shown
        assert "Old Mill Gazette" in shown


async def test_the_cursor_comes_back_to_its_story_while_a_filter_is_typed(drive: Drive) -> None:
    async with drive() as session:
        await session.type("&out")
        assert session.title != "Harbour board sells its three ferries to Nordline"
        await session.type("let:island")
        assert session.title == "Harbour board sells its three ferries to Nordline"
        await session.type("x")
        await session.press("\x1b")
        assert session.title == "Harbour board sells its three ferries to Nordline"
