"""The text of an article's own page, for feeds that bring teasers only.

Opt-in for each feed, polite (robots.txt is asked, the client's limits hold) and never a
condition: where it fails the item is shown with what the feed brought.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing.errors import FetchError
from briefing.fetch import robots
from briefing.fetch.types import Fetched, Request
from briefing.models import EMPTY, CleanText
from briefing.text import clean
from briefing.text.html import to_text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

_MOST_PAGE = 2_000_000
"""Bytes of a page that are looked at; an article is far shorter."""
_SHORTEST = 250
"""Characters below which what was found is no article."""
_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_PAGE_TYPES = ("", "text/html", "application/xhtml+xml", "application/xml", "text/plain")
_TEASER_STAYS = "the item is shown with what its feed brought"

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_ALIEN_TAGS = ("aside", "nav", "form", "footer", "button", "noscript", "iframe", "dialog")
_ALIEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|sign-?up|subscri(?:be|ption)|promo|related|read-?more|shar(?:e|ing)"
    r"|social|advert\w*|ads?|cookies?|comments?|byline|breadcrumbs?|sponsor\w*|recirc\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST_ALIEN = 600
"""Characters of an element that may be dropped for its class: no article is that short."""


class FullTexts:
    """Fetches pages and keeps the robots.txt of each site while it lives.

    Args:
        get: a client's ``get``. Nobody typed these addresses, so the client's guard holds.
    """

    def __init__(self, get: Callable[[Request], Awaitable[Fetched]]) -> None:
        self._get = get
        self._sites: dict[str, asyncio.Task[robots.Rules]] = {}

    async def text(self, url: str) -> CleanText:
        """The article's text in paragraphs separated by LF.

        Raises:
            FetchError: not reachable, not wished by the site, no web page, no article in it.
        """
        site = _site(url)
        if site not in self._sites:
            self._sites[site] = asyncio.create_task(self._rules(site))
        # shielded: others may wait for the same rules when this one is given up
        rules = await asyncio.shield(self._sites[site])
        shown = clean.host(url)
        if not rules.allow(url):
            raise FetchError(f"{shown}: asks programs not to fetch this page", _TEASER_STAYS)
        fetched = await self._get(Request(url, accept=_PAGE))
        if fetched.content_type not in _PAGE_TYPES:
            kind = clean.title(fetched.content_type)[:60]
            raise FetchError(f"{shown}: the article is no web page but {kind}", _TEASER_STAYS)
        page = _decoded(fetched)
        found = await asyncio.to_thread(extract, page, fetched.final_url)
        if not found:
            raise FetchError(f"{shown}: no article was found on the page", _TEASER_STAYS)
        return found

    async def _rules(self, site: str) -> robots.Rules:
        try:
            fetched = await self._get(Request(f"{site}/robots.txt", accept="text/plain, */*"))
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return robots.Rules()  # there is none
            raise FetchError(
                f"{clean.host(site)}: its robots.txt could not be read", _TEASER_STAYS
            ) from error
        return robots.read(fetched.body)


def extract(html: str, url: str = "") -> CleanText:
    """The article in a web page, "" when none is found.

    What surrounds and interrupts an article (navigation, forms, sign-up boxes) is dropped,
    then breadability picks the part that reads like one; where it finds nothing, the
    longest ``<article>`` or ``<main>`` counts. Never raises; takes about a second for a
    page of 1 MB.
    """
    # lxml and breadability come with sumy; loading them takes 50 ms, and few need it
    import lxml.html  # type: ignore[import-untyped]
    from breadability.readable import Article

    html = _XML_DECLARATION.sub("", html[:_MOST_PAGE])
    try:
        tree = lxml.html.document_fromstring(html)
        for element in list(tree.iter("*")):
            if _is_alien(element) and element.getparent() is not None:
                element.drop_tree()
        page = lxml.html.tostring(tree, encoding="unicode")
        found = to_text(Article(page, url or None).readable)
        if len(found) < _SHORTEST:
            found = max((_text_of(part) for part in _parts(tree)), key=len, default=EMPTY)
    except Exception:  # no page, however broken, may stop a refresh; lxml raises many kinds
        return EMPTY
    return found if len(found) >= _SHORTEST else EMPTY


def _parts(tree: Any) -> Iterator[Any]:
    for number, part in enumerate(tree.iter("article", "main")):
        if number >= 20:
            return
        yield part


def _text_of(element: Any) -> CleanText:
    import lxml.html

    return to_text(lxml.html.tostring(element, encoding="unicode", with_tail=False))


def _is_alien(element: Any) -> bool:
    if element.tag in _ALIEN_TAGS:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if len(names) == 1 or element.tag in ("html", "body", "article", "main"):
        return False
    if _ALIEN_CLASS.search(names[:500]) is None:
        return False
    length = 0
    for number, piece in enumerate(element.itertext()):
        length += len(piece)
        if length > _MOST_ALIEN or number > 200:
            return False
    return True


def _decoded(fetched: Fetched) -> str:
    body = fetched.body[:_MOST_PAGE]
    declared = _META_CHARSET.search(body[:4096])
    charset = fetched.charset or (declared[1].decode("ascii") if declared else "")
    return clean.decode(body, charset)


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
