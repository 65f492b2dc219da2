"""Stories and marks -> what is shown, in which order, and what is new since the reader looked.

Reads the store and the nouns, nothing else: this is what both faces start from.
"""

from __future__ import annotations

from briefing.models import (
    Analysed,
    ArticleView,
    CleanText,
    Edition,
    Question,
    QuestionStatus,
    StoryRow,
    StoryStatus,
    StoryView,
    Why,
)
from briefing.store.questions import OPEN
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefing.store.connection import Store
    from briefing.store.filters import Filter


MOST_COUNTED = 1_000
"""Stories left out of an edition that are counted; it matters little how many more there are."""


def view_of(story: Analysed, now: datetime, *, only_shown: bool = False) -> StoryView:
    """A story that never was in a store, as the faces show it: everything in it is new.

    Args:
        story: from the analysis.
        now: stands in for the time of a story without any date.
        only_shown: leave out the questions that are not shown unasked.
    """
    questions = [q for q in story.questions if q.shown or not only_shown]
    times = [article.when for article in story.articles if article.when is not None]
    row = StoryRow(
        id=story.id,
        title=story.title,
        status=StoryStatus.NEW,
        first=min(times, default=now),
        last=max(times, default=now),
        outlets=outlets_of(story),
        articles=len(story.articles),
        fresh=len(story.articles),
        questions=sum(question.status in OPEN and question.shown for question in questions),
        possible=sum(question.status is QuestionStatus.POSSIBLE for question in questions),
        words=words_of(story),
    )
    return StoryView(
        row=row,
        articles=tuple(
            ArticleView(
                article=article,
                new=True,
                why=story.why.get(article.id, Why()),
                copy_of=story.copies.get(article.id, ""),
            )
            for article in story.articles
        ),
        summary=story.summary,
        questions=in_order(questions),
        clashes=story.clashes,
    )


def outlets_of(story: Analysed) -> tuple[CleanText, ...]:
    """Who wrote it, by time of the first article; outlets that only carry a copy are left out."""
    outlets: dict[CleanText, None] = {}
    for article in story.articles:
        if article.outlet and article.id not in story.copies:
            outlets.setdefault(article.outlet)
    return tuple(outlets)


def words_of(story: Analysed) -> int:
    """Words that a reader meets: summary and shown questions."""
    texts = [sentence.text for sentence in story.summary]
    texts += [question.question for question in story.questions if question.shown]
    return sum(len(text.split()) for text in texts)


def in_order(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Shown ones first, then by score, then by id so that equal scores stay put."""
    return tuple(sorted(questions, key=lambda q: (not q.shown, -q.score, q.id)))


def build(
    store: Store,
    now: datetime,
    *,
    since: datetime | None,
    asked: Filter,
    top: int,
    sample: bool = False,
) -> Edition:
    """An edition to print: the most important stories of what was asked, in full.

    Args:
        store: open, may be read-only.
        now: the edition's time.
        since: what the reader asked for, told at the head; None for everything.
        asked: which stories.
        top: at most so many.
        sample: the packaged edition, labelled so.
    """
    rows = store.stories.rows(asked, limit=top)
    return Edition(
        generated=now,
        since=since,
        stories=tuple(store.stories.views([row.id for row in rows])),
        feeds=store.feeds.count(),
        failed=tuple(store.feeds.failed()),
        sample=sample,
        older=max(0, store.stories.count(most=len(rows) + MOST_COUNTED) - len(rows)),
    )
