"""Order of a story's questions, and which of them it shows unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from briefing.models import Article, Question, Theme
from briefing.questions.merge import content, likeness
from briefing.questions.themes import is_by_words, lemmas, strong_words
from briefing.questions.wanted import ask_the_same

SHOWN_LEAST: Final = 0.62
"""A question below this score is found but not shown, a story without one above it is silent.
``bench/questions.py --folds`` prints what other values would give."""
CLASS_LEAST: Final = 0.5
"""The same for first-class themes, which the reader asked for by name, in a story that speaks."""
TOO_LIKE: Final = 0.6
"""Two lines that share this much of their words are not shown together."""
AGAIN: Final = 1.5
"""Places that a question waits for others when its theme is shown already."""
QUOTED: Final = 0.75
"""What a question counts for whose line is only quoted evidence."""
QUOTED_MORE: Final = 0.05
"""How much surer such a question must be to be shown."""
FIRST_CLASS: Final = 3
"""Themes of an order up to this one, and the reader's own, come before the others."""


def is_quoted(question: Question) -> bool:
    """True when no line could be formed and the evidence's own words stand in its place."""
    return question.question.startswith("“")


def _first_class(question: Question, themes: Sequence[Theme]) -> bool:
    """True when the question is of a first-class theme and its line says so with a word of it."""
    for theme in themes:
        if theme.name == question.theme:
            if is_by_words(theme):
                return True
            strong = strong_words().get(theme.name, frozenset())
            return theme.order <= FIRST_CLASS and not strong.isdisjoint(lemmas(question.question))
    return False


def _like(one: Question, other: Question) -> bool:
    """True for two lines that a reader would take for one."""
    alike = likeness(content(one.question), content(other.question)) >= TOO_LIKE
    return alike or ask_the_same(one.question, other.question)


def order(
    questions: Sequence[Question], articles: Sequence[Article], themes: Sequence[Theme] = ()
) -> list[Question]:
    """Questions by weight: score, outlets that raise it, freshness; those of first-class themes
    before the others when they are sure enough to be shown."""
    newest = max((a.when for a in articles if a.when is not None), default=None)

    def weight(question: Question) -> float:
        value = question.score * (1.0 + 0.25 * max(0, len(question.outlets) - 1))
        if newest is not None and question.last is not None:
            days = (newest - question.last).total_seconds() / 86_400
            value *= 1.0 / (1.0 + 0.1 * max(0.0, days))
        if is_quoted(question):
            value *= QUOTED
        if question.score >= CLASS_LEAST and _first_class(question, themes):
            value += 2.0
        return value

    return sorted(questions, key=lambda q: (-weight(q), q.id))


def choose(
    ordered: Sequence[Question],
    most_shown: int,
    themes: Sequence[Theme] = (),
    least: float = SHOWN_LEAST,
) -> tuple[Question, ...]:
    """Marks at most ``most_shown`` as shown: none when even the surest is below ``least``; those
    that are sure enough and unlike each other, other themes before more of the same. Shown ones
    come first."""
    if not any(q.score >= least for q in ordered):
        return tuple(ordered)
    sure = [
        q
        for q in ordered
        if q.score >= least + QUOTED_MORE * is_quoted(q)
        or (q.score >= CLASS_LEAST and not is_quoted(q) and _first_class(q, themes))
    ]
    once = {q.theme: q for q in reversed(sure)}
    turn = {q.id: i + AGAIN * (once[q.theme] is not q) for i, q in enumerate(sure)}
    shown: list[Question] = []
    for question in sorted(sure, key=lambda q: turn[q.id]):
        if len(shown) < most_shown and not any(_like(q, question) for q in shown):
            shown.append(question)
    chosen = {q.id for q in shown}
    return tuple(
        [replace(q, shown=True) for q in shown] + [q for q in ordered if q.id not in chosen]
    )
