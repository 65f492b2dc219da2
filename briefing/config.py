"""The reader's configuration: TOML in, one frozen ``Config`` out, every problem told at once.

What may stand in the file is one table, ``SETTINGS``: it checks, it fills defaults, it names the
nearest known key for a misspelt one and it prints ``briefing config show``.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from briefing.errors import ConfigError, ConfigProblem, UsageError
from briefing.models import Subscription, Theme
from briefing.text import clean

FORMATS = ("text", "markdown", "html", "json", "mail", "atom")
SUMMARIZERS = ("coverage", "lexrank", "textrank", "lsa", "luhn", "kl", "sumbasic")


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the reader can set. Durations are ``timedelta``, paths are absolute."""

    source: Path | None = None
    """The file it was read from, None when there is none and defaults hold."""
    feeds: tuple[Subscription, ...] = ()
    themes: tuple[Theme, ...] = ()
    """Only the reader's own."""
    keys: Mapping[str, str] = field(default_factory=dict)
    window: timedelta = timedelta(hours=36)
    top: int = 20
    max_questions: int = 3
    summarizer: str = "coverage"
    sentences: int = 3
    interval: timedelta = timedelta(minutes=30)
    timeout: float = 30.0
    concurrency: int = 64
    per_host: int = 2
    user_agent: str = ""
    proxy: str = ""
    store: Path = Path()
    keep_days: int = 0
    ui_theme: str = "briefing-dark"
    ui_ascii: bool = False
    ui_flat: bool = False
    digest_format: str = "text"
    digest_width: int = 0
    browser: str = ""
    save_command: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the file.

    ``check`` takes the raw TOML value and returns it as the Config holds it, or raises
    ``ValueError`` with what was expected.
    """

    section: str
    key: str
    attribute: str
    check: Callable[[Any], Any]
    help: str


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"expected a whole number from {low} to {high}, got {value!r}")
        return value

    return check


def _seconds(low: float, high: float) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"expected a number of seconds, got {value!r}")
        if not low <= value <= high:
            raise ValueError(f"expected {low:g} to {high:g} seconds, got {value!r}")
        return float(value)

    return check


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected text in quotes, got {value!r}")
    return clean.title(value)


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, got {value!r}")
    return value


def _one_of(*names: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in names:
            raise ValueError(f"expected one of {', '.join(names)}, got {value!r}")
        return str(value)

    return check


_UNITS = {"m": 60, "h": 3600, "d": 86400, "w": 604800}


def duration(value: Any) -> timedelta:
    """A span of time written as "45m", "36h", "4d" or "2w"; raises ValueError on anything else."""
    found = re.fullmatch(r"\s*(\d{1,5})\s*([mhdw])\s*", value) if isinstance(value, str) else None
    if found is None or int(found[1]) == 0:
        raise ValueError(f'expected a span such as "45m", "36h" or "4d", got {value!r}')
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def _path(value: Any) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"expected a path in quotes, got {value!r}")
    try:
        return expanded(value)
    except UsageError as error:
        raise ValueError(error.what) from None


SETTINGS: tuple[Setting, ...] = (
    Setting("briefing", "window", "window", duration, "how far back a briefing looks"),
    Setting("briefing", "top", "top", _whole(1, 1000), "most stories in one digest"),
    Setting("briefing", "max_questions", "max_questions", _whole(0, 20), "questions shown a story"),
    Setting(
        "briefing", "summarizer", "summarizer", _one_of(*SUMMARIZERS), "how sentences are chosen"
    ),
    Setting("briefing", "sentences", "sentences", _whole(1, 20), "sentences in a summary"),
    Setting("fetch", "interval", "interval", duration, "how often a feed is asked"),
    Setting("fetch", "timeout", "timeout", _seconds(1, 600), "seconds for one whole request"),
    Setting("fetch", "concurrency", "concurrency", _whole(1, 256), "requests at a time"),
    Setting("fetch", "per_host", "per_host", _whole(1, 16), "requests at a time to one host"),
    Setting("fetch", "user_agent", "user_agent", _words, "how we introduce ourselves"),
    Setting("fetch", "proxy", "proxy", _words, "address of a proxy"),
    Setting("store", "path", "store", _path, "the database file"),
    Setting("store", "keep_days", "keep_days", _whole(0, 36500), "days to keep, 0 for ever"),
    Setting("ui", "theme", "ui_theme", _words, "colours of the terminal session"),
    Setting("ui", "ascii", "ui_ascii", _yes_no, "no line drawing, no symbols"),
    Setting("ui", "flat", "ui_flat", _yes_no, "plain lines for screen readers"),
    Setting("digest", "format", "digest_format", _one_of(*FORMATS), "format of briefing digest"),
    Setting("digest", "width", "digest_width", _whole(0, 1000), "columns, 0 for the terminal's"),
    Setting("open", "browser", "browser", _words, "command that opens a link"),
    Setting(
        "open", "save_command", "save_command", _words, "command that a saved link is given to"
    ),
)

_SECTIONS = sorted({setting.section for setting in SETTINGS} | {"feeds", "themes", "keys"})
_FEED_KEYS = ("url", "title", "outlet", "tags", "full_text")
_THEME_KEYS = ("words", "order", "key")


def config_path(given: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Where the configuration is looked for: --config, BRIEFING_CONFIG, then the XDG folder."""
    if given:
        return expanded(given)
    if environ.get("BRIEFING_CONFIG"):
        return expanded(environ["BRIEFING_CONFIG"])
    return _xdg(environ, "XDG_CONFIG_HOME", ".config") / "briefing" / "config.toml"


