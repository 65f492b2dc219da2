"""A story as CommonMark: in the digest, and what the terminal session copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from briefing.models import Question, QuestionStatus, StoryStatus, StoryView
from briefing.wording import (
    STATES,
    age,
    attribution,
    count,
    new_first,
    quoted_from,
    raised,
    shown,
    sources,
)

_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_START = re.compile(r"^(\d+)([.)])(\s)|^([-+=])")


def story(
    view: StoryView, now: datetime, *, zone: tzinfo | None = UTC, theme: str = ""
) -> Iterator[str]:
    """Lines of one story, without a line end."""
    row = view.row
    yield f"## {escape(row.title)}"
    yield ""
    facts = [escape(sources(view)), count(row.articles, "article"), age(row.last, now)]
    if row.status is StoryStatus.UPDATED:
        facts.append(f"updated, {row.fresh} new")
    yield " · ".join(fact for fact in facts if fact)
    fresh, earlier = new_first(view)
    for label, sentences in (("**New:**", fresh), ("Earlier:" if fresh else "", earlier)):
        if label and sentences:
            yield ""
            yield label
        for sentence in sentences:
            yield ""
            who = attribution(view, sentence, zone)
            yield f"> {escape(sentence.text)}" + (f" — {escape(who)}" if who else "")
    for clash in view.clashes:
        yield ""
        yield f"Reports differ: {escape(clash.what)}"
        yield ""
        for figure, quote in zip(clash.figures, clash.quotes, strict=True):
            who = quoted_from(view, quote.article, zone)
            yield f"- **{escape(figure)}**: “{escape(quote.text)}” — {escape(who)}"
    questions = shown(view, theme)
    if questions:
        yield ""
        yield "Open questions:"
        yield ""
        for question in questions:
            yield from _question(view, question, zone)
    yield ""
    for item in view.articles:
        outlet = f"{escape(item.article.outlet)}: " if item.article.outlet else ""
        title = escape(item.article.title or row.title)
        link = f"[{title}](<{item.article.url}>)" if item.article.url else title
        yield f"- {outlet}{link}"


def _question(view: StoryView, question: Question, zone: tzinfo | None) -> Iterator[str]:
    state = f" ({STATES[question.status]})" if question.status in STATES else ""
    yield f"- **{escape(question.theme)}**: {escape(question.question)}{state}"
    if question.evidence:
        first = question.evidence[0]
        who = "; ".join(
            part for part in (quoted_from(view, first.article, zone), raised(question)) if part
        )
        yield f"  “{escape(first.text)}” — {escape(who)}"
    if question.answer is not None:
        verb = "Answered" if question.status is QuestionStatus.ANSWERED else "Possible answer"
        who = quoted_from(view, question.answer.article, zone)
        yield f"  {verb}: “{escape(question.answer.text)}” — {escape(who)}"


def escape(text: str) -> str:
    """Text that Markdown shows as it is: no emphasis, link, heading, list or HTML comes of it."""
    escaped = _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}{m[3]}" if m[1] else f"\\{m[4]}", escaped)
