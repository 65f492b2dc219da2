"""The digest as one HTML page: no script, no image, nothing fetched when it is opened."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from html import escape

from briefing.models import Edition, Question, StoryView, SummarySentence
from briefing.wording import (
    DIFFER,
    answer_label,
    attribution,
    count,
    facts,
    failure,
    headline,
    named,
    new_first,
    quoted_from,
    raised_in,
    shown,
    stamp,
    state,
)

_STYLE = (
    "body{font:1rem/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;"
    "color:#222;background:#fdfdfb}"
    "h1{font-size:1.4rem}h2{font-size:1.15rem;margin:2rem 0 .2rem}"
    ".facts,cite,.theme{font:.85rem/1.4 sans-serif;color:#666;font-style:normal}"
    "blockquote{margin:.6rem 0 .6rem 1rem}.theme{text-transform:uppercase}"
    ".new{font:bold .85rem/1.4 sans-serif;color:#1d6b32;margin:.6rem 0}a{color:#234e7d}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}a{color:#8fb8e8}"
    ".facts,cite,.theme{color:#999}.new{color:#7fc98f}}"
)


def render(edition: Edition, *, zone: tzinfo = UTC, theme: str = "") -> str:
    """The page, ending in LF."""
    label = " (sample edition)" if edition.sample else ""
    title = f"Briefing, {stamp(edition.generated, zone)}{label}"
    since = f", since {stamp(edition.since, zone)}" if edition.since else ""
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="facts">{escape(headline(edition) + since)}</p>',
        *(story(view, edition.generated, zone=zone, theme=theme) for view in edition.stories),
    ]
    if edition.failed:
        parts.append(
            f'<p class="facts">{len(edition.failed)} of '
            f"{escape(count(edition.feeds, 'feed'))} failed:</p><ul>"
        )
        for feed in edition.failed:
            parts.append(f'<li class="facts">{escape(named(feed))}: {escape(failure(feed))}</li>')
        parts.append("</ul>")
    parts.append("</body></html>")
    return "\n".join(parts) + "\n"


def story(view: StoryView, now: datetime, *, zone: tzinfo = UTC, theme: str = "") -> str:
    """One story as a fragment."""
    row = view.row
    parts = [
        f"<article><h2>{escape(row.title)}</h2>",
        f'<p class="facts">{escape(" · ".join(facts(view, now)))}</p>',
    ]
    fresh, earlier = new_first(view)
    if fresh:
        parts.append('<p class="new">New:</p>')
        parts += [_sentence(view, sentence, zone) for sentence in fresh]
        if earlier:
            parts.append('<p class="facts">Earlier:</p>')
    parts += [_sentence(view, sentence, zone) for sentence in earlier]
    for clash in view.clashes:
        parts.append(f'<p class="facts">{DIFFER}: {escape(clash.what)}</p><ul>')
        for figure, quote in zip(clash.figures, clash.quotes, strict=True):
            who = quoted_from(view, quote.article, zone)
            parts.append(
                f"<li><b>{escape(figure)}</b>: <q>{escape(quote.text)}</q>"
                f" <cite>{escape(who)}</cite></li>"
            )
        parts.append("</ul>")
    questions = shown(view, theme)
    if questions:
        parts.append('<p class="facts">Open questions</p><ul>')
        parts += [_question(view, question, zone) for question in questions]
        parts.append("</ul>")
    links = []
    for item in view.articles:
        name = escape(item.article.outlet or item.article.title or row.title)
        url = item.article.url
        links.append(
            f'<a rel="noreferrer noopener" href="{escape(url)}">{name}</a>' if url else name
        )
    parts.append(f'<p class="facts">{" · ".join(links)}</p></article>')
    return "\n".join(parts)


def _sentence(view: StoryView, sentence: SummarySentence, zone: tzinfo) -> str:
    who = attribution(view, sentence, zone)
    cite = f" <cite>{escape(who)}</cite>" if who else ""
    return f"<blockquote>{escape(sentence.text)}{cite}</blockquote>"


def _question(view: StoryView, question: Question, zone: tzinfo) -> str:
    text = (
        f'<li><span class="theme">{escape(question.theme)}</span> '
        f"{escape(question.question)}{state(question)}"
    )
    if question.evidence:
        who = raised_in(view, question, zone)
        text += f"<br><q>{escape(question.evidence[0].text)}</q> <cite>{escape(who)}</cite>"
    if question.answer is not None:
        who = quoted_from(view, question.answer.article, zone)
        text += (
            f"<br>{answer_label(question)}: <q>{escape(question.answer.text)}</q> "
            f"<cite>{escape(who)}</cite>"
        )
    return text + "</li>"
