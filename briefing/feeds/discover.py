"""Where the feed of a web page may be. Pure: a page in, addresses out, best first."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from briefing.feeds.markup import tags
from briefing.text import clean

_FEED_TYPES = {
    "application/rss+xml": 0,
    "application/atom+xml": 0,
    "application/feed+json": 1,
    "application/rdf+xml": 2,
    "application/xml": 3,
    "text/xml": 3,
    "application/json": 4,
}
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/._?=&-])(?:rss|atom|feeds?|rdf)(?:$|[/._?=&-])|\.(?:rss|atom|rdf|xml)(?:$|\?)"
    r"|/index\.xml$|feed\.json$",
    re.IGNORECASE,
)
_NOT_A_FEED = re.compile(r"sitemap|opensearch|wlwmanifest|xmlrpc|oembed|\.xsd|\.xsl", re.IGNORECASE)
_ABOUT_COMMENTS = re.compile(r"comments?(?:$|[/._?=&\s-])", re.IGNORECASE)
_USUAL_PATHS = ("/feed", "/rss", "/feed.xml", "/atom.xml", "/rss.xml", "/index.xml", "/feed.json")
_MOST = 20


def candidates(html: str, url: str) -> tuple[str, ...]:
    """Addresses that may be feeds of the page, best first, at most 20.

    First the ones the page declares (``<link rel=alternate>`` of a feed's type, ``<base>``
    respected; feeds of comments last among them), then links that look like feeds, then the
    usual places of the host. Only http(s); credentials of ``url`` are not passed on.

    Args:
        html: the page, as far as it was read.
        url: where it was found, after redirects.
    """
    base = clean.link(url)
    based = False
    declared: list[tuple[int, int, str]] = []
    linked: list[str] = []
    for tag in tags(html):
        if tag.closing:
            continue
        if tag.name == "base" and not based:
            base = clean.link(tag.attributes.get("href", ""), base) or base
            based = True
        elif tag.name == "link":
            rank = _declared_rank(tag.attributes)
            if rank is not None:
                target = clean.link(tag.attributes.get("href", ""), base)
                declared.append((rank, len(declared), target))
        elif tag.name == "a":
            href = tag.attributes.get("href", "")
            path = href.partition("#")[0]
            if _LOOKS_LIKE_FEED.search(path) and not _NOT_A_FEED.search(path):
                linked.append(clean.link(href, base))
    linked.sort(key=lambda target: bool(_ABOUT_COMMENTS.search(target)))
    found = [target for _, _, target in sorted(declared)]
    found += [*linked, *_usual(url)]
    here = clean.link(url)
    unique = dict.fromkeys(target for target in found if target and target != here)
    return tuple(unique)[:_MOST]


def _declared_rank(attributes: dict[str, str]) -> int | None:
    relations = attributes.get("rel", "").lower().split()
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    href = attributes.get("href", "")
    if "alternate" not in relations and "feed" not in relations:
        return None
    rank = _FEED_TYPES.get(kind)
    if rank is None:
        return 1 if "feed" in relations else None
    if rank >= 3 and not _LOOKS_LIKE_FEED.search(href):
        return None  # some other data, such as an oEmbed description
    if _NOT_A_FEED.search(href):
        return None
    words = f"{attributes.get('title', '')} {href}"
    return rank + 10 if _ABOUT_COMMENTS.search(words) else rank


def _usual(url: str) -> list[str]:
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return []
    if not host:
        return []
    root = f"{parts.scheme}://{host}/"
    return [clean.link(urljoin(root, path)) for path in _USUAL_PATHS]
