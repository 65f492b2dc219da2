"""Any document at all goes parse -> clean -> store -> stories -> digest without harm."""

from __future__ import annotations

import io
import json
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.cli import main
from briefing.config import Config
from briefing.errors import ParseError
from briefing.models import ParsedFeed, Subscription
from briefing.parse.identity import decide
from briefing.parse.read import parse
from briefing.refresh import think
from briefing.store.connection import open_store

from .bodies import START
from .cases.text import TITLES
from .rules import faults

URL = "https://fuzz.example/feed"
PIECES = st.one_of(
    st.sampled_from([written[:200] for written, _ in TITLES.values()]),
    st.sampled_from(["It is not known why ", "</", "<p>", "&#", "]]>", "http://", "\x1b", "\x9b"]),
    st.text(max_size=20),
    st.text("\x1b\x9b\x9d]8;[31m\\\u202e\u200b\ud800", max_size=12),
)
WORDS = st.lists(PIECES, max_size=6).map("".join)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"id": WORDS, "url": WORDS, "title": WORDS, "content_text": WORDS, "author": WORDS}
    ),
    max_size=4,
)


def as_json(title: str, entries: list[dict[str, str]]) -> bytes:
    rows = [entry | {"authors": [{"name": entry["author"]}]} for entry in entries]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": rows}
    ).encode()


def as_rss(title: str, entries: list[dict[str, str]], *, sound: bool) -> bytes:
    def put(name: str, value: str) -> str:
        return f"<{name}>{escape(value) if sound else value}</{name}>"

    rows = "".join(
        "<item>"
        + put("title", entry["title"]) + put("link", entry["url"]) + put("guid", entry["id"])
        + put("description", entry["content_text"]) + put("author", entry["author"])
        + "</item>"
        for entry in entries
    )  # fmt: skip
    document = f'<rss version="2.0"><channel>{put("title", title)}{rows}</channel></rss>'
    return document.encode("utf-8", "surrogatepass")


DOCUMENTS = st.one_of(
    st.builds(as_json, WORDS, ENTRIES),
    st.builds(as_rss, WORDS, ENTRIES, sound=st.booleans()),
)
KINDS = st.sampled_from(["", "utf-8", "unicode_escape", "utf-16", "cp1252", "\x1b[31m"])


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A document with some bytes exchanged, cut or doubled."""
    data = bytearray(draw(DOCUMENTS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 6))] = draw(st.binary(max_size=6))
    return bytes(data)


def read(body: bytes, charset: str) -> ParsedFeed | None:
    """The feed; None when it is none, which is said in clean words."""
    refusal = ""
    try:
        return parse(body, "application/xml", charset, URL)
    except ParseError as error:
        refusal = error.line()
    assert refusal
    assert faults(refusal) == []
    return None


def printed(*arguments: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    assert code == 0, err.getvalue()
    return out.getvalue() + err.getvalue()


def travelled(folder: Path, first: bytes, second: bytes, charset: str) -> None:
    """Two visits to one feed; nothing forbidden is stored or printed, nothing is stored twice."""
    path = folder / "store.sqlite"
    config = folder / "c.toml"
    config.write_text(f"feeds = ['{URL}']\n[store]\npath = 'store.sqlite'\n")
    with open_store(path) as store:
        store.feeds.sync([Subscription(URL)])
        for body in (first, second):
            feed = read(body, charset)
            if feed is None:
                continue
            known = store.feeds.known(URL)
            intents = decide(URL, feed.title, feed.entries, known, START)
            assert len(intents.new) + len(intents.changed) <= len(feed.entries)
            state = store.feeds.get(URL)
            assert state is not None
            store.feeds.record(state, intents.new, intents.changed, now=START)
            again = decide(URL, feed.title, feed.entries, store.feeds.known(URL), START)
            assert again.new == ()
        think(store, Config(store=path), START)
    for form in ("text", "html", "json"):
        arguments = ("digest", "--since", "all", "--format", form)
        assert faults(printed("--config", str(config), *arguments)) == []


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=12, derandomize=True, suppress_health_check=SLOW)
@given(first=damaged(), second=damaged(), charset=KINDS)
def test_from_bytes_to_digest(
    monkeypatch: pytest.MonkeyPatch, first: bytes, second: bytes, charset: str
) -> None:
    monkeypatch.setenv("BRIEFING_NOW", START.isoformat())
    with tempfile.TemporaryDirectory() as folder:
        travelled(Path(folder), first, second, charset)


@pytest.mark.long
@settings(max_examples=1000, suppress_health_check=SLOW)
@given(first=damaged(), second=damaged(), charset=KINDS)
def test_from_bytes_to_digest_at_length(
    monkeypatch: pytest.MonkeyPatch, first: bytes, second: bytes, charset: str
) -> None:
    monkeypatch.setenv("BRIEFING_NOW", START.isoformat())
    with tempfile.TemporaryDirectory() as folder:
        travelled(Path(folder), first, second, charset)
