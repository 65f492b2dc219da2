"""The second look at what no parser took: mends that lose nothing, each one named."""

from __future__ import annotations

import html
import re
import zlib
from typing import Final

from briefing.errors import ParseError

MAX_BODY: Final = 10_000_000
"""Bytes of a body after unpacking; the same bound as the network's side."""

_GZIP = b"\x1f\x8b"
_ROOT = re.compile("<(?:[a-z0-9]{1,20}:)?(?:rss|feed|rdf)(?=[\\s>])", re.IGNORECASE)
_ROOT_END = re.compile("</(?:[a-z0-9]{1,20}:)?(?:rss|feed|rdf)\\s*>", re.IGNORECASE)
_ITEM = re.compile("<(item|entry)(?=[\\s>])", re.IGNORECASE)
_ESCAPED_ROOT = re.compile("&lt;(?:rss|feed|rdf:RDF)(?=[\\s&])", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ILLEGAL_REFERENCE = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));", re.I
)
_BARE_AMPERSAND = re.compile("&(?![a-zA-Z][a-zA-Z0-9]{0,31};|#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};)")
# A number beyond Unicode breaks feedparser.
_HUGE_REFERENCE = re.compile("&#(?:[0-9]{7,}+|[xX][0-9a-fA-F]{6,}+);?")
_LAST_LETTER: Final = 0x10FFFF


def without_huge_references(document: str) -> str:
    """The document with U+FFFD for character references beyond the last character there is."""
    return _HUGE_REFERENCE.sub(_possible, document) if "&#" in document else document


def _possible(found: re.Match[str]) -> str:
    digits = found[0][2:].rstrip(";")
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits[-4000:])
    return found[0] if number <= _LAST_LETTER and len(digits) < 4000 else "\ufffd"


# Tags of namespaces that carry no words of an article.
_EXTENSION = re.compile(
    "</?(?!(?:content|dc|dcterms|atom|rss)[0-9]{0,2}:)[a-zA-Z][\\w.-]{0,30}:[\\w.-]{1,60}"
    "(?:\\s[^<>]*+)?/?>"
)


def without_extensions(item: str) -> str:
    """An item without the tags of chapters, places, licences and the like."""
    return _EXTENSION.sub("", item)


def unpacked(body: bytes) -> bytes:
    """A body that came packed without saying so, unpacked; another one as it is.

    Raises ParseError when it is more than ``MAX_BODY`` bytes.
    """
    if not body.startswith(_GZIP):
        return body
    stream = zlib.decompressobj(wbits=31)
    try:
        data = stream.decompress(body, MAX_BODY)
    except zlib.error:
        return body
    if stream.unconsumed_tail:
        raise ParseError(
            f"what came unpacks to more than {MAX_BODY // 1_000_000} MB",
            "no feed is that large; look whether the address is the right one",
        )
    return data or body


def mended(document: str) -> tuple[str, tuple[str, ...]]:
    """The document with what hides a feed from a parser taken away, and what was done.

    Around the root: what stands before and after. In it: characters that XML forbids, bare
    ampersands. A feed that was escaped as a whole (shown on a page) is unescaped; items without
    a root get one.
    """
    notes: list[str] = []
    if _ROOT.search(document) is None and _ESCAPED_ROOT.search(document) is not None:
        document = html.unescape(document) if "&#" not in document else _unescaped(document)
        notes.append("unescaped a feed that was shown as text")
    root = _ROOT.search(document)
    if root is None:
        item = _ITEM.search(document)
        if item is None:
            return document, ()
        document = f"<rss version='2.0'><channel>{document[item.start() :]}"
        notes.append("added the missing root")
    elif root.start():
        document = document[root.start() :]
        notes.append("left out what stands before the feed")
    for last in _ROOT_END.finditer(document):
        end = last.end()
        if document[end:].strip():
            document = document[:end]
            notes.append("left out what stands behind the feed")
        break
    clean = _ILLEGAL_REFERENCE.sub("", _ILLEGAL.sub("", document))
    clean = _BARE_AMPERSAND.sub("&amp;", clean)
    if clean != document:
        notes.append("took out characters that XML forbids")
    return clean, tuple(notes)


def _unescaped(document: str) -> str:
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        document = document.replace(entity, letter)
    return document
