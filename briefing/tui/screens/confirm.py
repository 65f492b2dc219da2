"""Something shown at length; when it asks, a yes or a no."""

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
        ("down,j,space,pagedown", "scroll(4)", "On"),
        ("up,k,pageup", "scroll(-4)", "Back"),
    ]

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

    def action_scroll(self, by: int) -> None:
        """Scroll what does not fit."""
        self.query_one(PageView).scroll_by(by)

    def action_answer(self, agreed: bool) -> None:
        """Go back with the answer."""
        if self.is_current:
            self.dismiss(agreed)
