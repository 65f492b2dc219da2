"""Grouping of articles on one event: our program and four baselines on every labelled set.

    python bench/stories.py [--sets mix,politics] [--only ours] [--growth] [--shuffle] [--batches]

The baselines are told in story_baselines.py. Ours takes one article at a time.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from story_baselines import average_link, newsblur, single_pass, world_monitor

from briefing.models import EMPTY, Article, CleanText, Remembered
from briefing.stories.gist import gist
from briefing.stories.group import group
from briefing.stories.grouper import Grouper

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "clustering"
SETS = ("mix", "mix without teasers", "headlines", "politics", "crime")


def load(name: str) -> tuple[list[Article], list[str]]:
    bare = name.endswith(" without teasers")
    path = DATA / f"dev_{name.removesuffix(' without teasers')}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    articles = [
        Article(
            row["id"],
            CleanText(row["title"]),
            EMPTY if bare else CleanText(row["teaser"]),
            outlet=CleanText(row["source"]),
            published=datetime.fromisoformat(row["published"]),
        )
        for row in rows
    ]
    return articles, [row["cluster"] for row in rows]


# --- scoring --------------------------------------------------------------------------


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def scores(truth: Sequence[str], found: Sequence[object]) -> dict[str, float]:
    """B-cubed and pairwise figures in percent; ``multi``: B-cubed over true stories of >= 2."""
    t, f, both = Counter(truth), Counter(found), Counter(zip(truth, found, strict=True))
    n = len(truth)
    precision = [both[a, b] / f[b] for a, b in zip(truth, found, strict=True)]
    recall = [both[a, b] / t[a] for a, b in zip(truth, found, strict=True)]
    p, r = sum(precision) / n, sum(recall) / n
    many = [k for k in range(n) if t[truth[k]] > 1]
    mp = sum(precision[k] for k in many) / max(len(many), 1)
    mr = sum(recall[k] for k in many) / max(len(many), 1)

    def pairs(counts: Counter[object]) -> float:
        return sum(c * (c - 1) / 2 for c in counts.values())

    hit = pairs(Counter(dict(both)))
    pp = hit / pairs(Counter(dict(f))) if pairs(Counter(dict(f))) else 1.0
    pr = hit / pairs(Counter(dict(t))) if pairs(Counter(dict(t))) else 1.0
    return {
        "P": 100 * p,
        "R": 100 * r,
        "F1": 100 * f1(p, r),
        "pair": 100 * f1(pp, pr),
        "multi": 100 * f1(mp, mr),
        "found": len(f),
        "true": len(t),
    }


def ours(articles: Sequence[Article]) -> list[str]:
    stories = {p.article: p.story for p in group(articles).placements}
    return [stories[a.id] for a in articles]


RIVALS: dict[str, Callable[[Sequence[Article]], Sequence[object]]] = {
    "ours": ours,
    "NewsBlur's title rule": newsblur,
    "World Monitor's rule": world_monitor,
    "TF-IDF single pass": single_pass,
    "TF-IDF average link": average_link,
}


def table(sets: Sequence[str], rivals: Sequence[str]) -> None:
    print(
        f"{'set':<20} {'method':<22} {'P':>6} {'R':>6} {'B3 F1':>6} {'pair':>6} {'>=2':>6}"
        f" {'found':>6} {'true':>5} {'ms':>6}"
    )
    for name in sets:
        articles, truth = load(name)
        for rival in rivals:
            begun = time.process_time()
            found = RIVALS[rival](articles)
            spent = 1000 * (time.process_time() - begun) / len(articles)
            s = scores(truth, found)
            print(
                f"{name:<20} {rival:<22} {s['P']:6.2f} {s['R']:6.2f} {s['F1']:6.2f}"
                f" {s['pair']:6.2f} {s['multi']:6.2f} {s['found']:6.0f} {s['true']:5.0f}"
                f" {spent:6.2f}",
                flush=True,
            )


# --- growth, order, refreshes -------------------------------------------------------------


def memory() -> float:
    """Resident memory now, in MiB (peak where the system does not tell)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 2**20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def endless(articles: Sequence[Article]) -> Iterator[Article]:
    """Copies of the stream end to end, each 28 days later."""
    turn = 0
    while True:
        for a in articles:
            when = a.published + timedelta(days=28 * turn) if a.published else None
            yield replace(a, id=f"{a.id}~{turn}", published=when)
        turn += 1


