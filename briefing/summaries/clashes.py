"""Figures of different outlets for surely the same thing, side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from briefing.models import Article, Clash, CleanText, Quote
from briefing.summaries.candidates import by_time, language
from briefing.summaries.clean import cleaned
from briefing.summaries.figures import Figure
from briefing.summaries.rivals import rivals
from briefing.summaries.slots import Slot, dead_in, places, slots
from briefing.text.sentences import sentences_of

_BODY = 10
"""Sentences of a body that are read: what stands further down is often about something else."""

_CHARACTERS = 4_000
"""Where a long text is cut, at the next end of a paragraph, before it is split."""

_MOST = 3
"""Different figures for one slot beyond which it cannot be one slot."""

_FAR = 4.0
"""How many times larger the larger figure may be."""

_GROWN = timedelta(hours=6)
"""A later report that counts more is news after this time, no contradiction."""

_STALE = timedelta(days=3)
"""Reports further apart are not held against one another."""

_CORRECTS = re.compile(
    r"\bcorrect(?:s|ed|ing|ion)\b|\bearlier\s(?:figure|count|number)\b", re.IGNORECASE
)
"""Words of a sentence whose figure stands for all that its article says."""

_GROWING = re.compile(
    r"\b(?:climb|climbs|climbed|rise|rises|rose|risen|grew|grown|jump|jumps|jumped|at\sleast)\b",
    re.IGNORECASE,
)
"""Words of a count that goes on: without times it is not known which one is out of date."""


@dataclass(frozen=True, slots=True)
class _Report:
    """One figure of one article."""

    place: int
    """Of its article in the order of time."""
    outlet: str
    article: Article
    figure: Figure
    quote: Quote
    places: frozenset[str]


def clashes(articles: Sequence[Article], copies: Mapping[str, str]) -> tuple[Clash, ...]:
    """Where the outlets of one story give figures that cannot both be right.

    Silent wherever it is not sure that both speak of the same thing: each article must give
    one figure for it, near its beginning, without a hint at another event, a part or a guess.
    Of each outlet the last figure counts, and one that one of its holders has replaced
    since is out of date for all. A later report that counts more dead or hurt is no clash
    after six hours.

    Args:
        articles: of one story, in any order; English ones are looked at.
        copies: id of an article that copies another -> id of that one. They say nothing new,
            unless what they copied has been corrected since.

    Returns:
        Clashes in the order in which their first figures were reported, each with one
        sentence a figure.
    """
    ordered = by_time(articles)
    if len({_outlet(one) for one in ordered}) < 2:
        return ()
    told: dict[Slot, list[_Report]] = {}
    unsure: set[Slot] = set()
    read: list[tuple[Article, list[Quote]]] = []
    for place, article in enumerate(ordered):
        if language(article) != "en":
            continue
        quotes = _opening(article)
        read.append((article, quotes))
        mine: dict[Slot, list[_Report]] = {}
        for quote in quotes:
            for slot, value in slots(quote.text):
                mine.setdefault(slot, []).append(
                    _Report(place, _outlet(article), article, value, quote, places(quote.text))
                )
        for slot, given in mine.items():
            reports = [one for one in given if _CORRECTS.search(one.quote.text)] or given
            if any(a.figure.denies(b.figure) for a in reports for b in reports):
                unsure.add(slot)
            told.setdefault(slot, []).append(_best(reports))
    found = [
        clash
        for slot, reports in told.items()
        if slot not in unsure
        and (clash := _clash(slot, _without_echoes(reports, copies))) is not None
    ]
    return (*found, *rivals(read))


def _without_echoes(reports: Sequence[_Report], copies: Mapping[str, str]) -> list[_Report]:
    """The reports but for those of copies, unless the article that they copy was corrected."""
    corrected = {one.article.id for one in reports if _CORRECTS.search(one.quote.text)}
    return [
        one
        for one in reports
        if copies.get(one.article.id, one.article.id) in corrected or one.article.id not in copies
    ]


def _outlet(article: Article) -> str:
    return str(article.outlet) or article.id


def _opening(article: Article) -> list[Quote]:
    """Title and first sentences, those that may be quoted."""
    end = article.body.find("\n", _CHARACTERS)
    if end > 0:
        article = replace(article, text=CleanText(article.body[:end]))
    return [
        Quote(one.text, article.id, one.index)
        for one in sentences_of(article)
        if one.is_title or (one.position < _BODY and cleaned(one.text, whole=False))
    ]


def _best(reports: Sequence[_Report]) -> _Report:
    """The report that stands for an article: the most exact, in a sentence rather than a title."""
    return min(
        reports,
        key=lambda one: (one.figure.high - one.figure.low, one.quote.text == one.article.title),
    )


def _clash(slot: Slot, reports: Sequence[_Report]) -> Clash | None:
    latest: dict[str, _Report] = {}
    for one in reports:
        known = latest.get(one.outlet)
        if known is None or known.figure.denies(one.figure):
            latest[one.outlet] = one  # repeated later, it is as old as when it came up
    standing = [
        one
        for one in latest.values()
        if not any(_replaced(one, other, reports) for other in reports)
    ]
    against = [
        one
        for one in sorted(standing, key=lambda one: one.place)
        if any(_clashes(slot, one, other) for other in standing)
    ]
    sides: list[_Report] = []
    for one in against:
        if all(one.figure.denies(side.figure) for side in sides):
            sides.append(one)
    if not 2 <= len(sides) <= _MOST:
        return None
    lows = [max(side.figure.low, 1.0) for side in sides]
    if slot.kind not in ("age", "day") and max(lows) > _FAR * min(lows):
        return None
    return Clash(
        what=CleanText(slot.what),
        figures=tuple(CleanText(side.figure.text) for side in sides),
        quotes=tuple(side.quote for side in sides),
    )


def _replaced(one: _Report, other: _Report, reports: Sequence[_Report]) -> bool:
    """Whether an outlet that had given the figure of ``one`` gave another one later."""
    return (
        one.place < other.place
        and one.figure.denies(other.figure)
        and any(
            before.outlet == other.outlet
            and before.place < other.place
            and not before.figure.denies(one.figure)
            for before in reports
        )
    )


def _clashes(slot: Slot, one: _Report, other: _Report) -> bool:
    if one.outlet == other.outlet or not one.figure.denies(other.figure):
        return False
    if (
        slot.kind not in ("age", "day")
        and one.places
        and other.places
        and not one.places & other.places
    ):
        return False
    if slot.kind in ("hurt", "shot") and _died_since(one, other):
        return False
    first, second = sorted((one, other), key=lambda report: report.place)
    if first.article.when is None or second.article.when is None:
        return not (slot.grows and (_GROWING.search(one.quote.text + other.quote.text)))
    gap = second.article.when - first.article.when
    if slot.grows and second.figure.low > first.figure.high and gap > _GROWN:
        return False
    return gap <= _STALE


def _died_since(one: _Report, other: _Report) -> bool:
    """Whether the difference are those who died, whom one counts among the hurt."""
    more, less = sorted((one, other), key=lambda report: -report.figure.high)
    return more.figure.high == less.figure.high + dead_in(less.quote.text)
