"""``briefing`` without a command: the terminal session, or the digest in a pipe."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.commands.context import SAMPLE_WINDOW, Context
from briefing.config import Config, load
from briefing.config import config_path as where_is
from briefing.errors import ConfigError
from briefing.tui import splash

if TYPE_CHECKING:
    from argparse import Namespace

    from briefing.models import Theme
    from briefing.tui.session import Session


def start(context: Context) -> int:
    """Open the session; in a pipe, or on a dumb terminal, print the digest."""
    if not interactive():
        from briefing.commands.digesting import digest

        return digest(context)
    if context.sample:
        return _run(_sample_session(context, context.config.store, first_run=False))
    if not context.config.feeds:
        from briefing.demo.folder import throw_away

        with throw_away() as folder:
            return _run(_sample_session(context, folder / "store.sqlite", first_run=True))
    return _run(_own_session(context, context.config))


def _run(session: Session) -> int:
    """The session, perhaps behind the last one's first screen until it can paint its own."""
    # Nothing that is imported is ever let go of: looking for what could be is in vain.
    gc.disable()
    # A page that follows a key by some milliseconds is not held back for a sixtieth of a second.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from briefing.tui.app import run

    splash.leave_to_others()
    return run(session)


def interactive() -> bool:
    """Whether a person sits at a terminal that a full screen can be painted on."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _sample_session(context: Context, store: Path, *, first_run: bool) -> Session:
    from briefing.demo.edition import NOW

    own = _command(context.arguments)
    sample = (*_program(), "--demo", "--store", str(store))
    return replace(
        _session(context, _manners(context), own),
        store=store,
        now=lambda: NOW,
        sample=True,
        first_run=first_run,
        window=SAMPLE_WINDOW,
        frame=None,
        refresh_command=(*sample, "refresh", "--events"),
        begin=lambda: _begin(context),
    )


def _manners(context: Context) -> Config:
    """What the reader set: keys and looks hold over the sample edition, too. Under --demo a file
    with mistakes in it is passed over."""
    if context.sample:
        with suppress(ConfigError):
            return load(where_is(context.arguments.config), required=False)
    return context.config


def _own_session(context: Context, config: Config) -> Session:
    return _session(context, config, _command(context.arguments))


def _session(context: Context, config: Config, command: Sequence[str]) -> Session:
    from briefing.tui.session import Session

    return Session(
        store=config.store,
        config=where_is(context.arguments.config),
        now=replace(context, sample=False).now,
        keys=config.keys,
        theme=config.ui_theme,
        ascii=config.ui_ascii,
        flat=config.ui_flat,
        browser=config.browser,
        save_command=config.save_command,
        themes=lambda: _themes(config),
        window=config.window,
        frame=Path(splash.kept_at()),
        refresh_command=(*command, "refresh", "--events"),
        command=command,
    )


def _begin(context: Context) -> Session:
    """The session over the reader's own feeds, once the first ones were added."""
    config = load(where_is(context.arguments.config), required=False)
    return _own_session(context, config)


def _themes(config: Config) -> Sequence[Theme]:
    from briefing.questions.themes import merge

    return merge(config.themes)


def _program() -> tuple[str, ...]:
    # -P: a folder named briefing where the command is run must not be taken for the program.
    return (sys.executable, "-P", "-m", "briefing")


def _command(arguments: Namespace) -> tuple[str, ...]:
    """How a child calls this program with the same configuration and store."""
    command = [*_program(), "--config", str(where_is(arguments.config))]
    if arguments.store and not arguments.demo:
        command += ["--store", arguments.store]
    return tuple(command)