def growth(steps: Sequence[int]) -> None:
    articles = sorted(load("mix")[0], key=lambda a: str(a.published))
    begun = [a for a in articles if (a.published and a.published.timestamp())]
    first = begun[0].published
    assert first is not None
    month = [a for a in begun if a.published and a.published < first + timedelta(days=28)]
    print("articles  CPU ms an article: whole / last 1,000   memory above start (MiB)")
    grouper = Grouper()
    start_memory = memory()
    start = block = time.process_time()
    early = 0.0
    for n, article in enumerate(endless(month), start=1):
        grouper.add(article)
        if n % 1000 == 0:
            now = time.process_time()
            last = now - block
            block = now
            if n == 2000:
                early = last
            if n in steps:
                print(
                    f"{n:>8}  {1000 * (now - start) / n:.2f} / {last:.2f}"
                    f"   {memory() - start_memory:.0f}",
                    flush=True,
                )
            if n >= max(steps):
                break
    done = grouper.result()
    print(
        f"end: {len(done.placements)} placed, {1000 * (time.process_time() - start) / n:.2f} ms, "
        f"{memory() - start_memory:.0f} MiB; "
        f"last 1,000 / second 1,000: {last / max(early, 1e-9):.2f}"
    )


def shuffled() -> None:
    articles, truth = load("mix")
    story = dict(zip([a.id for a in articles], truth, strict=True))
    for seed in (1, 2, 3):
        dice = random.Random(seed)
        late = sorted(
            articles,
            key=lambda a: (a.published.timestamp() if a.published else 0) + dice.uniform(0, 21600),
        )
        s = scores([story[a.id] for a in late], ours(late))
        print(f"mix, arrival shuffled by up to 6 h ({seed}): B-cubed F1 {s['F1']:.2f}")


def refreshes(sizes: Sequence[int]) -> None:
    """As the store does it: every batch is a call of its own with the window given back."""
    articles, truth = load("mix")
    for size in sizes:
        placed: dict[str, str] = {}
        moved: set[str] = set()
        most = 0.0
        begun = time.process_time()
        for k in range(0, len(articles), size):
            new = articles[k : k + size]
            oldest = min(a.published for a in new if a.published) - timedelta(days=8)
            window = [
                (a, placed[a.id]) for a in articles[:k] if a.published and a.published >= oldest
            ]
            one = time.process_time()
            done = group(new, window)
            most = max(most, time.process_time() - one)
            for id_, story in list(placed.items()):
                if story in done.merged:
                    placed[id_] = done.merged[story]
                    moved.add(id_)
            for p in done.placements:
                if placed.get(p.article, p.story) != p.story:
                    moved.add(p.article)
                placed[p.article] = p.story
        spent = time.process_time() - begun
        s = scores(truth, [placed[a.id] for a in articles])
        print(
            f"mix in refreshes of {size}: B-cubed P {s['P']:.2f} F1 {s['F1']:.2f}"
            f" pair {s['pair']:.2f}"
            f" stories {s['found']:.0f};"
            f" moved after shown {100 * len(moved) / len(articles):.2f} %;"
            f" CPU of the dearest refresh {most:.2f} s, of all {spent:.1f} s",
            flush=True,
        )
    window = [
        (replace(a, id=a.id + "~"), a.id + "~") for a in load("headlines")[0] + articles[:1784]
    ]
    base = articles[1784].published
    assert base is not None
    window = [
        (replace(a, published=base - timedelta(hours=160 * (1 - n / len(window)))), s)
        for n, (a, s) in enumerate(window)
    ]
    for kind, placed in (("gists", remembered(window)), ("texts", window)):
        begun = time.process_time()
        group(articles[1784:1984], placed)
        spent = time.process_time() - begun
        print(f"200 new into a window of {len(window)}, as {kind}: {spent:.2f} s CPU")


def remembered(window: Sequence[tuple[Article, str]]) -> list[tuple[Remembered, str]]:
    """A window as a refresh finds it in the store."""
    found = []
    for article, story in window:
        assert article.when is not None
        kept = gist(article.title, article.teaser, article.lang)
        hour = article.when.timestamp() / 3600
        found.append((Remembered(article.id, hour, article.outlet or article.feed, kept), story))
    return found


def _among(known: Iterable[str]) -> Callable[[str], list[str]]:
    def chosen(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",")]
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(known)}")
        return names

    return chosen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sets", type=_among(SETS), default=SETS, help="comma between")
    parser.add_argument("--only", type=_among(RIVALS), default=RIVALS, help="methods likewise")
    parser.add_argument("--growth", nargs="?", const=100_000, type=int, metavar="ARTICLES")
    parser.add_argument("--shuffle", action="store_true", help="arrival late by up to 6 hours")
    parser.add_argument("--batches", action="store_true", help="refresh by refresh")
    chosen = parser.parse_args()
    if not (DATA / "dev_mix.jsonl").is_file():
        print("no labelled data in ../shared/data/clustering", file=sys.stderr)
        return 1
    if chosen.growth:
        growth([n for n in (1000, 2000, 10_000, 30_000, 100_000) if n <= chosen.growth])
    elif chosen.shuffle:
        shuffled()
    elif chosen.batches:
        refreshes((30, 200))
    else:
        table(list(chosen.sets), list(chosen.only))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
