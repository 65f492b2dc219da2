"""What stands for a story."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from briefing.models import EMPTY, Article, CleanText
from briefing.stories.corrected import out_of_date
from briefing.stories.words import read

HALF_LIFE_HOURS = 20.0
LONGEST_OPENING = 80
"""Characters of a text that stand in for a headline."""
STALE = 0.45
"""What is left of an old headline's worth."""
WITHDRAWN = 0.3
"""What is left of the worth of one whose figure does not stand any more."""
NONE: Mapping[str, float] = MappingProxyType({})
_LABEL = re.compile(
    r"^(?:\[[^\]]{1,30}\]|(watch|video|photos?|live|live updates?|opinion|analysis|podcast|"
    r"exclusive|breaking|update\w*|review|perspective|editorial|column|fact check)\b\s*[:|-])",
    re.IGNORECASE,
)
_TALK = re.compile(r"\b(you|your|here['’]s|this is|these|why|how|what)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"\s(?:[|–—-]|::)\s\S.*$")


def _clarity(title: str, terms: int) -> float:
    """0 to 1: how well a headline tells an event by itself."""
    clear = 1.0
    if terms < 4:
        clear *= 0.6
    elif terms > 13:
        clear *= 0.85
    if len(title) > 110:
        clear *= 0.8
    if title.endswith("?"):
        clear *= 0.7
    if title.endswith(("...", "…")):
        clear *= 0.8
    if _LABEL.match(title):
        clear *= 0.6
    if _TALK.search(title):
        clear *= 0.8
    if _SUFFIX.search(title):
        clear *= 0.85
    if title.isupper():
        clear *= 0.6
    return clear


def _currency(article: Article, newest: datetime | None) -> float:
    """1 for the newest article, down to ``STALE`` for one of days before."""
    if newest is None or article.when is None:
        return 1.0
    hours = (newest - article.when).total_seconds() / 3600.0
    return float(STALE + (1.0 - STALE) * 0.5 ** (hours / HALF_LIFE_HOURS))


def title(articles: Sequence[Article], weights: Mapping[str, float] = NONE) -> CleanText:
    """The headline that stands for a story: verbatim one of theirs.

    Where none has one the first words of the first text stand in, "" when there are none either.

    The most central (its words are those the other articles use), clear and current one: a story
    that runs for days is headed by where it stands, and by no figure that was corrected.
    Among equals the earliest given. ``weights`` are those of outlets that count for more or less
    than one with the reader.
    """
    if len(articles) == 1:
        return articles[0].title or _opening(articles[0].body)
    heads = [read(a.title, True).terms for a in articles]
    used: Counter[str] = Counter()
    for article, head in zip(articles, heads, strict=True):
        teaser = read(article.body[:400], False).terms
        used.update(set(head))
        used.update(set(head) | set(teaser))
    newest = max((when for a in articles if (when := a.when) is not None), default=None)
    best = EMPTY
    most = -1.0
    for article, head, wrong in zip(articles, heads, out_of_date(articles), strict=True):
        if not article.title:
            continue
        words = set(head)
        central = sum(used[word] - 2 for word in sorted(words)) / (2.0 * len(articles) + 2.0)
        score = (0.3 + central / math.sqrt(len(words) + 3.0)) * _clarity(article.title, len(head))
        score *= _currency(article, newest) * (WITHDRAWN if wrong else 1.0)
        score *= weights.get(article.outlet, 1.0)
        if score > most + 1e-12:
            best, most = article.title, score
    return best or next((_opening(a.body) for a in articles if a.body), EMPTY)


def _opening(text: CleanText) -> CleanText:
    """The first words of a text, cut at a word with "…"."""
    line = text.partition("\n")[0]
    if len(line) <= LONGEST_OPENING:
        return CleanText(line)
    cut = line[:LONGEST_OPENING]
    return CleanText(f"{cut.rpartition(' ')[0] or cut[:-1]}…")
