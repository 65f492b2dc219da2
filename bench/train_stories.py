"""Train what ``briefing.stories`` ships: background word counts and the weights of its two models.

    python bench/train_stories.py [--data ../shared/data/clustering] [--dry] [--no-folds]

Needs scikit-learn (development only). Writes ``briefing/stories/words.txt`` (words and counts, no
text) and ``weights.json``; prints figures by story-wise cross-validation, for which neither the
background nor the weights have seen the stories that are scored.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from briefing.models import EMPTY, Article, CleanText
from briefing.stories.consolidate import CONTEXT_NAMES, Surroundings
from briefing.stories.features import NAMES, Item
from briefing.stories.grouper import Grouper
from briefing.stories.model import Model
from briefing.stories.window import LEAST_LINK, Window
from briefing.stories.words import read

HERE = Path(__file__).resolve().parent
ROOM = HERE.parent / "briefing" / "stories"
DATA = HERE.parent.parent / "shared" / "data" / "clustering"
FOLDS = 5
SETS = ("mix", "headlines", "politics", "crime")
TRAINING = {"mix": 1.0, "titles": 0.3}
"""Sets the weights are learned from and how much each counts; "titles" is mix without teasers."""
EMPTY_MODEL = Model((0.0,) * len(NAMES), (0.0,) * len(CONTEXT_NAMES), {}, 1)
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Labelled:
    """A set of articles in order, with the true story of each."""

    articles: tuple[Article, ...]
    truth: tuple[str, ...]

    def folds(self) -> Array:
        return np.array([fold(story) for story in self.truth])


def fold(story: str) -> int:
    """Which of the parts of the cross-validation a story belongs to."""
    return int(hashlib.sha256(story.encode()).hexdigest()[:8], 16) % FOLDS


def load(path: Path) -> Labelled:
    """Rows of JSON lines with id, cluster, title, teaser, published, source."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    articles = tuple(
        Article(
            row["id"],
            CleanText(row["title"]),
            CleanText(row["teaser"]),
            outlet=CleanText(row["source"]),
            published=datetime.fromisoformat(row["published"]),
        )
        for row in rows
    )
    return Labelled(articles, tuple(row["cluster"] for row in rows))


def without_teasers(known: Labelled) -> Labelled:
    return Labelled(tuple(replace(a, teaser=EMPTY) for a in known.articles), known.truth)


def background(
    sets: Sequence[Labelled], skip: int = -1
) -> tuple[dict[str, tuple[int, float]], int]:
    """Words that at least two stories hold: number of stories, share of capitalised uses.

    Counting stories, not articles, keeps the names of one large story rare. ``skip``: a fold whose
    stories are left out.
    """
    longest: dict[str, tuple[Article, str]] = {}
    for known in sets:
        for article, story in zip(known.articles, known.truth, strict=True):
            if fold(story) == skip:
                continue
            other = longest.get(article.id)
            if other is None or len(other[0].teaser) < len(article.teaser):
                longest[article.id] = (article, story)
    holders: dict[str, set[str]] = defaultdict(set)
    capital: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for article, story in longest.values():
        for reading in (read(article.title, True), read(article.teaser, False)):
            for term, how in zip(reading.terms, reading.capital, strict=True):
                holders[term].add(story)
                if how < 2:
                    uses[term] += 1
                    capital[term] += how
    words = {}
    for term in sorted(holders):
        if len(holders[term]) >= 2:
            rate = round(100 * capital[term] / uses[term]) / 100 if uses[term] >= 2 else -1.0
            words[term] = (len(holders[term]), rate)
    return words, len({story for _, story in longest.values()})


def record(known: Labelled, base: Model) -> tuple[Array, Array]:
    """Pairs the program compares on this set (positions), and their feature values."""
    places: list[tuple[int, int]] = []
    values: list[list[float]] = []

    def note(one: Item, two: Item, found: list[float]) -> float:
        places.append((one.number, two.number))
        values.append(found)
        return 0.0

    window = Window(base, note)
    for n, article in enumerate(known.articles):
        window.add(article)
        if n % 100 == 99:
            window.drop(window.expired())
    return np.array(places), np.array(values)