def expanded(text: str) -> Path:
    """A path as typed, "~" resolved. Raises UsageError when it names a home that is not there."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise UsageError(
            f"there is no such home: {clean.title(text)}", "write the path out"
        ) from None


def store_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the store is when the configuration does not say."""
    return _xdg(environ, "XDG_DATA_HOME", ".local/share") / "briefing" / "store.sqlite"


def frame_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the terminal session keeps its first screen for the next start."""
    return _xdg(environ, "XDG_STATE_HOME", ".local/state") / "briefing" / "first-screen"


def _xdg(environ: Mapping[str, str], name: str, fallback: str) -> Path:
    # The XDG specification tells programs to ignore relative values.
    value = environ.get(name, "")
    if value.startswith("/"):
        return Path(value)
    home = environ.get("HOME") or "~"
    return Path(home).expanduser() / fallback


def load(path: Path, *, required: bool, environ: Mapping[str, str] = os.environ) -> Config:
    """Read and check a configuration file.

    Args:
        path: the file.
        required: True when the person named it: a missing one is then an error; else
            defaults are returned.
        environ: for XDG paths.

    Raises:
        ConfigError: with every problem found, not only the first.
    """
    name = str(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        if required:
            raise ConfigError(
                (ConfigProblem(name, "", "no such file; `briefing config init` writes one"),)
            ) from None
        return Config(store=store_path(environ))
    except IsADirectoryError:
        problem = "is a folder; name the file in it, usually config.toml"
        raise ConfigError((ConfigProblem(name, "", problem),)) from None
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise ConfigError((ConfigProblem(name, "", problem),)) from None
    return parse(raw, path, environ)


def parse(raw: bytes, path: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Bytes of a TOML file -> Config. Raises ConfigError with every problem found."""
    name = str(path)
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = ConfigProblem(name, "", "is not UTF-8 text; save it as UTF-8", line)
        raise ConfigError((problem,)) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line_number = int(found[1]) if found else None
        reason = re.sub(r"\s*\(at [^)]*\)", "", str(error))
        message = f"is not valid TOML here: {clean.title(reason)}"
        raise ConfigError((ConfigProblem(name, "", message, line_number),)) from None
    except RecursionError:
        raise ConfigError((ConfigProblem(name, "", "is nested too deeply"),)) from None

    problems: list[ConfigProblem] = []
    values: dict[str, Any] = {"source": path, "store": store_path(environ)}
    settings = {(setting.section, setting.key): setting for setting in SETTINGS}
    for section, content in data.items():
        if section == "feeds":
            values["feeds"] = _feeds(content, name, problems)
        elif section == "themes":
            values["themes"] = _themes(content, name, problems)
        elif section == "keys":
            values["keys"] = _keys(content, name, problems)
        elif section not in _SECTIONS:
            problems.append(_unknown(name, section, section, _SECTIONS, "section"))
        elif not isinstance(content, dict):
            message = f"expected a section, written as [{section}]"
            problems.append(ConfigProblem(name, section, message))
        else:
            for key, value in content.items():
                setting = settings.get((section, key))
                where = f"{section}.{key}"
                if setting is None:
                    known = [s.key for s in SETTINGS if s.section == section]
                    problems.append(_unknown(name, where, key, known, "key"))
                    continue
                try:
                    values[setting.attribute] = setting.check(value)
                except ValueError as error:
                    problems.append(ConfigProblem(name, where, str(error)))
    if problems:
        raise ConfigError(tuple(problems))
    store = values["store"]
    if not store.is_absolute():
        # A relative store belongs beside its configuration, wherever the command is run from.
        values["store"] = (path.parent / store).absolute()
    return Config(**values)


def _unknown(file: str, where: str, key: str, known: list[str], what: str) -> ConfigProblem:
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
    return ConfigProblem(file, clean.title(where), f"unknown {what}, {hint}")


