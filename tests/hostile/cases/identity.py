"""Feeds that are not the same at the next visit: nothing may be lost, doubled, or come back."""

from __future__ import annotations

from dataclasses import replace

from ..bodies import Item, Serve, answer, items, rss
from ..case import Asked, Case, Outcome, Steps

THREE = ("First dispatch", "Second dispatch", "Third dispatch")


def _changing(change: object) -> Serve:
    def serve(asked: Asked) -> Steps:
        entries = items(asked, *THREE)
        return [answer(rss(change(entries, asked.visit)))]  # type: ignore[operator]

    return serve


def _each(**how: object) -> Serve:
    """Each entry with some fields made anew: field -> function of (entry, visit)."""

    def change(entries: list[Item], visit: int) -> list[Item]:
        return [
            replace(one, **{name: make(one, visit) for name, make in how.items()})  # type: ignore[operator]
            for one in entries
        ]

    return _changing(change)


def _steady(outcome: Outcome) -> None:
    """The articles of the first visit are those of the last, read or unread as they were."""
    first = {row["id"] for row in outcome.after[0].articles}
    for snapshot in outcome.after[1:]:
        assert {row["id"] for row in snapshot.articles} == first
        # All were marked done after the first visit: none may be new again.
        assert not any(row["unread"] for row in snapshot.articles)


def _kept(outcome: Outcome) -> None:
    """Nothing of any visit is lost, and what was read stays read."""
    first = {row["id"] for row in outcome.after[0].articles}
    for snapshot in outcome.after[1:]:
        unread = {row["id"] for row in snapshot.articles if row["unread"]}
        assert first <= {row["id"] for row in snapshot.articles}
        assert not unread & first


def _window(entries: list[Item], visit: int) -> list[Item]:
    return entries[:2] if visit % 2 else entries[1:]


def _grow(asked: Asked) -> Steps:
    return [answer(rss(items(asked, *(f"Dispatch {n}" for n in range(2 + asked.visit)))))]


def _shuffled(entries: list[Item], visit: int) -> list[Item]:
    return entries[visit % 3 :] + entries[: visit % 3]


def _twice(entries: list[Item], visit: int) -> list[Item]:
    return [*entries, *entries]


def _numbered(entries: list[Item], visit: int) -> list[Item]:
    """Guids are places in the list, and a new entry comes in front."""
    fresh = [
        replace(entries[0], title=f"Fresh {n}", link=f"{entries[0].link}-{n}", text=f"New {n}.")
        for n in range(visit - 1)
    ]
    return [replace(one, guid=f"post-{at}") for at, one in enumerate([*fresh[::-1], *entries])]


def _empty_between(asked: Asked) -> Steps:
    return [answer(rss(items(asked, *THREE) if asked.visit != 2 else []))]


def _broken_between(asked: Asked) -> Steps:
    if asked.visit == 2:
        return [answer(b"no", 500)]
    return [answer(rss(items(asked, *THREE)))]


def _titles_only(asked: Asked) -> Steps:
    return [answer(rss([Item(title, "", "", "Words of " + title) for title in THREE]))]


def _same_link(asked: Asked) -> Steps:
    entries = items(asked, *THREE)
    return [answer(rss([replace(one, link="https://same-link.example/") for one in entries]))]


def _same_guid(asked: Asked) -> Steps:
    return [answer(rss([replace(one, guid="the-only-one") for one in items(asked, *THREE)]))]


def _same_title(asked: Asked) -> Steps:
    entries = items(asked, *THREE)
    return [answer(rss([replace(one, title="Today in brief") for one in entries]))]


def _all_same(asked: Asked) -> Steps:
    return [answer(rss([Item("Only one", f"https://{asked.slug}.example/1", "1")] * 5))]


def _long_guid(asked: Asked) -> Steps:
    return [answer(rss([replace(one, guid=one.guid + "x" * 9000) for one in items(asked, *THREE)]))]


def _cloaked(asked: Asked) -> Steps:
    """Different words for each visit, the same keys: an edit each time."""
    one = items(asked, "Live blog")[0]
    return [answer(rss([replace(one, text=f"Minute {asked.visit} of the live blog.")]))]


CASES = [
    Case(
        "guids change",
        _each(guid=lambda one, visit: f"{one.guid}-{visit}"),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "guids vanish",
        _each(guid=lambda one, visit: one.guid if visit == 1 else ""),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "guids appear",
        _each(guid=lambda one, visit: "" if visit == 1 else one.guid),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "links change",
        _each(link=lambda one, visit: f"{one.link}-v{visit}"),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "links vanish",
        _each(link=lambda one, visit: one.link if visit == 1 else ""),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "links from http to https",
        _each(link=lambda one, visit: one.link if visit > 1 else one.link.replace("https", "http")),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "links with tracking",
        _each(link=lambda one, visit: f"{one.link}?utm_source={visit}&fbclid={visit}"),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "links with fragments",
        _each(link=lambda one, visit: f"{one.link}#{visit}"),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "guids and fragments change",
        _each(
            link=lambda one, visit: f"{one.link}#{visit}",
            guid=lambda one, visit: f"{one.guid}-{visit}",
        ),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "dates change",
        _each(hours=lambda one, visit: one.hours - visit / 10),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "dates are always now",
        _each(hours=lambda one, visit: -26.0 * (visit - 1)),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "titles change",
        _each(title=lambda one, visit: one.title if visit == 4 else f"{one.title} ({visit})"),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "titles in capitals",
        _each(title=lambda one, visit: one.title if visit == 4 else one.title.upper()),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "texts change",
        _each(text=lambda one, visit: f"{one.text} Update {visit}."),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "link, date and text change",
        _each(
            link=lambda one, visit: f"{one.link}-v{visit}",
            hours=lambda one, visit: one.hours + visit,
            text=lambda one, visit: f"{one.text} {visit}",
        ),
        titles=THREE,
        judge=_steady,
    ),
    Case(
        "guid, date and text change",
        _each(
            guid=lambda one, visit: f"{one.guid}-{visit}",
            hours=lambda one, visit: one.hours + visit,
            text=lambda one, visit: f"{one.text} {visit}",
        ),
        titles=THREE,
        judge=_steady,
    ),
    Case("order changes", _changing(_shuffled), titles=THREE, judge=_steady),
    Case("everything twice", _changing(_twice), titles=THREE, judge=_steady),
    Case("entries vanish and come back", _changing(_window), titles=THREE, judge=_kept),
    Case("entries are added", _grow, count=6, judge=_kept),
    Case("guids are places", _changing(_numbered), count=6, judge=_kept),
    Case("empty between", _empty_between, titles=THREE, judge=_steady),
    Case("broken between", _broken_between, titles=THREE, judge=_steady),
    Case("titles only", _titles_only, titles=THREE, judge=_steady),
    Case("one link for all", _same_link, titles=THREE, judge=_steady),
    Case("one guid for all", _same_guid, titles=THREE, judge=_steady),
    Case("one title for all", _same_title, count=3, judge=_steady),
    Case("five times the same", _all_same, count=1, judge=_steady),
    Case("long guids", _long_guid, titles=THREE, judge=_steady),
    Case("live blog", _cloaked, titles=("Live blog",), judge=_steady),
]
