"""Articles on one event, with what was found in them."""

from __future__ import annotations

from types import MappingProxyType

from briefing.errors import StoreError
from briefing.models import (
    Article,
    ArticleView,
    Clash,
    CleanText,
    Quote,
    StoryRow,
    StoryStatus,
    StoryView,
    SummarySentence,
    Why,
)
from briefing.store import questions
from briefing.store.articles import COLUMNS, article_of, read_before, since_slot
from briefing.store.encoding import BadValueError, micros, moment, unpack
from briefing.store.filters import WAITING, Filter
from briefing.store.standing import EDITED, UNTOLD, silenced
from briefing.values import TYPE_CHECKING, Value, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from briefing.models import Analysed, Grouping
    from briefing.store.database import Database, Row

_COLUMNS = (
    "story.no, story.id, title, status, first, last, outlets, articles, fresh, questions, possible,"
    " followed, saved, snoozed, muted, themes, tags, lang, weight, words"
)
_STATUS = (StoryStatus.NEW, StoryStatus.UPDATED, StoryStatus.SEEN, StoryStatus.DONE)


def _row(row: Row) -> StoryRow:
    if row[3] not in (0, 1, 2, 3):
        raise BadValueError(f"{row[3]!r} is no status")
    # By position: this is run for every line of every list.
    return StoryRow(
        row[1],
        CleanText(row[2]),
        _STATUS[row[3]],
        moment(row[4]),
        moment(row[5]),
        unpack(row[6]),
        row[7],
        row[8],
        row[9],
        row[10],
        bool(row[11]),
        bool(row[12]),
        bool(row[13]),
        bool(row[14]),
        unpack(row[15]),
        unpack(row[16]),
        row[17],
        row[18],
        row[19],
    )


class Edge(Value):
    """Tells the articles that stood in stories at some moment from those that came later."""

    last: int
    """Number of the latest article stored then."""
    waiting: frozenset[int]
    """Numbers of those that were stored but stood in no story yet."""

    def __contains__(self, no: int) -> bool:
        return no <= self.last and no not in self.waiting


