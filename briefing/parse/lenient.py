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
