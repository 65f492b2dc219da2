"""The file's version: new files made, old ones brought up to date, foreign ones refused.

``application_id`` says that a file is ours, ``user_version`` which version it has. A migration
is a numbered function that takes a file from the version before to its own number; all that
are due run in one transaction, after a copy of the whole file was laid beside it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from briefing.errors import StoreError
from briefing.store.faults import FAILURES, translate
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

APPLICATION_ID = int.from_bytes(b"brfg", "big")
VERSION = 2
"""The version that ``schema.sql`` describes."""

_SMALLEST = 512
"""Bytes of the smallest page that SQLite makes."""


def _remember_more(connection: sqlite3.Connection) -> None:
    """What a feed's document held, and what an article said before it was edited."""
    connection.execute("alter table feed add column ttl integer")
    connection.execute(
        "create table listed (feed integer primary key references feed (no) on delete cascade,"
        " spans blob not null)"
    )
    connection.execute(
        "create table earlier (article integer primary key references article (no)"
        " on delete cascade, text text not null)"
    )
    connection.execute(
        "create table gist (slot integer primary key references article (slot) on delete cascade,"
        " text text not null)"
    )


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {2: _remember_more}
"""Number -> the function that brings a file of the version before to it."""


def refuse_foreign(path: Path, version: int = VERSION) -> int:
    """Look at the head of a file, so that nothing is written to one that is not ours.

    Through SQLite, never through a descriptor of our own: closing that would drop every lock
    that this process holds on the file (POSIX), and another program that closes it would then
    take away the log from under us.

    Out: the version they tell, 0 for an empty file (or one whose pages still are in its log).

    Raises:
        StoreError: it is no SQLite file, not ours, or newer than this program.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    no_store = StoreError(
        f"{path} is not a store of briefing (it is no SQLite file)",
        "choose another file with --store FILE",
    )
    try:
        if 0 < path.stat().st_size < _SMALLEST:
            raise no_store  # SQLite takes a file below its smallest page for an empty one
        with closing(sqlite3.connect(address, uri=True)) as connection:
            application, found, schema = (
                int(connection.execute(f"pragma {name}").fetchone()[0])
                for name in ("application_id", "user_version", "schema_version")
            )
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB:
            raise no_store from error
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN:
            raise StoreError(
                f"the store {path} cannot be read",
                "look whether you may read it, or choose another one with --store FILE",
            ) from error
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            # Its newest pages may still be in the log, which is not looked at here; the opening
            # proper, which reads it, says whether it is damaged.
            return version
        raise translate(error, path) from error
    _judge(path, application=application, found=found, empty=schema == 0, version=version)
    return found


def _judge(path: Path, *, application: int, found: int, empty: bool, version: int) -> None:
    if application != APPLICATION_ID and not (application == 0 and found == 0 and empty):
        raise StoreError(
            f"{path} is not a store of briefing (another program's database)",
            "choose another file with --store FILE",
        )
    if found > version:
        raise StoreError(
            f"the store {path} was written by a newer briefing (version {found} of the file,"
            f" this program knows {version})",
            "install the newer program; nothing was changed",
        )


def version_of(connection: sqlite3.Connection, path: Path, version: int = VERSION) -> int:
    """The file's version, 0 for an empty file; the same refusals as ``refuse_foreign``.

    SQLite sees what a log beside the file holds, the first 100 bytes do not.
    """
    application = connection.execute("pragma application_id").fetchone()[0]
    found = int(connection.execute("pragma user_version").fetchone()[0])
    empty = connection.execute("select count(*) from sqlite_schema").fetchone()[0] == 0
    _judge(path, application=application, found=found, empty=empty, version=version)
    return found


def upgrade(
    connection: sqlite3.Connection,
    path: Path,
    *,
    version: int = VERSION,
    migrations: Mapping[int, Callable[[sqlite3.Connection], None]] = MIGRATIONS,
) -> Path | None:
    """Make the tables of a new file, or bring an old one to ``version``.

    Out: the copy that was made before a migration, None when none was needed.

    Raises:
        StoreError: the file is foreign, newer, or there is no way from its version.
    """
    found = version_of(connection, path, version)
    if found == version:
        return None
    copy = _copy(connection, path, found) if found else None
    try:
        connection.execute("begin immediate")
        try:
            # Another program may have been first.
            found = version_of(connection, path, version)
            if found == 0:
                _create(connection)
                found = version
            due = range(found + 1, version + 1)
            for number in due:
                if number not in migrations:
                    raise StoreError(
                        f"the store {path} has version {found}, which this program cannot read",
                        "use the program that wrote it",
                    )
                migrations[number](connection)
            if due:
                _count_anew(connection, path)
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
            connection.execute(f"pragma user_version = {version}")
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise
    except FAILURES as error:
        raise translate(error, path) from error
    return copy


def _count_anew(connection: sqlite3.Connection, path: Path) -> None:
    """Kept columns follow the rules of this program, whatever the earlier one's were."""
    from briefing.store.database import Database
    from briefing.store.standing import count_everything

    count_everything(Database(path, lambda: connection, read_only=False))


def _create(connection: sqlite3.Connection) -> None:
    text = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    statement = ""
    # executescript would commit the transaction we are in.
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _copy(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy the whole file beside itself, consistent even while others write."""
    target = path.with_name(f"{path.name}.version-{version}")
    unfinished = path.with_name(f"{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        # As private as the store itself: feed addresses may hold passwords.
        os.close(os.open(unfinished, os.O_CREAT | os.O_RDWR, 0o600))
        copy = sqlite3.connect(unfinished)
        try:
            connection.backup(copy)
        finally:
            copy.close()
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"the store {path} was not brought up to date: its copy {target} cannot be written"
            f" ({error})",
            "free some space or make the folder writable; nothing was changed",
        ) from error
    return target
