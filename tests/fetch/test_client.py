from __future__ import annotations

import asyncio
import gzip
import random
import socket
import ssl
import tracemalloc
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from briefing.errors import FetchError
from briefing.fetch import client as client_module
from briefing.fetch.client import Client
from briefing.fetch.types import Fetched, Limits, Request, TryLater

from .server import Server, answer, endless, raw, redirect

QUICK = Limits(total=5, connect=2, read_gap=3)
FEED = b"<rss><channel><title>Harbour Notes</title></channel></rss>"
PEM = Path(__file__).parent / "data" / "loopback.pem"


async def get(server: Server, path: str = "/feed", limits: Limits = QUICK, **known) -> Fetched:
    url = server.url(path)
    async with Client(limits, [url]) as client:
        return await client.get(Request(url, **known))


async def fails(server: Server, path: str = "/feed", limits: Limits = QUICK) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await get(server, path, limits)
    error = caught.value
    assert error.hint
    assert error.line().isprintable()
    return error


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


# --- too much -------------------------------------------------------------------------


async def test_a_bomb_is_not_unpacked_further_than_the_limit(server: Server):
    bomb = gzip.compress(b"\0" * 60_000_000, mtime=0)
    server.routes["/feed"] = answer(bomb, 200, (b"Content-Encoding", b"gzip"))
    tracemalloc.start()
    error = await fails(server, limits=Limits(body_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "unpacks to more than 1000000 bytes" in error.what
    assert peak < 6_000_000


async def test_an_announced_giant_is_refused_before_it_comes(server: Server):
    server.routes["/feed"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 11000000\r\n\r\n", 30.0)
    error = await fails(server, limits=Limits(total=20))
    assert "sends more than 10 MB" in error.what


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.0 200 OK\r\n\r\n"])
async def test_an_endless_body_is_cut_off(server: Server, head: bytes):
    server.routes["/feed"] = endless(head, b"<!-- more -->" * 1000)
    error = await fails(server, limits=Limits(wire_bytes=300_000))
    assert "sends more than" in error.what


async def test_an_endless_chunked_body_is_cut_off(server: Server):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.routes["/feed"] = endless(head, b"400\r\n" + b"y" * 1024 + b"\r\n")
    assert "sends more than" in (await fails(server, limits=Limits(wire_bytes=300_000))).what


async def test_a_flood_of_headers_is_refused(server: Server):
    server.routes["/feed"] = endless(b"HTTP/1.1 200 OK\r\n", b"X-Flood: " + b"z" * 1000 + b"\r\n")
    assert "not proper HTTP" in (await fails(server)).what


async def test_interim_answers_without_end_are_refused(server: Server):
    server.routes["/feed"] = endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n")
    assert "not proper HTTP" in (await fails(server)).what


# --- too slow -------------------------------------------------------------------------


async def test_slow_bytes_meet_the_deadline(server: Server):
    server.routes["/feed"] = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"a", pause=0.02)
    error = await fails(server, limits=Limits(total=0.3))
    assert "not done after" in error.what


async def test_the_deadline_spans_redirects(server: Server):
    for number in range(9):
        server.routes[f"/{number}"] = raw(
            0.1, b"HTTP/1.1 302 Go\r\nLocation: /%d\r\nContent-Length: 0\r\n\r\n" % (number + 1)
        )
    assert "not done after" in (await fails(server, "/0", Limits(total=0.35))).what


async def test_silence_is_noticed(server: Server):
    server.routes["/feed"] = raw(30.0)
    server.routes["/half"] = raw(b"HTTP/1.1 200 OK\r\n\r\n<rss>", 30.0)
    limits = Limits(read_gap=0.15)
    assert "sent nothing for" in (await fails(server, "/feed", limits)).what
    assert "sent nothing for" in (await fails(server, "/half", limits)).what


# --- broken ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "not proper HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "not proper"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nab", "not proper HTTP"),
        (b"", "without an answer"),
        (b"220 mail.example ESMTP\r\n", "not proper HTTP"),
        (b"\x1b]52;c;AAAA\x07\r\n\r\n", "not proper HTTP"),
        (b"HTTP/1.1 2", "broke off"),
    ],
)
async def test_broken_answers_are_errors(server: Server, sent: bytes, said: str):
    server.routes["/feed"] = raw(sent)
    assert said in (await fails(server)).what


