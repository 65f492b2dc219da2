"""The linear models, summed in plain Python: weights are data, made by
``bench/train_questions.py``.

Stage 1 weighs the features of one sentence, once for "open" and once for each kind, and sums the
leaning of its words. Stage 2 looks at the article: how the sentence stands against its neighbours,
against the best of the rest, and against those that speak of the same things.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from briefing.models import Kind
from briefing.questions.cues import Hit
from briefing.questions.features import Extractor
from briefing.questions.leaning import Leaning
from briefing.questions.lexicon import lexicon
from briefing.questions.reading import Read
from briefing.questions.tokens import Units
from briefing.questions.wordlists import listed

KINDS: Final = (Kind.UNDISCLOSED, Kind.DISPUTED, Kind.PENDING, Kind.DEMANDED, Kind.RISK)
"""Kinds with a model of their own; explicit questions are known by their mark."""
SCALE: Final = 1000.0
"""Weights are stored as whole thousandths."""
_COMMON: Final = listed("everywhere")
_ECHO_LENGTH: Final = 4
"""Letters of a word that tells what a sentence speaks of."""
_ECHO_PRIOR: Final = 0.2
_BITS: Final = 32
_HALF: Final = 1 << (_BITS - 1)
_MASK: Final = (1 << _BITS) - 1
# A feature's weights for all models stand side by side in one whole number, so that one addition
# a feature sums every model at once.


@dataclass(frozen=True, slots=True)
class Scored:
    """What the models say of one sentence."""

    score: float
    """Chance that it is open, 0 to 1."""
    kinds: tuple[float, ...]
    """Sums of the kinds' models, in the order of ``KINDS``."""


def sigmoid(x: float) -> float:
    """Logistic function, safe at both ends."""
    if x < -30.0:
        return 0.0
    return 1.0 / (1.0 + math.exp(-x))


def kind_features(
    found: Sequence[Hit], sums: Sequence[float], u: Units, title: bool
) -> list[float]:
    """What tells the kinds apart: the kinds' sums, the cues of each kind, the sentence's marks."""
    miss = dict.fromkeys(Kind, 1.0)
    most = dict.fromkeys(Kind, 0.0)
    for hit in found:
        kind, weight = hit.family.kind, hit.family.weight
        miss[kind] *= 1.0 - 0.8 * weight
        most[kind] = max(most[kind], weight)
    return [
        *sums,
        *(1.0 - value for value in miss.values()),
        *most.values(),
        1.0 if "?" in u.low else 0.0,
        1.0 if title else 0.0,
        1.0 if "“" in u.low or '"' in u.low else 0.0,
    ]


class Kinds:
    """Which kind an open sentence is: one row of weights for each ``Kind``, in their order."""

    def __init__(self, weights: Mapping[str, object]) -> None:
        rows, bias = weights["weights"], weights["bias"]
        assert isinstance(rows, list)
        assert isinstance(bias, list)
        self._rows: list[list[float]] = rows
        self._bias: list[float] = bias

    def of(self, seen: Sequence[float]) -> Kind:
        """The likeliest kind for ``kind_features``."""
        sums = [
            b + sum(w * x for w, x in zip(row, seen, strict=True))
            for row, b in zip(self._rows, self._bias, strict=True)
        ]
        return tuple(Kind)[max(range(len(sums)), key=sums.__getitem__)]


