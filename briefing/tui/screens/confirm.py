"""Something shown at length, and a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from briefing.tui.lines import Page, Run, Writer
from briefing.tui.widgets.page_view import PageView


class ConfirmScreen(ModalScreen[bool]):
    """y agrees; n, q and Escape do not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("y,enter", "answer(True)", "Yes"),
        ("n,q,escape", "answer(False)", "No"),
    ]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title, self._lines = title, tuple(lines)

    def compose(self) -> ComposeResult:
        """One page."""
        with Vertical(id="box"):
            yield PageView(id="confirm")

    def on_mount(self) -> None:
        """Show it."""
        view = self.query_one(PageView)
        view.styles.height = min(18, len(self._lines) + 4)
        view.show(self._page, "confirm")
        view.focus()

    def _page(self, columns: int) -> Page:
        out = Writer(columns)
        out.para(Run(self._title, "title"))
        out.blank()
        for line in self._lines:
            out.para(Run(line), hang="    ")
        out.blank()
        out.para(Run("y", "key"), Run(" yes   "), Run("n", "key"), Run(" no"))
        return out.page(self._title)

    def action_answer(self, agreed: bool) -> None:
        """Go back with the answer."""
        if self.is_current:
            self.dismiss(agreed)
