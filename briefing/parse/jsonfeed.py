"""JSON Feed 1.0 and 1.1 to entries, as leniently as RSS is read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from briefing.models import EMPTY, CleanText, Entry, ParsedFeed
from briefing.parse import dates
from briefing.parse.feed import (
    MAX_GUID,
    MAX_NAME,
    MAX_TITLE,
    headline,
    language,
    limited,
    plain,
    teaser_and_text,
)
from briefing.parse.look import MAX_ENTRIES
from briefing.text.clean import link, title
from briefing.text.html import line, to_text

_OLDEST = datetime.min.replace(tzinfo=UTC)


def parse(document: str, url: str = "") -> ParsedFeed | None:
    """Read a JSON Feed; None when it is JSON of another kind or no JSON at all.

    Args:
        document: decoded.
        url: where it came from; relative links are relative to it.
    """
    if not document.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return None
    try:
        found = json.loads(document.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return None
    raw_items = [item for item in found["items"] if isinstance(item, dict)]
    version = _string(found, "version")
    if "jsonfeed" not in version and not any(_is_item(item) for item in raw_items):
        return None
    items, left_out = _newest(raw_items)
    lang = language(_string(found, "language"))
    base = link(url) or link(_string(found, "home_page_url"))
    notes = (title(f"{left_out} older items left out"),) if left_out else ()
    return ParsedFeed(
        title=limited(line(_string(found, "title")), MAX_TITLE),
        site=link(_string(found, "home_page_url"), base),
        lang=lang,
        ttl=None,
        entries=tuple(_entry(item, base, lang, _author(found)) for item in items),
        notes=notes,
    )


def _is_item(item: dict[str, Any]) -> bool:
    return any(name in item for name in ("content_html", "content_text", "url", "title", "summary"))


def _newest(items: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    if len(items) <= MAX_ENTRIES:
        return items, 0
    times = [_published(item) or _OLDEST for item in items]
    ranked = sorted(range(len(items)), key=lambda at: times[at], reverse=True)
    return [items[at] for at in sorted(ranked[:MAX_ENTRIES])], len(items) - MAX_ENTRIES


def _entry(item: dict[str, Any], base: str, feed_lang: str, feed_author: CleanText) -> Entry:
    content = to_text(_string(item, "content_html")) or plain(_string(item, "content_text"))
    summary = plain(_string(item, "summary"))
    teaser, full = teaser_and_text(summary, content)
    guid = title(_string(item, "id"))[:MAX_GUID]
    url = next(
        (
            safe
            for name in ("url", "external_url", "id")
            # An id is a link only when it is a whole one.
            if (safe := link(_string(item, name), base if name != "id" else ""))
        ),
        "",
    )
    return Entry(
        guid=guid,
        url=url,
        title=headline(line(_string(item, "title")), full or teaser, url, guid),
        teaser=teaser,
        text=full,
        published=_published(item),
        author=_author(item) or feed_author,
        lang=language(_string(item, "language")) or feed_lang,
    )


def _published(item: dict[str, Any]) -> datetime | None:
    return dates.read(_string(item, "date_published")) or dates.read(_string(item, "date_modified"))


def _author(found: dict[str, Any]) -> CleanText:
    authors = found.get("authors")
    listed = authors if isinstance(authors, list) else [found.get("author")]
    for author in listed:
        name = _string(author, "name") if isinstance(author, dict) else author
        if isinstance(name, str) and name.strip():
            return limited(line(name), MAX_NAME)
    return EMPTY


def _string(found: Any, name: str) -> str:
    """A string member; numbers count, since ids are often written as such."""
    value = found.get(name)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    try:
        return str(value)
    except ValueError:  # an integer of more than 4,300 digits
        return ""
