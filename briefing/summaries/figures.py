"""A figure as written -> what it may stand for: hedges and rounding leave room on either side."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass


def _words(text: str) -> list[str]:
    return text.split()


_ONES = _words(
    "one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
NUMBERS = {word: n for n, word in enumerate(_ONES, start=1)}
NUMBERS.update({word: 10 * n for n, word in enumerate(_TENS, start=2)})
"""English number words and what they stand for."""
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
}

_HEDGES = {
    "at least": "least",
    "a minimum of": "least",
    "no fewer than": "least",
    "no less than": "least",
    "more than": "over",
    "over": "over",
    "upwards of": "over",
    "well over": "over",
    "up to": "most",
    "as many as": "most",
    "as much as": "most",
    "fewer than": "most",
    "less than": "most",
    "under": "most",
    "at most": "most",
    "no more than": "most",
    "nearly": "nearly",
    "almost": "nearly",
    "close to": "nearly",
    "just under": "nearly",
    "about": "about",
    "around": "about",
    "some": "about",
    "roughly": "about",
    "approximately": "about",
    "an estimated": "about",
    "a reported": "about",
}

_HEDGE = "|".join(sorted(_HEDGES, key=len, reverse=True))
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[:9])})|"
    rf"{'|'.join(_TENS + _ONES[::-1])})"
)
_SCALE = r"(?:[\s-](?:hundred|thousand|million|billion|trillion)\b|(?:bn|mn|tn|m|k)\b)"
FIGURE = rf"(?:(?:{_HEDGE})\s)?(?<![\w.,$€£-]){_NUMBER}{_SCALE}?(?![\w%]|[.,:]\d|[-–]\d)"
"""Pattern source of a count: hedge, number in digits or words, scale."""

MONEY = (
    rf"(?:(?:{_HEDGE})\s)?(?:(?:US|C|A|NZ)?[$€£¥]\s?\d[\d,]*(?:\.\d+)?{_SCALE}?|"
    rf"(?<![\w.,$€£-]){_NUMBER}{_SCALE}?\s(?:dollars|euros?|pounds|yen|francs|crowns))(?!\w)"
)
"""Pattern source of a sum of money."""

PERCENT = (
    rf"(?:(?:{_HEDGE})\s)?(?<![\w.,$€£-])(?:{_NUMBER})(?:%|[\s-](?:percent|per\scent)(?:age)?\b)"
)
"""Pattern source of a share."""

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_HEDGE_AT = re.compile(rf"(?:({_HEDGE})\s)?", re.IGNORECASE)
_VALUE = re.compile(rf"({_NUMBER})({_SCALE})?", re.IGNORECASE)
_CURRENCY = re.compile(r"[$€£¥]|dollar|euro|pound|yen|franc|crown", re.IGNORECASE)
_SIGNS = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as somebody wrote it."""

    text: str
    """As written, hedge included."""
    low: float
    high: float
    """Ends of what it may stand for."""
    unit: str = ""
    """Currency sign, "" for a count."""

    def denies(self, other: Figure) -> bool:
        """Whether both cannot be right."""
        return self.unit == other.unit and (self.high < other.low or other.high < self.low)


def has_number(text: str) -> bool:
    """Whether a text holds a number at all, in digits or in words: most sentences hold none."""
    return _DIGIT.search(text) is not None or not NUMBERS.keys().isdisjoint(
        _WORD.findall(text.lower())
    )


def figure(text: str) -> Figure | None:
    """What a match of one of the patterns above stands for, None when it is no number."""
    hedge = _HEDGE_AT.match(text)
    start = hedge.end() if hedge else 0
    kind = _HEDGES[hedge[1].lower()] if hedge and hedge[1] else ""
    found = _VALUE.search(text, start)
    if found is None:
        return None
    number, scale = found[1].lower().replace(",", ""), (found[2] or "").strip(" -").lower()
    factor = _SCALES.get(scale, 1.0)
    if number[0].isdigit():
        value = float(number) * factor
        decimals = len(number.partition(".")[2])
    else:
        value = float(sum(NUMBERS[part] for part in number.split("-"))) * factor
        decimals = 0
    currency = _CURRENCY.search(text)
    sign = currency[0].lower() if currency else ""
    low, high = _room(value, factor, decimals, kind)
    return Figure(text, low, high, _SIGNS.get(sign, sign))


def _room(value: float, factor: float, decimals: int, kind: str) -> tuple[float, float]:
    if factor > 1:
        half = 0.5 * factor / 10**decimals
    elif value >= 100 and value == int(value):
        zeros = len(str(int(value))) - len(str(int(value)).rstrip("0"))
        half = 0.5 * 10**zeros if zeros else 0.0
    else:
        half = 0.0
    # Rounding stays strictly within half a unit, so that neighbours do not deny one another.
    low, high = value - half, value + half
    if kind in ("over", "least"):
        return low, math.inf
    if kind == "most":
        return 0.0, high
    if kind == "nearly":
        return 0.85 * value, high
    if kind == "about":
        return min(low, 0.85 * value), max(high, 1.15 * value)
    return low, high
