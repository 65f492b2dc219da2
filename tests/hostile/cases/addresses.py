"""Pages and feeds that name addresses for the program to fetch by itself."""

from __future__ import annotations

from ..bodies import Item, answer, plain, rss, rss_item
from ..case import Asked, Case, Steps

HERE = ("Words at a typed address",)


def _names_canaries(asked: Asked) -> Steps:
    """Everything in a feed that another reader might fetch unasked."""
    at = asked.at("http://{canary}/")
    more = (
        f"<enclosure url='{at}a.mp3' length='1' type='audio/mpeg'/>"
        f"<image><url>{at}i.png</url></image><comments>{at}c</comments>"
        f"<source url='{at}feed'>x</source>"
        f"<media:content xmlns:media='http://search.yahoo.com/mrss/' url='{at}m'/>"
    )
    channel = (
        f"<image><url>{at}logo.png</url><link>{at}</link></image>"
        f"<cloud domain='{asked.at('{canary}')}'"
        f" port='80' path='/x' registerProcedure='r' protocol='xml-rpc'/><link>{at}site</link>"
        f"<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='hub' href='{at}hub'/>"
        f"<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='self' href='{at}self'/>"
    )
    one = Item(HERE[0], f"https://{asked.slug}.example/1", "1", f"<img src='{at}p.gif'>Words.")
    return [
        answer(
            rss([rss_item(one, more)], channel=channel),
            Link=f"<{at}next>; rel=next",
            Refresh=f"0; url={at}",
            Content_Location=at,
        )
    ]


def _page(asked: Asked) -> Steps:
    """A web page at a subscribed address: its links are not followed by a refresh."""
    at = asked.at("http://{canary}/feed")
    page = (
        f"<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='{at}'>"
        f"<meta http-equiv=refresh content='0; url={at}'></head><body>Hi</body></html>"
    )
    return [answer(page.encode(), kind="text/html")]


def _login(asked: Asked) -> Steps:
    if asked.headers.get("authorization") != "Basic cmVhZGVyOnDDpHNzOndvcmQ=":
        return [answer(b"who?", 401, WWW_Authenticate="Basic realm=\x22\x1b[31mx\x22")]
    return plain(*HERE)(asked)


CASES = [
    Case("feed that names addresses", _names_canaries, titles=HERE),
    Case("page that names a feed", _page, titles=(), error=("web page",)),
    Case(
        "login in the address",
        _login,
        titles=HERE,
        feeds=("http://reader:p%C3%A4ss:word@{host}/feed",),
    ),
    Case("address with capitals", plain(*HERE), titles=HERE, feeds=("HTTP://{host}/feed",)),
    Case(
        "address with a query", plain(*HERE), titles=HERE, feeds=("http://{host}/feed?a=b&c=%20d",)
    ),
    Case("address with a fragment", plain(*HERE), titles=HERE, feeds=("http://{host}/feed#part",)),
    Case("address in decimal", plain(*HERE), titles=HERE, feeds=("http://{decimal_host}/feed",)),
    Case(
        "address that nobody listens at",
        plain(*HERE),
        titles=(),
        error=("connection",),
        feeds=("http://{ip}:9/feed",),
    ),
    Case(
        "address of no host",
        plain(*HERE),
        titles=(),
        error=("no such host", "looked up"),
        feeds=("http://nowhere.invalid/feed",),
    ),
    Case(
        "address of a host too long",
        plain(*HERE),
        titles=(),
        error=("host", "address"),
        feeds=(f"http://{'a' * 300}.invalid/feed",),
    ),
    Case(
        "address of many spellings",
        plain(*HERE),
        titles=HERE,
        feeds=("http://{host}/feed", "http://{host}/feed/", "http://{host}/./feed"),
    ),
]
