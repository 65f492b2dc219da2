"""Commands that print what is stored: digest, stories, story, questions, search, articles."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from briefing.commands.context import SAMPLE_WINDOW, Context, utc
from briefing.config.settings import duration
from briefing.digest import json, text
from briefing.edition import build
from briefing.errors import UsageError
from briefing.models import CleanText, Edition, Question, QuestionStatus, StoryStatus
from briefing.questions.themes import merge
from briefing.store.filters import Filter
from briefing.text import clean
from briefing.wording import STATES, age, clock, count, iso

if TYPE_CHECKING:
    from briefing.store.articles import ArticleRow
    from briefing.store.connection import Store

_NEWS = (StoryStatus.NEW, StoryStatus.UPDATED)

STATUSES = {
    "open": (QuestionStatus.OPEN, QuestionStatus.POSSIBLE, QuestionStatus.CHANGED),
    "possible": (QuestionStatus.POSSIBLE,),
    "answered": (QuestionStatus.ANSWERED,),
    "all": tuple(QuestionStatus),
}


def digest(context: Context) -> int:
    """Print the briefing. On a machine where nothing is followed yet, the sample edition."""
    _check(context)
    if context.sample or context.config.feeds or context.stored() or _for_machines(context):
        return _digest(context)
    import tempfile
    from pathlib import Path

    from briefing.demo.edition import subscriptions

    context.tell(
        "briefing: nothing is followed yet, so this is the sample edition; "
        "`briefing feed starter` or `briefing feed add ADDRESS` begins yours"
    )
    with tempfile.TemporaryDirectory(prefix="briefing-demo-") as folder:
        store = Path(folder) / "store.sqlite"
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
    if getattr(arguments, "refresh", False) and not context.sample:
        from briefing.commands.refreshing import conveyed, failure_line

        for state in conveyed(context).failed:
            context.tell(f"briefing: {failure_line(state)}")
    edition, mark = _edition(context)
    context.out(_rendered(context, edition))
    if mark is not None:
        # Only what has been handed over counts as shown.
        context.flush()
        with context.store(write=True) as store:
            store.state.set_last("digest", mark)
    news = any(view.row.status in _NEWS for view in edition.stories)
    return 3 if getattr(arguments, "exit_code", False) and not news else 0


def _check(context: Context) -> None:
    """Complain about --since and --theme before anything is fetched or opened."""
    given = getattr(context.arguments, "since", None)
    if given not in (None, "all", "last"):
        _start(given, context)
    _theme(context, getattr(context.arguments, "theme", None))


def _edition(context: Context) -> tuple[Edition, datetime | None]:
    """What to print, and from when on the next --since last looks (None: as before)."""
    arguments, config, now = context.arguments, context.config, context.now()
    asked_since = getattr(arguments, "since", None)
    theme = _theme(context, getattr(arguments, "theme", None))
    given = getattr(arguments, "top", None)
    last = asked_since == "last"
    with context.store() as store:
        since, asked = _asked(asked_since, store, context)
        edition = build(
            store,
            now,
            since=since,
            asked=replace(asked, theme=theme),
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
    theme = getattr(arguments, "theme", None) or ""
    kind = getattr(arguments, "format", None) or config.digest_format
    if kind == "json":
        return json.render(edition)
    if kind == "text":
        given = getattr(arguments, "width", None) or config.digest_width
        return text.render(
            edition,
            columns=text.columns_of(sys.stdout, given),
            zone=context.zone,
            theme=theme,
            colour=text.colours(sys.stdout),
        )
    from importlib import import_module

    rendered: str = import_module(f"briefing.digest.{kind}").render(
        edition, zone=context.zone, theme=theme
    )
    return rendered


def _asked(given: str | None, store: Store, context: Context) -> tuple[datetime | None, Filter]:
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


def _theme(context: Context, given: str | None) -> CleanText:
    if not given:
        return CleanText("")
    names = [theme.name for theme in merge(context.config.themes)]
    if given not in names:
        raise UsageError(f"there is no theme {clean.title(given)!r}", f"one of {', '.join(names)}")
    return CleanText(given)


def stories(context: Context) -> int:
    """One line a story: id, outlets, age, title."""
    _check(context)
    arguments, now = context.arguments, context.now()
    with context.store() as store:
        since, asked = _asked(arguments.since or "all", store, context)
        rows = store.stories.rows(asked)
        if arguments.json:
            views = store.stories.views([row.id for row in rows])
            document = json.document(views, now, since, sample=context.sample)
            context.out(json.dump(document))
            return 0
    for row in rows:
        state = "" if row.status == "new" else f" [{row.status}]"
        asks = f", {count(row.questions, 'question')}" if row.questions else ""
        outlets = count(len(row.outlets), "outlet")
        context.out(f"{row.id[:10]}  {row.title}{state} ({outlets}{asks}, {age(row.last, now)})\n")
    if not rows:
        context.tell(f"briefing: {_nothing(context)}")
    return 0


def story(context: Context) -> int:
    """One story in full, with why its articles belong together."""
    arguments, now = context.arguments, context.now()
    with context.store() as store:
        view = store.stories.view(store.stories.resolve(clean.title(arguments.id)))
    if arguments.json:
        context.out(json.dump({"schema": json.SCHEMA, **json.story(view)}))
        return 0
    columns = text.columns_of(sys.stdout)
    colour = text.colours(sys.stdout)
    for line in text.story(view, now, columns=columns, zone=context.zone):
        context.out(text.paint(line, colour=colour) + "\n")
    context.out("\nArticles\n")
    for item in view.articles:
        article = item.article
        when = clock(article.when, context.zone) if article.when else "undated"
        copy = " (copy)" if item.copy_of else ""
        context.out(f"  {article.id[:10]}  {when}  {article.outlet}: {article.title}{copy}\n")
        if article.url:
            context.out(f"      {article.url}\n")
        reasons = _reasons(item.why.names, item.why.words)
        if item.why.by_hand:
            context.out("      put here by you\n")
        elif item.why.score:
            sure, hours = round(100 * item.why.score), round(item.why.hours)
            context.out(f"      {sure}% sure, {hours} h from its nearest{reasons}\n")
    return 0


def _reasons(names: Sequence[str], words: Sequence[str]) -> str:
    shared = list(dict.fromkeys([*names, *words]))[:8]
    return f": {', '.join(shared)}" if shared else ""


def questions(context: Context) -> int:
    """Open questions over all stories, possible answers on top."""
    arguments, now = context.arguments, context.now()
    theme = _theme(context, arguments.theme)
    with context.store() as store:
        found = store.questions.all(
            theme=theme,
            status=STATUSES[arguments.status],
            shown=arguments.status != "all",
        )
    if arguments.json:
        items = [
            {**json.question(item.question), "story": item.story, "title": item.title}
            for item in found
        ]
        document = {"schema": json.SCHEMA, "generated": iso(now), "questions": items}
        context.out(json.dump(document))
        return 0
    for item in found:
        context.out(_question_line(item.question, item.story, item.title, now))
    if not found:
        context.tell("briefing: no such questions")
    return 0


def _question_line(question: Question, story: str, title: str, now: datetime) -> str:
    facts = [count(len(question.outlets), "outlet")] if question.outlets else []
    if question.since is not None:
        facts.append(f"open {_open_for(question.since, now)}")
    if question.status in STATES:
        facts.append(STATES[question.status])
    lines = [f"{question.theme:<11} {question.question} ({', '.join(facts)})"]
    lines.append(f"{'':<11} {story[:10]}  {title}")
    if question.answer is not None:
        lines.append(f"{'':<11} “{question.answer.text}”")
    return "\n".join(lines) + "\n"


def _open_for(since: datetime, now: datetime) -> str:
    days = max(0, (now - since).days)
    return "today" if days == 0 else count(days, "day")


def search(context: Context) -> int:
    """Articles that hold all words of the query, best first."""
    arguments = context.arguments
    query = clean.title(" ".join(arguments.query))
    with context.store() as store:
        rows = store.search.find(query, arguments.limit, ranked=True)
    return _list(context, rows, f"nothing found for {clean.title(query)!r}")


def articles(context: Context) -> int:
    """Every stored article, newest first."""
    arguments = context.arguments
    with context.store() as store:
        feed = clean.link(arguments.feed or "")
        if arguments.feed and store.feeds.get(feed) is None:
            raise UsageError(
                f"there is no feed {clean.title(clean.mask(arguments.feed))}",
                "`briefing feed list` names them",
            )
        limit = arguments.limit or -1
        rows = store.articles.newest(limit, feed=feed, unread=arguments.unread)
    return _list(context, rows, _nothing(context))


def _list(context: Context, rows: Sequence[ArticleRow], nothing: str) -> int:
    if context.arguments.json:
        context.out(json.dump([json.article_row(row) for row in rows]))
        return 0
    now = context.now()
    for row in rows:
        when = age(row.published, now) if row.published else "undated"
        story = f", story {row.story[:10]}" if row.story else ""
        context.out(f"{'*' if row.unread else ' '} {row.outlet}: {row.title} ({when}{story})\n")
        if row.url:
            context.out(f"    {row.url}\n")
    if not rows:
        context.tell(f"briefing: {nothing}")
    return 0


def _nothing(context: Context) -> str:
    if not context.config.feeds:
        return "no feeds yet: `briefing feed add ADDRESS` follows one"
    return "nothing here; `briefing refresh` fetches what is due"
