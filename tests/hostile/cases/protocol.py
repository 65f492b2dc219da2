"""Framing, packing and redirects that readers take in different ways."""

from __future__ import annotations

import gzip
import zlib

from ..bodies import Serve, answer, items, once_bad, plain, rss
from ..case import Asked, Case, Steps

GOOD = ("Back again",)


def _body(asked: Asked) -> bytes:
    return rss(items(asked, *GOOD))


def _headed(head: bytes, tail: bytes = b"") -> Serve:
    """The feed behind an odd head; LENGTH and SIZE (hexadecimal) are its true size."""

    def serve(asked: Asked) -> Steps:
        body = _body(asked)
        filled = head.replace(b"LENGTH", b"%d" % len(body)).replace(b"SIZE", b"%x" % len(body))
        return [filled + body + tail]

    return serve


def _chunked(size: bytes, *, also: bytes = b"", trailer: bytes = b"") -> Serve:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + also + b"\r\n" + size + b"\r\n"
    return _headed(head, b"\r\n0\r\n" + trailer + b"\r\n")


def _packed(change: object, label: str = "gzip") -> Serve:
    def serve(asked: Asked) -> Steps:
        return [answer(change(_body(asked)), Content_Encoding=label)]  # type: ignore[operator]

    return serve


def _wrong_sum(body: bytes) -> bytes:
    data = bytearray(gzip.compress(body))
    data[-8] ^= 0xFF
    return bytes(data)


def _named(body: bytes) -> bytes:
    data = bytearray(gzip.compress(body))
    data[3] = 8  # a file's name follows the head
    return bytes(data[:10]) + b"n" * 100_000 + b"\x00" + bytes(data[10:])


def _members(body: bytes) -> bytes:
    return b"".join(gzip.compress(body[at : at + 40]) for at in range(0, len(body), 40))


