"""Documents that are traps, that are broken, or that are far too large."""

from __future__ import annotations

from ..bodies import Item, Serve, answer, items, jsonfeed, rss, rss_item
from ..case import Asked, Case, Steps

SOUND = ("A sound entry",)


def _doc(doctype: str, *extra: str) -> Serve:
    """A sound entry in a document with a prologue and more entries."""

    def serve(asked: Asked) -> Steps:
        entries = [*map(rss_item, items(asked, *SOUND)), *(asked.at(one) for one in extra)]
        return [answer(rss(entries, doctype=asked.at(doctype)))]

    return serve


def _encoded(encoding: str, bom: bytes = b"", declared: str = "") -> Serve:
    def serve(asked: Asked) -> Steps:
        named = declared or encoding
        document = rss(
            items(asked, "Zażółć gęślą jaźń"),
            declaration=f'<?xml version="1.0" encoding="{named}"?>' if named != "-" else "",
        ).decode()
        return [answer(bom + document.encode(encoding), kind="application/xml")]

    return serve


def _laughs(asked: Asked) -> Steps:
    entities = '<!ENTITY l0 "ha">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
    )
    bad = "<item><title>&l9;</title><link>https://laughs.example/x</link></item>"
    entries = [*map(rss_item, items(asked, *SOUND)), bad]
    return [answer(rss(entries, doctype=f"<!DOCTYPE rss [{entities}]>"))]


def _quadratic(asked: Asked) -> Steps:
    doctype = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'
    bad = f"<item><title>{'&a;' * 5000}</title></item>"
    return [answer(rss([*map(rss_item, items(asked, *SOUND)), bad], doctype=doctype))]


def _nested(depth: int, tag: str = "b", closed: bool = True) -> Serve:
    def serve(asked: Asked) -> Steps:
        close = f"</{tag}>" * depth if closed else ""
        body = f"<item><description>{f'<{tag}>' * depth}x{close}</description></item>"
        return [answer(rss([*map(rss_item, items(asked, *SOUND)), body]))]

    return serve


