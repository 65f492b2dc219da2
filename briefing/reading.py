"""What is new in one answer: only the items that its feed did not list before are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefing.errors import ParseError
from briefing.fetch.types import Fetched
from briefing.models import Entry, FeedState, KnownEntry, ParsedFeed
from briefing.parse import splice
from briefing.parse.identity import Intents, NotReadError, decide
from briefing.parse.worker import Workers
from briefing.store.feeds import Feeds
from briefing.values import Value


class News(Value):
    """What a document brought."""

    feed: ParsedFeed
    """Of its entries only those that were read."""
    intents: Intents
    spans: bytes
    """What to remember of the document."""


async def read(
    state: FeedState, answer: Fetched, feeds: Feeds, workers: Workers, now: datetime
) -> News | None:
    """Read the body of an answer as far as it is new; None when nothing in it is.

    Raises:
        ParseError: it holds no feed.
    """
    url = answer.final_url or state.url
    listing = splice.take_apart(answer.body, answer.charset)
    ids = listing.recognised(feeds.spans(state.url)) if listing else ()
    if ids and all(ids):
        return None
    known = {entry.article: entry for entry in feeds.known(state.url)}

    def decided(feed: ParsedFeed, entries: Sequence[Entry | KnownEntry]) -> News:
        outlet = state.outlet or feed.title or state.title
        intents = decide(state.url, outlet, entries, list(known.values()), now, feed.lang)
        if listing is None or len(entries) != len(listing.spans):
            return News(feed, intents, b"")
        return News(feed, intents, listing.remember(intents.listed))

    olds = [known.get(id) for id in ids]
    rest = listing.without([old is not None for old in olds]) if listing and any(olds) else None
    if rest is not None:
        try:
            feed = await workers.parse(rest, answer.content_type, "utf-8", url)
            if len(feed.entries) == olds.count(None):
                new = iter(feed.entries)
                return decided(feed, [old or next(new) for old in olds])
        except (ParseError, NotReadError):
            pass  # the whole document has the last word
    feed = await workers.parse(answer.body, answer.content_type, answer.charset, url)
    return decided(feed, feed.entries)
