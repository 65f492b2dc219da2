"""What makes a story "updated": something new, once; never a copy, never a mended word."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from briefing.models import Grouping, KnownEntry, Mark, StoryStatus
from briefing.store.check import wrongly_kept

MORE = " The captain was questioned by prosecutors on Friday evening about his use of a telephone."

FURTHER = (
    " Divers found the second anchor of the ship on Saturday, broken in two near the old mole.",
    " The owner offered every passenger the price of the crossing and a night in a good hotel.",
)
LAST = " A court in the capital let the captain go home on Monday until the case is heard in May."


def come(world, *, copies: dict[str, str] | None = None, n: int = 6, **changes: object) -> None:
    world.add(n, **changes)
    world.place(**{"art-000": f"art-{n:03}"})
    world.analyse("art-000", copies=copies)


def edit(world, id: str, **changes: object) -> None:
    article = replace(world.store.articles.get(id), **changes)
    state = world.store.feeds.get(article.feed)
    known = KnownEntry(id, id, id, id, "edited")
    world.store.feeds.record(state, changed=[(article, known)], now=world.now)
    world.analyse("art-000")


def unread(world) -> list[int]:
    return [state.unread for state in world.store.feeds.all()]


@pytest.mark.parametrize("copies", [{"art-006": "art-001"}, {"art-001": "art-006"}])
def test_neither_a_copy_nor_an_original_behind_its_copy_wakes_a_done_story(world, now, copies):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.DONE, ["art-000"], now=now)
    before = unread(world)
    come(world, copies=copies)
    row = stories.row("art-000")
    assert (row.status, row.articles, row.fresh) == (StoryStatus.DONE, 4, 0)
    assert unread(world) == before
    assert wrongly_kept(world.store.db) == 0
    come(world, n=7)
    assert stories.row("art-000").status is StoryStatus.UPDATED


def test_a_copy_is_as_done_as_what_it_copies(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.DONE, ["art-000"], now=now)
    come(world, copies={"art-006": "art-001"})
    state.undo(now)
    row = stories.row("art-000")
    assert (row.status, row.articles, row.fresh) == (StoryStatus.NEW, 4, 3)
    state.redo(now)
    assert stories.row("art-000").status is StoryStatus.DONE


def test_taken_back_what_a_copy_made_done_is_new_again_whichever_came_first(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.DONE, ["art-000"], now=now)
    come(world, copies={"art-000": "art-006", "art-001": "art-006", "art-002": "art-006"})
    assert stories.row("art-000").status is StoryStatus.DONE
    state.undo(now)
    row = stories.row("art-000")
    assert (row.status, row.articles, row.fresh) == (StoryStatus.NEW, 4, 1)
    state.redo(now)
    assert stories.row("art-000").status is StoryStatus.DONE


def test_a_copy_does_not_end_a_snooze_or_stir_a_story_and_news_do(world, now):
    state, stories = world.store.state, world.store.stories
    state.look("art-000")
    state.mark(Mark.SNOOZE, ["art-000"], now=now)
    come(world, copies={"art-006": "art-000"})
    row = stories.row("art-000")
    assert (row.status, row.snoozed) == (StoryStatus.SEEN, True)
    assert row.outlets == ("Mill Lane Post", "The Pier")
    copy = next(one for one in stories.view("art-000").articles if one.article.id == "art-006")
    assert (copy.copy_of, copy.new) == ("art-000", False)
    come(world, n=7)
    row = stories.row("art-000")
    assert (row.status, row.fresh, row.snoozed) == (StoryStatus.UPDATED, 1, False)


def test_an_article_with_its_copies_is_news_once(world, now):
    world.store.state.look("art-000")
    world.add(6, 7, 8)
    world.place(**{"art-000": "art-006 art-007 art-008"})
    world.analyse("art-000", copies={"art-007": "art-006", "art-008": "art-006"})
    row = world.store.stories.row("art-000")
    assert (row.status, row.articles, row.fresh) == (StoryStatus.UPDATED, 6, 1)
    world.analyse("art-000", copies={"art-007": "art-006", "art-008": "art-006"})
    assert world.store.stories.row("art-000") == row


def test_a_story_waits_with_saying_so_until_it_was_told(world, now):
    stories = world.store.stories
    world.store.state.mark(Mark.DONE, ["art-000"], now=now)
    world.add(6)
    world.place(**{"art-000": "art-006"})
    assert stories.row("art-000").status is StoryStatus.DONE
    assert stories.dirty() == ["art-000"]
    world.analyse("art-000")
    assert stories.row("art-000").status is StoryStatus.UPDATED


def test_a_story_of_copies_that_merges_in_wakes_nobody(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.SNOOZE, ["art-000"], now=now)
    state.look("art-000")
    stories.place(Grouping((), {"art-005": "art-000"}))
    world.analyse("art-000", copies={"art-005": "art-001"})
    row = stories.row("art-000")
    assert (row.status, row.snoozed) == (StoryStatus.SEEN, True)


def test_a_mended_word_changes_nothing_for_the_reader(world, now):
    stories = world.store.stories
    world.store.state.mark(Mark.DONE, ["art-000"], now=now)
    teaser = stories.view("art-000").articles[-1].article.teaser
    edit(world, "art-000", teaser=teaser.replace("known", "knowable"))
    row = stories.row("art-000")
    assert (row.status, row.fresh) == (StoryStatus.DONE, 0)


def test_an_article_that_says_more_than_before_is_news_again(world, now):
    state, stories = world.store.state, world.store.stories
    state.mark(Mark.SNOOZE, ["art-000"], now=now)
    state.mark(Mark.DONE, ["art-000"], now=now)
    teaser = world.store.articles.get("art-000").teaser
    counted = unread(world)
    edit(world, "art-000", teaser=teaser + MORE)
    row = stories.row("art-000")
    assert (row.status, row.fresh, row.snoozed) == (StoryStatus.UPDATED, 1, False)
    assert [one.article.id for one in stories.view("art-000").articles if one.new] == ["art-000"]
    assert unread(world) == counted
    assert wrongly_kept(world.store.db) == 0
    # Told again without another edit it is no more than that.
    world.analyse("art-000")
    assert stories.row("art-000") == row
    state.mark(Mark.DONE, ["art-000"], now=now)
    assert stories.row("art-000").status is StoryStatus.DONE
    state.undo(now)
    assert stories.row("art-000") == row
    state.look("art-000")
    assert stories.row("art-000").status is StoryStatus.DONE


def earlier(world) -> str:
    members = world.store.stories.view("art-000").articles
    return next(one.earlier for one in members if one.article.id == "art-000")


def test_the_words_that_were_read_are_kept_when_an_article_says_more(world, now):
    look = partial(world.store.state.look, "art-000")
    told = [world.store.articles.get("art-000").teaser + MORE]
    edit(world, "art-000", teaser=told[0])
    assert earlier(world) == "", "nobody had read it"
    look()
    for more in FURTHER:
        told.append(told[-1] + more)
        edit(world, "art-000", teaser=told[-1])
        assert earlier(world) == told[0], "the edits between were never read"
    look()
    assert earlier(world) == told[0]
    edit(world, "art-000", teaser=told[-1] + MORE.replace("by", "again, with two of the crew, by"))
    assert earlier(world) == told[0], "a few words are no news"
    edit(world, "art-000", teaser=told[-1] + LAST)
    assert earlier(world).startswith(told[-1])


def test_an_article_nobody_has_read_is_no_newer_for_an_edit(world, now):
    teaser = world.store.articles.get("art-000").teaser
    edit(world, "art-000", teaser=teaser + MORE)
    row = world.store.stories.row("art-000")
    assert (row.status, row.fresh) == (StoryStatus.NEW, 3)
