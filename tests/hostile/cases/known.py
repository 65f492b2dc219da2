"""Feeds that are nearly the same at each visit: nothing known is read again, nothing is lost."""

from __future__ import annotations

from ..bodies import Serve, answer, items, rss, rss_item
from ..case import Asked, Case, Outcome, Steps

FIRST = ("First notice", "Second notice", "Third notice")
ALL = (*FIRST, "Notice 2", "Notice 3", "Notice 4")
NS = "xmlns:media='http://search.yahoo.com/mrss/'"


def _rows(asked: Asked) -> list[str]:
    """Three items, and a new one in front at each later visit."""
    old = [rss_item(one) for one in items(asked, *FIRST)]
    new = [
        rss_item(items(asked, f"Notice {visit}", first=10 + visit)[0])
        for visit in range(asked.visit, 1, -1)
    ]
    return [*new, *old]


def _growing(between: str = "", *, around: str = "{}", first: str = "", **how: str) -> Serve:
    """The feed that grows, with something odd between its items or around each of them."""

    def serve(asked: Asked) -> Steps:
        rows = [around.replace("{}", row) for row in _rows(asked)]
        return [answer(rss([first, *(row + between for row in rows)], **how))]  # type: ignore[arg-type]

    return serve


def _changed(change: object) -> Serve:
    """The feed that grows, its bytes changed by visit."""

    def serve(asked: Asked) -> Steps:
        return [answer(change(rss(_rows(asked)), asked.visit))]  # type: ignore[operator]

    return serve


def _encoded(body: bytes, visit: int) -> bytes:
    kinds = ("utf-8", "utf-16", "utf-8-sig", "utf-32")
    return body.replace(b' encoding="utf-8"', b"").decode().encode(kinds[visit - 1])


def _doctype(body: bytes, visit: int) -> bytes:
    entity = b"<!DOCTYPE rss [<!ENTITY who 'keeper %d'>]><rss" % visit
    return body.replace(b"<rss", entity, 1).replace(
        b"</description></item>", b" &who;</description></item>"
    )


def _based(body: bytes, visit: int) -> bytes:
    return body.replace(b"<rss ", b"<rss xml:base='https://v%d.example/' " % visit)


def _cut(body: bytes, visit: int) -> bytes:
    """Not well-formed at every other visit."""
    return body if visit % 2 else body.replace(b"</channel></rss>", b"<item><title>Cut off")


def _flipped(body: bytes, visit: int) -> bytes:
    start, end = body.index(b"<item>"), body.index(b"</channel>")
    rows = body[start:end].split(b"</item>")[:-1]
    return body[:start] + b"".join(row + b"</item>" for row in reversed(rows)) + body[end:]


def _spaced(body: bytes, visit: int) -> bytes:
    return body.replace(b"<item>", b"<item" + b" " * visit + b">")


def _broken(body: bytes, visit: int) -> bytes:
    return body.replace(b"><", b">\r\n<" if visit % 2 else b">\n<")


def _twins(asked: Asked) -> Steps:
    """One item twice, letter by letter, and its guid a third time over other words."""
    rows = _rows(asked)
    again = rows[-1].replace("Words about", f"Other words ({asked.visit}) about")
    return [answer(rss([*rows, rows[-1], rows[-1], again]))]


def _captions(asked: Asked) -> Steps:
    """Descriptions of pictures come and go: they change how the whole document is read."""
    rows = _rows(asked)
    caption = (
        f"<media:content {NS} url='x'><media:description>Seen</media:description></media:content>"
    )
    if asked.visit % 2 == 0:
        rows[0] = rows[0].replace("</item>", f"{caption}</item>")
    return [answer(rss(rows))]


def _stolen(asked: Asked) -> Steps:
    """A new item whose guid is a known item's link, and one whose link is a known one's guid."""
    rows = _rows(asked)
    if asked.visit > 1:
        rows.insert(0, f"<item><title>Stranger</title><guid>https://{asked.slug}.example/0</guid>"
                       "<description>Words of a stranger.</description></item>")  # fmt: skip
    return [answer(rss(rows))]


def _all_there(outcome: Outcome) -> None:
    """At each visit all that was listed so far, once; what was read stays read."""
    for visit, snapshot in enumerate(outcome.after, start=1):
        assert snapshot.titles == sorted(ALL[: 2 + visit]), (visit, snapshot.titles)
    read = {row["id"] for row in outcome.after[0].articles}
    assert not [row for row in outcome.after[-1].articles if row["unread"] and row["id"] in read]


def _grows(name: str, serve: Serve) -> Case:
    return Case(f"known {name}", serve, titles=ALL, judge=_all_there)


CASES = [
    _grows("items plain", _growing()),
    _grows("items with comments between", _growing("<!-- <item><title>No</title></item> -->")),
    _grows("items with a comment that opens one", _growing("<!-- <item> -->")),
    _grows(
        "items beside cdata of one", _growing(first="<x><![CDATA[</item><item><title>No]]></x>")
    ),
    _grows("items with instructions between", _growing("<?item <item>?>")),
    _grows("items in spaces", _growing("\n \t\r\n")),
    _grows("items under a section", _growing(around="<section xml:space='preserve'>{}</section>")),
    _grows("items with entities", _changed(_doctype)),
    _grows("items of other encodings", _changed(_encoded)),
    _grows("items of another base", _changed(_based)),
    _grows("items in the other order", _changed(_flipped)),
    _grows(
        "items with loose end tags",
        _changed(lambda body, visit: body.replace(b"</item>", b"</item \n>")),
    ),
    _grows("items with other spaces", _changed(_spaced)),
    _grows("items of other line ends", _changed(_broken)),
    _grows("twins", _twins),
    _grows("captions", _captions),
    Case("known items cut off", _changed(_cut), judge=None),
    Case("known keys crossed", _stolen, count=7),
    Case(
        "known items without end",
        _changed(lambda body, visit: body.replace(b"</item>", b"")),
        count=6,
    ),
]
