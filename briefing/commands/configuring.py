"""``briefing config``: where it is, whether it is right, what is in force, one to begin with."""

from __future__ import annotations

import difflib
import os
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.commands.context import Context
from briefing.config import Config
from briefing.config import config_path as where_is
from briefing.config.file import contents
from briefing.config.parse import examine
from briefing.config.settings import SETTINGS
from briefing.errors import BriefingError, ConfigError, ConfigProblem, UsageError
from briefing.text import clean
from briefing.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator


def _file(context: Context) -> Path:
    return where_is(context.arguments.config)


def config_path(context: Context) -> int:
    """Print where the configuration is looked for."""
    context.out(f"{_file(context)}\n")
    return 0


def config_check(context: Context) -> int:
    """Say that the configuration is fine, or everything that is wrong with it."""
    path = _file(context)
    named = bool(context.arguments.config or os.environ.get("BRIEFING_CONFIG"))
    raw = contents(path, required=named)
    if raw is None:
        context.out(f"{path}: not there; the defaults hold. `briefing config init` writes one\n")
        return 0
    config, problems = examine(raw, path)
    problems += tuple(
        ConfigProblem(str(path), key, told) for key, told in _session_problems(config)
    )
    if problems:
        raise ConfigError(problems)
    context.out(f"{path}: fine, {count(len(config.feeds), 'feed')}\n")
    return 0


def _session_problems(config: Config) -> Iterator[tuple[str, str]]:
    """What only the terminal session can judge: its keys and its themes."""
    from briefing.tui.remap import remap
    from briefing.tui.themes import names

    yield from (("keys", told) for told in remap(config.keys).problems)
    known = names()
    if config.ui_theme not in known:
        near = difflib.get_close_matches(config.ui_theme, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(known)}"
        yield "ui.theme", f"there is no theme {config.ui_theme!r}, {hint}"


def config_show(context: Context) -> int:
    """Print every setting that is in force, as TOML."""
    config = context.config
    context.out(f"# {config.source or 'no file, all defaults'}\n")
    section = ""
    for setting in SETTINGS:
        if setting.section != section:
            section = setting.section
            context.out(f"\n[{section}]\n")
        value = getattr(config, setting.attribute)
        if setting.attribute == "proxy":
            value = clean.mask(value)
        context.out(f"{setting.key} = {_toml(value)}  # {setting.help}\n")
    for theme in config.themes:
        words = ", ".join(_toml(word) for word in theme.words)
        context.out(f"\n[themes.{_toml(theme.name)}]\nwords = [{words}]\norder = {theme.order}\n")
        if theme.key:
            context.out(f"key = {_toml(theme.key)}\n")
    if config.keys:
        context.out("\n[keys]\n")
        for action, keys in config.keys.items():
            context.out(f"{_toml(action)} = {_toml(keys)}\n")
    for feed in config.feeds:
        context.out(f"\n[[feeds]]\nurl = {_toml(clean.mask(feed.url))}\n")
        for key in ("title", "outlet"):
            if getattr(feed, key):
                context.out(f"{key} = {_toml(getattr(feed, key))}\n")
        if feed.tags:
            context.out(f"tags = [{', '.join(_toml(tag) for tag in feed.tags)}]\n")
        if feed.full_text:
            context.out("full_text = true\n")
    return 0


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        for unit, size in (("d", 1440), ("h", 60)):
            if minutes % size == 0:
                return f'"{minutes // size}{unit}"'
        return f'"{minutes}m"'
    if isinstance(value, int | float):
        return f"{value:g}"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _example() -> str:
    packaged = files("briefing") / "config.example.toml"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    # An editable checkout has it where people look for it: beside the package.
    return (Path(__file__).parents[2] / "config.example.toml").read_text(encoding="utf-8")


def config_init(context: Context) -> int:
    """Write the commented example where the configuration is looked for; never over another."""
    path = _file(context)
    text = _example()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already", "edit it, or remove it first") from None
    except OSError as error:
        raise BriefingError(f"{path} cannot be written ({error.strerror or error})") from None
    context.out(f"{path}\n")
    context.tell("briefing: the feeds and the theme in it are examples: keep what you want of them")
    return 0
