"""Servers that break the protocol, hold the line, or send more than anybody wants."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from functools import cache

from ..bodies import Serve, answer, endless, items, once_bad, rss
from ..case import Asked, Case, Steps

GOOD = ("Back again",)
MEGABYTE = 1024 * 1024


@cache
def bomb(kind: str, megabytes: int) -> bytes:
    """The start of a feed that unpacks to so many megabytes; its end is never looked at.

    One packed megabyte is repeated: packing all of them would hold up the server.
    """
    wbits = {"gzip": 31, "deflate": 15, "bare deflate": -15}[kind]
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    start = packer.compress(b"<rss><channel><title>Large</title><item><title>")
    start += packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b"a" * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * megabytes


def _bomb(kind: str, megabytes: int) -> Serve:
    name = kind.removeprefix("bare ")
    return lambda asked: [answer(bomb(kind, megabytes), Content_Encoding=name)]


def _twice_packed(asked: Asked) -> Steps:
    return [answer(gzip.compress(bomb("gzip", 50)), Content_Encoding="gzip, gzip")]


def _unsaid_gzip_bomb(asked: Asked) -> Steps:
    return [answer(bomb("gzip", 50))]


def _gzip_of_gzip(asked: Asked) -> Steps:
    # One layer is said; the other one is found by its first bytes, and is bounded as well.
    return [answer(gzip.compress(bomb("gzip", 50)), Content_Encoding="gzip")]


def _packed(kind: str, label: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        wbits = {"gzip": 31, "deflate": 15, "bare deflate": -15}[kind]
        packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
        body = packer.compress(rss(items(asked, *GOOD))) + packer.flush()
        headers = {"Content_Encoding": label} if label else {}
        return [answer(body, **headers)]

    return serve


def _labelled(label: str, body: bytes = b"\x8b\x03\x80abc\x03") -> Serve:
    return lambda asked: [answer(body, Content_Encoding=label)]


def _gzip_label_on_plain(asked: Asked) -> Steps:
    return [answer(rss(items(asked, *GOOD)), Content_Encoding="gzip")]


def _cut_gzip(asked: Asked) -> Steps:
    return [answer(gzip.compress(rss(items(asked, *GOOD)))[:-20], Content_Encoding="gzip")]


def _junk_gzip(asked: Asked) -> Steps:
    return [answer(b"\x1f\x8b\x08\x00" + b"\xff" * 400, Content_Encoding="gzip")]


def _slow_bytes(asked: Asked) -> Iterator[bytes | float]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss><channel>"
    for _ in range(100_000):
        yield b" "
        yield 0.3


def _slow_head(asked: Asked) -> Iterator[bytes | float]:
    yield b"HTTP/1.1 200 OK\r\n"
    for number in range(100_000):
        yield b"X-%d: y\r\n" % number
        yield 0.3


def _silent(asked: Asked) -> Iterator[bytes | float]:
    yield 10_000.0


def _silent_body(asked: Asked) -> Iterator[bytes | float]:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>"
    yield 10_000.0


def _endless(asked: Asked) -> Steps:
    return endless(
        b"HTTP/1.1 200 OK\r\n\r\n<rss><channel>", b"<item><title>a</title></item>" * 4000
    )


def _endless_chunks(asked: Asked) -> Steps:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return endless(head, b"10000\r\n" + b" " * 65_536 + b"\r\n")


def _tiny_chunks(asked: Asked) -> Steps:
    body = rss(items(asked, *GOOD))
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body)
    return [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n",
    ]


def _raw(*parts: bytes) -> Serve:
    return lambda asked: list(parts)


def _headed(head: bytes) -> Serve:
    """A good feed behind an odd head."""

    def serve(asked: Asked) -> Steps:
        body = rss(items(asked, *GOOD))
        return [head.replace(b"LENGTH", b"%d" % len(body)) + b"\r\n\r\n" + body]

    return serve


def _wrong_length(change: int) -> Serve:
    def serve(asked: Asked) -> Steps:
        body = rss(items(asked, *GOOD))
        return [answer(body, length=len(body) + change)]

    return serve


def _interim(count: int, pause: float = 0.0) -> Serve:
    def serve(asked: Asked) -> Iterator[bytes | float]:
        for _ in range(count):
            yield b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n"
            yield pause
        yield answer(rss(items(asked, *GOOD)))

    return serve


def _typed(kind: str, encoding: str = "utf-8") -> Serve:
    def serve(asked: Asked) -> Steps:
        body = rss(items(asked, "Zażółć gęślą jaźń")).decode()
        declared = body.replace("utf-8", encoding)
        return [answer(declared.encode(encoding), kind=kind)]

    return serve


def _status(status: int, body: bytes = b"no") -> Serve:
    return lambda asked: [answer(body, status, "text/html")]


def _bad(name: str, serve: Serve, *error: str, heavy: bool = False) -> Case:
    """Fails at the first visit, is good afterwards: the error must go, the entry must come."""
    return Case(name, once_bad(serve, *GOOD), titles=GOOD, error=error, heavy=heavy)


def _large(name: str, serve: Serve, *error: str, heavy: bool = False) -> Case:
    """As ``_bad``; on a busy machine the deadline may come before the bound."""
    return _bad(name, serve, *error, "not done after", heavy=heavy)


def _good(name: str, serve: Serve, heavy: bool = False) -> Case:
    return Case(name, serve, titles=GOOD, heavy=heavy)


def _page(kind: str, body: bytes) -> Serve:
    return lambda asked: [answer(body, kind=kind)]


POLISH = ("Zażółć gęślą jaźń",)
OK = b"HTTP/1.1 200 OK\r\nContent-Length: LENGTH"
CASES = [
    _bad("slow bytes", _slow_bytes, "not done after"),
    _bad("slow head", _slow_head, "not done after"),
    _bad("silent", _silent, "sent nothing", "not done"),
    _bad("silent in the body", _silent_body, "sent nothing", "not done"),
    _large("endless body", _endless, "more than 10 MB"),
    _large("endless chunks", _endless_chunks, "more than 10 MB"),
    _bad("announced too large", lambda asked: [answer(b"<rss>", length=10**12)], "more than 10 MB"),
    _bad(
        "announced absurdly",
        _raw(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 900 + b"\r\n\r\n"),
        "more than 10 MB",
        "not proper HTTP",
    ),
    _bad(
        "length negative",
        _raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<rss/>"),
        "not proper HTTP",
    ),
    _bad(
        "length words",
        _raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<rss/>"),
        "not proper HTTP",
    ),
    _bad(
        "length twice and different",
        _raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n<rss/>"),
        "not proper HTTP",
    ),
    _bad("length too long", _wrong_length(500), "broke off"),
    Case("length too short", _wrong_length(-40), count=1),
    _bad("cut in the head", _raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), "broke off"),
    _bad(
        "cut in a chunk",
        _raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<rss>"),
        "broke off",
    ),
    _bad(
        "bad chunk size",
        _raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss>\r\n"),
        "not proper HTTP",
    ),
    _good("one byte a chunk", _tiny_chunks),
    _bad("closed at once", _raw(), "without an answer"),
    _bad("another protocol", _raw(b"220 mail.example ESMTP ready\r\n"), "not proper HTTP"),
    _bad("random bytes", _raw(bytes(range(256)) * 8), "not proper HTTP"),
    _bad("no status", _raw(b"HTTP/1.1 \r\n\r\n<rss/>"), "not proper HTTP"),
    _bad("status of four digits", _raw(b"HTTP/1.1 2000 OK\r\n\r\n<rss/>"), "not proper HTTP"),
    _bad("status 000", _raw(b"HTTP/1.1 000 OK\r\n\r\n<rss/>"), "not proper HTTP", "status 0"),
    _bad("status 999", _status(999), "999"),
    _bad("http 0.9", _raw(b"<rss version='2.0'><channel></channel></rss>"), "not proper HTTP"),
    _large(
        "endless status line",
        lambda asked: endless(b"HTTP/1.1 200 ", b"O" * 65_536),
        "not proper HTTP",
    ),
    _large(
        "header flood",
        lambda asked: endless(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n" * 2000),
        "not proper HTTP",
    ),
    _large(
        "header of ten megabytes",
        lambda asked: [b"HTTP/1.1 200 OK\r\nX: ", *[b"y" * MEGABYTE] * 10],
        "not proper HTTP",
    ),
    _bad(
        "header without a colon",
        _raw(b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n<rss/>"),
        "not proper HTTP",
    ),
    _bad("header with nul", _raw(b"HTTP/1.1 200 OK\r\nX: \x00\r\n\r\n<rss/>"), "not proper HTTP"),
    _good("escape in the reason", _headed(b"HTTP/1.1 200 \x1b[31mOK\r\nContent-Length: LENGTH")),
    _good("odd bytes in headers", _headed(OK + b'\r\nServer: \x80\xff\r\nEtag: "\xe9\x9b"')),
    _good("no content type", _headed(OK)),
    _good("no length", _headed(b"HTTP/1.1 200 OK")),
    _good("http 1.0", _headed(b"HTTP/1.0 200 OK")),
    _good("a few interim answers", _interim(3)),
    _large("interim flood", _interim(5000), "not proper HTTP"),
    _bad("interim answers without end", _interim(100_000, 0.2), "not done", "not proper HTTP"),
    _bad(
        "switching protocols",
        _raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
        "not proper HTTP",
    ),
    _large("gzip bomb", _bomb("gzip", 60), "unpacks to more than"),
    _large("deflate bomb", _bomb("deflate", 60), "unpacks to more than"),
    _large("bare deflate bomb", _bomb("bare deflate", 60), "unpacks to more than"),
    _large("gzip bomb of a gigabyte", _bomb("gzip", 1024), "unpacks to more than", heavy=True),
    _bad("gzip bomb twice packed", _twice_packed, "not asked for"),
    _large("gzip bomb unsaid", _unsaid_gzip_bomb, "unpacks to more than"),
    _large("gzip bomb in gzip", _gzip_of_gzip, "unpacks to more than"),
    _bad("brotli unasked", _labelled("br"), "not asked for"),
    _bad("zstd unasked", _labelled("zstd"), "not asked for"),
    _bad("compress unasked", _labelled("compress"), "not asked for"),
    _bad(
        "packing with an escape", _labelled("\x1b[31mbr\x9b2J"), "not asked for", "not proper HTTP"
    ),
    _bad("gzip cut short", _cut_gzip, "broke off"),
    _bad("gzip of junk", _junk_gzip, "damaged"),
    _good("gzip label on plain text", _gzip_label_on_plain),
    _good("gzip", _packed("gzip", "gzip")),
    _good("x-gzip", _packed("gzip", "x-gzip")),
    _good("gzip without a label", _packed("gzip", "")),
    _good("deflate", _packed("deflate", "deflate")),
    _good("bare deflate", _packed("bare deflate", "deflate")),
    Case("charset label wrong", _typed("text/xml; charset=iso-8859-1"), titles=POLISH),
    Case("charset label of no encoding", _typed("text/xml; charset=unicode_escape"), titles=POLISH),
    Case("charset label twice", _typed("text/xml; charset=x; charset=utf-8"), titles=POLISH),
    Case("charset latin-2", _typed("text/xml; charset=iso-8859-2", "iso-8859-2"), titles=POLISH),
    Case("charset only declared", _typed("text/xml", "windows-1250"), titles=POLISH),
    Case("charset zlib", _typed("text/xml; charset=zlib_codec"), titles=POLISH),
    Case("content type html", _typed("text/html"), titles=POLISH),
    Case("content type image", _typed("image/png"), titles=POLISH),
    _bad(
        "content type with an escape",
        lambda asked: [answer(b"nothing", kind="text/\x1b[31mxml\x9b")],
        "without a feed",
        "not proper HTTP",
    ),
    _bad(
        "a web page", _page("text/html", b"<!doctype html><html><body>Hi</body></html>"), "web page"
    ),
    _bad(
        "a challenge",
        _page("text/html", b"<!doctype html><html><title>Just a moment...</title>"),
        "human",
    ),
    _bad("an image", _page("image/png", b"\x89PNG\r\n\x1a\n" + bytes(200)), "an image"),
    _bad("an empty body", _page("text/xml", b""), "empty"),
    _bad("only nul bytes", _page("text/xml", bytes(5000)), "empty"),
    _bad("json of another kind", _page("application/json", b'{"items": 3}'), "JSON"),
    _bad("deep json", _page("application/json", b"[" * 200_000), "JSON"),
    _bad(
        "json with a huge number",
        _page(
            "application/json",
            b'{"version": "https://jsonfeed.org/version/1", "items": [{"title": '
            + b"9" * 20_000
            + b"}]}",
        ),
        "JSON",
    ),
    _bad("an OPML list", _page("text/x-opml", b"<opml><body/></opml>"), "OPML"),
    _bad("status 204", lambda asked: [b"HTTP/1.1 204 No Content\r\n\r\n"], "empty"),
    _bad("status 304 unasked", _status(304, b""), "status 304"),
    *(
        _bad(f"status {status}", _status(status), f"status {status}")
        for status in (400, 401, 402, 403, 404, 406, 418, 451, 500, 502, 504)
    ),
]
