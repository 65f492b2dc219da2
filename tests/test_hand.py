"""What the reader decided about grouping holds through every later refresh."""

from __future__ import annotations

import json
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Config, load
from briefing.models import Hand
from briefing.refresh import think
from briefing.store.connection import open_store

from .test_whole_way import APPLES, CLOCK, FERRY_A, FERRY_B, NOW, configured, rss


def refreshed(briefing: Any, site: Any) -> tuple[Any, Config]:
    """The places to give to a command, and the configuration, after a first refresh."""
    base = configured(
        briefing,
        site.put("/a", rss("Ledger", FERRY_A, APPLES)),
        site.put("/b", rss("Signal", FERRY_B)),
    )
    assert briefing(*base, "refresh", environ=CLOCK).code == 0
    config = load(Path(base[1]), required=True)
    return base, config


@pytest.fixture
def world(briefing: Any, site: Any) -> Any:
    _, config = refreshed(briefing, site)
    with open_store(config.store) as store:
        yield store, config


def groups(store: Any) -> set[frozenset[str]]:
    """Stories as sets of headlines' first words."""
    return {
        frozenset(one.article.title.split()[0] for one in store.stories.view(row.id).articles)
        for row in store.stories.rows()
    }


TOGETHER = {frozenset({"Ferry", "Halcyon"}), frozenset({"Orchard"})}
APART = {frozenset({"Ferry"}), frozenset({"Halcyon"}), frozenset({"Orchard"})}


def again(store: Any, config: Any) -> None:
    """Place everything anew, as if all of it had just come."""
    with store.db.writing():
        store.db.run(
            "insert into pending (article, place) select no, 1 from article where true"
            " on conflict (article) do update set place = 1"
        )
    think(store, config, NOW)


def halcyon(store: Any) -> str:
    return next(row.id for row in store.articles.newest(9) if row.title.startswith("Halcyon"))


def test_split_holds_and_joining_again_takes_it_back(world: Any) -> None:
    store, config = world
    assert groups(store) == TOGETHER
    store.state.split(halcyon(store), NOW)
    assert groups(store) == APART
    for _ in range(3):
        again(store, config)
        assert groups(store) == APART
    ids = {next(iter(group)): row.id for row in store.stories.rows() for group in [
        {one.article.title.split()[0] for one in store.stories.view(row.id).articles}
    ]}  # fmt: skip
    store.state.join(ids["Ferry"], ids["Halcyon"], NOW)
    assert groups(store) == TOGETHER
    for _ in range(3):
        again(store, config)
        assert groups(store) == TOGETHER


def test_join_holds_and_undo_takes_it_back(world: Any) -> None:
    store, config = world
    rows = store.stories.rows()
    store.state.join(rows[0].id, rows[1].id, NOW)
    assert groups(store) == {frozenset({"Ferry", "Halcyon", "Orchard"})}
    for _ in range(3):
        again(store, config)
        assert groups(store) == {frozenset({"Ferry", "Halcyon", "Orchard"})}
    store.state.undo(NOW)
    assert groups(store) == TOGETHER
    assert store.state.hand() == Hand()


def test_the_command_line_splits_joins_and_keeps_apart(briefing: Any, site: Any) -> None:
    base, config = refreshed(briefing, site)

    def run(*arguments: str) -> str:
        ran = briefing(*base, *arguments, environ=CLOCK)
        assert ran.code == 0
        return str(ran.err)

    def now_grouped() -> set[frozenset[str]]:
        with open_store(config.store) as store:
            return groups(store)

    with open_store(config.store) as store:
        ferry, apples = store.stories.rows()
        ids = [one.article.id for one in store.stories.view(ferry.id).articles]
        second = next(id for id in ids if id != ferry.id)
    assert second[:10] in briefing(*base, "story", ferry.id, environ=CLOCK).out
    assert "Split off" in run("mark", "split", second[:10])
    assert now_grouped() == APART
    assert "Never together" in run("mark", "apart", ferry.id[:10], apples.id[:10])
    assert "nothing to change" in run("mark", "apart", apples.id, ferry.id)
    assert "May come together again" in run("undo")
    assert "Never together" in run("redo")
    assert "nothing to do again" in run("redo")
    assert "Joined" in run("mark", "join", ferry.id, second)
    assert now_grouped() == TOGETHER
    for wrong in (["apart", ferry.id], ["split", second, ferry.id], ["join", "--all"]):
        ran = briefing(*base, "mark", *wrong, environ=CLOCK)
        assert ran.code == 2
        assert f"mark {wrong[0]} needs" in ran.err
    assert briefing(*base, "mark", "apart", ferry.id, second, environ=CLOCK).code == 1


@pytest.mark.parametrize("what", ["join", "split"])
def test_what_is_taken_back_is_as_if_it_had_not_been(briefing: Any, site: Any, what: str) -> None:
    base = configured(
        briefing,
        site.put("/a", rss("Ledger", FERRY_A, APPLES)),
        site.put("/b", rss("Signal", FERRY_B)),
    )

    def told() -> Any:
        ran = briefing(*base, "digest", "--since", "all", "--format", "json", environ=CLOCK)
        return sorted(json.loads(ran.out)["stories"], key=itemgetter("id"))

    assert briefing(*base, "refresh", environ=CLOCK).code == 0
    before = told()
    (ferry,) = (one for one in before if len(one["articles"]) == 2)
    (apples,) = (one for one in before if len(one["articles"]) == 1)
    names = {
        "join": [ferry["id"], apples["id"]],
        "split": [next(a["id"] for a in ferry["articles"] if a["id"] == ferry["id"])],
    }[what]
    assert briefing(*base, "mark", what, *names, environ=CLOCK).code == 0
    after = told()
    assert len(after) == (1 if what == "join" else 3)
    # they are told at once, with a summary of their own, and say whose work that is
    assert all(story["summary"] for story in after)
    assert any(a["why"]["by_hand"] for story in after for a in story["articles"])
    for _ in range(2):
        assert briefing(*base, "undo", environ=CLOCK).code == 0
        assert told() == before
        assert briefing(*base, "redo", environ=CLOCK).code == 0
        assert told() == after
