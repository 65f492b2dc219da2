"""A feed that has moved for good."""

from __future__ import annotations

from briefing.store.standing import count_feed, describe
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.store.database import Database


def move(db: Database, old: str, new: str) -> None:
    """Take a feed's row to its new address; entries, articles and marks go along.

    When the new address is followed already, the old row's entries are remembered there too and
    the old one is no longer followed. The caller holds a write transaction.
    """
    source = db.one("select no from feed where url = ?", (old,))
    if source is None:
        return
    target = db.one("select no from feed where url = ?", (new,))
    if target is None:
        db.run(
            "update feed set url = ?, moved_to = '', moved_count = 0, moved_since = null"
            " where no = ?",
            (new, source[0]),
        )
        return
    _merge(db, source[0], target[0])


def _merge(db: Database, source: int, target: int) -> None:
    """Give another feed everything that one feed brought."""
    db.run("update or ignore entry set feed = ? where feed = ?", (target, source))
    db.run("delete from entry where feed = ?", (source,))
    stories = db.all(
        "select distinct place.story from article"
        " join place on place.article = article.no where feed = ?",
        (source,),
    )
    db.run("update article set feed = ? where feed = ?", (target, source))
    describe(db, [row[0] for row in stories])
    # What it listed is another's now: asked again one day, it must not look unchanged.
    db.run(
        "update feed set position = null, etag = '', last_modified = '', body_hash = ''"
        " where no = ?",
        (source,),
    )
    db.run("delete from listed where feed = ?", (source,))
    count_feed(db, target)
    count_feed(db, source)
