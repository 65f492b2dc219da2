"""The shipped model: background word counts and the weights of the two linear models.

Both are data files beside this module, written by ``bench/train_stories.py``. The background
holds words and counts alone, never a text.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from briefing.stories.consolidate import CONTEXT_NAMES
from briefing.stories.features import NAMES


def logistic(weights: tuple[float, ...], values: list[float]) -> float:
    """Probability, 0 to 1, that a linear model gives to feature values."""
    z = sum(map(mul, weights, values))
    if z < -40.0:
        return 0.0
    return 1.0 / (1.0 + math.exp(-z))


@dataclass(frozen=True, slots=True)
class Model:
    """Weights and counts the grouping works with."""

    pair: tuple[float, ...]
    """One a feature of ``features.NAMES``."""
    link: tuple[float, ...]
    """One a feature of ``consolidate.CONTEXT_NAMES``."""
    words: dict[str, tuple[int, float]]
    """Word stem -> number of background stories that hold it, share of capitalised uses."""
    stories: int
    """Number of background stories."""

    def probability(self, values: list[float]) -> float:
        """Probability of the same event for the values of ``features.pair``."""
        return logistic(self.pair, values)

    def second(self, values: list[float]) -> float:
        """Probability of the same event for the values of ``Surroundings.context``."""
        return logistic(self.link, values)


def parse_words(text: str) -> dict[str, tuple[int, float]]:
    """Read lines "word count rate" (rate in percent, -1 when unknown)."""
    words = {}
    for line in text.splitlines():
        word, count, rate = line.split(" ")
        words[word] = (int(count), int(rate) / 100.0 if rate != "-1" else -1.0)
    return words


@cache
def shipped() -> Model:
    """The model in the package."""
    here = files("briefing.stories")
    table = json.loads((here / "weights.json").read_text(encoding="utf-8"))
    return Model(
        tuple(table["pair"][name] for name in NAMES),
        tuple(table["link"][name] for name in CONTEXT_NAMES),
        parse_words((here / "words.txt").read_text(encoding="utf-8")),
        table["stories"],
    )
