"""A story as CommonMark: in the digest, and what the terminal session copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from briefing.models import Question, StoryView
from briefing.wording import (
    DIFFER,
    answer_label,
    attribution,
    facts,
    new_first,
    quoted_from,
    raised_in,
    shown,
    state,
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
    yield " · ".join(escape(fact) for fact in facts(view, now))
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
        yield f"{DIFFER}: {escape(clash.what)}"
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
    yield f"- **{escape(question.theme)}**: {escape(question.question)}{state(question)}"
    if question.evidence:
        who = raised_in(view, question, zone)
        yield f"  “{escape(question.evidence[0].text)}” — {escape(who)}"
    if question.answer is not None:
        who = quoted_from(view, question.answer.article, zone)
        yield f"  {answer_label(question)}: “{escape(question.answer.text)}” — {escape(who)}"


def escape(text: str) -> str:
    """Text that Markdown shows as it is: no emphasis, link, heading, list or HTML comes of it."""
    escaped = _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}{m[3]}" if m[1] else f"\\{m[4]}", escaped)
