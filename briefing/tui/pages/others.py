"""The smaller pages: why a story is one, a feed's health, first steps, the end of the briefing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from briefing.models import FeedState, StoryView
from briefing.tui.desk import QuestionLine
from briefing.tui.glyphs import UNICODE, Glyphs
from briefing.tui.lines import Page, Run, Spot, Writer, whole
from briefing.tui.pages.story import USUAL, Hints, Sheet
from briefing.tui.rows import feed_state
from briefing.wording import count, named, reasons


def why_page(
    view: StoryView,
    columns: int,
    now: datetime,
    *,
    glyphs: Glyphs = UNICODE,
    keys: Sequence[str] = ("x", "+", "-"),
) -> Page:
    """Why these articles are one story: each with its words, names, hours and score.

    ``keys`` are those that take an article out, join two stories, keep two apart.
    """
    out = Writer(columns)
    out.para(Run("Why these are one story", "title"))
    does = ("takes this article out,", "joins another story,", "never joins another.")
    hints: list[Run] = []
    for key, what in zip(keys, does, strict=True):
        hints += [Run(key, "key"), Run(whole(f" {what}"), "dim"), Run(" ")]
    out.para(*hints)
    out.para(Run("All of it is remembered.", "faint"))
    out.blank()
    for item in view.articles:
        article, why = item.article, item.why
        spot = out.stand(Spot("article", article=article.id, url=article.url, story=view.row.id))
        out.para(
            Run(article.outlet or "unknown outlet", "strong"),
            Run(f" {glyphs.dot} ", "faint"),
            Run(article.title or article.teaser[:120]),
            hang="   ",
            spot=spot,
        )
        parts: list[str] = []
        if why.by_hand:
            parts.append("put here by you")
        elif not why.score:
            parts.append("began the story")
        else:
            parts.append(f"{why.score:.0%} match")
        if why.names:
            parts.append("names: " + ", ".join(why.names[:6]))
        words = reasons(why.words, article.lang)
        if words:
            parts.append("words: " + ", ".join(words[:6]))
        if why.score:
            parts.append(f"{why.hours:.0f} h apart" if why.hours >= 1 else "within the hour")
        if item.copy_of:
            parts.append("a copy of another outlet's text")
        out.para(Run(f" {glyphs.dot} ".join(parts), "dim"), indent="     ", spot=spot)
        out.close(spot)
        out.blank()
    return out.page("Why one story")


def question_page(
    line: QuestionLine,
    view: StoryView | None,
    columns: int,
    now: datetime,
    *,
    glyphs: Glyphs = UNICODE,
    hints: Hints = USUAL,
) -> Page:
    """One open question with all its evidence, and the story it stands in."""
    out = Writer(columns)
    question = line.question
    out.para(Run(question.question, "title"))
    out.para(Run(line.title, "dim"))
    if view is not None:
        out.blank()
        sheet = Sheet(view, out, now, glyphs, hints)
        for quote in question.evidence:
            sheet.quote(quote, "evidence", question.id, "  ")
            out.blank()
        if question.answer is not None:
            sheet.quote(question.answer, "answer", question.id, "  ")
        else:
            out.para(Run(hints.answered, "key"), Run(" answers it; nothing else does.", "dim"))
        sheet.section("The story")
        spot = out.stand(Spot("story", story=view.row.id))
        more = whole(f"{glyphs.arrow} read it all")
        out.para(Run(view.row.title, "strong"), Run(f" {more}", "dim"), indent="   ", spot=spot)
        out.close(spot)
        for sentence in view.summary:
            sheet.sentence(sentence)
    return out.page(str(question.question))


def feed_page(feed: FeedState, columns: int, now: datetime, *, mask: Callable[[str], str]) -> Page:
    """A feed's health in words."""
    out = Writer(columns)
    spot = out.stand(Spot("feed", url=feed.site or feed.url))
    out.para(Run(named(feed), "title"), spot=spot)
    if feed.title and feed.title != feed.outlet:
        out.para(Run(feed.title, "dim"), spot=spot)
    out.para(Run(mask(feed.url), "faint"), spot=spot)
    out.close(spot)
    out.blank()
    said, role = feed_state(feed, now)
    # An error keeps its letters: it may begin with an address.
    said = said if feed.error else said[:1].upper() + said[1:]
    out.para(Run(said, role if role == "bad" else "text"))
    if feed.failures > 1:
        out.para(Run(f"{count(feed.failures, 'visit')} in a row failed.", "bad"))
    if feed.moved_to:
        out.para(Run(f"It says that it moved to {mask(feed.moved_to)}", "possible"))
    out.blank()
    facts = [count(feed.articles, "article")]
    if feed.unread:
        facts.append(f"{feed.unread:,} not read")
    if feed.next_due is not None and not feed.gone:
        due = feed.next_due - now
        minutes = int(due.total_seconds() // 60)
        facts.append("due now" if minutes <= 0 else f"next visit in {_span(minutes)}")
    if feed.tags:
        facts.append("tags: " + ", ".join(feed.tags))
    if feed.weight != 1:
        facts.append(f"weight {feed.weight:g}")
    if feed.full_text:
        facts.append("full texts are fetched")
    for fact in facts:
        out.para(Run(fact, "dim"))
    return out.page(named(feed))


def _span(minutes: int) -> str:
    if minutes < 90:
        return count(minutes, "minute")
    return count(round(minutes / 60), "hour")


def message_page(columns: int, title: str, paragraphs: Sequence[Sequence[Run]]) -> Page:
    """A few sentences where there is nothing else to show."""
    out = Writer(columns, 64)
    out.line()
    if title:
        out.para(Run(title, "title"), indent="  ")
    for paragraph in paragraphs:
        out.blank()
        out.para(*paragraph, indent="  ")
    return out.page(title)


def done_page(columns: int, stories: int, undo_key: str, older: str = "") -> Page:
    """The end of the briefing."""
    return message_page(
        columns,
        "You are done.",
        [
            [Run(f"{count(stories, 'story', 'stories')} dealt with. Nothing waits for you.")],
            [Run(undo_key, "key"), Run(" takes the last decision back.", "dim")],
            *([[Run(older, "dim")]] if older else []),
        ],
    )
