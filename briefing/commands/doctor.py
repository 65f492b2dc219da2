"""``briefing doctor``: looks at configuration, store, feeds and terminal; says what to do."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator

from briefing.commands.context import Context
from briefing.commands.session import interactive
from briefing.config import Config, config_path, load, store_path
from briefing.errors import BriefingError, ConfigError
from briefing.text import clean
from briefing.wording import age, count

Finding = tuple[bool, str]
"""Whether it is fine, and one line."""


def doctor(context: Context) -> int:
    """Print one line a finding; exit code 1 when something is wrong."""
    healthy = True
    for fine, line in _findings(context):
        healthy = healthy and fine
        context.out(f"{'ok  ' if fine else 'BAD '} {line}\n")
    return 0 if healthy else 1


def _findings(context: Context) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield True, f"Python {version}, SQLite {sqlite3.sqlite_version}"
    config = Config(store=store_path())
    path = config_path(context.arguments.config)
    try:
        config = load(path, required=bool(context.arguments.config))
    except ConfigError as error:
        for problem in error.problems:
            yield False, str(problem)
    else:
        if config.source is None:
            yield True, f"{path}: no configuration, the defaults hold"
        else:
            yield True, f"{path}: {count(len(config.feeds), 'feed')}"
    yield from _terminal()
    yield from _store(context, config)


def _terminal() -> Iterator[Finding]:
    if not interactive():
        yield True, "no terminal here: the digest would be printed"
        return
    columns, lines = os.get_terminal_size()
    size = f"terminal {os.environ.get('TERM', '')}, {columns} x {lines}"
    if columns < 60 or lines < 20:
        yield False, f"{size}: too small for the session, make it at least 60 x 20"
    else:
        yield True, size


def _store(context: Context, config: Config) -> Iterator[Finding]:
    from pathlib import Path

    from briefing.store.check import check
    from briefing.store.connection import open_store

    given = context.arguments.store
    path = Path(given).expanduser() if given else config.store
    if not path.exists():
        yield True, f"{path}: no store yet, `briefing refresh` makes it"
        return
    try:
        with open_store(path, read_only=True) as store:
            problems = check(store)
            for problem in problems:
                yield False, f"{path}: {problem}"
            if not problems:
                articles, unread = store.articles.counts()
                yield True, f"{path}: {count(articles, 'article')}, {unread} unread"
            for feed in store.feeds.all():
                name = feed.outlet or feed.title or clean.mask(feed.url)
                if feed.error:
                    last = f"last good {age(feed.last_ok, context.now())}" if feed.last_ok else ""
                    yield False, "; ".join(part for part in (f"{name}: {feed.error}", last) if part)
    except BriefingError as error:
        yield False, error.line()
