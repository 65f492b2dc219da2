"""Documents given by hand -> articles: plain text, HTML pages, or JSON lines.

The door of ``briefing brief``: everything passes the text rule here, as a feed's entries do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from briefing.errors import InputError
from briefing.models import EMPTY, Article, CleanText
from briefing.text import clean
from briefing.text.html import looks_like_html, to_text
from briefing.text.language import detect

LARGEST = 64 * 1024 * 1024
"""Bytes of one document; more is refused before it is read into memory as text."""

_HEADING = re.compile(r"<h1\b[^>]*>(.{0,2000}?)</h1\s*>", re.I | re.S)
_SITE = re.compile(r"\s*[|·:»–—-]\s+(\S.{0,60})")
"""What stands behind the headline in a page's title: "Headline — The Daily Tarn"."""
_TITLE_ELEMENT = re.compile(r"<title\b[^>]*>(.{0,2000}?)</title\s*>", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Document:
    """One article, and the group it was given in ("" when none was)."""

    article: Article
    group: str = ""


def read(data: bytes, name: str, now: datetime, url: str = "") -> Iterator[Document]:
    """One file's or page's content -> its articles.

    Args:
        data: the bytes.
        name: how the file is called in messages; the outlet of plain text that has no URL.
        now: when a feed's entries arrive.
        url: where it came from, "" for a file.

    Raises:
        InputError: when there is nothing to read in it, naming the line where that helps.
    """
    if len(data) > LARGEST:
        raise InputError(f"{name} is larger than 64 MB", "split it")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name} is not text", "give text, HTML, JSON lines or a feed")
    text = clean.decode(data)
    if not text.strip():
        raise InputError(f"{name} is empty", "give a file with text, HTML or JSON lines")
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        yield from _rows(text, name)
    elif start.startswith(("<?xml", "<rss", "<feed", "<rdf")):
        yield from _entries(data, url or f"file:///{name}", clean.title(name), now)
    elif looks_like_html(text[:4096]):
        yield Document(_page(text, name, url))
    else:
        yield Document(_plain(text, name, url))


def _entries(data: bytes, url: str, name: CleanText, now: datetime) -> Iterator[Document]:
    """A feed's entries, as a refresh would take them."""
    from briefing.parse.identity import decide
    from briefing.parse.read import parse

    found = parse(data, url=url)
    outlet = found.title or name
    for article, _ in decide(url, outlet, found.entries, (), now, found.lang).new:
        yield Document(replace(article, lang=detect(f"{article.title}\n{article.body}")))


def _plain(text: str, name: str, url: str) -> Article:
    """Plain text; a short first line without a full stop, more below it, is the title."""
    body = clean.text(text)
    first, _, rest = body.partition("\n")
    title = EMPTY
    if rest.strip() and len(first) <= 200 and not re.search(r"[.!?…:;,][\"”’')]*$", first.strip()):
        title, body = clean.title(first), CleanText(rest.strip())
    return _article(title=title, text=CleanText(body.strip()), url=url, outlet=_outlet(name, url))


def _page(html: str, name: str, url: str) -> Article:
    from briefing.fetch.fulltext import extract

    title, site = _headline(html)
    return _article(
        title=title,
        text=extract(html, url) or to_text(html),
        url=url,
        outlet=site or _outlet(name, url),
    )


def _headline(html: str) -> tuple[CleanText, CleanText]:
    """A page's headline, and the name of its site when its title names it behind that."""
    found = _TITLE_ELEMENT.search(html)
    title = clean.title(to_text(found[1])) if found else EMPTY
    for heading in _HEADING.finditer(html):
        headline = clean.title(to_text(heading[1]))
        if headline and title.startswith(headline):
            site = _SITE.fullmatch(title, len(headline))
            if site:
                return headline, clean.title(site[1])
    return title, EMPTY


def _outlet(name: str, url: str) -> CleanText:
    return clean.title(clean.host(url).removeprefix("www.") if url else name)


