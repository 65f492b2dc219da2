"""The list: draws only the lines that are seen, so that 50,000 stories cost what 20 do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from briefing.tui.lines import Run
from briefing.tui.rows import Heading, Item, Look, Runs, height_of, key_of, paint
from briefing.tui.widgets.painted import Pane

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ListPane(Pane):
    """A list of items with a cursor. Moves are calls, what they lead to are messages."""

    class Moved(Message):
        """The cursor stands on another item (or the item under it changed)."""

        def __init__(self, item: Item | None) -> None:
            super().__init__()
            self.item = item

        def can_replace(self, message: Message) -> bool:
            """Only the newest place matters."""
            return isinstance(message, ListPane.Moved)

    class Chosen(Message):
        """The item under the cursor was opened by mouse."""

    class Touched(Message):
        """The list was clicked."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.items: list[Item] = []
        self.index = 0
        self.look = Look(_EPOCH)
        self.tail: Sequence[Runs] = ()
        """Lines after the last item: the end of the briefing."""
        self._places: dict[str, int] = {}
        self._height = 2

    # --- what is shown ----------------------------------------------------------------

    @property
    def current(self) -> Item | None:
        """The item under the cursor, None in an empty list."""
        if 0 <= self.index < len(self.items):
            item = self.items[self.index]
            return None if isinstance(item, Heading) else item
        return None

    def show(self, items: Sequence[Item], *, key: str = "", line: int | None = None) -> None:
        """Another content.

        Args:
            items: the new list.
            key: where the cursor shall stand; when it is not there, near the old place.
            line: screen line (from the top of the pane) that this item shall keep, None: as
                little scrolling as possible.
        """
        self.items = list(items)
        self._strips.clear()
        self._places = {key_of(item): index for index, item in enumerate(self.items)}
        place = self._places.get(key)
        self.index = self._selectable(self.index if place is None else place, 1)
        self._measure()
        if place is not None and line is not None:
            self.to_line(self.index * self._height - line)
        self._follow()
        self.refresh()
        self.post_message(self.Moved(self.current))

    def cursor_line(self) -> int:
        """Screen line of the cursor, for keeping it there."""
        return self.index * self._height - self.scroll_offset.y

    def find(self, key: str) -> Item | None:
        """The item with this key."""
        place = self._places.get(key)
        return None if place is None else self.items[place]

    def put(self, item: Item) -> None:
        """Show a newer version of an item where it stands."""
        place = self._places.get(key_of(item))
        if place is None:
            return
        self.items[place] = item
        self._strips.clear()
        self.refresh_lines(place * self._height, self._height)

    def end(self, tail: Sequence[Runs]) -> None:
        """What stands after the last item."""
        if tail != self.tail:
            self.tail = tail
            self._measure()
            self.refresh()

    def to_first(self, items: Sequence[Item]) -> None:
        """Show a list from its top, at once and without telling anybody."""
        self.items, self.index = list(items), 0
        self._strips.clear()
        self._measure()
        self.set_scroll(0, 0)

    def restyle(self, look: Look) -> None:
        """Paint with another clock or other signs."""
        self.look = look
        self.repaint()
        self.refresh()

    # --- moving -----------------------------------------------------------------------

    def go(self, index: int, lean: int = 1) -> bool:
        """Put the cursor on an item; headings are passed in the direction of ``lean``.

        Returns whether it moved.
        """
        wanted = self._selectable(max(0, min(index, len(self.items) - 1)), lean)
        if wanted == self.index or not self.items:
            return False
        old, self.index = self.index, wanted
        self.refresh_lines(old * self._height, self._height)
        self.refresh_lines(wanted * self._height, self._height)
        self._follow()
        self.post_message(self.Moved(self.current))
        return True

    def move(self, by: int) -> bool:
        """Up or down by so many items."""
        return self.go(self.index + by, 1 if by > 0 else -1)

    @property
    def page_items(self) -> int:
        """Items in one screenful."""
        return max(1, self.size.height // self._height - 1)

    def _selectable(self, index: int, lean: int) -> int:
        """The nearest item that is no heading, first in the direction of ``lean``."""
        if not self.items:
            return 0
        index = max(0, min(index, len(self.items) - 1))
        for step in (lean, -lean):
            place = index
            while 0 <= place < len(self.items):
                if not isinstance(self.items[place], Heading):
                    return place
                place += step
        return index

    def _follow(self) -> None:
        """Scroll as little as is needed to see the cursor and its neighbour."""
        top, view = self.scroll_offset.y, self.size.height
        if view <= 0:
            return
        margin = self._height if view >= 4 * self._height else 0
        first = self.index * self._height
        last = first + self._height - 1
        if self.index and isinstance(self.items[self.index - 1], Heading):
            first -= self._height
        if first - margin < top:
            self.to_line(first - margin)
        elif last + margin >= top + view:
            self.to_line(last + margin - view + 1)
        if self.look.flat:
            # Screen readers follow the terminal's own cursor.
            where = self.region.offset + Offset(0, self.cursor_line())
            self.app.cursor_position = where

    # --- painting ---------------------------------------------------------------------

    def _measure(self) -> None:
        columns = self.scrollable_content_region.width
        self._height = height_of(columns, self.look.flat)
        self.virtual_size = Size(columns, len(self.items) * self._height + len(self.tail))

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor on its screen line as far as the new size allows."""
        before = self._height
        line = self.cursor_line()
        self._measure()
        if self._height != before:
            self.to_line(self.index * self._height - line)
        self._follow()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that are seen, in the width that the pane has now: the first frame is
        painted before anybody is told how wide it is."""
        if self.scrollable_content_region.width != self.virtual_size.width:
            self._measure()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the pane (the Line API of Textual)."""
        columns = self.virtual_size.width
        place, line = divmod(self.scroll_offset.y + y, self._height)
        if place >= len(self.items):
            after = self.scroll_offset.y + y - len(self.items) * self._height
            if after >= len(self.tail):
                return self.blank(columns)
            return self.strip(self.tail[after], columns)
        item = self.items[place]
        here = place == self.index and not isinstance(item, Heading)
        under = ("line--cursor" if self.has_focus else "line--cursor-away") if here else ""

        def make() -> Strip:
            first = Run(self.look.glyphs.bar, "key") if here else Run(" ")
            runs = paint(item, columns - 1, self.look)[line]
            return self.strip((first, *runs), columns, under)

        # An item is frozen: as long as it is in the list it is known by its identity.
        return self.painted((id(item), line, columns, under), make)

    # --- mouse ------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """One click goes there, one on the place where the cursor is opens it."""
        place = (self.scroll_offset.y + event.y) // self._height
        if not 0 <= place < len(self.items) or isinstance(self.items[place], Heading):
            return
        self.screen.set_focus(self)
        self.post_message(self.Touched())
        if not self.go(place):
            self.post_message(self.Chosen())
