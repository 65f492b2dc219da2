from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.models import CleanText, Entry, KnownEntry
from briefing.parse.identity import Intents, article_id, canonical_link, decide

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FEED = "https://news.example/feed.xml"


def entry(n: int = 1, **other: object) -> Entry:
    plain = Entry(
        guid=f"guid-{n}",
        url=f"https://news.example/story-{n}",
        title=CleanText(f"Title {n}"),
        teaser=CleanText(f"Teaser {n}"),
        text=CleanText(""),
        published=NOW - timedelta(hours=n),
    )
    return replace(plain, **other)  # type: ignore[arg-type]


def visit(entries: Sequence[Entry], known: Sequence[KnownEntry] = ()) -> Intents:
    return decide(FEED, CleanText("The News"), entries, known, NOW, "en")


def known(entries: Sequence[Entry]) -> list[KnownEntry]:
    return [keys for _, keys in visit(entries).new]


def nothing(found: Intents) -> bool:
    return not (found.new or found.changed or found.renamed)


def clean(s: str) -> CleanText:
    return CleanText(s)


def test_a_first_visit() -> None:
    found = visit([entry(1), entry(2, lang="fr")])
    (first, keys), (second, _) = found.new
    assert (first.title, first.outlet, first.feed, first.lang) == (
        "Title 1",
        "The News",
        FEED,
        "en",
    )
    assert second.lang == "fr"
    assert first.arrived == NOW
    assert first.published == NOW - timedelta(hours=1)
    assert keys.article == first.id == article_id(first.url, FEED, "guid-1")
    assert not found.changed
    assert not found.renamed


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"guid": "another"},
        {"guid": ""},
        {"url": "https://news.example/moved"},
        {"url": ""},
        {"url": "http://news.example/story-1/?utm_source=x#top"},
        {"title": clean("Edited title")},
        {"published": NOW},
        {"published": None},
        {"title": clean("Edited"), "published": NOW, "teaser": clean("Edited too")},
        {"guid": "another", "title": clean("Edited"), "published": None},
        {"guid": "another", "url": "https://news.example/moved"},
        {"url": "https://news.example/moved", "title": clean("Edited"), "published": None},
    ],
)
def test_an_old_entry_stays_the_old_one(change: dict[str, object]) -> None:
    old = known([entry(1), entry(2), entry(3)])
    found = visit([entry(2), entry(1, **change)], old)
    assert not found.new
    assert {a.id for a, _ in found.changed} <= {old[0].article}
    # What was written down is enough for the next visit.
    after = {keys.article: keys for keys in (*old, *(k for _, k in found.changed), *found.renamed)}
    again = visit([entry(2), entry(1, **change)], list(after.values()))
    assert nothing(again)


def test_edits_keep_the_id_and_bring_the_new_words() -> None:
    old = known([entry(1)])
    ((article, keys),) = visit([entry(1, teaser=clean("Corrected"))], old).changed
    assert article.id == old[0].article
    assert article.teaser == "Corrected"
    assert keys.content != old[0].content


def test_another_date_alone_is_nothing_to_show() -> None:
    found = visit([entry(1, published=NOW)], known([entry(1)]))
    assert not found.changed
    assert [k.article for k in found.renamed] == [k.article for k in known([entry(1)])]


def test_numbers_by_place_do_not_swap_articles() -> None:
    before = [entry(n, guid=str(place)) for place, n in enumerate([1, 2, 3])]
    after = [entry(n, guid=str(place)) for place, n in enumerate([9, 1, 2, 3])]
    found = visit(after, known(before))
    assert [a.title for a, _ in found.new] == ["Title 9"]
    assert not found.changed


def test_one_guid_or_link_for_all_tells_nothing() -> None:
    same = [entry(n, guid="same", url="https://news.example/live") for n in (1, 2, 3)]
    found = visit(same)
    assert len({a.id for a, _ in found.new}) == 3
    more = [entry(4, guid="same", url="https://news.example/live"), *same]
    assert [a.title for a, _ in visit(more, [k for _, k in found.new]).new] == ["Title 4"]


def test_a_front_page_is_no_identity() -> None:
    front = "https://news.example/"
    old = known([entry(1, url=front)])
    assert [a.title for a, _ in visit([entry(2, url=front)], old).new] == ["Title 2"]


def test_fragments_of_one_page_stay_apart() -> None:
    page = [entry(n, url=f"https://news.example/log#{n}") for n in (1, 2)]
    assert len(visit(page).new) == 2
    assert not visit(page, known(page)).new


def test_doubles_in_a_document_are_folded() -> None:
    doubles = [entry(1), entry(1), entry(1, guid="other"), entry(1, url="https://m.news.example/1")]
    assert len(visit(doubles).new) == 1


def test_entries_of_nothing_but_words() -> None:
    bare = [
        entry(n, guid="", url="", published=None, title=clean("Note"), teaser=clean(f"Words {n}"))
        for n in (1, 2)
    ]
    old = known([*bare, bare[0]])
    assert len(old) == 2
    assert nothing(visit(list(reversed(bare)), old))


def test_the_future_is_the_time_of_arrival() -> None:
    ((article, _),) = visit([entry(1, published=NOW + timedelta(days=400))]).new
    assert article.published is None
    assert article.when == NOW


def test_order_does_not_matter() -> None:
    entries = [entry(n) for n in range(30)]
    old = known(entries)
    assert nothing(visit(entries[::-1], old[::-1]))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://News.Example/Path/", "news.example/Path"),
        ("http://news.example:80/a?utm_source=x&id=3&fbclid=9#frag", "news.example/a?id=3"),
        ("https://news.example:443/a?gclid", "news.example/a"),
        ("https://news.example:8443/a", "news.example:8443/a"),
        ("https://me:pw@news.example/a/?b=/", "news.example/a?b=/"),
        ("https://news.example", "news.example"),
        ("https://news.example/", "news.example"),
        ("", ""),
    ],
)
def test_canonical_links(url: str, expected: str) -> None:
    assert canonical_link(url) == expected


def test_ids_are_the_same_everywhere() -> None:
    assert article_id("https://a.example/x", "f", "g") == article_id(
        "http://a.example/x/#y", "h", ""
    )
    assert article_id("", "https://f.example/", "g") == article_id("", "http://f.example", "g", "t")
    assert article_id("https://a.example/x", "f", "g") == "83de98dddafc5d6ca6f4"
    assert len({article_id("", "f", g, t) for g in ("", "g") for t in ("", "t")}) == 3


KEYS = st.sampled_from(["", "a", "b", "c"])


@given(st.lists(st.lists(st.tuples(KEYS, KEYS, KEYS, KEYS), max_size=6), min_size=1, max_size=3))
@settings(max_examples=80)
def test_no_id_twice_and_no_visit_brings_news_twice(visits: list[list[tuple[str, ...]]]) -> None:
    store: dict[str, KnownEntry] = {}
    for rows in visits:
        entries = [
            entry(
                guid=guid,
                url=f"https://a.example/{link}" if link else "",
                title=clean(name or "t"),
                teaser=clean(words),
                published=None,
            )
            for guid, link, name, words in rows
        ]
        found = visit(entries, list(store.values()))
        new = [article.id for article, _ in found.new]
        assert len(set(new)) == len(new)
        assert not set(new) & set(store)
        for keys in (*(k for _, k in (*found.new, *found.changed)), *found.renamed):
            store[keys.article] = keys
        again = visit(entries, list(store.values()))
        assert not again.new
