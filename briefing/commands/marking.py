"""``briefing mark`` and ``briefing undo``: decisions, one line each, all of them undoable."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

from briefing.commands.context import Context
from briefing.errors import UsageError
from briefing.models import Mark
from briefing.text import clean

if TYPE_CHECKING:
    from briefing.store.connection import Store

_WHAT = {
    "done": (Mark.DONE, True),
    "undone": (Mark.DONE, False),
    "follow": (Mark.FOLLOW, True),
    "unfollow": (Mark.FOLLOW, False),
    "snooze": (Mark.SNOOZE, True),
    "unsnooze": (Mark.SNOOZE, False),
    "mute": (Mark.MUTE, True),
    "unmute": (Mark.MUTE, False),
    "save": (Mark.SAVE, True),
    "unsave": (Mark.SAVE, False),
}


def mark(context: Context) -> int:
    """Set or take away a mark on stories; with --all on every story that is listed now."""
    arguments = context.arguments
    kind, on = _WHAT[arguments.what]
    if bool(arguments.story) == arguments.all:
        raise UsageError(
            "mark needs stories, or --all, and not both", "`briefing stories` lists their ids"
        )
    given = [clean.title(name) for name in arguments.story]
    with context.store(write=True) as store:
        ids = [row.id for row in store.stories.rows()] if arguments.all else given
        change = store.state.mark(kind, ids, on=on, now=context.now())
        links = [_lead(store, story) for story in ids] if kind is Mark.SAVE and on else []
    context.tell(f"briefing: {change.sentence if change else 'nothing to change'}")
    if change is not None and context.config.save_command:
        for link in links:
            _hand_over(context, link)
    return 0


def _lead(store: Store, story: str) -> str:
    """Address of the first original article of a story, "" when none has one."""
    articles = store.stories.view(story).articles
    return next((a.article.url for a in articles if a.article.url and not a.copy_of), "")


def _hand_over(context: Context, link: str) -> None:
    """Give a saved link to the reader's own command: its last argument, no shell."""
    safe = clean.link(link)
    if not safe:
        return
    try:
        subprocess.run(  # noqa: S603 - the reader's own command, the link one argument of it
            [*shlex.split(context.config.save_command), safe], stdin=subprocess.DEVNULL, check=True
        )
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        context.tell(f"briefing: open.save_command failed: {clean.title(str(error))[:200]}")


def undo(context: Context) -> int:
    """Take back the last decision."""
    with context.store(write=True) as store:
        change = store.state.undo(context.now())
    context.tell(f"briefing: {change.sentence if change else 'nothing to undo'}")
    return 0
