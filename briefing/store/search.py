"""Full text over every stored article."""

from __future__ import annotations

import re

from briefing.store.articles import rows_of
from briefing.store.stories import Stories
from briefing.text.patterns import lazily
from briefing.text.scripts import UNSPACED
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.models import StoryRow
    from briefing.store.articles import ArticleRow
    from briefing.store.database import Database

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_LONGEST = 400
_MOST_TERMS = 12
_NEWEST = 5_000
"""Hits that a ranked search looks at: the newest ones, so that common words stay cheap."""

_UNSPACED = lazily(f"[{UNSPACED}]")
"""Where no spaces are written, the index knows only runs."""


def compile_query(query: str) -> str:
    """Any text a person types as an index query, "" when there is nothing to look for.

    Words must all be there; "..." keeps words together; the last word may go on unless a space
    follows it. Every other sign means nothing.
    """
    plain = query.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")[:_LONGEST]
    terms: list[str] = []
    open_end = False
    for match in _TERM.finditer(plain):
        phrase, word = match.group(1), match.group(2)
        told = (phrase if word is None else word).replace('"', " ").strip()
        if any(char.isalnum() for char in told):
            terms.append(f'"{told}"')
            open_end = word is not None and match.end() == len(plain) and told[-1].isalnum()
    if not terms:
        return ""
    if open_end:
        terms[-1] += "*"
    return " ".join(terms[-_MOST_TERMS:])


class Search:
    """The index is written in batches after a refresh, never while articles are stored."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def waiting(self) -> int:
        """How many articles are not searchable yet."""
        return self._db.number("select count(*) from pending where search = 1")

    def index(self, limit: int = 500) -> int:
        """Make at most so many waiting articles searchable, in one transaction; how many it did.

        Call it until it says 0; between two calls others get to write.
        """
        with self._db.writing():
            self._db.pick(
                row[0]
                for row in self._db.all(
                    "select article from pending where search = 1 order by article limit ?",
                    (limit,),
                )
            )
            done = self._db.run(
                "insert into search (rowid, title, body)"
                # From the few picked ones to their texts, not through all texts in their order.
                " select slot, title, body from temp.picked"
                " cross join document on document.no = picked.no order by +slot"
            )
            self._db.run(
                "update pending set search = 0 where article in (select no from temp.picked)"
            )
            self._db.run("delete from pending where place = 0 and search = 0")
        return done

    def find(self, query: str, limit: int = 50, *, ranked: bool = False) -> list[ArticleRow]:
        """Articles that hold all words of a query.

        Args:
            query: whatever was typed; see ``compile_query``. In scripts without spaces the
                headlines are looked through for it as it stands.
            limit: at most so many.
            ranked: the best of the newest 5,000 hits first (for Enter); else the newest first
                (for every key typed: it does not matter how many there are).
        """
        return rows_of(self._db, self._slots(query, limit, ranked=ranked))

    def stories(self, query: str, limit: int = 50, *, ranked: bool = False) -> list[StoryRow]:
        """The stories that the articles of ``find`` stand in, each once, in that order."""
        return Stories(self._db).holding(self._slots(query, limit, ranked=ranked))

    def _slots(self, query: str, limit: int, *, ranked: bool) -> list[int]:
        if _UNSPACED.search(query):
            return self._in_titles(query, limit)
        wanted = compile_query(query)
        if not wanted:
            return []
        if ranked:
            sql = (
                "select slot from (select rowid as slot, bm25(search, 4.0, 1.0) as score"
                f" from search where search match ? order by rowid desc limit {_NEWEST})"
                " order by score, slot desc limit ?"
            )
        else:
            sql = "select rowid from search where search match ? order by rowid desc limit ?"
        return [row[0] for row in self._db.all(sql, (wanted, limit))]

    def _in_titles(self, query: str, limit: int) -> list[int]:
        plain = query.encode("utf-8", "ignore").decode("utf-8")[:_LONGEST].strip()
        escaped = re.sub(r"([\\%_])", r"\\\1", plain)
        return [
            row[0]
            for row in self._db.all(
                "select slot from article where title like ? escape '\\'"
                " order by +slot desc limit ?",
                (f"%{escaped}%", limit),
            )
        ]
