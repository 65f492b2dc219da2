from __future__ import annotations

import gzip
import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ParseError
from briefing.models import Entry, ParsedFeed
from briefing.parse.look import MAX_ENTRIES
from briefing.parse.read import parse
from briefing.text.clean import text

DATA = Path(__file__).parent / "data"
PAIRS = sorted(path.stem for path in DATA.glob("*.xml"))


def rss(items: str, head: str = "") -> bytes:
    return f"<rss version='2.0'><channel><title>T</title>{head}{items}</channel></rss>".encode()


def one(item: str) -> Entry:
    (entry,) = parse(rss(f"<item>{item}</item>"), url="https://news.example/feed").entries
    return entry


def as_json(feed: ParsedFeed) -> dict[str, Any]:
    found = asdict(feed)
    del found["notes"]
    for entry in found["entries"]:
        entry["published"] = entry["published"] and entry["published"].isoformat()
    found["entries"] = list(found["entries"])
    return found


@pytest.mark.parametrize("name", PAIRS)
def test_pairs(name: str) -> None:
    expected = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    assert as_json(parse((DATA / f"{name}.xml").read_bytes())) == expected


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_pairs_in_other_letters(name: str, encoding: str) -> None:
    read = (DATA / f"{name}.xml").read_text("utf-8")
    expected = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    assert as_json(parse(read.encode(encoding))) == expected


@pytest.mark.parametrize(
    ("declared", "charset", "sent"),
    [
        ("windows-1251", "", "cp1251"),
        ("", "windows-1251", "cp1251"),
        ("utf-8", "windows-1251", "cp1251"),
        ("windows-1251", "iso-8859-1", "utf-8"),
        ("utf-16", "", "utf-8"),
        ("unicode_escape", "", "utf-8"),
        ("no-such-thing", "neither", "utf-8"),
        ("koi8-r", "", "koi8-r"),
        ("utf-16", "", "utf-16-be"),
        ("", "", "utf-16-le"),
    ],
)
def test_letters_are_found(declared: str, charset: str, sent: str) -> None:
    head = f"<?xml version='1.0' encoding='{declared}'?>" if declared else "<?xml version='1.0'?>"
    body = (
        head + "<rss version='2.0'><channel><item><title>Мост открыт</title></item></channel></rss>"
    )
    assert [e.title for e in parse(body.encode(sent), charset=charset).entries] == ["Мост открыт"]


def test_an_escape_codec_does_not_make_escapes() -> None:
    body = b"<?xml version='1.0' encoding='unicode_escape'?>" + rss(
        "<item><title>a\\x1b[31mb</title></item>"
    )
    assert parse(body).entries[0].title == "a\\x1b[31mb"


def test_a_packed_body_without_a_header() -> None:
    assert (
        parse(gzip.compress(rss("<item><title>packed</title></item>"))).entries[0].title == "packed"
    )


