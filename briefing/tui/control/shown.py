"""From what is shown to the page of it: values in, a function of the width out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.models import ArticleView, FeedState, StoryView
from briefing.text import clean
from briefing.text.changes import Passage
from briefing.tui.desk import QuestionLine
from briefing.tui.lines import Page
from briefing.tui.pages.article import article_page, evidence_in, news_in
from briefing.tui.pages.changed import changed_page
from briefing.tui.pages.others import feed_page, question_page, why_page
from briefing.tui.pages.story import Hints, story_page
from briefing.tui.widgets.page_view import Source

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main

SHAPING = ("take.out", "story.join", "story.apart")
"""Keys that the page of reasons speaks of."""


@dataclass(slots=True)
class Shown:
    """One page of the stack."""

    kind: str
    """"item", "article", "changes", "why", "story" or "message"."""
    article: str = ""
    sentence: str = ""
    spot: int = 0
    """Where the cursor stood when something was opened from here."""
    passages: tuple[Passage, ...] = ()
    """What changed in the article."""


def member(story: StoryView | None, ident: str) -> ArticleView | None:
    """An article of the story."""
    members = story.articles if story is not None else ()
    return next((item for item in members if item.article.id == ident), None)


def page_of(main: Main, shown: Shown) -> Source | None:
    """The page of the story, question or feed that is read; None: there is no such thing."""
    reading = main.reading
    story, item = reading.story, reading.item
    now, glyphs = main.session.now(), main.glyphs
    if shown.kind == "item" and isinstance(item, FeedState):
        feed = item
        return lambda columns: feed_page(feed, columns, now, mask=clean.mask)
    hints = _hints(main)
    if shown.kind == "item" and isinstance(item, QuestionLine):
        line = item
        return lambda columns: question_page(line, story, columns, now, glyphs=glyphs, hints=hints)
    if story is None or shown.kind == "message":
        return None
    if shown.kind == "article":
        return article_of(main, shown.article, shown.sentence)
    if shown.kind == "changes":
        return _changes_of(main, shown)
    if shown.kind == "why":
        names = [main.keys.first(ident) for ident in SHAPING]
        return lambda columns: why_page(story, columns, now, glyphs=glyphs, keys=names)
    only, every = reading.only_new, reading.all_questions
    return lambda columns: story_page(
        story, columns, now, only_new=only, glyphs=glyphs, all_questions=every, hints=hints,
        outlets=len(main.feeds.names),
    )  # fmt: skip


def _hints(main: Main) -> Hints:
    first = main.keys.first
    return Hints(
        first("question.answered"), first("take.out"), first("questions.more"), first("only.new")
    )


def article_of(main: Main, ident: str, sentence: str) -> Source:
    """An article of the story that is read, the sentence marked; an empty page for any other."""
    story, now, glyphs = main.reading.story, main.session.now(), main.glyphs
    item = member(story, ident)
    if item is None or story is None:
        return lambda columns: Page()
    marked = evidence_in(story, ident)
    article, new, key = item.article, news_in(item), main.keys.first("changes")
    return lambda columns: article_page(
        article, columns, now, marked=[*marked, sentence] if sentence else marked,
        first=sentence, new=new, story=story.row.id, glyphs=glyphs, changes=key,
    )  # fmt: skip


def _changes_of(main: Main, shown: Shown) -> Source:
    session, glyphs, now = main.session, main.glyphs, main.session.now()
    story, signs = main.reading.story, session.ascii or session.flat
    item = member(story, shown.article)
    if item is None or story is None:
        return lambda columns: Page()
    return lambda columns: changed_page(
        item.article, shown.passages, columns, now, story=story.row.id, glyphs=glyphs, signs=signs
    )
