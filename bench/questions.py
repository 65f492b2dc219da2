"""Open questions scored on the labelled articles, beside the baselines.

    python bench/questions.py              DEV with the shipped weights (in sample), chains,
    seed, speed
    python bench/questions.py --folds      outlet-wise folds over DEV + train: the honest meter
    (minutes)
    python bench/questions.py --show 40    print what is found in 40 articles, for reading

Needs ../shared/data/questions and the scorer ../shared/eval/questions_eval.py; --folds needs
scikit-learn. Every figure goes through ``briefing.questions.find``, as the program does.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent))

import question_chains
import question_curve

from briefing.models import Article, CleanText, Question
from briefing.questions import model as models
from briefing.questions import sorting
from briefing.questions.find import Finder
from briefing.questions.reading import read, read_article
from briefing.questions.themes import merge
from briefing.text.sentences import sentences_of

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
DATA = SHARED / "data" / "questions"
THEMES = merge(())
Found = list[dict]
System = Callable[[dict], tuple[Found, Found]]
"""A row of the data -> (all found, those shown)."""

HEDGES = re.compile(
    r"\b(may|might|could|possibly|perhaps|reportedly|allegedly|likely|unlikely|probably|apparently|suggests?|appears?|seems?)\b",
    re.I,
)
COLUMNS = (
    ("F1", "f1"),
    ("P", "p"),
    ("R", "r"),
    ("AP", "ap"),
    ("shown@3", "s3"),
    ("cover@3", "c3"),
    ("quiet", "quiet"),
    ("theme", "theme"),
    ("kind", "kind"),
    ("card R", "card_r"),
    ("card P", "card_p"),
    ("form", "form"),
    ("content", "content"),
    ("dup", "dup"),
)


def article_of(row: dict) -> Article:
    return Article(
        id=row["id"],
        title=CleanText(row["title"] or ""),
        outlet=CleanText(row.get("source") or ""),
        sentences=tuple(CleanText(s["text"]) for s in row["sentences"]),
    )


def scorer() -> ModuleType:
    path = SHARED / "eval" / "questions_eval.py"
    spec = importlib.util.spec_from_file_location("questions_eval", path)
    if not path.exists() or spec is None or spec.loader is None:
        sys.exit("questions: no scorer at ../shared/eval/questions_eval.py (seen from the project)")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(name: str) -> list[dict]:
    path = DATA / f"{name}.jsonl"
    if not path.exists():
        sys.exit("questions: no labelled data at ../shared/data/questions (seen from the project)")
    return [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def as_found(questions: Iterable[Question]) -> Found:
    """As the scorer reads it: a question's further evidence ranks below every first one."""
    return [
        {
            "i": e.sentence,
            "score": q.score - 1000 * (k > 0),
            "kind": str(q.kind),
            "theme": str(q.theme),
            "question": str(q.question),
        }
        for q in questions
        for k, e in enumerate(q.evidence)
    ]


def ours(model: models.Model, sorter: sorting.Sorter) -> System:
    finder = Finder(model, sorter)

    def run(row: dict) -> tuple[Found, Found]:
        questions = finder.find([article_of(row)], THEMES)
        return as_found(questions), as_found(q for q in questions if q.shown)

    return run


def sentence_system(chance: Callable[[str], float]) -> System:
    def run(row: dict) -> tuple[Found, Found]:
        found = [
            {"i": s["i"], "score": chance(s["text"])}
            for s in row["sentences"]
            if chance(s["text"]) > 0
        ]
        return found, sorted(found, key=lambda f: -f["score"])[:3]

    return run


def linear_alone(model: models.Model, least: float) -> System:
    """Stage 1 by itself, without article, question line or merging."""

    def run(row: dict) -> tuple[Found, Found]:
        sums = model.first(read(sentences_of(article_of(row))))
        found = [{"i": i, "score": s[0]} for i, s in enumerate(sums) if s[0] >= least]
        return found, sorted(found, key=lambda f: -f["score"])[:3]

    return run


def average_precision(pairs: Sequence[tuple[float, bool]]) -> float:
    ordered = sorted(pairs, key=lambda pair: -pair[0])
    total, hits, area = sum(1 for _, open_ in pairs if open_), 0, 0.0
    for rank, (_, open_) in enumerate(ordered, 1):
        if open_:
            hits += 1
            area += hits / rank
    return area / total if total else 0.0


