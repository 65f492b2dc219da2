from __future__ import annotations

import gzip
from itertools import permutations
from pathlib import Path

import pytest

from briefing.models import Entry
from briefing.parse.read import parse
from briefing.parse.splice import MAX_BYTES, Listing, take_apart

DATA = Path(__file__).parent / "data"
URL = "https://mill.example/news/feed.xml"

HEAD = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xml:base="https://mill.example/base/">'
    "<channel><title>Mill Lane</title><language>en</language>"
)


def item(n: int, more: str = "") -> str:
    return f"<item><guid>g{n}</guid><link>story-{n}</link><title>Mill {n}</title>{more}</item>"


def rss(*items: str, head: str = HEAD) -> bytes:
    return f"{head}{''.join(items)}<ttl>60</ttl></channel></rss>".encode()


def listing(body: bytes, charset: str = "") -> Listing:
    found = take_apart(body, charset)
    assert found is not None
    return found


def entries(body: bytes, charset: str = "") -> list[Entry]:
    return list(parse(body, charset=charset, url=URL).entries)


def rest(body: bytes, known: list[bool], charset: str = "") -> list[Entry]:
    cut = listing(body, charset).without(known)
    assert cut is not None
    return entries(cut, "utf-8")


ATOM_HEAD = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://mill.example/a/" xml:lang="en">'
    "<title>Mill Lane</title><author><name>Head</name></author>"
)
ATOM_ENTRIES = (
    "<entry><id>a</id><title>First</title><link href='one'/><author><name>Ann</name></author>"
    "</entry>",
    "<entry xml:base='https://quay.example/b/'><id>b</id><title>Zwei</title><link href='two'/>"
    "</entry>",
    "<entry xml:lang='de'><id>c</id><title type='html'>C &amp;amp; D</title><link href='c'/>"
    "<source><title>Quay</title></source></entry>",
    "<entry><id>d</id><title>Last</title><link rel='enclosure' href='x.mp3'/>"
    "<link href='d'/></entry>",
)


def check_all_that_may_be_left(body: bytes) -> None:
    whole = entries(body)
    assert len(listing(body).spans) == len(whole)
    for first in range(len(whole)):
        known = [place < first for place in range(len(whole))]
        assert rest(body, known) == whole[first:]
        assert rest(body, known[::-1]) == whole[: len(whole) - first]
        alone = [place != first for place in range(len(whole))]
        assert rest(body, alone) == whole[first : first + 1]


@pytest.mark.parametrize("name", ["atom", "rdf", "rss2"])
def test_what_is_left_reads_as_it_does_among_the_others(name: str) -> None:
    check_all_that_may_be_left((DATA / f"{name}.xml").read_bytes())


@pytest.mark.parametrize("order", list(permutations(range(4)))[::3])
def test_an_entry_takes_nothing_from_those_before_it(order: tuple[int, ...]) -> None:
    body = ATOM_HEAD + "".join(ATOM_ENTRIES[n] for n in order) + "</feed>"
    check_all_that_may_be_left(body.encode())


@pytest.mark.parametrize("name", ["broken", "cut", "escaped", "jsonfeed"])
def test_what_is_ill_formed_is_read_whole(name: str) -> None:
    assert take_apart((DATA / f"{name}.xml").read_bytes()) is None


def test_what_was_listed_is_recognised_in_any_order_until_it_is_edited() -> None:
    before = listing(rss(item(1), item(2), item(3)))
    kept = before.remember(["aa" * 10, "bb" * 10, ""])
    now = listing(rss(item(4), item(3), item(2, "<author>Ann</author>"), item(1)))
    assert now.recognised(kept) == ("", "", "", "aa" * 10)
    assert before.recognised(kept) == ("aa" * 10, "bb" * 10, "")
    assert before.recognised(b"") == ("", "", "")


def test_the_head_may_change_but_not_the_root() -> None:
    kept = listing(rss(item(1))).remember(["aa" * 10])
    other_head = HEAD.replace("Mill Lane", "Mill Lane, 14 o'clock")
    other_base = HEAD.replace("example/base", "example/elsewhere")
    assert listing(rss(item(1), head=other_head)).recognised(kept) == ("aa" * 10,)
    assert listing(rss(item(1), head=other_base)).recognised(kept) == ("",)


def test_head_base_and_order_stay() -> None:
    body = rss(item(1), item(2), item(3), item(4))
    cut = listing(body).without([True, False, True, False])
    assert cut is not None
    feed = parse(cut, url=URL)
    assert (feed.title, feed.lang, feed.ttl) == ("Mill Lane", "en", 3600)
    assert [entry.url for entry in feed.entries] == [
        "https://mill.example/base/story-2",
        "https://mill.example/base/story-4",
    ]
    assert list(feed.entries) == entries(body)[1::2]


def test_the_end_of_an_item_in_its_text_is_no_end() -> None:
    odd = "<description><![CDATA[ </item> <item> ]]></description><!-- </item> -->"
    body = rss(item(1, odd), item(2, odd))
    assert len(listing(body).spans) == 2
    assert rest(body, [True, False]) == entries(body)[1:]


def test_an_item_in_an_item_is_a_part_of_it() -> None:
    body = rss(item(1, "<media:group><item>inner</item></media:group>"), item(2))
    assert len(listing(body).spans) == 2


def test_letters_are_told_from_the_whole_document() -> None:
    # What is left would pass for ASCII; only the item that is cut out has a letter that is not.
    body = rss(item(1, "<description>Zürich</description>"), item(2, "<author>Zoë</author>"))
    for encoded, charset in (
        (body.decode().encode("cp1252"), "windows-1252"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>' + body.decode().encode("latin-1"), ""),
        (body.decode().encode("utf-16"), ""),
        (gzip.compress(body), ""),
    ):
        assert rest(encoded, [True, False], charset) == entries(body)[1:]


def test_captions_count_for_the_whole_document() -> None:
    caption = "<media:description>A mill by night</media:description>"
    body = rss(item(1, caption), item(2))
    assert listing(body).without([True, False]) is None
    assert listing(body).without([False, True]) is not None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"<html><body>no feed</body></html>",
        rss(),
        rss(item(1))[:-5],
        rss(item(1, "<x:y>not declared</x:y>")),
        rss(item(1, "&nbsp;")),
        rss(item(1), "<item/>"),
        b'<!DOCTYPE rss [<!ENTITY e "item">]>' + rss(item(1)),
        rss(item(1, "x" * MAX_BYTES)),
        b"\x1f\x8bnot packed after all",
    ],
)
def test_what_is_not_plain_is_read_whole(body: bytes) -> None:
    assert take_apart(body) is None
