"""Feeds and refreshes in a child process, and how news come in."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from briefing.errors import BriefingError
from briefing.models import StoryStatus

from .conftest import Drive, checking
from .fake_desk import FakeShelf
from .sample import edition


async def test_news_come_in_without_moving_the_cursor(drive: Drive) -> None:
    async with drive(size=(80, 24)) as session:
        await session.press("d", "j", "j", "j", "j", "j", "j", "j")
        before, line = session.title, session.main.pane.cursor_line()
        first = next(iter(session.shelf.views.values()))
        for number in range(7):
            row = replace(first.row, id=f"new{number}", weight=20 + number, status=StoryStatus.NEW)
            session.shelf.views[row.id] = replace(first, row=row)
        session.main.reload()
        await session.settle()
        assert session.title == before
        assert session.main.pane.cursor_line() == line
        assert len(session.main.pane.items) == 19
        assert session.main.pane.find("a1") is not None, "what was done stays until asked"


async def test_the_story_under_the_cursor_does_not_vanish(drive: Drive) -> None:
    async with drive() as session:
        await session.press("j", "j")
        del session.shelf.views["c1"]
        session.main.reload()
        await session.settle()
        assert session.main.pane.current is not None
        assert session.main.pane.index == 2
        assert session.title.startswith("市議会")


async def test_a_refresh_in_a_child_with_progress(drive: Drive) -> None:
    code = (
        "import json, time\n"
        "print(json.dumps({'event': 'feed', 'done': 3, 'total': 40, 'outlet': 'Bay Wire',"
        " 'new': 2, 'error': None}), flush=True)\n"
        "time.sleep(30)\n"
    )
    async with drive(refresh_command=(sys.executable, "-c", code)) as session:
        await session.until(lambda: "3/40" in session.text())
        assert "3/40 Bay Wire +2" in await session.picture()
        await session.press("q")
        assert "A refresh is running" in await session.picture()
        await session.press("n", "ctrl+x")
        assert "stopped" in session.main.spoken
        await session.until(lambda: not session.main.feeds.running)
        assert "3/40" not in await session.picture()


async def test_a_refresh_that_fails_is_one_line(drive: Drive) -> None:
    code = "import sys; sys.exit('briefing: no network: try later')"
    async with drive(refresh_command=(sys.executable, "-c", code)) as session:
        await session.until(lambda: bool(session.main.spoken))
        assert session.main.spoken == "Refresh failed: no network: try later"


async def test_the_starter_pack_leads_to_the_readers_own_news(drive: Drive) -> None:
    own = FakeShelf(edition()[1:3])
    session_made: list[object] = []

    async with drive(
        sample=True, first_run=True, command=(sys.executable, "-c", "print('Added 12 feeds.')")
    ) as session:
        assert "Sample edition" in await session.picture()

        def begin() -> object:
            made = replace(session.main.session, sample=False, first_run=False, begin=None)
            session_made.append(made)
            session.app._open_shelf = lambda _session: own
            return made

        session.main.session = replace(session.main.session, begin=begin)
        await session.press("S", "y")
        await session.until(lambda: bool(session_made))
        await session.settle()
        assert "Sample edition" not in await session.picture()
        assert len(session.main.pane.items) == 2


async def test_an_address_is_shown_before_it_is_added(drive: Drive) -> None:
    async with drive(command=checking("Harbor [/] Ledger")) as session:
        await session.type("iharborledger.example", "enter")
        await session.until(lambda: len(session.app.screen_stack) > 1)
        text = await session.picture()
        assert "Harbor [/] Ledger" in text
        assert "20 entries, the newest:" in text
        assert "· [@click=app.quit]First" in text
        assert "y yes   n no" in text
        await session.press("n")
        assert len(session.app.screen_stack) == 1


async def test_an_address_without_a_feed_is_told(drive: Drive) -> None:
    code = (
        'print(\'[{"url": "u", "title": "", "error": "no feed there",'
        ' "entries": 0, "newest": []}]\')'
    )
    async with drive(command=(sys.executable, "-c", code)) as session:
        await session.type("iharborledger.example", "enter")
        await session.until(lambda: session.main.spoken == "no feed there")


async def test_offline_is_told_in_words(drive: Drive) -> None:
    code = (
        "import json\n"
        "print(json.dumps({'event': 'done', 'asked': 2, 'new': 0, 'failed': ['a', 'b']}))\n"
    )
    shelf = FakeShelf([])
    shelf.feed_states = [
        replace(one, error="no such host", articles=0) for one in shelf.feed_states
    ]
    async with drive(shelf=shelf, refresh_command=(sys.executable, "-c", code)) as session:
        await session.until(lambda: "Is this machine online?" in session.main.spoken)
        text = await session.picture()
        assert "No feed could be read." in text
        assert "R tries again" in text
        assert "4 says why" in text


async def test_nothing_due_is_not_nothing_new(drive: Drive) -> None:
    code = "import json; print(json.dumps({'event': 'done', 'asked': 0, 'new': 0, 'failed': []}))"
    async with drive(refresh_command=(sys.executable, "-c", code)) as session:
        await session.until(lambda: not session.main.feeds.busy)
        assert session.main.spoken == "", "nobody asked"
        await session.press("r")
        await session.until(lambda: not session.main.feeds.busy)
        assert session.main.spoken == "No feed is due yet; R asks them all now"


async def test_the_first_fill_stays_on_top_until_the_reader_moves(drive: Drive) -> None:
    whole = FakeShelf()
    views, whole.views = whole.views, {}
    async with drive(shelf=whole, size=(80, 24)) as session:

        async def come(first: int) -> None:
            whole.views = dict(list(views.items())[first:])
            session.main.reload()
            await session.settle()

        await come(4)
        assert session.title.startswith("Storm Edda")
        await session.press("question_mark", "escape", "r")
        await come(2)
        assert session.main.pane.index == 0
        assert session.title.startswith("市議会")
        assert session.main.reading.story is not None
        assert session.main.reading.story.row.id == "c1", "the pane follows"
        await session.press("j")
        await come(0)
        assert session.main.pane.index == 3, "from now on it stays on its story"
        assert session.title.startswith("Chip maker")


async def test_another_refresh_follows_the_one_that_runs(drive: Drive, tmp_path: Path) -> None:
    count = tmp_path / "count"
    gate = tmp_path / "gate"
    code = (
        "import json, sys, time, pathlib\n"
        f"count, gate = pathlib.Path({str(count)!r}), pathlib.Path({str(gate)!r})\n"
        "with count.open('a') as file: file.write('x')\n"
        "while not gate.exists(): time.sleep(0.02)\n"
        "print(json.dumps({'event': 'feed', 'done': 1, 'total': 1, 'outlet': 'Bay Wire',"
        " 'new': 2, 'error': None}))\n"
        "print(json.dumps({'event': 'done', 'new': 2, 'failed': []}))\n"
    )
    async with drive(
        refresh_command=(sys.executable, "-c", code),
        command=(sys.executable, "-c", "print('1 feed added')"),
    ) as session:
        await session.until(lambda: count.exists())
        await session.type("I/nowhere.opml", "enter")
        assert session.main.spoken == "1 feed added"
        assert count.read_text() == "x"
        gate.touch()
        await session.until(lambda: not session.main.feeds.busy)
        assert count.read_text() == "xx"
        assert session.main.spoken == "2 new articles from Bay Wire"


async def test_what_goes_on_is_told_while_there_is_nothing_to_read(drive: Drive) -> None:
    code = (
        "import json, time\n"
        "print(json.dumps({'event': 'feed', 'done': 3, 'total': 13, 'outlet': 'Bay Wire',"
        " 'new': 0}), flush=True)\n"
        "time.sleep(30)\n"
    )
    empty = FakeShelf([])
    empty.feed_states = [replace(one, articles=0, last_ok=None) for one in empty.feed_states]
    given = {"refresh_command": (sys.executable, "-c", code), "shelf": empty, "size": (80, 24)}
    async with drive(**given) as session:
        assert "Fetching your feeds…" in await session.picture()
        await session.until(lambda: bool(session.main.feeds.told[1:]))
        text = await session.picture()
        assert "\n 3/13 Bay Wire" in text
        assert "Nothing" not in text
        await session.press("ctrl+x")
        await session.until(lambda: not session.main.feeds.busy)
        session.main.reload()
        assert "Nothing to read." in await session.picture()
    async with drive(**given, sample=True) as session:
        assert "Preparing the sample edition…" in await session.picture()


async def test_a_removed_feed_comes_back_by_undo(drive: Drive) -> None:
    async with drive(command=("briefing",)) as session:
        url = session.shelf.feed_states[-1].url
        await session.press("j", "d", "4", "x", "y")
        assert "No longer followed: Old Mill Gazette" in session.main.spoken
        assert session.shelf.past[-1][0] == f"unfollow {url}"
        await session.press("u", "u")
        assert not session.shelf.past
        assert session.done == [], "before it came the story"


async def test_a_feed_that_could_not_be_removed_is_told(drive: Drive) -> None:
    class Refusing(FakeShelf):
        def unfollow(self, url: str) -> bool:
            raise BriefingError("the file is read-only")

    async with drive(command=("briefing",), shelf=Refusing()) as session:
        await session.press("d", "4", "x", "y")
        assert session.main.spoken == "Not stored: the file is read-only"
        await session.press("u")
        assert session.done == [], "the last decision that holds is the story's"
