"""What other thresholds would show, and where open sentences are lost on the way to the screen.

Used by ``bench/questions.py --folds``; prints tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from types import ModuleType

from briefing.models import Article, Question
from briefing.questions import rank
from briefing.questions.themes import merge

THEMES = merge(())
THRESHOLDS = (0.5, 0.55, 0.6, 0.64, 0.68, 0.72, 0.76, 0.8, 0.85)


def curve(
    rows: Sequence[dict],
    articles: Sequence[Article],
    found: Sequence[tuple[Question, ...]],
    as_found: Callable[[Iterable[Question]], list[dict]],
    score: ModuleType,
) -> None:
    """What other thresholds would show: for choosing the shipped one."""
    print(f"\n{'threshold':>10}{'shown@3':>9}{'cover@3':>9}{'quiet':>7}{'lines':>7}")
    for least in THRESHOLDS:
        counts = []
        for row, article, questions in zip(rows, articles, found, strict=True):
            plain = [replace(question, shown=False) for question in questions]
            ordered = rank.order(plain, [article], THEMES)
            few = [q for q in rank.choose(ordered, 3, THEMES, least) if q.shown]
            counts.append(score.article_counts(row, {"open": as_found(few)})[0])
        t = score.total(counts)
        lines = t["s3"]
        print(
            f"{least:10.2f}{t['c3'] / max(1, lines):9.3f}{t['c3'] / t['m3']:9.3f}"
            f"{t['quiet_ok'] / max(1, t['quiet']):7.2f}{lines:7}"
        )


def lost(rows: Sequence[dict], found: Sequence[tuple[Question, ...]]) -> None:
    """Where coverage@3 is lost: of the up to three open sentences an article should show."""
    counts = dict.fromkeys(("shown", "crowded out", "below the threshold", "not found"), 0)
    for row, questions in zip(rows, found, strict=True):
        gold = {s["i"] for s in row["sentences"] if s["open"]}
        room = min(3, len(gold))
        seen = {e.sentence for q in questions if q.shown for e in q.evidence} & gold
        there = {e.sentence: q for q in questions for e in q.evidence if e.sentence in gold}
        sure = sum(q.score >= rank.SHOWN_LEAST for i, q in there.items() if i not in seen)
        doubtful = len(there) - len(seen) - sure
        for name, count in (
            ("shown", len(seen)),
            ("crowded out", sure),
            ("below the threshold", doubtful),
            ("not found", room),
        ):
            taken = min(room, count)
            counts[name] += taken
            room -= taken
    total = sum(counts.values())
    print("coverage@3: " + ", ".join(f"{name} {n / total:.2f}" for name, n in counts.items()))
