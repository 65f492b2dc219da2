"""Documents of odd shapes: JSON, nesting, encodings, titles of nothing, dates."""

from __future__ import annotations

import json

from ..bodies import Item, Serve, answer, items, rss, rss_item
from ..case import Asked, Case, Steps

SOUND = ("A sound entry",)
VERSION = "https://jsonfeed.org/version/1.1"


def _json(*rows: object, **more: object) -> Serve:
    """A sound entry and others in a JSON Feed."""

    def serve(asked: Asked) -> Steps:
        sound = {"id": "1", "url": f"https://{asked.slug}.example/1", "title": SOUND[0]}
        return [_typed({"version": VERSION, "title": "P", "items": [sound, *rows]} | more, asked)]

    return serve


def _typed(document: object, asked: Asked) -> bytes:
    body = asked.at(document if isinstance(document, str) else json.dumps(document))
    return answer(body.encode("utf-8", "surrogatepass"), kind="application/feed+json")


def _raw_json(written: str) -> Serve:
    head = f'{{"version": "{VERSION}", "title": "P", "items": [{{"id": "1", "title": "{SOUND[0]}"'
    return lambda asked: [_typed(head + written, asked)]


def _item(*parts: str, title: str = "", channel: str = "") -> Serve:
    """A sound entry with more in it, or with a title written in its own way."""

    def serve(asked: Asked) -> Steps:
        one = items(asked, *SOUND)[0]
        more = map(asked.at, parts)
        return [answer(rss([rss_item(one, *more, raw_title=title)], channel=channel))]

    return serve


def _titled(title: str, text: str = "Words that stand in for it.") -> Serve:
    return lambda asked: [answer(rss([Item(title, f"https://{asked.slug}.example/1", "1", text)]))]


