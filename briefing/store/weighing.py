"""How much an outlet counts with the reader: half of one, two of them."""

from __future__ import annotations

from briefing.errors import StoreError
from briefing.store import log
from briefing.store.importance import HEAVIEST, LIGHTEST
from briefing.store.log import Change, Item
from briefing.store.standing import fold, outlet_weights, settle
from briefing.values import TYPE_CHECKING, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from briefing.models import FeedState
    from briefing.store.database import Database


def weigh(db: Database, outlet: str, weight: float, now: datetime) -> Change | None:
    """See ``State.weigh``."""
    if not LIGHTEST <= weight <= HEAVIEST:
        raise StoreError(
            f"an outlet cannot weigh {weight:g}", f"from {LIGHTEST:g} to {HEAVIEST:g} it can"
        )
    with db.writing(durable=True):
        name = _followed(db, outlet)
        held = outlet_weights(db).get(name, 1.0)
        before, after = (None if one == 1 else f"{one:g}" for one in (held, weight))
        return log.act(
            db,
            "weigh",
            f'Weight {weight:g}: "{name}"',
            f'Weight {held:g}: "{name}"',
            [Item("weight", (name,), before, after)],
            now,
        )


# A feed may list articles that another one brought, under that one's name: only its own count.
# Beside max() SQLite gives the other columns of the same row, so that the newest name counts.
_OUTLETS = """
select url, case own_outlet when '' then feed.outlet else own_outlet end,
       case own_title when '' then title else own_title end, coalesce(written.outlet, '')
from feed left join (
    select feed, outlet, max(no) from article group by feed) as written on written.feed = feed.no
where position is not null order by position
"""


def outlets(db: Database) -> dict[str, tuple[str, ...]]:
    """Address of each followed feed -> what its outlet is called: first by its articles, then by
    the feed. An outlet that nobody named goes by the title of its document."""
    return {
        url: tuple(filter(None, (written, outlet, title)))
        for url, outlet, title, written in db.all(_OUTLETS)
    }


def rename(db: Database, before: Mapping[str, Sequence[str]]) -> None:
    """Let weights, and the decisions on them, follow outlets that are called otherwise now.

    One that another feed still goes by stays; one that weighs something already keeps that.

    Args:
        db: the store, in a write transaction.
        before: what ``outlets`` told before.
    """
    after = {url: names[0] for url, names in outlets(db).items() if names}
    moved = {
        names[0]: after[url]
        for url, names in before.items()
        if names and url in after and names[0] not in after.values()
    }
    for old, new in moved.items():
        db.run("update change_item set keys = ? where field = 'weight' and keys = ?", (new, old))
        db.run("update or ignore mark set key = ? where field = 'weight' and key = ?", (new, old))
        db.run("delete from mark where field = 'weight' and key = ?", (old,))
    settle(db, log.stories_of(db, [*moved, *moved.values()]))


def weighed(db: Database, feeds: Sequence[FeedState]) -> list[FeedState]:
    """The feeds with what their outlets weigh."""
    weights, known = outlet_weights(db), outlets(db)
    return [
        replace(feed, weight=weights.get(known[feed.url][0], 1.0)) if known.get(feed.url) else feed
        for feed in feeds
    ]


def _followed(db: Database, name: str) -> str:
    """The outlet that is meant, as its articles name it: letters and digits count, no case."""
    known = [names for names in outlets(db).values() if names]
    # Where one is called what another one's feed is called, the name of the outlet counts.
    called = {fold(one): names[0] for names in reversed(known) for one in reversed(names)}
    called |= {fold(names[0]): names[0] for names in known}
    wanted = fold(name)
    if wanted in called:
        return called[wanted]
    import difflib

    near = difflib.get_close_matches(wanted, list(called), 1)
    hint = f'the nearest is "{called[near[0]]}"' if near else "`briefing feed list` names them"
    raise StoreError(f"you follow no outlet called {name}", hint)
