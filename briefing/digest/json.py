"""Schema 1: stories, articles, questions and feeds as JSON. Changes only ever add."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from briefing.text.clean import mask
from briefing.wording import is_new, iso, voice

if TYPE_CHECKING:
    from briefing.store.articles import ArticleRow
from briefing.models import (
    ArticleView,
    Clash,
    Edition,
    FeedState,
    Question,
    Quote,
    StoryView,
    SummarySentence,
)

SCHEMA = 1

Object = dict[str, Any]


def render(edition: Edition) -> str:
    """An edition, one line, ending in LF."""
    return dump(document(edition.stories, edition.generated, edition.since, sample=edition.sample))


def document(
    stories: Sequence[StoryView],
    generated: datetime,
    since: datetime | None = None,
    *,
    sample: bool = False,
) -> Object:
    """The outermost object."""
    return {
        "schema": SCHEMA,
        "generated": iso(generated),
        "since": iso(since),
        "sample": sample,
        "stories": [story(view) for view in stories],
    }


def dump(value: object) -> str:
    """JSON text without control bytes, ending in LF."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")) + "\n"


def story(view: StoryView) -> Object:
    """One story with everything that is known of it."""
    row = view.row
    times = [item.article.when for item in view.articles if item.article.when is not None]
    return {
        "id": row.id,
        "title": row.title,
        "status": str(row.status),
        "first": iso(min(times, default=None)),
        "last": iso(max(times, default=None)),
        "outlets": list(row.outlets),
        "followed": row.followed,
        "saved": row.saved,
        "snoozed": row.snoozed,
        "muted": row.muted,
        "articles": [
            {
                "id": item.article.id,
                "title": item.article.title,
                "outlet": item.article.outlet,
                "url": item.article.url,
                "published": iso(item.article.published),
                "new": item.new,
                "copy_of": item.copy_of or None,
                "changed": _changed(item),
                "why": {
                    "score": round(item.why.score, 3),
                    "words": list(item.why.words),
                    "names": list(item.why.names),
                    "hours": round(item.why.hours, 1),
                    "by_hand": item.why.by_hand,
                },
            }
            for item in view.articles
        ],
        "summary": [_sentence(view, sentence) for sentence in view.summary],
        "clashes": [_clash(item) for item in view.clashes],
        "questions": [question(item) for item in view.questions],
    }


def _changed(item: ArticleView) -> list[Object]:
    """What an edit did to sentences that the reader had read, [] where nothing is known of one."""
    if not item.earlier:
        return []
    from briefing.text.changes import changed

    return [
        {"before": one.before or None, "after": one.after or None}
        for one in changed(item.earlier, item.article.body)
    ]


def _sentence(view: StoryView, sentence: SummarySentence) -> Object:
    return {
        "text": sentence.text,
        "article": sentence.article,
        "sentence": sentence.sentence,
        "also": list(sentence.also),
        "anonymous": sentence.anonymous,
        "voice": voice(view, sentence) or None,
        "new": is_new(view, sentence),
    }


def _clash(item: Clash) -> Object:
    return {
        "what": item.what,
        "figures": [
            {"figure": figure, **_quote(quote)}
            for figure, quote in zip(item.figures, item.quotes, strict=True)
        ],
    }


def question(item: Question) -> Object:
    """One open question."""
    return {
        "id": item.id,
        "question": item.question,
        "theme": item.theme,
        "kind": str(item.kind),
        "status": str(item.status),
        "score": round(item.score, 4),
        "shown": item.shown,
        "since": iso(item.since),
        "last": iso(item.last),
        "asker": item.asker,
        "outlets": list(item.outlets),
        "evidence": [_quote(quote) for quote in item.evidence],
        "answer": _quote(item.answer) if item.answer else None,
    }


def _quote(quote: Quote) -> Object:
    return {"text": quote.text, "article": quote.article, "sentence": quote.sentence}


def feed(state: FeedState) -> Object:
    """One followed feed."""
    return {
        "url": mask(state.url),
        "title": state.title,
        "outlet": state.outlet,
        "tags": list(state.tags),
        "error": state.error or None,
        "last_ok": iso(state.last_ok),
        "next": iso(state.next_due),
        "articles": state.articles,
        "unread": state.unread,
        "weight": state.weight,
    }


def article_row(row: ArticleRow) -> Object:
    """One line of a list of articles or of search results."""
    return {
        "id": row.id,
        "title": row.title,
        "url": row.url,
        "outlet": row.outlet,
        "feed": mask(row.feed),
        "published": iso(row.published),
        "unread": row.unread,
        "story": row.story or None,
    }
