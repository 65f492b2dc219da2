"""``briefing digest``: an edition, printed."""

from __future__ import annotations

import sys
from datetime import UTC, timedelta

from briefing.commands import asked
from briefing.commands.context import SAMPLE_WINDOW, Context
from briefing.edition import build
from briefing.models import StoryStatus
from briefing.values import TYPE_CHECKING, replace

if TYPE_CHECKING:
    from datetime import datetime

    from briefing.models import Edition

_NEWS = (StoryStatus.NEW, StoryStatus.UPDATED)


def digest(context: Context) -> int:
    """Print the briefing. On a machine where nothing is followed yet, the sample edition."""
    asked.check(context)
    own = context.sample or context.config.feeds or context.stored() or context.arguments.store
    if own or _for_machines(context):
        return _digest(context)
    from briefing.demo.edition import subscriptions
    from briefing.demo.folder import throw_away

    context.tell(
        "briefing: nothing is followed yet, so this is the sample edition; "
        "`briefing feed starter` or `briefing feed add ADDRESS` begins yours"
    )
    with throw_away() as folder:
        store = folder / "store.sqlite"
        config = replace(context.config, feeds=subscriptions(), store=store, window=SAMPLE_WINDOW)
        return _digest(replace(context, config=config, sample=True, zone=UTC))


def _for_machines(context: Context) -> bool:
    """Whether a script asks: it must never take the sample for the reader's own news."""
    arguments = context.arguments
    return bool(
        getattr(arguments, "refresh", False)
        or getattr(arguments, "exit_code", False)
        or getattr(arguments, "since", None)
        or (getattr(arguments, "format", None) or context.config.digest_format) != "text"
    )


def _digest(context: Context) -> int:
    arguments = context.arguments
    cut_off = False
    if getattr(arguments, "refresh", False) and not context.sample:
        from briefing.commands.refreshing import conveyed, tell_failures

        report = conveyed(context)
        tell_failures(context, report)
        cut_off = report.in_vain
    edition, mark = _edition(context)
    context.out(_rendered(context, edition))
    if mark is not None:
        # Only what has been handed over counts as shown.
        context.flush()
        with context.store(write=True) as store:
            store.state.set_last("digest", mark)
    if cut_off:
        return 1  # what was printed is as old as the last refresh that worked
    news = any(view.row.status in _NEWS for view in edition.stories)
    return 3 if getattr(arguments, "exit_code", False) and not news else 0


def _edition(context: Context) -> tuple[Edition, datetime | None]:
    """What to print, and from when on the next --since last looks (None: as before)."""
    arguments, config, now = context.arguments, context.config, context.now()
    asked_since = getattr(arguments, "since", None)
    theme = asked.theme(context, getattr(arguments, "theme", None))
    given = getattr(arguments, "top", None)
    last = asked_since == "last"
    with context.store() as store:
        since, wanted = asked.stories(asked_since, store, context)
        edition = build(
            store,
            now,
            since=since,
            asked=replace(wanted, theme=theme),
            # What the last digest left out would never come again: only the reader may cut it.
            top=given or (-1 if last else config.top),
            sample=context.sample,
        )
        if not last or given or theme:
            return edition, None
        # An article that waits for its story belongs to the next digest.
        waiting = [a.arrived for a in store.articles.ungrouped() if a.arrived is not None]
        return edition, min([now, *(w - timedelta(microseconds=1) for w in waiting)])


def _rendered(context: Context, edition: Edition) -> str:
    arguments, config = context.arguments, context.config
    theme = asked.theme(context, getattr(arguments, "theme", None))
    kind = getattr(arguments, "format", None) or config.digest_format
    if kind == "text":
        from briefing.digest import text

        given = getattr(arguments, "width", None) or config.digest_width
        return text.render(
            edition,
            columns=text.columns_of(sys.stdout, given),
            zone=context.zone,
            theme=theme,
            colour=text.colours(sys.stdout),
        )
    if kind == "json":
        from briefing.digest import json

        return json.render(edition)
    from importlib import import_module

    rendered: str = import_module(f"briefing.digest.{kind}").render(
        edition, zone=context.zone, theme=theme
    )
    return rendered
