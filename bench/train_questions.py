"""Train the weights of the open-question models on the labelled articles, and write them into
the package.

    python bench/train_questions.py            train on everything, write
    briefing/questions/data/*.json
    python bench/train_questions.py --check    train, but write nothing; print the sizes

Needs scikit-learn (development only), ../shared/data/questions and bench/word_vectors.npz, which
comes of ``bench/word_vectors.py``. Same input, same weights.
Stage 1: logistic regression on binary features, each scaled by its naive-Bayes log ratio and by how
far its like carries over to other outlets; one model for "open", one for each kind. Leaning:
logistic regression on the mean word vectors of a sentence's places, written out as one number for
each word and place. Stage 2: logistic regression on the scores of both that were made for outlets
left out. Themes: multinomial logistic regression on counts of theme words.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from briefing.models import Article, CleanText, Kind
from briefing.questions.context import contexts
from briefing.questions.features import Extractor
from briefing.questions.leaning import PLACES, Leaning, places
from briefing.questions.leaning import SCALE as LEANING_SCALE
from briefing.questions.lexicon import lexicon
from briefing.questions.model import KINDS, SCALE, Kinds, kind_features, second_features
from briefing.questions.normalise import question_line
from briefing.questions.reading import Read, read
from briefing.questions.sorting import theme_features, whole_of
from briefing.questions.themes import DEFAULT_THEMES, lemmas
from briefing.questions.tokens import Units
from briefing.text.sentences import sentences_of

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "questions"
SETS = ("dev", "train-1", "train-2", "train-3")
VECTORS = Path(__file__).resolve().parent / "word_vectors.npz"
KEPT = 9000
"""Features kept: those with the largest weights."""
LEAST_SEEN = 3
STRENGTH = 0.1
KIND_STRENGTH = 0.03
LEANING_STRENGTH = 0.004
THEME_STRENGTH = 0.1
CUES_TRUST = 2.0
NEAR_TRUST = 0.8
FAR_TRUST = 0.25
"""How lightly weights are held down: cues more lightly than words, pairs of classes more strongly,
for there are many and they fit one outlet's manner (set on left-out outlets)."""
OPEN_WEIGHT = 2.0
KIND_WEIGHT = 3.0
FOLDS = 8
CUE = re.compile(r"cue:|cues\d$|cuew\d$|cf:|kind:")
PAIR = re.compile(r"[A-Z]+(>>?)[A-Z]+$")
"""Names of features that tell of a cue, and of two classes."""

# Articles on one story told by several outlets: kept on one side of every split.
LINKED = (
    ("-pt-018", "-pt-030"),
    ("-pt-002", "-pt-037"),
    ("-pt-009", "-pt-020", "-pt-036"),
    ("-pt-001", "-pt-008", "-pt-026"),
    ("-pt-003", "-pt-013", "-pt-035"),
)


@dataclass
class Labelled:
    """One article with its labels, read by the program's own code."""

    row: dict
    set: str
    article: Article
    read: Read
    features: list[set[str]]


def article_of(row: dict) -> Article:
    """The row as the program gets it: sentences given, title the first of them when it has one."""
    return Article(
        id=row["id"],
        title=CleanText(row["title"] or ""),
        outlet=CleanText(row.get("source") or ""),
        sentences=tuple(CleanText(s["text"]) for s in row["sentences"]),
    )


