"""Kept columns: written here and nowhere else, from the rows that they repeat.

Everything works on the stories named in the temporary table ``picked``. ``check.py`` runs the
same statements to find a store whose kept columns are wrong.
"""

from __future__ import annotations

from itertools import groupby

from briefing.store.encoding import pack, unpack
from briefing.store.importance import importance
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefing.store.database import Database, Row

LOOKED = 1
DONE = 2
EDITED = 4
"""Bits of ``reading.state``; the last one only beside another."""

UNTOLD = "?"
"""In ``place.copy_of``: came to its story since that was told, and was not compared yet."""

OUTLET = "outlet:"
"""Before the name of an outlet that is muted."""

MUTED_ITSELF = 1
MUTED_BY_TERM = 2
"""Bits of ``story.muted``."""

# Copies are no news. What was not compared yet may be one: it is news only where all is new.
_COUNT = f"""
update story set
    (articles, done, fresh, stirred, status) = (
        select number, done, fresh, stirred,
            case when done > 0 and done + untold = number then 3
                 when met = 0 then 0
                 when fresh > 0 then 1
                 else 2 end
        from (
            select number, done, untold, stirred, met,
                   own + case met when 0 then untold else 0 end as fresh
            from (
                select count(*) as number,
                       sum(state & {DONE} and not (news and copy_of <> '{UNTOLD}')) as done,
                       sum(news and copy_of = '{UNTOLD}' and not state & {DONE}) as untold,
                       sum(news and copy_of = '') as own,
                       max(state) as met,
                       coalesce(max(case when copy_of in ('', '{UNTOLD}') then arrived end), 0)
                           as stirred
                from (select copy_of, state, arrived, state = 0 or state & {EDITED} as news
                      from place join reading on reading.article = place.article
                                 join article on article.no = place.article
                      where place.story = story.no)))),
    (questions, possible) = (
        select count(*), coalesce(sum(status = 'possible'), 0)
        from question
        where question.story = story.no and status in ('open', 'possible', 'changed')
        and (shown = 1 or status <> 'open'))
where no in (select no from temp.picked)
"""

_FAMILY = "(select story.id union all select old from merged where merged.kept = story.id)"
"""All ids that a mark on this story may have been made under."""

_FLAGS = f"""
update story set
    followed = exists (select 1 from mark where field = 'follow' and key in {_FAMILY}),
    saved = exists (select 1 from mark where field = 'save' and key in {_FAMILY}),
    snoozed = exists (
        select 1 from mark
        where field = 'snooze' and key in {_FAMILY} and value = cast(story.revision as text)),
    muted = (muted & {MUTED_BY_TERM})
        + exists (select 1 from mark where field = 'mute' and key in {_FAMILY})
where no in (select no from temp.picked)
"""

_DESCRIBE = """
select place.story, article.outlet, article.published, article.arrived, article.title,
       feed.tags, place.copy_of, story.title
from place join article on article.no = place.article join feed on feed.no = article.feed
           join story on story.no = place.story
where place.story in (select no from temp.picked)
order by place.story, coalesce(article.published, article.arrived), article.id
"""


def settle(db: Database, stories: Collection[int]) -> None:
    """After marks or questions changed: counters, status, flags and weight of ``stories``."""
    if stories:
        db.pick(stories)
        db.run(_COUNT)
        db.run(_FLAGS)
        db.many("update story set weight = ? where no = ?", _weights(db))


_MEASURE = f"""
select story.no, story.weight, story.followed,
       count(distinct case when copy_of in ('', '{UNTOLD}') then source end),
       count(distinct source),
       max(case when copy_of in ('', '{UNTOLD}') then time end),
       (select count(*) from question where question.story = story.no
        and status in ('open', 'possible', 'changed'))
from temp.picked cross join story on story.no = picked.no cross join (
    select place.story, copy_of, coalesce(published, arrived) as time,
           case outlet when '' then feed else outlet end as source
    from place join article on article.no = place.article) as member on member.story = story.no
group by story.no
"""


_WEIGHED = f"""
select story, sum(weight - 1) from (
    select distinct place.story, outlet, cast(value as real) as weight
    from temp.picked cross join place on place.story = picked.no
    join article on article.no = place.article
    join mark on mark.field = 'weight' and mark.key = article.outlet
    where copy_of in ('', '{UNTOLD}'))
group by story
"""


def _weights(db: Database) -> list[tuple[float, int]]:
    """Weights that are others now, with their stories."""
    found = []
    more: dict[int, float] = dict(db.all(_WEIGHED)) if outlet_weights(db) else {}
    for no, held, followed, own, sources, last, asked in db.all(_MEASURE):
        heavy = own + more.get(no, 0.0)
        weight = importance(heavy, sources - own, asked, last or 0, followed=bool(followed))
        if weight != held:
            found.append((weight, no))
    return found