def _html_of(text: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        one = items(asked, *SOUND)[0]
        return [answer(rss([Item(one.title, one.link, one.guid, text)]))]

    return serve


def _many(count: int, size: int = 10) -> Serve:
    def serve(asked: Asked) -> Steps:
        text = "word " * (size // 5)
        rows = (
            f"<item><title>Entry {n} of very many</title><guid>{asked.slug}-{n}</guid>"
            f"<link>https://{asked.slug}.example/{n}</link><description>{text}</description></item>"
            for n in range(count)
        )
        return [answer(rss(list(rows)))]

    return serve


def _large_item(size: int) -> Serve:
    def serve(asked: Asked) -> Steps:
        one = items(asked, *SOUND)[0]
        text = "<p>Words &amp; words.</p>" * (size // 24)
        return [answer(rss([Item(one.title, one.link, one.guid, text)]))]

    return serve


def large_items(count: int, title: str = "") -> Serve:
    """Entries full of sentences that every step after the parser finds interesting."""

    def serve(asked: Asked) -> Steps:
        entries = []
        for n in range(count):
            text = " ".join(
                f"It is not known who moved lamp {n * 10_000 + m} of Mount {chr(65 + m % 26)}orrel,"
                f" the {m}th keeper said."
                for m in range(2800)
            )
            named = title or f"Lamp keeper {n} counts {n * 7} of them on hill {n * 13}"
            entries.append(
                Item(named, f"https://{asked.slug}.example/{n}", f"{asked.slug}-{n}", text)
            )
        return [answer(rss(entries))]

    return serve


def _wide(count: int) -> Serve:
    def serve(asked: Asked) -> Steps:
        attributes = "".join(f' a{n}="x"' for n in range(count))
        return [answer(rss([*map(rss_item, items(asked, *SOUND)), f"<item{attributes}/>"]))]

    return serve


def _namespaces(asked: Asked) -> Steps:
    declared = "".join(f' xmlns:n{n}="urn:{n}"' for n in range(900))
    return [
        answer(rss(items(asked, *SOUND)).replace(b"<channel>", f"<channel{declared}>".encode()))
    ]


def _prologue(asked: Asked) -> Steps:
    return [answer(rss(items(asked, *SOUND), doctype="<!--" + "- " * 100_000 + "-->"))]


def _dates(*dates: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        rows = [
            f"<item><title>Odd date {n}</title><link>https://{asked.slug}.example/{n}</link>"
            f"<pubDate>{date}</pubDate></item>"
            for n, date in enumerate(dates)
        ]
        return [answer(rss(rows))]

    return serve


ODD_DATES = (
    *("99999-01-01", "0000-00-00T00:00:00Z", "Thu, 32 Foo 2026 99:99:99 +9999", "-1"),
    *("1e309", "9" * 400, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    *("Fri, 20 Nov 2099 10:00:00 GMT", "\u0663\u0664", "now", "&#x1b;[31m", ""),
)


def _mend(*changes: tuple[bytes, bytes]) -> Serve:
    """A good document with some of its bytes exchanged."""

    def serve(asked: Asked) -> Steps:
        body = rss(items(asked, *SOUND))
        for old, new in changes:
            assert old in body
            body = body.replace(old, new)
        return [answer(body)]

    return serve


XXE = (
    "<item><title>outside &out;</title><link>https://x.example/out</link>"
    "<description>&out;</description></item>"
)
FLOODS = {
    "comment": "<!--",
    "less-than": "<",
    "ampersand": "&",
    "entity": "&lt;",
    "bold": "<b>",
    "list": "<ul><li>",
    "full stop": ". ",
    "question mark": "? ",
    "capital": "A ",
    "quotation": "\u201cA\u201d ",
    "bracket": "([{",
    "dotted letter": "U.S. ",
    "figure": "1,000 ",
    "long word": "word",
}
"""Pieces of text of which an entry consists, thousands of times over."""
POLISH = ("Zażółć gęślą jaźń",)
CASES = [
    Case("billion laughs", _laughs, count=None, titles=None),
    Case("quadratic entities", _quadratic),
    Case(
        "external entity file", _doc('<!DOCTYPE rss [<!ENTITY out SYSTEM "file://{secret}">]>', XXE)
    ),
    Case(
        "external entity http",
        _doc('<!DOCTYPE rss [<!ENTITY out SYSTEM "http://{canary}/x">]>', XXE),
    ),
    Case("external dtd", _doc('<!DOCTYPE rss SYSTEM "http://{canary}/x.dtd">'), titles=SOUND),
    Case(
        "public dtd", _doc('<!DOCTYPE rss PUBLIC "-//x//y" "http://{canary}/x.dtd">'), titles=SOUND
    ),
    Case(
        "parameter entity",
        _doc('<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://{canary}/p"> %p;]>'),
        titles=SOUND,
    ),
    Case(
        "endless entity",
        _doc(
            '<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "<item><title>&a;</title></item>"
        ),
    ),
    Case(
        "stylesheet instruction",
        _mend((b"<rss", b"<?xml-stylesheet href='http://host/x.xsl'?><rss")),
        titles=SOUND,
    ),
    Case(
        "xinclude",
        _doc(
            "",
            '<item><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
            'href="file://{secret}" parse="text"/><title>Included</title></item>',
        ),
    ),
    Case("nested 100,000 tags", _nested(100_000), error=("nested", "takes")),
    Case("nested tags without an end", _nested(100_000, closed=False), error=("nested", "takes")),
    Case("nested 1,000,000 tags", _nested(1_000_000), error=("nested", "takes"), heavy=True),
    Case("nested items", _doc("", "<item>" * 3000), error=("nested", "takes")),
    Case("attributes", _wide(100_000), error=("attributes", "takes")),
    Case("namespaces", _namespaces, titles=SOUND),
    *(
        Case(f"{name} flood{long}", _html_of(piece * count), titles=SOUND, heavy=bool(long))
        for name, piece in FLOODS.items()
        for long, count in (("", 20_000), (" without measure", 900_000 // len(piece)))
    ),
    Case("attribute flood in html", _html_of("<p " + "a='b' " * 50_000 + ">x"), titles=SOUND),
    Case("quote flood in html", _html_of('<p a="' + "'" * 100_000), titles=SOUND),
    Case("cdata flood", _doc("", "<item><title>" + "<![CDATA[" * 20_000 + "</title></item>")),
    Case("raw less-than flood", _doc("", "<" * 100_000)),
    Case("raw ampersand flood", _doc("", "&" * 100_000)),
    Case("raw comment flood", _doc("", "<!--" * 40_000)),
    Case("large prologue", _prologue, titles=SOUND),
    Case("2,500 entries", _many(2500), count=2000, heavy=True),
    Case("50,000 entries", _many(50_000), count=2000, heavy=True),
    Case("60 entries", _many(60), count=60),
    Case("item of 200 kB", _large_item(200_000), titles=SOUND, heavy=True),
    Case("item of 9 MB", _large_item(5_500_000), titles=SOUND, heavy=True),
    Case(
        "json of 3,000 entries",
        lambda asked: [
            answer(jsonfeed(items(asked, *(f"Entry {n} of a list" for n in range(3000)))))
        ],
        count=2000,
        heavy=True,
    ),
    Case(
        "deep json members",
        lambda asked: [
            answer(b'{"version": "https://jsonfeed.org/version/1", "items": ' + b'[{"a":' * 20_000)
        ],
        error=("JSON", "cannot be read"),
    ),
    Case("odd dates", _dates(*ODD_DATES), count=len(ODD_DATES)),
    Case("cut in the middle", _mend((b"</channel></rss>", b"<item><title>Cut")), titles=None),
    Case("cut in a tag", _mend((b"</channel></rss>", b"<item><ti"))),
    Case("bare ampersand", _mend((b"A sound entry", b"A sound &entry & more")), count=1),
    Case("undeclared entity", _mend((b"sound", b"&nbsp;sound&eacute;&foo;")), count=1),
    Case("undeclared prefix", _mend((b"<item>", b"<item><media:x url='y'/>")), titles=SOUND),
    Case("control byte", _mend((b"sound", b"so\x01und")), titles=SOUND),
    Case("nul byte", _mend((b"sound", b"so\x00und")), titles=SOUND),
    Case("invalid utf-8", _mend((b"sound", b"so\xffund")), count=1),
    Case("overlong utf-8", _mend((b"sound", b"so\xc0\x9b\xc1\x9bund")), count=1),
    Case("unclosed tag", _mend((b"<description>Words", b"<description><b>Words")), titles=SOUND),
    Case("crossed tags", _mend((b"</item></channel>", b"</channel></item>")), titles=SOUND),
    Case("tags in capitals", _mend((b"<title>", b"<TITLE>"), (b"</title>", b"</TITLE>")), count=1),
    Case("no end tags", _mend((b"</item>", b""), (b"</channel></rss>", b"")), count=1),
    Case("duplicate attribute", _mend((b"<rss ", b'<rss version="2.0" '))),
    Case("junk before", _mend((b"<?xml", b"\n\n  <br/>Warning: x\n<?xml")), titles=SOUND),
    Case("junk behind", _mend((b"</rss>", b"</rss><script>x</script> and more")), titles=SOUND),
    Case("two roots", _mend((b"</rss>", b"</rss><rss><channel/></rss>")), titles=SOUND),
    Case("two declarations", _mend((b"?>", b'?><?xml version="1.0"?>')), titles=SOUND),
    Case("broken declaration", _mend((b"<?xml", b"<?xml?xml")), titles=SOUND),
    Case("version 9", _mend((b'version="1.0"', b'version="9.9"')), titles=SOUND),
    Case("no version", _mend((b' version="2.0"', b"")), titles=SOUND),
    Case("no channel", _mend((b"<channel>", b""), (b"</channel>", b"")), titles=SOUND),
    Case("shown as a page", _mend((b"<", b"&lt;"), (b">", b"&gt;")), titles=SOUND),
    Case("item without anything", _doc("", "<item></item>")),
    Case("empty channel", lambda asked: [answer(rss([]))], titles=()),
    Case("spaces before", _mend((b"<?xml", b"   \r\n\t<?xml")), titles=SOUND),
    Case("utf-8 bom", _encoded("utf-8", b"\xef\xbb\xbf"), titles=POLISH),
    Case("utf-8 bom twice", _encoded("utf-8", b"\xef\xbb\xbf\xef\xbb\xbf"), titles=POLISH),
    Case("utf-16", _encoded("utf-16"), titles=POLISH),
    Case("utf-16 big-endian without bom", _encoded("utf-16-be"), titles=POLISH),
    Case("utf-16 little-endian without bom", _encoded("utf-16-le"), titles=POLISH),
    Case("utf-16 said, utf-8 sent", _encoded("utf-8", declared="utf-16"), titles=POLISH),
    Case("utf-32", _encoded("utf-32"), titles=POLISH),
    Case("utf-32 without bom", _encoded("utf-32-le"), titles=POLISH),
    Case("latin-2 declared", _encoded("iso-8859-2"), titles=POLISH),
    Case("cp1250 declared", _encoded("cp1250"), titles=POLISH),
    Case("no declaration", _encoded("utf-8", declared="-"), titles=POLISH),
    Case("unknown encoding", _encoded("utf-8", declared="x-nonsense"), titles=POLISH),
    Case("encoding with an escape", _encoded("utf-8", declared="\x1b[31m"), titles=POLISH),
    Case("encoding of codecs", _encoded("utf-8", declared="base64"), titles=POLISH),
    Case(
        "ebcdic",
        lambda asked: [
            answer(
                rss(items(asked, *SOUND), declaration='<?xml version="1.0" encoding="cp037"?>')
                .decode()
                .encode("cp037")
            )
        ],
        titles=SOUND,
    ),
]
