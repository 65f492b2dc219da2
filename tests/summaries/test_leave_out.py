"""Packages of which only a part is loaded."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from briefing.summaries.leave_out import hollow

# Small, of the standard library, and used by nothing here.
PACKAGE, PART = "wsgiref", "wsgiref.headers"


@pytest.fixture(autouse=True)
def _absent(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] in (PACKAGE, "this")]:
        monkeypatch.delitem(sys.modules, name)


def test_a_part_is_loaded_without_its_package():
    with hollow(PACKAGE, nothing=("this",)):
        part = import_module(PART)
        assert part.Headers([("a", "b")])["a"] == "b"
        assert import_module("this").s is None
    assert not {PACKAGE, PART, "this"} & set(sys.modules)
    assert import_module(PART) is not part


def test_an_error_inside_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError), hollow(PACKAGE):
        _ = 1 / 0
    assert PACKAGE not in sys.modules
    with pytest.raises(ModuleNotFoundError), hollow(PACKAGE, "no.such.package"):
        pass
    assert PACKAGE not in sys.modules


def test_what_is_loaded_is_left_alone():
    json = import_module("json")
    with hollow("json", nothing=("json.decoder",)):
        assert import_module("json") is json
        assert import_module("json.decoder").JSONDecoder
    assert import_module("json") is json


CODE = """
import sys
from briefing.summaries.model import tools
found = [tools("en").stem(word) for word in ("running", "ponies", "generally", "don't")]
found += [tools("de").stem("Häuser"), tools("fr").stem("maisons"), tools("ru").stem("новости")]
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"nltk", "requests", "numpy"}, loaded
import nltk.stem.snowball as real
assert found == [
    *map(real.EnglishStemmer().stem, ("running", "ponies", "generally", "don't")),
    real.GermanStemmer().stem("Häuser"),
    real.FrenchStemmer().stem("maisons"),
    real.RussianStemmer().stem("новости"),
], found
"""


def test_stemmers_are_what_they_are_in_the_whole_package():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
