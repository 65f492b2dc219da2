"""Stored entries: one by one, by the page, by the window."""

from __future__ import annotations

from briefing.models import EMPTY, Article, CleanText, Remembered
from briefing.store.encoding import micros, moment, moment_or_none
from briefing.store.standing import EDITED
from briefing.values import TYPE_CHECKING, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import Any

    from briefing.store.database import Database, Row

COLUMNS = (
    "article.id, article.title, article.teaser, article.url, article.outlet, feed.url,"
    " article.published, article.arrived, article.lang, article.author"
)
"""What ``article_of`` reads, after any number of columns of the query's own."""

_OPENING = (
    "case when article.teaser = '' then"
    " coalesce((select substr(text, 1, 1000) from body where body.article = article.no), '')"
    " else '' end"
)
"""Where there is no teaser, the first words of the full text stand in."""

_ROW = (
    "article.id, article.title, article.url, article.outlet, feed.url, article.published,"
    " reading.state = 0, coalesce(story.id, '')"
)
_ROW_FROM = (
    " join feed on feed.no = article.feed join reading on reading.article = article.no"
    " left join place on place.article = article.no left join story on story.no = place.story"
)


class ArticleRow(Value):
    """One line of a list of articles or of search results."""

    id: str
    title: CleanText
    url: str
    outlet: CleanText
    feed: str
    """Address of the feed that brought it first."""
    published: datetime | None
    unread: bool
    """True until it was looked at or done."""
    story: str
    """Id of its story, "" before the first grouping."""


