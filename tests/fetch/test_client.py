"""What a visit brings, packed or not."""

from __future__ import annotations

import gzip
import zlib

import pytest

from briefing.fetch import client as client_module

from .server import Server, answer, raw
from .visits import FEED, fails, get

# --- an ordinary visit ----------------------------------------------------------------


async def test_an_answer_comes_with_all_that_is_needed_later(server: Server):
    server.routes["/feed"] = answer(
        FEED,
        200,
        (b"Content-Type", b'application/RSS+xml; version=2; charset="ISO-8859-1"'),
        (b"ETag", b'W/"a\xe9\xff,1"'),
        (b"Last-Modified", b"Tue, 24 Nov 2026 8:00 whenever"),
        (b"Cache-Control", b"public, max-age=7200"),
    )
    got = await get(server)
    assert (got.status, got.body) == (200, FEED)
    assert (got.content_type, got.charset) == ("application/rss+xml", "iso-8859-1")
    assert got.etag == 'W/"aéÿ,1"'
    assert got.last_modified == "Tue, 24 Nov 2026 8:00 whenever"
    assert got.max_age == 7200
    assert got.final_url == server.url("/feed")
    assert (got.moved_to, got.retry_after) == ("", None)
    assert len(got.body_hash) == 32


async def test_what_we_say_about_ourselves(server: Server):
    server.routes["/feed"] = answer(FEED, 200, (b"Set-Cookie", b"who=you"))
    await get(server)
    sent = server.seen[0].headers
    assert sent[b"user-agent"].startswith(b"briefing/")
    assert b" (+http" in sent[b"user-agent"]
    assert sent[b"accept-encoding"] == b"gzip, deflate"
    assert sent[b"host"] == b"127.0.0.1:%d" % server.port
    assert not {b"cookie", b"referer", b"authorization", b"if-none-match"} & set(sent)


async def test_validators_go_back_byte_for_byte(server: Server):
    server.routes["/feed"] = answer(b"", 304, length=None)
    got = await get(server, etag='W/"aéÿ,1"', last_modified="Tue, 24 Nov 2026 8:00 whenever")
    sent = server.seen[0].headers
    assert sent[b"if-none-match"] == b'W/"a\xe9\xff,1"'
    assert sent[b"if-modified-since"] == b"Tue, 24 Nov 2026 8:00 whenever"
    assert (got.status, got.body, got.body_hash) == (304, b"", "")


async def test_no_cookie_is_kept(server: Server):
    server.routes["/feed"] = answer(
        b"", 302, (b"Location", b"/there"), (b"Set-Cookie", b"a=b; Path=/")
    )
    server.routes["/there"] = answer(FEED)
    await get(server)
    assert all(b"cookie" not in seen.headers for seen in server.seen)


async def test_no_certificates_are_loaded_for_plain_http(server: Server, monkeypatch):
    monkeypatch.setattr(client_module.trust, "context", lambda: pytest.fail("loaded"))
    server.routes["/feed"] = answer(FEED)
    assert (await get(server)).body == FEED


# --- packing --------------------------------------------------------------------------


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        (b"gzip", gzip.compress(FEED, mtime=0)),
        (b"X-GZIP", gzip.compress(FEED, mtime=0)),
        (b"identity, gzip", gzip.compress(FEED, mtime=0)),
        (b"gzip", gzip.compress(FEED[:9], mtime=0) + gzip.compress(FEED[9:], mtime=0)),
        (b"gzip", gzip.compress(FEED, mtime=0) + b"\0" * 40),
        (b"deflate", zlib.compress(FEED)),
        (b"deflate", raw_deflate(FEED)),
        (b"", gzip.compress(FEED, mtime=0)),
        (b"gzip", FEED),
        (b"identity", FEED),
    ],
)
async def test_packed_bodies_are_unpacked(server: Server, encoding: bytes, body: bytes):
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + b"\r\n\r\n"
    # one byte at first, then the rest: no packing may depend on how the bytes arrive
    server.routes["/feed"] = raw(head + body[:1], 0.01, body[1:])
    assert (await get(server)).body == FEED


async def test_only_one_layer_is_unpacked(server: Server):
    twice = gzip.compress(gzip.compress(FEED, mtime=0), mtime=0)
    server.routes["/feed"] = answer(twice, 200, (b"Content-Encoding", b"gzip"))
    assert (await get(server)).body == gzip.compress(FEED, mtime=0)


@pytest.mark.parametrize(
    ("encoding", "body", "said"),
    [
        (b"gzip, gzip", b"x", "not asked for"),
        (b"br", b"x", "not asked for (br)"),
        (b"zs\x1b[31mtd", b"x", "not asked for"),
        (b"gzip", b"nonsense", "damaged"),
        (b"gzip", gzip.compress(FEED * 50, mtime=0)[:60], "broke off"),
        (b"deflate", zlib.compress(FEED * 50)[:-9], "broke off"),
        (b"gzip", gzip.compress(FEED, mtime=0)[:-8] + b"\0" * 8, "damaged"),
    ],
)
async def test_bad_packing_is_an_error(server: Server, encoding: bytes, body: bytes, said: str):
    server.routes["/feed"] = answer(body, 200, (b"Content-Encoding", encoding))
    assert said in (await fails(server)).line()
