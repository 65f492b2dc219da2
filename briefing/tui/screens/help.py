"""All keys, searchable."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from briefing.tui.columns import fit
from briefing.tui.keys import GROUPS, RESERVED, Key, Remapped, shown
from briefing.tui.lines import Page, Run, Writer
from briefing.tui.widgets.page_view import PageView


class HelpScreen(ModalScreen[None]):
    """The table of keys; typing narrows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Close"),
        ("down,pagedown", "scroll(8)", "On"),
        ("up,pageup", "scroll(-8)", "Back"),
    ]

    def __init__(self, keys: Remapped) -> None:
        super().__init__()
        self._keys = keys
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """A line to type in over the table."""
        with Vertical(id="box"):
            yield Input(placeholder="type to find a key; Esc closes", select_on_focus=False)
            yield PageView(id="keys")

    def on_mount(self) -> None:
        """Show the whole table."""
        self._show()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value in ("?", "q") and not self._wanted:
            # The keys that opened it and that leave everywhere.
            self._leave()
            return
        self._wanted = event.value.strip().lower()
        self._show()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._leave()

    def action_leave(self) -> None:
        """Close."""
        self._leave()

    def _leave(self) -> None:
        if self.is_current:  # a second key may have been on its way
            self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Scroll the table."""
        self.query_one(PageView).scroll_by(by)

    def _show(self) -> None:
        wanted = self._wanted
        self.query_one(PageView).show(lambda columns: help_page(self._keys, columns, wanted),
                                      f"help:{wanted}")  # fmt: skip


def help_page(keys: Remapped, columns: int, wanted: str = "") -> Page:
    """The table of keys as a page, narrowed to what holds ``wanted``."""
    out = Writer(columns)
    for group in GROUPS:
        rows = [key for key in keys.keys if key.group == group and _holds(key, wanted)]
        if not rows:
            continue
        out.blank()
        out.para(Run(group, "head"))
        for key in rows:
            names = " ".join(shown(name) for name in key.keys)
            out.para(Run(key.help), lead=Run(f"  {fit(names, 14)} ", "key"), hang=" " * 17)
    if not out.lines:
        out.para(Run("No key does that; try the palette (C-p).", "dim"))
    elif not wanted:
        out.blank()
        out.para(
            Run(" and ".join(shown(name) for name in RESERVED), "key"),
            Run(" quit from everywhere. Remap the others in the configuration under [keys].",
                "dim"),
        )  # fmt: skip
    return out.page("Keys")


def _holds(key: Key, wanted: str) -> bool:
    names = " ".join(shown(name) for name in key.keys)
    return wanted in f"{key.title} {key.help} {key.id} {names} {key.group}".lower()
