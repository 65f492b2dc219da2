"""Answers that are too large, too slow, broken or refusals."""

from __future__ import annotations

import gzip
import random
import tracemalloc
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from briefing.errors import FetchError
from briefing.fetch.client import Client
from briefing.fetch.types import Limits, Request, TryLater

from .server import Server, answer, endless, raw
from .visits import FEED, fails, get

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
