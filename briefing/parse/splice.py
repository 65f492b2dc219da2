"""Only the new items of a document are read: the known ones are cut out of it, by their bytes.

Feeds repeat all of their items on every visit, and reading one costs fifty times what finding
its end costs. So what a document listed is remembered as hashes of its items, and at the next
visit one pass of expat finds the items, and those that are written exactly as before are left
out of what the parser sees. What stays is a document of the same kind: the head, with its
namespaces and its base, and the new items in their order.

Pure, and strict: whatever is not plainly a well-formed feed is read whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final
from xml.parsers import expat

from briefing.errors import ParseError
from briefing.parse import lenient, look
from briefing.parse.charset import document as decoded

MAX_BYTES: Final = 2_000_000
"""Larger documents are read whole, in the process that can be killed."""

_HASH: Final = 8
_ID: Final = 10
_ROW: Final = _HASH + _ID
_NOT_KNOWN: Final = bytes(_ID)


@dataclass(frozen=True, slots=True)
class Listing:
    """A document and where its items stand."""

    document: bytes
    """UTF-8 without a declaration."""
    spans: tuple[tuple[int, int], ...]
    """Start and end of each item, in order."""
    hashes: tuple[bytes, ...]
    """Of each item and the root it stands in."""

    def recognised(self, remembered: bytes) -> tuple[str, ...]:
        """For each item the id of the article it was remembered with, "" when it was not."""
        rows = (remembered[at : at + _ROW] for at in range(0, len(remembered), _ROW))
        ids = {row[:_HASH]: row[_HASH:] for row in rows}
        found = (ids.get(item, _NOT_KNOWN) for item in self.hashes)
        return tuple("" if id == _NOT_KNOWN else id.hex() for id in found)

    def without(self, known: Sequence[bool]) -> bytes | None:
        """The document without the items that are known.

        None when that would change how the others are read: the parser takes one thing from
        the whole document.
        """
        kept: list[bytes] = []
        position = 0
        for (start, end), cut in zip(self.spans, known, strict=True):
            if cut:
                kept.append(self.document[position:start])
                position = end
        kept.append(self.document[position:])
        rest = b"".join(kept)
        return rest if look.has_captions(rest) == look.has_captions(self.document) else None

    def remember(self, articles: Sequence[str]) -> bytes:
        """What to keep until the next visit.

        Args:
            articles: for each item the id of the article that it is known by, "" for one that
                must be read again.
        """
        return b"".join(
            item + bytes.fromhex(id) for item, id in zip(self.hashes, articles, strict=True) if id
        )


def take_apart(body: bytes, charset: str = "") -> Listing | None:
    """Find the items of a document; None when it has none or is to be read whole.

    Args:
        body: as received, decompressed.
        charset: from the HTTP header, "" when it names none.
    """
    try:
        body = lenient.unpacked(body)
    except ParseError:
        return None
    if not body or len(body) > MAX_BYTES:
        return None
    # What letters the bytes are is found out from all of them, before anything is cut.
    text = decoded(body, charset)
    if not text[:64].lstrip().startswith("<"):
        return None
    document = text.encode("utf-8", "replace")
    finder = _Finder(document)
    try:
        finder.run()
    except (expat.ExpatError, _Odd):
        return None
    if not finder.spans:
        return None
    return Listing(
        document,
        tuple(finder.spans),
        tuple(
            blake2b(finder.root + document[start:end], digest_size=_HASH).digest()
            for start, end in finder.spans
        ),
    )


class _Odd(Exception):
    """Well-formed perhaps, but not so that its items can be cut out."""


class _Finder:
    """One pass over a document."""

    def __init__(self, document: bytes) -> None:
        self.root = b""
        self.spans: list[tuple[int, int]] = []
        self._document = document
        self._start = -1
        self._depth = 0
        """Of items: an item inside an item is a part of it."""
        # Namespaces are resolved as the real parser does, which refuses what is not declared.
        self._expat = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._expat.StartDoctypeDeclHandler = self._doctype
        self._expat.StartElementHandler = self._opened
        self._expat.EndElementHandler = self._closed

    def run(self) -> None:
        self._expat.Parse(self._document, True)

    def _doctype(self, *_: object) -> None:
        raise _Odd  # what it declares may stand for anything

    def _opened(self, name: str, _: object) -> None:
        at = self._expat.CurrentByteIndex
        if not self.root:
            self.root = self._document[at : self._document.find(b">", at) + 1]
        if name.rpartition(" ")[2] in ("item", "entry"):
            if not self._depth:
                self._start = at
            self._depth += 1

    def _closed(self, name: str) -> None:
        if name.rpartition(" ")[2] not in ("item", "entry"):
            return
        self._depth -= 1
        at = self._expat.CurrentByteIndex
        if not self._depth:
            if not self._document.startswith(b"</", at):
                raise _Odd  # written as one empty tag
            self.spans.append((self._start, self._document.find(b">", at) + 1))
