"""Feeds that behave: none of them may lose anything to its neighbours."""

from __future__ import annotations

from ..bodies import answer, atom, items, jsonfeed, rss
from ..case import Asked, Case, Steps

TITLES = tuple(
    f"{who} {what}"
    for who, what in (
        ("Harbour board", "weighs a new ferry pier"),
        ("Glass works", "reopens after eleven years"),
        ("Mill valley", "votes on its reservoir"),
        ("Night train", "returns to the northern line"),
        ("City archive", "finds the missing ledgers"),
    )
)


def _rss(asked: Asked) -> Steps:
    return [answer(rss(items(asked, *TITLES)))]


def _atom(asked: Asked) -> Steps:
    return [answer(atom(items(asked, *TITLES)), kind="application/atom+xml")]


def _json(asked: Asked) -> Steps:
    return [answer(jsonfeed(items(asked, *TITLES)), kind="application/feed+json")]


CASES = [
    Case(f"good {name} {number}", serve, titles=TITLES)
    for name, serve in (("rss", _rss), ("atom", _atom), ("json", _json))
    for number in range(4)
]
