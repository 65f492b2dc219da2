"""A labelled question followed from an earlier article into a later one: is its answer found?

Used by ``bench/questions.py``; prints a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from briefing.models import Article, CleanText, Kind, Question, QuestionStatus, Quote
from briefing.questions.find import Finder
from briefing.questions.themes import merge
from briefing.questions.track import follow


def chains(rows: Sequence[dict], finder: Finder) -> None:
    first = answered = false = still = 0
    for n, row in enumerate(rows):
        status, sentence = follow_chain(finder, row, n)
        if row["status"] == "still_open":
            still += 1
            false += status in (QuestionStatus.POSSIBLE, QuestionStatus.CHANGED)
        else:
            answered += 1
            first += sentence in row["later"]["answer"]
    print(
        f"\nchains: answer sentence first {first} of {answered}; false answers on "
        f"still-open ones {false} of {still}"
    )


def follow_chain(finder: Finder, row: dict, n: int) -> tuple[QuestionStatus, int]:
    """The earlier article's labelled question, followed into the later one: status and sentence."""
    day = datetime(2026, 1, 1, tzinfo=UTC)

    def text(s: object) -> str:
        return s["text"] if isinstance(s, dict) else str(s)

    earlier, later = (
        Article(
            id=f"{name}{n}",
            title=CleanText(text(part["sentences"][0])),
            published=day + timedelta(days=late),
            outlet=CleanText(part.get("source") or name),
            sentences=tuple(CleanText(text(s)) for s in part["sentences"]),
        )
        for name, part, late in (("a", row["earlier"], 0), ("b", row["later"], 3))
    )
    question = Question(
        id=f"q{n}",
        question=CleanText(row["question"]),
        theme=CleanText("next"),
        kind=Kind.PENDING,
        score=0.9,
        evidence=tuple(
            Quote(CleanText(text(row["earlier"]["sentences"][i])), earlier.id, i)
            for i in row["earlier"]["open"]
        ),
        outlets=(earlier.outlet,),
        since=day,
        last=day,
    )
    found = finder.find([later], merge(()))
    for known in follow([question], found, [earlier, later]):
        if known.id == question.id:
            return known.status, known.answer.sentence if known.answer else -1
    return QuestionStatus.OPEN, -1
