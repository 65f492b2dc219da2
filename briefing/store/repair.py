"""Mend what can be worked out again; save what can be read of a damaged file.

Neither deletes or moves the file that it works on.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from briefing.errors import StoreError
from briefing.store.connection import open_store
from briefing.store.faults import FAILURES, translate
from briefing.store.standing import count_everything

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.store.connection import Store

_TABLES = (
    "mark", "change", "change_item", "note", "feed", "article", "reading", "entry", "body",
    "earlier", "listed", "story", "merged", "place", "gist", "question", "evidence", "summary",
    "clash", "pending", "line", "furniture",
)  # fmt: skip
"""What the reader decided first, then what the rest hangs on."""


def mend(store: Store) -> None:
    """Write every kept column and the search index anew, in one transaction.

    Raises:
        StoreError: the file cannot be written or is damaged beyond that.
    """
    db = store.db
    with db.writing():
        count_everything(db)
        db.run("insert into search (search) values ('rebuild')")
        db.run("update pending set search = 0")
        db.run(
            "insert or ignore into pending (article, search)"
            " select no, 0 from article where no not in (select article from place)"
        )
        db.run("delete from pending where place = 0")


def salvage(path: Path, target: Path) -> dict[str, int]:
    """Copy every row that can be read from the store at ``path`` into a new one at ``target``.

    Tables are read from the front and from the back, so that one bad page costs what lies on
    it and not all that follows.

    Out: rows copied by table.

    Raises:
        StoreError: ``target`` exists or cannot be written, or ``path`` is no SQLite file.
    """
    if target.exists():
        raise StoreError(f"{target} is there already", "name a file that is not")
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    # A damaged text is kept as far as it goes.
    source.text_factory = lambda data: data.decode("utf-8", "replace")
    copied: dict[str, int] = {}
    try:
        source.execute("select count(*) from sqlite_schema").fetchone()
        with open_store(target) as store:
            db = store.db
            db.run("pragma foreign_keys = off")
            with db.writing(durable=True):
                for table in _TABLES:
                    copied[table] = _copy(source, store, table)
                for table, _, parent, _ in db.all("pragma foreign_key_check"):
                    # Rows without what they hang on; their parents were on a bad page.
                    _drop_orphans(store, table, parent)
                db.run("insert or ignore into reading (article) select no from article")
            db.run("pragma foreign_keys = on")
            mend(store)
    except FAILURES as error:
        raise translate(error, path) from error
    finally:
        source.close()
    return copied


def _copy(source: sqlite3.Connection, store: Store, table: str) -> int:
    columns = [row[1] for row in store.db.all(f"pragma table_info({table})")]
    names = ", ".join(columns)
    keys = [
        row[1]
        for row in sorted(store.db.all(f"pragma table_info({table})"), key=lambda row: row[5])
        if row[5]
    ]
    insert = f"insert or ignore into {table} ({names}) values ({', '.join('?' * len(columns))})"
    before = store.db.number(f"select count(*) from {table}")
    for direction in ("", " desc"):
        order = ", ".join(f"{key}{direction}" for key in keys)
        rows = source.execute(f"select {names} from {table} order by {order}")
        whole = True
        while True:
            try:
                row = rows.fetchone()
            except FAILURES:
                whole = False
                break
            if row is None:
                break
            try:
                store.db.run(insert, row)
            except sqlite3.IntegrityError:
                # A value that cannot be: this row lay on a bad page.
                continue
        if whole:
            break
    return store.db.number(f"select count(*) from {table}") - before


def _drop_orphans(store: Store, table: str, parent: str) -> None:
    for _, _, _, column, to, *_ in store.db.all(f"pragma foreign_key_list({table})"):
        if to is not None:
            store.db.run(
                f"delete from {table} where {column} is not null and {column} not in"
                f" (select {to} from {parent})"
            )
