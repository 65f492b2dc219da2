"""What all our line widgets share: runs of roles -> a strip in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.columns import guard, width
from briefing.tui.lines import ROLES, Run
from briefing.tui.widgets.scroll_bar import PaneBar

COMPONENTS = frozenset(f"line--{role}" for role in ROLES) | {
    "line--cursor",
    "line--cursor-away",
    "line--spot",
}


_HAIRLINES = {"vkey": "▏", "ascii": "|"}

_KEPT = 2048
"""Painted lines kept for scrolling back and forth."""


class Palette(Widget):
    """Holds the styles of all roles for all of them, unseen: Textual keeps a styled node for every
    component of every widget, and would restyle each whenever a class or the focus changes."""

    DEFAULT_CSS = "Palette { display: none; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)


class Painted(Widget):
    """Base of widgets that paint runs. Nothing here ever reads markup."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_of: dict[tuple[str, str], Style] = {}
        self._strips: dict[Hashable, Strip] = {}
        self._frame: tuple[object, ...] = ()
        self._edge: list[Segment] = []
        self._framed: dict[int, tuple[Strip, Strip]] = {}
        """Lines by identity (kept with them, so that it stays theirs) and as they are seen."""

    def notify_style_update(self) -> None:
        """The theme or a class changed: what was painted before is stale."""
        super().notify_style_update()
        self.repaint()

    def repaint(self) -> None:
        """Forget every line painted so far."""
        self._styles_of.clear()
        self._strips.clear()
        self._framed.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that are seen, for the compositor.

        Our lines bring all their colours along: one that was handed over before is handed over
        again as it was. Textual would style every one of them anew at every frame.
        """
        frame = (self.scrollable_content_region.width, crop.column_span, self.background_colors,
                 self.styles.border_left, tuple(self.get_line_filters()))  # fmt: skip
        if frame != self._frame:
            self._frame = frame
            self.repaint()
            self._edge = self._hairline()
        elif len(self._framed) > _KEPT:
            self._framed.clear()
        lines: list[Strip] = []
        for y in crop.line_range:
            strip = self.render_line(y)
            found = self._framed.get(id(strip))
            if found is None:
                found = self._framed[id(strip)] = strip, self._in_frame(strip, crop)
            lines.append(found[1])
        return lines

    def _in_frame(self, strip: Strip, crop: Region) -> Strip:
        """A line with what the style sheet puts around it: a hairline on the left, at most. Where
        the scrollbar stands the line ends: no line has to be cut there."""
        columns = self.scrollable_content_region.width
        strip = strip.adjust_cell_length(columns, self._style("", ""))
        if self._edge:
            strip = Strip([*self._edge, *strip], columns + 1)
        return strip.crop(*crop.column_span)

    def _hairline(self) -> list[Segment]:
        """What the style sheet wants on the left of every line."""
        kind, colour = self.styles.border_left
        edge = _HAIRLINES.get(kind, "")
        ground = self.background_colors[1]
        style = Style.from_color((ground + colour).rich_color, ground.rich_color)
        return [Segment(edge, self._filtered(style))] if edge else []

    def painted(self, key: Hashable, make: Callable[[], Strip]) -> Strip:
        """A line made before, else made now. ``key`` says all that it depends on."""
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self._strips[key] = make()
        return strip

    def blank(self, columns: int) -> Strip:
        """An empty line."""
        return self.painted(("", columns), lambda: self.strip((), columns))

    def strip(self, runs: Iterable[Run], columns: int, under: str = "") -> Strip:
        """Runs as a strip of exactly ``columns`` columns; ``under`` names the component that
        lies below all of them ("line--cursor")."""
        segments = [Segment(guard(run.text), self._style(run.role, under)) for run in runs]
        used = sum(width(segment.text) for segment in segments)
        if used < columns:
            segments.append(Segment(" " * (columns - used), self._style("", under)))
        return Strip(segments, max(used, columns)).crop(0, columns)

    def _style(self, role: str, under: str) -> Style:
        style = self._styles_of.get((role, under))
        if style is None:
            palette = self.app.screen_stack[0].query_exactly_one(Palette)
            style = palette.get_component_rich_style(under) if under else self.rich_style
            if role:
                above = palette.get_component_rich_style(f"line--{role}", partial=True)
                # On reversed ground every colour would become a patch of background.
                style += above.without_color if style.reverse else above
            style = self._styles_of[role, under] = self._filtered(style)
        return style

    def _filtered(self, style: Style) -> Style:
        """A style as the terminal is to have it (without colours, as the case may be): done once
        for each style instead of for each line."""
        segments = [Segment(" ", style)]
        for line_filter in self.get_line_filters():
            segments = line_filter.apply(segments, self.background_colors[1])
        return segments[0].style or style


class Pane(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """Lines that scroll. Its place on the screen does not depend on how many they are."""

    virtual_size = Reactive(Size(0, 0))
    """Textual lays the whole screen out anew for this; here only the scrollbar follows."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar; made when it is first asked for, as Textual's own is."""
        if self._vertical_scrollbar is None:
            bar = self._vertical_scrollbar = PaneBar(thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def watch_virtual_size(self, size: Size) -> None:
        """More or fewer lines."""
        self._scroll_update(size)

    def to_line(self, y: int) -> None:
        """Scroll there in the frame that is painted next; Textual's own way is the one after."""
        placed = self.size.height > 0
        self.scroll_to(y=max(0, y), animate=False, immediate=placed)
