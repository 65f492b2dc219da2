from __future__ import annotations

import math
from datetime import timedelta

import pytest

from briefing.config import Config
from briefing.errors import StoreError
from briefing.models import CleanText, Mark, QuestionStatus, Subscription
from briefing.progress import Stage
from briefing.store.check import wrongly_kept
from briefing.store.importance import importance
from briefing.store.weighing import outlets
from briefing.telling import think


def test_outlets_count_copies_hardly_do():
    alone = importance(1, 0, 0, 0, followed=False)
    carried = importance(1, 2, 0, 0, followed=False)
    three = importance(3, 0, 0, 0, followed=False)
    assert alone < carried < three


def test_it_fades_by_half_in_twenty_hours_and_questions_and_followers_add():
    hours = 3_600_000_000
    base = importance(2, 0, 0, 40 * hours, followed=False)
    assert importance(2, 0, 0, 60 * hours, followed=False) == base + 1
    assert importance(2, 0, 3, 40 * hours, followed=False) > base
    assert importance(2, 0, 0, 40 * hours, followed=True) == base + 2
    assert importance(0, 0, 0, 0, followed=False) == 0


def test_what_the_reader_decides_weighs_at_once(world, now):
    state, stories = world.store.state, world.store.stories

    def order() -> list[str]:
        return [row.id for row in stories.rows()]

    assert order() == ["art-000", "art-003", "art-005"]
    state.mark(Mark.FOLLOW, ["art-005"], now=now)
    assert order() == ["art-005", "art-000", "art-003"]
    state.undo(now)
    assert order() == ["art-000", "art-003", "art-005"]
    before = stories.row("art-000").weight
    state.answer(["q-zero"], QuestionStatus.DISMISSED, now)
    assert stories.row("art-000").weight < before
    state.undo(now)
    assert stories.row("art-000").weight == before


def test_a_copy_that_comes_later_does_not_lift_a_story(world):
    before = world.store.stories.row("art-000").weight
    world.add(6, hours=-10)
    world.place(**{"art-000": "art-006"})
    lifted = world.store.stories.row("art-000").weight
    questions = (world.question("q-zero", "art-001"),)
    world.analyse("art-000", copies={"art-006": "art-000"}, questions=questions)
    assert before <= world.store.stories.row("art-000").weight < lifted
    assert world.store.stories.row("art-000").last - world.now == timedelta(hours=10)


def test_an_outlet_may_count_for_two_or_for_half():
    alone = importance(1, 0, 0, 0, followed=False)
    assert importance(2.0, 0, 0, 0, followed=False) == importance(2, 0, 0, 0, followed=False)
    assert importance(0.5, 0, 0, 0, followed=False) == alone - 1, "as if it were 20 hours older"
    assert importance(0.5 + 0.5, 0, 0, 0, followed=False) == alone


def test_weighing_an_outlet_moves_its_stories_and_can_be_taken_back(world, now):
    store = world.store
    before = {row.id: row.weight for row in store.stories.rows()}
    said = store.state.weigh("the PIER", 2.0, now)
    assert said.sentence == 'Weight 2: "The Pier"'
    after = {row.id: row.weight for row in store.stories.rows()}
    assert all(after[id] > before[id] for id in before)
    assert after["art-005"] - before["art-005"] == pytest.approx(math.log2(2.5), abs=1e-5)
    assert store.stories.dirty() == ["art-000", "art-003"], "others tell them as well"
    assert store.state.weigh("The Pier", 2.0, now) is None
    assert store.state.weights() == {"The Pier": 2.0}
    assert [feed.weight for feed in store.feeds.all()] == [2.0, 1.0]
    assert wrongly_kept(store.db) == 0
    assert store.state.undo(now).sentence == 'Weight 1: "The Pier"'
    assert {row.id: row.weight for row in store.stories.rows()} == before
    assert store.state.weights() == {}


