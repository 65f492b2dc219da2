"""Something shown at length; when it asks, a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from briefing.tui.lines import Page, Run, Writer
from briefing.tui.screens.dialog import Dialog
from briefing.tui.widgets.page_view import PageView

ON = ("down", "j", "space", "pagedown")
BACK = ("up", "k", "pageup")


class ConfirmScreen(Dialog[bool]):
    """y agrees; n, q and Escape do not."""

    def __init__(self, title: str, lines: Sequence[Run], *, asks: bool = True) -> None:
        super().__init__()
        self._title, self._lines, self._asks = title, tuple(lines), asks

    def compose(self) -> ComposeResult:
        """One page."""
        with Vertical(id="box"):
            yield PageView(id="confirm")

    def on_mount(self) -> None:
        """Show it."""
        view = self.query_one(PageView)
        view.show(self._page, "confirm")
        view.focus()
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Another width, another height."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """As high as what it says, as far as there is room; the rest scrolls."""
        view = self.query_one(PageView)
        view.styles.height = min(len(view.page.lines), max(4, self.size.height - 6))

    def _page(self, columns: int) -> Page:
        out = Writer(columns)
        out.para(Run(self._title, "title"))
        out.blank()
        for line in self._lines:
            out.para(line, hang="    ")
        out.blank()
        if self._asks:
            out.line(" ", Run("y", "key"), " yes   ", Run("n", "key"), " no")
        else:
            out.line(" ", Run("Esc", "key"), Run(" closes", "dim"))
        return out.page(self._title)

    def took(self, event: events.Key) -> bool:
        """An answer, or scrolling what does not fit."""
        if event.key in ("y", "enter"):
            self.end(True)
        elif event.key in ("n", "q", "escape"):
            self.end(False)
        elif event.key in ON or event.key in BACK:
            self.query_one(PageView).scroll_by(4 if event.key in ON else -4)
        else:
            return False
        return True
