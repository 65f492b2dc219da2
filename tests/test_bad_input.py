"""What is wrong is one clear line with a way out and the right exit code, never a traceback."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest


def one_line(ran: Any, code: int, *parts: str) -> None:
    assert ran.code == code
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1, ran.err
    for part in parts:
        assert part in ran.err


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("[briefing]\ntop = = 3\n", (":2:", "not valid TOML")),
        ("[briefing]\ntoop = 3\n", ("briefing.toop", "did you mean 'top'?")),
        ("[briefing]\ntop = 'x'\n", ("briefing.top", "whole number")),
        ("feeds = ['nonsense']\n", ("feeds[1].url", "http(s) address")),
        ("[store]\npath = 3\n", ("store.path", "expected a path")),
    ],
)
def test_a_wrong_configuration(briefing: Any, content: str, parts: tuple[str, ...]) -> None:
    config = briefing.home / "bad.toml"
    config.write_text(content)
    for command in ("refresh", "digest", "stories"):
        one_line(briefing("--config", str(config), command), 2, str(config), *parts)


def test_a_configuration_that_is_not_there(briefing: Any) -> None:
    one_line(briefing("--config", "none.toml", "digest"), 2, "none.toml", "config init")


def test_a_folder_instead_of_a_file(briefing: Any) -> None:
    one_line(briefing("--config", str(briefing.home), "digest"), 2, "is a folder")
    one_line(briefing("--store", str(briefing.home), "stories"), 1, "is a folder")
    one_line(briefing("brief", str(briefing.home)), 1, "is a folder")


def test_a_store_that_is_none(briefing: Any) -> None:
    path = briefing.home / "text.sqlite"
    path.write_text("These are words, not a database. " * 100)
    one_line(briefing("--store", str(path), "stories"), 1, str(path))
    assert path.read_text().startswith("These are words")


def test_wrong_usage(briefing: Any, sample: tuple[str, ...]) -> None:
    one_line(briefing("--nonsense"), 2, "--nonsense", "--help")
    one_line(briefing("nonsense"), 2, "nonsense")
    one_line(briefing("digest", "--since", "soon"), 2, "--since", "24h")
    one_line(briefing("digest", "--top", "0"), 2, "from 1 to")
    one_line(briefing(*sample, "digest", "--theme", "weather"), 2, "ownership")
    one_line(briefing("mark", "done"), 2, "--all")
    one_line(briefing(*sample, "story", "zzz"), 1, "no story zzz")
    one_line(briefing("brief", "none.txt"), 1, "no such file")
    one_line(briefing("brief", "-", "--skip", "everything"), 2, "--skip")
    one_line(briefing("brief", "-", "--summarizer", "magic"), 2, "coverage")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ("is empty",)),
        ('{"title": "a"}\n{"title": }\n', (":2:", "not a JSON object")),
        ('{"title": "a"}\n[1]\n', (":2:", "expected a JSON object")),
        ('{"title": "a", "text": 3}\n', (":1:", "text: expected text, got 3")),
        ('{"id": "x"}\n', (":1:", "neither title nor text")),
        ('{"id": "x", "title": "a"}\n{"id": "x", "title": "b"}\n', (":2:", "twice")),
        ('{"title": "a", "published": "soon"}\n', ("published", "ISO 8601")),
        ('{"title": "a", "sentences": "b"}\n', ("sentences", "a list of texts")),
    ],
)
def test_documents_that_cannot_be_read(briefing: Any, text: str, parts: tuple[str, ...]) -> None:
    one_line(briefing("brief", "-", stdin=text), 1, *parts)


def test_grouped_needs_groups(briefing: Any) -> None:
    one_line(briefing("brief", "--grouped", "-", stdin='{"title": "a"}\n'), 1, '"story"')


def test_a_reader_that_has_seen_enough(briefing: Any, sample: tuple[str, ...]) -> None:
    command = " ".join(briefing.command(*sample, "digest", "--since", "all"))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -1"],
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_a_full_disk_behind_stdout(briefing: Any, sample: tuple[str, ...]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            briefing.command(*sample, "digest", "--since", "all"),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1


def test_a_closed_stdout(briefing: Any, sample: tuple[str, ...]) -> None:
    command = " ".join(briefing.command(*sample, "digest", "--since", "all"))
    done = subprocess.run(["bash", "-c", f"{command} >&-"], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)


def test_an_old_locale_and_a_dumb_terminal(briefing: Any) -> None:
    ran = briefing.alone("--demo", environ={"LANG": "C", "LC_ALL": "C", "TERM": "dumb"})
    assert ran.code == 0
    assert "sample edition" in ran.out
    assert "\x1b" not in ran.out


def test_nothing_followed_yet(briefing: Any) -> None:
    ran = briefing("digest")
    assert ran.code == 0
    assert "sample edition" in ran.out
    assert "briefing feed" in ran.err
    ran = briefing("stories")
    assert (ran.code, ran.out) == (0, "")
    assert "feed add" in ran.err
    assert briefing("refresh").code == 0
