"""The room's front door: articles in, placements out."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from briefing.models import Article, Grouping, Hand, Remembered
from briefing.stories.grouper import Grouper, Recall


def group(
    new: Sequence[Article],
    window: Sequence[tuple[Article | Remembered, str]] = (),
    hand: Hand = Hand(),  # noqa: B008 - frozen
    recall: Recall = lambda ids: {},
) -> Grouping:
    """Place ``new`` articles into stories.

    ``window``: articles already placed with their story ids, oldest first. ``new`` are taken one
    at a time in the order given. Only changed placements come back: all of ``new``, and those of
    ``window`` that moved or whose story was merged into another. ``recall`` gives, by id, texts of
    articles that are only remembered: why one moved is told in its own words.
    """
    collecting = gc.isenabled()
    # A window makes a hundred thousand small objects and no circles: looking for those again and
    # again is a quarter of the work.
    gc.disable()
    try:
        grouper = Grouper(hand)
        grouper.restore(window)
        for article in new:
            grouper.add(article)
        return grouper.result(recall)
    finally:
        if collecting:
            gc.enable()