def load(sets: Sequence[str] = SETS) -> list[Labelled]:
    """All labelled articles of ``sets``; exits with a clear line when the data are absent."""
    if not (DATA / "dev.jsonl").exists():
        sys.exit("questions: no labelled data at ../shared/data/questions (seen from the project)")
    extractor = Extractor(lexicon())
    out = []
    for name in sets:
        with (DATA / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                article = article_of(row)
                taken = read(sentences_of(article))
                out.append(Labelled(row, name, article, taken, extractor.article(taken)))
    return out


def folds(labelled: Sequence[Labelled], k: int = FOLDS) -> list[int]:
    """Fold of each article: an outlet, and outlets joined by a linked story, stand in one."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for one in labelled:
        parent[root("outlet " + one.row["source"])] = root("article " + one.row["id"])
    for linked in LINKED:
        ids = [o.row["id"] for o in labelled if any(part in o.row["id"] for part in linked)]
        for other in ids[1:]:
            parent[root("article " + other)] = root("article " + ids[0])
    groups = [root("article " + one.row["id"]) for one in labelled]
    sizes: Counter[str] = Counter()
    for one, group in zip(labelled, groups, strict=True):
        sizes[group] += len(one.row["sentences"])
    load_of = [0] * k
    where: dict[str, int] = {}
    for group, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        slot = min(range(k), key=load_of.__getitem__)
        where[group] = slot
        load_of[slot] += size
    return [where[group] for group in groups]


def _matrix(rows: Sequence[set[str]], vocabulary: dict[str, int]) -> sp.csr_matrix:
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices.extend(sorted(vocabulary[name] for name in row if name in vocabulary))
        ends.append(len(indices))
    return sp.csr_matrix((np.ones(len(indices)), indices, ends), (len(rows), len(vocabulary)))


def _trust(name: str) -> float:
    """How far a feature of this manner carries over to other outlets; a word is 1."""
    if CUE.match(name):
        return CUES_TRUST
    if pair := PAIR.match(name):
        return NEAR_TRUST if pair[1] == ">>" else FAR_TRUST
    return 1.0


def _linear(
    x: sp.csr_matrix, trust: np.ndarray, y: np.ndarray, strength: float, weight: float
) -> tuple[np.ndarray, float]:
    """Logistic regression with columns scaled by naive Bayes and ``trust``: weights of the unscaled
    columns, bias."""
    here = np.asarray(x[y == 1].sum(0)).ravel() + 1.0
    rest = np.asarray(x[y == 0].sum(0)).ravel() + 1.0
    ratio = np.abs(np.log((here / here.sum()) / (rest / rest.sum())))
    scale = trust * (0.6 + 0.4 * ratio / ratio.mean())
    fitted = LogisticRegression(
        C=strength,
        class_weight={0: 1.0, 1: weight},
        solver="liblinear",
        max_iter=300,
        random_state=0,
    ).fit(x @ sp.diags(scale), y)
    return fitted.coef_[0] * scale, float(fitted.intercept_[0])


@lru_cache(maxsize=1)
def word_vectors() -> tuple[dict[str, int], np.ndarray]:
    """Row of each word, and the rows."""
    with np.load(VECTORS) as data:
        words = [str(word) for word in data["words"]]
        return {word: i for i, word in enumerate(words)}, data["vectors"] * data["scale"]


def _placed(u: Units) -> np.ndarray:
    """Mean vector of the known words in each place of a sentence, side by side."""
    row, vectors = word_vectors()
    out = []
    for place in places(u):
        known = [row[u.low[i]] for i in place if u.low[i] in row]
        scale = 1.0 / np.sqrt(max(1, len(known)))
        out.append(vectors[known].sum(0) * scale)
    return np.concatenate(out)


def leaning(labelled: Sequence[Labelled]) -> dict[str, object]:
    """Numbers of the words in their places: a linear model on word vectors, word by word."""
    x = np.array([_placed(u) for one in labelled for u in one.read.units])
    y = np.array([int(s["open"]) for one in labelled for s in one.row["sentences"]])
    scaler = StandardScaler().fit(x)
    fitted = LogisticRegression(
        C=LEANING_STRENGTH, class_weight={0: 1.0, 1: OPEN_WEIGHT}, max_iter=500
    ).fit(scaler.transform(x), y)
    weights = fitted.coef_[0] / scaler.scale_
    row, vectors = word_vectors()
    numbers = np.round(vectors @ weights.reshape(PLACES, -1).T * LEANING_SCALE).astype(int)
    return {
        "words": {word: numbers[i].tolist() for word, i in row.items()},
        "bias": round(float(fitted.intercept_[0] - weights @ scaler.mean_), 4),
    }


def first_stage(labelled: Sequence[Labelled], kept: int = KEPT) -> dict[str, object]:
    """Weights of stage 1: open and the kinds, and the words' leaning, as whole thousandths."""
    rows = [feats for one in labelled for feats in one.features]
    sentences = [s for one in labelled for s in one.row["sentences"]]
    seen = Counter(name for row in rows for name in row)
    vocabulary = {
        name: i for i, name in enumerate(sorted(n for n, c in seen.items() if c >= LEAST_SEEN))
    }
    x = _matrix(rows, vocabulary)
    targets = [np.array([int(s["open"]) for s in sentences])]
    targets += [np.array([int(s["kind"] == kind) for s in sentences]) for kind in KINDS]
    trust = np.array([_trust(name) for name in vocabulary])
    settings = [(STRENGTH, OPEN_WEIGHT), *[(KIND_STRENGTH, KIND_WEIGHT)] * len(KINDS)]
    fitted = [
        _linear(x, trust, y, strength, weight)
        for y, (strength, weight) in zip(targets, settings, strict=True)
    ]
    names = list(vocabulary)
    columns = np.stack([w for w, _ in fitted], 1)
    size = np.abs(columns[:, 0]) + 0.3 * np.abs(columns[:, 1:]).max(1)
    order = sorted(range(len(names)), key=lambda i: (-size[i], names[i]))[:kept]
    features: dict[str, list[int]] = {}
    for i in sorted(order, key=names.__getitem__):
        row = [round(float(w) * SCALE) for w in columns[i]]
        row = [w if k == 0 or abs(w) > 4 else 0 for k, w in enumerate(row)]
        while row and row[-1] == 0:
            row.pop()
        if row:
            features[names[i]] = row
    bias = [round(b, 4) for _, b in fitted]
    return {"features": features, "bias": bias, "leaning": leaning(labelled)}


def first_sums(weights: dict[str, object], one: Labelled) -> list[list[float]]:
    """Stage-1 sums of an article from its features and words."""
    table: dict[str, list[int]] = weights["features"]
    bias: list[float] = weights["bias"]
    words = Leaning(weights["leaning"])
    out = []
    for feats, u in zip(one.features, one.read.units, strict=True):
        # Whole numbers first: their sum does not depend on the order of a set.
        whole = [0] * len(bias)
        for name in feats:
            for i, weight in enumerate(table.get(name, ())):
                whole[i] += weight
        sums = [b + w / SCALE for b, w in zip(bias, whole, strict=True)]
        out.append([*sums, words.of(u)])
    return out


def second_stage(
    labelled: Sequence[Labelled], sums: Sequence[list[list[float]]]
) -> dict[str, object]:
    """Weights of stage 2 from stage-1 sums made for left-out outlets."""
    x = np.array(
        [row for one, s in zip(labelled, sums, strict=True) for row in second_features(one.read, s)]
    )
    y = np.array([int(s["open"]) for one in labelled for s in one.row["sentences"]])
    scaler = StandardScaler().fit(x)
    fitted = LogisticRegression(C=0.05, class_weight={0: 1.0, 1: OPEN_WEIGHT}, max_iter=2000).fit(
        scaler.transform(x), y
    )
    return {
        "mean": [round(float(v), 5) for v in scaler.mean_],
        "scale": [round(float(v) or 1.0, 5) for v in scaler.scale_],
        "weights": [round(float(v), 5) for v in fitted.coef_[0]],
        "bias": round(float(fitted.intercept_[0]), 5),
    }


def left_out_sums(labelled: Sequence[Labelled], fold: Sequence[int]) -> list[list[list[float]]]:
    """Stage-1 sums of each article by a model that did not see its outlet."""
    out: list[list[list[float]]] = [[] for _ in labelled]
    for k in sorted(set(fold)):
        weights = first_stage([o for o, f in zip(labelled, fold, strict=True) if f != k])
        for i, one in enumerate(labelled):
            if fold[i] == k:
                out[i] = first_sums(weights, one)
    return out


def kind_stage(
    labelled: Sequence[Labelled], sums: Sequence[list[list[float]]]
) -> dict[str, object]:
    """Weights that tell the kinds of open sentences apart, from left-out stage-1 sums."""
    x, y = [], []
    for one, s in zip(labelled, sums, strict=True):
        for at, gold in enumerate(one.row["sentences"]):
            if gold["open"]:
                u, title = one.read.units[at], one.read.sentences[at].is_title
                x.append(kind_features(one.read.hits[at], s[at][1:-1], u, title))
                y.append(gold["kind"])
    fitted = LogisticRegression(C=1.0, max_iter=5000).fit(np.array(x), np.array(y))
    place = {name: i for i, name in enumerate(fitted.classes_)}
    rows = [[round(float(v), 4) for v in fitted.coef_[place[str(kind)]]] for kind in Kind]
    bias = [round(float(fitted.intercept_[place[str(kind)]]), 4) for kind in Kind]
    return {"weights": rows, "bias": bias}


def theme_rows(
    labelled: Sequence[Labelled], sums: Sequence[list[list[float]]], kinds: Kinds
) -> tuple[list[list[float]], list[str]]:
    """Features and theme of every labelled open sentence."""
    x, y = [], []
    for one, s in zip(labelled, sums, strict=True):
        around = contexts(one.read.units, lexicon())
        whole = whole_of(one.read, one.article.title)
        for at, gold in enumerate(one.row["sentences"]):
            if not gold["open"]:
                continue
            u, hits = one.read.units[at], one.read.hits[at]
            kind = kinds.of(kind_features(hits, s[at][1:-1], u, one.read.sentences[at].is_title))
            line = question_line(u, hits, kind, around[at])
            x.append(theme_features(lemmas(line), line, at, whole, kind))
            y.append(gold["theme"])
    return x, y


def themes(x: Sequence[Sequence[float]], y: Sequence[str]) -> dict[str, object]:
    """Weights of the theme sorter; a theme never seen gets a bias that it cannot win with."""
    fitted = LogisticRegression(C=THEME_STRENGTH, max_iter=3000).fit(np.array(x), np.array(y))
    place = {name: i for i, name in enumerate(fitted.classes_)}
    width = len(x[0])
    rows, bias = [], []
    for theme in DEFAULT_THEMES:
        i = place.get(str(theme.name))
        rows.append([0.0] * width if i is None else [round(float(v), 4) for v in fitted.coef_[i]])
        bias.append(-20.0 if i is None else round(float(fitted.intercept_[i]), 4))
    return {"weights": rows, "bias": bias}


def finish(
    first: dict[str, object], labelled: Sequence[Labelled], sums: Sequence[list[list[float]]]
) -> tuple[dict[str, object], dict[str, object]]:
    """Both weight files from stage 1 and the left-out sums of the same articles."""
    kinds = kind_stage(labelled, sums)
    weights = {**first, "stage2": second_stage(labelled, sums), "kinds": kinds}
    return weights, themes(*theme_rows(labelled, sums, Kinds(kinds)))


def fit(
    labelled: Sequence[Labelled], sums: Sequence[list[list[float]]]
) -> tuple[dict[str, object], dict[str, object]]:
    """Both weight files from articles and their left-out stage-1 sums."""
    weights = first_stage(labelled)
    return finish(weights, labelled, sums)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    labelled = load()
    sums = left_out_sums(labelled, folds(labelled))
    weights, sorter = fit(labelled, sums)
    for name, data in (("weights.json", weights), ("themes.json", sorter)):
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
        print(f"{name}: {len(text.encode()) / 1e6:.2f} MB")
        if not options.check:
            (ROOT / "briefing" / "questions" / "data" / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
