"""All keys, searchable."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from briefing.tui.columns import fit
from briefing.tui.keys import GROUPS, Key
from briefing.tui.lines import Page, Run, Writer
from briefing.tui.remap import RESERVED, Remapped, shown
from briefing.tui.screens.dialog import Dialog
from briefing.tui.widgets.page_view import PageView


class HelpScreen(Dialog[None]):
    """The table of keys; typing narrows it."""

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
        self._wanted = event.value.strip().lower()
        self._show()

    def took(self, event: events.Key) -> bool:
        """What closes it, and scrolling; the rest is typed."""
        # The keys that opened it and that leave everywhere close it, too.
        leaves = event.character in ("?", "q") and not self.query_one(Input).value
        if leaves or event.key in ("escape", "enter"):
            self.end(None)
        elif event.key in ("down", "pagedown"):
            self.query_one(PageView).scroll_by(8)
        elif event.key in ("up", "pageup"):
            self.query_one(PageView).scroll_by(-8)
        else:
            return False
        return True

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
