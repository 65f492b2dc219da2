from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import FetchError
from briefing.fetch.client import Client
from briefing.fetch.fulltext import FullTexts, extract
from briefing.fetch.types import Fetched, Limits, Request

from .server import Server, answer, redirect

FIRST = (
    "The harbour office of Port Ellery said on Monday that the new ferry would start in May, "
    "two months later than it had promised, because its engine, built abroad, came late."
)
SECOND = (
    "Captain Ines Okafor, who is to steer it, told reporters that the crew had used the time "
    "well: they learned the channel by night, in fog, and with the tide against them."
)
PAGE = f"""<?xml version="1.0" encoding="utf-8"?><!doctype html><html><head><title>Ferry</title>
<style>p {{ color: red }}</style><script>var x = "<p>not this</p>";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>New ferry is late</h1><div class="text"><p>{FIRST}</p>
<aside><p>Sign up for our letter, it is free and comes each morning, with coffee.</p></aside>
<div class="ad-box"><p>Advertisement, advertisement, advertisement, buy a boat today.</p></div>
<p>{SECOND}</p></div></article>
<footer><p>All rights reserved, Port Ellery Courier, a paper of the coast.</p></footer>
</body></html>"""


def test_the_article_is_found_and_what_surrounds_it_is_not():
    assert extract(PAGE) == f"{FIRST}\n{SECOND}"


def test_what_the_library_misses_is_found_by_its_element():
    lines = "<br><br>".join([FIRST, SECOND])
    found = extract(f"<html><body><main><article>{lines}</article></main></body></html>")
    assert FIRST in found
    assert SECOND in found


@pytest.mark.parametrize("page", ["", "x", "<p>Too short.</p>", "<p>\0\ud800</p>"])
def test_no_article_is_no_text(page: str):
    assert extract(page) == ""


def test_depth_is_survived():
    extract("<div>" * 50_000 + FIRST)
    extract("<b>" * 50_000 + FIRST)


@given(st.text(alphabet="<>/pdivarticle \"'=&;!-\x1b\x9b\u202e") | st.text())
def test_anything_can_be_looked_at(page: str):
    assert not set(extract(page + f"<article><p>{FIRST}</p><p>{page}</p></article>")) & set(
        "\x1b\x9b\u202e\0"
    )


async def fetch(server: Server, path: str = "/story") -> str:
    async with Client(Limits(), [server.url("/")]) as client:
        return await FullTexts(client.get).text(server.url(path))


async def test_a_page_is_fetched_and_read_after_asking_robots(server: Server):
    server.routes["/story"] = answer(PAGE.encode(), 200, (b"Content-Type", b"text/html"))
    assert await fetch(server) == f"{FIRST}\n{SECOND}"
    assert [seen.path for seen in server.seen] == ["/robots.txt", "/story"]
    assert server.seen[1].headers[b"accept"].startswith(b"text/html")


async def test_the_charset_of_the_page_is_respected(server: Server):
    page = PAGE.replace("Okafor", "Åkerblöm").replace("utf-8", "iso-8859-1")
    head = '<meta charset="iso-8859-1">'
    server.routes["/story"] = answer(page.replace("<title>", head + "<title>").encode("latin-1"))
    assert "Ines Åkerblöm" in await fetch(server)


async def test_a_site_is_asked_for_its_rules_once_and_obeyed(server: Server):
    server.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /closed")
    for path in ("/story", "/story2", "/closed/story"):
        server.routes[path] = answer(PAGE.encode())
    async with Client(Limits(), [server.url("/")]) as client:
        pages = FullTexts(client.get)
        assert await pages.text(server.url("/story"))
        assert await pages.text(server.url("/story2"))
        with pytest.raises(FetchError, match="asks programs not to fetch"):
            await pages.text(server.url("/closed/story"))
    assert [seen.path for seen in server.seen] == ["/robots.txt", "/story", "/story2"]


async def test_rules_that_cannot_be_read_close_the_site(server: Server):
    server.routes["/robots.txt"] = answer(b"", 500)
    server.routes["/story"] = answer(PAGE.encode())
    with pytest.raises(FetchError, match=r"robots\.txt could not be read"):
        await fetch(server)


async def test_what_is_no_article_is_told(server: Server):
    server.routes["/story"] = answer(b"%PDF", 200, (b"Content-Type", b"application/pdf"))
    with pytest.raises(FetchError, match="no web page but application/pdf"):
        await fetch(server)
    server.routes["/story"] = answer(b"<p>Enable JavaScript.</p>")
    with pytest.raises(FetchError, match="no article was found"):
        await fetch(server)


async def test_an_items_link_does_not_lead_into_a_private_network(server: Server):
    server.routes["/story"] = answer(PAGE.encode())
    async with Client(Limits()) as client:
        with pytest.raises(FetchError):
            await FullTexts(client.get).text(server.url("/story"))
    assert server.seen == []
    server.routes["/story"] = redirect(server.url("/canary", "127.0.0.2"))
    with pytest.raises(FetchError, match="private network"):
        await fetch(server)
    assert "/canary" not in [seen.path for seen in server.seen]


async def test_credentials_are_not_asked_for_rules():
    asked = []

    async def get(request: Request) -> Fetched:
        asked.append(request.url)
        return Fetched(200, PAGE.encode() if len(asked) > 1 else b"", final_url=request.url)

    await FullTexts(get).text("https://ann:secret@harbour.example/story")
    assert asked[0] == "https://harbour.example/robots.txt"