async def test_any_damage_to_an_answer_is_an_answer_or_an_error(server: Server):
    chance = random.Random(7)
    lines = []
    whole = (
        b'HTTP/1.1 200 OK\r\nETag: "a"\r\nContent-Type: text/xml; charset=utf-8\r\n'
        b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nRetry-After: 5\r\n"
        b"Location: /x\r\nCache-Control: max-age=5\r\n\r\n5\r\n<rss>\r\n0\r\n\r\n"
    )
    async with Client(Limits(read_gap=1, total=2), [server.url("/")]) as client:
        for number in range(250):
            broken = bytearray(whole)
            for _ in range(chance.randint(1, 4)):
                place = chance.randrange(len(broken))
                piece = bytes(chance.choices(b"\x00\r\n :;,=\x1b\xff0129", k=chance.randint(0, 3)))
                broken[place : place + chance.randint(0, 5)] = piece
            if chance.random() < 0.3:
                status = chance.choice([b"301", b"304", b"429", b"204", b"999", b"100", b"101"])
                broken = broken.replace(b"200", status, 1)
            server.routes[f"/{number}"] = raw(bytes(broken))
            try:
                await client.get(Request(server.url(f"/{number}")))
            except FetchError as error:
                lines.append(error.line())
    assert all(line.isprintable() for line in lines)


async def test_a_short_content_length_is_believed(server: Server):
    server.routes["/feed"] = answer(FEED + b"junk", length=len(FEED))
    assert (await get(server)).body == FEED


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "name and a password"),
        (403, "refuses us"),
        (404, "no such page"),
        (410, "gone for good"),
        (418, "refuses the request"),
        (429, "too often"),
        (500, "fault of its own"),
        (503, "overloaded"),
        (599, "fault of its own"),
        (300, "no page"),
    ],
)
async def test_statuses_are_told_in_words(server: Server, status: int, said: str):
    server.routes["/feed"] = answer(b"oops", status)
    error = await fails(server)
    assert said in error.what
    assert f"(status {status})" in error.what
    assert error.status == status


@pytest.mark.parametrize("status", [429, 503])
async def test_a_time_to_wait_is_told_in_seconds_and_as_a_date(server: Server, status: int):
    server.routes["/feed"] = answer(b"", status, (b"Retry-After", b"120"))
    error = await fails(server)
    assert isinstance(error, TryLater)
    assert error.retry_after == 120
    assert "2 minutes" in error.hint
    now = datetime(2026, 3, 1, tzinfo=UTC)
    until = format_datetime(now + timedelta(hours=3), usegmt=True).encode()
    date = format_datetime(now, usegmt=True).encode()
    server.routes["/feed"] = answer(b"", status, (b"Retry-After", until), (b"Date", date))
    error = await fails(server)
    assert isinstance(error, TryLater)
    assert error.retry_after == 3 * 3600


async def test_a_mad_time_to_wait_is_cut_or_ignored(server: Server):
    server.routes["/feed"] = answer(b"", 503, (b"Retry-After", b"9" * 30))
    error = await fails(server)
    assert isinstance(error, TryLater)
    assert error.retry_after == 7 * 86_400
    for garbage in (b"soon", b"-5", b"0", b"1e99", b"Thu, 99 Foo 99999 99:99:99 GMT"):
        server.routes["/feed"] = answer(b"", 503, (b"Retry-After", garbage))
        assert not isinstance(await fails(server), TryLater), garbage


# --- redirects ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((301,), "/1"),
        ((308, 301), "/2"),
        ((302,), ""),
        ((307, 301), ""),
        ((301, 303, 301), "/1"),
    ],
)
async def test_moves_are_reported_as_far_as_they_are_permanent(server: Server, statuses, moved):
    for number, status in enumerate(statuses):
        server.routes[f"/{number}"] = redirect(f"/{number + 1}", status)
    server.routes[f"/{len(statuses)}"] = answer(FEED)
    got = await get(server, "/0")
    assert got.final_url == server.url(f"/{len(statuses)}")
    assert got.moved_to == (server.url(moved) if moved else "")


async def test_circles_and_long_chains_end(server: Server):
    server.routes["/a"] = redirect("/b")
    server.routes["/b"] = redirect("/a")
    assert "circle" in (await fails(server, "/a")).what
    for number in range(20):
        server.routes[f"/{number}"] = redirect(f"/{number + 1}")
    server.seen.clear()
    assert "more than 10 times" in (await fails(server, "/0")).what
    assert len(server.seen) == 11


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("file:///etc/passwd", "file: address"),
        ("javascript:alert(1)", "javascript: address"),
        ("ftp://127.0.0.1/x", "ftp: address"),
        ("", "without saying where"),
        ("http://", "without saying where"),
        ("http://[::1", "without saying where"),
        ("http://127.0.0.1:99999/", "without saying where"),
        ("http://0177.0.0.2/", "without saying where"),
        (" /\x7f", "without saying where"),
    ],
)
async def test_redirects_to_elsewhere_are_refused(server: Server, location: str, said: str):
    server.routes["/feed"] = redirect(location)
    assert said in (await fails(server)).what


