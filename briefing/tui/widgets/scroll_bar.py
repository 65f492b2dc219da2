"""The scrollbar of a pane, drawn in a hundredth of the time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import cast

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class PaneBar(ScrollBar):
    """Looks and works as Textual's own, which would make and style each of its cells anew at
    every frame: with two of them more than a third of what a key costs."""

    def __init__(self, *, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._drawn: tuple[Hashable, list[Strip]] = ("", [])
        self._cells: dict[Segment, Strip] = {}

    def notify_style_update(self) -> None:
        """Another theme."""
        super().notify_style_update()
        self._drawn = "", []
        self._cells.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its lines, for the compositor: made anew when it looks different."""
        columns, rows = self.size
        look = (
            *(columns, rows, self.window_virtual_size, self.window_size, self.position),
            *(self.mouse_over, self.grabbed is not None, *self.get_line_filters()),
        )
        if look != self._drawn[0]:
            self._drawn = look, [self._cell(segment, columns) for segment in self._segments()]
        column, row, width, height = crop
        return [line.crop(column, column + width) for line in self._drawn[1][row : row + height]]

    def _segments(self) -> list[Segment]:
        bar = cast("ScrollBarRender", self.render())
        style = cast("Style", bar.style)
        drawn = self.renderer.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=bar.thickness,
            back_color=style.bgcolor or Color.default(),
            bar_color=style.color or Color.default(),
        )
        return list(drawn.segments)

    def _cell(self, segment: Segment, columns: int) -> Strip:
        strip = self._cells.get(segment)
        if strip is None:
            strip = Strip([segment], columns)
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
            self._cells[segment] = strip
        return strip
