from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.errors import StoreError
from briefing.models import Grouping, Mark, StoryStatus
from briefing.store.check import wrongly_kept
from briefing.store.encoding import micros
from briefing.store.filters import Filter


def log(world) -> list[tuple[str, int | None, int]]:
    """Action, what it speaks of, and minutes after the world's time, of every change."""
    rows = world.store.db.all("select action, of, at from change order by seq")
    return [(action, of, (at - micros(world.now)) // 60_000_000) for action, of, at in rows]


def test_marks_say_what_they_did(world, now):
    state = world.store.state
    title = world.store.stories.row("art-000").title
    said = state.mark(Mark.DONE, ["art-000"], now=now)
    assert (said.sentence, said.action) == (f'Done: "{title}"', "done")
    assert state.mark(Mark.DONE, ["art-000"], now=now) is None
    assert state.mark(Mark.DONE, [], now=now) is None
    said = state.mark(Mark.DONE, ["art-000", "art-003", "art-005"], now=now)
    assert said.sentence == "Done: 2 stories"
    assert world.store.stories.count() == 0
    said = state.undo(now)
    assert said.sentence == "Open again: 2 stories"
    said = state.undo(now)
    assert said.sentence == f'Open again: "{title}"'
    assert state.undo(now) is None
    assert world.store.stories.count() == 3


@pytest.mark.parametrize(
    ("mark", "flag"),
    [
        (Mark.FOLLOW, "followed"),
        (Mark.SAVE, "saved"),
        (Mark.MUTE, "muted"),
        (Mark.SNOOZE, "snoozed"),
    ],
)
def test_a_flag_is_set_taken_away_and_brought_back(world, now, mark, flag):
    state, stories = world.store.state, world.store.stories

    def held() -> bool:
        return getattr(stories.row("art-003"), flag)

    assert state.mark(mark, ["art-003"], on=False, now=now) is None
    state.mark(mark, ["art-003"], now=now)
    assert held()
    assert state.mark(mark, ["art-003"], now=now) is None
    state.mark(mark, ["art-003"], on=False, now=now)
    assert not held()
    state.undo(now)
    assert held()
    world.reopen()
    world.store.state.undo(now)
    assert not getattr(world.store.stories.row("art-003"), flag)
    world.store.state.redo(now)
    assert getattr(world.store.stories.row("art-003"), flag)


def test_an_unknown_story_marks_nothing(world, now):
    with pytest.raises(StoreError, match="no story"):
        world.store.state.mark(Mark.DONE, ["art-000", "zzz"], now=now)
    assert world.store.stories.count() == 3
    assert log(world) == []


def test_a_feed_that_left_a_list_is_not_brought_back_without_one(world, now):
    state, url = world.store.state, "https://reader:s3cret@mill.example/feed"
    state.unfollowed(url, "Mill", "its lines", now, lambda: None)
    with pytest.raises(StoreError, match="no list here") as told:
        state.undo(now)
    assert "https://***@mill.example/feed" in told.value.what
    assert log(world) == [("unfollow feed", None, 0)]


def test_undone_takes_done_away(world, now):
    state = world.store.state
    state.mark(Mark.DONE, ["art-000"], now=now)
    state.mark(Mark.DONE, ["art-000"], on=False, now=now)
    assert world.store.stories.row("art-000").status is StoryStatus.NEW
    state.undo(now)
    assert world.store.stories.row("art-000").status is StoryStatus.DONE


def test_done_again_after_an_update_is_undone_for_the_new_part_alone(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.DONE, ["art-000"], now=now)
    world.add(6)
    world.place(**{"art-000": "art-006"})
    world.analyse("art-000")
    state.mark(Mark.DONE, ["art-000"], now=now)
    assert stories.row("art-000").status is StoryStatus.DONE
    state.undo(now)
    row = stories.row("art-000")
    assert (row.status, row.fresh) == (StoryStatus.UPDATED, 1)


def test_done_speaks_of_what_the_reader_was_shown(world, now):
    state, stories = world.store.state, world.store.stories
    world.add(8, 6)
    world.place(**{"art-005": "art-008"})
    edge = stories.edge()
    shown = stories.rows()
    world.add(7)
    world.place(**{"art-000": "art-006", "art-005": "art-007"})
    assert edge != stories.edge()
    state.mark(Mark.DONE, [row.id for row in shown], now=now, upto=edge)
    world.analyse("art-000")
    world.analyse("art-005")
    assert {row.id: row.fresh for row in stories.rows()} == {"art-000": 1, "art-005": 1}
    state.mark(Mark.DONE, ["art-000"], now=now, upto=stories.edge())
    assert stories.row("art-000").status is StoryStatus.DONE


def test_regrouping_never_makes_anything_unread(world, now):
    world.store.state.mark(Mark.DONE, ["art-000", "art-005"], now=now)
    world.store.stories.place(Grouping((), {"art-005": "art-003"}))
    world.analyse("art-003")
    row = world.store.stories.row("art-003")
    assert (row.articles, row.fresh, row.status) == (3, 2, StoryStatus.UPDATED)
    world.store.state.undo(now)
    assert world.store.stories.row("art-003").status is StoryStatus.NEW


def test_a_snooze_ends_when_an_article_comes(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.SNOOZE, ["art-000"], now=now)
    assert [row.id for row in stories.rows()] == ["art-003", "art-005"]
    world.add(6)
    world.place(**{"art-000": "art-006"})
    world.analyse("art-000")
    assert [row.id for row in stories.rows()] == ["art-000", "art-003", "art-005"]


def test_a_snooze_ends_when_another_story_merges_in(world, now):
    world.store.state.mark(Mark.SNOOZE, ["art-000", "art-003"], now=now)
    world.store.stories.place(Grouping((), {"art-003": "art-000"}))
    world.analyse("art-000")
    assert not world.store.stories.row("art-000").snoozed


def test_looking_is_kept_but_not_undone(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.FOLLOW, ["art-005"], now=now)
    state.look("art-000")
    state.look("art-000")
    assert stories.row("art-000").status is StoryStatus.SEEN
    assert [s.unread for s in world.store.feeds.all()] == [2, 1]
    state.undo(now)
    world.reopen()
    assert world.store.stories.row("art-000").status is StoryStatus.SEEN
    assert [action for action, _, _ in log(world)] == ["follow", "undo"]
    world.store.state.mark(Mark.DONE, ["art-000"], now=now)
    world.store.state.undo(now)
    assert world.store.stories.row("art-000").status is StoryStatus.SEEN


def test_muted_terms_hide_by_whole_words_in_half_of_the_headlines(world, now):
    state, stories = world.store.state, world.store.stories
    said = state.mute_term("FROST,", now)
    assert said.sentence == 'Muted: the term "FROST,"'
    assert state.mute_term("frost", now) is None
    assert state.terms() == ("FROST,",)
    assert stories.row("art-003").muted
    state.mute_term("bridge closes", now)
    state.mute_term("orchar", now)
    assert not stories.row("art-000").muted
    assert [row.id for row in stories.rows()] == ["art-000", "art-005"]
    world.add(9)
    world.place(**{"art-009": "art-009"})
    assert stories.row("art-009").muted
    assert state.unmute_term("Frost", now).sentence == 'No longer muted: the term "FROST,"'
    assert not stories.row("art-009").muted
    assert state.unmute_term("Frost", now) is None
    state.undo(now)
    assert stories.row("art-009").muted
    with pytest.raises(StoreError, match="letter"):
        state.mute_term("!?", now)


def test_a_muted_outlet_hides_what_it_alone_tells(world, now):
    state, stories = world.store.state, world.store.stories
    alone = [row.id for row in stories.rows() if row.outlets == ("The Pier",)]
    shared = [row.id for row in stories.rows() if len(row.outlets) > 1]
    assert alone
    assert shared
    assert state.mute_term("Outlet: the pier", now) is not None
    assert state.mute_term("outlet:The Pier", now) is None
    left = [row.id for row in stories.rows()]
    assert not set(left) & set(alone)
    assert set(shared) <= set(left)
    world.add(7)
    world.place(**{"art-007": "art-007"})
    assert stories.row("art-007").muted
    assert wrongly_kept(world.store.db) == 0
    state.undo(now)
    assert set(alone) <= {row.id for row in stories.rows()}
    with pytest.raises(StoreError, match="letter"):
        state.mute_term("outlet: ", now)


def test_a_story_muted_itself_stays_muted_when_a_term_is_not(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.MUTE, ["art-003"], now=now)
    state.mute_term("frost", now)
    state.unmute_term("frost", now)
    assert stories.row("art-003").muted
    assert [row.id for row in stories.rows(Filter(muted=True))] == ["art-003"]


def test_the_log_only_grows_and_tells_what_was_altered(world, now):
    state = world.store.state
    state.mark(Mark.DONE, ["art-000"], now=now)
    state.mark(Mark.SAVE, ["art-003"], now=now + timedelta(minutes=1))
    state.undo(now + timedelta(minutes=2))
    state.redo(now + timedelta(minutes=3))
    assert log(world) == [("done", None, 0), ("save", None, 1), ("undo", 2, 2), ("redo", 2, 3)]
    items = world.store.db.all("select seq, field, before, after, keys from change_item")
    assert items[0] == (1, "done", "0", "1", "art-000\x1eart-001\x1eart-002")
    assert items[2] == (3, "save", "1", None, "art-003")


def test_redo_ends_where_something_new_was_decided(world, now):
    state = world.store.state
    for story in ("art-000", "art-003", "art-005"):
        state.mark(Mark.SAVE, [story], now=now)
    state.undo(now)
    state.undo(now)
    state.mark(Mark.FOLLOW, ["art-005"], now=now)
    assert state.redo(now) is None
    state.undo(now)
    state.undo(now)
    assert state.undo(now) is None
    assert state.redo(now).action == "redo"
    assert state.redo(now).sentence.startswith("Following")
    assert state.redo(now) is None
    rows = {row.id: row for row in world.store.stories.rows()}
    assert [rows[id].saved for id in sorted(rows)] == [True, False, False]
    assert rows["art-005"].followed


def test_where_the_reader_left_off(world, now):
    state = world.store.state
    assert state.last("digest") is None
    state.set_last("digest", now)
    state.set_last("digest", now + timedelta(microseconds=1))
    world.reopen()
    assert world.store.state.last("digest") == now + timedelta(microseconds=1)


def test_a_story_tells_which_term_hides_it(world, now):
    state, stories = world.store.state, world.store.stories
    title = stories.row("art-005").title
    assert stories.view("art-005").hushed_by == ""
    state.mute_term(title.upper(), now)
    assert stories.view("art-005").hushed_by == title.upper()
    state.undo(now)
    state.mute_term("Outlet:the pier", now)
    assert stories.view("art-005").hushed_by == "Outlet:the pier"
    assert stories.view("art-000").hushed_by == "", "another tells it, too"
    state.undo(now)
    state.mark(Mark.MUTE, ["art-005"], now=now)
    assert (stories.view("art-005").row.muted, stories.view("art-005").hushed_by) == (True, "")
