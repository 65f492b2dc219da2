"""What was stored is grouped: read from the store and written to it in parts.

It runs in a process of its own, since a window of articles takes memory that no process gives
back. That process writes for itself what it decided, so that no article crosses.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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


def group(store: Store, now: datetime, new: Sequence[str] | None = None) -> None:
    """Place the ``new`` articles, in order of time; None: all that wait."""
    from briefing.stories.gist import valid
    from briefing.stories.group import group_in_parts
    from briefing.stories.window import WINDOW_HOURS

    articles = store.articles
    new = articles.waiting() if new is None else new
    first = articles.get(new[0]) if new else None
    if first is None:
        return
    reach = timedelta(hours=WINDOW_HOURS)
    since = max(first.when or now, now - HISTORY) - reach
    openings = chain.from_iterable(
        articles.openings(new[start : start + PART]) for start in range(0, len(new), PART)
    )
    for part in group_in_parts(
        openings, articles.remembered(since, valid), store.state.hand(), articles.many, PART
    ):
        store.stories.place(part)
    store.stories.forget_gists(now - HISTORY - reach)
