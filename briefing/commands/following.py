"""``briefing feed``: what is followed. Addresses are tried before they are kept."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from briefing import subscribing
from briefing.commands.context import Context, configuration
from briefing.config import config_path, expanded
from briefing.digest import json
from briefing.errors import (
    BriefingError,
    ConfigError,
    FeedError,
    FetchError,
    InputError,
    UsageError,
)
from briefing.feeds import opml, subscriptions
from briefing.feeds.discover import candidates
from briefing.feeds.sniff import read_list
from briefing.models import Entry, FeedState, ParsedFeed, Subscription
from briefing.text import clean
from briefing.wording import count, failure, last_read, read

MOST_TRIES = 6
"""Feeds of one page that are tried; the best guesses come first."""

HEADLINES = 8
"""Headlines of a feed that ``check --json`` shows."""

MOST_AT_ONCE = 16
"""Addresses that are tried at a time."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One address that was asked: the feed found there, or why there is none."""

    url: str
    feed: ParsedFeed | None = None
    error: FeedError | None = None
    page: str = ""
    """The web page that was received instead of a feed."""


def _file(context: Context) -> Path:
    if context.sample:
        raise UsageError(
            "the sample edition's feeds cannot be changed", "leave out --demo to follow your own"
        )
    return config_path(context.arguments.config)


def add(context: Context) -> int:
    """Follow feeds; of a web page, the best feed that it names."""
    file = _file(context)
    wanted = [subscriptions.subscription(text).url for text in context.arguments.url]
    if context.arguments.unchecked:
        _keep(context, file, [_described(context, Subscription(url)) for url in wanted])
        return 0
    found, told = [], []
    for tried in asyncio.run(_try_all(context, wanted)):
        if tried.feed is not None:
            found.append(_described(context, Subscription(tried.url, title=tried.feed.title)))
            told.append(f"{_named(tried)}\n")
            continue
        line = tried.error.line() if tried.error else "no feed was found there"
        context.tell(f"briefing: {clean.mask(tried.url)}: {line} (not added)")
    _keep(context, file, found)
    context.out("".join(told))
    return 0 if len(found) == len(wanted) else 1


def _described(context: Context, feed: Subscription) -> Subscription:
    """A feed with what the reader said about it."""
    given = context.arguments
    return replace(
        feed,
        title=clean.title(given.title) or feed.title,
        outlet=clean.title(given.outlet),
        tags=tuple(clean.title(tag) for tag in given.tag),
        full_text=given.full_text,
    )


def _named(tried: Tried) -> str:
    assert tried.feed is not None
    entries = tried.feed.entries
    title = tried.feed.title or clean.mask(tried.url)
    return f"{title}: {clean.mask(tried.url)} ({count(len(entries), 'entry', 'entries')})"


def _keep(context: Context, file: Path, feeds: Sequence[Subscription]) -> None:
    if not feeds:
        return
    result = subscriptions.add(file, feeds)
    if result.known:
        context.tell(f"briefing: {count(len(result.known), 'feed')} followed already")
        _revive(context, [feed.url for feed in result.known])
    if result.added:
        context.tell(f"briefing: {count(len(result.added), 'feed')} added to {file}")


def _revive(context: Context, urls: Sequence[str]) -> None:
    """Asking for a feed again is the reader's word that one that was gone be tried anew."""
    if context.stored():
        with context.store(write=True) as store:
            for url in urls:
                store.feeds.revive(url)


async def _try_all(context: Context, urls: Sequence[str]) -> list[Tried]:
    from briefing.fetch.client import Client
    from briefing.fetch.types import Request
    from briefing.parse.worker import Workers
    from briefing.refresh import limits_of

    async with Client(limits_of(context.config), typed=urls) as client, Workers() as workers:

        async def look(url: str) -> Tried:
            try:
                answer = await client.get(Request(url))
            except FetchError as error:
                return Tried(url, error=error)
            address = answer.moved_to or url
            try:
                kind, charset = answer.content_type, answer.charset
                parsed = await workers.parse(answer.body, kind, charset, answer.final_url)
            except FeedError as error:
                page = clean.decode(answer.body, charset) if b"<" in answer.body[:4096] else ""
                return Tried(answer.final_url or address, error=error, page=page)
            return Tried(address, parsed)

        places = asyncio.Semaphore(MOST_AT_ONCE)

        async def find(url: str) -> Tried:
            async with places:
                return await _discovered(await look(url), look)

        return list(await asyncio.gather(*(find(url) for url in urls)))


async def _discovered(tried: Tried, look: Callable[[str], Awaitable[Tried]]) -> Tried:
    """The feed of a page, when what was asked is one."""
    if not tried.page:
        return tried
    for address in candidates(tried.page, tried.url)[:MOST_TRIES]:
        found = await look(address)
        if found.feed is not None and found.feed.entries:
            return found
    return replace(tried, error=None)


