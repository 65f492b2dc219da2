"""``briefing mark`` and ``briefing undo``: decisions, one line each, all of them undoable."""

from __future__ import annotations

from briefing.commands.context import Context
from briefing.errors import UsageError
from briefing.models import Mark
from briefing.text import clean

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
    context.tell(f"briefing: {change.sentence if change else 'nothing to change'}")
    return 0


def undo(context: Context) -> int:
    """Take back the last decision."""
    with context.store(write=True) as store:
        change = store.state.undo(context.now())
    context.tell(f"briefing: {change.sentence if change else 'nothing to undo'}")
    return 0