def _to(location: str, status: int = 302, **more: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        if asked.path != "/feed":
            return plain(*GOOD)(asked)
        return [answer(b"", status, "", Location=asked.at(location), **more)]

    return serve


def _cookie_circle(asked: Asked) -> Steps:
    """Would end for a reader that sends cookies."""
    if "cookie" in asked.headers:
        return plain(*GOOD)(asked)
    return [answer(b"", 302, Location="/feed", Set_Cookie="seen=1")]


def _growing(asked: Asked) -> Steps:
    """Every hop is a new address, and a longer one."""
    return [answer(b"", 302, Location=asked.path + "/on" * 200)]


def _twice(asked: Asked) -> Steps:
    """Two whole answers on one connection: only the first was asked for."""
    return [answer(_body(asked)) + answer(rss(items(asked, "Smuggled in")))]


def _bad(name: str, serve: Serve, *error: str) -> Case:
    return Case(name, once_bad(serve, *GOOD), titles=GOOD, error=error)


def _good(name: str, serve: Serve) -> Case:
    return Case(name, serve, titles=GOOD)


def _refused(name: str, location: str, *error: str) -> Case:
    return Case(f"redirect to {name}", _to(location), titles=(), error=error)


ODD = "not proper HTTP"
PRIVATE = ("private network", "where", "no such host")
FRAMING = [
    _good("chunks and a length", _chunked(b"SIZE", also=b"Content-Length: 7\r\n")),
    _good("chunk extension", _chunked(b'SIZE;name="a;b"')),
    _bad("chunk extension without end", _chunked(b"SIZE;" + b"x" * 200_000), ODD),
    _bad("chunk of all there is", _chunked(b"ffffffffffffffff"), "broke off", ODD),
    _bad("chunk of more than that", _chunked(b"f" * 40), "broke off", ODD),
    _bad("chunk size negative", _chunked(b"-5"), ODD),
    _bad("chunk size prefixed", _chunked(b"0xSIZE"), ODD),
    _good(
        "trailers", _chunked(b"SIZE", trailer=b"Location: http://x.example/\r\nSet-Cookie: a=b\r\n")
    ),
    _bad("trailer flood", _chunked(b"SIZE", trailer=b"X: y\r\n" * 50_000), ODD),
    _bad(
        "chunked twice",
        _headed(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n"),
        ODD,
    ),
    _bad("transfer packed", _headed(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"), ODD),
    _good("folded header", _headed(b"HTTP/1.1 200 OK\r\nX-Long: a\r\n b\r\n\tc\r\n\r\n")),
    _bad(
        "space before a colon", _headed(b"HTTP/1.1 200 OK\r\nContent-Length : LENGTH\r\n\r\n"), ODD
    ),
    _good("bare line feeds", _headed(b"HTTP/1.1 200 OK\nContent-Length: LENGTH\n\n")),
    _bad(
        "bare carriage returns",
        _headed(b"HTTP/1.1 200 OK\rContent-Length: LENGTH\r\r"),
        "broke off",
        ODD,
    ),
    _good("version 2", _headed(b"HTTP/2.0 200 OK\r\nContent-Length: LENGTH\r\n\r\n")),
    _good("continue unasked", _headed(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")),
    _good("length with zeros", _headed(b"HTTP/1.1 200 OK\r\nContent-Length: 000LENGTH\r\n\r\n")),
    _bad("length with a sign", _headed(b"HTTP/1.1 200 OK\r\nContent-Length: +LENGTH\r\n\r\n"), ODD),
    _good(
        "length twice and alike",
        _headed(b"HTTP/1.1 200 OK\r\n" + b"Content-Length: LENGTH\r\n" * 2 + b"\r\n"),
    ),
    _good("two answers", _twice),
    _bad("status with letters", _headed(b"HTTP/1.1 20O OK\r\n\r\n"), ODD),
]
PACKING = [
    _good("gzip with rubbish behind", _packed(lambda body: gzip.compress(body) + b"\x00rubbish")),
    _good("gzip of many members", _packed(_members)),
    _good(
        "gzip of empty members",
        _packed(lambda body: gzip.compress(b"") * 5000 + gzip.compress(body)),
    ),
    _good("gzip with a long name", _packed(_named)),
    _bad("gzip with a wrong sum", _packed(_wrong_sum), "damaged"),
    _bad("gzip of nothing", _packed(lambda body: gzip.compress(b"")), "empty"),
    _good(
        "deflate with rubbish behind",
        _packed(lambda body: zlib.compress(body) + b"rubbish", "deflate"),
    ),
    _good("gzip called deflate", _packed(gzip.compress, "deflate")),
    _bad("deflate called gzip", _packed(zlib.compress), "damaged"),
    _good("identity named", _packed(lambda body: body, "identity")),
    _bad(
        "packing of many names",
        _packed(gzip.compress, ", ".join(["gzip"] * 500)),
        "not asked for",
        ODD,
    ),
]
REDIRECTS = [
    Case("redirect that wants a cookie", _cookie_circle, titles=(), error=("circle",)),
    Case("redirect that grows", _growing, titles=(), error=("more than 10 times", "where", ODD)),
    _good("redirect by query alone", _to("?page=2")),
    _refused("a path with a tab", "/ne\txt", "where"),
    _refused("a local address with a zone", "http://[fe80::1%25lo]/feed", *PRIVATE),
    # a path of the same host, as it is written
    _good("redirect to backslashes", _to("http:\\\\{canary}\\feed")),
    _good("redirect to a slash and a backslash", _to("/\\{canary}/feed")),
    _refused("two hosts by a backslash", "http://{canary}\\@x.example/feed", *PRIVATE),
    _refused("two hosts by a hash", "http://{canary}#@x.example/feed", *PRIVATE),
    _refused("mapped in hexadecimal", "http://[::ffff:7f58:1]:{canary_port}/feed", *PRIVATE),
    _refused("a dot behind the number", "http://127.88.0.1.:{canary_port}/feed", *PRIVATE),
    _refused("circled digits", "http://①②⑦.88.0.1:{canary_port}/feed", *PRIVATE),
    _refused("an escaped host", "http://%31%32%37.88.0.1:{canary_port}/feed", *PRIVATE),
    _refused("spaces in a host", "http://127.88.0.1 .x.example:{canary_port}/feed", *PRIVATE),
    _refused("octets with zeros", "http://127.088.000.001:{canary_port}/feed", *PRIVATE),
    _refused("a number too large", "http://4294967297:{canary_port}/feed", *PRIVATE),
    Case("redirect by 300", _to("/next", 300), titles=(), error=("status 300",)),
    Case("redirect to a proxy", _to("http://{canary}/", 305), titles=(), error=("status 305",)),
    Case(
        "redirect by a refresh",
        _to("", 200, Refresh="0; url=http://{canary}/"),
        titles=(),
        error=("empty",),
    ),
]
CASES = [*FRAMING, *PACKING, *REDIRECTS]
