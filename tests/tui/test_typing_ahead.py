"""Keys typed faster than they are acted upon, and ways out."""

from __future__ import annotations

import asyncio

import pytest

from briefing.models import QuestionStatus

from .conftest import Drive


async def test_keys_typed_ahead_mean_what_they_meant(drive: Drive) -> None:
    async with drive() as session:
        # All at once, none waits for the one before.
        session.send("d", "d", "j", "d", "u", "f")
        await session.settle()
        assert session.done == ["a1", "b1"]
        assert session.shelf.views["d1"].row.followed


@pytest.mark.parametrize(("key", "code"), [("ctrl+q", 0), ("ctrl+c", 130)])
async def test_out_from_everywhere(drive: Drive, key: str, code: int) -> None:
    async with drive() as session:
        await session.press("slash", "a")
        session.send(key)
        await asyncio.sleep(0)
    assert session.app.return_value == code


@pytest.mark.parametrize("size", [(60, 20), (200, 50)])
async def test_keys_typed_ahead_go_where_they_would_have_gone(
    drive: Drive, size: tuple[int, int]
) -> None:
    async with drive(size=size) as session:
        # Into the story, one spot down, into the article, out, out, down, search.
        session.send("enter", "j", "enter", "h", "h", "j", "slash", "g", "r", "i")
        await session.settle()
        assert session.main.lists.query == "gri"
        assert session.main.place == "list"


async def test_a_key_never_meets_the_story_before(drive: Drive) -> None:
    """Typed ahead: each key is about what stands under the cursor by then."""
    async with drive() as session:
        session.send("j", "e")
        await session.settle()
        assert "second cable" in await session.picture()
        session.send("h", "h", "2", "j", "c")
        await session.settle()
        states = {q.id: q.status for q in session.shelf.views["a1"].questions}
        assert states["q1"] is QuestionStatus.ANSWERED
        session.send("3", "d")
        await session.settle()
        assert session.done == ["a1"]


async def test_what_is_typed_ahead_of_a_dialog_goes_behind_it(drive: Drive) -> None:
    async with drive() as session:
        session.send(*":mute storm\n:mute salmon\nd")
        await session.settle()
        assert session.shelf.terms == ("storm", "salmon")
        assert session.done == ["a1"]
        session.send(*"?mute\x1bjd:error\n\x1bd/fault\nd")
        await session.settle()
        assert len(session.done) == 4
        session.send(*"\x1bTo\x1b2c")
        await session.settle()
        assert session.main.lists.view == "questions"
        assert len(session.app.screen_stack) == 1