def list_feeds(context: Context) -> int:
    """Followed feeds and how they are, in the order of the configuration."""
    states = _states(context)
    if getattr(context.arguments, "json", False):
        context.out(json.dump([json.feed(state) for state in states]))
        return 0
    for state in states:
        name, address = str(state.outlet or state.title), clean.mask(state.url)
        name += f" (weight {state.weight:g})" if name and state.weight != 1 else ""
        if name:
            context.out(f"{name}: {_health(state, context)}\n    {address}\n")
        else:
            context.out(f"{address}: {_health(state, context)}\n")
    if not states:
        context.tell("briefing: no feeds yet: `briefing feed add ADDRESS` follows one")
    return 0


def _states(context: Context) -> list[FeedState]:
    """What the store knows of each followed feed; one it has not met yet is as good as new."""
    known: dict[str, FeedState] = {}
    if context.sample or context.stored():
        with context.store() as store:
            known = {state.url: state for state in store.feeds.all()}
    return [
        known.get(feed.url)
        or FeedState(feed.url, title=feed.title, outlet=feed.outlet, tags=feed.tags)
        for feed in context.config.feeds
    ]


def _health(state: FeedState, context: Context) -> str:
    now = context.now()
    if state.error:
        return f"FAILED, {failure(state)} ({last_read(state, now)})"
    if state.last_ok is None:
        return read(state, now)
    return f"{count(state.articles, 'article')}, {state.unread} unread, {read(state, now)}"


def remove(context: Context) -> int:
    """Stop following a feed; its articles and what was decided about them stay."""
    file = _file(context)
    given = context.arguments.url
    if not subscriptions.follows(file, given):
        raise UsageError(
            f"{clean.title(clean.mask(given))} is not followed", "`briefing feed list` names all"
        )
    try:
        config = configuration(context.arguments, "config")
    except ConfigError:
        # What is wrong in the file may be this feed; where the store is cannot be told.
        removed = subscriptions.remove(file, [given]).removed
        context.tell("briefing: undo will not bring it back: the configuration has errors")
    else:
        whole = Context(context.arguments, config, context.sample, context.zone)
        with whole.store(write=True) as store:
            removed = subscribing.remove(store, file, given, context.now())
    if context.arguments.json:
        context.out(json.dump([asdict(feed) for feed in removed]))
    context.tell(f"briefing: {count(len(removed), 'feed')} removed from {file}")
    return 0


def import_file(context: Context) -> int:
    """Follow what an OPML file or newsboat's urls file lists."""
    file, name = _file(context), context.arguments.file
    try:
        data = sys.stdin.buffer.read() if name == "-" else expanded(name).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: no such file", "check the path") from None
    except IsADirectoryError:
        raise InputError(f"{name} is a folder", "name the file in it") from None
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error.strerror or error})") from None
    found = read_list(data, "standard input" if name == "-" else name)
    for skipped in found.skipped:
        context.tell(f"briefing: skipped {skipped.what}: {skipped.why}")
    _keep(context, file, found.feeds)
    return 0


def export_file(context: Context) -> int:
    """Write what is followed as OPML."""
    text = opml.write(context.config.feeds)
    name = context.arguments.file
    if name == "-":
        context.out(text)
        return 0
    try:
        expanded(name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise BriefingError(f"{name} cannot be written ({error.strerror or error})") from None
    context.tell(f"briefing: {count(len(context.config.feeds), 'feed')} written to {name}")
    return 0


def check(context: Context) -> int:
    """Ask feeds once, without storing anything, and say how each of them is."""
    given = context.arguments.url
    urls = [feed.url for feed in context.config.feeds]
    if given:
        urls = [subscriptions.subscription(given).url]
    if not urls:
        context.tell("briefing: no feeds yet: `briefing feed add ADDRESS` follows one")
        return 0
    found = asyncio.run(_try_all(context, urls))
    bad = sum(tried.feed is None for tried in found)
    if context.arguments.json:
        context.out(json.dump([_as_json(tried) for tried in found]))
        return 1 if bad else 0
    for tried in found:
        if tried.feed is not None:
            notes = "".join(f"; {note}" for note in tried.feed.notes)
            context.out(f"ok   {_named(tried)}{notes}\n")
        else:
            context.out(f"BAD  {clean.mask(tried.url)}: {_why(tried)}\n")
    return 1 if bad else 0


def _why(tried: Tried) -> str:
    return tried.error.line() if tried.error else "a web page without a feed"


def _as_json(tried: Tried) -> dict[str, object]:
    feed = tried.feed
    return {
        "url": clean.mask(tried.url),
        "title": feed.title if feed else "",
        "error": None if feed else _why(tried),
        "entries": len(feed.entries) if feed else 0,
        "newest": [entry.title for entry in _newest(feed)[:HEADLINES]] if feed else [],
    }


def _newest(feed: ParsedFeed) -> list[Entry]:
    """Entries with a headline, the newest first as far as they say when they came."""
    told = [entry for entry in feed.entries if entry.title]
    epoch = datetime.min.replace(tzinfo=UTC)
    return sorted(told, key=lambda entry: entry.published or epoch, reverse=True)


def starter(context: Context) -> int:
    """Follow a starter pack: outlets that overlap, so that stories have several tellers."""
    from briefing.feeds.starter import STARTER

    _keep(context, _file(context), STARTER)
    return 0
