from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.feeds.discover import candidates
from briefing.feeds.starter import STARTER

PAGE = """<!doctype html><html><head><base href="/blog/">
<link rel="alternate" type="application/rss+xml" title="Comments" href="comments/feed">
<link rel="stylesheet" type="text/css" href="feed.css">
<link REL='Alternate' TYPE='application/atom+xml; charset=utf-8' href='atom'>
<link rel="alternate" type="application/feed+json" href="//cdn.example/feed.json">
<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">
<link rel="alternate" hreflang="de" href="/de/">
<!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->
</head><body><a href="about">About</a> <a href="rss.xml">RSS</a> <a href="/sitemap.xml">map</a>
<a href="javascript:feed()">feed</a><a href="https://other.example/feedback">tell us</a></body>"""


def test_declared_feeds_come_first_then_links_then_the_usual_places():
    assert candidates(PAGE, "https://user:secret@site.example/page?x=1")[:6] == (
        "https://site.example/blog/atom",
        "https://cdn.example/feed.json",
        "https://site.example/blog/comments/feed",
        "https://site.example/blog/rss.xml",
        "https://site.example/feed",
        "https://site.example/rss",
    )


def test_a_page_without_hints_leaves_the_usual_places():
    found = candidates("<p>Hello</p>", "http://site.example:8080/deep/page")
    assert found[0] == "http://site.example:8080/feed"
    assert all(url.startswith("http://site.example:8080/") for url in found)


def test_the_page_itself_is_no_candidate():
    page = '<link rel="alternate" type="application/rss+xml" href="">'
    assert "https://site.example/feed" not in candidates(page, "https://site.example/feed")


@given(st.text(), st.text())
def test_anything_gives_web_addresses_only(page: str, url: str):
    link = f'<link rel="alternate" type="application/rss+xml" href="{page}">'
    for found in candidates(link + page, "https://site.example/") + candidates(page, url):
        assert found.startswith(("http://", "https://"))


def test_the_starter_pack():
    assert 10 <= len(STARTER) <= 12
    assert "https://www.webpronews.com/feed/" in [feed.url for feed in STARTER]
    assert len({feed.outlet for feed in STARTER}) == len(STARTER)
    assert all(feed.url.startswith("https://") and feed.tags for feed in STARTER)
