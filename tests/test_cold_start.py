"""A command imports what it needs and no more: what each one loads, looked at from inside."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

HEAVY = ("textual", "httpx", "feedparser", "sumy", "nltk", "numpy", "rich", "lxml", "asyncio")


def loaded_by(briefing: Any, *arguments: str) -> set[str]:
    """Top-level modules loaded by one run of the command."""
    code = (
        "import sys\nfrom briefing.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('\\n'.join({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=briefing.home,
        check=True,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "command",
    [
        ("digest", "--since", "all"),
        ("digest", "--since", "all", "--format", "json"),
        ("stories",),
        ("questions",),
        ("search", "the"),
        ("articles",),
        ("undo",),
        ("config", "show"),
    ],
)
def test_commands_over_a_warm_store(
    briefing: Any, sample: tuple[str, ...], command: tuple[str, ...]
) -> None:
    assert loaded_by(briefing, *sample, *command) & set(HEAVY) == set()


DEAR = ("dataclasses", "inspect", "typing", "argparse", "tomllib", "json", "threading", "wcwidth")
"""Parts of the standard library, and a table, that take longer to load than a story to print."""


def test_a_bare_digest_loads_next_to_nothing(briefing: Any, sample: tuple[str, ...]) -> None:
    config = briefing.home / "config.toml"
    config.write_text('feeds = ["https://a.example/feed"]\n')
    words = ("--config", str(config), *sample, "digest")
    loaded_by(briefing, *words)  # the first time its configuration is read
    assert loaded_by(briefing, *words) & {*HEAVY, *DEAR} == set()


@pytest.mark.parametrize("command", [("--help",), ("--version",), ("digest", "--help")])
def test_help(briefing: Any, command: tuple[str, ...]) -> None:
    names = loaded_by(briefing, *command)
    assert names & {*HEAVY, "sqlite3", "json"} == set()


def test_the_documents_pipe_needs_no_terminal_and_no_network(briefing: Any) -> None:
    document = briefing.home / "a.txt"
    document.write_text("The mill closed on Friday. Nobody knows why it closed.\n")
    names = loaded_by(briefing, "brief", str(document))
    assert names & {"textual", "httpx", "feedparser", "sqlite3"} == set()


def test_what_shows_the_last_first_screen_loads_nothing_else() -> None:
    # The first line of the installed command; the screen is shown before the rest is loaded.
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "from briefing.__main__ import main"],
        capture_output=True,
        text=True,
        check=True,
    )
    names = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines()]
    # Whatever stands before `site` and in it is Python's own start.
    loaded = set(names[names.index("site") + 1 : names.index("briefing.__main__")])
    assert loaded <= {"__future__", "briefing", "briefing.tui", "briefing.tui.splash"}
