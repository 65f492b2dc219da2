"""What ``--since`` and ``--theme`` ask for, for the commands that have them."""

from __future__ import annotations

from datetime import datetime, timedelta

from briefing.commands.context import utc
from briefing.errors import UsageError
from briefing.models import CleanText
from briefing.store.filters import Filter
from briefing.text import clean
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.commands.context import Context
    from briefing.store.connection import Store


def check(context: Context) -> None:
    """Complain about --since and --theme before anything is fetched or opened."""
    given = getattr(context.arguments, "since", None)
    if given not in (None, "all", "last"):
        _start(given, context)
    theme(context, getattr(context.arguments, "theme", None))


def stories(given: str | None, store: Store, context: Context) -> tuple[datetime | None, Filter]:
    """--since as (what is told at the head, which stories)."""
    now = context.now()
    if given == "all":
        return None, Filter()
    if given == "last":
        last = store.state.last("digest")
        if last is not None:
            # By arrival: an article may count for an hour that the last digest had passed.
            return last, Filter(arrived=last + timedelta(microseconds=1))
        given = None
    if given is None:
        since = now - context.config.window
        return since, Filter(since=since)
    since = _start(given, context)
    return since, Filter(since=since)


def _start(given: str, context: Context) -> datetime:
    """ "24h" or "2026-11-20" as a moment; raises UsageError on anything else."""
    from briefing.config.settings import duration

    try:
        return context.now() - duration(given)
    except ValueError:
        pass
    try:
        return utc(datetime.fromisoformat(given), context.zone)
    except ValueError:
        raise UsageError(
            f"--since: {clean.title(given)!r} is no time",
            "give 24h, 4d, a date such as 2026-11-20, last or all",
        ) from None


def theme(context: Context, given: str | None) -> CleanText:
    """--theme, in any case of letters, as the name of a theme that there is; "" for none."""
    if not given:
        return CleanText("")
    from briefing.questions.themes import merge

    names = [theme.name for theme in merge(context.config.themes)]
    if given in names:
        return CleanText(given)
    for name in names:
        if name.casefold() == given.casefold():
            return name
    raise UsageError(f"there is no theme {clean.title(given)!r}", f"one of {', '.join(names)}")
