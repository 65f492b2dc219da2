"""What every command starts from: the configuration, the clock, the time zone, the two streams."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Config, config_path, load, store_path
from briefing.errors import BriefingError, UsageError

if TYPE_CHECKING:
    from briefing.store.connection import Store

SAMPLE_WINDOW = timedelta(days=4)
"""The sample edition shows all that it has."""


@dataclass(frozen=True, slots=True)
class Context:
    """One run of the command."""

    arguments: Namespace
    config: Config
    sample: bool
    """True when the packaged edition is shown instead of the reader's own feeds."""
    zone: tzinfo

    def now(self) -> datetime:
        """The hour: the sample's own, ``BRIEFING_NOW`` (for repeatable output), or the real one."""
        if self.sample:
            from briefing.demo.edition import NOW

            return NOW
        return clock()

    def tell(self, line: str) -> None:
        """Narration: one line on stderr, not with --quiet."""
        if not self.arguments.quiet:
            print(line, file=sys.stderr)  # noqa: T201 - this is the one place that narrates

    def out(self, text: str) -> None:
        """Data: text on stdout as it is."""
        try:
            sys.stdout.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise BriefingError(
                f"the output cannot be written ({error.strerror or error})", "look where it goes"
            ) from None

    @contextmanager
    def store(self, *, write: bool = False) -> Iterator[Store]:
        """The store, open for the time of a ``with``; under --demo filled first."""
        from briefing.store.connection import open_store

        if self.sample:
            from briefing.commands.refreshing import fill_sample

            fill_sample(self)
        with open_store(self.config.store, read_only=not write and self.stored()) as store:
            yield store

    def stored(self) -> bool:
        """Whether a store exists yet."""
        return self.config.store.exists()


def clock() -> datetime:
    """The real hour in UTC, or the one in ``BRIEFING_NOW``."""
    given = os.environ.get("BRIEFING_NOW", "")
    if not given:
        return datetime.now(UTC)
    try:
        when = datetime.fromisoformat(given)
    except ValueError:
        raise UsageError(
            "BRIEFING_NOW is not a time", "write it as 2026-11-20T17:30:00Z, or unset it"
        ) from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


@contextmanager
def prepared(arguments: Namespace) -> Iterator[Context]:
    """Read the configuration and make the context of one command.

    Under --demo the store is a throw-away file, unless --store names one.
    """
    zone = datetime.now(UTC).astimezone().tzinfo or UTC
    if arguments.demo:
        from briefing.demo.edition import subscriptions

        with tempfile.TemporaryDirectory(prefix="briefing-demo-") as folder:
            path = arguments.store or str(Path(folder) / "store.sqlite")
            config = Config(
                feeds=subscriptions(), store=Path(path).absolute(), window=SAMPLE_WINDOW
            )
            yield Context(arguments, config, sample=True, zone=UTC)
        return
    path = config_path(arguments.config)
    named = bool(arguments.config or os.environ.get("BRIEFING_CONFIG"))
    if arguments.needs == "nothing":
        config = Config(store=store_path())
    else:
        config = load(path, required=named and arguments.needs == "config")
    if arguments.store:
        config = replace(config, store=Path(arguments.store).expanduser().absolute())
    yield Context(arguments, config, sample=False, zone=zone)
