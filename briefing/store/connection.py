"""Open the store. The only way in for the other rooms."""

from __future__ import annotations

import os
import sqlite3
import time
from functools import cached_property

from briefing.errors import StoreError
from briefing.store import migrate
from briefing.store.database import Database
from briefing.store.faults import FAILURES, damaged, translate
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path
    from typing import Self

    from briefing.store.articles import Articles
    from briefing.store.feeds import Feeds
    from briefing.store.questions import Questions
    from briefing.store.retention import Pruned
    from briefing.store.search import Search
    from briefing.store.state import State
    from briefing.store.stories import Stories

_WAIT = 10.0
"""Seconds to wait for another program's write."""

_TABLES = 28
"""Fewer in the file than ``schema.sql`` makes: it is damaged."""


class Store:
    """An open store; its parts are loaded when they are first asked for.

    A context manager. May be shared by threads (each has its own connection), not by
    processes: a forked process opens its own.
    """

    def __init__(self, database: Database) -> None:
        self.db = database
        self.path = database.path
        self.read_only = database.read_only
        """True: marks and refreshes raise StoreError, reading works."""

    @cached_property
    def feeds(self) -> Feeds:
        """What is followed, and what its visits brought."""
        from briefing.store.feeds import Feeds

        return Feeds(self.db)

    @cached_property
    def articles(self) -> Articles:
        """Stored entries."""
        from briefing.store.articles import Articles

        return Articles(self.db)

    @cached_property
    def stories(self) -> Stories:
        """Articles on one event, with what was found in them."""
        from briefing.store.stories import Stories

        return Stories(self.db)

    @cached_property
    def questions(self) -> Questions:
        """What is still open, over all stories."""
        from briefing.store.questions import Questions

        return Questions(self.db)

    @cached_property
    def state(self) -> State:
        """What the reader decided."""
        from briefing.store.state import State

        return State(self.db)

    @cached_property
    def search(self) -> Search:
        """Full text."""
        from briefing.store.search import Search

        return Search(self.db)

    def refresh_lock(self) -> AbstractContextManager[None]:
        """Hold this while fetching: one refresh at a time over all programs.

        Raises:
            StoreBusy: another one is running.
        """
        from briefing.store.lock import exclusive

        return exclusive(self.path.with_name(f"{self.path.name}.lock"))

    def prune(self, keep_days: int, now: datetime) -> Pruned:
        """Let go of old articles, unless the clock leapt lately; see ``retention``."""
        from briefing.store.retention import Pruned, clock_holds, prune

        return prune(self.db, keep_days, now) if clock_holds(self.db, now) else Pruned(0, 0)

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open the store at ``path``, made with its folders when it is not there.

    An older file is brought up to date first, a copy of it laid beside it. A file that may
    not be written is opened for reading: ``Store.read_only`` is True then.

    Args:
        path: the file, "~" already expanded.
        read_only: never write to the content; the file must exist.

    Raises:
        StoreBusy: another program is making or changing it.
        StoreError: it cannot be opened, is not ours, newer than this program, or damaged.
    """
    try:
        if path.is_dir():
            raise StoreError(
                f"{path} is a folder, not a store", "name a file, for instance with --store FILE"
            )
        there = path.exists()
        if not there and not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Feed addresses may hold passwords: nobody else reads the file.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"the store {path} cannot be opened ({error.strerror})",
            "choose a file that you may write with --store FILE",
        ) from error
    if not there and read_only:
        raise StoreError(f"there is no store at {path} yet", "run `briefing refresh` first")
    version = migrate.refuse_foreign(path)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    try:
        if writable and version != migrate.VERSION:
            _bring_up_to_date(path)
        database = Database(
            path,
            lambda: _connect(path, writable=writable, read_only=read_only),
            read_only=read_only or not writable,
        )
        _look_over(database)
    except FAILURES as error:
        raise translate(error, path) from error
    return Store(database)


def _connect(path: Path, *, writable: bool, read_only: bool) -> sqlite3.Connection:
    """One connection, set up. Transactions are begun and ended by hand."""
    address = path.absolute().as_uri()
    if writable:
        address += "?mode=rw"
    elif _has_log(path):
        address += "?mode=ro"
    else:
        # Without a log beside it, nobody writes to a file that cannot be written, and SQLite
        # need not make the two files that it shares with others.
        address += "?immutable=1"
    connection = sqlite3.connect(
        address, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False
    )
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma temp_store = memory")
    connection.execute("pragma cache_size = -4000")
    if writable:
        # A log that a long refresh made large is cut back when it is next begun anew.
        connection.execute("pragma journal_size_limit = 4194304")
    if read_only:
        connection.execute("pragma query_only = on")
    return connection


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _bring_up_to_date(path: Path) -> None:
    """Make or migrate when that is due."""
    connection = _connect(path, writable=True, read_only=False)
    try:
        if migrate.version_of(connection, path) == migrate.VERSION:
            return
        # Both must be settled while the file is empty.
        connection.execute("pragma auto_vacuum = incremental")
        _use_log(connection)
        migrate.upgrade(connection, path)
    finally:
        connection.close()


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; SQLite does not wait for others here, so we do."""
    end = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("pragma journal_mode = wal").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def _look_over(database: Database) -> None:
    """Refuse a file that is ours by its head but lacks what it must have."""
    connection = database.connection
    found = migrate.version_of(connection, database.path)
    if found < migrate.VERSION:
        raise StoreError(
            f"the store {database.path} is of version {found} and cannot be brought up to date"
            " where it is",
            "make the file and its folder writable once",
        )
    tables = connection.execute(
        "select count(*) from sqlite_schema where type in ('table', 'view')"
    ).fetchone()[0]
    if tables < _TABLES:
        raise damaged(database.path, "tables are missing")
