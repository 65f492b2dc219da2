"""Carry out a grouping: placements, new stories, merges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.store.encoding import pack
from briefing.store.standing import describe

if TYPE_CHECKING:
    from briefing.models import Grouping, Placement
    from briefing.store.database import Database


def place(db: Database, grouping: Grouping) -> None:
    """Keep what the grouping decided; the caller holds a write transaction.

    Stories that gained or lost an article are dirty afterwards; those that gained one have a
    new revision, which ends a snooze. Placements of articles that were pruned meanwhile are
    passed over. A story left without articles is gone; its id leads to wherever its founding
    article went (see ``Stories.resolve``).
    """
    revision = step(db)
    gained: set[int] = set()
    touched: set[int] = set()
    for old, kept in grouping.merged.items():
        target = _merge(db, old, kept)
        if target is not None:
            gained.add(target)
    for placement in grouping.placements:
        put(db, placement, gained, touched)
    db.many("update story set revision = ? where no = ?", ((revision, no) for no in sorted(gained)))
    everything = sorted(gained | touched)
    db.many("update story set dirty = 1 where no = ?", ((no,) for no in everything))
    describe(db, everything)


def step(db: Database) -> int:
    """The next number of the counter that snoozes are measured by; it never repeats."""
    row = db.one(
        "insert into note values ('revision', '1')"
        " on conflict (key) do update set value = cast(value as integer) + 1 returning value"
    )
    return int(row[0]) if row else 0


def _story(db: Database, id: str) -> tuple[int, bool]:
    """Number of the story with this id, and whether it had to be made."""
    row = db.one("select no from story where id = ?", (id,))
    if row is not None:
        return int(row[0]), False
    # A story that was merged away may be founded again, when the reader splits it off.
    db.run("delete from merged where old = ?", (id,))
    made = db.one("insert into story (id) values (?) returning no", (id,))
    return (int(made[0]) if made else 0), True


def _merge(db: Database, old: str, kept: str) -> int | None:
    """Let the story ``old`` go up in ``kept``; the number of that, None when ``old`` is none."""
    source = db.one("select no from story where id = ?", (old,))
    if old == kept:
        return None
    db.run("update merged set kept = ? where kept = ?", (kept, old))
    db.run(
        "insert into merged values (?, ?) on conflict (old) do update set kept = excluded.kept",
        (old, kept),
    )
    if source is None:
        return None
    target, _ = _story(db, kept)
    number = source[0]
    db.run(
        "update story set title = (select title from story where no = ?)"
        " where no = ? and title = ''",
        (number, target),
    )
    db.run("update place set story = ? where story = ?", (target, number))
    # What was asked stays known, so that the next analysis follows it on.
    db.run(
        "insert or ignore into question select ?, id, question, theme, kind, score, found, status,"
        " shown, since, last, asker, outlets, raised, answer, answer_article, answer_sentence"
        " from question where story = ?",
        (target, number),
    )
    db.run(
        "insert or ignore into evidence select ?, question, place, text, article, sentence"
        " from evidence where story = ?",
        (target, number),
    )
    db.run("delete from story where no = ?", (number,))
    return target


def put(db: Database, placement: Placement, gained: set[int], touched: set[int]) -> None:
    """Carry out one placement; the stories it concerns are added to the two sets."""
    row = db.one(
        "select article.no, title, lang, place.story from article"
        " left join place on place.article = article.no where id = ?",
        (placement.article,),
    )
    if row is None:
        return
    no, title, lang, before = row
    story, made = _story(db, placement.story)
    if made:
        db.run("update story set title = ?, lang = ? where no = ?", (title, lang, story))
    why = placement.why
    db.run(
        "insert into place (article, story, score, words, names, hours, by_hand)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (article) do update set story = excluded.story,"
        " score = excluded.score, words = excluded.words, names = excluded.names,"
        " hours = excluded.hours, by_hand = excluded.by_hand, copy_of = ''",
        (no, story, why.score, pack(why.words), pack(why.names), why.hours, int(why.by_hand)),
    )
    if before is None:
        db.run("update pending set place = 0 where article = ?", (no,))
        gained.add(story)
    elif before != story:
        touched.update((before, story))
