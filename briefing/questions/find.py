"""The open questions of a story: found in each article, themed, merged over outlets, ranked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from briefing.models import Article, CleanText, Question, Quote, Theme
from briefing.questions import model as models
from briefing.questions import sorting
from briefing.questions.askers import asker
from briefing.questions.detect import Found, detect
from briefing.questions.lexicon import lexicon
from briefing.questions.merge import content, groups
from briefing.questions.normalise import is_mere_fact, is_vague, question_line
from briefing.questions.rank import choose, order
from briefing.questions.reading import read_article
from briefing.questions.wanted import ask_the_same
from briefing.text.language import detect as detect_language

QUOTED_LEAST: Final = 0.6
"""A sentence below this chance is left out when no line can be formed of it."""
VAGUE_LEAST: Final = 0.7
"""The same for one that does not even say of whom it speaks."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Asked:
    article: Article
    found: Found
    line: CleanText
    theme: CleanText
    words: frozenset[str]


def is_english(article: Article) -> bool:
    """True when the article says that it is English, or says nothing and reads like it."""
    if article.lang:
        return article.lang.lower().split("-")[0] == "en"
    if article.sentences is not None:
        text = " ".join(article.sentences[:5])
    else:
        text = f"{article.title}\n{article.body[:800]}"
    return detect_language(text) in ("en", "")


def find(
    articles: Sequence[Article], themes: Sequence[Theme], most_shown: int = 3
) -> tuple[Question, ...]:
    """Every open question of a story.

    Args:
        articles: the story's articles, in any order; wire copies need not be left out.
        themes: as ``briefing.questions.themes.merge`` gives them.
        most_shown: how many get ``shown`` at most.

    Returns:
        Questions, shown ones first, then by score; each keeps all its evidence, the surest first.
        Empty when nothing is open, and for articles in another language than English.
    """
    return Finder(models.shipped(), sorting.shipped()).find(articles, themes, most_shown)


def _question(members: Sequence[_Asked]) -> Question:
    best = sorted(members, key=lambda m: -m.found.score)
    lead = best[0]
    # A line that could be formed is better than a quotation, whichever sentence it came from.
    spoken = next((m for m in best if not m.line.startswith("“")), lead)
    miss = 1.0
    evidence: list[Quote] = []
    seen: set[str] = set()
    outlets: dict[CleanText, None] = {}
    for member in best:
        evidence.append(
            Quote(member.found.sentence.text, member.article.id, member.found.sentence.index)
        )
    for member in members:
        if member.article.outlet:
            outlets[member.article.outlet] = None
        if member.found.sentence.text not in seen:
            seen.add(member.found.sentence.text)
            miss *= 1.0 - member.found.score * (1.0 if member is lead else 0.15)
    times = [m.article.when for m in members if m.article.when is not None]
    first = members[0]
    words = " ".join(sorted(first.words))
    place = f"{first.article.id}|{first.found.sentence.index}"
    key = f"{lead.theme}|{words}|{place}"
    return Question(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        question=spoken.line,
        theme=lead.theme,
        kind=lead.found.kind,
        score=round(1.0 - miss, 4),
        evidence=tuple(evidence),
        outlets=tuple(outlets),
        since=min(times, default=None),
        last=max(times, default=None),
        asker=asker(lead.found.units, lead.found.kind, lead.found.context, lexicon()),
    )


class Finder:
    """``find`` with given models: what the benchmarks use to score models of their own."""

    def __init__(self, model: models.Model, sorter: sorting.Sorter) -> None:
        self._model = model
        self._sorter = sorter

    def find(
        self, articles: Sequence[Article], themes: Sequence[Theme], most_shown: int = 3
    ) -> tuple[Question, ...]:
        """See ``briefing.questions.find.find``."""
        ordered = sorted(articles, key=lambda a: (a.when is None, a.when or _LONG_AGO, a.id))
        asked: list[_Asked] = []
        for article in ordered:
            if is_english(article):
                asked.extend(self._of(article, themes))
        if not asked:
            return ()
        joined = groups(
            [a.words for a in asked],
            [a.theme for a in asked],
            same=lambda i, j: ask_the_same(asked[i].line, asked[j].line),
        )
        questions = [_question([asked[i] for i in group]) for group in joined]
        return choose(order(questions, ordered, themes), most_shown, themes)

    def _of(self, article: Article, themes: Sequence[Theme]) -> list[_Asked]:
        taken = read_article(article)
        found = detect(taken, self._model)
        if not found:
            return []
        whole = sorting.whole_of(taken, article.title)
        out: list[_Asked] = []
        for one in found:
            line = question_line(one.units, one.hits, one.kind, one.context)
            if not any(map(str.isalnum, line)):
                continue  # quotation marks and brackets only
            if line.startswith("“") and (
                one.score < (VAGUE_LEAST if is_vague(one.units, one.hits) else QUOTED_LEAST)
                or is_mere_fact(one.units, one.hits)
            ):
                continue
            theme = sorting.theme_of(line, one.at, whole, one.kind, themes, self._sorter)
            out.append(_Asked(article, one, line, theme, content(line)))
        return out
