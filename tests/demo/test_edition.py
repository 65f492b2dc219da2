"""The sample edition: complete, well formed where it should be, and invented throughout."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefing.demo.edition import NOW, document, subscriptions
from briefing.errors import ParseError
from briefing.models import Entry, ParsedFeed
from briefing.parse.read import parse

EXPECTED: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("expected_stories.json").read_text(encoding="utf-8")
)
BROKEN = "https://oldmillalmanac.example/feed"
MENDED = "https://wharfsideradio.example/feed.xml"
URLS = tuple(feed.url for feed in subscriptions())


class Item:
    """An entry and the outlet whose feed held it."""

    def __init__(self, outlet: str, entry: Entry) -> None:
        assert entry.published is not None
        self.outlet = outlet
        self.entry = entry
        self.url = entry.url
        self.title = entry.title
        self.text = entry.text
        self.published = entry.published


def fetched(url: str) -> tuple[bytes, str]:
    found = document(url)
    assert found is not None
    return found


def read(url: str) -> ParsedFeed:
    body, content_type = fetched(url)
    return parse(body, content_type, url=url)


@pytest.fixture(scope="module")
def every() -> list[Item]:
    return [
        Item(feed.outlet, entry)
        for feed in subscriptions()
        if feed.url != BROKEN
        for entry in read(feed.url).entries
    ]


def test_subscriptions_are_distinct_and_named() -> None:
    feeds = subscriptions()
    assert 10 <= len(feeds) <= 14
    assert len({feed.url for feed in feeds}) == len(feeds)
    assert len({feed.outlet for feed in feeds}) == len(feeds)
    assert all(feed.outlet and feed.tags for feed in feeds)


def test_an_unknown_address_has_no_document() -> None:
    assert document("https://harborledger.example/other") is None
    assert document("") is None


@pytest.mark.parametrize("url", [url for url in URLS if url not in {BROKEN, MENDED}])
def test_sound_feeds_are_read_without_mending(url: str) -> None:
    feed = read(url)
    assert feed.notes == ()
    assert feed.lang == ("de" if "faehrhafen" in url else "en")
    assert all(entry.title and entry.teaser for entry in feed.entries)


def test_the_three_formats_are_mixed() -> None:
    kinds = [fetched(url)[1] for url in URLS]
    assert kinds.count("application/rss+xml") >= 4
    assert kinds.count("application/atom+xml") >= 2
    assert kinds.count("application/feed+json") >= 2


def test_one_feed_is_cut_off_and_can_be_mended() -> None:
    body, _ = fetched(MENDED)
    assert b" & " in body
    assert b"</rss>" not in body
    feed = read(MENDED)
    assert feed.notes
    assert len(feed.entries) == 5
    assert all(entry.title and entry.teaser and entry.published for entry in feed.entries)


def test_one_feed_is_a_web_page() -> None:
    body, content_type = fetched(BROKEN)
    assert content_type.startswith("text/html")
    assert body.startswith(b"<!DOCTYPE html>")
    with pytest.raises(ParseError, match="a web page, not a feed"):
        read(BROKEN)


def test_every_feed_says_that_it_is_a_sample() -> None:
    for url in URLS:
        text = fetched(url)[0].decode()
        assert "packaged with briefing" in text or "mit briefing ausgeliefert" in text


def test_size_of_the_edition(every: list[Item]) -> None:
    assert 60 <= len(every) <= 90
    days = {item.published.date() for item in every}
    assert len(days) == 4
    assert all(sum(item.published.date() == day for item in every) >= 10 for day in days)
    assert len({item.outlet for item in every}) == len(URLS) - 1
    full = sum(bool(item.text) for item in every)
    assert full >= 30
    assert len(every) - full >= 25


def test_all_was_published_within_four_days_before_the_clock(every: list[Item]) -> None:
    assert NOW.tzinfo is UTC
    assert all(NOW - timedelta(days=4) < item.published < NOW for item in every)


def test_links_and_guids_are_unique(every: list[Item]) -> None:
    assert len({item.url for item in every}) == len(every)
    assert len({item.entry.guid for item in every}) == len(every)


def test_feeds_are_newest_first() -> None:
    for url in URLS:
        if url != BROKEN:
            times = [entry.published or NOW for entry in read(url).entries]
            assert times == sorted(times, reverse=True)


def test_links_lead_to_their_own_outlet(every: list[Item]) -> None:
    host = {str(feed.outlet): urlsplit(feed.url).hostname for feed in subscriptions()}
    assert all(urlsplit(item.url).hostname == host[item.outlet] for item in every)
    assert all(urlsplit(item.url).scheme == "https" for item in every)


def test_no_document_names_a_real_host() -> None:
    formats = {"purl.org", "www.w3.org", "jsonfeed.org"}
    for url in URLS:
        text = fetched(url)[0].decode()
        hosts = set(re.findall(r"https?://([^/\"'<>\s]+)", text)) - formats
        assert all(host.endswith(".example") for host in hosts), hosts


def test_stories_cover_every_article_once(every: list[Item]) -> None:
    told = [url for story in EXPECTED.values() for url in story]
    assert len(told) == len(set(told))
    assert set(told) == {item.url for item in every}


def test_stories_are_of_one_to_seven_articles() -> None:
    sizes = [len(story) for story in EXPECTED.values()]
    assert max(sizes) == 7
    assert 12 <= sum(size > 1 for size in sizes) <= 16
    assert 1 in sizes


def test_the_tiktok_story_is_told_by_six_outlets_over_four_days(every: list[Item]) -> None:
    told = [item for item in every if item.url in EXPECTED["tiktok"]]
    assert len({item.outlet for item in told}) == 6
    assert len({item.published.date() for item in told}) == 4


def test_the_wire_copy_runs_in_three_outlets(every: list[Item]) -> None:
    copies = [item for item in every if "(Quillon)" in item.text]
    assert len({item.outlet for item in copies}) == 3
    assert {item.url for item in copies} < set(EXPECTED["containers"])


def test_titles_are_as_odd_as_the_ones_out_there(every: list[Item]) -> None:
    titles = "\n".join(item.title for item in every)
    assert "[Updated]" not in titles  # a label, no part of a headline
    for odd in (" & ", "Inés", "Zoë", "🏆", "?"):
        assert odd in titles
    assert not any(re.search(r"&\w+;|<", item.title) for item in every)


def test_reading_it_loads_no_feed_parser_and_no_network() -> None:
    code = (
        "import sys, briefing.demo.edition as demo\n"
        "assert all(demo.document(feed.url) for feed in demo.subscriptions())\n"
        "print(*({'feedparser', 'httpx', 'sumy', 'nltk', 'textual', 'rich'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
