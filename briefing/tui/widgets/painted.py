"""What all our line widgets share: runs of roles -> a strip in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.columns import guard
from briefing.tui.lines import ROLES, Run

COMPONENTS = frozenset(f"line--{role}" for role in ROLES) | {
    "line--cursor",
    "line--cursor-away",
    "line--spot",
}


class Painted(Widget):
    """Base of widgets that paint runs. Nothing here ever reads markup."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    def strip(self, runs: Iterable[Run], columns: int, under: str = "") -> Strip:
        """Runs as a strip of exactly ``columns`` columns; ``under`` names the component that
        lies below all of them ("line--cursor")."""
        base = self.get_component_rich_style(under) if under else self.rich_style
        segments = [
            Segment(guard(run.text), base + self._role(run.role)) for run in runs if run.text
        ]
        return Strip(segments).adjust_cell_length(columns, base)

    def _role(self, role: str) -> Style:
        return self.get_component_rich_style(f"line--{role}", partial=True)
