"""The change log: every decision goes through it, undo walks it back, sync is a cursor over it.

One action of the reader is one change, however much it altered. The log only grows: taking
back is a change of its own that names the one it took back.
"""

from __future__ import annotations

from datetime import timedelta

from briefing.errors import StoreError
from briefing.models import CleanText
from briefing.store import placing
from briefing.store.encoding import micros
from briefing.store.standing import (
    DONE,
    EDITED,
    MUTED_BY_TERM,
    UNTOLD,
    count_feeds,
    describe,
    muted_terms,
    settle,
    silenced,
)
from briefing.text import clean
from briefing.values import TYPE_CHECKING, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from typing import NoReturn, TypeAlias

    from briefing.store.database import Database, Row

    Relist: TypeAlias = "Callable[[Item], tuple[Item, Callable[[], None]]]"
    """For the reader's list of feeds and an item of the field ``FEED``: the item as it is to be
    written down, and what brings the list to where it leads, called last in the transaction."""

UNDO = "undo"
REDO = "redo"
FEED = "feed"
"""Field of a feed that left the reader's list: the list is no part of the store."""
RECENT = timedelta(days=14)
"""How old stories may be that a weight lets be told anew: whoever decides waits for it."""
_BY_HAND = " by hand"


class Item(Value):
    """Keys of one field that went from one value to another; None: not there."""

    field: str
    keys: tuple[str, ...]
    before: str | None
    after: str | None


class Change(Value):
    """One line of the log."""

    seq: int
    at: datetime
    action: str
    """What was done: "done", "undone", "follow", .., "undo", "redo"."""
    sentence: CleanText
    """For the reader: 'Done: "Title"', and after an undo 'Open again: "Title"'."""
    items: tuple[Item, ...] = ()
    of: int | None = None
    """For undo and redo: the change they speak of."""
    origin: str = ""
    """Account that it was learnt from, "" for this reader."""


def act(
    db: Database,
    action: str,
    said: str,
    unsaid: str,
    items: Sequence[Item],
    now: datetime,
    origin: str = "",
) -> Change | None:
    """Carry out a decision and write it down, in one durable transaction.

    The caller may hold that transaction already. Out: the change, None when there is nothing
    to alter.
    """
    items = tuple(item for item in items if item.keys and item.before != item.after)
    if not items:
        return None
    with db.writing(durable=True):
        seq = _append(db, action, said, unsaid, items, now, None, origin)
        _apply(db, items, now)
    return Change(seq, now, action, CleanText(said), items, None, origin)


def no_list(item: Item) -> NoReturn:
    """The ``Relist`` of who has no list of feeds."""
    feed = clean.mask(item.keys[0])
    raise StoreError(f"the feed {feed} is in no list here", "undo it with your own feeds")


def undo(db: Database, now: datetime, relist: Relist) -> Change | None:
    """Take back the latest decision that still holds; None when there is none left.

    What ``relist`` raises comes out, and nothing is taken back then.
    """
    with db.writing(durable=True):
        row = db.one(
            "select seq from change as act where of is null and origin = '' and coalesce(("
            " select action from change as later where later.of = act.seq"
            f" order by seq desc limit 1), '{REDO}') <> '{UNDO}' order by seq desc limit 1"
        )
        return None if row is None else _reverse(db, UNDO, row[0], now, relist)


def redo(db: Database, now: datetime, relist: Relist) -> Change | None:
    """Do again what was taken back last, unless something else was decided since."""
    with db.writing(durable=True):
        row = db.one(
            "select of from change as back"
            f" where action = '{UNDO}'"
            " and seq > (select coalesce(max(seq), 0) from change where of is null and origin = '')"
            " and seq = (select max(seq) from change as later where later.of = back.of)"
            " order by seq desc limit 1"
        )
        return None if row is None else _reverse(db, REDO, row[0], now, relist)


def _reverse(db: Database, action: str, of: int, now: datetime, relist: Relist) -> Change:
    row = db.one("select said, unsaid from change where seq = ?", (of,))
    said, unsaid = row if row else ("", "")
    items = _items(db, _done_last(db, of))
    if action == UNDO:
        items = tuple(
            Item(item.field, item.keys, item.after, item.before) for item in reversed(items)
        )
        said, unsaid = unsaid, said
    lists = [relist(item) for item in items if item.field == FEED]
    items = (*(item for item in items if item.field != FEED), *(item for item, _ in lists))
    seq = _append(db, action, said, unsaid, items, now, of, "")
    _apply(db, items, now)
    for _, follow in lists:
        follow()
    return Change(seq, now, action, CleanText(said), items, of)


