"""One SQLite file: connections (one a thread), transactions, errors made plain."""

from __future__ import annotations

import sqlite3
from _thread import allocate_lock, get_ident
from contextlib import contextmanager, suppress

from briefing.store.encoding import BadValueError
from briefing.store.faults import FAILURES, damaged, translate, unwritable
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any, TypeVar

    Row = tuple[Any, ...]
    T = TypeVar("T")

_CHUNK = 500
"""Values bound to one ``in (...)``; SQLite's old default limit is 999."""


class Database:
    """The only way to SQL in this room.

    Threads may share it: each gets a connection of its own when it first asks, so that a
    long read in one never stands in the way of a mark in another.

    Args:
        path: the file, named in every error.
        connect: makes one ready connection.
        read_only: refuse to begin a write.
    """

    def __init__(
        self, path: Path, connect: Callable[[], sqlite3.Connection], *, read_only: bool
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._connect = connect
        self._connections: dict[int, sqlite3.Connection] = {}
        """By thread; one that begins after another ended may take over its connection."""
        self._guard = allocate_lock()
        self._closed = False

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found = self._connections.get(get_ident())
        if found is not None:
            return found
        with self._guard:
            if self._closed:
                raise sqlite3.ProgrammingError("the store was closed")
            made = self._connections[get_ident()] = self._connect()
        return made

    def close(self) -> None:
        """Close every thread's connection; a second call does nothing."""
        with self._guard:
            self._closed = True
            for connection in self._connections.values():
                # Nothing is pending here; a checkpoint that finds no room is made next time.
                with suppress(*FAILURES):
                    connection.close()
            self._connections.clear()

    def all(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Every row of a query."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except FAILURES as error:
            raise translate(error, self.path) from error

    def one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row of a query, None when there is none."""
        try:
            row: Row | None = self.connection.execute(sql, values).fetchone()
        except FAILURES as error:
            raise translate(error, self.path) from error
        return row

    def number(self, sql: str, values: Sequence[object] = ()) -> int:
        """The first column of the first row as a number, 0 when there is none."""
        row = self.one(sql, values)
        return int(row[0]) if row is not None and row[0] is not None else 0

    def each(self, make: Callable[[Row], T], sql: str, values: Sequence[object] = ()) -> list[T]:
        """Every row of a query, made into a value.

        Raises:
            StoreError: among others, when a column holds what cannot be right.
        """
        rows = self.all(sql, values)
        try:
            return [make(row) for row in rows]
        except BadValueError as error:
            raise damaged(self.path, str(error)) from error

    def among(self, make: Callable[[Row], T], sql: str, keys: Sequence[object]) -> list[T]:
        """The rows of a query whose ``in ({})`` is to hold ``keys``, however many."""
        found: list[T] = []
        for start in range(0, len(keys), _CHUNK):
            part = keys[start : start + _CHUNK]
            found += self.each(make, sql.format(",".join("?" * len(part))), part)
        return found

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement; the number of rows it changed."""
        try:
            return self.connection.execute(sql, values).rowcount
        except FAILURES as error:
            raise translate(error, self.path) from error

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for every row of values."""
        try:
            self.connection.executemany(sql, rows)
        except FAILURES as error:
            raise translate(error, self.path) from error

    def give_back(self, pages: int) -> None:
        """Give at most so many free pages back to the disk; outside of a transaction."""
        try:
            # As a script, since `execute` ends this pragma after its first page.
            self.connection.executescript(f"pragma incremental_vacuum({pages})")
        except FAILURES as error:
            raise translate(error, self.path) from error

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[None]:
        """One write transaction: all of it or nothing.

        Inside another one it is a part of that. ``durable`` waits for the disk before it
        returns, for what a person decided. Fetched data do without: a lost power line may
        take the last visits along (never a half one), and the next refresh brings them again;
        a killed process loses nothing either way.

        Raises:
            StoreBusy: another program wrote for longer than the time-out.
            StoreError: the file may only be read, is full or damaged.
        """
        if self.read_only:
            raise unwritable(self.path)
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        try:
            connection.execute(f"pragma synchronous = {'full' if durable else 'normal'}")
            connection.execute("begin immediate")
        except FAILURES as error:
            raise translate(error, self.path) from error
        try:
            yield
        except BaseException:
            self._roll_back(connection)
            raise
        try:
            connection.execute("commit")
        except FAILURES as error:
            self._roll_back(connection)
            raise translate(error, self.path) from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads that see one and the same moment of the store."""
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        try:
            connection.execute("begin")
        except FAILURES as error:
            raise translate(error, self.path) from error
        try:
            yield
        finally:
            self._roll_back(connection)

    @staticmethod
    def _roll_back(connection: sqlite3.Connection) -> None:
        # A full disk may have rolled back already; the first error is the one to tell.
        with suppress(*FAILURES):
            if connection.in_transaction:
                connection.execute("rollback")

    def pick(self, numbers: Iterable[int], table: str = "picked") -> None:
        """Put numbers into the temporary table ``temp.<table> (no)`` for set-wise statements."""
        self.run(f"create temp table if not exists {table} (no integer primary key)")
        self.run(f"delete from temp.{table}")
        self.many(f"insert or ignore into temp.{table} values (?)", ((no,) for no in numbers))
