"""Which rooms may know which, looked at from inside a running process.

The import contract in pyproject.toml says the same of the source; this sees what really loads.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

ROOMS = ("feeds", "fetch", "parse", "store", "stories", "summaries", "questions")


def loaded(code: str) -> set[str]:
    """Modules in sys.modules after running code in a fresh interpreter."""
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def modules_of(room: str) -> str:
    return (
        "import pkgutil, importlib, briefing." + room + " as room\n"
        "for found in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "    importlib.import_module(found.name)"
    )


@pytest.mark.parametrize("room", ROOMS)
def test_a_working_room_knows_only_the_ground_floor(room: str) -> None:
    names = loaded(modules_of(room))
    others = {
        name
        for name in names
        if name.startswith("briefing.")
        and name.split(".")[1] not in {room, "text", "models", "errors", "ids", "values"}
    }
    assert others == set()


@pytest.mark.parametrize(
    ("room", "library"),
    [
        ("feeds", "httpx"),
        ("store", "httpx"),
        ("stories", "sumy"),
        ("questions", "sumy"),
        ("stories", "numpy"),
        ("questions", "numpy"),
        ("digest", "textual"),
        ("digest", "rich"),
    ],
)
def test_a_room_does_not_load_a_library_that_is_not_its_own(room: str, library: str) -> None:
    assert library not in loaded(modules_of(room))


def test_the_door_of_the_summaries_does_not_load_sumy() -> None:
    names = loaded("import briefing.summaries.summarise, briefing.analysis")
    assert names & {"sumy", "nltk"} == set()
