"""The one table of what may be set: it checks, it names what was expected, it is printed.

Feeds, themes and keys are not settings but lists of the reader's own; see ``parse``.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from briefing.config.paths import expanded
from briefing.errors import UsageError
from briefing.text import clean
from briefing.values import TYPE_CHECKING, Value

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

FORMATS = ("text", "markdown", "html", "json", "mail", "atom")
SUMMARIZERS = ("coverage", "lexrank", "textrank", "lsa", "luhn", "kl", "sumbasic")


class Setting(Value):
    """One key of the file.

    ``check`` takes the raw TOML value and returns it as the Config holds it, or raises
    ``ValueError`` with what was expected.
    """

    section: str
    key: str
    attribute: str
    check: Callable[[Any], Any]
    help: str


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"expected a whole number from {low} to {high}, got {value!r}")
        return value

    return check


def _seconds(low: float, high: float) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"expected a number of seconds, got {value!r}")
        if not low <= value <= high:
            raise ValueError(f"expected {low:g} to {high:g} seconds, got {value!r}")
        return float(value)

    return check


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected text in quotes, got {value!r}")
    return clean.title(value)


def _proxy(value: Any) -> str:
    address = _words(value)
    found = clean.link(address)
    if address and not (found and address.lower().startswith(("http://", "https://"))):
        raise ValueError(
            f'expected an address such as "http://localhost:3128", got {clean.mask(address)!r}'
        )
    return found


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, got {value!r}")
    return value


def _one_of(*names: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in names:
            raise ValueError(f"expected one of {', '.join(names)}, got {value!r}")
        return str(value)

    return check


_UNITS = {"m": 60, "h": 3600, "d": 86400, "w": 604800}


def duration(value: Any) -> timedelta:
    """A span of time written as "45m", "36h", "4d" or "2w"; raises ValueError on anything else."""
    found = re.fullmatch(r"\s*(\d{1,5})\s*([mhdw])\s*", value) if isinstance(value, str) else None
    if found is None or int(found[1]) == 0:
        raise ValueError(f'expected a span such as "45m", "36h" or "4d", got {value!r}')
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def _path(value: Any) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"expected a path in quotes, got {value!r}")
    try:
        return expanded(value)
    except UsageError as error:
        raise ValueError(error.what) from None


SETTINGS: tuple[Setting, ...] = (
    Setting("briefing", "window", "window", duration, "how far back a briefing looks"),
    Setting("briefing", "top", "top", _whole(1, 1000), "most stories in one digest"),
    Setting("briefing", "max_questions", "max_questions", _whole(0, 20), "questions shown a story"),
    Setting(
        "briefing", "summarizer", "summarizer", _one_of(*SUMMARIZERS), "how sentences are chosen"
    ),
    Setting("briefing", "sentences", "sentences", _whole(1, 20), "sentences in a summary"),
    Setting("fetch", "interval", "interval", duration, "how often a feed is asked"),
    Setting("fetch", "timeout", "timeout", _seconds(1, 600), "seconds for one whole request"),
    Setting("fetch", "concurrency", "concurrency", _whole(1, 256), "requests at a time"),
    Setting("fetch", "per_host", "per_host", _whole(1, 16), "requests at a time to one host"),
    Setting("fetch", "user_agent", "user_agent", _words, "how we introduce ourselves"),
    Setting("fetch", "proxy", "proxy", _proxy, "address of a proxy"),
    Setting("store", "path", "store", _path, "the database file"),
    Setting("store", "keep_days", "keep_days", _whole(0, 36500), "days to keep, 0 for ever"),
    Setting("ui", "theme", "ui_theme", _words, "colours of the terminal session"),
    Setting("ui", "ascii", "ui_ascii", _yes_no, "no line drawing, no symbols"),
    Setting("ui", "flat", "ui_flat", _yes_no, "plain lines for screen readers"),
    Setting("digest", "format", "digest_format", _one_of(*FORMATS), "format of briefing digest"),
    Setting("digest", "width", "digest_width", _whole(0, 1000), "columns, 0 for the terminal's"),
    Setting("open", "browser", "browser", _words, "command that opens a link"),
    Setting(
        "open", "save_command", "save_command", _words, "command that a saved link is given to"
    ),
)
