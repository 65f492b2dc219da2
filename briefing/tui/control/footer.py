"""Which keys the footer names: those that do something where the reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.tui.control.views import PAST
from briefing.tui.keys import ARTICLE, LIST, TYPING, Key, footer

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main


def working(main: Main) -> list[Key]:
    """Keys of the place where the reader is, without those that find nothing to do there."""
    if main.asks.typing:
        return [key for key in TYPING if key.title != "complete" or main.asks.line.completes]
    if main.asks.waiting:
        return []
    place, lists = main.place, main.lists
    if place != ARTICLE and not lists.tells_stories:
        place = lists.view if place == LIST else f"{lists.view} page"
    running = main.feeds.running
    works = {
        "refresh": not running,
        "refresh.stop": running,
        "day.after": lists.view == PAST,
        "changes": main.reading.edited is not None,
    }
    return [key for key in footer(main.keys.keys, place) if works.get(key.id, True)]
