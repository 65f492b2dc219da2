from __future__ import annotations

from xml.dom import minidom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.feeds import opml
from briefing.models import CleanText, Subscription
from briefing.text import clean


def urls(document: str | bytes) -> list[str]:
    data = document.encode() if isinstance(document, str) else document
    return [feed.url for feed in opml.read(data).feeds]


NESTED = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Ann &amp; Bo's  feeds</title></head><body>
  <outline text="News">
    <outline text="Sea" title="The sea">
      <outline type="rss" text="Harbour" xmlUrl="https://harbour.example/feed"/>
      <outline type="rss" text="Tide" xmlUrl="https://tide.example/feed"></outline>
    </outline>
    <outline text="Empty folder"/>
    <outline text="Land" xmlUrl="https://land.example/feed" category="/Farm/Pigs,News"/>
  </outline>
  <outline text="Top" xmlUrl="https://top.example/feed"/>
</body></opml>"""


def test_folders_become_tags():
    found = opml.read(NESTED.encode())
    assert found.title == "Ann & Bo's feeds"
    assert [(feed.title, feed.tags) for feed in found.feeds] == [
        ("Harbour", ("News", "The sea")),
        ("Tide", ("News", "The sea")),
        ("Land", ("News", "Farm", "Pigs")),
        ("Top", ()),
    ]


@pytest.mark.parametrize(
    "outline",
    [
        '<outline text="A & B" xmlUrl="https://x.example/?a=1&b=2"/>',
        '<outline text="A &nbsp; &nosuch; B" xmlUrl="https://x.example/?a=1&amp;b=2"/>',
        "<outline text='A' xmlurl='https://x.example/?a=1&b=2'/>",
        '<OUTLINE TEXT="A" XMLURL="https://x.example/?a=1&b=2"/>',
        '<outline\n  text="A"\n  xmlUrl = "https://x.example/?a=1&b=2"\n/>',
        '<outline text="A "quoted" title" xmlUrl="https://x.example/?a=1&b=2"/>',
        '<outline text="A" description="see <a href="https://y.example">y</a>." '
        'xmlUrl="https://x.example/?a=1&b=2" type="rss"/>',
        "<outline text=A xmlUrl=https://x.example/?a=1&b=2>",
        '<outline text="A" xmlUrl="feed://x.example/?a=1&b=2"/>',
        '<outline text="A" xmlUrl="feed:https://x.example/?a=1&b=2"/>',
        '<outline text="A" xmlUrl="x.example/?a=1&b=2"/>',
        '<o:outline text="A" xmlUrl=" https://x.example/?a=1&b=2 "/>',
    ],
)
def test_lists_that_are_no_xml_are_read(outline: str):
    wrapped = f"<opml><body>{outline}<outline text='B' xmlUrl='https://b.example/'/></body></opml>"
    found = [url.replace("http:", "https:") for url in urls(wrapped)]
    assert found == ["https://x.example/?a=1&b=2", "https://b.example/"]


def test_an_address_is_not_read_as_html():
    assert urls('<opml><outline xmlUrl="https://x.example/?a=1&copy=2&lt=3"/></opml>') == [
        "https://x.example/?a=1&copy=2&lt=3"
    ]


def test_a_dtd_declares_nothing_here():
    document = """<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">
      <!ENTITY file SYSTEM "file:///etc/passwd">]>
      <opml><body><outline text="&b;&file;" xmlUrl="https://x.example/"/></body></opml>"""
    (feed,) = opml.read(document.encode()).feeds
    assert feed.title == "&b;&file;"


def test_comments_and_cdata_are_passed_over():
    document = """<opml><!-- <outline xmlUrl="https://no.example/"/> -->
      <![CDATA[<outline xmlUrl="https://no.example/"/>]]>
      <outline xmlUrl="https://yes.example/"/></opml>"""
    assert urls(document) == ["https://yes.example/"]


def test_encodings_are_respected():
    for encoding in ("utf-8", "iso-8859-1", "utf-16"):
        document = (
            f'<?xml version="1.0" encoding="{encoding}"?><opml><body>'
            '<outline text="Bücher" xmlUrl="https://b.example/"/></body></opml>'
        )
        (feed,) = opml.read(document.encode(encoding)).feeds
        assert feed.title == "Bücher"


def test_what_cannot_be_followed_is_told():
    found = opml.read(
        b'<opml><outline text="Bad" xmlUrl="javascript:alert(1)"/>'
        b'<outline xmlUrl="ftp://u:secret@x.example/"/><outline text="G" xmlUrl="https://g.example"/>'
    )
    assert [feed.title for feed in found.feeds] == ["G"]
    assert [row.what for row in found.skipped] == ["Bad", "ftp://***@x.example/"]


@pytest.mark.parametrize("data", [b"", b"<html><body>no</body></html>", b"plain", b"\xff\xfe\x00"])
def test_what_is_no_list_is_told(data: bytes):
    with pytest.raises(InputError, match="no list of feeds"):
        opml.read(data)


@pytest.mark.parametrize(
    "piece",
    [
        *("<outline xmlUrl='>", '<outline a="', "<", "<!--", "<![CDATA[", "<!DOCTYPE x ["),
        *("<outline ", "<outline text='a'>", "</outline>", "&amp;", '<outline xmlUrl="a"b"'),
    ],
)
def test_broken_lists_take_linear_time(piece: str):
    opml.read(b"<opml>" + piece.encode() * 20_000)


names = st.text(max_size=30).map(clean.title)
feeds = st.builds(
    Subscription,
    url=st.from_regex(r"https://[a-z]{1,9}\.example/[a-z&'\"?=;<]{0,9}", fullmatch=True)
    .map(clean.link)
    .filter(bool),
    title=names,
    tags=st.lists(
        names.map(lambda s: clean.title(s.replace(",", " ").replace("/", " "))).filter(bool),
        max_size=3,
        unique=True,
    ).map(tuple),
)


@settings(max_examples=40)
@given(st.lists(feeds, max_size=5), names)
def test_what_is_written_is_xml_and_reads_back(subscriptions, title):
    document = opml.write(subscriptions, title)
    minidom.parseString(document.encode())
    back = opml.read(document.encode())
    assert [(feed.url, feed.tags) for feed in back.feeds] == [
        (feed.url, feed.tags) for feed in subscriptions
    ]
    for feed, given_feed in zip(back.feeds, subscriptions, strict=True):
        assert feed.title == (given_feed.title or clean.host(given_feed.url))


def test_what_is_written_names_its_version():
    assert '<opml version="2.0">' in opml.write(
        [Subscription("https://a.example/", CleanText("A"))]
    )


@given(st.binary() | st.text().map(str.encode))
def test_anything_can_be_looked_at(data: bytes):
    opml.read(b"<opml>" + data)
