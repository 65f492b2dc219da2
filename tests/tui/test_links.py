from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.tui import child
from briefing.tui.links import every, launch, opener
from briefing.wording import lead

from .conftest import Drive
from .fake_desk import FakeShelf
from .sample import edition


def test_the_browser_gets_one_argument_and_no_shell() -> None:
    url = "https://a.example/x?y=1&z=$(touch%20/tmp/x)"
    assert opener("firefox --new-tab", url)[:2] == ("firefox", "--new-tab")
    assert len(opener("firefox --new-tab", url)) == 3
    assert opener("w3m '{url}' -q", "https://a.example/") == ("w3m", "https://a.example/", "-q")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "javascript:alert(1)", "-version", "", "ftp://a.example/x"],
)
def test_nothing_but_the_web_is_opened(url: str) -> None:
    assert opener("firefox", url) == ()


async def test_a_browser_that_is_not_there_is_told() -> None:
    assert "no-such-browser" in await launch(("no-such-browser", "https://a.example/"))
    assert await launch((sys.executable, "-c", "pass")) == ""


def test_all_but_copies() -> None:
    assert len(every(edition()[0])) == 3


async def test_the_link_is_that_of_the_headline_as_in_the_digest(drive: Drive) -> None:
    first, *others = edition()
    other = first.articles[1].article
    headed = replace(first, row=replace(first.row, title=other.title))
    async with drive(shelf=FakeShelf([headed, *others])) as session:
        await session.press("y")
        assert session.app.clipboard == other.url == lead(headed) != first.articles[0].article.url


async def test_tmux_is_told_by_its_own_command(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tmux, kept = tmp_path / "tmux", tmp_path / "kept"
    tmux.write_text(f'#!/bin/sh\n[ "$*" = "load-buffer -w -" ] && cat > "{kept}"\n')
    tmux.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.delenv("TMUX", raising=False)
    async with drive() as session:
        await session.press("y")
        assert "Copied through the terminal: https://harborledger" in session.main.spoken
        assert session.app.clipboard == "https://harborledger.example/a1"
        monkeypatch.setenv("TMUX", "/tmp/tmux,1,0")
        await session.press("Y")
        assert "Copied as Markdown to tmux: Harbour board" in session.main.spoken
        assert "Nordline" in kept.read_text(encoding="utf-8")


async def test_events_of_a_child() -> None:
    code = (
        "import sys, json\n"
        "print(json.dumps({'event': 'feed', 'done': 1}))\n"
        "print('not json')\n"
        "print(json.dumps({'event': 'done', 'new': 3}), flush=True)\n"
        "print('briefing: half of it failed', file=sys.stderr)\n"
        "sys.exit(1)\n"
    )
    seen = [event async for event in child.events((sys.executable, "-c", code))]
    assert [event["event"] for event in seen] == ["feed", "done", "end"]
    assert seen[-1] == {"event": "end", "code": 1, "said": "half of it failed"}


async def test_leaving_the_events_kills_the_child() -> None:
    code = 'import time\nprint(\'{"event": "feed"}\', flush=True)\ntime.sleep(60)'
    stream = child.events((sys.executable, "-c", code))
    assert (await anext(stream))["event"] == "feed"
    await stream.aclose()


async def test_a_child_that_cannot_start() -> None:
    seen = [event async for event in child.events(("no-such-program",))]
    assert seen[0]["code"] == 127
    ended = await child.run(("no-such-program",))
    assert ended.code == 127
    assert "no-such-program" in ended.said
