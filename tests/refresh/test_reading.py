from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.fetch.types import Fetched
from briefing.models import CleanText, FeedState, KnownEntry, ParsedFeed
from briefing.parse.identity import Intents, decide
from briefing.parse.read import parse
from briefing.reading import read

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
STATE = FeedState("https://mill.example/feed", outlet=CleanText("Mill Lane"))


@dataclass
class Shelf:
    """What the store knows of one feed."""

    entries: dict[str, KnownEntry] = field(default_factory=dict)
    listed: bytes = b""

    def known(self, _: str) -> list[KnownEntry]:
        return sorted(self.entries.values(), key=lambda one: one.article)

    def spans(self, _: str) -> bytes:
        return self.listed

    def keep(self, found: Intents) -> None:
        for keys in (*(keys for _, keys in (*found.new, *found.changed)), *found.renamed):
            self.entries[keys.article] = keys


class Parser:
    """Reads in this process, and remembers how much."""

    def __init__(self) -> None:
        self.read: list[int] = []

    async def parse(self, body: bytes, content_type: str, charset: str, url: str) -> ParsedFeed:
        feed = parse(body, content_type, charset, url)
        self.read.append(len(feed.entries))
        return feed


def document(items: list[tuple[int, int, int, str]]) -> bytes:
    """Items of (guid, link, day, words); 0 leaves the field out."""
    rows = []
    for guid, link, day, words in items:
        rows.append("<item>")
        rows.append(f"<guid>g{guid}</guid>" if guid else "")
        rows.append(f"<link>https://mill.example/{link}</link>" if link else "")
        rows.append(f"<pubDate>{day:02} Nov 2026 10:00:00 GMT</pubDate>" if day else "")
        rows.append(f"<title>{escape(words)}</title></item>")
    return f"<rss version='2.0'><channel>{''.join(rows)}</channel></rss>".encode()


async def visit(shelf: Any, parser: Any, body: bytes) -> Intents | None:
    news = await read(STATE, Fetched(200, body), shelf, parser, NOW)
    if news is None:
        return None
    shelf.keep(news.intents)
    shelf.listed = news.spans
    return news.intents


def read_whole(shelf: Shelf, body: bytes) -> Intents:
    found = decide(
        STATE.url, STATE.outlet, parse(body, url=STATE.url).entries, shelf.known(""), NOW
    )
    shelf.keep(found)
    return found


ITEMS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 4),
        st.integers(0, 3),
        st.sampled_from(["Mill burns", "Mill closes", "Mill is sold", "A & B"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ITEMS, min_size=2, max_size=5))
async def test_reading_what_is_new_finds_what_reading_all_finds(visits: Any) -> None:
    spliced, whole = Shelf(), Shelf()
    parser = Parser()
    for items in visits:
        body = document(items)
        found = await visit(spliced, parser, body)
        expected = read_whole(whole, body)
        if found is None:
            assert not expected.new
            assert not expected.changed
            # Which keys tell an entry apart may have been settled anew; that waits.
            whole.entries = dict(spliced.entries)
        else:
            assert replace(found, listed=()) == replace(expected, listed=())
            assert spliced.entries == whole.entries


async def test_only_new_items_are_read() -> None:
    shelf, parser = Shelf(), Parser()
    old = [(n, n, 1, f"Mill {n}") for n in range(1, 20)]
    assert await visit(shelf, parser, document(old)) is not None
    assert await visit(shelf, parser, document(old) + b"<!-- at noon -->") is None
    found = await visit(shelf, parser, document([(20, 20, 2, "Mill 20"), *old[:-2]]))
    assert found is not None
    assert [article.title for article, _ in found.new] == ["Mill 20"]
    edited = [(1, 1, 1, "Mill 1, edited"), *old[1:-2]]
    found = await visit(shelf, parser, document(edited))
    assert found is not None
    assert [article.title for article, _ in found.changed] == ["Mill 1, edited"]
    assert parser.read == [19, 1, 1]


async def test_items_with_one_guid_for_all_stay_apart() -> None:
    shelf, parser = Shelf(), Parser()
    items = [(1, n, 1, f"Mill {n}") for n in range(1, 5)]
    for last in range(1, 5):
        found = await visit(shelf, parser, document(items[:last]))
        assert found is not None
        assert [article.title for article, _ in found.new] == [f"Mill {last}"]
        assert not found.changed
