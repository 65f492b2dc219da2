"""Start and end tags of a document that need not be well-formed, in linear time.

XML parsers refuse a list for one bare ``&``; HTML parsers guess at structure. Lists of feeds
and the heads of web pages need neither: their tags, in order, with attributes.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"/?[A-Za-z][^\s/>]{0,100}")
_MOST_VALUE = 8192
"""Characters of a value: a quote that never closes must not cost the rest of the document
again for each tag that has one."""


def _attribute(double: str, single: str) -> re.Pattern[str]:
    return re.compile(
        r"[\s/]*+(?P<name>[^\s=/>\"']++)(?:\s*+=\s*+"
        rf"(?:\"(?P<double>(?:{double}){{0,{_MOST_VALUE}}}+)\""
        rf"|'(?P<single>(?:{single}){{0,{_MOST_VALUE}}}+)'"
        r"|(?P<bare>[^\s>\"']*+)))?+"
    )


def _with_quotes_inside(quote: str) -> str:
    """A quote ends a value only where the tag ends or another attribute begins."""
    end = r"(?!\s*+/?>|\s++[A-Za-z][\w:.-]*+\s*+=\s*+[\"'])"
    return rf"[^{quote}<]|<(?!/?outline\b)|{quote}{end}"


_ATTRIBUTE = _attribute('[^"]', "[^']")
_ATTRIBUTE_OF_OUTLINE = _attribute(_with_quotes_inside('"'), _with_quotes_inside("'"))
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MOST_ATTRIBUTES = 100


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. Names are in lower case, without a namespace prefix of the element."""

    name: str
    attributes: dict[str, str]
    """The first one of each name; entities decoded."""
    closing: bool
    """``</name>``."""
    empty: bool
    """``<name/>``."""
    start: int
    """Where it begins in the document."""
    end: int
    """Where it ends."""


def tags(document: str) -> Iterator[Tag]:
    """Every tag in order. Comments, CDATA, declarations and DTDs are passed over unread.

    Values of an ``outline`` may hold bare quotes, as the lists of some programs do.
    """
    place = document.find("<")
    while place >= 0:
        if document.startswith("<!--", place):
            place = _after(document, "-->", place + 4)
        elif document.startswith("<![CDATA[", place):
            place = _after(document, "]]>", place + 9)
        elif document.startswith("<!", place):
            place = _after_declaration(document, place + 2)
        elif document.startswith("<?", place):
            place = _after(document, ">", place + 2)
        else:
            name = _NAME.match(document, place + 1)
            if name is None:
                place += 1
            else:
                tag = _tag(document, place, name)
                yield tag
                place = tag.end
        place = document.find("<", place)


def decode(text: str) -> str:
    """Entities with their semicolon decoded; a bare ``&`` stays what it is.

    ``html.unescape`` alone would read ``&copy=1`` in an address as a copyright sign.
    """
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _tag(document: str, start: int, name: re.Match[str]) -> Tag:
    attributes: dict[str, str] = {}
    place = name.end()
    outline = name[0].lower().endswith("outline")
    attribute = _ATTRIBUTE_OF_OUTLINE if outline else _ATTRIBUTE
    while len(attributes) < _MOST_ATTRIBUTES:
        found = attribute.match(document, place)
        if found is None:
            break
        place = found.end()
        value = found["double"] or found["single"] or found["bare"] or ""
        attributes.setdefault(found["name"].lower(), decode(value))
    # what could not be read as an attribute is skipped up to the end of the tag
    close = document.find(">", place)
    end = len(document) if close < 0 else close + 1
    label = name[0].lower()
    return Tag(
        name=label.lstrip("/").rpartition(":")[2],
        attributes=attributes,
        closing=label.startswith("/"),
        empty=document[end - 2 : end - 1] == "/",
        start=start,
        end=end,
    )


def _after(document: str, mark: str, place: int) -> int:
    found = document.find(mark, place)
    return len(document) if found < 0 else found + len(mark)


def _after_declaration(document: str, place: int) -> int:
    """Past a DOCTYPE, with the internal subset it may hold."""
    close = document.find(">", place)
    subset = document.find("[", place, close if close >= 0 else len(document))
    if subset >= 0:
        close = document.find(">", _after(document, "]", subset))
    return len(document) if close < 0 else close + 1
