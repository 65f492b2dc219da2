"""How a parsed feed crosses from the worker to the program: frames of JSON.

JSON and not pickle: the worker reads hostile input, and what it sends is data, never code. A
frame is four bytes of length (big-endian) and that many bytes.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

from briefing.errors import ParseError
from briefing.models import CleanText, Entry, ParsedFeed

LENGTH: Final = 4
MAX_FRAME: Final = 256_000_000
"""Bytes of one frame; a longer one is a fault of the other side."""

OUT_OF_MEMORY: Final = 3
"""Exit code of a worker that ran out of memory."""


def frame(payload: bytes) -> bytes:
    """``payload`` with its length in front."""
    return len(payload).to_bytes(LENGTH, "big") + payload


def request(body: bytes, content_type: str, charset: str, url: str) -> bytes:
    """The payload that asks for one document: a frame of its labels, then its bytes."""
    labels = json.dumps([content_type, charset, url], ensure_ascii=True).encode()
    return frame(labels) + body


def read_request(payload: bytes) -> tuple[bytes, str, str, str]:
    """What ``request`` packed: the body, content type, charset and address."""
    end = LENGTH + int.from_bytes(payload[:LENGTH], "big")
    content_type, charset, url = json.loads(payload[LENGTH:end])
    return payload[end:], content_type, charset, url


def answer(feed: ParsedFeed) -> bytes:
    """A parsed feed as the payload of a frame."""
    entries = [
        [e.guid, e.url, e.title, e.teaser, e.text, _iso(e.published), e.author, e.lang]
        for e in feed.entries
    ]
    head = [feed.title, feed.site, feed.lang, feed.ttl, list(feed.notes)]
    return json.dumps({"feed": head, "entries": entries}, ensure_ascii=False).encode()


def refusal(error: ParseError) -> bytes:
    """A ParseError as the payload of a frame."""
    return json.dumps({"what": error.what, "hint": error.hint}).encode()


def read_answer(payload: bytes) -> ParsedFeed:
    """What ``answer`` packed; raises the ParseError that ``refusal`` packed."""
    message: dict[str, Any] = json.loads(payload)
    if "what" in message:
        raise ParseError(str(message["what"]), str(message["hint"]))
    title, site, lang, ttl, notes = message["feed"]
    return ParsedFeed(
        title=CleanText(title),
        site=site,
        lang=lang,
        ttl=ttl,
        entries=tuple(_entry(row) for row in message["entries"]),
        notes=tuple(CleanText(note) for note in notes),
    )


def _entry(row: list[Any]) -> Entry:
    guid, url, title, teaser, text, published, author, lang = row
    return Entry(
        guid=guid,
        url=url,
        title=CleanText(title),
        teaser=CleanText(teaser),
        text=CleanText(text),
        published=datetime.fromisoformat(published) if published else None,
        author=CleanText(author),
        lang=lang,
    )


def _iso(when: datetime | None) -> str:
    return when.isoformat() if when else ""
