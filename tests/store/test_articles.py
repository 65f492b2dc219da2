from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefing.models import CleanText, Grouping, Remembered
from briefing.store.articles import since_slot, slot
from briefing.store.encoding import micros, moment

TIMES = st.integers(0, 4_000_000_000 * 10**6).map(
    lambda number: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=number)
)


@given(TIMES)
def test_times_come_back_exactly(when):
    assert moment(micros(when)) == when


@given(TIMES, TIMES, st.integers(0, 3000), st.integers(0, 3000))
def test_slots_follow_time(one, other, first, second):
    early, late = sorted((one, other))
    low, high = slot(micros(early), "a", first), slot(micros(late), "b", second)
    assert low < high or early.replace(microsecond=0) == late.replace(microsecond=0)
    assert since_slot(early) <= low < since_slot(early + timedelta(seconds=1))


def test_an_article_comes_back_as_it_was_stored(world):
    article, _ = world.entry(1)
    assert world.store.articles.get("art-001") == article
    assert world.store.articles.get("nothing") is None
    found = world.store.articles.many(["art-003", "none", "art-000"])
    assert list(found) == ["art-003", "art-000"]


def test_thousands_can_be_asked_for_at_once(world):
    ids = [f"art-{n:03}" for n in range(2_500)]
    assert len(world.store.articles.many(ids)) == 6


def test_pages_are_newest_first_and_meet_without_gap_or_double(empty):
    empty.add(*range(25))
    seen: list[str] = []
    before = ""
    while page := empty.store.articles.newest(4, before=before):
        seen += [row.id for row in page]
        before = page[-1].id
    assert seen == [f"art-{n:03}" for n in range(25)]


def test_entries_without_a_time_stand_as_the_feed_lists_them(empty, now):
    empty.add(7, 3, 9, published=None)
    assert [row.id for row in empty.store.articles.newest()] == ["art-007", "art-003", "art-009"]
    assert empty.store.articles.get("art-003").when == now


def test_many_articles_of_one_second_all_find_a_place(empty, now):
    empty.add(*range(300), published=now)
    empty.add(*range(300, 600), feed=empty.urls[1], published=now)
    empty.add(*range(600, 700), published=now)
    assert len({row.id for row in empty.store.articles.newest(1000)}) == 700


def test_unread_and_feed_pages(world, now):
    pier, mill = world.urls
    assert [row.id for row in world.store.articles.newest(feed=mill)] == ["art-002", "art-004"]
    world.store.state.look("art-003")
    rows = world.store.articles.newest(unread=True)
    assert [row.id for row in rows] == ["art-000", "art-001", "art-002", "art-005"]
    assert all(row.unread for row in rows)
    assert [r.id for r in world.store.articles.newest(feed=mill, unread=True)] == ["art-002"]
    row = world.store.articles.newest(feed=pier)[-1]
    assert (row.id, row.story, row.feed, row.outlet) == ("art-005", "art-005", pier, "The Pier")


def test_ungrouped_articles_wait_in_order_of_time_until_they_are_placed(empty):
    empty.add(1, 0, 2)
    waiting = empty.store.articles.ungrouped()
    assert [article.id for article in waiting] == ["art-002", "art-001", "art-000"]
    assert [article.text for article in waiting] == ["", "", ""]
    empty.place(**{"art-001": "art-001 art-000"})
    assert [article.id for article in empty.store.articles.ungrouped()] == ["art-002"]


def test_where_there_is_no_teaser_the_text_s_beginning_stands_in(empty):
    empty.add(0, teaser="", text="word " * 900)
    (article,) = empty.store.articles.ungrouped()
    assert article.body == ("word " * 900)[:1000]
    assert len(empty.store.articles.get("art-000").text) == 4500


def test_the_window_holds_placed_articles_oldest_first(world, now):
    world.add(8)
    window = world.store.articles.window(now - timedelta(hours=3))
    assert [(article.id, story) for article, story in window] == [
        ("art-003", "art-003"),
        ("art-002", "art-000"),
        ("art-001", "art-000"),
        ("art-000", "art-000"),
    ]


def test_what_the_grouping_kept_stands_for_an_article_until_it_is_edited_or_old(world, now):
    articles, since = world.store.articles, now - timedelta(hours=3)

    def kept() -> dict[str, str]:
        window = articles.remembered(since, lambda gist: gist.startswith("gist"))
        assert [(one.id, story) for one, story in window] == [
            (one.id, story) for one, story in articles.window(since)
        ]
        return {one.id: one.gist for one, _ in window if isinstance(one, Remembered)}

    assert kept() == {}
    gists = {"art-001": "gist of one", "art-002": "gist of two", "art-003": "another", "no": "gist"}
    world.store.stories.place(Grouping((), gists=gists))
    assert kept() == {"art-001": "gist of one", "art-002": "gist of two"}
    changed = world.entry(1, title=CleanText("Ferry operator drops night crossings"))
    world.store.feeds.record(world.store.feeds.get(world.urls[0]), [], [changed], now=now)
    assert kept() == {"art-002": "gist of two"}
    world.store.stories.forget_gists(now)
    assert kept() == {}


def test_a_remembered_article_counts_for_the_time_it_came_when_it_is_dated_later(empty, now):
    empty.add(0, published=now + timedelta(days=2))
    empty.place(**{"art-000": "art-000"})
    empty.store.stories.place(Grouping((), gists={"art-000": "gist"}))
    ((one, _),) = empty.store.articles.remembered(now, bool)
    assert (one.hour, one.source) == (now.timestamp() / 3600, "The Pier")
