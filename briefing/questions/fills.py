"""What a sentence must hold to fill the slot of a question: a figure, a span, a date, a name, a
place, a cause."""

from __future__ import annotations

from typing import Final

from briefing.questions.clauses import ATTRIBUTION
from briefing.questions.lexicon import lexicon
from briefing.questions.merge import content
from briefing.questions.tokens import Units
from briefing.questions.wanted import Slot, Wanted, matter
from briefing.questions.wordlists import listed

_CAUSING: Final = listed("causing")
_DAYS: Final = listed("weekdays")
_MONTHS: Final = listed("months")
_NUMBERS: Final = listed("numbers")
_SPANS: Final = frozenset(["minute", "hour", "day", "week", "month", "year", "decade"])
_UNTIL: Final = frozenset(["until", "till", "by", "before", "from", "since"])


def figures(u: Units) -> list[int]:
    """Units of the figures, in order; a year and a day of the month are none."""
    number = lexicon().bit["NUMBER"]
    out: list[int] = []
    for i, low in enumerate(u.low):
        if low in _NUMBERS or u.bits[i] & number:
            year = low.isdigit() and len(low) == 4 and low[:2] in ("19", "20")
            if not year and (i == 0 or u.low[i - 1] not in _MONTHS):
                out.append(i)
    return out


def fills(u: Units, asked: Wanted, exact: bool) -> bool:
    """True when the sentence holds what the question's slot asks for; ``exact``: it states an
    outcome of the question's own verb."""
    if asked.slot is Slot.FIGURE:
        return _near_figure(u, asked)
    if asked.slot is Slot.SPAN:
        return any(
            u.lemma[i] in _SPANS and i and (u.low[i - 1] in _NUMBERS or u.low[i - 1][:1].isdigit())
            for i in range(len(u))
        ) or _until(u)
    if asked.slot is Slot.DATE:
        return _until(u) or (exact and _dated(u))
    if asked.slot is Slot.NAME:
        return _new_name(u, asked)
    if asked.slot is Slot.PLACE:
        return any(
            low in ("in", "at", "near", "off", "on", "outside", "under")
            and i + 1 < len(u)
            and u.low[i + 1] == "<name>"
            and not matter(u.text[i + 1]) <= asked.words
            and u.low[i + 1] not in _DAYS
            for i, low in enumerate(u.low)
        )
    return not _CAUSING.isdisjoint(u.lemma)


def _near_figure(u: Units, asked: Wanted) -> bool:
    """A figure within eight units of a word of the question that is no name."""
    places = [i for i in range(len(u)) if u.low[i] != "<name>" and matter(u.text[i]) & asked.words]
    return any(abs(i - k) <= 8 for i in figures(u) for k in places)


def _dated(u: Units) -> bool:
    return not (_MONTHS | _DAYS).isdisjoint(u.low)


def _until(u: Units) -> bool:
    """A day or month behind "until", "by", "from" and the like."""
    for i, low in enumerate(u.low):
        if low in _UNTIL and not (_MONTHS | _DAYS).isdisjoint(u.low[i + 1 : i + 5]):
            return True
    return False


def _new_name(u: Units, asked: Wanted) -> bool:
    """A name that the question does not hold and that is not merely quoted as a source."""
    for i, low in enumerate(u.low):
        if low != "<name>" or content(u.text[i]) <= asked.words:
            continue
        beside = [*u.lemma[max(0, i - 2) : i], *u.lemma[i + 1 : i + 3]]
        if ATTRIBUTION.isdisjoint(beside) and u.low[max(0, i - 1)] != "to":
            return True
    return False
