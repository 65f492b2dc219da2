"""Face 2: the terminal session. ``run(session)`` is the only way in."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, SuspendNotSupported, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Tooltip
from textual.widgets._toast import ToastRack

from briefing.tui import remap, splash
from briefing.tui.control.frame import first_frame
from briefing.tui.desk import Desk, Shelf
from briefing.tui.keys import KEYS
from briefing.tui.output import outliving
from briefing.tui.screens.dialog import Dialog
from briefing.tui.screens.main import Body, Main
from briefing.tui.session import Session
from briefing.tui.themes import DARK, OWN, fitting, shades, theme_name
from briefing.tui.widgets.painted import Palette

LAST_WAIT = 15.0
"""Seconds that leaving waits for a busy store."""

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals after which the terminal is given back before the program ends."""

LONGEST_TYPING = 0.5
"""Seconds that a key waits for the letter before it to stand in its line."""

SETTLED = 1.0
"""Seconds after which the first list surely stands."""

TOUCHING = (
    *("move.down", "move.up", "move.bottom", "move.page", "move.back", "move.half"),
    *("open.", "pane.", "story.", "news.", "done.", "evidence", "why", "only.new", "copy."),
    *("browser", "question", "take.out", "undo", "redo"),
)
"""Keys after which the cursor stays on its story even while a first edition comes in."""

OpenShelf = Callable[[Session], Shelf]


