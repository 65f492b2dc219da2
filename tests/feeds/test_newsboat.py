from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.feeds import newsboat, sniff

FILE = """# my feeds
https://harbour.example/feed sea "two words" "~Harbour Notes" # not a tag

  https://tide.example/rss  !  "~with \\"quotes\\""
"https://quoted.example/feed" news
query:Unread:unread = "yes"
exec:~/bin/make-feed.sh news
filter:~/bin/filter.sh:https://x.example/feed
file:///home/ann/feed.xml
nonsense here
www.bare.example/feed
https://end.example/ "never closed
"""


def test_a_urls_file():
    found = newsboat.read(FILE.encode())
    assert [(feed.url, feed.title, feed.tags) for feed in found.feeds] == [
        ("https://harbour.example/feed", "Harbour Notes", ("sea", "two words")),
        ("https://tide.example/rss", 'with "quotes"', ()),
        ("https://quoted.example/feed", "", ("news",)),
        ("https://www.bare.example/feed", "", ()),
        ("https://end.example/", "", ("never closed",)),
    ]
    assert [(row.what.partition(":")[0], row.why.partition(":")[0]) for row in found.skipped] == [
        ("query", "a query feed"),
        ("exec", "runs a program"),
        ("filter", "runs a program"),
        ("file", "a file on disk"),
        ("nonsense here", "not an http(s) address"),
    ]


def test_the_kind_of_a_list_is_seen():
    assert sniff.kind_of(b"\xef\xbb\xbf  \n<?xml version='1.0'?><opml/>") == "opml"
    assert sniff.kind_of("<opml/>".encode("utf-16")) == "opml"
    assert sniff.kind_of(FILE.encode()) == "newsboat"
    assert sniff.kind_of(b"") == "newsboat"


def test_a_list_of_either_kind_is_read():
    assert len(sniff.read_list(FILE.encode()).feeds) == 5
    opml = b"<opml><outline xmlUrl='https://a.example/'/></opml>"
    assert len(sniff.read_list(opml).feeds) == 1
    assert sniff.read_list(b"query:a:b").skipped


@pytest.mark.parametrize("data", [b"", b"# only a comment", b"no feeds here", b"<html/>"])
def test_a_file_without_feeds_is_told(data: bytes):
    with pytest.raises(InputError, match=r"urls\.txt"):
        sniff.read_list(data, "urls.txt")


@given(st.binary() | st.text().map(str.encode))
def test_anything_can_be_read(data: bytes):
    for feed in newsboat.read(data).feeds:
        assert feed.url.startswith(("http://", "https://"))
