from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.models import Mark, QuestionStatus, StoryStatus
from briefing.tui.filters import View

from .conftest import Drive, Driven, checking
from .fake_desk import FakeShelf, edition


def done(session: Driven) -> list[str]:
    return [
        view.row.id for view in session.shelf.views.values() if view.row.status is StoryStatus.DONE
    ]


async def test_done_goes_on_and_stays_in_sight(drive: Drive) -> None:
    async with drive() as session:
        await session.press("d")
        assert done(session) == ["a1"]
        assert session.title == "Cable fault leaves 90,000 homes without power"
        assert session.main.pane.index == 1
        assert "✓ Harbour board" in await session.picture()
        assert "Done: Harbour board sells" in session.main.spoken


async def test_triage_all_then_undo_all(drive: Drive) -> None:
    async with drive(size=(80, 24)) as session:
        await session.type("d" * 12)
        assert len(done(session)) == 12
        assert "You are done" in await session.picture()
        await session.type("u" * 12)
        assert done(session) == []
        assert session.main.pane.index == 0
        await session.press("u")
        assert "Nothing left to undo" in session.main.spoken
        assert "12 stories" in await session.picture()


@pytest.mark.parametrize("keys", ["duU", "GauU", "AyuU"])
async def test_what_is_done_again_is_shown_as_done(drive: Drive, keys: str) -> None:
    async with drive() as session:
        decided = keys[:-2]
        await session.press(*decided)
        picture, left = done(session), session.main.lists.left
        await session.press("u")
        assert session.main.lists.left == 12
        await session.press("U")
        shown = [item.id for item in session.main.pane.items if item.status is StoryStatus.DONE]  # type: ignore[union-attr]
        assert sorted(shown) == sorted(picture)
        assert session.main.lists.left == left
        end = "You are done" if not left else "The end of the briefing"
        assert end in await session.picture()


async def test_keys_typed_ahead_mean_what_they_meant(drive: Drive) -> None:
    async with drive() as session:
        # All at once, none waits for the one before.
        session.send("d", "d", "j", "d", "u", "f")
        await session.settle()
        assert done(session) == ["a1", "b1"]
        assert session.shelf.views["d1"].row.followed


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


async def test_all_above_and_all(drive: Drive) -> None:
    async with drive() as session:
        await session.press("j", "j", "a")
        assert done(session) == ["a1", "b1", "c1"]
        await session.press("u")
        assert done(session) == []
        await session.press("A")
        assert "All 12 stories" in await session.picture()
        await session.press("n")
        assert done(session) == []
        await session.press("A", "y")
        assert len(done(session)) == 12
        await session.press("u")
        assert done(session) == []


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


async def test_looking_is_told_to_the_store_once_opened(drive: Drive) -> None:
    async with drive() as session:
        await session.press("j", "k")
        assert session.shelf.looked == []
        await session.press("enter", "J")
        assert session.shelf.looked == ["a1", "b1"]


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
        assert "a1" not in session.shelf.views
        await session.press("u")
        assert "a1" in session.shelf.views


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


async def test_own_keys_and_what_is_wrong_with_them(drive: Drive) -> None:
    async with drive(keys={"story.done": "X", "nonsense": "y"}) as session:
        assert "nonsense" in session.main.spoken
        await session.press("d")
        assert done(session) == []
        await session.press("X")
        assert done(session) == ["a1"]


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
    assert len(done(session)) == 3
    assert session.shelf.closed


async def test_a_refresh_in_a_child_with_progress(drive: Drive) -> None:
    code = (
        "import json, time\n"
        "print(json.dumps({'event': 'feed', 'done': 3, 'total': 40, 'outlet': 'Bay Wire',"
        " 'new': 2, 'error': None}), flush=True)\n"
        "time.sleep(30)\n"
    )
    async with drive(refresh_command=(sys.executable, "-c", code)) as session:
        for _ in range(100):
            await session.pilot.pause(0.05)
            if "3/40" in await session.picture():
                break
        assert "3/40 Bay Wire +2" in await session.picture()
        await session.press("q")
        assert "A refresh is running" in await session.picture()
        await session.press("n", "ctrl+x")
        assert "stopped" in session.main.spoken
        for _ in range(40):
            await session.pilot.pause(0.05)
            if not session.main.feeds.running:
                break
        assert "3/40" not in await session.picture()


async def test_a_refresh_that_fails_is_one_line(drive: Drive) -> None:
    code = "import sys; sys.exit('briefing: no network: try later')"
    async with drive(refresh_command=(sys.executable, "-c", code)) as session:
        for _ in range(100):
            await session.pilot.pause(0.05)
            if session.main.spoken:
                break
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
        for _ in range(100):
            await session.pilot.pause(0.05)
            if session_made:
                break
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


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_out_from_everywhere(drive: Drive, key: str) -> None:
    async with drive() as session:
        await session.press("slash", "a")
        session.send(key)
        await asyncio.sleep(0)
    assert session.app.return_value == 0


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
        assert done(session) == ["a1"]


