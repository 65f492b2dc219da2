"""Bytes to a parsed feed: the one way in.

The order is fixed: what the document is, feedparser, JSON Feed, the lenient second look; else
an error that says what came instead of a feed. Everything is clean when it leaves.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.errors import ParseError
from briefing.models import EMPTY, Entry, ParsedFeed
from briefing.parse import feed, jsonfeed, lenient, look
from briefing.parse.charset import document as decoded
from briefing.parse.naming import place
from briefing.text.clean import title
from briefing.text.language import told_in

_HINTS = {
    "empty": "the server sent nothing; try again later",
    "a web page": "look on it for its feed, or give the address to `briefing feed check`",
    "a piece of a web page": "look on the site for its feed",
    "a page that asks whether you are human": "the site keeps programs out; open it in a browser",
    "a list of feeds (OPML)": "take it in with `briefing feed import`",
    "a site map": "look for the site's feed instead",
    "JSON without a feed": "a JSON Feed has a list of items; look for the feed's own address",
}
_HINT = "look whether the address is the right one"


def parse(body: bytes, content_type: str = "", charset: str = "", url: str = "") -> ParsedFeed:
    """Read a feed of any kind.

    Args:
        body: as received, decompressed (gzip without a header is undone here, bounded).
        content_type: media type of the answer, lower case, without parameters.
        charset: its charset parameter, "" when missing.
        url: where it came from; relative links are relative to it.

    Returns at most 2,000 entries, the newest, in the document's order, all text clean.
    Raises ParseError when it holds no feed; the error says what it holds. An empty body is an
    error, a feed without entries is not.
    """
    body = lenient.unpacked(body)
    document = decoded(body, charset)
    found = _xml(document, url) if _may_be_xml(document) else None
    if found is None or not found.entries:
        found = jsonfeed.parse(document, url) or _second_look(document, url, found)
    if found is None:
        what = look.received(body, document, content_type)
        raise ParseError(f"{place(url)}: {what}, not a feed", _HINTS.get(what, _HINT))
    return replace(found, entries=tuple(map(_with_language, found.entries)))


def _with_language(entry: Entry) -> Entry:
    return replace(entry, lang=told_in(entry.title, entry.text or entry.teaser, entry.lang))


def _may_be_xml(document: str) -> bool:
    # feedparser takes seconds to find that a large web page is no feed.
    start = document[:64].lstrip()
    return "<" in document and not start.startswith(("{", "[")) and not look.is_page(document)


def _xml(document: str, url: str) -> ParsedFeed | None:
    document = lenient.without_huge_references(look.short_prologue(document))
    document, left_out = look.newest(document)
    data = document.encode("utf-8", "replace")
    if reason := look.trap(data):
        raise ParseError(
            f"{place(url)}: {reason}", "no feed is so; look whether the address is right"
        )
    try:
        found = feed.parse(data, url)
    except feed.ParserFailed as failed:
        found = _piecemeal(document, url, str(failed))
    if found is None:
        return None
    # The cut counts tags; an item may still be more than one entry to the parser.
    over = len(found.entries) - look.MAX_ENTRIES
    if over > 0:
        found = replace(found, entries=found.entries[: look.MAX_ENTRIES])
    left_out += max(0, over)
    if left_out:
        found = replace(found, notes=(*found.notes, title(f"{left_out} older items left out")))
    return found


def _piecemeal(document: str, url: str, failure: str) -> ParsedFeed | None:
    """A feed on which the parser breaks, item by item: one that breaks it costs only itself."""
    spans = look.items(document)
    start = look.skeleton(document)
    head = _piece(document[: spans[0][0]] if spans else document, url)
    pieces = [
        _piece(start + item, url) or _piece(start + lenient.without_extensions(item), url)
        for item in (document[first:end] for first, end in spans)
    ]
    entries = tuple(entry for piece in pieces if piece for entry in piece.entries)
    if head is None and not entries:
        return None
    lost = len(spans) - len(entries)
    note = f"read item by item ({failure} in the parser), {lost} of {len(spans)} items lost"
    head = head or ParsedFeed(EMPTY, "", "", None, ())
    return replace(head, entries=entries, notes=(title(note),))


def _piece(document: str, url: str) -> ParsedFeed | None:
    try:
        return feed.parse(document.encode("utf-8", "replace"), url)
    except feed.ParserFailed:
        return None


def _second_look(document: str, url: str, first: ParsedFeed | None) -> ParsedFeed | None:
    mended, notes = lenient.mended(document)
    if not notes:
        return first
    found = _xml(mended, url)
    if found is None or (first is not None and not found.entries):
        return first
    return replace(found, notes=(*found.notes, *map(title, notes)))
