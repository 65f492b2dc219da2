"""``briefing doctor``: looks at configuration, store, feeds and terminal; says what to do."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from briefing.commands.context import Context
from briefing.commands.session import interactive
from briefing.config import Config, config_path, expanded, load, store_path
from briefing.errors import BriefingError, ConfigError
from briefing.store.check import check
from briefing.store.connection import open_store
from briefing.store.repair import mend, salvage
from briefing.wording import count, failure, last_read, named

Finding = tuple[bool, str]
"""Whether it is fine, and one line."""


def doctor(context: Context) -> int:
    """Print one line a finding; exit code 1 when something is wrong."""
    arguments = context.arguments
    if arguments.mend or arguments.salvage:
        return _repair(context)
    healthy = True
    for fine, line in _findings(context):
        healthy = healthy and fine
        context.out(f"{'ok  ' if fine else 'BAD '} {line}\n")
    return 0 if healthy else 1


def _repair(context: Context) -> int:
    arguments = context.arguments
    config = load(config_path(arguments.config), required=bool(arguments.config))
    path = _path(context, config)
    if arguments.mend:
        with open_store(path) as store:
            mend(store)
        context.tell(f"briefing: counters and search index of {path} were made anew")
    else:
        target = expanded(arguments.salvage)
        salvage(path, target)
        context.tell(f"briefing: what can be read of {path} is in {target}; {path} is as it was")
    return 0


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
    yield from _writable(path, _path(context, config))
    yield from _store(context, config)


def _writable(*files: Path) -> Iterator[Finding]:
    """The folders of configuration and store that cannot be written, or not be made."""
    for folder in dict.fromkeys(file.parent for file in files):
        there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            yield False, f"{folder} cannot be written: check that you may write there"


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
    path = _path(context, config)
    for finding in check(path):
        hint = f"; {finding.hint}" if finding.hint else ""
        yield not finding.bad, f"{finding.what}{hint}"
    if not path.exists():
        return
    try:
        with open_store(path, read_only=True) as store:
            feeds = store.feeds.all()
    except BriefingError:
        return  # told above
    for feed in feeds:
        if feed.error:
            last = last_read(feed, context.now())
            yield False, f"{named(feed)}: {failure(feed)} ({last})"


def _path(context: Context, config: Config) -> Path:
    given = context.arguments.store
    return expanded(given) if given else config.store