def slot(when: int, feed: str, index: int) -> int:
    """Where an article wants to stand in the order of time; every slot is taken once.

    Seconds in the upper bits; then five bits of the feed, so that what two feeds bring in one
    second does not interleave; then its place in the document, first highest, as feeds without
    times list the newest first. Taken numbers are counted down from.

    Args:
        when: microseconds.
        feed: address of the feed.
        index: place among the new entries of this visit.
    """
    from binascii import crc32

    seconds = max(0, when // 1_000_000)
    return (seconds << 16) | ((crc32(feed.encode()) & 0x1F) << 11) | (2047 - min(index, 2047))


def since_slot(since: datetime) -> int:
    """The lowest slot of an article of this second or later."""
    return max(0, micros(since) // 1_000_000) << 16


def article_of(row: Row, start: int, text: str = "") -> Article:
    """An article from ``COLUMNS``, which begin at ``start``."""
    values = row[start:]
    return Article(
        id=values[0],
        title=CleanText(values[1]),
        teaser=CleanText(values[2]),
        text=CleanText(text) if text else EMPTY,
        url=values[3],
        outlet=CleanText(values[4]),
        feed=values[5],
        published=moment_or_none(values[6]),
        arrived=moment(values[7]),
        lang=values[8],
        author=CleanText(values[9]),
    )


def row_of(row: Row) -> ArticleRow:
    """A list's line from the columns of ``rows_of``."""
    return ArticleRow(
        id=row[0],
        title=CleanText(row[1]),
        url=row[2],
        outlet=CleanText(row[3]),
        feed=row[4],
        published=moment_or_none(row[5]),
        unread=bool(row[6]),
        story=row[7],
    )


def rows_of(db: Database, slots: Sequence[int]) -> list[ArticleRow]:
    """Lines for the articles in these slots, in their order."""
    found = dict(
        db.among(
            lambda row: (row[0], row_of(row[1:])),
            f"select article.slot, {_ROW} from article{_ROW_FROM} where article.slot in ({{}})",
            slots,
        )
    )
    return [found[slot] for slot in slots if slot in found]


def read_before(db: Database, stories: Sequence[int]) -> dict[str, str]:
    """What an article said when the reader read it, by its id, where it says more now."""
    return dict(
        db.among(
            lambda row: (str(row[0]), " ".join(row[1].split())),
            "select article.id, earlier.text from place"
            " join earlier on earlier.article = place.article"
            " join reading on reading.article = place.article"
            " join article on article.no = place.article"
            f" where reading.state & {EDITED} and place.story in ({{}})",
            stories,
        )
    )


class Articles:
    """Reads only: articles are written by ``Feeds.record`` and let go by ``prune``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, id: str) -> Article | None:
        """One article with its full text, None when there is none of that id."""
        return self.many([id]).get(id)

    def many(self, ids: Sequence[str]) -> dict[str, Article]:
        """Articles with their full text by id, in the order asked; unknown ids are left out."""
        found = dict(
            self._db.among(
                lambda row: (row[1], article_of(row, 1, row[0])),
                f"select coalesce(body.text, ''), {COLUMNS} from article"
                " join feed on feed.no = article.feed"
                " left join body on body.article = article.no where article.id in ({})",
                ids,
            )
        )
        return {id: found[id] for id in ids if id in found}

    def openings(self, ids: Sequence[str]) -> list[Article]:
        """Articles in the order asked, text as in ``window``; unknown ids are left out."""
        found = dict(
            self._db.among(
                lambda row: (row[1], article_of(row, 1, row[0])),
                f"select {_OPENING}, {COLUMNS} from article"
                " join feed on feed.no = article.feed where article.id in ({})",
                ids,
            )
        )
        return [found[id] for id in ids if id in found]

    def newest(
        self, limit: int = 100, *, feed: str = "", unread: bool = False, before: str = ""
    ) -> list[ArticleRow]:
        """A page of articles, newest first.

        Args:
            limit: how many.
            feed: only those that the feed of this address brings.
            unread: only those neither looked at nor done.
            before: id of the last article of the page before, "" for the first page.
        """
        values: list[Any] = []
        terms: list[str] = []
        source, order = "article", "article.slot"
        if feed:
            # A feed's entries are few and lie side by side; they are sorted, not searched for.
            source, order = "entry join article on article.no = entry.no", "+article.slot"
            terms.append("entry.feed = (select no from feed where url = ?)")
            values.append(feed)
        if unread:
            terms.append("reading.state = 0")
        if before:
            terms.append("article.slot < (select slot from article where id = ?)")
            values.append(before)
        where = f" where {' and '.join(terms)}" if terms else ""
        return self._db.each(
            row_of,
            f"select {_ROW} from {source}{_ROW_FROM}{where} order by {order} desc limit ?",
            [*values, limit],
        )

    def window(self, since: datetime) -> list[tuple[Article, str]]:
        """Placed articles that count for ``since`` or later, each with its story's id.

        By time, then id. Without full text; where there is no teaser, ``text`` holds the first
        1,000 characters of it.
        """
        rows = self._db.each(
            lambda row: (article_of(row, 2, row[1]), str(row[0])),
            f"select story.id, {_OPENING}, {COLUMNS} from article"
            " join place on place.article = article.no join story on story.no = place.story"
            " join feed on feed.no = article.feed where article.slot >= ?",
            (since_slot(since),),
        )
        rows.sort(key=lambda pair: (pair[0].when, pair[0].id))
        return rows

    def remembered(
        self, since: datetime, valid: Callable[[str], bool]
    ) -> list[tuple[Article | Remembered, str]]:
        """The same articles as ``window`` in the same order, by what the grouping kept of them.

        Those of which it kept nothing ``valid`` come with their texts.
        """
        rows = self._db.each(
            lambda row: (*row[:3], moment(row[3]).timestamp() / 3600.0, *row[4:]),
            "select coalesce(published, arrived), article.id, story.id,"
            " case when published > arrived then arrived else coalesce(published, arrived) end,"
            " case article.outlet when '' then feed.url else article.outlet end,"
            " coalesce(gist.text, '') from article"
            " join place on place.article = article.no join story on story.no = place.story"
            " join feed on feed.no = article.feed left join gist on gist.slot = article.slot"
            " where article.slot >= ?",
            (since_slot(since),),
        )
        rows.sort()
        texts = self.many([row[1] for row in rows if not valid(row[5])])
        return [
            (texts.get(id) or Remembered(id, hour, source, gist), story)
            for _, id, story, hour, source, gist in rows
        ]

    def waiting(self) -> list[str]:
        """Ids of articles that stand in no story yet, in the order of ``ungrouped``."""
        rows = self._db.all(
            "select coalesce(published, arrived), id from pending"
            " join article on article.no = pending.article where pending.place = 1"
        )
        return [id for _, id in sorted(rows)]

    def ungrouped(self) -> list[Article]:
        """Articles that stand in no story yet, by time, then id; text as in ``window``."""
        rows = self._db.each(
            lambda row: article_of(row, 1, row[0]),
            f"select {_OPENING}, {COLUMNS} from pending"
            " join article on article.no = pending.article join feed on feed.no = article.feed"
            " where pending.place = 1",
        )
        rows.sort(key=lambda article: (article.when, article.id))
        return rows

    def counts(self) -> tuple[int, int]:
        """Articles stored, and those of them that are unread (for a status line)."""
        row = self._db.one(
            "select (select count(*) from reading), (select count(*) from reading where state = 0)"
        )
        return (row[0], row[1]) if row else (0, 0)