def describe(db: Database, stories: Collection[int]) -> None:
    """After articles came or went: all kept columns of ``stories``; empty ones are deleted."""
    if not stories:
        return
    db.pick(stories)
    db.run(
        "delete from story where no in (select no from temp.picked)"
        " and not exists (select 1 from place where place.story = story.no)"
    )
    terms = muted_terms(db)
    rows = db.all(_DESCRIBE)
    told = []
    for story, group in groupby(rows, key=lambda row: row[0]):
        told.append((*_described(list(group), terms), story))
    db.many(
        "update story set title = ?, outlets = ?, tags = ?, first = ?, last = ?, muted = ?"
        " where no = ?",
        told,
    )
    settle(db, stories)


def _described(rows: Sequence[Row], terms: Sequence[str]) -> tuple[str, str, str, int, int, int]:
    """Title, outlets, tags, first, last and the term's bit of one story; rows by time.

    A title whose article left (or that is not there yet) gives way to the earliest headline; what
    stands in for one stays where no article has any.
    """
    times = [row[2] if row[2] is not None else row[3] for row in rows]
    outlets = dict.fromkeys(row[1] for row in rows if row[1] and row[6] in ("", UNTOLD))
    tags = dict.fromkeys(tag for row in rows for tag in unpack(row[5]))
    titles = [row[4] for row in rows]
    held = rows[0][7]
    title = held if held and held in titles else next(filter(None, titles), held)
    told = [(row[4], row[1]) for row in rows]
    hushed = MUTED_BY_TERM if terms and silenced(told, terms) else 0
    return title, pack(outlets), pack(tags), times[0], times[-1], hushed


def muted_terms(db: Database) -> tuple[str, ...]:
    """The muted terms as ``term_key`` makes them."""
    rows = db.all("select key from mark where field = 'term' order by key")
    return tuple(row[0] for row in rows)


def outlet_weights(db: Database) -> dict[str, float]:
    """Outlets that count for more or less than one with the reader."""
    return {row[0]: float(row[1]) for row in db.all(
        "select key, value from mark where field = 'weight' order by key"
    )}  # fmt: skip


def silenced(told: Sequence[tuple[str, str]], terms: Sequence[str]) -> str:
    """The muted term that hides a story, "" when none does: it stands, as whole words, in at least
    half of the headlines, or it and others are the only outlets that tell it.

    One headline out of many that mentions it in passing does not hide the story.

    Args:
        told: headline and outlet of each article.
        terms: as ``term_key`` makes them.
    """
    outlets = {term.removeprefix(OUTLET) for term in terms if term.startswith(OUTLET)}
    if outlets and all(fold(outlet) in outlets for _, outlet in told):
        return OUTLET + fold(told[0][1])
    titles = [title for title, _ in told]
    for term in terms:
        if term.startswith(OUTLET):
            continue
        start = term.split()[0]
        # Folding is dear; most headlines do not even hold the letters.
        hits = sum(start in title.casefold() and term in fold(title) for title in titles)
        if 2 * hits >= len(titles):
            return term
    return ""


def term_key(term: str) -> str:
    """What a muted term is known by, "" when it is none: its words folded; behind "outlet:" it
    is an outlet's name."""
    words = term.strip()
    outlet = words[: len(OUTLET)].casefold() == OUTLET
    key = fold(words[len(OUTLET) :] if outlet else words)
    return OUTLET + key if outlet and key else key


def fold(text: str) -> str:
    """Letters and digits in one case, one space around every word."""
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return f" {' '.join(words)} " if words else ""


def count_feeds(db: Database, change: int) -> None:
    """Move the unread counters of feeds by ``change`` for the articles in ``temp.turned``."""
    db.run(
        # Cross join: from the few turned articles to their entries, never the other way.
        "update feed set unread = unread + ? * moved.number from ("
        " select entry.feed, count(*) as number"
        " from temp.turned cross join entry on entry.no = turned.no group by entry.feed"
        ") as moved where feed.no = moved.feed",
        (change,),
    )


def count_new(db: Database, feed: int, ids: Sequence[str]) -> None:
    """Add articles that a feed lists now and did not list before."""
    states = db.among(
        lambda row: int(row[0]),
        "select state from article join reading on reading.article = article.no"
        " where article.id in ({})",
        ids,
    )
    db.run(
        "update feed set articles = articles + ?, unread = unread + ? where no = ?",
        (len(states), states.count(0), feed),
    )


_COUNT_FEED = """
update feed set (articles, unread) = (
    select count(*), coalesce(sum(reading.state = 0), 0)
    from entry join reading on reading.article = entry.no where entry.feed = feed.no)
"""


def count_feed(db: Database, feed: int) -> None:
    """Count the articles of one feed anew."""
    db.run(f"{_COUNT_FEED} where no = ?", (feed,))


def count_everything(db: Database) -> None:
    """Write the kept columns of every feed and story anew."""
    db.run(_COUNT_FEED)
    describe(db, [row[0] for row in db.all("select no from story")])