class BriefingApp(App[int], inherit_bindings=False):
    """Keys, themes and the one screen."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "briefing"
    COMMAND_PALETTE_BINDING = "f24"
    """Textual's own binding is put out of the way: ours comes from the table."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Quit", show=False, priority=True),
        Binding("ctrl+c", f"leave({128 + signal.SIGINT})", "Quit", show=False, priority=True),
        # Priority: each key is acted upon before the next is looked at, so that keys typed
        # ahead mean what they would have meant typed slowly.
        *(
            Binding(
                ",".join(remap.textual_name(name) for name in key.keys),
                f"do('{key.id}')",
                key.title,
                show=False,
                priority=True,
                id=key.id,
            )
            for key in KEYS
        ),
    ]

    def __init__(self, session: Session, open_shelf: OpenShelf) -> None:
        self._keys = remap.remap(session.keys)
        # Without colours of our own nothing may be translated into any: Textual would paint the
        # terminal's default colours as black on black.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.session = session
        self.leaving = False
        self._first_screen: list[str] = []
        """What the next start shows first, painted when this session is left."""
        self._open_shelf = open_shelf
        self.desk = self._new_desk(session)
        for theme in OWN:
            self.register_theme(theme)
        wanted = self.available_themes.get(theme_name(session.theme), DARK)
        if not wanted.ansi:
            # Before the style sheet is read, or it would have to be read again. (For the
            # terminal's own colours more than the sheet changes: they wait for ``on_mount``.)
            self.set_reactive(App.theme, wanted.name)
            self.stylesheet.set_variables(self.get_css_variables())
        self.set_keymap(
            {
                key.id: ",".join(remap.textual_name(name) for name in key.keys)
                for key, usual in zip(self._keys.keys, KEYS, strict=True)
                if key.keys != usual.keys
            }
        )
        self.main = Main(session, self.desk, self._keys)
        self._read_styles()

    def _read_styles(self) -> None:
        """Take the usual styles of all our parts at once.

        Textual takes those of each part when it is mounted, and then parses all anew.
        """
        for part in (self.main, self.main.pane, Palette(), Body(), Tooltip(), ToastRack()):
            for place, css, order, scope in part._get_default_css():
                self.stylesheet.add_source(css, place, True, order, scope)

    def _new_desk(self, session: Session) -> Desk:
        return Desk(lambda: self._open_shelf(session))

    def get_driver_class(self) -> type[Driver]:
        """The usual driver, made to outlive a terminal that is closed."""
        return outliving(super().get_driver_class())

    def get_default_screen(self) -> Screen[None]:
        """The main screen is there from the first frame on."""
        return self.main

    def on_mount(self) -> None:
        """Colours, and what is wrong with the reader's keys."""
        wanted = theme_name(self.session.theme)
        self.theme = wanted if wanted in self.available_themes else DARK.name
        if not self.is_headless:
            colours = self.console.color_system
            self.theme = fitting(self.theme, colours, plain=self.no_color)
        self.theme_changed_signal.subscribe(self, lambda _theme: self._ansi_class())
        # Back from the shell the terminal is empty: paint all of it.
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        self._ansi_class()
        if not self.is_headless:
            self.set_timer(SETTLED, self._settled)
            for number in ENDING:
                asyncio.get_running_loop().add_signal_handler(number, self.leave, 128 + number)
        if theme_name(self.session.theme) not in self.available_themes:
            self.main.complain(
                f"There is no theme {self.main.glyphs.quoted(self.session.theme)}; see :theme"
            )
        elif self._keys.problems:
            self.main.complain(f"Keys: {self._keys.problems[0]}")

    def _ansi_class(self) -> None:
        self.set_class(self.current_theme.ansi, "-ansi")
        self.set_class(self.session.ascii or self.session.flat, "-plain")

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables and the quiet shades of our own."""
        given = super().get_css_variables()
        return {**given, **shades(self.current_theme, given)}

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every key by name, and the themes."""
        for key in self._keys.keys:
            if key.id != "palette":
                names = " ".join(remap.shown(name) for name in key.keys)
                yield SystemCommand(key.help, names, self._doer(key.id))
        yield SystemCommand("Change the theme", "colours", self.action_change_theme)

    def _doer(self, ident: str) -> Callable[[], None]:
        return lambda: self.do(ident)

    def do(self, ident: str) -> None:
        """Do what a key does."""
        if ident.startswith(TOUCHING):
            self.main.lists.touched()
        if ident == "help":
            self._open_help()
        elif ident == "suspend":
            self.action_suspend_process()
        elif ident == "palette":
            self._open_palette()
        else:
            from briefing.tui.registry import COMMANDS

            COMMANDS[ident](self.main)
            if not self.message_queue_size:  # of a held key only the last place is shown
                self.main.reading.follow()

    def _open_help(self) -> None:
        from briefing.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self._keys, self.main.glyphs))

    def _open_palette(self) -> None:
        from textual.command import CommandPalette

        self.push_screen(CommandPalette(placeholder="what do you want to do?"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the table work while nothing is typed and no other screen is open."""
        if action == "do":
            return self.screen is self.main and not self.main.asks.waiting
        return super().check_action(action, parameters)

    async def on_event(self, event: events.Event) -> None:
        """Keys are dealt with one after the other, however fast they come: what answers a
        question or ends a dialog is acted upon at once, before the next key is looked at."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        if self.leaving:
            return
        top = self.screen
        free = event.key not in remap.RESERVED
        if free and isinstance(top, Main | Dialog) and top.took(event):
            return
        typing = top is not self.main or self.main.asks.waiting
        await super().on_event(event)
        if typing and self.focused is not None:
            await self._typed(self.focused)

    async def _typed(self, line: Widget) -> None:
        """Wait until a letter stands in its line, and all around know of it."""
        for node in (line, *line.ancestors_with_self):
            if node is not self and node.is_running:
                told = asyncio.Event()
                node.call_next(told.set)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(told.wait(), LONGEST_TYPING)

    async def action_do(self, ident: str) -> None:
        """A key was pressed: it means what will stand under the cursor once all keys before it
        have had their effect."""
        await self.main.caught_up(ident)
        self.do(ident)

    async def action_leave(self, code: int = 0) -> None:
        """Out, from everywhere."""
        self.leave(code)

    def edit(self, file: Path) -> str:
        """Edit a file in the reader's editor, the session standing by: "" or what went wrong."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
        try:
            with self.suspend():
                # Nothing else can happen until the editor gives the terminal back.
                ended = subprocess.run([*shlex.split(editor), str(file)], check=False)  # noqa: S603 - the reader's own editor, no shell
        except (OSError, ValueError, SuspendNotSupported) as error:
            return f"{editor} did not start: {error}"
        return "" if ended.returncode == 0 else f"{editor} ended with {ended.returncode}"

    def leave(self, code: int = 0) -> None:
        """Go, once everything decided is stored; keys typed meanwhile are swallowed."""
        if not self.leaving:
            self.leaving = True
            self.main.work(partial(self._leave, code), group="leave")

    async def _leave(self, code: int) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.main.decisions.settled(), LAST_WAIT)
        await self._stop_refresh()
        if self.screen is self.main:
            self._first_screen = [line.render(self.console) for line in first_frame(self.main)]
        self.exit(code)

    async def _stop_refresh(self) -> None:
        """End the child that refreshes: it must not write once the first screen is kept."""
        running = [worker for worker in self.workers if worker.group == "refresh"]
        for worker in running:
            worker.cancel()
        await asyncio.gather(*(worker.wait() for worker in running), return_exceptions=True)

    def _keep_frame(self) -> None:
        """Keep the first screen for the next start, or none when it would not be the first."""
        path, config = self.session.frame, self.session.config
        if path is None:
            return
        if self._first_screen:
            files = (self.session.store, *([config] if config else ()))
            size, now = self.size, int(time.time())
            splash.save(path, size.width, size.height, self._first_screen, files, now)
        else:
            splash.forget(path)

    async def over_to(self, session: Session) -> None:
        """Go on with another session: the sample gives way to the reader's own news."""
        old, self.desk, self.session = self.desk, self._new_desk(session), session
        self.main.take(session, self.desk)
        await old.close()

    def _settled(self) -> None:
        """All is there that stays for good: memory is looked through for the rest only."""
        gc.freeze()
        gc.enable()

    async def on_unmount(self) -> None:
        """Store what was decided, let go of the store; it is now as the next start finds it."""
        await self.desk.close()
        if self.leaving:
            self._keep_frame()


def run(session: Session) -> int:
    """Run the session until the reader quits.

    Returns:
        The exit code: 0, or 128 and the number of the signal that ended it (Ctrl-C is SIGINT).

    Raises:
        briefing.errors.StoreError: the store cannot be opened at all.
    """
    from briefing.tui.shelf import open_shelf

    app = BriefingApp(session, open_shelf)
    code = app.run()
    _swallow_typed_ahead()
    return code if isinstance(code, int) else app.return_code or 0


def _swallow_typed_ahead() -> None:
    """Keys typed after ``q`` were meant for us, not for the shell."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import termios

        if sys.stdin.isatty():
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
