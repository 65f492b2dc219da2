"""Widgets of the terminal session: they paint values of ``tui.lines`` and know no store."""
