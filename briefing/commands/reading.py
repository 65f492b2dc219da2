"""Commands that print what is stored: stories, story, questions, search, articles."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from briefing.commands import asked
from briefing.digest import json, text
from briefing.errors import UsageError
from briefing.models import ArticleView, Question, QuestionStatus
from briefing.text import clean
from briefing.wording import STATES, age, answer_label, clock, count, iso, reasons

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefing.commands.context import Context
    from briefing.store.articles import ArticleRow

STATUSES = {
    "open": (QuestionStatus.OPEN, QuestionStatus.POSSIBLE, QuestionStatus.CHANGED),
    "possible": (QuestionStatus.POSSIBLE,),
    "changed": (QuestionStatus.CHANGED,),
    "answered": (QuestionStatus.ANSWERED,),
    "dismissed": (QuestionStatus.DISMISSED,),
    "all": tuple(QuestionStatus),
}


def stories(context: Context) -> int:
    """One line a story: id, outlets, age, title."""
    asked.check(context)
    arguments, now = context.arguments, context.now()
    with context.store() as store:
        since, wanted = asked.stories(arguments.since or "all", store, context)
        rows = store.stories.rows(wanted)
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
        shared = _shared([*item.why.names, *reasons(item.why.words, article.lang)])
        if item.why.by_hand:
            context.out("      put here by you\n")
        elif item.why.score:
            match, hours = round(100 * item.why.score), round(item.why.hours)
            context.out(f"      {match}% match, {hours} h from its nearest{shared}\n")
        if item.earlier:
            _tell_changes(context, item, columns)
    return 0


def _tell_changes(context: Context, item: ArticleView, columns: int) -> None:
    """What an edit did to an article since the reader read it."""
    from briefing.text.changes import changed, signed

    context.out("      changed since you read it:\n")
    for one in changed(item.earlier, item.article.body):
        for line in text.wrap(signed(one), columns, "      ", "        "):
            context.out(f"{line}\n")


def _shared(words: Sequence[str]) -> str:
    shared = list(dict.fromkeys(words))[:8]
    return f": {', '.join(shared)}" if shared else ""


def questions(context: Context) -> int:
    """Open questions over all stories, possible answers on top: those that a story shows unasked;
    with --all every one, in any state with --status all."""
    arguments, now = context.arguments, context.now()
    theme, status = asked.theme(context, arguments.theme), STATUSES[arguments.status]
    shown = not (arguments.all or arguments.status == "all")
    with context.store() as store:
        found = store.questions.all(theme=theme, status=status, shown=shown)
        every = store.questions.count(theme=theme, status=status, shown=False)
        empty = not store.stories.count(most=1)
    if arguments.json:
        items = [
            {**json.question(item.question), "story": item.story, "title": item.title}
            for item in found
        ]
        document = {"schema": json.SCHEMA, "generated": iso(now), "questions": items}
        context.out(json.dump({**document, "left_out": every - len(found)}))
        return 0
    for item in found:
        context.out(_question_line(item.question, item.story, item.title, now))
    if every > len(found):
        context.tell(f"briefing: {every - len(found):,} more in their stories: --all")
    elif not found:
        none = _nothing(context) if empty else "no question stands so"
        context.tell(f"briefing: {none}")
    return 0


def _question_line(question: Question, story: str, title: str, now: datetime) -> str:
    facts = [count(len(question.outlets), "outlet")] if question.outlets else []
    if question.since is not None:
        facts.append(f"open {_open_for(question.since, now)}")
    if question.status in STATES:
        facts.append(STATES[question.status])
    lines = [f"{question.theme:<11} {question.question} ({', '.join(facts)})"]
    lines.append(f"{'':<11} {question.id[:10]}, of story {story[:10]}: {title}")
    if question.answer is not None:
        lines.append(f"{'':<11} {answer_label(question)}: “{question.answer.text}”")
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
        all_read = not rows and arguments.unread and store.articles.newest(1, feed=feed)
    return _list(context, rows, "all is read" if all_read else _nothing(context))


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
