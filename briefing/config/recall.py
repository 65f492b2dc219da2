"""What was read from a configuration file, kept for as long as its bytes are the same.

To read TOML and to check a thousand feeds takes longer than to print a digest, and the file
seldom changes. What was right then is right now: the bytes themselves are compared. The form is
that of Python's own compiled modules (marshal), as private as the file it stands for; whatever
is odd about it means that the file is read as usual.
"""

from __future__ import annotations

import marshal
import os
from datetime import timedelta
from pathlib import Path

from briefing import __version__
from briefing.config.values import Config
from briefing.models import Subscription, Theme
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    Key = tuple[bytes, str, str]
    """Bytes of the file, its path, where the store is by default."""

_FORM = (__version__, Config.__slots__, Subscription.__slots__, Theme.__slots__)


def recall(place: Path, key: Key) -> Config | None:
    """The configuration that ``remember`` kept there, None when it is of other bytes."""
    try:
        kept = marshal.loads(place.read_bytes())  # noqa: S302  # our own file, as private as a .pyc
        form, known, fields, feeds, themes, (source, store), (window, interval) = kept
        if (form, known) != (_FORM, key):
            return None
        return Config(
            **fields,
            feeds=tuple([Subscription(*feed) for feed in feeds]),
            themes=tuple([Theme(*theme) for theme in themes]),
            source=Path(source),
            store=Path(store),
            window=timedelta(seconds=window),
            interval=timedelta(seconds=interval),
        )
    except (OSError, ValueError, TypeError, EOFError):
        return None


def remember(place: Path, key: Key, config: Config) -> None:
    """Keep a configuration for ``recall``; where that cannot be, nothing happens."""
    apart = ("feeds", "themes", "source", "store", "window", "interval")
    kept = (
        _FORM,
        key,
        {name: getattr(config, name) for name in Config.__slots__ if name not in apart},
        [tuple(getattr(feed, name) for name in Subscription.__slots__) for feed in config.feeds],
        [tuple(getattr(theme, name) for name in Theme.__slots__) for theme in config.themes],
        (str(config.source), str(config.store)),
        (config.window.total_seconds(), config.interval.total_seconds()),
    )
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # Feed addresses may hold passwords: nobody else reads it.
        unfinished.touch(0o600)
        unfinished.write_bytes(marshal.dumps(kept))
        unfinished.replace(place)
    except (OSError, ValueError):
        pass
