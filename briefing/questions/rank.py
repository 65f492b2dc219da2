"""Order of a story's questions, and which of them it shows unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from briefing.models import Article, Question
from briefing.questions.merge import content, likeness

SHOWN_LEAST: Final = 0.6
"""A question below this score is found but not shown."""
TOO_LIKE: Final = 0.5


def order(questions: Sequence[Question], articles: Sequence[Article]) -> list[Question]:
    """Questions by weight: score, outlets that raise it, title or lead evidence, freshness."""
    newest = max((a.when for a in articles if a.when is not None), default=None)
    titles = frozenset().union(*(content(a.title) for a in articles)) if articles else frozenset()

    def weight(question: Question) -> float:
        value = question.score * (
            1.0 + 0.25 * (len(question.outlets) - 1 if question.outlets else 0)
        )
        value *= 1.0 + 0.2 * likeness(content(question.question), titles)
        if newest is not None and question.last is not None:
            days = (newest - question.last).total_seconds() / 86_400
            value *= 1.0 / (1.0 + 0.1 * max(0.0, days))
        return value

    return sorted(questions, key=lambda q: (-weight(q), q.id))


def choose(
    ordered: Sequence[Question], most_shown: int, least: float = SHOWN_LEAST
) -> tuple[Question, ...]:
    """Marks at most ``most_shown`` as shown: sure enough, unlike each other, one to a theme while
    other themes remain. Shown ones come first."""
    shown: list[Question] = []
    sure = [q for q in ordered if q.score >= least]
    themes = {q.theme for q in sure}
    for question in sure:
        if len(shown) == most_shown:
            break
        if len(themes) > 1 and any(q.theme == question.theme for q in shown):
            continue
        if any(
            likeness(content(q.question), content(question.question)) >= TOO_LIKE for q in shown
        ):
            continue
        shown.append(question)
    chosen = {q.id for q in shown}
    return tuple(
        [replace(q, shown=True) for q in shown] + [q for q in ordered if q.id not in chosen]
    )