@pytest.mark.parametrize(
    "host",
    ["127.0.0.2", "2130706434", "0x7f000002", "127.2", "[::ffff:127.0.0.2]", "0"],
)
async def test_nobody_sends_us_into_a_private_network(server: Server, host: str):
    server.routes["/feed"] = redirect(server.url("/canary", host))
    assert "private network" in (await fails(server)).what
    assert [seen.path for seen in server.seen] == ["/feed"]


async def test_what_was_typed_may_be_private_to_its_very_port(server: Server):
    async with Server().open() as other:
        other.routes["/there"] = answer(FEED)
        server.routes["/feed"] = redirect(other.url("/there"))
        assert "private network" in (await fails(server)).what
        assert other.seen == []
        async with Client(QUICK, [server.url("/feed"), other.url("/any")]) as client:
            assert (await client.get(Request(server.url("/feed")))).body == FEED


async def test_an_address_nobody_typed_is_judged_at_once(server: Server):
    server.routes["/feed"] = answer(FEED)
    async with Client(QUICK) as client:
        with pytest.raises(FetchError, match="private network"):
            await client.get(Request(server.url("/feed")))
    assert server.seen == []


# --- credentials ----------------------------------------------------------------------


async def test_credentials_stay_with_the_host_they_were_typed_for(server: Server):
    server.routes["/feed"] = redirect("/same", 301)
    server.routes["/same"] = redirect(server.url("/other", "127.0.0.2"), 301)
    server.routes["/other"] = answer(FEED)
    url = server.url("/feed").replace("//", "//ann:p%40ss@")
    async with Client(QUICK, [url, server.url("/", "127.0.0.2")]) as client:
        got = await client.get(Request(url))
    first, same, other = server.seen
    assert first.headers[b"authorization"] == b"Basic YW5uOnBAc3M="
    assert same.headers[b"authorization"] == first.headers[b"authorization"]
    assert b"authorization" not in other.headers
    assert "ann" not in got.final_url


async def test_credentials_move_along_on_the_same_host(server: Server):
    server.routes["/feed"] = redirect("/same", 301)
    server.routes["/same"] = answer(FEED)
    url = server.url("/feed").replace("//", "//ann:pass@")
    async with Client(QUICK, [url]) as client:
        got = await client.get(Request(url))
    assert got.moved_to == server.url("/same").replace("//", "//ann:pass@")


async def test_credentials_of_a_redirect_are_not_used(server: Server):
    server.routes["/feed"] = redirect(server.url("/there").replace("//", "//eve:trap@"))
    server.routes["/there"] = answer(FEED)
    await get(server)
    assert all(b"authorization" not in seen.headers for seen in server.seen)


async def test_no_message_tells_a_password(server: Server):
    server.routes["/feed"] = redirect("/feed2")
    server.routes["/feed2"] = answer(b"", 403)
    url = server.url("/feed").replace("//", "//ann:secret@")
    bad = "gopher://ann:secret@host/", "http://ann:secret@[bad/", "http://ann:secret@/"
    async with Client(QUICK, [url]) as client:
        for address in (url, *bad):
            with pytest.raises(FetchError) as caught:
                await client.get(Request(address))
            assert "secret" not in caught.value.line()


