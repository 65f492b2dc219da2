"""Let go of what is old, never of what the reader keeps."""

from __future__ import annotations

from datetime import timedelta

from briefing.store.encoding import micros, moment
from briefing.store.standing import count_feed, describe
from briefing.values import TYPE_CHECKING, Value

if TYPE_CHECKING:
    from datetime import datetime

    from briefing.store.database import Database

_REMEMBERED = 4_000
"""Entries a feed is remembered by after their articles went: twice what a document may hold."""

_BATCH = 500
_PAGES = 2_000
"""Pages given back to the disk in one go (8 MB)."""
_WORTH = 256
"""Fewer free pages are left for what comes next: an unchanged refresh is to write nothing."""

_EVENLY = timedelta(days=30)
_TRUSTED = timedelta(days=3)

_LEAVING = """
select no from story
where last < ? and followed = 0 and saved = 0 and not exists (
    select 1 from question where question.story = story.no and shown = 1
    and question.status in ('open', 'possible', 'changed'))
order by last limit ?
"""


class Pruned(Value):
    """What a pruning took away."""

    articles: int
    stories: int


def prune(db: Database, keep_days: int, now: datetime) -> Pruned:
    """Delete the stories that had no article for ``keep_days`` days, with their articles.

    Kept for ever: stories that are saved or followed, and those with an open question that the
    reader was shown. A story goes as a whole or not at all. The feed's entries stay remembered,
    so that nothing comes back as new; marks and the change log stay. The room goes back to the
    disk bit by bit, call by call. 0 or less: nothing is deleted.
    """
    if keep_days <= 0:
        return Pruned(0, 0)
    edge = micros(now - timedelta(days=keep_days))
    articles = stories = 0
    # Looked for first without a transaction: most of the time there is nothing to do.
    while db.one(_LEAVING, (edge, 1)) is not None:
        with db.writing():
            numbers = [row[0] for row in db.all(_LEAVING, (edge, _BATCH))]
            db.pick(numbers, "leaving")
            gone = db.all(
                "select place.article from temp.leaving join place on place.story = leaving.no"
            )
            _forget(db, [row[0] for row in gone])
            db.run(
                "delete from merged where kept in"
                " (select id from story where no in (select no from temp.leaving))"
            )
            describe(db, numbers)
        articles += len(gone)
        stories += len(numbers)
    if stories:
        _trim(db)
    if db.number("pragma freelist_count") >= _WORTH:
        db.give_back(_PAGES)
    return Pruned(articles, stories)


def clock_holds(db: Database, now: datetime) -> bool:
    """Whether the clock has run on evenly for three days, call after call: else nothing is deleted.

    A clock that leaps ten years ahead would make everything old at once. Call it at every
    refresh; it remembers when it was called.
    """
    times = {
        row[0]: row[1]
        for row in db.all("select key, value from note where key in ('clock since', 'clock seen')")
    }
    try:
        since, seen = (moment(int(times[f"clock {word}"])) for word in ("since", "seen"))
    except (KeyError, ValueError):
        since = seen = now
    if not timedelta(days=-1) < now - seen < _EVENLY:
        since = now
    with db.writing():
        db.many(
            "insert into note values (?, ?) on conflict (key) do update set value = excluded.value",
            (("clock since", str(micros(since))), ("clock seen", str(micros(now)))),
        )
    return now - since >= _TRUSTED


def _forget(db: Database, articles: list[int]) -> None:
    """Delete articles, and first of all their words in the index."""
    if not articles:
        return
    db.pick(articles, "turned")
    db.run(
        "insert into search (search, rowid, title, body)"
        " select 'delete', slot, title, body from temp.turned"
        " join document on document.no = turned.no"
        " where not exists (select 1 from pending"
        "  where article = document.no and search = 1)"
    )
    feeds = db.all("select distinct feed from temp.turned join entry on entry.no = turned.no")
    db.run("delete from article where no in (select no from temp.turned)")
    for (feed,) in feeds:
        count_feed(db, feed)


def _trim(db: Database) -> None:
    """Forget the entries of a feed beyond the number that its document can hold."""
    for feed, count in db.all(
        "select feed, count(*) from entry where no is null group by feed having count(*) > ?",
        (_REMEMBERED,),
    ):
        with db.writing():
            db.run(
                "delete from entry where feed = ?1 and id in ("
                " select id from entry where feed = ?1 and no is null order by id limit ?2)",
                (feed, count - _REMEMBERED),
            )
