"""The first look at a document: what it is, whether it is a trap, how much of it is needed.

All of it runs in linear time before the real parser sees anything, because that one is linear
in neither nesting nor attributes and takes a third of a millisecond for each item.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final
from xml.parsers import expat

from briefing.parse import dates
from briefing.text.clean import title
from briefing.text.html import looks_like_html

MAX_ENTRIES: Final = 2000
"""Entries of one feed that are read; the newest when there are more."""
MAX_DEPTH: Final = 500
MAX_ATTRIBUTES: Final = 1000

_ROOT = re.compile("<(?:[a-z0-9]{1,20}:)?(rss|feed|rdf|channel)(?=[\\s>])", re.IGNORECASE)
_ROOT_TAG = re.compile("<(?:[a-z0-9]{1,20}:)?(rss|feed|rdf)(?:\\s[^<>]*+)?>", re.IGNORECASE)
_ITEM = re.compile("<((?:[a-z0-9]{1,20}:)?(?:item|entry))(?=[\\s>/])", re.IGNORECASE)
_DATE = re.compile(
    "<(?:[a-z0-9]{1,20}:)?(?:pubdate|published|updated|date|issued|modified|created)"
    "(?:\\s[^<>]{0,200})?>\\s*([^<>]{1,80})<",
    re.IGNORECASE,
)
_PAGE = re.compile("<(?:!doctype\\s+html|html|head|body)(?=[\\s>])", re.IGNORECASE)
_ELEMENT = re.compile("<([a-zA-Z][\\w:.-]{0,60})")
_CHALLENGE = re.compile("just a moment\\.\\.\\.|cf-challenge|captcha|checking your browser", re.I)
_SPACES = re.compile("\\s{2,}+")
_CAPTIONS = (b"media:description", b"itunes:summary")
_NEAR: Final = 4096
_MAX_PROLOGUE: Final = 65_536

_MAGIC = (
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"RIFF", "an image or a sound"),
    (b"BM", "an image"),
    (b"\x00\x00\x01\x00", "an image"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "packed data that cannot be unpacked"),
    (b"BZh", "packed data"),
    (b"\xfd7zXZ", "packed data"),
    (b"(\xb5/\xfd", "packed data"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"\x7fELF", "a program"),
)
_ROOTS = {
    "opml": "a list of feeds (OPML)",
    "urlset": "a site map",
    "sitemapindex": "a site map",
    "svg": "an image",
}


def has_root(document: str) -> bool:
    """Whether anything in it looks like the root of a feed."""
    return _ROOT.search(document) is not None


def is_page(document: str) -> bool:
    """Whether it is a web page: it says so at its start and has no root of a feed there."""
    return _PAGE.search(document[:_NEAR]) is not None and not has_root(document[:_NEAR])


def has_captions(document: bytes) -> bool:
    """Whether it carries descriptions of pictures, which feedparser hands out as content."""
    return any(mark in document for mark in _CAPTIONS)


def received(body: bytes, document: str, content_type: str = "") -> str:
    """What came instead of a feed, in words that follow "is": "a web page", "empty"."""
    if not body.strip(b" \t\r\n\x00"):
        return "empty"
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return name
    start = document[:_NEAR].lstrip()
    if content_type.startswith(("image/", "audio/", "video/")) and not start.startswith("<"):
        return {"i": "an image", "a": "a sound", "v": "a film"}[content_type[0]]
    if start.startswith(("{", "[")):
        return "JSON without a feed"
    root = _ELEMENT.search(start)
    name = root[1].lower() if root else ""
    if name in _ROOTS:
        return _ROOTS[name]
    if _PAGE.search(start) is not None:
        if _CHALLENGE.search(document[: 10 * _NEAR]) is not None:
            return "a page that asks whether you are human"
        return "a web page"
    if root is not None:
        if looks_like_html(root[0] + ">"):
            return "a piece of a web page"
        return f"XML without a feed (its root is <{title(root[1])}>)"
    return "text without a feed" if "\x00" not in start else "data of an unknown kind"


def short_prologue(document: str) -> str:
    """The document with little space before its first element, and none of it above 64 kB.

    feedparser searches what comes before (comments, DOCTYPE) in square time.
    """
    document = document.lstrip()
    first = _ELEMENT.search(document)
    if first is None or not first.start():
        return document
    prologue, rest = document[: first.start()], document[first.start() :]
    if len(prologue) > _MAX_PROLOGUE:
        return rest
    return _SPACES.sub(lambda run: "\n" if "\n" in run[0] else " ", prologue) + rest


def trap(document: bytes) -> str:
    """Why this XML must not reach the parser, "" when it may.

    Only as far as it is well-formed: the rest is for the parser's budget of time.
    """
    reader = expat.ParserCreate("utf-8")
    depth = 0
    reason = ""

    def start(_name: str, attributes: list[str]) -> None:
        nonlocal depth, reason
        depth += 1
        if depth > MAX_DEPTH:
            reason = f"nested more than {MAX_DEPTH} deep"
        elif len(attributes) > 2 * MAX_ATTRIBUTES:
            reason = f"built with more than {MAX_ATTRIBUTES} attributes on one element"
        if reason:
            raise _Stop

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    reader.ordered_attributes = True
    reader.StartElementHandler = start
    reader.EndElementHandler = end
    with suppress(_Stop, expat.ExpatError):
        reader.Parse(document, True)
    return reason


class _Stop(Exception):
    """Leaves a callback of expat; not an error."""


def items(document: str) -> list[tuple[int, int]]:
    """Where the items stand (start, end), by their tags; nothing is parsed."""
    starts = list(_ITEM.finditer(document))
    spans: list[tuple[int, int]] = []
    for at, start in enumerate(starts):
        if spans and start.start() < spans[-1][1]:
            continue  # inside the one before: an example in its text
        end_tag = f"</{start[1]}>"
        following = starts[at + 1].start() if at + 1 < len(starts) else len(document)
        end = document.find(end_tag, start.end(), following)
        spans.append((start.start(), following if end < 0 else end + len(end_tag)))
    return spans


def newest(document: str) -> tuple[str, int]:
    """The document with the newest ``MAX_ENTRIES`` items at most, and how many were left out.

    Those without a date count as of the time of the one before them: feeds are written in
    order of time.
    """
    spans = items(document)
    if len(spans) <= MAX_ENTRIES:
        return document, 0
    times: list[datetime] = []
    for start, end in spans:
        found = _DATE.search(document, start, end)
        when = dates.read(found[1]) if found else None
        times.append(when or (times[-1] if times else datetime.min.replace(tzinfo=UTC)))
    # Stable: of equal times those that stand first in the document stay.
    ranked = sorted(range(len(spans)), key=lambda at: times[at], reverse=True)
    kept: list[str] = []
    position = 0
    for at in sorted(ranked[MAX_ENTRIES:]):
        kept.append(document[position : spans[at][0]])
        position = spans[at][1]
    kept.append(document[position:])
    return "".join(kept), len(spans) - MAX_ENTRIES


def skeleton(document: str) -> str:
    """The start tag of the root, namespaces and all, and a channel when it is RSS."""
    root = _ROOT_TAG.search(document)
    if root is None:
        return "<rss version='2.0'><channel>"
    return root[0] + ("<channel>" if root[1].lower() == "rss" else "")
