"""What each key does: id of ``keys.KEYS`` -> function of the main screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.tui.commands import decide, find, move, read, themed

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main

COMMANDS: dict[str, Callable[[Main], None]] = {
    **move.COMMANDS,
    **read.COMMANDS,
    **decide.COMMANDS,
    **find.COMMANDS,
    **themed.COMMANDS,
}
"""Complete: a test holds it against the table of keys. ``palette``, ``suspend`` and ``help``
are the application's own."""
