from __future__ import annotations

from datetime import timedelta

from briefing.models import Mark, QuestionStatus
from briefing.store.check import wrongly_kept
from briefing.store.retention import Pruned, prune


def test_old_stories_go_as_a_whole_and_do_not_come_back(world, now):
    world.store.search.index()
    later = now + timedelta(days=20, hours=2.5)
    world.add(6, hours=-400)
    world.place(**{"art-003": "art-006"})
    world.store.state.answer(["q-zero"], QuestionStatus.DISMISSED, now)
    pruned = prune(world.store.db, 20, later)
    assert (pruned.articles, pruned.stories) == (4, 2)
    assert [row.id for row in world.store.stories.rows()] == ["art-003"]
    assert world.store.stories.row("art-003").articles == 3
    assert world.store.articles.get("art-000") is None
    assert world.store.search.find("bridge") == []
    world.store.search.index()
    world.store.db.run("insert into search (search, rank) values ('integrity-check', 1)")
    assert wrongly_kept(world.store.db) == 0
    known = {entry.article for entry in world.store.feeds.known(world.urls[0])}
    assert {"art-000", "art-001", "art-005"} < known
    edited, entry = world.entry(0, title="Edited after it went")
    state = world.store.feeds.get(world.urls[0])
    world.store.feeds.record(state, changed=[(edited, entry)], now=later)
    assert world.store.articles.get("art-000") is None


def test_what_another_feed_brings_again_counts_for_both_once_both_tell_it(world, now):
    pier, mill = world.urls
    later = now + timedelta(days=900)
    prune(world.store.db, 1, later)
    assert [state.articles for state in world.store.feeds.all()] == [3, 2]
    world.add(5, feed=mill)
    article, known = world.entry(5, title="Edited after it came back")
    world.store.feeds.record(world.store.feeds.get(pier), changed=[(article, known)], now=later)
    assert [state.articles for state in world.store.feeds.all()] == [4, 3]
    assert wrongly_kept(world.store.db) == 0


def test_what_the_reader_keeps_is_kept(world, now):
    world.store.state.mark(Mark.SAVE, ["art-005"], now=now)
    assert prune(world.store.db, 1, now + timedelta(days=900)).stories == 0
    world.store.state.answer(["q-three"], QuestionStatus.ANSWERED, now)
    assert prune(world.store.db, 1, now + timedelta(days=900)).stories == 1
    assert [row.id for row in world.store.stories.rows()] == ["art-000", "art-005"]


def test_the_room_goes_back_to_the_disk(world, now, monkeypatch):
    monkeypatch.setattr("briefing.store.retention._WORTH", 1)
    for number in range(10, 60):
        world.add(number, hours=24.0 * 50 + number, text="Long report. " * 400)
        world.place(**{f"art-{number:03}": f"art-{number:03}"})
    db = world.store.db
    assert prune(db, 30, now).stories >= 50
    for _ in range(3):
        prune(db, 30, now)
    assert db.number("pragma freelist_count") == 0


def test_keeping_for_ever_deletes_nothing(world, now):
    assert prune(world.store.db, 0, now + timedelta(days=9000)).articles == 0


def test_undo_passes_over_what_is_gone(world, now):
    world.store.state.mark(Mark.DONE, ["art-005"], now=now)
    world.store.state.mark(Mark.MUTE, ["art-005"], now=now)
    prune(world.store.db, 1, now + timedelta(days=900))
    assert world.store.articles.get("art-005") is None
    assert world.store.state.undo(now).action == "undo"
    assert world.store.state.undo(now).sentence.startswith("Open again")
    assert world.store.state.undo(now) is None
    assert wrongly_kept(world.store.db) == 0


def test_a_clock_that_leapt_deletes_nothing(world, now):
    nothing = Pruned(0, 0)
    assert world.store.prune(1, now + timedelta(days=5)) == nothing
    assert world.store.prune(1, now + timedelta(days=7)) == nothing
    leapt = now + timedelta(days=3650)
    assert world.store.prune(1, leapt) == nothing
    assert world.store.prune(1, leapt + timedelta(hours=5)) == nothing
    assert world.store.prune(1, now + timedelta(days=8)) == nothing
    assert world.store.prune(1, now + timedelta(days=10)) == nothing
    assert world.store.articles.get("art-005") is not None
    assert world.store.prune(1, now + timedelta(days=12)).articles == 1
    assert world.store.articles.get("art-005") is None
