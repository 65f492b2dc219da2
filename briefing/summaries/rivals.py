"""Sentences that say themselves that two sources give different figures. English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.models import Article, Clash, CleanText, Quote
from briefing.summaries.figures import FIGURE, MONEY, figure, has_number

_SAYS = (
    r"(?:says?|said|speaks?\sof|spoke\sof|puts?|estimates?|estimated|counts?|counted|claims?|"
    r"claimed|reports?|reported|gives?|gave)"
)
_AT = r"(?:the\s(?:number|figure|count|total|toll|crowd|turnout)|it|that|them|this|theirs)"
_PAIR = tuple(
    re.compile(
        rf"\b{_SAYS}\s(?:that\s|{_AT}\sat\s|there\swere\s|there\shad\sbeen\s)?(?P<one>{number})"
        rf"(?P<noun>(?:\s[a-z][a-z-]+){{0,2}}?)(?:\s(?:were|was|are|had|took|attended|marched|died|"
        rf"turned)\b[^,;.]{{0,40}})?[,;]\s(?:and\s|but\s|while\s|whereas\s|though\s|although\s)?"
        rf"(?:[\w’'-]+\s){{1,8}}?"
        rf"(?:of|{_SAYS}\s(?:{_AT}\s(?:at|was)\s|there\swere\s|it\swas\s|{_AT}\sto\sbe\s)?|"
        rf"at)\s?(?P<two>{number})(?P<again>(?:\s[a-z-]+){{0,2}})(?=\s*[.,;)]|$)",
        re.IGNORECASE,
    )
    for number in (FIGURE, MONEY)
)


def rivals(read: Sequence[tuple[Article, Sequence[Quote]]]) -> list[Clash]:
    """Clashes that a sentence of the story names itself: "police say 3,000, the union 9,000".

    Each figure is quoted from a sentence that gives it alone where there is one, else from
    the sentence that names both.

    Args:
        read: articles in the order of time, each with the sentences that may be quoted.
    """
    found: dict[tuple[str, str], Clash] = {}
    for article, quotes in read:
        for quote in quotes:
            if quote.text == article.title or not has_number(quote.text):
                continue
            for pattern in _PAIR:
                pair = pattern.search(quote.text)
                if pair is None:
                    continue
                one, two = figure(pair["one"]), figure(pair["two"])
                noun, again = pair["noun"].strip(), pair["again"].strip()
                if one is None or two is None or not one.denies(two) or (again and again != noun):
                    continue
                if max(one.low, two.low) > 10 * max(1.0, min(one.low, two.low)):
                    continue
                low, high = sorted((pair["one"], pair["two"]))
                found.setdefault(
                    (low, high),
                    Clash(
                        what=CleanText(noun or "figures"),
                        figures=(CleanText(pair["one"]), CleanText(pair["two"])),
                        quotes=(
                            _alone(pair["one"], pair["two"], read, quote),
                            _alone(pair["two"], pair["one"], read, quote),
                        ),
                    ),
                )
    return list(found.values())


def _alone(
    wanted: str, rival: str, read: Sequence[tuple[Article, Sequence[Quote]]], both: Quote
) -> Quote:
    """The first sentence, no title, that holds one figure and not the other."""
    holds = re.compile(rf"(?<![\w.,]){re.escape(wanted)}(?![\w]|[.,]\d)")
    for article, quotes in read:
        for quote in quotes:
            if quote.text != article.title and holds.search(quote.text) and rival not in quote.text:
                return quote
    return both
