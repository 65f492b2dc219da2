"""The configuration: what is right is read, what is wrong is told at once with a way out."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.config import Config, config_path, load, store_path
from briefing.config.parse import parse
from briefing.config.settings import SETTINGS, duration
from briefing.errors import ConfigError

PATH = Path("/somewhere/config.toml")
EXAMPLE = Path(__file__).parents[1] / "config.example.toml"


def problems(text: str | bytes) -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(ConfigError) as caught:
        parse(raw, PATH)
    return [str(problem) for problem in caught.value.problems]


def test_the_example_runs_as_it_stands() -> None:
    config = parse(EXAMPLE.read_bytes(), EXAMPLE)
    assert next(feed.outlet for feed in config.feeds) == "WebProNews"
    assert config.themes[0].name == "housing"
    assert config.themes[0].own


def test_the_example_names_every_key_with_its_default() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    uncommented = "\n".join(
        line[2:] if line.startswith("# ") and "=" in line and "`" not in line else line
        for line in text.splitlines()
    )
    named = tomllib.loads(uncommented)
    defaults = Config(store=store_path({}))
    for setting in SETTINGS:
        assert setting.key in named[setting.section], f"{setting.section}.{setting.key} is missing"
        if setting.attribute != "store":
            value = setting.check(named[setting.section][setting.key])
            assert value == getattr(defaults, setting.attribute), setting.key


def test_no_file_means_defaults(tmp_path: Path) -> None:
    config = load(tmp_path / "none.toml", required=False, environ={"HOME": "/h"})
    assert config.feeds == ()
    assert config.store == Path("/h/.local/share/briefing/store.sqlite")


def test_a_file_that_was_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no such file.*config init"):
        load(tmp_path / "none.toml", required=True)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is a folder"):
        load(tmp_path, required=True)


def test_broken_toml_names_its_line() -> None:
    assert problems("[briefing]\ntop = = 3\n")[0].startswith(f"{PATH}:2: is not valid TOML here")


def test_latin_1_names_its_line() -> None:
    assert problems(b"# ok\n[ui]\ntheme = 'caf\xe9'\n") == [
        f"{PATH}:3: is not UTF-8 text; save it as UTF-8"
    ]


def test_a_byte_order_mark_is_no_problem() -> None:
    assert parse(b"\xef\xbb\xbf[briefing]\ntop = 3\n", PATH).top == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[brifing]\n", "unknown section, did you mean 'briefing'?"),
        ("[briefing]\ntopp = 3\n", "briefing.topp: unknown key, did you mean 'top'?"),
        ("[briefing]\ntop = 'many'\n", "briefing.top: expected a whole number from 1 to 1000"),
        ("[briefing]\ntop = true\n", "expected a whole number"),
        ("[briefing]\nwindow = 36\n", 'expected a span such as "45m", "36h" or "4d", got 36'),
        ("[briefing]\nsummarizer = 'magic'\n", "expected one of coverage, lexrank"),
        ("[ui]\nascii = 'yes'\n", "expected true or false"),
        ("[fetch]\ntimeout = 0\n", "expected 1 to 600 seconds"),
        ("briefing = 3\n", "expected a section, written as [briefing]"),
        ("feeds = 3\n", "expected [[feeds]] tables or a list of addresses"),
        ("feeds = ['ftp://x.example/']\n", "feeds[1].url: expected an http(s) address"),
        ("feeds = ['nonsense']\n", "feeds[1].url: expected an http(s) address"),
        ("[[feeds]]\nurl = 'https://a.example/'\nurll = ''\n", "did you mean 'url'?"),
        ("[[feeds]]\ntitle = 'no address'\n", "feeds[1].url: expected the feed's http(s) address"),
        ("[[feeds]]\nurl='https://a.example/'\ntags='x'\n", "feeds[1].tags: expected a list"),
        (
            "feeds = ['https://a.example/f', 'https://a.example/f']\n",
            "the same address as feeds[1]",
        ),
        ("[themes]\nclimate = 3\n", "themes.climate: expected a section"),
        ("[themes.climate]\nwords = 'co2'\n", "themes.climate.words: expected a list of words"),
        ("[themes.climate]\nkey = 'ab'\n", "expected one character"),
        ("[keys]\nx = 3\n", 'expected keys such as "j,down"'),
    ],
)
def test_what_is_wrong_is_named(text: str, told: str) -> None:
    assert any(told in problem for problem in problems(text)), problems(text)


def test_all_problems_come_at_once() -> None:
    assert len(problems("[briefing]\ntop = 0\nsentences = 'x'\n[nowhere]\na = 1\n")) == 3


def test_credentials_are_not_repeated_in_a_message() -> None:
    told = problems("feeds = ['ftp://reader:secret@a.example/']\n")
    assert "secret" not in told[0]


def test_addresses_may_stand_alone() -> None:
    config = parse(b"feeds = ['https://a.example/feed']\n", PATH)
    assert [feed.url for feed in config.feeds] == ["https://a.example/feed"]


def test_a_relative_store_stands_beside_its_configuration() -> None:
    assert parse(b"[store]\npath = 'my.sqlite'\n", PATH).store == Path("/somewhere/my.sqlite")


@pytest.mark.parametrize(
    ("text", "span"),
    [("45m", timedelta(minutes=45)), ("36h", timedelta(hours=36)), ("2w", timedelta(days=14))],
)
def test_spans(text: str, span: timedelta) -> None:
    assert duration(text) == span


@pytest.mark.parametrize("text", ["", "0h", "h", "3", "3 years", "-3h", 3, None, "999999d"])
def test_no_spans(text: object) -> None:
    with pytest.raises(ValueError, match="expected a span"):
        duration(text)


def test_where_the_file_is_looked_for() -> None:
    assert config_path("a.toml", {}) == Path("a.toml")
    assert config_path(None, {"BRIEFING_CONFIG": "/b.toml", "HOME": "/h"}) == Path("/b.toml")
    expected = Path("/x/briefing/config.toml")
    assert config_path(None, {"XDG_CONFIG_HOME": "/x", "HOME": "/h"}) == expected
    expected = Path("/h/.config/briefing/config.toml")
    assert config_path(None, {"XDG_CONFIG_HOME": "relative", "HOME": "/h"}) == expected


# --- what was read is remembered ------------------------------------------------------------


def test_the_same_bytes_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    environ = {"HOME": str(tmp_path)}
    file.write_bytes(EXAMPLE.read_bytes())
    first = load(file, required=True, environ=environ)
    with monkeypatch.context() as patched:
        patched.setattr("briefing.config.parse.parse", lambda *_: pytest.fail("read again"))
        assert load(file, required=True, environ=environ) == first
    (kept,) = (tmp_path / ".cache" / "briefing").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    # Another default place of the store, a damaged note of it, other bytes: read as usual.
    moved = load(file, required=True, environ={**environ, "XDG_DATA_HOME": "/elsewhere"})
    assert moved.store == Path("/elsewhere/briefing/store.sqlite")
    kept.write_bytes(kept.read_bytes()[:-9])
    assert load(file, required=True, environ=environ) == first
    file.write_text("[briefing]\ntop = 7\n")
    assert load(file, required=True, environ=environ).top == 7


def test_a_file_that_became_wrong_is_told(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    environ = {"HOME": str(tmp_path)}
    file.write_text("[briefing]\ntop = 7\n")
    load(file, required=True, environ=environ)
    file.write_text("[briefing]\ntop = 0\n")
    for _ in range(2):
        with pytest.raises(ConfigError):
            load(file, required=True, environ=environ)


def test_no_place_to_remember_is_no_trouble(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[briefing]\ntop = 7\n")
    (tmp_path / ".cache").write_text("a file, not a folder")
    assert load(file, required=True, environ={"HOME": str(tmp_path)}).top == 7


def test_a_proxy_is_an_address() -> None:
    config = parse(b'[fetch]\nproxy = "http://localhost:3128"', PATH)
    assert config.proxy == "http://localhost:3128"
    (told,) = problems('[fetch]\nproxy = "socks://me:secret@localhost"')
    assert "expected an address" in told
    assert "secret" not in told
