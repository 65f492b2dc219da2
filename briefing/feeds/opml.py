"""OPML, the lists of feeds that readers exchange: read leniently, written strictly.

Most lists in the wild are not well-formed XML (a bare ``&`` in a title is enough), so they
are read by their tags. A DTD is passed over: entities it declares mean nothing here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from briefing.errors import InputError
from briefing.feeds.address import web_address
from briefing.feeds.markup import Tag, decode, tags
from briefing.models import EMPTY, CleanText, Subscription
from briefing.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})")
_NEXT_OUTLINE = re.compile(r"</?(?:outline|body)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\sxmlUrl\s*=\s*([\"'])([^\"'<>]{1,4096})\1", re.IGNORECASE)
_MOST_OUTLINE = 20_000
_MOST_FOLDERS = 50


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line of a list that is no feed we can follow."""

    what: CleanText
    """The line, its title or its address, credentials masked."""
    why: CleanText
    meant: bool = False
    """True when it is something of another program's, False when it may be anything at all."""


@dataclass(frozen=True, slots=True)
class FeedList:
    """What a list holds, in its order; the same feed may stand in it twice."""

    title: CleanText
    feeds: tuple[Subscription, ...]
    skipped: tuple[Skipped, ...] = ()


def read(data: bytes, name: str = "the list") -> FeedList:
    """Read an OPML document.

    Folders, and the ``category`` attribute, become tags of the feeds in them.

    Args:
        data: the file.
        name: how to call it in messages.

    Raises:
        InputError: it is no OPML at all.
    """
    declared = _DECLARED.search(data[:1024])
    document = clean.decode(data, declared[1].decode("ascii") if declared else "")
    title = EMPTY
    feeds: list[Subscription] = []
    skipped: list[Skipped] = []
    folders: list[CleanText | None] = []  # None: an outline that is no folder
    seen_opml = False
    title_start = -1
    for tag in tags(document):
        if tag.name == "outline":
            if tag.closing:
                if folders:
                    folders.pop()
                continue
            address, empty = _feed_address(tag, document)
            if address:
                _feed(tag, address, folders, feeds, skipped)
            if not empty and len(folders) < _MOST_FOLDERS:
                folders.append(None if address else _title(tag))
        elif tag.name == "opml":
            seen_opml = True
        elif tag.name == "title" and not title:
            if not tag.closing:
                title_start = tag.end
            elif title_start >= 0:
                title = clean.title(decode(document[title_start : tag.start]))
    if not seen_opml and not feeds:
        raise InputError(
            f"{clean.title(name)} is no list of feeds",
            "give an OPML file, or a urls file with one address a line",
        )
    return FeedList(title, tuple(feeds), tuple(skipped))


def write(subscriptions: Sequence[Subscription], title: str = "Feeds of briefing") -> str:
    """The list as OPML 2.0, well-formed, one outline a feed; tags become ``category``."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(clean.title(title))}</title></head>",
        "  <body>",
    ]
    for feed in subscriptions:
        named = feed.title or feed.outlet or clean.host(feed.url)
        attributes = {"type": "rss", "text": named, "title": named, "xmlUrl": feed.url}
        if feed.tags:
            # a comma parts categories and a slash their levels: neither can stand in a name
            attributes["category"] = ",".join(
                "/" + tag.replace(",", " ").replace("/", " ") for tag in feed.tags
            )
        told = " ".join(f"{key}={quoteattr(value)}" for key, value in attributes.items())
        lines.append(f"    <outline {told}/>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _feed(
    tag: Tag,
    address: str,
    folders: Iterable[CleanText | None],
    feeds: list[Subscription],
    skipped: list[Skipped],
) -> None:
    title = _title(tag)
    url = web_address(address)
    if not url:
        named = title or clean.title(clean.mask(address))[:120]
        skipped.append(Skipped(CleanText(named), CleanText("not an http(s) address")))
        return
    tags_of = [folder for folder in folders if folder]
    tags_of += [
        clean.title(level)
        for path in tag.attributes.get("category", "").split(",")
        for level in path.split("/")
    ]
    unique = tuple(dict.fromkeys(name for name in tags_of if name))
    feeds.append(Subscription(url, title=title, tags=unique))


def _feed_address(tag: Tag, document: str) -> tuple[str, bool]:
    """The address an outline gives, and whether it holds no outlines.

    Some programs write whole HTML into a description, quotes and all; then the address is
    looked for in all that stands before the next outline.
    """
    address = tag.attributes.get("xmlurl", "").strip()
    if address:
        return address, tag.empty
    after = _NEXT_OUTLINE.search(document, tag.end)
    whole = document[tag.start : after.start() if after else len(document)][:_MOST_OUTLINE]
    found = _ADDRESS.search(whole)
    if found is None:
        return "", tag.empty
    return decode(found[2]).strip(), whole.rstrip().endswith("/>")


def _title(tag: Tag) -> CleanText:
    return clean.title(tag.attributes.get("title", "") or tag.attributes.get("text", ""))
