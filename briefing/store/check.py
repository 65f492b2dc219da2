"""Look whether a store is sound, for ``briefing doctor``. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.errors import StoreError
from briefing.store.connection import open_store
from briefing.store.standing import count_everything

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.store.connection import Store
    from briefing.store.database import Database


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    """What was found, one sentence."""
    hint: str = ""
    """What to do about it, "" when nothing has to be done."""
    bad: bool = False
    """True when something is wrong."""


class _TakeBack(Exception):
    """Ends a transaction that only compared."""


def check(path: Path) -> tuple[Finding, ...]:
    """Everything that can be said about the store at ``path``; never raises a StoreError."""
    if not path.exists():
        return (Finding(f"there is no store at {path} yet", "`briefing refresh` makes it"),)
    try:
        with open_store(path) as store:
            return tuple(_look(store))
    except StoreError as error:
        return (Finding(error.what, error.hint, bad=True),)


def _look(store: Store) -> list[Finding]:
    db = store.db
    found = []
    for (line,) in db.all("pragma integrity_check(5)"):
        if line != "ok":
            found.append(Finding(f"{store.path} is damaged: {line}", _SALVAGE, bad=True))
    if found:
        return found
    orphans = db.all("pragma foreign_key_check")
    if orphans:
        tables = ", ".join(sorted({str(row[0]) for row in orphans}))
        found.append(Finding(f"{len(orphans)} rows of {tables} lead nowhere", _SALVAGE, bad=True))
    articles, stories, marks, changes = db.all(
        "select (select count(*) from article), (select count(*) from story),"
        " (select count(*) from mark), (select count(*) from change)"
    )[0]
    found.append(
        Finding(
            f"{store.path} is sound: {articles} articles in {stories} stories,"
            f" {marks} marks, {changes} changes in the log"
        )
    )
    if store.read_only:
        found.append(
            Finding(
                f"{store.path} can only be read", "make the file and its folder writable", bad=True
            )
        )
        return found
    wrong = wrongly_kept(db)
    if wrong:
        found.append(Finding(f"{wrong} rows have wrong counters", _MEND, bad=True))
    indexed = db.number("select count(*) from search_docsize")
    waiting = store.search.waiting()
    if indexed + waiting != articles:
        found.append(Finding("the search index does not fit the articles", _MEND, bad=True))
    ungrouped = db.number("select count(*) from pending where place = 1")
    if waiting or ungrouped:
        found.append(
            Finding(
                f"the last refresh left {ungrouped} articles to group and {waiting} to index",
                "the next `briefing refresh` goes on with them",
            )
        )
    return found


_SALVAGE = "`briefing doctor --salvage FILE` copies what can be read into a new store"
_MEND = "`briefing doctor --mend` counts anew"


def wrongly_kept(db: Database) -> int:
    """How many feeds and stories have kept columns that differ from what they repeat."""
    wrong = 0
    columns = (
        "weight, outlets, tags, first, last, stirred, articles, done, fresh, status, questions,"
        " possible, followed, saved, snoozed, muted"
    )
    try:
        with db.writing():
            db.run("drop table if exists temp.kept_feed")
            db.run("drop table if exists temp.kept_story")
            db.run("create temp table kept_feed as select no, articles, unread from feed")
            db.run(f"create temp table kept_story as select no, {columns} from story")
            count_everything(db)
            wrong += db.number(
                "select count(*) from (select * from temp.kept_feed"
                " except select no, articles, unread from feed)"
            )
            wrong += db.number(
                "select count(*) from (select * from temp.kept_story"
                f" except select no, {columns} from story)"
            )
            raise _TakeBack
    except _TakeBack:
        return wrong
