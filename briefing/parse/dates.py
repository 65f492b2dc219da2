"""A second look at dates that feedparser does not read, and a sober look at all of them.

Feeds date their items in many more ways than the standards allow: day first, other
languages, seconds since 1970. What is ambiguous (03/04/2026) is read day first only when it
cannot be otherwise; a date that nothing speaks for is None.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Final

EARLIEST: Final = datetime(1971, 1, 1, tzinfo=UTC)
"""Zero and its neighbours are a missing date, not the year 1970."""
LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
_MAX_DATE: Final = 120

_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "jan january januar januari janvier janv enero ene gennaio gen janeiro sty "
            "января янв ocak",
            "feb february februar februari février fevrier fév févr febrero febbraio "
            "fevereiro fev lut февраля фев şubat",
            "mar march mär märz maerz maart mrt mars marzo março marco marca марта мар mart",
            "apr april avril avr abril abr aprile kwi kwietnia апреля апр nisan",
            "may mai mei mayo maggio mag maio maj maja мая май mayıs",
            "jun june juni juin junio giugno giu junho cze czerwca июня июн haziran",
            "jul july juli juillet juil julio luglio lug julho lip lipca июля июл temmuz",
            "aug august augustus août aout agosto ago sie sierpnia августа авг ağustos",
            "sep sept september septembre septiembre settembre set setembro wrz września "
            "сентября сен eylül",
            "oct okt oktober october octobre octubre ottobre ott outubro out paź października "
            "октября окт ekim",
            "nov november novembre noviembre novembro lis listopada ноября ноя kasım",
            "dec dez dezember december décembre decembre déc diciembre dic dicembre dezembro gru "
            "grudnia декабря дек aralık",
        ),
        start=1,
    )
    for month in names.split()
}
_ZONES = {
    "z": 0,
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "bst": 60,
    "cet": 60,
    "cest": 120,
    "met": 60,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "jst": 540,
    "kst": 540,
    "ist": 330,
    "msk": 180,
    "eet": 120,
    "eest": 180,
    "aest": 600,
    "aedt": 660,
}

_TIME = re.compile("(?<![0-9])([0-2]?[0-9])[:h]([0-5][0-9])(?:[:.]([0-6][0-9]))?(?![0-9])", re.I)
_HALF = re.compile("(?<![^\\W_])([ap])\\.?m\\b", re.IGNORECASE)
_OFFSET = re.compile("(?:[0-9]|[^\\w]|gmt|utc)([+-])([01][0-9]):?([0-5][0-9])\\b", re.IGNORECASE)
_WORD = re.compile("[^\\W\\d_]+")
_YEAR_FIRST = re.compile(
    "(?<![0-9])((?:19|20)[0-9]{2})[-/. 年]?([01]?[0-9])[-/. 月]?([0-3]?[0-9])(?![0-9])"
)
_YEAR_LAST = re.compile(
    "(?<![0-9])([0-3]?[0-9])[-/. ]([0-3]?[0-9])[-/. ]((?:19|20)?[0-9]{2})(?![0-9])"
)
_NAMED = re.compile("(?<![0-9:])([0-9]{1,4})(?![0-9:])")
_STAMP = re.compile("\\s*([0-9]{9,10})([0-9]{3})?(?:\\.[0-9]*)?\\s*")


def sane(when: datetime | None) -> datetime | None:
    """``when`` if a news item can be of that time, else None."""
    return when if when is not None and EARLIEST <= when < LATEST else None


def from_tuple(parsed: object) -> datetime | None:
    """feedparser's nine numbers (UTC) as a datetime, None when they are none or absurd."""
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        # A leap second is a valid time in the standards and none in Python.
        return sane(datetime(*parsed[:5], min(parsed.tm_sec, 59), tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def read(s: str) -> datetime | None:
    """The time that ``s`` names, in UTC; no zone means UTC; None when it names none."""
    s = s.strip()
    if not s or len(s) > _MAX_DATE:
        return None
    try:
        return sane(_standard(s) or _stamp(s) or _loose(s))
    except (ValueError, OverflowError):
        return None


def _standard(s: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(s)
    except ValueError:
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def _stamp(s: str) -> datetime | None:
    found = _STAMP.fullmatch(s)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def _loose(s: str) -> datetime | None:
    hour = minute = second = 0
    clock = _TIME.search(s)
    rest = s
    zone = timedelta()
    if clock is not None:
        hour, minute, second = (int(part or 0) for part in clock.groups())
        half = _HALF.search(s, clock.end())
        if half is not None and hour <= 12:
            hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
        zone = _zone(s[clock.end() - 1 :])
        # What stands behind the time may hold the year: only time and offset are cut out.
        rest = s[: clock.start()].rstrip("Tt ") + " " + _OFFSET.sub(" ", s[clock.end() - 1 :])[1:]
    day = _numeric(rest) or _named(rest)
    if day is None:
        return None
    local = datetime(*day, hour, minute, min(second, 59), tzinfo=UTC)
    return local - zone


def _zone(s: str) -> timedelta:
    offset = _OFFSET.search(s)
    if offset is not None:
        minutes = int(offset[2]) * 60 + int(offset[3])
        return timedelta(minutes=-minutes if offset[1] == "-" else minutes)
    for word in _WORD.findall(s):
        if word.lower() in _ZONES:
            return timedelta(minutes=_ZONES[word.lower()])
    return timedelta()


def _numeric(s: str) -> tuple[int, int, int] | None:
    found = _YEAR_FIRST.search(s)
    if found is not None:
        return int(found[1]), int(found[2]), int(found[3])
    found = _YEAR_LAST.search(s)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    # A dot is written where days come first; a slash mostly where months do.
    day_first = first > 12 or (second <= 12 and "." in found[0])
    day, month = (first, second) if day_first else (second, first)
    return _century(year), month, day


def _named(s: str) -> tuple[int, int, int] | None:
    month = next(
        (_MONTHS[word.lower()] for word in _WORD.findall(s) if word.lower() in _MONTHS), None
    )
    numbers = [int(number) for number in _NAMED.findall(s)]
    day = next((number for number in numbers if 1 <= number <= 31), None)
    if month is None or day is None:
        return None
    numbers.remove(day)
    year = next((number for number in numbers if number > 31 or number < 100), None)
    return None if year is None else (_century(year), month, day)


def _century(year: int) -> int:
    return year if year >= 100 else year + (2000 if year < 70 else 1900)