def fit(values: Array, same: Array, weight: Array) -> tuple[float, ...]:
    """Weights of a logistic regression, the constant first."""
    spread = values[:, 1:].std(axis=0)
    spread[spread < 1e-6] = 1.0  # a feature that never varies
    learner = LogisticRegression(C=1.0, max_iter=3000)
    learner.fit(values[:, 1:] / spread, same, sample_weight=weight)
    found = np.concatenate([learner.intercept_, learner.coef_[0] / spread])
    return tuple(round(float(x), 4) for x in found)


def logistic(weights: Sequence[float], values: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-(values @ np.array(weights)))))


def pair_weight(known: Labelled, places: Array) -> Array:
    """Pairs of large stories count less: a story of 40 has 780 of them."""
    size = Counter(known.truth)
    return np.array(
        [max(size[known.truth[i]], size[known.truth[j]]) ** -0.5 for i, j in places.tolist()]
    )


def surroundings(count: int, places: Array, p: Array) -> tuple[Array, Array]:
    """Links worth remembering (positions) and their values in their surroundings."""
    links: dict[int, dict[int, float]] = {n: {} for n in range(count)}
    for (i, j), x in zip(places.tolist(), p.tolist(), strict=True):
        if x >= LEAST_LINK:
            links[i][j] = links[j][i] = x
    around = Surroundings(links, range(count))
    kept = [(i, j) for i in range(count) for j in sorted(links[i]) if i < j]
    return np.array(kept), np.array([around.context(i, j) for i, j in kept])


@dataclass
class Trained:
    """The model on everything, and one a fold that never saw the fold's stories."""

    model: Model
    folds: list[Model]


def train(sets: dict[str, Labelled], shares: dict[str, float], folds: bool = True) -> Trained:
    """Learn background, pair weights and link weights.

    A pair's values are computed with a background that lacks the later article's story, as it will
    be for stories to come; the link weights are learned from probabilities of pair weights that
    did not see the story.
    """
    whole = background(list(sets.values()))
    parts = [background(list(sets.values()), k) for k in range(FOLDS)]
    held: dict[str, tuple[Array, Array, Array, Array, Array]] = {}
    for name in shares:
        known = sets[name]
        where = known.folds()
        pieces = []
        for k, (words, stories) in enumerate(parts):
            places, values = record(known, replace(EMPTY_MODEL, words=words, stories=stories))
            mine = where[places[:, 1]] == k
            pieces.append((places[mine], values[mine]))
        places = np.concatenate([p for p, _ in pieces])
        values = np.concatenate([v for _, v in pieces])
        truth = np.array(known.truth)
        same = truth[places[:, 0]] == truth[places[:, 1]]
        weight = pair_weight(known, places)
        held[name] = places, values, same, weight, where[places]
    scale = {
        name: share * held["mix"][3].sum() / held[name][3].sum() if "mix" in held else share
        for name, share in shares.items()
    }

    def learn_pairs(skip: int) -> tuple[float, ...]:
        keep = {name: ~(h[4] == skip).any(axis=1) for name, h in held.items()}
        return fit(
            np.concatenate([h[1][keep[name]] for name, h in held.items()]),
            np.concatenate([h[2][keep[name]] for name, h in held.items()]),
            np.concatenate([h[3][keep[name]] * scale[name] for name, h in held.items()]),
        )

    pair_parts = [learn_pairs(k) for k in range(FOLDS)]
    pair_whole = learn_pairs(-1)
    second: dict[str, tuple[Array, Array, Array, Array]] = {}
    for name, (places, values, _, _, where2) in held.items():
        known = sets[name]
        p = np.zeros(len(places))
        for k in range(FOLDS):
            mine = where2[:, 1] == k
            p[mine] = logistic(pair_parts[k], values[mine])
        kept, around = surroundings(len(known.articles), places, p)
        truth = np.array(known.truth)
        second[name] = (
            around,
            truth[kept[:, 0]] == truth[kept[:, 1]],
            pair_weight(known, kept) * scale[name],
            known.folds()[kept],
        )

    def learn_links(skip: int) -> tuple[float, ...]:
        keep = {name: ~(s[3] == skip).any(axis=1) for name, s in second.items()}
        return fit(
            np.concatenate([s[0][keep[name]] for name, s in second.items()]),
            np.concatenate([s[1][keep[name]] for name, s in second.items()]),
            np.concatenate([s[2][keep[name]] for name, s in second.items()]),
        )

    model = Model(pair_whole, learn_links(-1), *whole)
    if not folds:
        return Trained(model, [])
    return Trained(model, [Model(pair_parts[k], learn_links(k), *parts[k]) for k in range(FOLDS)])