def test_a_feed_that_lists_what_another_one_brought_keeps_its_own_name(world, now):
    store, (pier, mill) = world.store, world.urls
    world.add(0, feed=mill)
    known = outlets(store.db)
    assert (known[pier][0], known[mill][0]) == ("The Pier", "Mill Lane Post")
    assert store.state.weigh("Mill Lane", 2.0, now).sentence == 'Weight 2: "Mill Lane Post"'
    assert [feed.weight for feed in store.feeds.all()] == [1.0, 2.0]


def test_the_newest_name_of_an_outlet_counts(world):
    world.add(6, outlet=CleanText("Pier and Quay"))
    assert outlets(world.store.db)[world.urls[0]][0] == "Pier and Quay"


def test_an_old_story_moves_but_is_not_told_anew(world, now):
    store = world.store
    world.add(6, hours=15 * 24)
    world.add(7, hours=15 * 24 + 1, feed=world.urls[1])
    world.place(**{"art-006": "art-006 art-007"})
    world.analyse("art-006")
    before = store.stories.row("art-006").weight
    store.state.weigh("The Pier", 2.0, now)
    assert store.stories.row("art-006").weight > before
    assert store.stories.dirty() == ["art-000", "art-003"]


def test_what_is_weighed_while_a_refresh_tells_is_told_by_the_next_one(world, now):
    store = world.store
    store.stories.tell_anew(now - timedelta(days=1))

    def decide(event: object) -> None:
        if isinstance(event, Stage) and event.name == "telling":
            store.state.weigh("Mill Lane", 2.0, now)

    think(store, Config(), now, decide)
    assert store.stories.dirty() == ["art-000", "art-003"], "the other one has not that outlet"
    think(store, Config(), now)
    assert store.stories.dirty() == []


def test_a_weight_follows_its_outlet_to_another_name(world, now):
    store, (pier, mill) = world.store, world.urls
    held = {row.id: row.weight for row in store.stories.rows()}
    store.state.weigh("The Pier", 2.0, now)
    before = {row.id: row.weight for row in store.stories.rows()}
    store.feeds.sync([Subscription(pier, outlet=CleanText("Pier and Quay")), Subscription(mill)])
    assert store.state.weights() == {"Pier and Quay": 2.0}
    assert {row.id: row.weight for row in store.stories.rows()} == before
    assert [feed.weight for feed in store.feeds.all()] == [2.0, 1.0]
    assert wrongly_kept(store.db) == 0
    store.state.undo(now)
    assert store.state.weights() == {}
    assert {row.id: row.weight for row in store.stories.rows()} == held


def test_a_weight_stays_with_the_feed_that_keeps_the_name_and_with_its_own(world, now):
    store, (pier, mill) = world.store, world.urls

    def call(one: str, other: str) -> dict[str, float]:
        names = {pier: CleanText(one), mill: CleanText(other)}
        store.feeds.sync([Subscription(url, outlet=name) for url, name in names.items()])
        return store.state.weights()

    call("Shore", "Shore")
    store.state.weigh("Shore", 0.5, now)
    assert call("Shore", "Mill") == {"Shore": 0.5}
    store.state.weigh("Mill", 3.0, now)
    assert call("Mill", "Mill") == {"Mill": 3.0}
    assert call("Quay", "Mill") == {"Mill": 3.0}
    assert call("Quay", "Quay") == {"Quay": 3.0}, "what was of the other feed counts as well now"
    assert wrongly_kept(store.db) == 0


def test_only_what_is_followed_can_be_weighed_and_within_bounds(world, now):
    with pytest.raises(StoreError, match="no outlet called The Peer") as told:
        world.store.state.weigh("The Peer", 2.0, now)
    assert 'nearest is "The Pier"' in told.value.hint
    with pytest.raises(StoreError, match="cannot weigh 9"):
        world.store.state.weigh("The Pier", 9.0, now)
