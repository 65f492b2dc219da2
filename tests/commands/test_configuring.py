"""``briefing config`` and ``briefing doctor``."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from briefing.config.settings import SETTINGS


def test_init_writes_an_example_that_passes_its_own_check(briefing: Any) -> None:
    path = briefing("config", "path").out.strip()
    assert path == str(briefing.home / ".config/briefing/config.toml")
    assert briefing("config", "init").out.strip() == path
    assert briefing("config", "check").out.startswith(f"{path}: fine, 3 feeds")
    again = briefing("config", "init")
    assert again.code == 2
    assert "is there already" in again.err


def test_init_works_at_a_path_that_was_named(briefing: Any) -> None:
    path = briefing.home / "deep/er/mine.toml"
    assert briefing("--config", str(path), "config", "init").code == 0
    assert path.exists()


def test_show_prints_toml_that_means_the_same(briefing: Any) -> None:
    path = briefing.home / "mine.toml"
    path.write_text(
        '[briefing]\nwindow = "90m"\n[ui]\nascii = true\n[themes.housing]\nwords = ["rent"]\n'
        '[keys]\n"story.done" = "d,x"\n[[feeds]]\nurl = "https://a.example/f"\ntags = ["a b"]\n'
    )
    shown = tomllib.loads(briefing("--config", str(path), "config", "show").out)
    assert shown["briefing"]["window"] == "90m"
    assert shown["ui"]["ascii"] is True
    assert shown["themes"]["housing"]["words"] == ["rent"]
    assert shown["keys"]["story.done"] == "d,x"
    assert shown["feeds"] == [{"url": "https://a.example/f", "tags": ["a b"]}]
    assert {setting.key for setting in SETTINGS} <= {
        key for section in shown.values() if isinstance(section, dict) for key in section
    }


def test_check_tells_everything_at_once(briefing: Any) -> None:
    path = briefing.home / "bad.toml"
    path.write_text(
        "[briefing]\ntop = 0\n[nowhere]\n[ui]\nascii = 1\ntheme = 'briefing-drak'\n"
        "[keys]\n'story.dome' = 'd'\n"
    )
    ran = briefing("--config", str(path), "config", "check")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 5
    assert "briefing-dark" in ran.err


def test_check_knows_keys_that_cannot_be(briefing: Any) -> None:
    path = briefing.home / "keys.toml"
    path.write_text('[keys]\n"story.dome" = "d"\n')
    ran = briefing("--config", str(path), "config", "check")
    assert ran.code == 2
    assert "story.done" in ran.err


def test_the_doctor_is_content_with_an_empty_home(briefing: Any) -> None:
    ran = briefing("doctor")
    assert ran.code == 0
    assert "BAD" not in ran.out


@pytest.fixture
def store(briefing: Any, sample: tuple[str, ...]) -> Path:
    """A store with the sample edition in it."""
    return Path(shutil.copy(sample[1], briefing.home / "a.sqlite"))


def test_the_doctor_names_what_is_wrong(briefing: Any, store: Path) -> None:
    config = briefing.home / "c.toml"
    config.write_text("[briefing]\ntop = 0\n")
    ran = briefing("--config", str(config), "doctor")
    assert ran.code == 1
    assert "BAD  " in ran.out
    assert "briefing.top" in ran.out
    store.write_bytes(store.read_bytes()[:50_000])
    ran = briefing("--store", str(store), "doctor")
    assert ran.code == 1
    assert str(store) in ran.out


def test_what_is_damaged_can_be_saved(briefing: Any, store: Path) -> None:
    saved = briefing.home / "b.sqlite"
    listed = briefing("--store", str(store), "stories").out
    ran = briefing("--store", str(store), "doctor", "--salvage", str(saved))
    assert ran.code == 0
    assert store.exists()
    assert briefing("--store", str(saved), "stories").out == listed
    assert briefing("--store", str(saved), "doctor", "--mend").code == 0
    assert briefing("--store", str(saved), "stories").out == listed


def test_doctor_names_a_folder_that_cannot_be_written(briefing: Any) -> None:
    (briefing.home / ".config").write_text("no folder")
    ran = briefing("doctor")
    assert ran.code == 1
    assert f"BAD  {briefing.home}/.config/briefing cannot be written" in ran.out


def test_a_named_store_that_cannot_be_is_no_reason_for_the_sample(briefing: Any) -> None:
    (briefing.home / "file").write_text("no folder")
    ran = briefing("--store", str(briefing.home / "file/store.sqlite"), "digest")
    assert (ran.code, ran.out) == (1, "")
    assert "cannot be" in ran.err
