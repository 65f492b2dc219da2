"""What is read without a parser is read as the parser reads it."""

from __future__ import annotations

from itertools import product

import pytest

from briefing.arguments import parser
from briefing.bare import DEFAULTS, bare

PLACES = ([], ["--config", "a.toml"], ["--store", ""], ["--config", "a", "--config", "b"])


@pytest.mark.parametrize(
    "words",
    [[*one, *other, *command] for one, other, command in product(PLACES, PLACES, ([], ["digest"]))],
)
def test_the_same_as_by_the_parser(words: list[str]) -> None:
    mine, theirs = bare(words), parser().parse_args(words)
    assert mine is not None
    assert {name: getattr(theirs, name) for name in (*DEFAULTS, "needs")} == {
        name: getattr(mine, name) for name in (*DEFAULTS, "needs")
    }


@pytest.mark.parametrize(
    "words",
    [
        ["--demo"],
        ["digest", "--top", "3"],
        ["digest", "--store", "x"],
        ["stories"],
        ["--store"],
        ["--store", "--config", "digest"],
        ["--store=x"],
        ["digest", "digest"],
        ["-h"],
    ],
)
def test_anything_else_is_left_to_the_parser(words: list[str]) -> None:
    assert bare(words) is None
