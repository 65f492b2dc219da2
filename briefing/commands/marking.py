"""``briefing mark``, ``undo`` and ``redo``: decisions, one line each, all of them undoable."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

from briefing.commands.context import Context
from briefing.config import config_path
from briefing.errors import UsageError
from briefing.models import Mark, QuestionStatus
from briefing.subscribing import relist
from briefing.text import clean

if TYPE_CHECKING:
    from briefing.store.connection import Store
    from briefing.store.log import Relist

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

_HAND = {"split": "an article", "join": "two stories", "apart": "two stories"}
"""Decisions about the grouping, and what each of them names."""


_ANSWERS = {
    "answered": QuestionStatus.ANSWERED,
    "dismissed": QuestionStatus.DISMISSED,
    "open": QuestionStatus.OPEN,
}
"""Decisions about questions."""


def mark(context: Context) -> int:
    """Set or take away a mark on stories; with --all on every story that is listed now."""
    arguments = context.arguments
    if arguments.what in _HAND:
        return _regroup(context)
    if arguments.what in _ANSWERS:
        return _answer(context)
    kind, on = _WHAT[arguments.what]
    if bool(arguments.story) == arguments.all:
        raise UsageError(
            "mark needs stories, or --all, and not both", "`briefing stories` lists their ids"
        )
    given = [clean.title(name) for name in arguments.story]
    with context.store(write=True) as store:
        ids = [row.id for row in store.stories.rows()] if arguments.all else given
        change = store.state.mark(kind, ids, on=on, now=context.now())
        terms = {
            view.hushed_by
            for view in (store.stories.view(story) for story in given)
            if (kind, on) == (Mark.MUTE, False) and view.row.muted
        }
        links = [_lead(store, story) for story in ids] if kind is Mark.SAVE and on else []
    context.tell(f"briefing: {change.sentence if change else 'nothing to change'}")
    for term in sorted(terms):
        context.tell(
            f"briefing: the muted term {term!r} hides it still; `:terms` in the session unmutes it"
        )
    if change is not None and context.config.save_command:
        for link in links:
            _hand_over(context, link)
    return 0


def _regroup(context: Context) -> int:
    """Split an article off its story, join two stories, or never let two come together."""
    arguments = context.arguments
    needed = _HAND[arguments.what]
    names = [clean.title(name) for name in arguments.story]
    if arguments.all or len(names) != (1 if needed == "an article" else 2):
        raise UsageError(
            f"mark {arguments.what} needs {needed}",
            "`briefing stories` lists stories, `briefing story ID` the articles of one",
        )
    with context.store(write=True) as store:
        decide = getattr(store.state, arguments.what)
        change = decide(*names, context.now())
        _retell(context, store)
    context.tell(f"briefing: {change.sentence if change else 'nothing to change'}")
    return 0


def _retell(context: Context, store: Store) -> None:
    """Tell the stories anew whose articles are others now."""
    if store.stories.dirty():
        from briefing.telling import retell

        retell(store, context.config)


def _answer(context: Context) -> int:
    """Close questions as answered or dismissed, or open them again."""
    arguments = context.arguments
    if arguments.all or not arguments.story:
        raise UsageError(
            f"mark {arguments.what} needs questions", "`briefing questions` lists their ids"
        )
    names = [clean.title(name) for name in arguments.story]
    with context.store(write=True) as store:
        change = store.state.answer(names, _ANSWERS[arguments.what], context.now())
    context.tell(f"briefing: {change.sentence if change else 'nothing to change'}")
    return 0


def weigh(context: Context) -> int:
    """Let an outlet count for more or less than one."""
    arguments = context.arguments
    with context.store(write=True) as store:
        change = store.state.weigh(clean.title(arguments.outlet), arguments.weight, context.now())
        _retell(context, store)
    context.tell(f"briefing: {change.sentence if change else 'nothing to change'}")
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
        change = store.state.undo(context.now(), _relist(context, store))
        _retell(context, store)
    context.tell(f"briefing: {change.sentence if change else 'nothing to undo'}")
    return 0


def redo(context: Context) -> int:
    """Do again what was taken back last."""
    with context.store(write=True) as store:
        change = store.state.redo(context.now(), _relist(context, store))
        _retell(context, store)
    context.tell(f"briefing: {change.sentence if change else 'nothing to do again'}")
    return 0


def _relist(context: Context, store: Store) -> Relist:
    return relist(store, config_path(context.arguments.config))
