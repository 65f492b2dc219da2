"""A TOML file's bytes -> one frozen ``Config``, every problem told at once."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.config.paths import store_path
from briefing.config.settings import SETTINGS
from briefing.config.values import Config
from briefing.errors import ConfigError, ConfigProblem
from briefing.models import Subscription, Theme
from briefing.text import clean

_SECTIONS = sorted({setting.section for setting in SETTINGS} | {"feeds", "themes", "keys"})
_FEED_KEYS = ("url", "title", "outlet", "tags", "full_text")
_THEME_KEYS = ("words", "order", "key")


def parse(raw: bytes, path: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Bytes of a TOML file -> Config. Raises ConfigError with every problem found."""
    config, problems = examine(raw, path, environ)
    if problems:
        raise ConfigError(problems)
    return config


def examine(
    raw: bytes, path: Path, environ: Mapping[str, str] = os.environ
) -> tuple[Config, tuple[ConfigProblem, ...]]:
    """What is right in a TOML file, and everything that is wrong.

    Raises:
        ConfigError: it is no TOML at all.
    """
    data = _toml(raw, path)
    name = str(path)
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
    store = values["store"]
    if not store.is_absolute():
        # A relative store belongs beside its configuration, wherever the command is run from.
        values["store"] = (path.parent / store).absolute()
    return Config(**values), tuple(problems)


def _toml(raw: bytes, path: Path) -> dict[str, Any]:
    name = str(path)
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = ConfigProblem(name, "", "is not UTF-8 text; save it as UTF-8", line)
        raise ConfigError((problem,)) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line_number = int(found[1]) if found else None
        reason = re.sub(r"\s*\(at [^)]*\)", "", str(error))
        message = f"is not valid TOML here: {clean.title(reason)}"
        raise ConfigError((ConfigProblem(name, "", message, line_number),)) from None
    except RecursionError:
        raise ConfigError((ConfigProblem(name, "", "is nested too deeply"),)) from None


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
