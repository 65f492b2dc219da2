"""Summaries scored beside their baselines, and the speed of ours beside LexRank.

    .venv/bin/python bench/summaries.py      every set, every system, then speed
    .venv/bin/python bench/summaries.py --sets writers,wikinews --systems ours,lexrank
    .venv/bin/python bench/summaries.py --only-speed

Scores come from ``../shared/eval/summary_eval.py`` (rouge-score), texts from
``../shared/data/summaries``; neither is part of this repository. "ours" is the program's own
way (``briefing.summaries.summarise``); sumy's rankers run as sumy has them, on our sentences
and words, with a cached stemmer. A system that needs more than ``--seconds`` for a set is
stopped and said to be.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import signal
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from summary_baselines import System, centroid, clean_lead, lead, sumy_plain

from briefing.models import EMPTY, Article, CleanText
from briefing.summaries import clean
from briefing.summaries.size import Sentences, Size, Words
from briefing.summaries.summarise import summarise
from briefing.text.sentences import sentences_of

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

Row = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """One set at one size."""

    name: str
    file: str
    size: Size
    cut: int = 0
    measure: str = "f"


TASKS = (
    Task("writers s3", "single_writers.jsonl", Sentences(3)),
    Task("writers w100", "single_writers.jsonl", Words(100), 100),
    Task("cnndm s3", "single_cnndm.jsonl", Sentences(3)),
    Task("cnndm w100", "single_cnndm.jsonl", Words(100), 100),
    Task("multinews s3", "multi_multinews.jsonl", Sentences(3)),
    Task("multinews w100", "multi_multinews.jsonl", Words(100), 100),
    Task("multinews w230", "multi_multinews.jsonl", Words(230), 230),
    Task("wikinews w250", "multi_wikinews.jsonl", Words(250), 250, "r"),
)


class TooSlow(Exception):
    """A system used up its time."""


# --- systems --------------------------------------------------------------------------


def ours(articles: Sequence[Article], size: Size) -> list[str]:
    return [sentence.text for sentence in summarise(articles, size)]


SYSTEMS: dict[str, System] = {
    "ours": ours,
    "lead": lead,
    "clean lead": clean_lead,
    "lexrank": sumy_plain("lex_rank", "LexRankSummarizer"),
    "textrank": sumy_plain("text_rank", "TextRankSummarizer"),
    "luhn": sumy_plain("luhn", "LuhnSummarizer"),
    "sumbasic": sumy_plain("sum_basic", "SumBasicSummarizer"),
    "kl": sumy_plain("kl", "KLSummarizer"),
    "centroid": centroid,
}


# --- scores ---------------------------------------------------------------------------


def articles_of(row: Row) -> list[Article]:
    return [
        Article(
            id=f"{row['id']}/{number}",
            title=CleanText(doc.get("title") or ""),
            text=CleanText(doc["text"]),
            outlet=CleanText(f"outlet {number}"),
            lang=row.get("lang", "en"),
        )
        for number, doc in enumerate(row["docs"])
    ]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the block after so many seconds."""

    def stop(signum: int, frame: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def load_scorer(path: Path) -> ModuleType:
    if not path.is_file():
        raise SystemExit(f"bench/summaries: the scorer is not there: {path}")
    if importlib.util.find_spec("rouge_score") is None:
        raise SystemExit("bench/summaries: needs rouge-score: pip install -e '.[dev]'")
    spec = importlib.util.spec_from_file_location("summary_eval", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scorers_of(module: ModuleType) -> dict[str, Any]:
    from rouge_score import rouge_scorer  # type: ignore[import-untyped]

    kinds = ["rouge1", "rouge2", "rougeLsum"]
    return {
        "en": rouge_scorer.RougeScorer(kinds, use_stemmer=True),
        "xx": rouge_scorer.RougeScorer(kinds, tokenizer=module.Plain()),
    }


def score_task(
    task: Task,
    rows: list[Row],
    systems: Sequence[str],
    scorer: ModuleType,
    seconds: float,
    by_language: bool,
) -> None:
    measure = "recall" if task.measure == "r" else "F1"
    print(
        f"\n{task.name}: {len(rows)} cases, {measure}" + (f", cut at {task.cut}" * bool(task.cut))
    )
    print(
        f"{'system':12}{'R1':>7}{'R2':>7}{'RL':>7}{'words':>7}{'rep%':>6}{'dang%':>7}{'junk%':>7}{'s':>8}"
    )
    options = SimpleNamespace(words=task.cut, measure=task.measure, refs="avg", cut_refs=False)
    marks = scorers_of(scorer)
    for name in systems:
        began = time.perf_counter()
        try:
            with at_most(seconds):
                told = {row["id"]: SYSTEMS[name](articles_of(row), task.size) for row in rows}
        except TooSlow:
            print(f"{name:12} stopped after {seconds:.0f} s")
            continue
        took = time.perf_counter() - began
        scored = scorer.score(rows, told, options, marks)
        for label, part in [("", scored), *_languages(scored, by_language)]:
            means = [statistics.fmean(one[1][i] for one in part) for i in range(3)]
            total = max(1, sum(one[2][3] for one in part))
            shape = [100 * sum(one[2][i] for one in part) / total for i in range(3)]
            words = statistics.fmean(one[3] for one in part)
            print(
                f"{'  ' + label if label else name:12}"
                + "".join(f"{value:7.2f}" for value in means)
                + f"{words:7.1f}{shape[0]:6.1f}{shape[1]:7.1f}{shape[2]:7.1f}"
                + ("" if label else f"{took:8.1f}"),
                flush=True,
            )


def _languages(scored: list[Any], wanted: bool) -> list[tuple[str, list[Any]]]:
    names = sorted({one[0] for one in scored})
    if not wanted or len(names) < 2:
        return []
    return [(name, [one for one in scored if one[0] == name]) for name in names]


# --- speed ----------------------------------------------------------------------------


def speed(rows: list[Row], sizes: Sequence[int], seconds: float) -> None:
    """CPU seconds on stories of 40 sentences an article, LexRank in the same process.

    "first" is a run that finds no sentence remembered from an earlier one.
    """
    texts = [
        sentence.text
        for row in rows
        for one in articles_of(row)
        for sentence in sentences_of(one)
        if not sentence.is_title
    ]
    print("\nspeed: CPU seconds for 5 sentences of a story, same words and cached stemmer;")
    print("ours: the least of 7 runs, LexRank: of 3 (one at more than 500 sentences)")
    print(f"{'sentences':>10}{'articles':>10}{'first':>9}{'ours':>9}{'lexrank':>9}{'times':>8}")
    mine: dict[int, float] = {}
    for size in sizes:
        part = (texts * (1 + size // max(1, len(texts))))[:size]
        story = [
            Article(str(i), EMPTY, sentences=tuple(part[i : i + 40]), lang="en")
            for i in range(0, size, 40)
        ]
        first = _least(ours, story, 7, seconds, forget=True)
        again = _least(ours, story, 7, seconds)
        theirs = _least(SYSTEMS["lexrank"], story, 3 if size <= 500 else 1, seconds)
        ratio = f"{theirs / again:8.1f}" if again and theirs else f"{'-':>8}"
        shown = f"{theirs:9.3f}" if theirs else f"  > {seconds:.0f} s"
        print(
            f"{size:10}{len(story):10}{first or 0:9.3f}{again or 0:9.3f}{shown}{ratio}", flush=True
        )
        mine[size] = again or 0.0
    small, large = min(mine), max(mine)
    if 500 in mine and 2000 in mine:
        small, large = 500, 2000
    print(f"growth from {small} to {large} sentences: {mine[large] / (mine[small] or 1):.1f} times")


def _least(
    system: System,
    story: Sequence[Article],
    runs: int,
    seconds: float,
    *,
    forget: bool = False,
) -> float | None:
    """CPU seconds of the fastest of so many runs, None when not even one ended in time."""
    system(story[:1], Sentences(5))  # imports are not what is measured
    times = []
    try:
        with at_most(seconds):
            for _ in range(runs):
                if forget:
                    clean._cleaned.cache_clear()
                began = time.process_time()
                system(story, Sentences(5))
                times.append(time.process_time() - began)
    except TooSlow:
        pass
    return min(times, default=None)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "summaries")
    parser.add_argument("--scorer", type=Path, default=SHARED / "eval" / "summary_eval.py")
    parser.add_argument("--sets", default="", help="names or beginnings of names, by comma")
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="by comma")
    parser.add_argument("--seconds", type=float, default=120.0, help="for a system on a set")
    parser.add_argument("--limit", type=int, default=0, help="cases of each set")
    parser.add_argument("--by-language", action="store_true")
    parser.add_argument("--no-speed", action="store_true")
    parser.add_argument("--only-speed", action="store_true")
    parser.add_argument("--sizes", default="100,500,2000", help="sentences of the speed table")
    given = parser.parse_args()
    if not given.data.is_dir():
        print(f"bench/summaries: the data are not there: {given.data}", file=sys.stderr)
        return 1
    systems = given.systems.split(",")
    unknown = sorted(set(systems) - set(SYSTEMS))
    if unknown:
        print(f"bench/summaries: unknown {unknown}; there are {list(SYSTEMS)}", file=sys.stderr)
        return 2
    wanted = tuple(filter(None, given.sets.split(","))) or ("",)

    def load(name: str) -> list[Row]:
        lines = (given.data / name).read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
        return rows[: given.limit] if given.limit else rows

    if not given.only_speed:
        scorer = load_scorer(given.scorer)
        for task in TASKS:
            if task.name.startswith(wanted):
                rows = load(task.file)
                score_task(task, rows, systems, scorer, given.seconds, given.by_language)
    if not given.no_speed:
        english = [row for row in load("multi_multinews.jsonl") if row["lang"] == "en"]
        sizes = [int(size) for size in given.sizes.split(",")]
        speed(english, sizes, given.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
