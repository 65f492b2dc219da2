"""Feeds and HTTP answers as bytes, made of invented words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from .case import Asked, Steps

START = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
"""The hour of the first visit."""

Serve = Callable[[Asked], Steps]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry before it is written as RSS, Atom or JSON; "" leaves a part out."""

    title: str
    link: str = ""
    guid: str = ""
    text: str = "A short account of what was seen at the quay."
    hours: float = 3.0


def when(hours: float) -> str:
    return format_datetime(START - timedelta(hours=hours))


def items(asked: Asked, *titles: str, first: int = 0) -> list[Item]:
    """Plain entries with links and guids of their own."""
    return [
        Item(
            title,
            f"https://{asked.slug}.example/{first + n}",
            f"{asked.slug}-{first + n}",
            f"Words about number {first + n} of {asked.slug}.",
            3.0 + n,
        )
        for n, title in enumerate(titles)
    ]


def rss_item(one: Item, *more: str, raw_title: str = "") -> str:
    parts = [f"<title>{raw_title or escape(one.title)}</title>"] if one.title or raw_title else []
    if one.link:
        parts.append(f"<link>{escape(one.link)}</link>")
    if one.guid:
        parts.append(f'<guid isPermaLink="false">{escape(one.guid)}</guid>')
    if one.text:
        parts.append(f"<description>{escape(one.text)}</description>")
    parts.append(f"<pubDate>{when(one.hours)}</pubDate>")
    return f"<item>{''.join(parts)}{''.join(more)}</item>"


def rss(
    entries: Sequence[Item | str],
    name: str = "Quay Post",
    *,
    declaration: str = '<?xml version="1.0" encoding="utf-8"?>',
    doctype: str = "",
    channel: str = "",
) -> bytes:
    """An RSS document; entries that are text stand in it as they are."""
    rows = "".join(one if isinstance(one, str) else rss_item(one) for one in entries)
    return (
        f'{declaration}{doctype}<rss version="2.0"><channel><title>{escape(name)}</title>'
        f"<link>https://post.example/</link><description>d</description>{channel}{rows}"
        "</channel></rss>"
    ).encode("utf-8", "surrogatepass")


def atom(entries: Sequence[Item], name: str = "Quay Post") -> bytes:
    rows = "".join(
        f"<entry><title>{escape(one.title)}</title><id>{escape(one.guid)}</id>"
        f'<link href="{escape(one.link)}"/>'
        f"<updated>{(START - timedelta(hours=one.hours)).isoformat()}</updated>"
        f"<summary>{escape(one.text)}</summary></entry>"
        for one in entries
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(name)}</title><id>urn:quay</id>{rows}</feed>"
    ).encode()


def jsonfeed(entries: Sequence[Item], name: str = "Quay Post", **more: object) -> bytes:
    """A JSON Feed: the way in for characters that XML forbids."""
    rows = [
        {
            "id": one.guid or str(n),
            "url": one.link,
            "title": one.title,
            "content_text": one.text,
            "date_published": (START - timedelta(hours=one.hours)).isoformat(),
        }
        for n, one in enumerate(entries)
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": name, "items": rows} | more).encode()


def answer(
    body: bytes = b"",
    status: int = 200,
    kind: str = "application/rss+xml",
    *,
    length: int | None = -1,
    reason: bytes = b"Whatever",
    **headers: str,
) -> bytes:
    """A whole HTTP answer. ``length`` -1 tells the true one, None tells none; ``_`` is ``-``."""
    lines = [b"HTTP/1.1 %d %s" % (status, reason)]
    if kind:
        lines.append(b"Content-Type: " + kind.encode("latin-1"))
    lines += [
        f"{name.replace('_', '-')}: ".encode() + _header(value) for name, value in headers.items()
    ]
    if length is not None:
        lines.append(b"Content-Length: %d" % (len(body) if length == -1 else length))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def _header(value: str) -> bytes:
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode()


def plain(*titles: str) -> Serve:
    """Serves a good feed of these titles."""
    return lambda asked: [answer(rss(items(asked, *titles)))]


def once_bad(bad: Serve, *titles: str) -> Serve:
    """Bad at the first visit, a good feed from the second on: the reader must come back."""

    def serve(asked: Asked) -> Steps:
        return bad(asked) if asked.visit == 1 else plain(*titles)(asked)

    return serve


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Iterator[bytes | float]:
    yield head
    while True:
        yield piece
        yield pause