def _done_last(db: Database, of: int) -> int:
    """Where a change was carried out last: at itself or at the latest redo of it."""
    query = "select coalesce(max(seq), ?) from change where of = ? and action = ?"
    return db.number(query, (of, of, REDO))


def _items(db: Database, seq: int) -> tuple[Item, ...]:
    def item(row: Row) -> Item:
        return Item(row[0], tuple(row[3].split("\x1e")), row[1], row[2])

    return tuple(
        db.each(
            item,
            "select field, before, after, keys from change_item where seq = ? order by place",
            (seq,),
        )
    )


def _append(
    db: Database,
    action: str,
    said: str,
    unsaid: str,
    items: Sequence[Item],
    now: datetime,
    of: int | None,
    origin: str,
) -> int:
    row = db.one(
        "insert into change (at, action, said, unsaid, of, origin) values (?, ?, ?, ?, ?, ?)"
        " returning seq",
        (micros(now), action, said, unsaid, of, origin),
    )
    seq = int(row[0]) if row else 0
    db.many(
        "insert into change_item values (?, ?, ?, ?, ?, ?)",
        (
            (seq, place, item.field, item.before, item.after, "\x1e".join(item.keys))
            for place, item in enumerate(items)
        ),
    )
    return seq


def _apply(db: Database, items: Iterable[Item], now: datetime) -> None:
    """Bring the marks to where the items lead, and with them all that is kept beside."""
    settled: set[int] = set()
    for item in items:
        if item.field == "done":
            settled |= _set_done(db, item.keys, DONE_BITS[item.after or "0"])
        elif item.field == "title":
            _set_title(db, item)
        elif item.field == "placed":
            _move(db, item)
        elif item.field != FEED:
            _set_marks(db, item, now)
            settled |= _touched(db, item, now)
    settle(db, sorted(settled))


def _set_marks(db: Database, item: Item, now: datetime) -> None:
    if item.after is None:
        db.many(
            "delete from mark where field = ? and key = ?", ((item.field, k) for k in item.keys)
        )
        return
    db.many(
        "insert into mark (field, key, value, at) values (?, ?, ?, ?)"
        " on conflict (field, key) do update set value = excluded.value, at = excluded.at",
        ((item.field, key, item.after, micros(now)) for key in item.keys),
    )


def _touched(db: Database, item: Item, now: datetime) -> set[int]:
    """Stories whose kept columns follow from a mark; questions and terms are followed at once."""
    if item.field == "answer":
        db.many(
            "update question set status = coalesce("
            "(select value from mark where field = 'answer' and key = question.id), found)"
            " where id = ?",
            ((key,) for key in item.keys),
        )
        return set(
            db.among(
                lambda row: int(row[0]), "select story from question where id in ({})", item.keys
            )
        )
    if item.field == "term":
        return hush(db)
    if item.field == "weight":
        return _reweigh(db, item.keys, now)
    if item.field == "pair":
        return set()
    return set(
        db.among(
            lambda row: int(row[0]),
            "select no from story where id in ({})",
            item.keys,
        )
    ) | set(
        db.among(
            lambda row: int(row[0]),
            "select story.no from merged join story on story.id = kept where old in ({})",
            item.keys,
        )
    )


def _reweigh(db: Database, outlets: Sequence[str], now: datetime) -> set[int]:
    """Stories that these outlets tell. Recent ones of them that others tell as well and that wait
    for the reader are told anew: another outlet may come first in them now."""
    found = stories_of(db, outlets)
    db.many(
        "update story set dirty = 1 where no = ? and status < 3 and articles > 1 and last >= ?",
        ((no, micros(now - RECENT)) for no in sorted(found)),
    )
    return found


def stories_of(db: Database, outlets: Sequence[str]) -> set[int]:
    """Stories with an article of one of these outlets."""
    return set(
        db.among(
            lambda row: int(row[0]),
            "select distinct place.story from article"
            " join place on place.article = article.no where article.outlet in ({})",
            outlets,
        )
    )