class Stories:
    """The table of stories. What only a refresh needs is imported where a refresh needs it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # --- written by a refresh ---------------------------------------------------------

    def place(self, grouping: Grouping) -> None:
        """Keep what a grouping decided, in one transaction; see ``placing.place``."""
        from briefing.store import placing

        with self._db.writing():
            placing.place(self._db, grouping)

    def forget_gists(self, before: datetime) -> None:
        """Let go of what the grouping kept of articles of this time or earlier."""
        with self._db.writing():
            self._db.run("delete from gist where slot < ?", (since_slot(before),))

    def dirty(self) -> list[str]:
        """Ids of stories whose articles changed since they were last analysed, latest first."""
        # Few are dirty: they are found by their own index and sorted, never picked out of all.
        rows = self._db.all(
            "select id from story indexed by story_dirty where dirty = 1"
            " order by last desc, no desc"
        )
        return [row[0] for row in rows]

    def tell_anew(self, since: datetime) -> None:
        """Let every story with an article of this time or later be analysed again."""
        with self._db.writing():
            self._db.run("update story set dirty = 1 where last >= ?", (micros(since),))

    def write(
        self, found: Iterable[Analysed], weights: Mapping[str, float] = MappingProxyType({})
    ) -> None:
        """Keep analyses, in one transaction.

        Title, copies, summary, questions and all counters follow. The reader's decisions stay.
        A story that gained or lost articles while it was analysed, or whose outlets weigh
        otherwise now than the ``weights`` that it was told with, stays dirty; one that was
        merged away meanwhile is passed over. News in it ends a snooze, a copy does not.
        """
        from briefing.store import telling

        with self._db.writing():
            telling.tell(self._db, found, weights)

    def ends(self, articles: Sequence[str]) -> list[Article]:
        """Articles with the ends of their texts, to look for furniture; see ``furniture.ends``."""
        from briefing.store import furniture

        return furniture.ends(self._db, articles)

    def learn(self, met: Sequence[tuple[str, Collection[str]]], least: int) -> None:
        """Keep where sentences were met, in one transaction; see ``furniture.remember``."""
        from briefing.store import furniture

        with self._db.writing():
            furniture.remember(self._db, met, least)

    def furniture(self, outlets: Collection[str]) -> frozenset[str]:
        """Keys of the sentences that these outlets print under everything."""
        from briefing.store import furniture

        return furniture.of_outlets(self._db, outlets)

    # --- read by the faces ------------------------------------------------------------

    def rows(
        self, wanted: Filter = WAITING, *, limit: int = -1, offset: int = 0, by_time: bool = False
    ) -> list[StoryRow]:
        """A list of stories, the most important first.

        Args:
            wanted: which ones; the default leaves out done, snoozed and muted ones.
            limit: at most so many, -1 for all.
            offset: leave out so many first.
            by_time: the latest first instead.
        """
        where, values = wanted.sql()
        # The planner cannot know these: a time bounds what there is to sort, and reading a whole
        # table in its own order is quicker than by an index when what is wanted lies anywhere.
        plain = "last" if by_time else "weight"
        order = f"+{plain}" if wanted.bounded else plain
        source = "story not indexed" if wanted.scattered and not wanted.bounded else "story"
        return self._db.each(
            _row,
            f"select {_COLUMNS} from {source} where {where}"
            f" order by {order} desc, no desc limit ? offset ?",
            [*values, limit, offset],
        )

    def between(self, start: datetime, end: datetime) -> list[StoryRow]:
        """Stories with news of a span of time, in the order that they had at its end.

        Done and snoozed ones are among them, muted ones are not.
        """
        from briefing.store import span

        with self._db.reading():
            order = span.in_order(self._db, start, end)
            found = self._db.among(
                lambda row: (int(row[0]), _row(row)),
                f"select {_COLUMNS} from story where no in ({{}})",
                order,
            )
        rows = dict(found)
        return [rows[no] for no in order]

    def count(self, wanted: Filter = WAITING, most: int = -1) -> int:
        """How many stories ``rows`` would list; at most ``most`` are counted, -1: all."""
        where, values = wanted.sql()
        return self._db.number(
            f"select count(*) from (select 1 from story where {where} limit ?)", [*values, most]
        )

    def edge(self) -> Edge:
        """Which articles stand in stories by now.

        Read before a list it bounds what the reader can have seen in it; see ``State.mark``.
        """
        with self._db.reading():
            waiting = self._db.all("select article from pending where place = 1")
            return Edge(
                self._db.number("select max(no) from article"), frozenset(no for (no,) in waiting)
            )

    def row(self, story: str) -> StoryRow | None:
        """One story's line, None for an unknown id."""
        found = self._db.each(_row, f"select {_COLUMNS} from story where story.id = ?", (story,))
        return found[0] if found else None

    def holding(self, slots: Sequence[int]) -> list[StoryRow]:
        """Lines of the stories of the articles in these slots, each once, in their order."""
        found = self._db.among(
            lambda row: (int(row[-1]), _row(row)),
            f"select {_COLUMNS}, slot from (select place.story as held, slot from article"
            " join place on place.article = article.no where slot in ({})"
            ") join story on story.no = held",
            slots,
        )
        rows = dict(found)
        return list({rows[slot].id: rows[slot] for slot in slots if slot in rows}.values())

    def view(self, story: str) -> StoryView:
        """One story in full, with the texts of its articles.

        Raises:
            StoreError: no such story.
        """
        found = self.views([self.resolve(story)], text=True)
        if not found:
            raise StoreError(f"there is no story {story}", "`briefing stories` lists them")
        return self._hushed(found[0]) if found[0].row.muted else found[0]

    def _hushed(self, view: StoryView) -> StoryView:
        """A muted story with the term that hides it, if it is one."""
        query = "select key, value from mark where field = 'term'"
        written: dict[str, str] = dict(self._db.all(query))
        told = [(item.article.title, item.article.outlet) for item in view.articles]
        term = silenced(told, sorted(written))
        return replace(view, hushed_by=CleanText(written.get(term, "")))

    def views(self, stories: Sequence[str], *, text: bool = False) -> list[StoryView]:
        """Several stories in full, in the order asked; unknown ids are left out.

        Args:
            stories: their ids.
            text: with the full text of the articles; else teasers only.
        """
        db = self._db
        with db.reading():
            rows = dict(
                db.among(
                    lambda row: (str(row[1]), (int(row[0]), _row(row))),
                    f"select {_COLUMNS} from story where story.id in ({{}})",
                    stories,
                )
            )
            numbers = [no for no, _ in rows.values()]
            full, join = "'', ''", ""
            if text:
                full = "coalesce(body.text, ''), coalesce(earlier.text, '')"
                join = (
                    " left join body on body.article = article.no"
                    " left join earlier on earlier.article = article.no"
                )
            articles: dict[int, list[ArticleView]] = {}
            for no, view in db.among(
                _member,
                "select place.story, reading.state, score, place.words, names, hours, by_hand,"
                f" copy_of, {full}, {COLUMNS} from place join article on article.no = place.article"
                " join reading on reading.article = article.no"
                f" join feed on feed.no = article.feed{join} where place.story in ({{}})",
                numbers,
            ):
                articles.setdefault(no, []).append(view)
            summaries: dict[int, list[SummarySentence]] = {}
            for no, sentence in db.among(
                lambda row: (
                    int(row[0]),
                    SummarySentence(
                        CleanText(row[1]), row[2], row[3], unpack(row[4]), bool(row[5])
                    ),
                ),
                "select story, text, article, sentence, also, anonymous from summary"
                " where story in ({}) order by story, place",
                numbers,
            ):
                summaries.setdefault(no, []).append(sentence)
            met = read_before(db, numbers)
            clashes = _clashes(db, numbers)
            asked = questions.of_stories(db, numbers)
        for members in articles.values():
            members.sort(key=lambda view: (view.article.when, view.article.id))
        return [
            StoryView(
                row=rows[story][1],
                articles=tuple(articles.get(rows[story][0], ())),
                summary=tuple(
                    replace(one, met=" ".join(one.text.split()) in met.get(one.article, ""))
                    for one in summaries.get(rows[story][0], ())
                ),
                questions=asked.get(rows[story][0], ()),
                clashes=clashes.get(rows[story][0], ()),
            )
            for story in stories
            if story in rows
        ]

    def resolve(self, name: str) -> str:
        """The id of the story that lives now under an id, a beginning of one, or an old id.

        An old id leads to the story that it was merged into, the id of an article to the story
        that it stands in.

        Raises:
            StoreError: nothing or more than one thing begins so.
        """
        db = self._db
        row = db.one("select id from story where id = ?", (name,))
        if row is not None:
            return str(row[0])
        row = db.one(
            "select story.id from merged join story on story.id = kept where old = ?", (name,)
        ) or db.one(
            "select story.id from article join place on place.article = article.no"
            " join story on story.no = place.story where article.id = ?",
            (name,),
        )
        if row is not None:
            return str(row[0])
        if name and len(name) <= 200:
            # Ids are plain ASCII: the range holds exactly what begins with `name`.
            end = name + "\U0010ffff"
            found = {row[0] for row in db.all(
                "select id from story where id >= ?1 and id < ?2 limit 3", (name, end)
            )} or {row[0] for row in db.all(
                "select story.id from merged join story on story.id = kept"
                " where old >= ?1 and old < ?2 limit 3", (name, end)
            )} or {row[0] for row in db.all(
                "select story.id from article join place on place.article = article.no"
                " join story on story.no = place.story"
                " where article.id >= ?1 and article.id < ?2 limit 3", (name, end)
            )}  # fmt: skip
            if len(found) == 1:
                return str(found.pop())
            if found:
                raise StoreError(
                    f"more than one story begins with {name}", "give more characters of its id"
                )
        raise StoreError(f"there is no story {name}", "`briefing stories` lists them")