def _article(*, title: CleanText, text: CleanText, url: str, outlet: CleanText) -> Article:
    key = url or f"{title}\n{text}"
    return Article(
        id=blake2b(key.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        title=title,
        text=text,
        url=url,
        outlet=outlet,
        lang=detect(f"{title}\n{text}"),
    )


def _rows(text: str, name: str) -> Iterator[Document]:
    """JSON lines, or one JSON object or list spread over several lines."""
    # Not splitlines(): a JSON string may hold U+2028 and its like.
    lines = text.lstrip("\ufeff").split("\n")
    try:
        whole = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict):
        whole = [whole]
    if isinstance(whole, list):
        met: set[str] = set()
        for number, row in enumerate(whole, start=1):
            yield _row(_object(row, name, number), name, number, met)
        return
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            message = f"{name}:{number}: not a JSON object ({reason})"
            raise InputError(message, "write one article as one JSON object a line") from None
        yield _row(_object(row, name, number), name, number, seen)


def _object(row: object, name: str, number: int) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise InputError(
            f"{name}:{number}: expected a JSON object, got {type(row).__name__}",
            'write {"title": …, "text": …}',
        )
    return row


def _row(row: dict[str, Any], name: str, number: int, seen: set[str]) -> Document:
    def wrong(key: str, expected: str) -> InputError:
        return InputError(f"{name}:{number}: {key}: expected {expected}, got {_short(row[key])}")

    texts: dict[str, str] = {}
    for key in ("title", "teaser", "text", "source", "url", "lang", "published"):
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            raise wrong(key, "text")
        texts[key] = value or ""
    sentences = _sentences(row, wrong)
    if not (texts["title"] or texts["text"] or texts["teaser"] or sentences):
        raise InputError(f"{name}:{number}: has neither title nor text", "give one of them")
    identifier = row.get("id")
    if identifier is None:
        key = texts["url"] or json.dumps(row, sort_keys=True, ensure_ascii=True)
        identifier = blake2b(key.encode("utf-8", "replace"), digest_size=8).hexdigest()
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        raise wrong("id", "text")
    identifier = clean.title(str(identifier))
    if not identifier:
        raise wrong("id", "text that can be printed")
    if identifier in seen:
        raise InputError(f"{name}:{number}: id {identifier!r} stands twice", "give each its own")
    seen.add(identifier)
    group = row.get("story")
    if group is not None and (isinstance(group, bool) or not isinstance(group, str | int)):
        raise wrong("story", "text")
    title, teaser, text = (
        clean.title(texts["title"]),
        _body(texts["teaser"]),
        _body(texts["text"]),
    )
    lang = texts["lang"].strip().lower().split("-")[0]
    article = Article(
        id=identifier,
        title=title,
        teaser=teaser,
        text=text,
        url=clean.link(texts["url"]),
        outlet=clean.title(texts["source"]),
        published=_time(texts["published"], row, wrong),
        lang=lang or detect("\n".join(sentences or (title, text or teaser))),
        sentences=sentences,
    )
    return Document(article, "" if group is None else str(group))


def _sentences(row: dict[str, Any], wrong: Any) -> tuple[CleanText, ...] | None:
    given = row.get("sentences")
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise wrong("sentences", "a list of texts")
    return tuple(clean.title(item) for item in given)


def _body(text: str) -> CleanText:
    return to_text(text) if looks_like_html(text) else clean.text(text)


def _time(text: str, row: dict[str, Any], wrong: Any) -> datetime | None:
    if not text.strip():
        return None
    try:
        when = datetime.fromisoformat(text.strip())
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise wrong("published", "an ISO 8601 time such as 2026-11-20T17:30:00Z") from None


def _short(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return clean.title(shown if len(shown) <= 60 else shown[:57] + "...")


def groups_of(documents: Sequence[Document], name: str) -> list[str]:
    """The group of each document, for ``--grouped``. Raises InputError when one has none."""
    for number, document in enumerate(documents, start=1):
        if not document.group:
            raise InputError(
                f"{name}: article {number} ({document.article.id}) has no story",
                'with --grouped every row needs "story"',
            )
    return [document.group for document in documents]
