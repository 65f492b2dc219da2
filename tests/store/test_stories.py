from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.errors import StoreError
from briefing.models import (
    Analysed,
    CleanText,
    Grouping,
    Mark,
    Placement,
    StoryStatus,
    Why,
)
from briefing.store.filters import Filter


def ids(rows) -> list[str]:
    return [row.id for row in rows]


def test_rows_are_the_most_important_first(world):
    rows = world.store.stories.rows()
    assert ids(rows) == ["art-000", "art-003", "art-005"]
    first = rows[0]
    assert first.status is StoryStatus.NEW
    assert first.title == "Council delays vote on tram line"
    assert (first.articles, first.fresh, first.questions, first.possible) == (3, 3, 1, 0)
    assert first.outlets == ("Mill Lane Post", "The Pier")
    assert first.tags == ("coast",)
    assert first.themes == ("timing",)
    assert first.lang == "en"
    assert first.last - first.first == timedelta(hours=2)
    assert first.words == 13


def test_what_stands_in_for_a_headline_stays_until_there_is_one(world):
    stories = world.store.stories
    world.add(7, title=CleanText(""))
    world.place(**{"art-007": "art-007"})
    articles = tuple(one.article for one in stories.view("art-007").articles)
    stories.write([Analysed("art-007", CleanText("What is known"), articles, {}, {})])
    assert stories.row("art-007").title == "What is known"
    world.add(8)
    world.place(**{"art-007": "art-008"})
    assert stories.row("art-007").title == "Council delays vote on tram line 8"


def test_pages_and_counts(world):
    assert ids(world.store.stories.rows(limit=1, offset=1)) == ["art-003"]
    assert world.store.stories.count() == 3
    assert ids(world.store.stories.rows(by_time=True, limit=2)) == ["art-000", "art-003"]


def test_filters(world, now):
    stories, state = world.store.stories, world.store.state
    state.mark(Mark.DONE, ["art-005"], now=now)
    state.mark(Mark.SNOOZE, ["art-003"], now=now)
    world.add(7, lang="fr", hours=300)
    world.place(**{"art-007": "art-007"})
    state.mark(Mark.FOLLOW, ["art-007"], now=now)

    def listed(**wanted) -> list[str]:
        found = stories.rows(Filter(**wanted))
        assert stories.count(Filter(**wanted)) == len(found)
        return ids(found)

    every = {"done": None, "snoozed": None, "muted": None}
    assert listed() == ["art-000", "art-007"]
    assert listed(**every) == ["art-000", "art-003", "art-005", "art-007"]
    assert listed(done=True) == ["art-005"]
    assert listed(snoozed=True) == ["art-003"]
    assert listed(muted=True) == []
    assert listed(followed=True) == ["art-007"]
    assert listed(saved=True) == []
    assert listed(new=False, **every) == ["art-005"]
    assert listed(since=now - timedelta(hours=1)) == ["art-000"]
    assert listed(arrived=now, **every) == listed(**every)
    assert listed(arrived=now + timedelta(seconds=1), **every) == []
    assert listed(outlet="Mill Lane Post", **every) == ["art-000", "art-003"]
    assert listed(outlet="Mill", **every) == []
    assert listed(tag="coast", since=now - timedelta(days=1), **every) == [
        "art-000", "art-003", "art-005",
    ]  # fmt: skip
    assert listed(theme="timing") == ["art-000"]
    assert listed(lang="fr", new=True) == ["art-007"]


def test_a_story_that_gains_an_article_is_updated_for_that_one_alone(world, now):
    stories, state = world.store.stories, world.store.state
    state.mark(Mark.DONE, ["art-000"], now=now)
    assert stories.row("art-000").status is StoryStatus.DONE
    world.add(6, hours=0.5)
    world.place(**{"art-000": "art-006"})
    world.analyse("art-000")
    row = stories.row("art-000")
    assert (row.status, row.fresh, row.articles) == (StoryStatus.UPDATED, 1, 4)
    assert [one.article.id for one in stories.view("art-000").articles if one.new] == ["art-006"]
    state.look("art-000")
    assert stories.row("art-000").status is StoryStatus.SEEN


def test_an_analysis_clears_dirty_only_when_it_saw_all_articles(world):
    articles = tuple(one.article for one in world.store.stories.view("art-000").articles)
    world.add(6)
    world.place(**{"art-000": "art-006"})
    late = Analysed("art-000", articles[0].title, articles, {}, {})
    world.store.stories.write([late])
    assert world.store.stories.dirty() == ["art-000"]
    world.analyse("art-000")
    assert world.store.stories.dirty() == []


def test_wire_copies_are_shown_but_no_outlets(world):
    world.analyse("art-000", copies={"art-002": "art-001"})
    view = world.store.stories.view("art-000")
    assert view.row.outlets == ("The Pier",)
    assert [one.copy_of for one in view.articles] == ["art-001", "", ""]


def test_a_view_holds_all_of_a_story(world):
    view = world.store.stories.view("art-000")
    assert [one.article.id for one in view.articles] == ["art-002", "art-001", "art-000"]
    assert [one.article.text for one in view.articles] == ["", world.entry(1)[0].text, ""]
    assert {one.why for one in view.articles} == {Why(0.9, (CleanText("bridge"),), (), 1.5)}
    assert [one.text for one in view.summary] == ["What is known about item 2 so far."]
    assert [one.id for one in view.questions] == ["q-zero"]
    assert view.questions[0] == world.question("q-zero", "art-001")


