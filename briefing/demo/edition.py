"""The sample edition: which outlets it follows, their documents and the clock it stands at.

Its documents go the same way as the network's: a caller subscribes to ``subscriptions()``,
asks ``document(url)`` where it would ask the network, and parses, groups and summarises
what comes back. Two outlets are unwell on purpose: Wharfside Radio News sends XML that is
cut off and has bare ampersands (it can be mended), the Old Mill Almanac sends a web page
(it cannot).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from briefing.models import CleanText, Subscription

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
"""The sample's clock: every article in it was published in the four days before."""

_RSS = "application/rss+xml"
_ATOM = "application/atom+xml"
_JSON = "application/feed+json"
_HTML = "text/html"


class _Feed(NamedTuple):
    """One invented outlet: its address, how it is called, and where its document lies."""

    url: str
    outlet: str
    tags: tuple[str, ...]
    file: str
    content_type: str


_FEEDS = (
    _Feed(
        "https://harborledger.example/feed.xml",
        "Harbor Ledger",
        ("local",),
        "harbor-ledger.xml",
        _RSS,
    ),
    _Feed(
        "https://averelllantern.example/feed",
        "Averell Lantern",
        ("local",),
        "averell-lantern.xml",
        _RSS,
    ),
    _Feed(
        "https://sorrelvalleyclarion.example/feed.rss",
        "Sorrel Valley Clarion",
        ("local",),
        "sorrel-valley-clarion.xml",
        _RSS,
    ),
    _Feed(
        "https://dunmeresignal.example/feed.atom",
        "Dunmere Signal",
        ("local",),
        "dunmere-signal.atom",
        _ATOM,
    ),
    _Feed(
        "https://wharfsideradio.example/feed.xml",
        "Wharfside Radio News",
        ("local",),
        "wharfside-radio.xml",
        _RSS,
    ),
    _Feed(
        "https://oldmillalmanac.example/feed",
        "Old Mill Almanac",
        ("local",),
        "old-mill-almanac.html",
        _HTML,
    ),
    _Feed(
        "https://ninthmeridian.example/feed.atom",
        "Ninth Meridian",
        ("world",),
        "ninth-meridian.atom",
        _ATOM,
    ),
    _Feed(
        "https://chamberside.example/feed.atom",
        "Chamberside",
        ("politics",),
        "chamberside.atom",
        _ATOM,
    ),
    _Feed(
        "https://tallyandtender.example/feed.xml",
        "Tally & Tender",
        ("business",),
        "tally-and-tender.xml",
        _RSS,
    ),
    _Feed(
        "https://plaincircuit.example/feed.json",
        "Plain Circuit",
        ("technology",),
        "plain-circuit.json",
        _JSON,
    ),
    _Feed(
        "https://orrerynotes.example/feed.json",
        "Orrery Notes",
        ("science",),
        "orrery-notes.json",
        _JSON,
    ),
    _Feed(
        "https://farpost.example/feed.xml",
        "Far Post & Footlights",
        ("sport", "culture"),
        "far-post.xml",
        _RSS,
    ),
    _Feed(
        "https://faehrhafenerbote.example/feed.xml",
        "Fährhafener Bote",
        ("deutsch",),
        "faehrhafener-bote.xml",
        _RSS,
    ),
)


def subscriptions() -> tuple[Subscription, ...]:
    """What the sample follows: thirteen invented outlets, all under ``.example``."""
    return tuple(
        Subscription(
            url=feed.url,
            outlet=CleanText(feed.outlet),
            tags=tuple(CleanText(tag) for tag in feed.tags),
        )
        for feed in _FEEDS
    )


def document(url: str) -> tuple[bytes, str] | None:
    """What the network would send for a feed's address.

    Args:
        url: the address of one of ``subscriptions()``, letter for letter.

    Returns:
        The body (UTF-8) and its media type, or None when the sample has nothing at ``url``.
    """
    # Imported here: it costs more than the rest of this file, and the clock alone needs none of it.
    from importlib.resources import files

    for feed in _FEEDS:
        if feed.url == url:
            body = (files("briefing.demo") / "feeds" / feed.file).read_bytes()
            return body, feed.content_type
    return None
