"""A dozen outlets to begin with, chosen to overlap: most of their larger stories are told by
several of them, which is what a briefing lives on."""

from __future__ import annotations

from briefing.models import CleanText, Subscription


def _feed(outlet: str, url: str, *tags: str) -> Subscription:
    return Subscription(url, outlet=CleanText(outlet), tags=tuple(CleanText(tag) for tag in tags))


STARTER: tuple[Subscription, ...] = (
    _feed("WebProNews", "https://www.webpronews.com/feed/", "tech", "business"),
    _feed("TechCrunch", "https://techcrunch.com/feed/", "tech", "business"),
    _feed("The Verge", "https://www.theverge.com/rss/index.xml", "tech"),
    _feed("Ars Technica", "https://feeds.arstechnica.com/arstechnica/index", "tech", "science"),
    _feed("Engadget", "https://www.engadget.com/rss.xml", "tech"),
    _feed("Wired", "https://www.wired.com/feed/rss", "tech", "science"),
    _feed("The Register", "https://www.theregister.com/headlines.atom", "tech"),
    _feed("BBC News", "https://feeds.bbci.co.uk/news/technology/rss.xml", "tech", "world"),
    _feed("The Guardian", "https://www.theguardian.com/technology/rss", "tech", "world"),
    _feed("NPR", "https://feeds.npr.org/1019/rss.xml", "tech", "world"),
    _feed("CNBC", "https://www.cnbc.com/id/19854910/device/rss/rss.html", "tech", "business"),
    _feed(
        "The New York Times",
        "https://rss.nytimes.com/services/xml/rss/nyt/Technology.xml",
        "tech",
        "business",
    ),
)
"""Public feeds of their publishers' own; none needs an account."""
