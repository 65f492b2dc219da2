"""Headlines whose figure does not stand any more. English, figures in digits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.models import Article

_READ = 1_500
"""Characters of a text that are looked at: figures that matter stand near its beginning."""

_NUMBER = r"(?<![\w.,$€£-])\d{1,3}(?:,\d{3})+(?![\w-]|[.,]\d)|(?<![\w.,$€£-])\d+(?![\w-]|[.,]\d)"
_COUNT = re.compile(rf"({_NUMBER})\s([a-z]{{3,}})")
_CORRECTING = re.compile(
    rf"\bcorrect(?:s|ed|ing|ion)\b[^.\n]{{0,80}}?\b(?:earlier|previous(?:ly)?|not|instead\sof)\b"
    rf"[^.\n]{{0,60}}?({_NUMBER})"
)


def out_of_date(articles: Sequence[Article]) -> list[bool]:
    """For each article whether its headline gives a figure that does not stand any more.

    One that an article of the story says it corrects ("109, correcting an earlier figure of
    112"), or one for which more outlets give another number, and not this one, than give it.
    """
    headed = [[(found[1], found[2]) for found in _COUNT.finditer(one.title)] for one in articles]
    if not any(headed):
        return [False] * len(articles)
    texts = [f"{one.title}\n{one.body[:_READ]}" for one in articles]
    outlets = [str(one.outlet) or one.id for one in articles]
    withdrawn = {found[1] for text in texts for found in _CORRECTING.finditer(text)}
    told = [
        {(found[1], found[2]) for found in _COUNT.finditer(text) if found[1] not in withdrawn}
        for text in texts
    ]
    return [
        any(number in withdrawn for number, _ in counts)
        or any(_outnumbered(count, told, outlets) for count in counts)
        for counts in headed
    ]


def _outnumbered(
    count: tuple[str, str], told: Sequence[set[tuple[str, str]]], outlets: Sequence[str]
) -> bool:
    noun = count[1]
    holders = {outlet for outlet, counts in zip(outlets, told, strict=True) if count in counts}
    rivals: dict[str, set[str]] = {}
    for outlet, counts in zip(outlets, told, strict=True):
        for number, what in counts:
            if what == noun and outlet not in holders:
                rivals.setdefault(number, set()).add(outlet)
    return max(map(len, rivals.values()), default=0) > len(holders)
