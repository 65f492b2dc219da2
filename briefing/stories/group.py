"""The room's front door: articles in, placements out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from briefing.models import Article, Grouping, Hand, Remembered
from briefing.stories.grouper import Grouper, Recall


def group(
    new: Iterable[Article],
    window: Sequence[tuple[Article | Remembered, str]] = (),
    hand: Hand = Hand(),  # noqa: B008 - frozen
    recall: Recall | None = None,
) -> Grouping:
    """Place ``new`` articles into stories.

    ``window``: articles already placed with their story ids, oldest first. ``new`` are taken one
    at a time in the order given. Only changed placements come back: all of ``new``, and those of
    ``window`` that moved or whose story was merged into another. ``recall`` gives, by id, texts of
    articles: why one stands where it does is told in its own words; without it, only of those
    whose texts were given.
    """
    with _uncollected():
        return _grouped(new, window, hand, recall).result()


def group_in_parts(
    new: Iterable[Article],
    window: Sequence[tuple[Article | Remembered, str]],
    hand: Hand,
    recall: Recall,
    size: int,
) -> Iterator[Grouping]:
    """The same in parts, which a large grouping need not hold all at once.

    Each holds whole stories, ``size`` placements or a few more; the first holds all merges.
    """
    with _uncollected():
        grouper = _grouped(new, window, hand, recall)
        del new, window  # a generator holds what it was given to its end
        yield from grouper.results(size)


def _grouped(
    new: Iterable[Article],
    window: Sequence[tuple[Article | Remembered, str]],
    hand: Hand,
    recall: Recall | None,
) -> Grouper:
    grouper = Grouper(hand, recall=recall)
    grouper.restore(window)
    for article in new:
        grouper.add(article)
    return grouper


@contextmanager
def _uncollected() -> Iterator[None]:
    # A window makes a hundred thousand small objects and no circles: looking for those again and
    # again is a quarter of the work.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
