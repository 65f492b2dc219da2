"""All keys and all signs, searchable."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from briefing.tui.columns import fit
from briefing.tui.glyphs import UNICODE, Glyphs
from briefing.tui.keys import GROUPS, Key
from briefing.tui.lines import Page, Run, Writer
from briefing.tui.remap import RESERVED, Remapped, shown
from briefing.tui.screens.dialog import Dialog
from briefing.tui.widgets.page_view import PageView


class HelpScreen(Dialog[None]):
    """The table of keys; typing narrows it."""

    def __init__(self, keys: Remapped, glyphs: Glyphs) -> None:
        super().__init__()
        self._keys, self._glyphs = keys, glyphs
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
        self.query_one(PageView).show(
            lambda columns: help_page(self._keys, columns, wanted, self._glyphs), f"help:{wanted}"
        )


def signs(glyphs: Glyphs) -> list[tuple[Run, str]]:
    """Every sign before or behind a line of a list, and what it means."""
    return [
        (Run(glyphs.new, "new"), "A story with news for you"),
        (Run("+2", "new"), "Two new articles in a story that you have read"),
        (Run(f"3{glyphs.question}", "question"), "Three open questions"),
        (Run(f"3{glyphs.possible}", "possible"), "The same, and one of them may be answered"),
        (Run(glyphs.follow, "follow"), "You follow it"),
        (Run(glyphs.save, "follow"), "You keep it"),
        (Run(glyphs.done, "done"), "Done, or a question that is answered"),
        (Run(glyphs.snooze, "done"), "Put away until it changes; a question that changed"),
        (Run(glyphs.mute, "done"), "Muted"),
        (Run(glyphs.bad, "bad"), "A feed that failed"),
        (Run(f"{glyphs.times}2", "dim"), "An outlet that counts double"),
        (Run(glyphs.join, "key"), "It waits for the story to be joined with"),
        (Run(glyphs.apart, "key"), "It waits for the story to be kept apart from"),
    ]


def help_page(keys: Remapped, columns: int, wanted: str = "", glyphs: Glyphs = UNICODE) -> Page:
    """The tables of keys and signs as a page, narrowed to what holds ``wanted``."""
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
    told = [(sign, what) for sign, what in signs(glyphs) if wanted in f"signs {what}".lower()]
    if told:
        out.blank()
        out.para(Run("Signs", "head"))
    for sign, what in told:
        lead = Run(f"  {fit(sign.text, 14)} ", sign.role)
        out.para(Run(what), lead=lead, hang=" " * 17)
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