# --- addresses and connections --------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example",
        "http://",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://a b/",
        "http://exa\x1bmple.org/",
        "http://[::1",
        "http://h:0/",
        "http://h:999999/",
        "//no-scheme.example/feed",
        "http://" + "a" * 70 + ".example/",
        "http://é" + "e" * 70 + ".example/",
    ],
)
async def test_what_is_no_address_is_told_so(url: str, monkeypatch):
    def look_up(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with Client(QUICK) as client:
        with pytest.raises(FetchError) as caught:
            await client.get(Request(url))
    assert caught.value.line().isprintable()


async def test_a_closed_port_is_told(server: Server):
    spare = socket.socket()
    spare.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{spare.getsockname()[1]}/"
    async with Client(QUICK, [url]) as client:
        with pytest.raises(FetchError, match="refuses the connection"):
            await client.get(Request(url))
    spare.close()


async def test_an_unknown_name_is_told(monkeypatch):
    def look_up(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with Client(QUICK) as client:
        with pytest.raises(FetchError, match=r"news\.example: no such host"):
            await client.get(Request("http://news.example/feed"))


async def test_a_look_up_that_hangs_is_given_up(monkeypatch):
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def look_up(*args, **kwargs):
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result()
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with Client(Limits(connect=0.1)) as client:
        with pytest.raises(FetchError, match="no connection after"):
            await client.get(Request("http://news.example/feed"))
    release.set()
    await asyncio.sleep(0.05)


async def test_a_name_is_looked_up_once_and_the_judged_address_is_used(server: Server, monkeypatch):
    calls = []

    def look_up(host, port, **kwargs):
        calls.append(host)
        public = len(calls) == 1
        address = "203.0.113.9" if public else "127.0.0.1"  # a second question would rebind
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with Client(QUICK) as client:
        with pytest.raises(FetchError, match="private network"):
            await client.get(Request(f"http://rebind.example:{server.port}/feed"))
    assert calls == ["rebind.example"]
    assert server.seen == []


async def test_of_several_addresses_one_that_answers_is_found(server: Server, monkeypatch):
    server.routes["/feed"] = answer(FEED)
    spare = socket.socket()
    spare.bind(("127.0.0.1", 0))
    dead = ("127.0.0.1", spare.getsockname()[1])

    def look_up(host, port, **kwargs):
        rows = [(socket.AF_INET6, ("::1", 1, 0, 0)), (socket.AF_INET, dead)]
        rows.append((socket.AF_INET, ("127.0.0.1", port)))
        return [(family, socket.SOCK_STREAM, 6, "", place) for family, place in rows]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    url = f"http://many.example:{server.port}/feed"
    async with Client(QUICK, [url]) as client:
        assert (await client.get(Request(url))).body == FEED
    assert server.seen[0].headers[b"host"] == f"many.example:{server.port}".encode()
    spare.close()


# --- https ----------------------------------------------------------------------------


@pytest.fixture
async def secure():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    async with Server({"/feed": answer(FEED)}, tls=context).open() as running:
        yield running


async def test_https_is_checked_against_the_trusted_certificates(secure: Server, monkeypatch):
    error = await fails(secure)
    assert "certificate is not valid" in error.what
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    assert (await get(secure)).body == FEED
    other = secure.url("/feed", "127.0.0.2")  # trusted, but made out to another host
    async with Client(QUICK, [other]) as client:
        with pytest.raises(FetchError, match="certificate is not valid"):
            await client.get(Request(other))


async def test_https_to_a_plain_server_is_told(server: Server):
    url = server.url("/feed").replace("http:", "https:")
    async with Client(Limits(connect=0.2), [url]) as client:
        with pytest.raises(FetchError, match="127"):
            await client.get(Request(url))


# --- proxies --------------------------------------------------------------------------


async def test_a_proxy_is_asked_with_the_whole_address(server: Server):
    server.routes["http://news.example/feed"] = answer(
        gzip.compress(FEED, mtime=0), 200, (b"Content-Encoding", b"gzip")
    )
    async with Client(Limits(proxy=server.url(""))) as client:
        got = await client.get(Request("http://news.example/feed"))
    assert got.body == FEED
    assert server.seen[0].headers[b"host"] == b"news.example"


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "printer.local", "[::1]"])
async def test_names_are_judged_where_a_proxy_looks_them_up(server: Server, host: str):
    async with Client(Limits(proxy=server.url(""))) as client:
        with pytest.raises(FetchError, match="private network"):
            await client.get(Request(f"http://{host}/feed"))
    assert server.seen == []


async def test_the_environments_proxy_is_used(server: Server, monkeypatch):
    server.routes["http://news.example/feed"] = answer(FEED)
    server.routes["/feed"] = answer(FEED)
    monkeypatch.setenv("HTTP_PROXY", server.url(""))
    monkeypatch.setenv("http_proxy", server.url(""))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with Client(QUICK, [server.url("/feed")]) as client:
        await client.get(Request("http://news.example/feed"))
        await client.get(Request(server.url("/feed")))
    assert [seen.path for seen in server.seen] == ["http://news.example/feed", "/feed"]


async def test_a_dead_or_senseless_proxy_is_told(server: Server):
    spare = socket.socket()
    spare.bind(("127.0.0.1", 0))
    for proxy in (f"http://127.0.0.1:{spare.getsockname()[1]}", "gopher://u:secret@x", "http://["):
        async with Client(Limits(proxy=proxy)) as client:
            with pytest.raises(FetchError, match="proxy") as caught:
                await client.get(Request("http://news.example/feed"))
            assert "secret" not in caught.value.line()
    spare.close()