DONE_BITS = {"0": 0, "1": DONE, "edited": EDITED, "done, edited": DONE | EDITED}
"""Value of the field "done" -> bits of ``reading.state`` that it stands for."""


def _set_done(db: Database, ids: Sequence[str], bits: int) -> set[int]:
    """Set the bits on articles that are still stored; what copies them in their stories, or is
    copied by them, is as done as they are. Out: the stories."""
    named = _readings(db, ids)
    stories = {story for _, _, story in named if story}
    members = db.among(
        lambda row: (str(row[0]), str(row[1])),
        f"select article.id, case when copy_of in ('', '{UNTOLD}') then article.id else copy_of end"
        " from place join article on article.no = place.article where place.story in ({})",
        sorted(stories),
    )
    known = set(ids)
    families = {original for id, original in members if id in known}
    also = _readings(db, [id for id, one in members if one in families and id not in known])
    turn(
        db,
        [(no, state, state & ~(DONE | EDITED) | bits) for no, state, _ in named]
        + [(no, state, state & ~DONE | bits & DONE) for no, state, _ in also],
    )
    return stories


def _readings(db: Database, ids: Sequence[str]) -> list[tuple[int, int, int]]:
    """Number, reading state and story (0: none) of the articles that are still stored."""
    return db.among(
        lambda row: (int(row[0]), int(row[1]), int(row[2])),
        "select reading.article, state, coalesce(place.story, 0)"
        " from article join reading on reading.article = article.no"
        " left join place on place.article = article.no where article.id in ({})",
        ids,
    )


def _set_title(db: Database, item: Item) -> None:
    """Give a story back the headline that it had; describing it later keeps what is still its."""
    if item.after is not None:
        db.many("update story set title = ? where id = ?", ((item.after, key) for key in item.keys))


def turn(db: Database, states: Sequence[tuple[int, int, int]]) -> None:
    """Write reading states, given as (article number, before, after), and count feeds anew."""
    db.many(
        "update reading set state = ? where article = ?",
        ((after, no) for no, before, after in states if after != before),
    )
    for change, numbers in (
        (-1, [no for no, before, after in states if before == 0 and after]),
        (1, [no for no, before, after in states if before and after == 0]),
    ):
        if numbers:
            db.pick(numbers, "turned")
            count_feeds(db, change)


def placed(story: str, *, by_hand: bool) -> str:
    """Value of the field "placed": the story that an article is in, and whether a hand put it
    there. Taken back, an article is where it was for the reasons that it was there for."""
    return f"{story}{_BY_HAND}" if by_hand else story


def _move(db: Database, item: Item) -> None:
    """Put articles into the story named by ``after``, by hand, and let both be analysed anew."""
    if item.after is None:
        return
    revision = placing.step(db)
    touched: set[int] = set()
    story, by_hand = item.after.removesuffix(_BY_HAND), item.after.endswith(_BY_HAND)
    moves = [placing.move(db, key, story, by_hand, touched) for key in item.keys]
    placing.carry_questions(db, moves)
    db.many("update story set dirty = 1 where no = ?", ((no,) for no in sorted(touched)))
    # Nothing new came, so a story that comes back from a join is snoozed as it was before.
    db.many(
        "update story set revision = coalesce((select cast(value as integer) from mark"
        " where field = 'snooze' and key = story.id), ?) where no = ? and revision = 0",
        ((revision, no) for no in sorted(touched)),
    )
    describe(db, sorted(touched))


def hush(db: Database) -> set[int]:
    """After the muted terms changed: set the term's bit on every story; those it changed for."""
    terms = muted_terms(db)
    wanted: set[int] = set()
    if terms:
        stories: dict[int, list[tuple[str, str]]] = {}
        for story, title, outlet in db.all(
            "select place.story, article.title, article.outlet from place"
            " join article on article.no = place.article"
        ):
            stories.setdefault(story, []).append((title, outlet))
        wanted = {story for story, told in stories.items() if silenced(told, terms)}
    have = {row[0] for row in db.all(f"select no from story where muted & {MUTED_BY_TERM} <> 0")}
    db.many(
        f"update story set muted = muted | {MUTED_BY_TERM} where no = ?",
        ((no,) for no in sorted(wanted - have)),
    )
    db.many(
        f"update story set muted = muted & ~{MUTED_BY_TERM} where no = ?",
        ((no,) for no in sorted(have - wanted)),
    )
    return wanted ^ have
