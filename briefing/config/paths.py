"""Where things are kept: as the person says, else as the XDG specification does."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.errors import UsageError
from briefing.text import clean
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def cache_path(config: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """Where it is kept what was read from a configuration file."""
    return _xdg(environ, "XDG_CACHE_HOME", ".cache") / "briefing" / f"{config.name}.read"


def _xdg(environ: Mapping[str, str], name: str, fallback: str) -> Path:
    # The XDG specification tells programs to ignore relative values.
    value = environ.get(name, "")
    if value.startswith("/"):
        return Path(value)
    home = environ.get("HOME") or "~"
    return Path(home).expanduser() / fallback
