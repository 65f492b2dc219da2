"""Questions over days: known ones keep their id, later articles may answer them, nothing closes
by itself.

A sentence of an article newer than all evidence is offered as a possible answer when it fills what
the question asks for. What was put off counts as changed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from briefing.models import Article, CleanText, Question, QuestionStatus, Quote
from briefing.questions.answers import Answers
from briefing.questions.merge import content, likeness
from briefing.text.sentences import sentences_of

SAME_LINE: Final = 0.6
"""Likeness of two lines from which they are one question; 0.45 is enough under one theme."""
DECIDED: Final = (QuestionStatus.ANSWERED, QuestionStatus.DISMISSED)


def follow(
    earlier: Sequence[Question], found: Sequence[Question], articles: Sequence[Article]
) -> tuple[Question, ...]:
    """The questions of a story after new articles came.

    Args:
        earlier: as they were stored, with what the reader decided.
        found: what ``find`` gives for the story now.
        articles: the story's articles, old and new.

    Returns:
        Every earlier question under its own id, then the new ones. An earlier one takes up the new
        evidence and outlets; ANSWERED and DISMISSED stay as the reader set them; the others become
        POSSIBLE or CHANGED, with ``answer``, when a newer article holds a fitting sentence.
    """
    rooted = _Roots(articles)
    earlier = [kept for question in earlier if (kept := rooted.of(question)) is not None]
    matched = _match(earlier, found)
    taken = set(matched.values())
    out: list[Question] = []
    for question in earlier:
        if question.id in matched:
            new = next(q for q in found if q.id == matched[question.id])
            out.append(_joined(question, new))
        else:
            out.append(replace(question, shown=False))
    out.extend(q for q in found if q.id not in taken)
    asking = {(e.article, e.sentence) for q in [*earlier, *found] for e in q.evidence}
    answers = Answers(articles, asking)
    known = {article.id for article in articles}
    return tuple(_answered(q, answers, known) for q in out)


class _Roots:
    """Where sentences stand now: an outlet may have edited its article since."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._places: dict[str, dict[CleanText, int]] = {}

    def of(self, question: Question) -> Question | None:
        """The question with the evidence that still stands; None when none does.

        What the reader decided is kept as it was.
        """
        if question.status in DECIDED:
            return question
        evidence = tuple(
            replace(quote, sentence=place)
            for quote in question.evidence
            if (place := self._place(quote)) is not None
        )
        if not evidence:
            return None
        raised = {self._articles[quote.article].outlet for quote in evidence}
        outlets = tuple(outlet for outlet in question.outlets if outlet in raised)
        return replace(question, evidence=evidence, outlets=outlets or question.outlets)

    def _place(self, quote: Quote) -> int | None:
        article = self._articles.get(quote.article)
        if article is None:
            return None
        if quote.article not in self._places:
            self._places[quote.article] = {s.text: s.index for s in sentences_of(article)}
        return self._places[quote.article].get(quote.text)


def _match(earlier: Sequence[Question], found: Sequence[Question]) -> dict[str, str]:
    """Earlier id -> found id, each at most once, surest pairs first."""
    pairs: list[tuple[float, int, int]] = []
    sets = [content(q.question) for q in found]
    for i, old in enumerate(earlier):
        words = content(old.question)
        places = {(e.article, e.text) for e in old.evidence}
        for j, new in enumerate(found):
            if old.id == new.id:
                value = 3.0
            elif any((e.article, e.text) in places for e in new.evidence):
                value = 2.0
            else:
                value = likeness(words, sets[j])
                if value < (0.45 if old.theme == new.theme else SAME_LINE):
                    continue
            pairs.append((value, i, j))
    out: dict[str, str] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if earlier[i].id not in out and j not in used:
            out[earlier[i].id] = found[j].id
            used.add(j)
    return out


def _joined(old: Question, new: Question) -> Question:
    """The earlier question with the new one's evidence, outlets, score and place."""
    places = {(e.article, e.text) for e in new.evidence}
    evidence = (*new.evidence, *(e for e in old.evidence if (e.article, e.text) not in places))
    outlets = tuple(dict.fromkeys((*old.outlets, *new.outlets)))
    since = min((t for t in (old.since, new.since) if t is not None), default=None)
    last = max((t for t in (old.last, new.last) if t is not None), default=None)
    return replace(
        old,
        evidence=evidence,
        outlets=outlets,
        since=since,
        last=last,
        score=new.score,
        shown=new.shown,
    )


def _answered(question: Question, answers: Answers, known: Collection[str]) -> Question:
    """The question with the best answer among the candidates, or open; ``known``: articles at
    hand. An answer from elsewhere stays."""
    if question.status in DECIDED:
        return question
    best = answers.best(question)
    if best is not None:
        status = QuestionStatus.CHANGED if best.delays else QuestionStatus.POSSIBLE
        quote = Quote(best.text, best.article.id, best.index)
        return replace(question, status=status, answer=quote)
    if question.answer is None or question.answer.article not in known:
        return question
    return replace(question, status=QuestionStatus.OPEN, answer=None)
