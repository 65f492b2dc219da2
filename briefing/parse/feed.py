"""RSS and Atom to entries, by feedparser. The only file that imports it.

feedparser is asked to neither sanitise nor resolve links inside HTML: both are quadratic on
hostile input, and neither is needed, since HTML becomes plain text here.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any, Final

import feedparser
import feedparser.mixin

from briefing.models import EMPTY, CleanText, Entry, ParsedFeed
from briefing.parse import dates
from briefing.parse.look import has_captions
from briefing.text.clean import link, text, title
from briefing.text.html import entities, limit, line, looks_like_html, to_text
from briefing.text.labels import unlabelled

MAX_TITLE: Final = 500
MAX_NAME: Final = 200
MAX_GUID: Final = 4096
_FULL: Final = 600
"""Characters from which a text beside a teaser counts as the full one."""
_LONG: Final = 1500
"""Characters from which a lone description is a full text rather than a teaser."""
_CUT_OFF = re.compile(
    "(?:…|\\.\\.\\.|\\[…\\]|\\[\\.\\.\\.\\]|read (?:more|on|the (?:full|rest)[^.]{0,40})"
    "|continue reading[^.]{0,60}|weiterlesen|lire la suite|leer más|leggi tutto|\\(more\\))\\W*$",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile("\\n\\s*\\n")
_SPACE = re.compile("\\s+")
_ESCAPED = re.compile("</(?:p|div|a|li|span)>|<(?:p|br)\\s*/?>", re.IGNORECASE)
_FIRST_WORDS: Final = 80
_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_MINUTE: Final = 60

# The base of a document is judged anew at every tag: a fifth of all that feedparser does.
feedparser.mixin.make_safe_absolute_uri = lru_cache(64)(feedparser.mixin.make_safe_absolute_uri)
_MAX_TTL: Final = 30 * 24 * 60 * 60


class ParserFailed(Exception):
    """feedparser broke on a document; the argument names its exception."""


def parse(document: bytes, url: str = "") -> ParsedFeed | None:
    """Read RSS, RDF, Atom or CDF.

    Args:
        document: UTF-8 without a declaration.
        url: where it came from; relative links are relative to it.

    Returns None when nothing in it is a feed. Raises ``ParserFailed`` when feedparser breaks on
    it; a document that it cannot get through in time is the business of the worker's budget.
    """
    headers = {"content-type": "application/xml; charset=utf-8"}
    if base := link(url):
        headers["content-location"] = base
    try:
        found = feedparser.parse(
            # A stream, since bytes alone would be tried as a file's name first. The declaration
            # keeps feedparser from searching all of the document for one, in square time.
            io.BytesIO(_DECLARATION + document),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise
    except Exception as error:
        # It promises not to raise on any document, and mostly does not.
        raise ParserFailed(type(error).__name__) from error
    raw_entries: list[Any] = found.get("entries") or []
    if not found.get("version") and not raw_entries:
        return None
    head = found.get("feed") or {}
    lang = language(_string(head, "language"))
    captions = has_captions(document)
    site = link(_string(head, "link"), base)
    notes = (title("not well-formed XML, read leniently"),) if found.get("bozo") else ()
    return ParsedFeed(
        title=limited(line(_string(head, "title")), MAX_TITLE),
        site=site,
        lang=lang,
        ttl=_ttl(_string(head, "ttl")),
        entries=tuple(_entry(raw, base or site, lang, captions) for raw in raw_entries),
        notes=notes,
    )


def _entry(raw: Any, base: str, feed_lang: str, captions: bool) -> Entry:
    summary = _words(raw.get("summary"), _detail(raw, "summary_detail"))
    content = EMPTY
    for part in _list(raw, "content"):
        if not _string(part, "type").startswith(("image/", "audio/", "video/")):
            content = max(content, _words(part.get("value"), part), key=len)
    teaser, full = teaser_and_text(summary, content, captions=captions)
    guid = title(_string(raw, "id"))[:MAX_GUID]
    url = _link(raw, base)
    return Entry(
        guid=guid,
        url=url,
        title=headline(line(_string(raw, "title")), full or teaser, url, guid),
        teaser=teaser,
        text=full,
        published=_published(raw),
        author=_author(raw),
        lang=_entry_language(raw) or feed_lang,
    )


def headline(found: CleanText, words: CleanText, url: str, guid: str) -> CleanText:
    """The title without labels, or what stands for it: first words, address, identifier."""
    if found:
        return limited(unlabelled(found), MAX_TITLE)
    if words:
        return limited(title(words), _FIRST_WORDS)
    return limited(title(url.partition("://")[2] or guid) or CleanText("(untitled)"), MAX_TITLE)


def limited(s: CleanText, most: int) -> CleanText:
    """``s`` in at most ``most`` characters, cut at a word with "…"."""
    if len(s) <= most:
        return s
    cut = s[: most - 1]
    head = cut.rpartition(" ")[0]
    return title((head if len(head) > most // 2 else cut).rstrip() + "…")


def teaser_and_text(
    summary: CleanText, content: CleanText, *, captions: bool = False
) -> tuple[CleanText, CleanText]:
    """Which of an entry's two texts is the teaser, and whether there is a full text at all.

    Args:
        summary: of description or summary, "" when missing.
        content: of content:encoded or content, "" when missing.
        captions: the feed carries descriptions of its pictures, which feedparser hands out as
            content; a short content is then no full text.

    Returns teaser and full text. A content that is the summary again, or is cut off early, is
    a teaser; a lone description that is long and not cut off is a full text.
    """
    if not content or content == summary or (not summary and len(content) < _FULL):
        only = summary or content
        whole = len(only) >= _LONG and _CUT_OFF.search(only[-120:]) is None
        return (EMPTY, only) if whole else (only, EMPTY)
    if len(content) >= len(summary):
        begins_alike = content[:60] == summary[:60]
        enough = len(content) >= _FULL or (not captions and len(content) > len(summary))
        short_cut = len(content) < _LONG and _CUT_OFF.search(content[-120:]) is not None
        if enough and not short_cut:
            return summary, content
        return (content if begins_alike or not summary else summary), EMPTY
    if len(summary) >= _LONG and _CUT_OFF.search(summary[-120:]) is None:
        return (content if not captions else EMPTY), summary
    return summary, EMPTY


def plain(s: str) -> CleanText:
    """Words without markup in paragraphs: a blank line parts them, a line end does not."""
    parts = (_SPACE.sub(" ", part) for part in _PARAGRAPHS.split(entities(s)))
    return limit(text("\n".join(part for part in parts if part.strip())))


def language(declared: str) -> str:
    """ISO 639-1 in lower case of a language tag ("en-US"), "" when it is not of that kind."""
    tag = declared.strip().lower().replace("_", "-").partition("-")[0]
    return tag if len(tag) == 2 and tag.isascii() and tag.isalpha() else ""


def _words(value: object, detail: Any) -> CleanText:
    if not isinstance(value, str) or not value.strip():
        return EMPTY
    kind = _string(detail, "type")
    # Most markup is called HTML, most plain text too: the tags decide.
    if looks_like_html(value) or (kind.endswith(("xhtml+xml", "/xml")) and "<" in value):
        return to_text(value)
    # Markup that was escaped once too often; words about a tag have no paragraphs in them.
    if "&lt;" in value and _ESCAPED.search(decoded := entities(value)) is not None:
        return to_text(decoded)
    return plain(value)


def _link(raw: Any, base: str) -> str:
    links = [found for found in _list(raw, "links") if isinstance(found, dict)]
    alternate = [_string(found, "href") for found in links if found.get("rel") == "alternate"]
    enclosed = [_string(found, "href") for found in links if found.get("rel") == "enclosure"]
    others = [_string(found, "href") for found in links if not found.get("rel")]
    # Atom takes the last alternate of HTML for the link, and so does feedparser.
    for href in (_string(raw, "link"), *alternate, *others, *enclosed):
        if href and (url := link(href, base)):
            return url
    # A guid that is a whole address leads there, whatever it says about itself.
    return link(_string(raw, "id"))


def _published(raw: Any) -> Any:
    for name in ("published", "updated", "created"):
        # Through dict.get: feedparser's own get answers for another field, with a warning.
        when = dates.from_tuple(dict.get(raw, f"{name}_parsed"))
        when = when or dates.read(str(dict.get(raw, name) or ""))
        if when is not None:
            return when
    return None


def _author(raw: Any) -> CleanText:
    name = _string(_detail(raw, "author_detail"), "name") or _string(raw, "author")
    return limited(line(name), MAX_NAME)


def _entry_language(raw: Any) -> str:
    details = [_detail(raw, name) for name in ("title_detail", "summary_detail")]
    found = (language(_string(part, "language")) for part in (*_list(raw, "content"), *details))
    return next((lang for lang in found if lang), "")


def _ttl(minutes: str) -> int | None:
    minutes = minutes.strip()
    if not minutes.isascii() or not minutes.isdigit() or len(minutes) > 9:
        return None
    return min(int(minutes) * _MINUTE, _MAX_TTL) or None


def _string(raw: Any, name: str) -> str:
    value = dict.get(raw, name) if isinstance(raw, dict) else None
    return value if isinstance(value, str) else ""


def _list(raw: Any, name: str) -> list[Any]:
    value = dict.get(raw, name)
    return value if isinstance(value, list) else []


def _detail(raw: Any, name: str) -> dict[str, Any]:
    value = dict.get(raw, name)
    return value if isinstance(value, dict) else {}
