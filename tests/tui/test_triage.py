"""What the reader decides, story by story, and takes back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefing.models import Mark, QuestionStatus, StoryStatus
from briefing.tui.filters import View

from .conftest import Drive
from .fake_desk import FakeShelf


async def test_done_goes_on_and_stays_in_sight(drive: Drive) -> None:
    async with drive() as session:
        await session.press("d")
        assert session.done == ["a1"]
        assert session.title == "Cable fault leaves 90,000 homes without power"
        assert session.main.pane.index == 1
        assert "✓ Harbour board" in await session.picture()
        assert "Done: Harbour board sells" in session.main.spoken


async def test_triage_all_then_undo_all(drive: Drive) -> None:
    async with drive(size=(80, 24)) as session:
        await session.type("d" * 12)
        assert len(session.done) == 12
        assert "You are done" in await session.picture()
        await session.type("u" * 12)
        assert session.done == []
        assert session.main.pane.index == 0
        await session.press("u")
        assert "Nothing left to undo" in session.main.spoken
        assert "12 stories" in await session.picture()


@pytest.mark.parametrize("keys", ["duU", "GayuU", "AyuU"])
async def test_what_is_done_again_is_shown_as_done(drive: Drive, keys: str) -> None:
    async with drive() as session:
        decided = keys[:-2]
        await session.press(*decided)
        picture, left = session.done, session.main.lists.left
        await session.press("u")
        assert session.main.lists.left == 12
        await session.press("U")
        shown = [item.id for item in session.main.pane.items if item.status is StoryStatus.DONE]  # type: ignore[union-attr]
        assert sorted(shown) == sorted(picture)
        assert session.main.lists.left == left
        end = "You are done" if not left else "The end of the briefing"
        assert end in await session.picture()


async def test_the_undone_story_is_under_the_cursor_again(drive: Drive) -> None:
    async with drive() as session:
        await session.press("j", "j", "d", "j", "j", "u")
        assert session.main.pane.index == 2


async def test_reload_on_purpose_lets_go_of_what_is_done(drive: Drive) -> None:
    async with drive() as session:
        await session.press("d", "d")
        await session.press("1")
        assert "Harbour board" not in await session.picture()
        assert len(session.main.pane.items) == 10


async def test_all_above_and_all(drive: Drive) -> None:
    async with drive() as session:
        await session.press("j", "j", "a")
        assert session.done == ["a1", "b1", "c1"]
        await session.press("u")
        assert session.done == []
        await session.press("A")
        assert "All 12 stories" in await session.picture()
        await session.press("n")
        assert session.done == []
        await session.press("A", "y")
        assert len(session.done) == 12
        await session.press("u")
        assert session.done == []


async def test_a_restart_after_the_end_says_so_and_how_to_go_back(drive: Drive) -> None:
    shelf = FakeShelf()
    async with drive(shelf=shelf) as session:
        await session.press("A", "y")
    async with drive(shelf=shelf, size=(80, 24)) as session:
        text = await session.picture()
        assert text.count("You are done") == 3, "on top, in the list and beside it"
        assert "u takes back the last decision" in text
        assert ":show done shows what is done" in text
        assert "Nothing" not in text.replace("Nothing waits for you.", "")
        await session.type(":show done\n")
        assert len(session.main.pane.items) == 12
        await session.press("1", "u")
        assert len(session.main.pane.items) == 12
        assert session.main.lists.left == 12


async def test_many_above_are_asked_about_first(drive: Drive) -> None:
    async with drive() as session:
        await session.press("G", "k", "a")
        assert "This and all above, 11 stories, done?" in await session.picture()
        await session.press("n")
        assert session.done == []
        await session.press("a", "y")
        assert len(session.done) == 11
        assert session.main.pane.index == 11


async def test_the_cursor_does_not_go_up_after_all_above(drive: Drive) -> None:
    async with drive() as session:
        await session.press("g", *"jjjjjj", *"dddddd")
        assert session.main.pane.index == 5, "nothing below waits"
        await session.press("a")
        assert session.main.pane.index == 5
        assert len(session.done) == 12
        assert "You are done" in await session.picture()


async def test_undo_of_many_puts_the_cursor_back(drive: Drive) -> None:
    async with drive() as session:
        await session.press("j", "j", "A", "y", "u")
        assert session.main.pane.index == 2
        await session.press("G", "a", "y", "u")
        assert session.main.pane.index == 11


async def test_follow_keep_snooze(drive: Drive) -> None:
    async with drive() as session:
        await session.press("j", "f", "v", "s")
        row = session.shelf.views["b1"].row
        assert row.followed
        assert row.saved
        assert row.snoozed
        await session.press("3")
        assert [item.id for item in session.main.pane.items] == ["a1", "b1"]  # type: ignore[union-attr]
        await session.type(":show snoozed", "enter")
        assert [item.id for item in session.main.pane.items] == ["b1"]  # type: ignore[union-attr]
        await session.press("s")
        assert not session.shelf.views["b1"].row.snoozed


async def test_looking_is_told_to_the_store_once_opened(drive: Drive) -> None:
    async with drive() as session:
        await session.press("j", "k")
        assert session.shelf.looked == []
        await session.press("enter", "J")
        assert session.shelf.looked == ["a1", "b1"]


async def test_a_question_is_closed_by_the_reader_only(drive: Drive) -> None:
    async with drive() as session:
        await session.press("2")
        assert "Possibly answered" in await session.picture()
        await session.press("c")
        states = {q.id: q.status for q in session.shelf.views["a1"].questions}
        assert states["q2"] is QuestionStatus.ANSWERED
        assert states["q1"] is QuestionStatus.OPEN
        await session.press("u")
        states = {q.id: q.status for q in session.shelf.views["a1"].questions}
        assert states["q2"] is QuestionStatus.POSSIBLE


async def test_why_and_taking_out(drive: Drive) -> None:
    async with drive() as session:
        await session.press("w")
        assert "83% match" in await session.picture()
        await session.press("j", "x")
        assert len(session.shelf.views["a1"].articles) == 3
        await session.press("u")
        assert len(session.shelf.views["a1"].articles) == 4


async def test_joining_two_stories(drive: Drive) -> None:
    async with drive() as session:
        await session.press("plus", "j", "j", "j", "plus")
        assert "d1" not in session.shelf.views
        await session.press("u")
        assert "d1" in session.shelf.views


@pytest.mark.parametrize("keys", [("plus", "j", "j", "plus"), ("j", "j", "plus", "k", "k", "plus")])
async def test_of_two_joined_stories_one_is_left_under_the_cursor(
    drive: Drive, keys: tuple[str, ...]
) -> None:
    async with drive() as session:
        await session.press(*keys)
        assert "c1" not in session.shelf.views
        assert [item.id for item in session.main.pane.items][:3] == ["a1", "b1", "d1"]  # type: ignore[union-attr]
        assert session.main.pane.index == 0
        assert session.main.lists.left == 11
        assert session.main.reading.story is not None
        assert session.main.reading.story.row.id == "a1"


async def test_own_keys_and_what_is_wrong_with_them(drive: Drive) -> None:
    async with drive(keys={"story.done": "X", "nonsense": "y"}) as session:
        assert "nonsense" in session.main.spoken
        await session.press("d")
        assert session.done == []
        await session.press("X")
        assert session.done == ["a1"]


async def test_a_store_that_fails_is_told_and_nothing_is_pretended(drive: Drive) -> None:
    from briefing.errors import StoreError

    class Broken(FakeShelf):
        def mark(self, idents: object, mark: Mark, on: bool, upto: object = None) -> None:
            raise StoreError("the disk is full", "make room")

    async with drive(shelf=Broken()) as session:
        await session.press("d")
        assert "Not stored: the disk is full: make room" in session.main.spoken
        assert "✓" not in await session.picture()


async def test_a_store_that_cannot_be_read_is_told(drive: Drive) -> None:
    from briefing.errors import StoreError

    class Shut(FakeShelf):
        def rows(self, view: View, filters: object) -> tuple[()]:
            raise StoreError("the store is newer than this program", "update briefing")

    async with drive(shelf=Shut()) as session:
        assert "the store is newer" in session.main.spoken


async def test_quitting_stores_what_was_decided(drive: Drive) -> None:
    async with drive() as session:
        session.send("d", "d", "d", "q")
        await session.pilot.pause()
    assert len(session.done) == 3
    assert session.shelf.closed


@pytest.mark.parametrize(("key", "code"), [("ctrl+c", 130), ("ctrl+q", 0), ("q", 0)])
async def test_ctrl_c_is_an_interruption(drive: Drive, key: str, code: int) -> None:
    async with drive() as session:
        session.send("d", key)
        await session.pilot.pause()
    assert session.app.return_value == code
    assert session.done == ["a1"], "what was decided is stored"


async def test_what_was_taken_back_is_done_again(drive: Drive) -> None:
    async with drive() as session:
        await session.type("dd" + "uu" + "U")
        assert session.done == ["a1"]
        await session.press("ctrl+r")
        assert session.done == ["a1", "b1"]
        await session.press("U")
        assert "Nothing to do again" in session.main.spoken


async def test_two_stories_are_kept_apart_for_good(drive: Drive) -> None:
    async with drive() as session:
        await session.press("minus", "j")
        assert " / Harbour board" in await session.picture()
        await session.press("minus")
        assert session.shelf.never == (("b1", "a1"),)
        assert session.main.spoken.startswith("Never one story: “Harbour board sells its")
        assert "” and “Cable fault leaves" in session.main.spoken
        await session.press("plus", "h")
        assert session.main.decisions.pairing is None
        await session.press("u")
        assert "Taken back" in session.main.spoken or "apart" in session.main.spoken


async def test_a_kept_story_is_given_to_the_readers_command(drive: Drive, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    command = f"{sys.executable} -c \"import sys; open('{taken}', 'a').write(sys.argv[-1])\""
    async with drive(save_command=command) as session:
        await session.press("v")
        await session.until(lambda: taken.exists() and bool(taken.read_text()))
        assert taken.read_text() == "https://harborledger.example/a1"
        await session.press("v")
        assert taken.read_text().count("https") == 1, "letting go hands nothing over"
    async with drive(save_command="false") as session:
        await session.press("v")
        await session.until(lambda: "save_command failed" in session.main.spoken)
        assert session.shelf.views["a1"].row.saved
