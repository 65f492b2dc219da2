"""Addresses, names, certificates and proxies."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
from pathlib import Path

import pytest

from briefing.errors import FetchError
from briefing.fetch.client import Client
from briefing.fetch.types import Limits, Request

from .server import Server, answer
from .visits import FEED, QUICK, fails, get

PEM = Path(__file__).parent / "data" / "loopback.pem"


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
