"""The configuration file, read."""

from __future__ import annotations

import os

from briefing.config.paths import cache_path, store_path
from briefing.config.recall import recall, remember
from briefing.config.values import Config
from briefing.errors import ConfigError, ConfigProblem
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


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
    raw = contents(path, required=required)
    if raw is None:
        return Config(store=store_path(environ))
    place = cache_path(path, environ)
    key = (raw, str(path), str(store_path(environ)))
    config = recall(place, key)
    if config is None:
        # Its tables and the TOML reader are loaded only when the file is new to us.
        from briefing.config.parse import parse

        config = parse(raw, path, environ)
        remember(place, key, config)
    return config


def contents(path: Path, *, required: bool) -> bytes | None:
    """The bytes of the file, None when there is none and none is ``required``.

    Raises:
        ConfigError: it cannot be read, or is missing and required.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if not required:
            return None
        problem = "no such file; `briefing config init` writes one"
    except IsADirectoryError:
        problem = "is a folder; name the file in it, usually config.toml"
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
    raise ConfigError((ConfigProblem(str(path), "", problem),)) from None