def _dated(date: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        row = rss_item(items(asked, *SOUND)[0])
        start, end = row.index("<pubDate>"), row.index("</pubDate>")
        return [answer(rss([row[:start] + f"<pubDate>{date}" + row[end:]]))]

    return serve


def _bytes(change: object) -> Serve:
    return lambda asked: [answer(change(rss(items(asked, *SOUND))))]  # type: ignore[operator]


def _both_kinds(asked: Asked) -> Steps:
    entry = (
        "<entry xmlns='http://www.w3.org/2005/Atom'><title>An entry among items</title>"
        "<id>e</id><link href='https://mixed.example/e'/></entry>"
    )
    return [answer(rss([*map(rss_item, items(asked, *SOUND)), entry]))]


def _based(asked: Asked) -> Steps:
    at = asked.at("http://{canary}/")
    body = (
        f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{at}'><title>P</title>"
        f"<entry xml:base='sub/'><title>{SOUND[0]}</title><id>1</id><link href='a?b&amp;c=&lt;'/>"
        "<content type='html' xml:base='file:///etc/'>&lt;img src='passwd'&gt;Words.</content>"
        "</entry></feed>"
    )
    return [answer(body.encode())]


def _nulls(body: bytes) -> bytes:
    return body.replace(b"><", b">\x00<")


def _own_entity(body: bytes) -> bytes:
    body = body.replace(b"<rss", b"<!DOCTYPE rss [<!ENTITY co 'sound'>]><rss")
    return body.replace(b"A sound", b"A &co;")


def _wide(body: bytes) -> bytes:
    return body.replace(b' encoding="utf-8"', b"").decode().encode("utf-16-le")


MEDIA = "xmlns:m='http://search.yahoo.com/mrss/'"
JSON = [
    Case(
        "json of odd members",
        _json(None, 5, [], "x", {"title": {"a": 1}, "id": [1], "url": 7}),
        count=2,
    ),
    Case(
        "json of odd authors",
        _json(authors=[None, 3, {"name": ["x"]}], author="\x1b[31m"),
        titles=SOUND,
    ),
    Case(
        "json with lone surrogates",
        _json({"id": "2", "title": "half \ud800 of \udfff it"}),
        titles=(*SOUND, "half of it"),
    ),
    Case(
        "json with more pages",
        _json(next_url="http://{canary}/2", hubs=[{"type": "x", "url": "http://{canary}/"}]),
        titles=SOUND,
    ),
    Case(
        "json with twice the same key",
        _raw_json(', "title": "Said last"}], "items": []}'),
        titles=(),
    ),
    Case(
        "json with nan",
        _raw_json(', "date_published": NaN, "x": [Infinity, -Infinity, 1e999]}]}'),
        titles=SOUND,
    ),
    Case(
        "json with a huge exponent",
        _raw_json(', "date_published": 1e308, "x": 1e-999}]}'),
        titles=SOUND,
    ),
    Case(
        "json nested in a member",
        _raw_json(', "x": ' + "[" * 900 + "]" * 900 + "}]}"),
        titles=SOUND,
    ),
    Case(
        "json nested without end", _raw_json(', "x": ' + "[" * 90_000), titles=(), error=("JSON",)
    ),
    Case("json with comments", _raw_json("}, /* x */ ], }"), titles=(), error=("JSON",)),
    Case(
        "json with a null byte in it",
        _raw_json(', "content_text": "a\\u0000b\x00c"}]}'),
        titles=SOUND,
    ),
    Case(
        "json with attachments",
        _json(attachments=[{"url": "http://{canary}/a.mp3"}], favicon="http://{canary}/f"),
        titles=SOUND,
    ),
]
TITLES = [
    Case("title of marks alone", _titled("\u0301\u0302\u0303\u0304\u0305\u0306"), count=1),
    Case(
        "title of nothing visible",
        _titled("\u200b\u2060\ufeff\u00ad"),
        titles=("Words that stand in for it.",),
    ),
    Case(
        "title of joiners", _titled("\u200d\u200c" * 300), titles=("Words that stand in for it.",)
    ),
    Case("title of overrides", _titled("\u202e\u202dcalm\u202c sea\u2069"), titles=("calm sea",)),
    Case("title and text of nothing", _titled("\u3000\u2003 ", " \u00a0\u200b\n\t "), count=1),
    Case("title of a blank block", _titled("\u2800\u3164\u115f"), count=1),
    Case(
        "title of html",
        _item(title="&lt;script&gt;x&lt;/script&gt;A &lt;b id=x&gt;sound&lt;/b&gt; entry"),
        titles=SOUND,
    ),
    Case(
        "title in pieces of cdata",
        _item(title="<![CDATA[A so]]><![CDATA[und]]> entry"),
        titles=SOUND,
    ),
    Case(
        "title with an end of cdata",
        _item(title="<![CDATA[a ]]]]><![CDATA[> b]]>"),
        titles=("a ]]> b",),
    ),
    Case("title of 100,000 letters", _titled("word " * 20_000), count=1),
    Case("title of one long word", _titled("w" * 60_000), count=1),
]
PARTS = [
    Case("ten thousand categories", _item("<category>c\u202e</category>" * 10_000), titles=SOUND),
    Case("ten thousand links", _item("<link>http://{canary}/</link>" * 10_000), count=1),
    Case("attribute of a megabyte", _item(f"<category domain='{'x' * 1_000_000}'/>"), titles=SOUND),
    Case(
        "instructions within",
        _item("<?php system('x') ?><?xml-stylesheet href='x'?>" * 500),
        titles=SOUND,
    ),
    Case("comments within", _item("<!-- </item><item><title>No</title> -->"), titles=SOUND),
    Case("an item within", _item("<item><title>Inner</title><guid>inner</guid></item>")),
    Case("a channel within", _item("<channel><item><title>Inner</title></item></channel>")),
    Case("entries among items", _both_kinds, count=2),
    Case("bases into private space", _based, titles=SOUND),
    Case(
        "media without measure",
        _item(f"<m:group {MEDIA}>" + "<m:content url='http://{canary}/'/>" * 3000 + "</m:group>"),
        titles=SOUND,
    ),
    Case(
        "prefix bound anew",
        _item("<a:b xmlns:a='urn:1'><a:b xmlns:a='urn:2'/></a:b>" * 300),
        titles=SOUND,
    ),
    Case(
        "xml 1.1",
        _bytes(lambda body: body.replace(b'version="1.0"', b'version="1.1"')),
        titles=SOUND,
    ),
    Case("null bytes between tags", _bytes(_nulls), titles=SOUND),
    Case("utf-16 without a word about it", _bytes(_wide), titles=SOUND),
    Case(
        "half of it utf-16",
        _bytes(lambda body: body[:200] + body[200:].decode().encode("utf-16-le")),
    ),
    Case(
        "utf-8 with surrogates",
        _bytes(lambda body: body.replace(b"sound", b"so\xed\xa0\x80und")),
        count=1,
    ),
    Case("entities of its own", _bytes(_own_entity), count=1),
]
DATES = {
    "of another age": "Mon, 01 Jan 0001 00:00:00 GMT",
    "of 1900": "Mon, 01 Jan 1900 00:00:00 GMT",
    "of the year 10000": "10000-01-01T00:00:00Z",
    "of two digits": "Fri, 20 Nov 26 10:00:00 GMT",
    "of a day that is none": "Mon, 30 Feb 2026 10:00:00 GMT",
    "in a zone of 99 hours": "Fri, 20 Nov 2026 10:00:00 +9959",
    "in a zone of letters": "Fri, 20 Nov 2026 10:00:00 ZULU (\u202eX)",
    "with a leap second": "2016-12-31T23:59:60Z",
    "of a million digits": "2026-11-20T10:00:00." + "9" * 1_000_000,
    "of many words": "jan " * 20_000,
    "of colons": "1:" * 50_000,
}
CASES = [
    *(*JSON, *TITLES, *PARTS),
    *(Case(f"date {name}", _dated(date), titles=SOUND) for name, date in DATES.items()),
]
