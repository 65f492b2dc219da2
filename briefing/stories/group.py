"""The room's front door: articles in, placements out."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.models import Article, Grouping, Hand
from briefing.stories.grouper import Grouper


def group(
    new: Sequence[Article],
    window: Sequence[tuple[Article, str]] = (),
    hand: Hand = Hand(),  # noqa: B008 - frozen
) -> Grouping:
    """Place ``new`` articles into stories.

    ``window``: articles already placed with their story ids, oldest first. ``new`` are taken one
    at a time in the order given. Only changed placements come back: all of ``new``, and those of
    ``window`` that moved or whose story was merged into another.
    """
    grouper = Grouper(hand)
    grouper.restore(window)
    for article in new:
        grouper.add(article)
    return grouper.result()
