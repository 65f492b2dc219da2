"""Carry out a grouping: placements, new stories, merges."""

from __future__ import annotations

from briefing.store.encoding import pack
from briefing.store.standing import UNTOLD, describe
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.models import Grouping, Placement
    from briefing.store.database import Database, Row


def place(db: Database, grouping: Grouping) -> None:
    """Keep what the grouping decided; the caller holds a write transaction.

    Stories that gained or lost an article are dirty afterwards. Whether what they gained is news,
    which ends a snooze, is seen when they are told. Placements of articles that were pruned
    meanwhile are passed over. A story left without articles is gone; its id leads to wherever its
    founding article went (see ``Stories.resolve``).
    """
    touched: set[int] = set()
    for old, kept in grouping.merged.items():
        target = _merge(db, old, kept)
        if target is not None:
            touched.add(target)
    moves = [put(db, placement, touched) for placement in grouping.placements]
    carry_questions(db, moves)
    db.many(
        "insert or replace into gist select slot, ? from article where id = ?",
        ((text, article) for article, text in grouping.gists.items()),
    )
    db.run("delete from pending where place = 0 and search = 0")
    everything = sorted(touched)
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
    # Named in any order, one merge may lead to a story that another one ended.
    row = db.one("select kept from merged where old = ?", (kept,))
    kept = kept if row is None else str(row[0])
    if old == kept:
        return None
    source = db.one("select no from story where id = ?", (old,))
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
    db.run("update place set story = ?, copy_of = ? where story = ?", (target, UNTOLD, number))
    _carry(db, number, target, db.all("select id from question where story = ?", (number,)))
    db.run("delete from story where no = ?", (number,))
    return target


def put(db: Database, placement: Placement, touched: set[int]) -> tuple[int, int]:
    """Carry out one placement; the stories that gain or lose by it are added to ``touched``.

    Out: number of the story that the article left and of the one it came to, the same or 0
    when it moved from nowhere.
    """
    row = db.one(
        "select article.no, title, lang, place.story from article"
        " left join place on place.article = article.no where id = ?",
        (placement.article,),
    )
    if row is None:
        return 0, 0
    no, title, lang, before = row
    story = _entitled(db, placement.story, title, lang)
    why = placement.why
    db.run(
        "insert into place (article, story, score, words, names, hours, by_hand, copy_of)"
        " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (article) do update set"
        " story = excluded.story, score = excluded.score, words = excluded.words,"
        " names = excluded.names, hours = excluded.hours, by_hand = excluded.by_hand,"
        " copy_of = case story when excluded.story then copy_of else excluded.copy_of end",
        (
            no, story, why.score, pack(why.words), pack(why.names), why.hours, int(why.by_hand),
            UNTOLD,
        ),
    )  # fmt: skip
    if before is None:
        db.run("update pending set place = 0 where article = ?", (no,))
        touched.add(story)
        return 0, story
    if before != story:
        touched.update((before, story))
    return before, story


def move(
    db: Database, article: str, story: str, by_hand: bool, touched: set[int]
) -> tuple[int, int]:
    """Put a placed article into another story for a reader's decision, which is no news; what
    speaks for where the grouping had it stays known. In and out as with ``put``."""
    row = db.one(
        "select article.no, title, lang, place.story from article"
        " join place on place.article = article.no where id = ?",
        (article,),
    )
    if row is None:
        return 0, 0
    no, title, lang, before = row
    target = _entitled(db, story, title, lang)
    db.run(
        "update place set copy_of = case story when ?1 then copy_of else '' end, story = ?1,"
        " by_hand = ?2 where article = ?3",
        (target, int(by_hand), no),
    )
    touched.update((before, target))
    return before, target


def _entitled(db: Database, id: str, title: str, lang: str) -> int:
    """Number of the story with this id; a new one is headed by the article that founds it."""
    story, made = _story(db, id)
    if made:
        db.run("update story set title = ?, lang = ? where no = ?", (title, lang, story))
    return story


def carry_questions(db: Database, moves: Iterable[tuple[int, int]]) -> None:
    """After articles moved between stories: questions follow when all their evidence did."""
    for source, target in dict.fromkeys(moves):
        if source in (0, target):
            continue
        follow = db.all(
            "select id from question where story = ?1 and not exists ("
            " select 1 from evidence left join article on article.id = evidence.article"
            " left join place on place.article = article.no"
            " where evidence.story = ?1 and evidence.question = question.id"
            " and place.story is not ?2)",
            (source, target),
        )
        _carry(db, source, target, follow)


def _carry(db: Database, source: int, target: int, ids: Sequence[Row]) -> None:
    """Move questions to another story, so that what was asked stays known there."""
    for (id,) in ids:
        db.run(
            "insert or ignore into question select ?, id, question, theme, kind, score, found,"
            " status, shown, since, last, asker, outlets, raised, answer, answer_article,"
            " answer_sentence from question where story = ? and id = ?",
            (target, source, id),
        )
        db.run(
            "insert or ignore into evidence select ?, question, place, text, article, sentence"
            " from evidence where story = ? and question = ?",
            (target, source, id),
        )
        db.run("delete from question where story = ? and id = ?", (source, id))