def grouped(known: Labelled, model: Model) -> list[str]:
    """Story of each article as the program places them one at a time."""
    grouper = Grouper(model=model)
    for article in known.articles:
        grouper.add(article)
    stories = {p.article: p.story for p in grouper.result().placements}
    return [stories[article.id] for article in known.articles]


def cubed(truth: Sequence[str], found: Sequence[str]) -> tuple[Array, Array]:
    """B-cubed precision and recall of each article."""
    in_truth, in_found = Counter(truth), Counter(found)
    both = Counter(zip(truth, found, strict=True))
    precision = [both[t, f] / in_found[f] for t, f in zip(truth, found, strict=True)]
    recall = [both[t, f] / in_truth[t] for t, f in zip(truth, found, strict=True)]
    return np.array(precision), np.array(recall)


def line(name: str, precision: float, recall: float) -> str:
    f1 = 2 * precision * recall / (precision + recall)
    return f"{name:<24} B-cubed P {precision:6.2%}  R {recall:6.2%}  F1 {f1:6.2%}"


def report(sets: dict[str, Labelled], trained: Trained) -> None:
    """Print in-sample and cross-validated B-cubed figures of every set."""
    for name, known in sets.items():
        precision, recall = cubed(known.truth, grouped(known, trained.model))
        print(line(name, precision.mean(), recall.mean()), flush=True)
        if trained.folds:
            where = known.folds()
            held_p, held_r = np.zeros(len(where)), np.zeros(len(where))
            for k, model in enumerate(trained.folds):
                precision, recall = cubed(known.truth, grouped(known, model))
                held_p[where == k] = precision[where == k]
                held_r[where == k] = recall[where == k]
            print(line(f"{name}, cross-validated", held_p.mean(), held_r.mean()), flush=True)


def write(model: Model, room: Path) -> None:
    """Write the two data files the package ships."""
    lines = [
        f"{word} {count} {round(rate * 100) if rate >= 0 else -1}\n"
        for word, (count, rate) in sorted(model.words.items())
    ]
    (room / "words.txt").write_text("".join(lines), encoding="utf-8")
    table = {
        "stories": model.stories,
        "pair": dict(zip(NAMES, model.pair, strict=True)),
        "link": dict(zip(CONTEXT_NAMES, model.link, strict=True)),
    }
    (room / "weights.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of dev_*.jsonl")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--no-folds", action="store_true", help="skip the cross-validation")
    chosen = parser.parse_args()
    if not (chosen.data / "dev_mix.jsonl").is_file():
        print(f"no labelled data in {chosen.data}; give --data", file=sys.stderr)
        return 1
    sets = {name: load(chosen.data / f"dev_{name}.jsonl") for name in SETS}
    sets["titles"] = without_teasers(sets["mix"])
    trained = train(sets, TRAINING, not chosen.no_folds)
    report(sets, trained)
    if not chosen.dry:
        write(trained.model, ROOM)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
