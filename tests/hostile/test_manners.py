"""What only a reader's own words change: moves, feeds that are gone, what is found on a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .bodies import Item, Serve, answer, plain, rss
from .case import Asked, Case, Steps
from .server import usable
from .world import World

pytestmark = pytest.mark.skipif(not usable(), reason="this machine has no 127.0.0.0/8")

PAGE = "The words of a long article, told at length and more than once. " * 20


@contextmanager
def following(folder: Path, serve: Serve, *, full_text: bool = False) -> Iterator[World]:
    """A reader who follows one case, refreshed once; its server goes on."""
    case = Case("one", serve, full_text=full_text, family="addresses")
    world = World(folder, [case], inside=True)
    with world.server:
        world.configure()
        assert world.ask("refresh").code in (0, 1)
        yield world
    assert world.server.touched == []
    assert world.server.faults == []


def asked(world: World) -> list[str]:
    """The paths that were asked for since the last call."""
    paths = [one.path for one in world.server.seen]
    world.server.seen.clear()
    return paths


def addresses(world: World) -> list[str]:
    return [str(row["url"]).rpartition("/")[2] for row in world.rows("feed", "list")]


# --- moves --------------------------------------------------------------------------------------


def _moved(asked: Asked) -> Steps:
    if asked.path == "/feed":
        return [answer(b"", 301, Location="/home")]
    return plain("One that moves along")(asked)


def test_a_move_is_accepted_at_once_when_asked_to(tmp_path: Path) -> None:
    with following(tmp_path, _moved) as world:
        before = world.rows("articles")
        assert (addresses(world), asked(world)) == (["feed"], ["/feed", "/home"])
        assert world.ask("mark", "done", "--all").code == 0
        # what was seen once is enough now, though nothing is due
        ran = world.ask("refresh", "--accept-moves")
        assert (ran.code, addresses(world), asked(world)) == (0, ["home"], [])
        assert b"has moved for good" in ran.err
        assert world.ask("refresh", "--force").code == 0
        assert asked(world) == ["/home"]
        after = world.rows("articles")
        assert [(row["id"], row["unread"]) for row in after] == [(before[0]["id"], False)]
        assert "/feed" not in world.config.read_text()


def test_a_move_that_was_not_seen_before_is_accepted_too(tmp_path: Path) -> None:
    with following(tmp_path, _moved) as world:
        world.store.unlink()
        assert world.ask("refresh", "--accept-moves").code == 0
        assert addresses(world) == ["home"]
        assert len(world.rows("articles")) == 1


def test_a_temporary_redirect_is_never_taken_for_a_move(tmp_path: Path) -> None:
    def serve(asked: Asked) -> Steps:
        return [answer(b"", 307, Location="/x")] if asked.path == "/feed" else plain("A")(asked)

    with following(tmp_path, serve) as world:
        assert world.ask("refresh", "--force", "--accept-moves").code == 0
        assert addresses(world) == ["feed"]


# --- gone ---------------------------------------------------------------------------------------


def test_a_feed_that_is_gone_is_asked_again_only_when_the_reader_adds_it(tmp_path: Path) -> None:
    with following(tmp_path, lambda asked: [answer(b"", 410)]) as world:
        assert asked(world) == ["/feed"]
        for arguments in (("refresh",), ("refresh", "--force"), ("refresh", "--accept-moves")):
            assert world.ask(*arguments).code == 0
        assert asked(world) == []
        world.ask("feed", "add", "--unchecked", world.server.feeds(world.cases[0])[0])
        world.ask("refresh")
        assert asked(world) == ["/feed"]


# --- what a page or an article names --------------------------------------------------------------


def _page(*links: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        if asked.path == "/feed":
            return plain("A feed of its own")(asked)
        if asked.path != "/page":
            return [answer(b"", 302, Location=asked.at("http://{canary}/feed"))]
        named = "".join(
            f"<link rel='alternate' type='application/rss+xml' href='{asked.at(link)}'>"
            for link in links
        )
        page = f"<!doctype html><html><head>{named}</head><body>Hi</body></html>"
        return [answer(page.encode(), kind="text/html")]

    return serve


INSIDE = (
    *("http://{canary}/feed", "http://{own_canary}/feed", "http://{decimal_canary}/feed"),
    *("http://{mapped_canary}/feed", "http://{named_canary}/feed", "/redirected"),
)


@pytest.mark.parametrize("what", ["add", "check"])
def test_no_page_makes_us_look_into_a_private_network(tmp_path: Path, what: str) -> None:
    with following(tmp_path, _page(*INSIDE)) as world:
        page = world.server.feeds(world.cases[0])[0].replace("/feed", "/page")
        ran = world.ask("feed", what, page)
        assert ran.code == 1
        assert addresses(world) == ["feed"]


def test_a_feed_at_the_host_and_port_that_was_typed_is_found(tmp_path: Path) -> None:
    with following(tmp_path, _page("http://{canary}/feed", "/feed")) as world:
        page = world.server.feeds(world.cases[0])[0].replace("/feed", "/page")
        found = world.ask("feed", "check", page)
        assert (found.code, found.out[:14]) == (0, b"ok   Quay Post")
        assert b"1 feed followed already" in world.ask("feed", "add", page).err


def _articles(rules: bytes) -> Serve:
    def serve(asked: Asked) -> Steps:
        if asked.path == "/robots.txt":
            return [answer(rules, kind="text/plain")]
        if asked.path == "/feed":
            return [answer(rss([Item("Teaser of it", asked.at("http://{host}/article"))]))]
        page = f"<html><body><article><p>{PAGE}</p></article></body></html>"
        return [answer(page.encode(), kind="text/html")]

    return serve


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /\n", False),
        (b"User-agent: *\nDisallow: /a", False),
    ],
)
def test_full_texts_are_fetched_where_robots_are_let_in(
    tmp_path: Path, rules: bytes, allowed: bool
) -> None:
    with following(tmp_path, _articles(rules), full_text=True) as world:
        assert asked(world) == ["/feed", "/robots.txt", *["/article"] * allowed]
        assert len(world.rows("search", "length")) == allowed


def test_robots_are_not_asked_about_what_the_reader_follows(tmp_path: Path) -> None:
    with following(tmp_path, plain("A plain one")) as world:
        assert asked(world) == ["/feed"]
