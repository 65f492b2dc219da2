"""Grouping through its public face."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.models import Article, CleanText, Grouping
from briefing.stories.group import group

from .sample import EVENTS, START, article, event_of, stream


def stories(grouping: Grouping) -> dict[str, str]:
    return {p.article: p.story for p in grouping.placements}


def by_story(placed: dict[str, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for id_, story in placed.items():
        found.setdefault(story, set()).add(id_)
    return {frozenset(ids) for ids in found.values()}


def expected(articles: Sequence[Article]) -> set[frozenset[str]]:
    return by_story({a.id: event_of(a.id) for a in articles})


def refreshed(articles: Sequence[Article], size: int) -> dict[str, str]:
    """Place in batches, each a call of its own, as after a restart."""
    placed: dict[str, str] = {}
    for k in range(0, len(articles), size):
        done = group(articles[k : k + size], [(a, placed[a.id]) for a in articles[:k]])
        placed = {id_: done.merged.get(story, story) for id_, story in placed.items()}
        placed.update(stories(done))
    return placed


def test_articles_on_one_event_become_one_story() -> None:
    articles = stream()
    assert by_story(stories(group(articles))) == expected(articles)


def test_every_new_article_is_placed_once_and_in_order() -> None:
    articles = stream()
    assert [p.article for p in group(articles).placements] == [a.id for a in articles]


def test_story_is_called_after_its_first_article() -> None:
    placed = stories(group(stream()))
    for event in EVENTS:
        assert placed[f"{event}-1"] == f"{event}-0"


def test_nothing_in_nothing_out() -> None:
    assert group([]) == Grouping(())


@pytest.mark.parametrize("size", [1, 2, 5])
def test_batches_after_restarts_find_the_same_stories(size: int) -> None:
    articles = stream()
    assert by_story(refreshed(articles, size)) == expected(articles)


def test_batches_give_the_same_ids_every_time() -> None:
    assert refreshed(stream(), 3) == refreshed(stream(), 3)


def test_window_comes_back_only_where_it_changed() -> None:
    articles = stream()
    placed = stories(group(articles))
    window = [(a, placed[a.id]) for a in articles]
    stranger = article("x", "Snow closes the high road to Veldmark", "", 40.0)
    done = group([stranger], window)
    assert [p.article for p in done.placements] == ["x"]
    assert not done.merged


def test_known_article_stays_where_it_is() -> None:
    articles = stream()
    placed = stories(group(articles))
    window = [(a, placed[a.id]) for a in articles]
    again = group([articles[0]], window)
    assert stories(again) == {articles[0].id: placed[articles[0].id]}


def test_follow_up_joins_its_story_days_later() -> None:
    articles = stream()
    placed = stories(group(articles))
    later = article(
        "bridge-9",
        "Repair of Ferris Street bridge begins in Dunmere",
        "Mayor Ilse Kandrin watched as crews began to repair the cracked girder in Dunmere.",
        70.0,
        "Plain Circuit",
    )
    done = group([later], [(a, placed[a.id]) for a in articles])
    assert stories(done)["bridge-9"] == "bridge-0"


def test_same_words_weeks_later_are_another_story() -> None:
    articles = stream()
    placed = stories(group(articles))
    first = articles[0]
    later = replace(first, id="later", published=START + timedelta(days=30))
    assert stories(group([later], [(a, placed[a.id]) for a in articles]))["later"] == "later"


def test_articles_without_any_date_are_grouped_in_order_of_arrival() -> None:
    articles = [replace(a, published=None) for a in stream()]
    assert by_story(stories(group(articles))) == expected(articles)


def test_arrival_stands_in_for_a_missing_or_future_date() -> None:
    articles = stream()
    odd = [
        replace(a, arrived=a.published, published=START + timedelta(days=900) if n % 2 else None)
        for n, a in enumerate(articles)
    ]
    assert by_story(stories(group(odd))) == expected(articles)


def test_titles_alone_are_grouped_too() -> None:
    bare = [replace(a, teaser=CleanText("")) for a in stream() if a.id[:5] in ("theft", "vacci")]
    assert by_story(stories(group(bare))) == expected(bare)


def test_full_text_stands_in_for_a_missing_teaser() -> None:
    articles = [replace(a, text=a.teaser, teaser=CleanText("")) for a in stream()]
    assert by_story(stories(group(articles))) == expected(articles)


def test_wire_copies_under_other_titles_share_a_story() -> None:
    teaser = EVENTS["probe"][0][1]
    a = article("a", "Icy moon seen up close", teaser, 0.0, "Harbor Ledger")
    b = article("b", "Pictures from far away", teaser, 3.0, "Plain Circuit")
    assert stories(group([a, b]))["b"] == "a"


def test_odd_articles_do_not_crash() -> None:
    odd = [
        article("empty", ""),
        article("marks", "?!… — “”"),
        article("numbers", "1 2 3 4,000 5.5"),
        article("emoji", "🚀🚀🚀 🎉"),
        article("long", "word " * 3000, "x" * 20_000),
        article("same", "Same title here today"),
        article("same2", "Same title here today"),
    ]
    assert len(group(odd).placements) == len(odd)


def test_long_stream_lets_go_of_old_articles_and_places_all() -> None:
    articles = [
        replace(a, id=f"{a.id}~{turn}", published=a.published + timedelta(days=20 * turn))
        for turn in range(12)
        for a in stream()
        if a.published
    ]
    placed = stories(group(articles))
    assert len(placed) == len(articles)
    for turn in range(12):
        assert placed[f"bridge-1~{turn}"] == f"bridge-0~{turn}"


def test_why_names_what_is_shared() -> None:
    why = {p.article: p.why for p in group(stream()).placements}
    founder, second = why["bridge-0"], why["bridge-1"]
    assert founder.score == 0.0
    assert second.score > 0.5
    assert any("Kandrin" in name for name in second.names)
    assert "crack" in {w.lower() for w in second.words}
    assert second.hours == 5.0
    assert not second.by_hand


SCRIPT = """
import sys
from tests.stories.sample import stream
from briefing.stories.group import group
print([(p.article, p.story, p.why) for p in group(stream()).placements])
"""


def test_hash_seed_changes_nothing() -> None:
    outputs = set()
    for seed in ("0", "1", "77"):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1


def test_series_of_one_outlet_makes_no_story() -> None:
    topics = (
        "apples pears rivers clouds stones birds clocks ladders lamps ropes boats gloves kettles "
        "mirrors saddles whistles"
    )
    series = [
        article(
            f"s{n}",
            f"Veldmark Almanac number {n + 1}: {topic}",
            f"In this number of the Veldmark Almanac Odo Brisk writes about {topic}.",
            6.0 * n,
            "Veldmark Almanac",
        )
        for n, topic in enumerate(topics.split())
    ]
    late = [s for id_, s in stories(group(series)).items() if int(id_[1:]) >= 8]
    assert len(set(late)) >= 7


def test_story_too_old_for_the_window_is_left_alone() -> None:
    old = [(replace(a, published=START - timedelta(days=40)), "old") for a in stream()[:3]]
    done = group([article("x", "Snow closes the high road to Veldmark")], old)
    assert [p.article for p in done.placements] == ["x"]


def test_common_words_in_a_flood_do_not_hide_the_event() -> None:
    flood = [
        article(f"f{n}", f"Police report number {n} on a car stopped near road {n * 7}", "", n / 60)
        for n in range(450)
    ]
    found = stories(group([*flood, *stream()]))
    assert found["theft-1"] == "theft-0"
    assert found["probe-1"] == "probe-0"
