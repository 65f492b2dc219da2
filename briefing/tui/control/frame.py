"""The first screen, as the next start will show it before anything is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

from briefing.tui import splash
from briefing.tui.control.views import BRIEFING
from briefing.tui.keys import LIST
from briefing.tui.lines import Run
from briefing.tui.rows import key_of

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main


def first_frame(main: Main) -> list[Strip]:
    """The screen's lines: the list from its top, without what was decided about; () when another
    list than the briefing is shown."""
    lists, pane, size = main.lists, main.pane, main.size
    if lists.view != BRIEFING or lists.filters or main.place != LIST:
        return []
    pane.to_first([item for item in pane.items if key_of(item) not in lists.held])
    main.say(Run(f"Opening{main.glyphs.more} the list as it was {splash.AGE}", "dim"))
    main.progress()
    lines = [Strip.blank(size.width, main.rich_style)] * size.height
    for widget in (*main.all_around, pane):
        region = widget.region
        for y in range(region.height if widget.display else 0):
            if region.y + y < len(lines):
                line = lines[region.y + y]
                painted = widget.render_line(y).crop(0, region.width)
                after = line.crop(region.x + painted.cell_length)
                lines[region.y + y] = Strip.join([line.crop(0, region.x), painted, after])
    return lines
