"""Sentences that an outlet prints under everything, learnt from what refreshes bring."""

from __future__ import annotations

from briefing.store.articles import COLUMNS, article_of
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from briefing.models import Article
    from briefing.store.database import Database

_END = 1_500
"""Characters of either end of a text that are read: furniture stands at the ends."""

_ENDS = (
    f"case when length(text) > {2 * _END}"
    f" then substr(text, 1, {_END}) || char(10) || substr(text, -{_END}) else text end"
)


def ends(db: Database, articles: Sequence[str]) -> list[Article]:
    """Articles by id, the text of long ones cut down to its two ends; unknown ids are left out."""
    return db.among(
        lambda row: article_of(row, 1, row[0]),
        f"select coalesce((select {_ENDS} from body where body.article = article.no), ''),"
        f" {COLUMNS} from article join feed on feed.no = article.feed where article.id in ({{}})",
        articles,
    )


def remember(db: Database, met: Iterable[tuple[str, Collection[str]]], least: int) -> None:
    """Keep the keys of sentences by article, and learn those of ``least`` stories or more.

    The caller holds a write transaction, and the articles were placed. What it costs depends
    on ``met`` alone: a key that was learnt is not counted any further.

    Args:
        met: article id and hexadecimal keys of at most 60 bits, each saying outlet and sentence.
        least: different stories that make a sentence furniture.
    """
    numbers: dict[int, None] = {}
    for id, keys in met:
        row = db.one("select no, outlet from article where id = ?", (id,))
        if row is None:
            continue
        told = [int(key, 16) for key in keys]
        db.many(
            "insert or ignore into line select ?1, ?2 where not exists"
            " (select 1 from furniture where outlet = ?3 and key = ?1)",
            ((key, row[0], row[1]) for key in told),
        )
        numbers.update(dict.fromkeys(told))
    db.pick(numbers, "met")
    learnt = db.all(
        "select distinct article.outlet, line.key from line"
        " join article on article.no = line.article where line.key in ("
        " select met.no from temp.met join line on line.key = met.no"
        " join place on place.article = line.article"
        " group by met.no having count(distinct place.story) >= ?)",
        (least,),
    )
    db.many("insert or ignore into furniture values (?, ?)", learnt)
    db.many("delete from line where key = ?", ((key,) for _, key in learnt))


def of_outlets(db: Database, outlets: Collection[str]) -> frozenset[str]:
    """What was learnt about these outlets: keys as they were given to ``remember``."""
    return frozenset(
        db.among(
            lambda row: f"{row[0]:014x}",
            "select key from furniture where outlet in ({})",
            sorted(outlets),
        )
    )
