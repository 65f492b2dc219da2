"""Every turn of phrase is found where its examples say, and nowhere near."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest

import briefing.summaries
from briefing.summaries.phrases import Phrase, any_of


def phrases() -> Iterator[tuple[str, Phrase]]:
    """Those of all files of the room, with the file's name: alone or in tables."""
    for found in iter_modules(briefing.summaries.__path__):
        module = import_module(f"briefing.summaries.{found.name}")
        for value in vars(module).values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Phrase):
                    yield found.name, one


ALL = [pytest.param(phrase, id=f"{room}: {phrase.name}") for room, phrase in phrases()]


@pytest.mark.parametrize("phrase", ALL)
def test_a_phrase_is_found_in_its_examples_and_not_in_what_comes_near(phrase: Phrase) -> None:
    assert phrase.found_in
    assert phrase.not_in
    assert [text for text in phrase.found_in if not phrase.regex.search(text)] == []
    assert [text for text in phrase.not_in if phrase.regex.search(text)] == []


def test_names_are_given_once_in_a_file() -> None:
    names = [(room, phrase.name) for room, phrase in phrases()]
    assert len(names) == len(set(names)) > 30


def test_any_of_several() -> None:
    one, other = (Phrase(name, name, (name,), ()) for name in ("ferry", "tram"))
    assert [bool(any_of((one, other)).search(text)) for text in ("A Tram", "a ferry", "a bus")] == [
        True,
        True,
        False,
    ]
