"""How far the words of a sentence lean towards something open: one number for each word and place.

The numbers are a linear model on word vectors, written out word by word, so that they hold for
words of no labelled article too. Made by ``bench/train_questions.py``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from briefing.questions.lexicon import lexicon
from briefing.questions.tokens import Units

PLACES: Final = 3
"""Anywhere; close behind a word that leaves things open; among the first words."""
SCALE: Final = 1000.0
"""Numbers are stored as whole thousandths."""
_BEHIND: Final = 3
_FIRST: Final = 6
_LIVE: Final = "WILL POSSIBLE FUTURE NEG COND MUST WH TO LIKELY"


@lru_cache(maxsize=1)
def _live_bits() -> int:
    bit = lexicon().bit
    return sum(bit[name] for name in _LIVE.split())


def places(u: Units) -> tuple[Sequence[int], ...]:
    """The units that stand in each of the ``PLACES``."""
    n = len(u)
    live = _live_bits()
    behind: list[int] = []
    if u.all_bits & live:
        # Where the words are told of already.
        told = 0
        for i, bits in enumerate(u.bits):
            if bits & live:
                end = min(n, i + 1 + _BEHIND)
                behind.extend(range(max(told, i + 1), end))
                told = end
    return range(n), behind, range(min(_FIRST, n))


class Leaning:
    """The numbers of all words.

    Args:
        data: ``{"words": {word: [whole thousandths for each place]}, "bias"}``.
    """

    def __init__(self, data: Mapping[str, object]) -> None:
        words, bias = data["words"], data["bias"]
        assert isinstance(words, dict)
        assert isinstance(bias, float)
        self._words: dict[str, list[int]] = words
        self._bias = bias

    def of(self, u: Units) -> float:
        """The sentence's sum: log odds, higher is likelier open."""
        rows = list(map(self._words.get, u.low))
        total = self._bias
        for place, at in enumerate(places(u)):
            among = rows if place == 0 else [rows[i] for i in at]
            known = [row[place] for row in among if row]
            if known:
                total += sum(known) / SCALE / math.sqrt(len(known))
        return total