@pytest.mark.parametrize(
    ("body", "content_type", "what"),
    [
        (b"", "", "empty"),
        (b" \r\n\t", "text/xml", "empty"),
        (
            b"<!DOCTYPE html><html><head><title>x</title></head><body>hi</body></html>",
            "text/html",
            "a web page",
        ),
        (b"<html>" + b"<div class='a'>word</div>" * 50_000, "", "a web page"),
        (b"<html><title>Just a moment...</title></html>", "", "asks whether you are human"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png", "an image"),
        (b"\xff\xd8\xff\xe0", "", "an image"),
        (b"%PDF-1.7", "", "a PDF document"),
        (b"\x1f\x8b\x08broken", "", "packed data"),
        (b'{"hello": [1, 2]}', "application/json", "JSON without a feed"),
        (b"[" * 100_000, "", "JSON without a feed"),
        (b'{"items": [1' + b"0" * 10_000, "", "JSON without a feed"),
        (
            b"<opml version='2.0'><body><outline xmlUrl='x'/></body></opml>",
            "",
            "a list of feeds (OPML)",
        ),
        (b"<urlset><url/></urlset>", "", "a site map"),
        (b"<svg xmlns='x'/>", "", "an image"),
        (b"<note>hello</note>", "", "its root is <note>"),
        (b"<p>hello</p>", "", "a piece of a web page"),
        (b"just words", "text/plain", "text without a feed"),
        (b"\x00\x01\x02\x03", "", "data of an unknown kind"),
        (b"<rss>" + b"<b>" * 100_000, "", "nested more than"),
        (b"<rss " + b"".join(b"a%d='' " % n for n in range(5000)) + b"></rss>", "", "attributes"),
        (gzip.compress(b"x" * 20_000_000), "", "unpacks to more than"),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, content_type: str, what: str) -> None:
    with pytest.raises(ParseError, match=r".") as raised:
        parse(body, content_type, url="https://me:secret@news.example/feed")
    assert what in raised.value.what
    assert raised.value.hint
    assert "secret" not in raised.value.line()


def test_a_feed_without_entries_is_no_error() -> None:
    assert parse(rss("")).entries == ()
    assert parse(b'{"version": "https://jsonfeed.org/version/1", "items": []}').entries == ()


@pytest.mark.parametrize(
    "breaker",
    [
        "<title>A &#99999999999;</title>",
        "<title>A</title><c:chapters xmlns:c='http://podlove.org/simple-chapters'><c:chapter/>"
        "</c:chapters>",
        "<title>A</title><g:pos xmlns:g='http://www.opengis.net/gml'>1</g:pos>",
    ],
)
def test_what_breaks_the_parser_costs_nothing(breaker: str) -> None:
    items = ("<title>1</title>", breaker, "<title>2</title>")
    feed = parse(rss("".join(f"<item>{item}</item>" for item in items)))
    assert feed.title == "T"
    assert [e.title[:1] for e in feed.entries] == ["1", "A", "2"]


def test_no_file_is_opened() -> None:
    with pytest.raises(ParseError):
        parse(str(DATA / "rss2.xml").encode())


def test_no_entity_reaches_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary")
    body = f"<!DOCTYPE rss [<!ENTITY f SYSTEM '{secret.as_uri()}'>]>".encode() + rss(
        "<item><title>a&f;b</title></item>"
    )
    assert "canary" not in parse(body).entries[0].title


# --- single fields ---------------------------------------------------------------------------


def test_titles_lose_markup_and_keep_words_about_it() -> None:
    assert one("<title>&lt;i>Big&lt;/i> news &amp;amp; more</title>").title == "Big news & more"
    assert one("<title>[/foo] [b] 5 &lt; 6</title>").title == "[/foo] [b] 5 < 6"
    assert one("<title>When to use &lt;div></title>").title == "When to use <div>"
    assert one("<title>a &amp;amp;#27;[31m b &amp;#x9b;31m</title>").title.isprintable()


def test_markup_escaped_twice_is_still_markup() -> None:
    twice = "&amp;lt;p>One.&amp;lt;/p>&amp;lt;p>Two &amp;amp;amp; three.&amp;lt;/p>"
    assert one(f"<description>{twice}</description>").teaser == "One.\nTwo & three."
    about = one("<description>Use &amp;lt;b> for &amp;lt;i>words&amp;lt;/i>.</description>")
    assert about.teaser == "Use <b> for <i>words</i>."


def test_plain_text_keeps_its_paragraphs() -> None:
    plain = "A first line\nthat goes on.\n\nA second one.\n \n\nThird &amp;amp; last."
    teaser = one(f"<description>{plain}</description>").teaser
    assert teaser == "A first line that goes on.\nA second one.\nThird & last."


def test_fields_have_bounds() -> None:
    entry = one(
        f"<title>{'word ' * 400}</title><guid>{'g' * 9000}</guid><author>{'n' * 900}</author>"
        f"<link>https://news.example/{'l' * 5000}</link>"
        f"<description>{'wörter ' * 60_000}</description>"
    )
    assert len(entry.title) <= 500
    assert len(entry.guid) <= 4096
    assert len(entry.author) <= 200
    assert entry.url == ""
    assert 150_000 < len(entry.text.encode()) <= 200_000


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("<link>/story/1</link>", "https://news.example/story/1"),
        ("<link> https://a.example/x \n</link>", "https://a.example/x"),
        ("<link>file:///etc/passwd</link>", ""),
        ("<link/><guid>https://a.example/guid</guid>", "https://a.example/guid"),
        ("<guid isPermaLink='false'>https://a.example/guid</guid>", "https://a.example/guid"),
        ("<guid isPermaLink='false'>a-7</guid>", ""),
        ("<enclosure url='https://a.example/x.mp3' type='audio/mpeg'/>", "https://a.example/x.mp3"),
    ],
)
def test_links(link: str, expected: str) -> None:
    assert one(link).url == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (
            "<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate>",
            datetime(2026, 11, 24, 10, tzinfo=UTC),
        ),
        ("<pubDate>24 novembre 2026 10:00</pubDate>", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("<pubDate>99999-01-01</pubDate>", None),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
        ("<pubDate>soon</pubDate>", None),
        (
            "<pubDate>0</pubDate><dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2026-11-24</dc:date>",
            datetime(2026, 11, 24, tzinfo=UTC),
        ),
    ],
)
def test_dates(date: str, expected: datetime | None) -> None:
    assert one(date).published == expected


