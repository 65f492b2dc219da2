from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.models import CleanText, FeedState, Mark, Subscription
from briefing.store.check import wrongly_kept


def subscriptions(world) -> list[Subscription]:
    pier, mill = world.urls
    return [
        Subscription(pier, outlet=CleanText("The Pier"), tags=(CleanText("coast"),)),
        Subscription(mill, title=CleanText("Mill Lane")),
    ]


def test_feeds_come_in_the_reader_s_order(empty):
    pier, mill = empty.urls
    assert [state.url for state in empty.store.feeds.all()] == [pier, mill]
    empty.store.feeds.sync(reversed(subscriptions(empty)))
    assert [state.url for state in empty.store.feeds.all()] == [mill, pier]


def test_what_the_list_says_of_a_feed_is_followed(empty):
    pier, _ = empty.urls
    empty.store.feeds.sync(
        [Subscription(pier, CleanText("Own"), CleanText("Pier News"), (), full_text=True)]
    )
    state = empty.store.feeds.get(pier)
    assert state is not None
    assert (state.title, state.outlet, state.tags, state.full_text) == (
        "Own",
        "Pier News",
        (),
        True,
    )
    assert len(empty.store.feeds.all()) == 1


def test_a_feed_that_left_keeps_its_articles_and_comes_back_due(world):
    pier, _ = world.urls
    state = world.store.feeds.get(pier)
    world.store.feeds.visited([replace(state, gone=True, next_due=world.now, failures=3)])
    world.store.feeds.sync([])
    assert world.store.feeds.all() == []
    assert world.store.articles.get("art-000") is not None
    assert len(world.store.feeds.known(pier)) == 4
    world.store.feeds.sync(subscriptions(world))
    back = world.store.feeds.get(pier)
    assert (back.gone, back.next_due, back.failures, back.articles) == (False, None, 0, 4)


def test_a_visit_s_state_comes_back_as_it_was_kept(empty):
    pier, _ = empty.urls
    moment = datetime(2026, 11, 24, 3, 4, 5, 678901, tzinfo=UTC)
    state = FeedState(
        url=pier,
        title=CleanText("Pier of the Day"),
        outlet=CleanText("The Pier"),
        tags=(CleanText("coast"),),
        site="https://pier.example/",
        etag='W/"\xe9-1"',
        last_modified="Mon, 23 Nov 2026 10:00:00 GMT",
        body_hash="abc",
        last_try=moment,
        last_ok=moment - timedelta(days=1),
        next_due=moment + timedelta(minutes=30),
        failures=2,
        error=CleanText("no answer: try later"),
        gone=True,
        moved_to="https://pier.example/new",
        moved_count=2,
        moved_since=moment,
        ttl=7200,
    )
    empty.store.feeds.record(state, now=empty.now)
    assert empty.store.feeds.get(pier) == state


def test_what_a_document_listed_is_remembered_until_another_is_read(empty):
    pier, mill = empty.store.feeds.all()
    assert empty.store.feeds.spans(pier.url) == b""
    empty.store.feeds.record(pier, now=empty.now, spans=b"one")
    empty.store.feeds.record(pier, now=empty.now)
    assert empty.store.feeds.spans(pier.url) == b"one"
    empty.store.feeds.record(pier, now=empty.now, spans=b"two")
    assert empty.store.feeds.spans(pier.url) == b"two"
    assert empty.store.feeds.spans(mill.url) == b""


def test_failed_feeds_are_told_apart(empty):
    pier, mill = empty.store.feeds.all()
    empty.store.feeds.visited([replace(mill, error=CleanText("no answer: try later"))])
    assert [state.url for state in empty.store.feeds.failed()] == [mill.url]
    assert empty.store.feeds.count() == 2
    empty.store.feeds.sync([Subscription(pier.url)])
    assert empty.store.feeds.failed() == []
    assert empty.store.feeds.count() == 1


def test_a_name_of_the_reader_s_own_does_not_stick_when_it_is_taken_away(empty):
    _, mill = empty.urls
    state = empty.store.feeds.get(mill)
    assert state.title == "Mill Lane"
    empty.store.feeds.visited([state])
    empty.store.feeds.sync([Subscription(mill)])
    assert empty.store.feeds.get(mill).title == ""


def test_new_entries_are_counted_once(empty):
    assert empty.add(0, 1, 2) == 3
    assert empty.add(0, 1, 2) == 0
    assert empty.store.articles.counts() == (3, 3)
    state = empty.store.feeds.get(empty.urls[0])
    assert (state.articles, state.unread) == (3, 3)


