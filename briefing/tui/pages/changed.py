"""An edited article with all that changed in it since the reader read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from briefing.models import Article
from briefing.text.changes import IN, OUT, SAME, SIGNS, Passage, Piece
from briefing.tui.glyphs import UNICODE, Glyphs
from briefing.tui.lines import Page, Run, Spot, Writer
from briefing.tui.pages.article import head

_ROLES = {OUT: "cut", IN: "added"}


def changed_page(
    article: Article,
    passages: Sequence[Passage],
    columns: int,
    now: datetime,
    *,
    story: str = "",
    glyphs: Glyphs = UNICODE,
    signs: bool = False,
) -> Page:
    """Lay out an article with the words that went and those that came.

    Args:
        article: as it is now.
        passages: what ``text.changes.compare`` told of it.
        columns: width of the pane.
        now: for its age.
        story: id of the story that it is read in.
        glyphs: the signs to draw with.
        signs: put ``[-`` and ``-]``, ``{+`` and ``+}`` around them: where what is struck through
            or underlined cannot be seen or heard.
    """
    out = Writer(columns)
    spot = out.stand(Spot("article", article=article.id, url=article.url, story=story))
    head(out, article, now, spot, glyphs)
    out.close(spot)
    went, came = (_look(Piece(*one), signs) for one in (("what went", OUT), ("what came", IN)))
    legend = Run("What changed since you read it: ", "dim")
    out.para(legend, went, Run(", ", "dim"), came, Run(".", "dim"))
    for paragraph in _paragraphs(passages):
        out.blank()
        line = len(out.lines)
        out.para(*(run for passage in paragraph for run in _passage(passage, signs)))
        if not out.anchor and any(one.before != one.after for one in paragraph):
            out.anchor = line
    return out.page("What changed", scrolls=True)


def _paragraphs(passages: Sequence[Passage]) -> list[list[Passage]]:
    """By paragraph; what is no more stays with what stood before it."""
    found: list[list[Passage]] = []
    for passage in passages:
        if passage.opens or not found:
            found.append([])
        found[-1].append(passage)
    return found


def _passage(passage: Passage, signs: bool) -> list[Run]:
    """A sentence in runs, a space behind it."""
    role = "text" if passage.before != passage.after else "dim"
    runs: list[Run] = []
    for piece, then in pairwise((*passage.pieces, None)):
        if piece is None or piece.kind == SAME:
            runs.append(Run(piece.text if piece else "", role))
            continue
        runs.append(_look(piece, signs))
        # What went and what came in its place are not run together.
        replaced = piece.kind == OUT and then is not None and then.kind == IN
        if replaced or piece.text[-1].isspace():
            runs.append(Run(" ", role))
    return [*runs, Run(" ", role)]


def _look(piece: Piece, signs: bool) -> Run:
    text = piece.text.strip()
    if signs:
        before, after = SIGNS[piece.kind]
        text = f"{before}{text}{after}"
    return Run(text, _ROLES[piece.kind])