def measure(
    rows: Sequence[dict], run: Callable[[dict, int], tuple[Found, Found]], score: ModuleType
) -> dict[str, float]:
    everything, shown, lines = [], [], []
    card = {"ownership", "moderation", "auditing"}
    gold_card = hit_card = said_card = 0
    for n, row in enumerate(rows):
        found, few = run(row, n)
        everything.append(score.article_counts(row, {"open": found})[0])
        shown.append(score.article_counts(row, {"open": few})[0])
        # A line stands once on the screen, however many sentences it rests on.
        once = {f.get("question", n): f for n, f in reversed(list(enumerate(few)))}
        lines.append(score.article_counts(row, {"open": list(once.values())})[0])
        gold = {s["i"]: s for s in row["sentences"] if s["open"]}
        gold_card += sum(1 for s in gold.values() if s["theme"] in card)
        said = {f["i"]: f for f in found if f.get("theme") in card}
        said_card += len(said)
        hit_card += sum(1 for i, f in said.items() if i in gold and gold[i]["theme"] == f["theme"])
    t, u, once = score.total(everything), score.total(shown), score.total(lines)
    p, r, f = score.prf(t["tp"], t["fp"], t["fn"])

    def share(a: float, b: float) -> float:
        return a / b if b else 0.0

    return {
        "f1": f,
        "p": p,
        "r": r,
        "s3": share(u["c3"], u["s3"]),
        "c3": share(u["c3"], u["m3"]),
        "quiet": share(u["quiet_ok"], u["quiet"]),
        "theme": share(t["theme"], t["tp"]),
        "kind": share(t["kind"], t["tp"]),
        "card_r": share(hit_card, gold_card),
        "card_p": share(hit_card, said_card),
        "form": share(t["qform"], t["qn"]),
        "content": share(t["qf1"], t["qn"]),
        "dup": share(once["dup"], once["pairs"]),
    }


def print_table(title: str, results: Sequence[tuple[str, dict[str, float]]]) -> None:
    print(f"\n{title}")
    print(f"{'':26}" + "".join(f"{head:>8}" for head, _ in COLUMNS))
    for name, result in results:
        cells = "".join(
            f"{result[key]:8.3f}" if key in result else f"{'-':>8}" for _, key in COLUMNS
        )
        print(f"{name:26}{cells}")


def scored_pairs(model: models.Model, row: dict) -> list[tuple[float, bool]]:
    scored = model.score(read(sentences_of(article_of(row))))
    return [(s.score, g["open"]) for s, g in zip(scored, row["sentences"], strict=True)]


def linear_pairs(model: models.Model, row: dict) -> list[tuple[float, bool]]:
    sums = model.first(read(sentences_of(article_of(row))))
    return [(s[0], g["open"]) for s, g in zip(sums, row["sentences"], strict=True)]


def dev(score: ModuleType) -> None:
    rows = rows_of("dev")
    model, sorter = models.shipped(), sorting.shipped()
    systems = [
        ("contains ?", sentence_system(lambda s: float("?" in s))),
        ("hedge words", sentence_system(lambda s: float(len(HEDGES.findall(s))))),
        ("linear model alone", linear_alone(model, -0.7)),
        ("briefing", ours(model, sorter)),
    ]
    results = [
        (name, measure(rows, lambda row, _, run=run: run(row), score)) for name, run in systems
    ]
    for at, scored in ((-2, linear_pairs), (-1, scored_pairs)):
        results[at][1]["ap"] = average_precision(
            [pair for row in rows for pair in scored(model, row)]
        )
    print_table(f"DEV, {len(rows)} articles, shipped weights (in sample)", results)


