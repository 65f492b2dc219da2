"""Reading one article inside the terminal, its evidence marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from briefing.models import Article
from briefing.tui.glyphs import UNICODE, Glyphs
from briefing.tui.lines import Page, Run, Spot, Writer
from briefing.wording import hour, near_day

LONGEST = 60_000
"""Characters that are laid out; what is longer is better read in the browser."""


def article_page(
    article: Article,
    columns: int,
    now: datetime,
    *,
    marked: Sequence[str] = (),
    first: str = "",
    story: str = "",
    glyphs: Glyphs = UNICODE,
) -> Page:
    """Lay out an article.

    Args:
        article: what to read.
        columns: width of the pane.
        now: for its age.
        marked: sentences to mark in it, verbatim as they stand in it.
        first: the one of them that should be seen at once; with it, the others are only set off.
        story: id of the story that it is read in.
        glyphs: the signs to draw with.
    """
    out = Writer(columns)
    spot = out.stand(Spot("article", article=article.id, url=article.url, story=story))
    title_marked = bool(first) and _same(first, article.title)
    out.para(Run(article.title or "(no headline)", "title"), spot=spot)
    parts = [str(part) for part in (article.outlet, article.author) if part]
    if article.when is not None:
        parts.append(f"{near_day(article.when, now, None)} {hour(article.when, None)}")
    out.para(Run(f" {glyphs.dot} ".join(parts), "dim"), spot=spot)
    if article.url:
        out.para(Run(article.url, "faint"), spot=spot)
    out.close(spot)
    out.blank()
    body = article.body[:LONGEST]
    ranges = _ranges(body, marked)
    aim = _find(body, first) if first and not title_marked else None
    start = 0
    for paragraph in body.split("\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            at = len(out.lines)
            out.para(*_marked(body, start, end, ranges, aim))
            if aim is not None and start <= aim[0] < end:
                # The sentence itself may stand far down in a long paragraph.
                share = (aim[0] - start) / max(1, end - start)
                out.anchor = at + int(share * (len(out.lines) - at))
            out.blank()
        start = end + 1
    if not body.strip():
        out.para(Run("The feed brought only the headline; o opens the page.", "dim"))
    elif not article.text:
        out.para(Run("This is the teaser; o opens the whole article.", "faint"))
    elif len(article.body) > LONGEST:
        out.para(Run("It goes on; o opens the whole article.", "faint"))
    return out.page(str(article.title), scrolls=True)


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
