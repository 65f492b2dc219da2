"""The shipped model: background word counts and the weights of the pair features.

Both are data files beside this module, written by ``bench/train_stories.py``. The background
holds words and counts alone, never a text.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefing.stories.features import NAMES


@dataclass(frozen=True, slots=True)
class Model:
    """Weights and counts the grouping works with."""

    weights: tuple[float, ...]
    """One a feature of ``features.NAMES``, the first for the constant."""
    words: dict[str, tuple[int, float]]
    """Word stem -> number of background stories that hold it, share of capitalised uses."""
    stories: int
    """Number of background stories."""

    def probability(self, values: list[float]) -> float:
        """Probability of the same event, 0 to 1, for the values of ``features.pair``."""
        z = 0.0
        for weight, value in zip(self.weights, values, strict=True):
            z += weight * value
        return 1.0 / (1.0 + math.exp(-z)) if z > -40.0 else 0.0


def parse_words(text: str) -> dict[str, tuple[int, float]]:
    """Read lines "word count rate" (rate in percent, -1 when unknown)."""
    words = {}
    for line in text.splitlines():
        word, count, rate = line.split(" ")
        words[word] = (int(count), int(rate) / 100.0)
    return words


@cache
def shipped() -> Model:
    """The model in the package."""
    here = files("briefing.stories")
    table = json.loads((here / "weights.json").read_text(encoding="utf-8"))
    words = parse_words((here / "words.txt").read_text(encoding="utf-8"))
    return Model(tuple(table["pair"][name] for name in NAMES), words, table["stories"])