def test_a_long_description_is_a_text_and_a_cut_one_a_teaser() -> None:
    paragraph = "The council met and talked about the bridge for a long time. " * 30
    assert one(f"<description>{paragraph}</description>").text
    assert one(f"<description>{paragraph} [&#8230;]</description>").text == ""
    assert one(f"<description>{paragraph} Continue reading</description>").teaser


def test_a_caption_is_no_full_text() -> None:
    media = "xmlns:media='http://search.yahoo.com/mrss/'"
    entry = one(
        f"<description>The bridge is open.</description><media:content {media} url='/x.jpg'>"
        "<media:description>A crowd walks over it at noon, with flags.</media:description>"
        "</media:content>"
    )
    assert (entry.teaser, entry.text) == ("The bridge is open.", "")


def test_the_newest_are_kept_when_there_are_too_many() -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    days = [*range(500, 2600), *range(500)]
    dates = {day: (start + timedelta(days=day)).date() for day in days}
    items = "".join(
        f"<item><title>{day}</title><pubDate>{dates[day]}</pubDate></item>" for day in days
    )
    feed = parse(rss(items))
    assert [int(e.title) for e in feed.entries] == [day for day in days if day >= 600]
    assert len(feed.entries) == MAX_ENTRIES
    assert "600 older items left out" in feed.notes
    rows = [{"id": day, "title": "t", "date_published": str(dates[day])} for day in days]
    many = {"items": rows}
    assert [e.guid for e in parse(json.dumps(many).encode()).entries] == [
        str(d) for d in days if d >= 600
    ]


def test_undated_ones_keep_the_first() -> None:
    feed = parse(rss("<item><title>x</title></item>" * 2500 + "<item><title>last</title></item>"))
    assert {e.title for e in feed.entries} == {"x"}
    assert len(feed.entries) == MAX_ENTRIES


def test_everything_that_leaves_is_clean() -> None:
    bad = "\x9b31m\u202e\u200b\ue000&#x9d;0;t&#x9c;"
    body = rss(
        f"<item><title>t{bad}</title><guid isPermaLink='false'>g{bad}</guid><author>a{bad}</author>"
        f"<description>d{bad}&lt;p>{bad}</description></item>",
        f"<description>{bad}</description>",
    )
    feed = parse(body)
    for entry in feed.entries:
        for s in (entry.title, entry.guid, entry.author, entry.teaser, entry.text):
            assert text(s) == s
            assert s.replace(chr(10), "").isprintable()


@given(st.sampled_from(PAIRS), st.data())
@settings(max_examples=120, deadline=None)
def test_damage_never_breaks_the_reader(name: str, data: st.DataObject) -> None:
    body = bytearray((DATA / f"{name}.xml").read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        cut = data.draw(st.integers(0, 40))
        body[at : at + cut] = data.draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from(
                    [
                        b"<",
                        b"<![CDATA[",
                        b"<!--",
                        b"&",
                        b"&#x1b;",
                        b"]]>",
                        b"\x1b[",
                        b"</item>",
                        b"<!DOCTYPE",
                    ]
                ),
            )
        )
        if not body:
            break
    try:
        feed = parse(bytes(body))
    except ParseError:
        return
    for entry in feed.entries:
        assert entry.title
        for s in (
            entry.title,
            entry.guid,
            entry.author,
            entry.teaser,
            entry.text,
            entry.url,
            entry.lang,
        ):
            assert text(s) == s
