"""The reader's hand on the grouping: split, join, keep apart."""

from __future__ import annotations

from briefing.errors import StoreError
from briefing.ids import story_id
from briefing.models import Hand
from briefing.store import log
from briefing.store.log import Change, Item
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from briefing.store.database import Database

_TOGETHER = "together"
_APART = "apart"


def decisions(db: Database) -> Hand:
    """All pairs whose two articles are stored, in a fixed order.

    What is kept apart are stories, for as long as they go on: so each such pair stands for the
    latest articles of the two stories as well, when the two that it names are long past.
    """
    pairs: dict[str, list[tuple[str, str]]] = {_TOGETHER: [], _APART: []}
    rows = db.all("select key, value from mark where field = 'pair' order by key")
    home = dict(
        db.among(
            lambda row: (str(row[0]), int(row[1])),
            "select article.id, coalesce(place.story, 0) from article"
            " left join place on place.article = article.no where article.id in ({})",
            sorted({id for key, _ in rows for id in key.split("\n")}),
        )
    )
    for key, value in rows:
        one, _, other = key.partition("\n")
        if one in home and other in home and value in pairs:
            pairs[value].append((one, other))
    latest = _latest(db, sorted({home[id] for pair in pairs[_APART] for id in pair}))
    apart = dict.fromkeys(pairs[_APART])
    for one, other in pairs[_APART]:
        if home[one] != home[other] and home[one] and home[other]:
            ends = sorted((latest[home[one]], latest[home[other]]))
            apart[ends[0], ends[1]] = None
    return Hand(together=tuple(pairs[_TOGETHER]), apart=tuple(apart))


def _latest(db: Database, stories: Sequence[int]) -> dict[int, str]:
    """The latest article of each story."""
    return dict(
        db.among(
            lambda row: (int(row[0]), str(row[1])),
            "select place.story, article.id from place"
            " join article on article.no = place.article where place.story in ({})"
            " order by coalesce(published, arrived), article.id",
            stories,
        )
    )


def split(db: Database, article: str, now: datetime) -> Change | None:
    """See ``State.split``."""
    with db.writing(durable=True):
        article, story, title = _member(db, article)
        headed = db.one("select title from story where id = ?", (story,))
        rest = [id for id in _members(db, story) if id != article]
        if not rest:
            return None
        items = _pairs(db, [(article, id) for id in rest], _APART)
        items.append(_headed(story, headed[0] if headed else title))
        if article != story:
            items += _moves(db, [article], story, _founded(db, article))
        else:
            # A story is named after its founder: the others take the name of the next one.
            kept = _founded(db, rest[0])
            items += _renamed(db, story, kept)
            items += _moves(db, rest, story, kept)
        return log.act(
            db, "split", f'Split off: "{title}"', f'Back in its story: "{title}"', items, now
        )


def join(db: Database, story: str, other: str, now: datetime) -> Change | None:
    """See ``State.join``; both ids are those of living stories."""
    if story == other:
        return None
    with db.writing(durable=True):
        rows = db.all(
            "select id, title from story where id in (?, ?) order by first, id", (story, other)
        )
        (kept, title), (moved, moved_title) = rows
        stay, go = _members(db, kept), _members(db, moved)
        pairs = [(stay[0], id) for id in go]
        # An older "never together" between the two is overruled, whichever articles it names.
        crossing = {_key(one, two) for one in stay for two in go}
        opposed = [
            row[0]
            for row in db.all("select key from mark where field = 'pair' and value = 'apart'")
            if row[0] in crossing and row[0] not in {_key(*pair) for pair in pairs}
        ]
        items = _pairs(db, pairs, _TOGETHER)
        if opposed:
            items.append(Item("pair", tuple(sorted(opposed)), _APART, None))
        items += [_headed(moved, moved_title), _headed(kept, title)]
        items += _moves(db, go, moved, kept)
        items += _renamed(db, moved, kept)
        return log.act(
            db,
            "join",
            f'Joined: "{moved_title}" to "{title}"',
            f'Two stories again: "{title}" and "{moved_title}"',
            items,
            now,
        )


