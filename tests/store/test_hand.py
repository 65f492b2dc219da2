from __future__ import annotations

import pytest

from briefing.errors import StoreError
from briefing.models import Hand, Mark


def listed(world) -> dict[str, list[str]]:
    views = world.store.stories.views([row.id for row in world.store.stories.rows()])
    return {view.row.id: [one.article.id for one in view.articles] for view in views}


START = {
    "art-000": ["art-002", "art-001", "art-000"],
    "art-003": ["art-004", "art-003"],
    "art-005": ["art-005"],
}


def test_an_article_is_split_off_at_once_and_for_good(world, now):
    state = world.store.state
    said = state.split("art-001", now)
    assert said.sentence == 'Split off: "Ferry operator adds night crossings"'
    assert listed(world) == START | {"art-000": ["art-002", "art-000"], "art-001": ["art-001"]}
    assert state.hand() == Hand(apart=(("art-000", "art-001"), ("art-001", "art-002")))
    assert sorted(world.store.stories.dirty()) == ["art-000", "art-001"]
    assert world.store.stories.view("art-001").articles[0].why.by_hand
    # Its question goes with it, and back.
    assert [one.id for one in world.store.stories.view("art-001").questions] == ["q-zero"]
    assert state.undo(now).sentence.startswith("Back in its story")
    assert listed(world) == START
    assert state.hand() == Hand()
    assert [one.id for one in world.store.stories.view("art-000").questions] == ["q-zero"]


def test_when_the_founder_is_split_off_the_marks_stay_with_the_others(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.FOLLOW, ["art-000"], now=now)
    state.split("art-000", now)
    assert listed(world)["art-000"] == ["art-000"]
    assert listed(world)["art-002"] == ["art-002", "art-001"]
    assert stories.row("art-002").followed
    assert not stories.row("art-000").followed
    assert stories.row("art-000").title == "Harbour bridge closes for repairs"
    state.undo(now)
    assert listed(world) == START
    assert stories.row("art-000").followed


def test_a_story_of_one_cannot_be_split(world, now):
    assert world.store.state.split("art-005", now) is None
    with pytest.raises(StoreError, match="no article"):
        world.store.state.split("none", now)


def test_an_article_may_be_named_by_the_beginning_of_its_id(world, now):
    state = world.store.state
    with pytest.raises(StoreError, match="more than one article"):
        state.split("art-00", now)
    world.add(60, id="zeta-1")
    world.place(**{"art-000": "zeta-1"})
    assert state.split("zet", now).action == "split"
    assert listed(world)["zeta-1"] == ["zeta-1"]


def test_two_stories_are_joined_at_once_and_for_good(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.SAVE, ["art-000"], now=now)
    before = stories.row("art-000")
    said = state.join("art-000", "art-003", now)
    # The one that began earlier takes in the other, and weighs what both do.
    assert stories.row("art-003").weight > before.weight
    assert listed(world) == {
        "art-003": ["art-004", "art-003", "art-002", "art-001", "art-000"],
        "art-005": ["art-005"],
    }
    assert "tram line" in said.sentence
    assert stories.resolve("art-000") == "art-003"
    assert stories.row("art-003").saved
    assert [one.id for one in stories.view("art-003").questions] == [
        "q-three",
        "q-zero",
    ]
    together = (("art-000", "art-003"), ("art-001", "art-003"), ("art-002", "art-003"))
    assert state.hand() == Hand(together=together)
    state.undo(now)
    assert listed(world) == START
    assert stories.row("art-000").saved
    assert not stories.row("art-003").saved
    assert [one.id for one in stories.view("art-000").questions] == ["q-zero"]
    after = stories.row("art-000")
    assert (after.title, after.weight) == (before.title, before.weight)
    assert stories.row("art-003").weight < stories.row("art-000").weight
    assert state.join("art-000", "art-000", now) is None


def test_the_last_word_on_a_pair_counts(world, now):
    state = world.store.state
    assert state.apart("art-000", "art-005", now).action == "apart"
    assert state.apart("art-000", "art-005", now) is None
    with pytest.raises(StoreError, match="one story now"):
        state.apart("art-000", "art-001", now)
    assert len(state.hand().apart) == 3
    state.join("art-005", "art-000", now)
    assert state.hand().apart == ()
    assert len(state.hand().together) == 3
    state.split("art-005", now)
    assert state.hand().together == ()
    assert len(state.hand().apart) == 3
    for _ in range(3):
        state.undo(now)
    assert state.hand() == Hand()


def test_a_split_off_article_whose_name_is_taken_gets_another(world, now):
    """Story art-000 goes on under that id although its founder went elsewhere."""
    from briefing.models import Grouping, Placement, Why

    world.store.stories.place(Grouping((Placement("art-000", "art-003", Why()),)))
    world.store.state.split("art-000", now)
    assert listed(world)["art-000.2"] == ["art-000"]
    assert listed(world)["art-000"] == ["art-002", "art-001"]


def test_a_snooze_outlives_a_join_that_was_taken_back(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.SNOOZE, ["art-000"], now=now)
    state.join("art-000", "art-003", now)
    state.undo(now)
    assert stories.row("art-000").snoozed