def test_views_keep_the_order_asked_and_leave_texts_out(world):
    views = world.store.stories.views(["art-005", "none", "art-000"])
    assert [view.row.id for view in views] == ["art-005", "art-000"]
    assert all(not one.article.text for view in views for one in view.articles)


def test_a_merge_is_recorded_and_followed(world, now):
    stories, state = world.store.stories, world.store.state
    state.mark(Mark.FOLLOW, ["art-003"], now=now)
    stories.place(
        Grouping(
            (Placement("art-003", "art-000", Why()), Placement("art-004", "art-000", Why())),
            {"art-003": "art-000"},
        )
    )
    assert ids(stories.rows()) == ["art-000", "art-005"]
    assert stories.row("art-000").articles == 5
    assert stories.resolve("art-003") == "art-000"
    assert stories.row("art-000").followed
    assert [one.id for one in stories.view("art-000").questions] == [
        "q-three",
        "q-zero",
    ]
    state.mark(Mark.FOLLOW, ["art-000"], on=False, now=now)
    assert not stories.row("art-000").followed
    assert state.undo(now).sentence == 'Following again: "Council delays vote on tram line"'
    assert stories.row("art-000").followed


@pytest.mark.parametrize("turned", [False, True])
def test_merges_named_in_any_order_lead_to_the_last(world, turned):
    merged = {"art-005": "art-003", "art-003": "art-000"}
    if turned:
        merged = dict(reversed(merged.items()))
    world.store.stories.place(Grouping((), merged))
    assert ids(world.store.stories.rows()) == ["art-000"]
    assert world.store.stories.resolve("art-005") == "art-000"
    assert world.store.stories.row("art-000").articles == 6


def test_a_merged_story_may_be_founded_again(world):
    stories = world.store.stories
    stories.place(Grouping((), {"art-003": "art-000"}))
    stories.place(Grouping((Placement("art-003", "art-003", Why()),)))
    assert stories.resolve("art-003") == "art-003"
    assert stories.row("art-000").articles == 4


def test_a_story_that_lost_all_articles_is_gone_and_its_id_leads_on(world):
    world.store.stories.place(Grouping((Placement("art-005", "art-003", Why()),)))
    assert ids(world.store.stories.rows()) == ["art-000", "art-003"]
    assert world.store.stories.resolve("art-005") == "art-003"


def test_placements_of_articles_that_are_gone_are_passed_over(world):
    world.store.stories.place(Grouping((Placement("nobody", "art-000", Why()),)))
    assert world.store.stories.row("art-000").articles == 3


def test_ids_may_be_shortened_while_one_story_alone_fits(world):
    stories = world.store.stories
    assert stories.resolve("art-003") == "art-003"
    assert stories.resolve("art-004") == "art-003"
    assert stories.resolve("art-005") == "art-005"
    with pytest.raises(StoreError, match="more than one story"):
        stories.resolve("art")
    for unknown in ("zzz", "", "art-9", "%", "_" * 500, "\U0010ffff"):
        with pytest.raises(StoreError, match="no story"):
            stories.resolve(unknown)
    with pytest.raises(StoreError, match="no story"):
        stories.view("zzz")


def test_a_new_story_has_a_title_before_its_analysis(world):
    world.add(8)
    world.place(**{"art-008": "art-008"})
    row = world.store.stories.row("art-008")
    assert row.title == "Council delays vote on tram line 8"
    assert row.outlets == ("The Pier",)


def test_an_earlier_day_stands_as_it_did_at_its_end(world, now):
    stories = world.store.stories
    every = now - timedelta(days=3)
    whole = ids(stories.between(every, now))
    assert whole == ids(stories.rows())
    # art-000 has three articles up to now, but only its first one in the earlier hours.
    first = stories.row("art-000").first
    early = ids(stories.between(first, first + timedelta(seconds=1)))
    assert early == ["art-000"]
    world.store.state.mark(Mark.DONE, ["art-003"], now=now)
    assert ids(stories.between(every, now)) == whole, "what is done is looked back at, too"
    world.store.state.mark(Mark.MUTE, ["art-003"], now=now)
    assert "art-003" not in ids(stories.between(every, now))
    assert stories.between(now + timedelta(days=1), now + timedelta(days=2)) == []


def test_news_after_a_day_do_not_raise_a_story_in_it(world, now):
    stories = world.store.stories
    start = now - timedelta(days=30)
    world.add(7, hours=24 * 29)
    world.add(8, hours=24 * 29 - 1)
    world.place(**{"art-007": "art-007", "art-008": "art-008"})
    day = (start, start + timedelta(days=2))
    assert ids(stories.between(*day)) == ["art-008", "art-007"]
    world.add(9, hours=1)
    world.place(**{"art-007": "art-009"})
    now_told = [id for id in ids(stories.rows()) if id in ("art-007", "art-008")]
    assert now_told == ["art-007", "art-008"]
    assert ids(stories.between(*day)) == ["art-008", "art-007"]