async def test_an_error_can_be_read_at_length(drive: Drive) -> None:
    said = "import sys; sys.exit('briefing: ' + 'far ' * 40 + 'end of it')"
    async with drive(size=(60, 20), refresh_command=(sys.executable, "-c", said)) as session:
        for _ in range(100):
            await session.pilot.pause(0.05)
            if session.main.spoken:
                break
        assert "…" in (await session.picture()).splitlines()[-2]
        await session.type(":error", "enter")
        assert "end of it" in await session.picture()
        await session.press("q")


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


async def test_what_was_taken_back_is_done_again(drive: Drive) -> None:
    async with drive() as session:
        await session.type("dd" + "uu" + "U")
        assert done(session) == ["a1"]
        await session.press("ctrl+r")
        assert done(session) == ["a1", "b1"]
        await session.press("U")
        assert "Nothing to do again" in session.main.spoken


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


async def test_two_stories_are_kept_apart_for_good(drive: Drive) -> None:
    async with drive() as session:
        await session.press("minus", "j")
        assert " / Harbour board" in await session.picture()
        await session.press("minus")
        assert session.shelf.never == (("b1", "a1"),)
        assert "Never one story" in session.main.spoken
        await session.press("plus", "h")
        assert session.main.decisions.pairing is None
        await session.press("u")
        assert "Taken back" in session.main.spoken or "apart" in session.main.spoken


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
        assert "A muted term hides this story: :terms" in session.main.spoken
        assert "× Harbour board" in await session.picture()


async def test_a_muted_term_is_taken_back_from_its_list(drive: Drive) -> None:
    async with drive() as session:
        await session.type(":mute ferries", "enter")
        await session.type(":terms", "enter")
        await session.press("f")
        assert session.shelf.terms == ()


async def test_a_removed_feed_comes_back_as_it_stood(drive: Drive, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    code = (
        "import sys, json\n"
        f"open({str(asked)!r}, 'a').write(json.dumps(sys.argv[1:]) + '\\n')\n"
        "if 'remove' in sys.argv: print(json.dumps([{'url': sys.argv[-1], 'title': '',"
        " 'outlet': 'Old Mill', 'tags': ['local', 'mill'], 'full_text': True}]))\n"
    )
    async with drive(command=(sys.executable, "-c", code)) as session:
        url = session.shelf.feed_states[-1].url
        await session.press("j", "d", "4", "x", "y")
        assert "No longer followed: Old Mill Gazette" in session.main.spoken
        await session.press("u")
        assert "Followed again: Old Mill Gazette" in session.main.spoken
        lines = asked.read_text().splitlines()
        assert json.loads(lines[0]) == ["feed", "remove", "--json", "--", url]
        assert json.loads(lines[1]) == [
            *("feed", "add", "--unchecked", "--outlet=Old Mill", "--tag=local", "--tag=mill"),
            *("--full-text", "--", url),
        ]  # fmt: skip
        await session.press("U", "u", "u")
        assert len(asked.read_text().splitlines()) == 4
        assert done(session) == [], "before it came the story"


async def test_a_feed_that_could_not_be_removed_is_told(drive: Drive) -> None:
    said = "import sys; sys.exit('briefing: the file is read-only')"
    async with drive(command=(sys.executable, "-c", said)) as session:
        await session.press("d", "4", "x", "y")
        assert session.main.spoken == "Not stored: the file is read-only"
        await session.press("u")
        assert done(session) == [], "the last decision that holds is the story's"


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


async def test_what_is_typed_ahead_of_a_dialog_goes_behind_it(drive: Drive) -> None:
    async with drive() as session:
        session.send(*":mute storm\n:mute salmon\nd")
        await session.settle()
        assert session.shelf.terms == ("storm", "salmon")
        assert done(session) == ["a1"]
        session.send(*"?mute\x1bjd:error\n\x1bd/fault\nd")
        await session.settle()
        assert len(done(session)) == 4
        session.send(*"\x1bTo\x1b2c")
        await session.settle()
        assert session.main.lists.view == "questions"
        assert len(session.app.screen_stack) == 1


async def test_an_earlier_day_is_looked_back_at(drive: Drive) -> None:
    async with drive() as session:
        await session.type(":day yesterday\n")
        assert "Yesterday" in await session.picture()
        yesterday = len(session.main.pane.items)
        assert 0 < yesterday < 12
        await session.press("d")
        assert len(done(session)) == 1
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
