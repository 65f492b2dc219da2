"""Where an answer sends us, and what goes along."""

from __future__ import annotations

import pytest

from briefing.errors import FetchError
from briefing.fetch.client import Client
from briefing.fetch.types import Request

from .server import Server, answer, redirect
from .visits import FEED, QUICK, fails, get

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
