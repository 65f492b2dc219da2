"""What all our line widgets share: runs of roles -> a strip in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.columns import guard
from briefing.tui.lines import ROLES, Run

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

    def notify_style_update(self) -> None:
        """The theme or a class changed: what was painted before is stale."""
        super().notify_style_update()
        self.repaint()

    def repaint(self) -> None:
        """Forget every line painted so far."""
        self._styles_of.clear()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that are seen, for the compositor.

        Our lines bring all their colours along, and those kept from before are handed over as
        they are; Textual would style every one of them anew at every frame.
        """
        filters, ground = self.get_line_filters(), self.background_colors[1]
        edge = self._edge()
        inner = self.region.width - len(edge)
        lines: list[Strip] = []
        for y in crop.line_range:
            strip = self.render_line(y).adjust_cell_length(inner, self._style("", ""))
            if edge:
                strip = Strip([*edge, *strip], self.region.width)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, ground)
            lines.append(strip.crop(*crop.column_span))
        return lines

    def _edge(self) -> list[Segment]:
        """The hairline on the left that the style sheet asks for; the only border we have."""
        kind, colour = self.styles.border_left
        if kind not in _HAIRLINES:
            return []
        _, ground = self.background_colors
        style = Style.from_color((ground + colour).rich_color, ground.rich_color)
        return [Segment(_HAIRLINES[kind], style)]

    def painted(self, key: Hashable, make: Callable[[], Strip]) -> Strip:
        """A line made before, else made now. ``key`` says all that it depends on."""
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self._strips[key] = make()
        return strip

    def strip(self, runs: Iterable[Run], columns: int, under: str = "") -> Strip:
        """Runs as a strip of exactly ``columns`` columns; ``under`` names the component that
        lies below all of them ("line--cursor")."""
        segments = [Segment(guard(run.text), self._style(run.role, under)) for run in runs]
        return Strip(segments).adjust_cell_length(columns, self._style("", under))

    def _style(self, role: str, under: str) -> Style:
        style = self._styles_of.get((role, under))
        if style is None:
            palette = self.app.screen_stack[0].query_exactly_one(Palette)
            style = palette.get_component_rich_style(under) if under else self.rich_style
            if role:
                above = palette.get_component_rich_style(f"line--{role}", partial=True)
                # On reversed ground every colour would become a patch of background.
                style += above.without_color if style.reverse else above
            self._styles_of[role, under] = style
        return style
