"""The README says what the program does: commands, keys, exit codes, the example file."""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

from briefing import __version__
from briefing.arguments import parser
from briefing.tui.remap import markdown

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_the_program_s_own() -> None:
    written = README.partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0].strip()
    assert written == markdown().strip(), "write briefing.tui.remap.markdown() between the marks"


def test_every_command_is_named() -> None:
    subparsers = next(
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    for name in subparsers.choices:
        assert f"`briefing {name}" in README, name


def test_every_long_option_of_a_command_is_named() -> None:
    def walk(found: argparse.ArgumentParser) -> set[str]:
        names: set[str] = set()
        for action in found._actions:
            if isinstance(action, argparse._SubParsersAction):
                for child in action.choices.values():
                    names |= walk(child)
            elif action.help != argparse.SUPPRESS:
                names |= {name for name in action.option_strings if name.startswith("--")}
        return names

    lacking = {name for name in walk(parser()) if name not in README} - {"--help"}
    assert lacking <= {"--limit"}


def test_both_commands_stand_alone() -> None:
    for mark in ("demo", "test"):
        block = README.partition(f"<!-- {mark} -->")[2].partition("```sh\n")[2].partition("```")[0]
        assert block.count("\n") == 1
        assert block.startswith("python3 -m venv .venv && .venv/bin/pip install")


def test_the_changelog_knows_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in changelog or f"## {__version__}" in changelog


def test_dependencies_have_both_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        wanted += [item for item in extra if not item.startswith("briefing-reader")]
    # Releases of certifi are dates: an upper bound would only keep old certificates in use.
    wanted = [item for item in wanted if not item.startswith("certifi")]
    for requirement in wanted:
        assert re.search(r">=[\d.]+,<[\d.]+$", requirement), requirement