def by_folds(score: ModuleType) -> None:
    import train_questions as train

    labelled = train.load()
    fold = train.folds(labelled)
    firsts = {}
    sums: list[list[list[float]]] = [[] for _ in labelled]
    for k in sorted(set(fold)):
        firsts[k] = train.first_stage([o for o, f in zip(labelled, fold, strict=True) if f != k])
        for i, one in enumerate(labelled):
            if fold[i] == k:
                sums[i] = train.first_sums(firsts[k], one)
    made: dict[int, tuple[models.Model, sorting.Sorter]] = {}
    for k, first in firsts.items():
        kept = [i for i in range(len(labelled)) if fold[i] != k]
        some, their = [labelled[i] for i in kept], [sums[i] for i in kept]
        weights, sorter = train.finish(first, some, their)
        made[k] = models.Model(weights), sorting.Sorter(sorter)
    systems: list[tuple[str, Callable[[int], System]]] = [
        ("contains ?", lambda k: sentence_system(lambda s: float("?" in s))),
        ("hedge words", lambda k: sentence_system(lambda s: float(len(HEDGES.findall(s))))),
        ("linear model alone", lambda k: linear_alone(made[k][0], -0.7)),
        ("briefing", lambda k: ours(*made[k])),
    ]
    pairs = {
        name: [scored(made[k][0], one.row) for one, k in zip(labelled, fold, strict=True)]
        for name, scored in (("linear model alone", linear_pairs), ("briefing", scored_pairs))
    }
    for title, keep in (
        ("DEV + train, outlets left out", lambda name: True),
        ("train only, outlets left out: the honest meter", lambda name: name != "dev"),
        ("train-1", lambda name: name == "train-1"),
        ("train-2", lambda name: name == "train-2"),
        ("train-3", lambda name: name == "train-3"),
    ):
        at = [i for i, one in enumerate(labelled) if keep(one.set)]
        rows = [labelled[i].row for i in at]
        results = []
        for name, make in systems:
            if "train-" in title and name != "briefing":
                continue
            by = {k: make(k) for k in made}
            results.append(
                (name, measure(rows, lambda row, n, by=by, at=at: by[fold[at[n]]](row), score))
            )
        for name, result in results:
            if name in pairs:
                result["ap"] = average_precision([pair for i in at for pair in pairs[name][i]])
        print_table(f"{title} ({len(rows)} articles)", results)
        if "honest" in title:
            finders = {k: Finder(*both) for k, both in made.items()}
            found = [
                finders[fold[i]].find([article_of(row)], THEMES)
                for i, row in zip(at, rows, strict=True)
            ]
            articles = [article_of(row) for row in rows]
            question_curve.curve(rows, articles, found, as_found, score)
            question_curve.lost(rows, found)


def seed() -> None:
    path = SHARED / "data" / "seed" / "webpronews-tiktok.txt"
    article = Article(
        id="seed", title=CleanText(""), text=CleanText(path.read_text(encoding="utf-8"))
    )
    questions = Finder(models.shipped(), sorting.shipped()).find([article], THEMES)
    print("\nseed article")
    for q in questions:
        mark = "shown" if q.shown else ""
        print(f"  {mark:6}{q.score:.2f} {q.theme:12}{q.kind:12}{q.question}")
        for e in q.evidence:
            print(f"{'':20}{e.sentence:3} {e.text[:110]}")


def speed() -> None:
    articles = [article_of(row) for row in rows_of("dev")]
    finder = Finder(models.shipped(), sorting.shipped())
    finder.find(articles[:2], THEMES)
    # Scored above already: reading must be paid for again.
    read_article.cache_clear()
    total = sum(len(a.sentences or ()) for a in articles)
    started = time.process_time()
    for article in articles:
        finder.find([article], THEMES)
    spent = time.process_time() - started
    print(
        f"\nspeed: {1000 * spent / total:.3f} ms a sentence, {len(articles)} articles in "
        f"{spent:.2f} s of processor time"
    )


def show(count: int) -> None:
    finder = Finder(models.shipped(), sorting.shipped())
    for row in rows_of("dev")[:count]:
        gold = {s["i"]: s for s in row["sentences"] if s["open"]}
        print(f"\n# {row['source']}: {row['title']}  ({len(gold)} labelled)")
        for q in finder.find([article_of(row)], THEMES):
            if q.shown:
                ok = "+" if q.evidence[0].sentence in gold else "-"
                print(
                    f"  {ok} {q.theme:12}{q.question}   [{q.asker or 'narrator'}]\n        "
                    f"{q.evidence[0].text[:160]}"
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--folds", action="store_true", help="outlet-wise folds (needs scikit-learn)"
    )
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print what is shown for N articles"
    )
    options = parser.parse_args()
    if options.show:
        show(options.show)
        return
    score = scorer()
    if options.folds:
        by_folds(score)
        return
    dev(score)
    question_chains.chains(rows_of("chains"), Finder(models.shipped(), sorting.shipped()))
    seed()
    speed()


if __name__ == "__main__":
    main()
