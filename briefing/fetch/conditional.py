"""The manners of HTTP caching: validators out, freshness and waiting times in. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_UNCACHED = re.compile(r"(?:^|[\s,])no-(?:store|cache)(?:$|[\s,=])", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:+-]{1,40})", re.IGNORECASE)
_SECONDS = re.compile(r"\s*(\d{1,12})(?:\.\d{0,9})?\s*")


def validators(etag: str, last_modified: str) -> list[tuple[bytes, bytes]]:
    """Headers that make a request conditional, values byte for byte as they were received."""
    headers = []
    for name, value in ((b"If-None-Match", etag), (b"If-Modified-Since", last_modified)):
        try:
            raw = value.encode("latin-1")
        except UnicodeEncodeError:  # never received like this: a damaged store
            continue
        if raw:
            headers.append((name, raw))
    return headers


def charset(parameters: str) -> str:
    """The charset among the parameters of a content type, lower case, "" when none."""
    found = _CHARSET.search(parameters)
    return found[1].lower() if found else ""


def max_age(cache_control: str) -> int | None:
    """Seconds an answer stays fresh by its Cache-Control header, None when it does not say."""
    if _UNCACHED.search(cache_control):
        return None
    found = _MAX_AGE.search(cache_control)
    return int(found[1]) if found else None


def retry_after(value: str, date: str, now: datetime, most: float) -> float | None:
    """Seconds to wait by a Retry-After header.

    Args:
        value: the header: seconds, or an HTTP date.
        date: the answer's own Date header; a waiting time given as a date counts from it,
            so that a wrong clock here or there does not matter. "" when missing.
        now: counts instead where ``date`` is missing or unreadable.
        most: longest wait in seconds that is believed.

    Returns:
        More than 0 and at most ``most``; None for garbage, for nothing and for the past.
    """
    plain = _SECONDS.fullmatch(value)
    if plain:
        seconds = float(plain[1])
    elif value.strip().isdecimal():  # more digits than any sane server sends
        seconds = most
    else:
        until = http_date(value)
        if until is None:
            return None
        seconds = (until - (http_date(date) or now)).total_seconds()
    return min(seconds, most) if seconds > 0 else None


def http_date(value: str) -> datetime | None:
    """An HTTP date in any of its three forms, in UTC; None when it is none."""
    if not any(letter.isdigit() for letter in value):
        return None
    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
