"""A refresh reads what is recent, however much is stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.config import Config
from briefing.models import Article, CleanText, KnownEntry, Subscription
from briefing.store.connection import open_store
from briefing.telling import think

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
FEEDS = [f"https://pier.example/{n}" for n in range(40)]
OLD = """
with recursive n (no) as (select 1 union all select no + 1 from n where no < :count)
insert into {table} select {columns} from n
"""
TABLES = {
    "article": "no, 'old-' || no, no, no % 40 + 1, 'The Pier', 'Report ' || no || ' of old',"
    " 'It is about ' || no, 'https://pier.example/a' || no, no * 1000000, no * 1000000, 'en', ''",
    "reading": "no, 0",
    "entry": "no % 40 + 1, 'old-' || no, no, 'g' || no, 'l' || no, 't' || no, 'c' || no",
    "story (no, id, title, dirty, first, last, articles)": "no, 'old-' || no, 'Report ' || no || "
    "' of old', 0, no * 1000000, no * 1000000, 1",
    "place (article, story, score, words, names, hours, by_hand)": "no, no, 0, '', '', 0, 0",
}
COUNT = 20_000
EACH = 10
"""Steps of SQLite's machine between two looks at the counter."""


def steps_of_a_refresh(path: Path, count: int) -> int:
    """Store ``count`` old articles; how many steps SQLite takes for a refresh of twenty new."""
    with open_store(path) as store:
        store.feeds.sync([Subscription(url, outlet=CleanText("The Pier")) for url in FEEDS])
        with store.db.writing():
            for table, columns in TABLES.items():
                store.db.run(OLD.format(table=table, columns=columns), {"count": count})
        new = [
            Article(
                f"new-{n}",
                CleanText(f"Ferry number {n} leaves Port Quillon"),
                CleanText(f"The ferry left with {n} people aboard."),
                outlet=CleanText("The Pier"),
                feed=FEEDS[n],
                published=NOW - timedelta(hours=n),
                lang="en",
            )
            for n in range(20)
        ]
        taken = 0

        def tick() -> int:
            nonlocal taken
            taken += EACH
            return 0

        store.db.connection.set_progress_handler(tick, EACH)
        for article in new:
            state = store.feeds.get(article.feed)
            assert state is not None
            known = KnownEntry(*[article.id] * 5)
            assert store.feeds.record(state, [(article, known)], now=NOW) == 1
        assert think(store, Config(), NOW)
        store.db.connection.set_progress_handler(None, 0)
        assert store.articles.counts()[0] == count + 20
        return taken


def test_a_large_store_is_refreshed_without_being_read(tmp_path: Path) -> None:
    small = steps_of_a_refresh(tmp_path / "small.db", COUNT // 100)
    large = steps_of_a_refresh(tmp_path / "large.db", COUNT)
    # One look at every article would take as many steps as there are articles, and more.
    assert large - small < COUNT / 10