def test_one_article_of_two_feeds_is_stored_once_and_counted_for_both(empty, now):
    pier, mill = empty.urls
    assert empty.add(0) == 1
    assert empty.add(0, feed=mill) == 0
    assert empty.store.articles.counts() == (1, 1)
    assert [s.unread for s in empty.store.feeds.all()] == [1, 1]
    assert [row.id for row in empty.store.articles.newest(feed=mill)] == ["art-000"]
    empty.place(**{"art-000": "art-000"})
    empty.store.state.mark(Mark.DONE, ["art-000"], now=now)
    assert [s.unread for s in empty.store.feeds.all()] == [0, 0]
    empty.store.state.undo(now)
    assert [s.unread for s in empty.store.feeds.all()] == [1, 1]
    assert [known.article for known in empty.store.feeds.known(pier)] == ["art-000"]


def test_an_edit_changes_the_words_and_nothing_else(world, now):
    pier, _ = world.urls
    world.store.search.index()
    world.store.state.look("art-000")
    article, known = world.entry(
        0, title=CleanText("Harbour bridge stays shut"), published=now, hours=None
    )
    state = world.store.feeds.get(pier)
    changed = (article, replace(known, guid="other guid"))
    assert world.store.feeds.record(state, changed=[changed], now=now) == 0
    kept = world.store.articles.get("art-000")
    assert kept.title == "Harbour bridge stays shut"
    assert kept.published == now - timedelta(hours=0)
    assert world.store.stories.dirty() == ["art-000"]
    assert world.store.stories.row("art-000").fresh == 0
    assert world.store.feeds.known(pier)[0].guid == "other guid"
    assert world.store.search.find("repairs") == []
    assert world.store.search.find("shut") == []
    world.store.search.index()
    assert [row.id for row in world.store.search.find("shut")] == ["art-000"]


def test_an_edit_of_the_guid_alone_makes_nothing_dirty(world, now):
    article, known = world.entry(0)
    state = world.store.feeds.get(world.urls[0])
    world.store.feeds.record(state, changed=[(article, replace(known, guid="g2"))], now=now)
    assert world.store.stories.dirty() == []


def test_a_visit_is_whole_or_absent(empty, now):
    pier, _ = empty.urls
    state = replace(empty.store.feeds.get(pier), etag="new")
    good = empty.entry(1)
    broken = (replace(good[0], id="art-009", title=None), replace(good[1], article="art-009"))
    with pytest.raises(Exception, match="NOT NULL"):
        empty.store.feeds.record(state, [good, broken], now=now)
    assert empty.store.articles.counts() == (0, 0)
    assert empty.store.feeds.get(pier).etag == ""


def test_a_renamed_outlet_reaches_what_is_stored(world):
    pier, mill = world.urls
    world.store.feeds.sync(
        [Subscription(pier, outlet=CleanText("Pier Herald"), tags=(CleanText("sea"),)),
         Subscription(mill)]
    )  # fmt: skip
    row = world.store.stories.row("art-000")
    assert row.outlets == ("Mill Lane Post", "Pier Herald")
    assert row.tags == ("sea",)


def test_a_moved_feed_takes_its_entries_along(world):
    pier, mill = world.urls
    world.store.feeds.move(pier, "https://pier.example/new")
    assert world.store.articles.get("art-000").feed == "https://pier.example/new"
    assert len(world.store.feeds.known("https://pier.example/new")) == 4
    world.store.feeds.move("https://pier.example/new", mill)
    assert len(world.store.feeds.known(mill)) == 6
    state = world.store.feeds.get(mill)
    assert (state.articles, state.unread) == (6, 6)
    # Mill Lane has no tags.
    assert world.store.stories.row("art-000").tags == ()
    assert wrongly_kept(world.store.db) == 0


def test_an_address_that_moved_onto_another_is_read_whole_when_followed_again(world, now):
    pier, mill = world.urls
    feeds = world.store.feeds
    seen = replace(feeds.get(pier), etag="e", last_modified="yesterday", body_hash="h")
    feeds.record(seen, now=now, spans=b"spans")
    feeds.move(pier, mill)
    feeds.sync([Subscription(pier), Subscription(mill)])
    state = feeds.get(pier)
    assert (state.etag, state.last_modified, state.body_hash) == ("", "", "")
    assert feeds.spans(pier) == b""
    assert feeds.known(pier) == []
    world.add(0, 1)
    assert feeds.get(pier).articles == 2
    assert wrongly_kept(world.store.db) == 0


def test_an_unknown_feed_cannot_be_visited(empty, now):
    with pytest.raises(LookupError):
        empty.store.feeds.record(FeedState("https://nobody.example"), now=now)
    assert empty.store.feeds.known("https://nobody.example") == []
    assert empty.store.feeds.get("https://nobody.example") is None
