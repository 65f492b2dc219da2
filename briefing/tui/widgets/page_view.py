"""The reading pane: a laid-out page with a cursor that stands on sentences, questions, articles."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from briefing.tui.glyphs import UNICODE, Glyphs
from briefing.tui.lines import EMPTY_PAGE, Page, Run, Spot
from briefing.tui.widgets.painted import Pane
from briefing.values import replace

Source = Callable[[int], Page]
"""A page for a width in columns; called again when the width changes."""


def _nothing(_columns: int) -> Page:
    return EMPTY_PAGE


class PageView(Pane):
    """Shows one page."""

    class Stood(Message):
        """The cursor stands on another spot."""

        def __init__(self, view: PageView, spot: Spot | None) -> None:
            super().__init__()
            self.view, self.spot = view, spot

        def can_replace(self, message: Message) -> bool:
            """Only the newest place matters."""
            return isinstance(message, PageView.Stood) and message.view is self.view

    class Chosen(Message):
        """The spot under the cursor was opened by mouse."""

        def __init__(self, view: PageView) -> None:
            super().__init__()
            self.view = view

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.page = EMPTY_PAGE
        self.spot = 0
        self.key = ""
        """What is shown; another page with the same key keeps the place."""
        self.glyphs: Glyphs = UNICODE
        self.flat = False
        self._source: Source = _nothing
        self._columns = 0

    @property
    def current(self) -> Spot | None:
        """The spot under the cursor."""
        if 0 <= self.spot < len(self.page.spots):
            return self.page.spots[self.spot]
        return None

    def show(self, source: Source, key: str, *, spot: int | None = None) -> None:
        """Another page.

        Args:
            source: makes the page for a width.
            key: what it is; with the same key as before the place is kept.
            spot: where the cursor shall stand, None: kept or the first.
        """
        same = key == self.key
        self._source, self.key = source, key
        self._lay()
        if spot is not None:
            self.spot = max(0, min(spot, len(self.page.spots) - 1))
        elif not same:
            self.spot = 0
        else:
            self.spot = max(0, min(self.spot, len(self.page.spots) - 1))
        if not same or spot is not None:
            # What is meant is seen without scrolling in most short articles: then their head is.
            far = self.page.anchor + 5 > self.size.height
            self.to_line(self.page.anchor - 2 if far else 0)
            if spot:
                self._follow()
        self.refresh()
        self.post_message(self.Stood(self, self.current))

    def _lay(self) -> None:
        self._columns = self.scrollable_content_region.width
        self.page = self._source(max(self._columns, 10))
        self._strips.clear()
        self.virtual_size = Size(self._columns, len(self.page.lines))

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the page out for another width; what was on top stays on top."""
        if self.scrollable_content_region.width == self._columns:
            return
        share = self.scroll_offset.y / max(1, len(self.page.lines))
        self._lay()
        if self.current is not None and not self.page.scrolls:
            self._follow()
        else:
            self.to_line(round(share * len(self.page.lines)))
        self.refresh()

    # --- moving -----------------------------------------------------------------------

    def step(self, by: int) -> bool:
        """To the next or previous spot; in a page for reading on, one line. False at the end."""
        if self.page.scrolls or not self.page.spots:
            return self.scroll_by(by)
        wanted = self.spot + by
        if not 0 <= wanted < len(self.page.spots):
            return self.scroll_by(by)
        self.stand_on(wanted)
        return True

    def stand_on(self, index: int) -> None:
        """Put the cursor on a spot."""
        if not self.page.spots:
            return
        self.spot = max(0, min(index, len(self.page.spots) - 1))
        self._follow()
        self.refresh()
        self.post_message(self.Stood(self, self.current))

    def stand_near(self, spot: Spot) -> None:
        """Put the cursor on the spot that means the same, else leave it where it is."""
        for index, one in enumerate(self.page.spots):
            if replace(one, first=0, last=0) == replace(spot, first=0, last=0):
                self.stand_on(index)
                return

    def scroll_by(self, lines: int) -> bool:
        """Scroll; False when there is no further."""
        top = self.scroll_offset.y
        wanted = max(0, min(top + lines, self.max_scroll_y))
        if wanted == top:
            return False
        self.to_line(wanted)
        self._drag_spot(wanted)
        return True

    def to_end(self, *, top: bool) -> None:
        """To the first or the last line."""
        self.to_line(0 if top else self.max_scroll_y)
        if self.page.spots and not self.page.scrolls:
            self.stand_on(0 if top else len(self.page.spots) - 1)

    def _drag_spot(self, top: int) -> None:
        """After scrolling, the cursor stands on something that is seen."""
        if self.page.scrolls or not self.page.spots:
            return
        bottom = top + self.size.height - 1
        here = self.page.spots[self.spot]
        if here.first > bottom:
            seen = [i for i, spot in enumerate(self.page.spots) if spot.first <= bottom]
            self.spot = seen[-1] if seen else self.spot
        elif here.last < top:
            seen = [i for i, spot in enumerate(self.page.spots) if spot.last >= top]
            self.spot = seen[0] if seen else self.spot
        self.refresh()

    def _follow(self) -> None:
        spot = self.current
        view = self.size.height
        if spot is None or view <= 0:
            return
        top = self.scroll_offset.y
        # The heading above the first spots is worth seeing too.
        first = 0 if self.spot == 0 and spot.first < view - 2 else max(0, spot.first - 2)
        last = min(spot.last + 1, first + view - 1)
        if first < top:
            self.to_line(first)
        elif last >= top + view:
            self.to_line(min(last - view + 1, spot.first))
        if self.flat:
            self.app.cursor_position = self.region.offset + Offset(0, spot.first - top)

    # --- painting ---------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the pane (the Line API of Textual)."""
        columns = self.virtual_size.width
        number = self.scroll_offset.y + y
        if number >= len(self.page.lines):
            return self.blank(columns)
        line = self.page.lines[number]
        if line.spot < 0 or line.spot != self.spot or not self.has_focus or self.page.scrolls:
            return self.painted((number, columns, ""), lambda: self.strip(line.runs, columns))

        def standing() -> Strip:
            bar = self.strip((Run(self.glyphs.bar, "key"),), 1, "line--spot")
            return Strip.join([bar, self.strip(line.runs, columns, "line--spot").crop(1, columns)])

        return self.painted((number, columns, "line--spot"), standing)

    # --- mouse ------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """One click stands there, one on the place where the cursor is opens it."""
        self.screen.set_focus(self)
        number = self.scroll_offset.y + event.y
        if 0 <= number < len(self.page.lines):
            spot = self.page.lines[number].spot
            if spot == self.spot and spot >= 0:
                self.post_message(self.Chosen(self))
            elif spot >= 0:
                self.stand_on(spot)
