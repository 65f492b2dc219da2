"""Reading one article inside the terminal, its evidence marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from briefing.models import Article, ArticleView, StoryView
from briefing.text.edits import added
from briefing.text.sentences import split
from briefing.tui.glyphs import UNICODE, Glyphs
from briefing.tui.lines import Page, Run, Spot, Writer
from briefing.wording import hour, near_day

LONGEST = 60_000
"""Characters that are laid out; what is longer is better read in the browser."""


def news_in(item: ArticleView) -> tuple[str, ...]:
    """Sentences of an edited article that were not there when the reader read it."""
    if not item.earlier:
        return ()
    article = item.article
    return added(item.earlier, split(article.body[:LONGEST], article.lang or "en"))


def article_page(
    article: Article,
    columns: int,
    now: datetime,
    *,
    marked: Sequence[str] = (),
    first: str = "",
    new: Sequence[str] = (),
    story: str = "",
    glyphs: Glyphs = UNICODE,
    changes: str = "=",
) -> Page:
    """Lay out an article.

    Args:
        article: what to read.
        columns: width of the pane.
        now: for its age.
        marked: sentences to mark in it, verbatim as they stand in it.
        first: the one of them that should be seen at once; with it, the others are only set off.
        new: sentences that were not there when the reader read it before.
        story: id of the story that it is read in.
        glyphs: the signs to draw with.
        changes: the key that shows what changed in it.
    """
    out = Writer(columns)
    spot = out.stand(Spot("article", article=article.id, url=article.url, story=story))
    title_marked = bool(first) and _same(first, article.title)
    head(out, article, now, spot, glyphs)
    out.close(spot)
    body = article.body[:LONGEST]
    starts = _starts(body, new)
    if starts:
        out.para(
            Run("It says more since you read it; ", "dim"), Run(glyphs.new, "new"),
            Run(" stands before what is new, ", "dim"), Run(changes, "key"),
            Run(" shows all that changed.", "dim"),
        )  # fmt: skip
    out.blank()
    ranges = _ranges(body, marked)
    aim = _find(body, first) if first and not title_marked else None
    start = 0
    for paragraph in body.split("\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            line = len(out.lines)
            runs = _marked(body, start, end, ranges, aim)
            out.para(*_signed(runs, [at - start for at in starts], f"{glyphs.new}\xa0"))
            if aim is not None and start <= aim[0] < end:
                # The sentence itself may stand far down in a long paragraph.
                share = (aim[0] - start) / max(1, end - start)
                out.anchor = line + int(share * (len(out.lines) - line))
            out.blank()
        start = end + 1
    if not body.strip():
        out.para(Run("The feed brought only the headline; o opens the page.", "dim"))
    elif not article.text:
        out.para(Run("This is the teaser; o opens the whole article.", "faint"))
    elif len(article.body) > LONGEST:
        out.para(Run("It goes on; o opens the whole article.", "faint"))
    return out.page(str(article.title), scrolls=True)


def head(out: Writer, article: Article, now: datetime, spot: int, glyphs: Glyphs) -> None:
    """Headline, outlet, time and address of an article."""
    out.para(Run(article.title or "(no headline)", "title"), spot=spot)
    parts = [str(part) for part in (article.outlet, article.author) if part]
    if article.when is not None:
        parts.append(f"{near_day(article.when, now, None)} {hour(article.when, None)}")
    out.para(Run(f" {glyphs.dot} ".join(parts), "dim"), spot=spot)
    if article.url:
        out.para(Run(article.url, "faint"), spot=spot)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def _find(body: str, sentence: str) -> tuple[int, int] | None:
    """Where a sentence stands, whatever the spaces and line ends between its words."""
    at = body.find(sentence)
    if at >= 0:
        return at, at + len(sentence)
    words = sentence.split()
    if not words:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in words), body)
    return found.span() if found else None


def _ranges(body: str, sentences: Sequence[str]) -> list[tuple[int, int]]:
    found = sorted(place for place in (_find(body, s) for s in sentences) if place is not None)
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _starts(body: str, sentences: Sequence[str]) -> list[int]:
    """Where these sentences begin, which stand in the text in this order."""
    starts, at = [], 0
    for sentence in sentences:
        found = body.find(sentence, at)
        if found >= 0:
            starts.append(found)
            at = found + len(sentence)
    return starts


def _signed(runs: Sequence[Run], starts: Sequence[int], sign: str) -> list[Run]:
    """Runs with a sign before the characters that stand at ``starts``."""
    signed: list[Run] = []
    passed = 0
    for run in runs:
        at = 0
        for start in starts:
            if passed <= start < passed + len(run.text):
                signed += [Run(run.text[at : start - passed], run.role), Run(sign, "new")]
                at = start - passed
        signed.append(Run(run.text[at:], run.role))
        passed += len(run.text)
    return signed


def _marked(
    body: str,
    start: int,
    end: int,
    ranges: Sequence[tuple[int, int]],
    aim: tuple[int, int] | None,
) -> list[Run]:
    """A paragraph in runs: the sentence that was asked for lit, other evidence in italics."""
    runs: list[Run] = []
    at = start
    for first, last in ranges:
        lit = aim is None or (aim[0] < last and first < aim[1])
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        runs += [Run(body[at:first]), Run(body[first:last], "evidence" if lit else "quote")]
        at = last
    runs.append(Run(body[at:end]))
    return [run for run in runs if run.text]


def evidence_in(story: StoryView, article: str) -> list[str]:
    """Sentences of an article that questions rest on."""
    quotes = [
        quote
        for question in story.questions
        for quote in (*question.evidence, *((question.answer,) if question.answer else ()))
    ]
    return list(dict.fromkeys(quote.text for quote in quotes if quote.article == article))
