"""Moving: through the list, through a page, between panes and views."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.models import StoryRow, StoryStatus
from briefing.tui.control.views import BRIEFING, FEEDS, FOLLOWED, QUESTIONS
from briefing.tui.keys import LIST
from briefing.tui.lines import Run

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main
    from briefing.tui.widgets.page_view import PageView


def reading_pane(main: Main) -> PageView:
    """The pane that the reader reads in."""
    return main.side if main.focused is main.side else main.page


def _by(main: Main, step: int) -> None:
    if main.place == LIST:
        main.pane.move(step)
    else:
        reading_pane(main).step(step)


def _screens(main: Main, share: float) -> None:
    if main.place == LIST:
        main.pane.move(int(main.pane.page_items * share) or (1 if share > 0 else -1))
    else:
        view = reading_pane(main)
        view.scroll_by(int((view.size.height - 2) * share))


def _edge(main: Main, *, top: bool) -> None:
    if main.place == LIST:
        main.pane.go(0 if top else len(main.pane.items) - 1, 1 if top else -1)
    else:
        reading_pane(main).to_end(top=top)


def _page(main: Main) -> None:
    """One screen on; at the end of a story the next one with news."""
    if main.place == LIST:
        _screens(main, 1)
        return
    view = reading_pane(main)
    if not view.scroll_by(max(1, view.size.height - 2)) and view is main.page:
        _news(main, 1)


def _story(main: Main, step: int) -> None:
    if not main.pane.move(step):
        main.say(Run("This is the last one." if step > 0 else "This is the first one.", "dim"))


def has_news(row: object) -> bool:
    """Whether a story has something new for the reader."""
    return isinstance(row, StoryRow) and row.status in (StoryStatus.NEW, StoryStatus.UPDATED)


def _news(main: Main, step: int) -> None:
    items = main.pane.items
    place = main.pane.index + step
    while 0 <= place < len(items):
        if has_news(items[place]):
            main.pane.go(place)
            return
        place += step
    main.say(Run("No more news in this direction.", "dim"))


def _in(main: Main) -> None:
    if main.place == LIST:
        if main.pane.current is not None:
            main.to_page()
        return
    view = reading_pane(main)
    if view is main.side:
        return
    spot = view.current
    if view.page.scrolls or spot is None or not main.reading.open(spot):
        main.say(Run("Nothing to open here.", "dim"))


def _back(main: Main) -> None:
    if main.focused is main.side:
        main.set_focus(main.page)
    elif main.focused is main.page:
        if not main.reading.back():
            main.to_list()
    elif main.decisions.pairing is not None:
        main.pairs_with(None)
    elif not main.lists.leave():
        main.say()


def _pane(main: Main, step: int) -> None:
    if main.panes == 1:
        if main.place == LIST:
            _in(main)
        else:
            main.to_list()
        return
    panes = [main.pane, main.page, *([main.side] if main.panes == 3 else [])]
    here = next((index for index, pane in enumerate(panes) if main.focused is pane), 0)
    wanted = panes[(here + step) % len(panes)]
    if wanted is main.page:
        main.to_page()
    else:
        main.set_focus(wanted)


def view(name: str) -> Callable[[Main], None]:
    """Opens a view."""

    def open_view(main: Main) -> None:
        main.to_list()
        main.lists.open(name)

    return open_view


COMMANDS: dict[str, Callable[[Main], None]] = {
    "move.down": lambda main: _by(main, 1),
    "move.up": lambda main: _by(main, -1),
    "move.top": lambda main: _edge(main, top=True),
    "move.bottom": lambda main: _edge(main, top=False),
    "move.page": _page,
    "move.back": lambda main: _screens(main, -1),
    "move.half": lambda main: _screens(main, 0.5),
    "move.halfback": lambda main: _screens(main, -0.5),
    "open.in": _in,
    "open.back": _back,
    "pane.next": lambda main: _pane(main, 1),
    "pane.previous": lambda main: _pane(main, -1),
    "story.next": lambda main: _story(main, 1),
    "story.previous": lambda main: _story(main, -1),
    "news.next": lambda main: _news(main, 1),
    "news.previous": lambda main: _news(main, -1),
    "view.briefing": view(BRIEFING),
    "view.questions": view(QUESTIONS),
    "view.followed": view(FOLLOWED),
    "view.feeds": view(FEEDS),
}
