"""What was stored is grouped: read from the store and written to it in parts.

It runs in a process of its own, since a window of articles takes memory that no process gives
back. That process writes for itself what it decided, so that no article crosses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING

from briefing.models import Grouping

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.models import Article, Placement
    from briefing.store.connection import Store

HISTORY = timedelta(days=14)
"""How far back a first visit's old articles look for stories in the store. A feed added today may
bring items of years ago; they are grouped among themselves instead of reading the whole store."""

PART = 500
"""Articles placed in one transaction."""


def group_there(job: tuple[Path, datetime]) -> None:
    """In another process: place all that waits."""
    from briefing.store.connection import open_store

    path, now = job
    with open_store(path) as store:
        group(store, now)


def group(store: Store, now: datetime, new: Sequence[Article] | None = None) -> None:
    """Place ``new`` articles; None: all that wait."""
    from briefing.stories import group as stories
    from briefing.stories.gist import valid
    from briefing.stories.window import WINDOW_HOURS

    if new is None:
        new = store.articles.ungrouped()
    if not new:
        return
    reach = timedelta(hours=WINDOW_HOURS)
    oldest = min((article.when for article in new if article.when), default=now)
    window = store.articles.remembered(max(oldest, now - HISTORY) - reach, valid)
    grouping = stories.group(new, window, store.state.hand(), store.articles.many)
    del new, window
    for part in parts(grouping, PART):
        store.stories.place(part)
    store.stories.forget_gists(now - HISTORY - reach)


def parts(grouping: Grouping, size: int) -> Iterator[Grouping]:
    """The same in parts of at most so many placements, each of which may stand alone.

    A story's placements stand together: what ends between two parts leaves no story half told
    but one, and the store need describe most of them only once.
    """
    homes: dict[str, list[Placement]] = {}
    for placement in grouping.placements:
        homes.setdefault(placement.story, []).append(placement)
    placements = chain.from_iterable(homes.values())
    merged, gists = grouping.merged, dict(grouping.gists)
    while some := tuple(islice(placements, size)):
        told = {one.article: gists.pop(one.article) for one in some if one.article in gists}
        yield Grouping(some, merged, told)
        merged = {}
    if merged or gists:
        yield Grouping((), merged, gists)