def _feeds(content: Any, file: str, problems: list[ConfigProblem]) -> tuple[Subscription, ...]:
    if not isinstance(content, list):
        message = "expected [[feeds]] tables or a list of addresses"
        problems.append(ConfigProblem(file, "feeds", message))
        return ()
    feeds: list[Subscription] = []
    seen: dict[str, int] = {}
    for number, raw in enumerate(content, start=1):
        where = f"feeds[{number}]"
        item = {"url": raw} if isinstance(raw, str) else raw
        if not isinstance(item, dict):
            message = f"expected a table with url, or an address, got {raw!r}"
            problems.append(ConfigProblem(file, where, message))
            continue
        for key in item:
            if key not in _FEED_KEYS:
                problems.append(_unknown(file, f"{where}.{key}", key, list(_FEED_KEYS), "key"))
        feed = _feed(item, file, where, problems)
        if feed is None:
            continue
        if feed.url in seen:
            message = f"the same address as feeds[{seen[feed.url]}]; remove one of them"
            problems.append(ConfigProblem(file, f"{where}.url", message))
            continue
        seen[feed.url] = number
        feeds.append(feed)
    return tuple(feeds)


def _feed(
    item: dict[str, Any], file: str, where: str, problems: list[ConfigProblem]
) -> Subscription | None:
    before = len(problems)

    def told(key: str, message: str) -> None:
        problems.append(ConfigProblem(file, f"{where}.{key}", message))

    url = item.get("url")
    address = ""
    if not isinstance(url, str) or not url.strip():
        told("url", "expected the feed's http(s) address")
    else:
        address = clean.link(url.strip())
        if not address:
            shown = clean.title(clean.mask(url))[:120]
            told("url", f"expected an http(s) address such as https://…, got {shown!r}")
    texts = {}
    for key in ("title", "outlet"):
        value = item.get(key, "")
        if not isinstance(value, str):
            told(key, f"expected text in quotes, got {value!r}")
            value = ""
        texts[key] = clean.title(value)
    tags = item.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        told("tags", f'expected a list of texts such as ["tech"], got {tags!r}')
        tags = []
    full_text = item.get("full_text", False)
    if not isinstance(full_text, bool):
        told("full_text", f"expected true or false, got {full_text!r}")
        full_text = False
    if len(problems) > before:
        return None
    return Subscription(
        url=address,
        title=texts["title"],
        outlet=texts["outlet"],
        tags=tuple(clean.title(tag) for tag in tags),
        full_text=full_text,
    )


def _themes(content: Any, file: str, problems: list[ConfigProblem]) -> tuple[Theme, ...]:
    if not isinstance(content, dict):
        problems.append(ConfigProblem(file, "themes", "expected sections such as [themes.climate]"))
        return ()
    themes = []
    for name, item in content.items():
        where = f"themes.{clean.title(name)}"
        if not isinstance(item, dict):
            message = f"expected a section, written as [{where}]"
            problems.append(ConfigProblem(file, where, message))
            continue
        for key in item:
            if key not in _THEME_KEYS:
                problems.append(_unknown(file, f"{where}.{key}", key, list(_THEME_KEYS), "key"))
        words = item.get("words", [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            message = f'expected a list of words such as ["stake", "owner"], got {words!r}'
            problems.append(ConfigProblem(file, f"{where}.words", message))
            words = []
        order = item.get("order", 0)
        if isinstance(order, bool) or not isinstance(order, int):
            message = f"expected a whole number, got {order!r}"
            problems.append(ConfigProblem(file, f"{where}.order", message))
            order = 0
        key = item.get("key", "")
        if not isinstance(key, str) or len(key) > 1:
            message = f"expected one character, got {key!r}"
            problems.append(ConfigProblem(file, f"{where}.key", message))
            key = ""
        themes.append(
            Theme(
                name=clean.title(name),
                words=tuple(clean.title(word).lower() for word in words),
                order=order,
                key=key,
                own=True,
            )
        )
    return tuple(themes)


def _keys(content: Any, file: str, problems: list[ConfigProblem]) -> dict[str, str]:
    # Names of actions and conflicts are checked by the terminal session, which owns the table.
    if not isinstance(content, dict):
        problems.append(ConfigProblem(file, "keys", "expected a section, written as [keys]"))
        return {}
    keys: dict[str, str] = {}
    for action, value in content.items():
        if not isinstance(value, str):
            message = f'expected keys such as "j,down", got {value!r}'
            problems.append(ConfigProblem(file, f"keys.{clean.title(action)}", message))
        else:
            keys[clean.title(action)] = clean.title(value)
    return keys