class Model:
    """Weights and how they are summed.

    Args:
        weights: ``{"features": {name: [whole numbers]}, "bias": [...], "leaning": {"words",
            "bias"}, "stage2": {"mean", "scale", "weights", "bias"}, "kinds": {"weights",
            "bias"}}``; a feature's row may be shorter than the bias, the rest are zeros.
    """

    def __init__(self, weights: Mapping[str, object]) -> None:
        features = weights["features"]
        bias = weights["bias"]
        leaning = weights["leaning"]
        second = weights["stage2"]
        assert isinstance(features, dict)
        assert isinstance(bias, list)
        assert isinstance(leaning, dict)
        assert isinstance(second, dict)
        self._packed: dict[str, int] = {
            name: sum(weight << (_BITS * k) for k, weight in enumerate(row))
            for name, row in features.items()
        }
        self.bias: list[float] = bias
        self._leaning = Leaning(leaning)
        self._second = tuple(zip(second["mean"], second["scale"], second["weights"], strict=True))
        self._bias: float = second["bias"]
        kinds = weights["kinds"]
        assert isinstance(kinds, dict)
        self.kinds = Kinds(kinds)
        self._extractor = Extractor(lexicon(), self._packed)

    def first(self, read: Read) -> list[list[float]]:
        """Stage-1 sums of each sentence: open, the kinds, the leaning of its words."""
        get = self._packed.get
        size = len(self.bias)
        out: list[list[float]] = []
        for feats, u in zip(self._extractor.article(read), read.units, strict=True):
            total = sum(filter(None, map(get, feats)))
            row: list[float] = []
            for k in range(size):
                low = ((total + _HALF) & _MASK) - _HALF
                total = (total - low) >> _BITS
                row.append(self.bias[k] + low / SCALE)
            row.append(self._leaning.of(u))
            out.append(row)
        return out

    def score(self, read: Read) -> list[Scored]:
        """Both stages for each sentence of an article."""
        sums = self.first(read)
        out: list[Scored] = []
        for row, seen in zip(sums, second_features(read, sums), strict=True):
            z = self._bias
            for value, (mean, scale, weight) in zip(seen, self._second, strict=True):
                z += weight * (value - mean) / scale
            out.append(Scored(sigmoid(z), tuple(row[1:-1])))
        return out


def echoes(sentences: Sequence[Units], chances: Sequence[float]) -> list[float]:
    """For each sentence of an article the mean chance of those that share its rarer words, each by
    how much it shares; near ``_ECHO_PRIOR`` when there are none."""
    tells = [{w for w in u.lemma if len(w) >= _ECHO_LENGTH} - _COMMON for u in sentences]
    sizes = list(map(len, tells))
    where: dict[str, list[int]] = {}
    for i, words in enumerate(tells):
        for word in words:
            where.setdefault(word, []).append(i)
    # For each sentence those behind it, once for every word shared.
    beside: list[list[int]] = [[] for _ in tells]
    for among in where.values():
        if len(among) > 1:
            for n, i in enumerate(among, 1):
                beside[i].extend(among[n:])
    totals = [_ECHO_PRIOR * _ECHO_PRIOR] * len(tells)
    weights = [_ECHO_PRIOR] * len(tells)
    for i, later in enumerate(beside):
        # In the order of the article: sums must not depend on the order of a set.
        for k, shared in sorted(Counter(later).items()):
            share = shared / (1.0 + math.sqrt(sizes[i] * sizes[k]))
            totals[i] += share * chances[k]
            weights[i] += share
            totals[k] += share * chances[i]
            weights[k] += share
    return [total / weight for total, weight in zip(totals, weights, strict=True)]


def second_features(read: Read, sums: Sequence[Sequence[float]]) -> list[list[float]]:
    """What stage 2 sees of each sentence, from the stage-1 sums of the whole article."""
    chances = [sigmoid(row[0]) for row in sums]
    n = len(chances)
    ordered = sorted(chances)
    best = ordered[:-4:-1]
    total = sum(chances)
    has_title = bool(n) and read.sentences[0].is_title
    echoed = echoes(read.units, chances)
    out: list[list[float]] = []
    for i, row in enumerate(sums):
        p = chances[i]
        # The best two of the others.
        top = list(best)
        if p in top:
            top.remove(p)
        top = top[:2]
        miss = 1.0
        for z in row[1:-1]:
            miss *= 1.0 - sigmoid(z)
        noisy = min(max(1.0 - miss, 1e-6), 1.0 - 1e-6)
        sentence = read.sentences[i]
        place = float(sentence.index)
        out.append(
            [
                row[0],
                p,
                chances[i - 1] if i else 0.0,
                chances[i + 1] if i + 1 < n else 0.0,
                sum(top) / len(top) if top else 0.0,
                (total - p) / (n - 1) if n > 1 else 0.0,
                math.log1p(n - bisect_right(ordered, p)),
                chances[0] if has_title and i else 0.0,
                1.0 if sentence.is_title else 0.0,
                min(place, 10.0) / 10.0,
                math.exp(-place),
                len(read.units[i]) / 30.0,
                noisy,
                math.log(noisy / (1.0 - noisy)),
                echoed[i],
                *row[1:],
            ]
        )
    return out


def read_weights(name: str) -> dict[str, object]:
    """A weights file of the package."""
    text = (files("briefing.questions") / "data" / name).read_text(encoding="utf-8")
    data: dict[str, object] = json.loads(text)
    return data


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The packaged model."""
    return Model(read_weights("weights.json"))
