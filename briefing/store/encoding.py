"""How values are written in columns: times as microseconds, lists of names as lines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from briefing.models import CleanText
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class BadValueError(ValueError):
    """A column holds what no version of the program writes: the file is damaged."""


def micros(when: datetime) -> int:
    """Microseconds since 1970 in UTC, exact; ``when`` must be aware."""
    return (when - _EPOCH) // _MICROSECOND


def micros_or_none(when: datetime | None) -> int | None:
    """The same for a time that may be missing."""
    return None if when is None else (when - _EPOCH) // _MICROSECOND


def moment(value: int) -> datetime:
    """The time in UTC that ``micros`` wrote.

    Raises:
        BadValueError: the column holds no time.
    """
    try:
        return _EPOCH + timedelta(microseconds=value)
    except (OverflowError, TypeError) as error:
        raise BadValueError(f"{value!r} is no time") from error


def moment_or_none(value: int | None) -> datetime | None:
    """The same for a column that may be null."""
    return None if value is None else moment(value)


def pack(names: Iterable[str]) -> str:
    """Names, one a line; names hold no line break."""
    return "\n".join(names)


@lru_cache(4096)
def unpack(text: str) -> tuple[CleanText, ...]:
    """What ``pack`` wrote, in its order. Lists repeat the same few, so they are remembered.

    Raises:
        BadValueError: the column holds no text.
    """
    if not text:
        return ()
    try:
        return tuple(CleanText(name) for name in text.split("\n"))
    except AttributeError as error:
        raise BadValueError(f"{text!r} is no list of names") from error