def apart(db: Database, story: str, other: str, now: datetime) -> Change | None:
    """See ``State.apart``; both ids are those of living stories."""
    if story == other:
        raise StoreError("they are one story now", "split an article off it to keep it apart")
    with db.writing(durable=True):
        one, two = _members(db, story), _members(db, other)
        # Founder against all of the other, both ways: enough to hold them, and few.
        pairs = [(one[0], id) for id in two] + [(two[0], id) for id in one[1:]]
        titles: dict[str, str] = {
            row[0]: row[1]
            for row in db.all("select id, title from story where id in (?, ?)", (story, other))
        }
        names = f'"{titles[story]}" and "{titles[other]}"'
        return log.act(
            db,
            "apart",
            f"Never together: {names}",
            f"May come together again: {names}",
            _pairs(db, pairs, _APART),
            now,
        )


def _member(db: Database, name: str) -> tuple[str, str, str]:
    """Id, story and headline of the article with this id, or the only one whose id begins so."""
    query = (
        "select article.id, story.id, article.title from article"
        " join place on place.article = article.no join story on story.no = place.story"
    )
    rows = db.all(f"{query} where article.id = ?", (name,))
    if not rows and name:
        end = name + "\U0010ffff"  # ids are plain ASCII
        rows = db.all(f"{query} where article.id >= ? and article.id < ? limit 2", (name, end))
    if len(rows) == 1:
        id, story, title = rows[0]
        return str(id), str(story), str(title)
    if rows:
        raise StoreError(
            f"more than one article begins with {name}", "give more characters of its id"
        )
    raise StoreError(f"there is no article {name} in a story", "`briefing story ID` lists them")


def _members(db: Database, story: str) -> list[str]:
    """Ids of a story's articles, the founder first, then by time."""
    rows = db.all(
        "select article.id from story join place on place.story = story.no"
        " join article on article.no = place.article where story.id = ?"
        " order by article.id <> story.id, coalesce(published, arrived), article.id",
        (story,),
    )
    return [str(row[0]) for row in rows]


def _founded(db: Database, article: str) -> str:
    """Id for a story that the article founds now."""
    query = "select 1 from story where id = ?"
    return story_id(article, lambda id: db.one(query, (id,)) is not None)


def _key(one: str, other: str) -> str:
    return "\n".join(sorted((one, other)))


def _pairs(db: Database, pairs: Iterable[tuple[str, str]], value: str) -> list[Item]:
    """Items that set pairs to ``value``, gathered by what they were before."""
    by_before: dict[str | None, list[str]] = {}
    for pair in pairs:
        key = _key(*pair)
        row = db.one("select value from mark where field = 'pair' and key = ?", (key,))
        by_before.setdefault(None if row is None else str(row[0]), []).append(key)
    return [
        Item("pair", tuple(keys), before, value)
        for before, keys in by_before.items()
        if before != value
    ]


def _moves(db: Database, articles: Sequence[str], old: str, new: str) -> list[Item]:
    """Items that put articles of one story into another."""
    before: dict[bool, list[str]] = {}
    for article, by_hand in db.among(
        lambda row: (str(row[0]), bool(row[1])),
        "select article.id, by_hand from place join article on article.no = place.article"
        " where article.id in ({})",
        articles,
    ):
        before.setdefault(by_hand, []).append(article)
    after = log.placed(new, by_hand=True)
    return [
        Item("placed", tuple(sorted(ids)), log.placed(old, by_hand=by_hand), after)
        for by_hand, ids in sorted(before.items())
    ]


def _headed(story: str, title: str) -> Item:
    """Taken back, the story is headed as before."""
    return Item("title", (story,), title, None)


def _renamed(db: Database, old: str, new: str) -> list[Item]:
    """Items that carry the marks made under one story id over to another."""
    items: list[Item] = []
    for field, key, value in db.all(
        "select field, key, value from mark where field in ('follow', 'save', 'mute')"
        " and (key = ?1 or key in (select old from merged where kept = ?1)) order by field, key",
        (old,),
    ):
        held = db.one("select value from mark where field = ? and key = ?", (field, new))
        items.append(Item(field, (key,), value, None))
        if held is None and not any(i.field == field and i.keys == (new,) for i in items):
            items.append(Item(field, (new,), None, value))
    return items