def _clashes(db: Database, stories: Sequence[int]) -> dict[int, tuple[Clash, ...]]:
    """The clashes of stories, each story's in its order."""
    found: dict[int, dict[int, list[Row]]] = {}
    for row in db.among(
        lambda row: row,
        "select story, place, what, figure, text, article, sentence from clash"
        " where story in ({}) order by story, place, part",
        stories,
    ):
        found.setdefault(row[0], {}).setdefault(row[1], []).append(row)
    return {
        story: tuple(
            Clash(
                what=CleanText(rows[0][2]),
                figures=tuple(CleanText(row[3]) for row in rows),
                quotes=tuple(Quote(CleanText(row[4]), row[5], row[6]) for row in rows),
            )
            for rows in of.values()
        )
        for story, of in found.items()
    }


def _why(row: Row, start: int) -> Why:
    score, words, names, hours, by_hand = row[start : start + 5]
    return Why(score, unpack(words), unpack(names), hours, bool(by_hand))


def _member(row: Row) -> tuple[int, ArticleView]:
    return int(row[0]), ArticleView(
        article=article_of(row, 10, row[8]),
        new=row[1] == 0 or bool(row[1] & EDITED),
        why=_why(row, 2),
        copy_of="" if row[7] == UNTOLD else row[7],
        earlier=CleanText(row[9]),
    )
