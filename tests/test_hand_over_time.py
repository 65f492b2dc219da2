"""What the reader's hand did to the grouping holds through a hundred further refreshes."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.models import (
    Article,
    CleanText,
    Grouping,
    KnownEntry,
    Placement,
    Subscription,
    Why,
)
from briefing.store.check import wrongly_kept
from briefing.store.connection import Store, open_store
from briefing.stories.group import group
from briefing.stories.window import WINDOW_HOURS

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
FEED = "https://pier.example/feed"
REFRESHES = 100
STEP = timedelta(hours=4)
"""A hundred of them are more than two windows: all that the reader saw is long past by then."""

EVENTS = (
    "Ferry Halcyon aground off Port Quillon, captain Osk Veld questioned",
    "Cracked girder shuts Ferris Street bridge in Dunmere, mayor Ilse Kandrin says",
    "Osterly buys frozen food maker Ferrant, Pikewater plant uneasy",
    "Probe Calliste sends pictures of the moon Thessa, Rolf Adeyemi pleased",
    "Voss jury deliberates in Sorrel valley fraud trial, judge Amund waits",
)
TURNS = ("early report", "what is known", "second day", "witnesses speak", "officials answer")


def told(rng: random.Random, number: int, event: int, when: datetime) -> Article:
    """Another article on an event: its words in another order, with one of a neighbour's."""
    words = EVENTS[event].split()
    rng.shuffle(words)
    strange = rng.choice(EVENTS[event - 1].split())
    return Article(
        f"n{number:03}-{event}",
        CleanText(f"{rng.choice(TURNS)}: {' '.join(words[:6])} {strange}"),
        CleanText(" ".join(words)),
        outlet=CleanText(f"Outlet {number % 4}"),
        feed=FEED,
        published=when,
        arrived=when,
        lang="en",
    )


def record(store: Store, now: datetime, *articles: Article) -> None:
    state = store.feeds.get(FEED)
    assert state is not None
    entries = [(one, KnownEntry(one.id, one.id, one.id, one.id, one.id)) for one in articles]
    store.feeds.record(state, entries, now=now)


def arrive(store: Store, now: datetime, article: Article) -> None:
    """One refresh, as far as the grouping goes."""
    record(store, now, article)
    window = store.articles.window(now - timedelta(hours=WINDOW_HOURS))
    store.stories.place(group(store.articles.ungrouped(), window, store.state.hand()))


def home(store: Store, article: Article) -> str:
    return store.stories.resolve(article.id)


def decided(store: Store, first: list[list[Article]], dice: random.Random) -> None:
    """Split one article off event 0, join 1 and 2, keep 3 and 4 apart, in any order."""
    state = store.state
    for what in dice.sample(("split", "join", "apart"), 3):
        if what == "split":
            state.split(dice.choice(first[0]).id, NOW)
        else:
            one, other = (1, 2) if what == "join" else (3, 4)
            names = [dice.choice(first[event]).id for event in (one, other)]
            getattr(state, what)(*dice.sample(names, 2), NOW)


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_what_was_decided_holds_through_a_hundred_refreshes(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    path = tmp_path / f"{seed}.db"
    store = open_store(path)
    store.feeds.sync([Subscription(FEED)])
    first = [
        [told(dice, 10 * event + n, event, NOW - timedelta(hours=9 - n)) for n in range(3)]
        for event in range(len(EVENTS))
    ]
    record(store, NOW, *(one for articles in first for one in articles))
    store.stories.place(
        Grouping(
            tuple(
                Placement(one.id, articles[0].id, Why()) for articles in first for one in articles
            )
        )
    )
    decided(store, first, dice)
    kept = [home(store, one) for articles in first for one in articles]
    assert len(set(kept[0:3])) == 2
    assert len(set(kept[3:9])) == 1
    assert set(kept[9:12]).isdisjoint(kept[12:15])
    for turn in range(REFRESHES):
        # Most of what comes tempts the grouping to undo what was decided.
        when = NOW + turn * STEP
        arrive(store, when, told(dice, 100 + turn, dice.choice((0, 0, 1, 2, 3, 4, 4)), when))
        if turn == REFRESHES // 2:
            store.close()
            store = open_store(path)
        assert [home(store, one) for articles in first for one in articles] == kept, turn
    assert store.db.number("select count(*) from place") == 15 + REFRESHES
    assert wrongly_kept(store.db) == 0
    for _ in range(3):
        store.state.undo(NOW)
    assert store.state.hand().apart == store.state.hand().together == ()
    store.close()
