"""What every command starts from: the configuration, the clock, the time zone, the two streams."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from briefing.config import Config, config_path, expanded, load, store_path
from briefing.errors import BriefingError, StoreError, UsageError
from briefing.text.patterns import lazily
from briefing.values import TYPE_CHECKING, Value, replace

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import tzinfo
    from pathlib import Path

    from briefing.store.connection import Store

SAMPLE_WINDOW = timedelta(days=4)
"""How far back the sample edition looks: over all of it."""

_CONTROLS = lazily("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f]")


class Context(Value):
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
        """Narration: one line on stderr, not with --quiet; control characters are taken out."""
        if not self.arguments.quiet:
            # Whoever closed stderr does not want to be told; the work goes on.
            with suppress(OSError, ValueError):
                sys.stderr.write(f"{_CONTROLS.sub('', line)}\n")

    def out(self, text: str) -> None:
        """Data: text on stdout. What is no terminal is sent no control character but LF, even
        when somebody else wrote one into the store."""
        with _told_of_output():
            sys.stdout.write(text if sys.stdout.isatty() else _CONTROLS.sub("", text))

    def flush(self) -> None:
        """Hand over what was printed; raises BriefingError when it cannot be."""
        with _told_of_output():
            sys.stdout.flush()

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
        try:
            return self.config.store.exists()
        except OSError as error:
            raise StoreError(
                f"the store {self.config.store} cannot be looked at ({error.strerror or error})",
                "choose another one with --store FILE",
            ) from None


@contextmanager
def _told_of_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BriefingError(
            f"the output cannot be written ({error.strerror or error})", "look where it goes"
        ) from None


def clock() -> datetime:
    """The real hour in UTC, or the one in ``BRIEFING_NOW``."""
    given = os.environ.get("BRIEFING_NOW", "")
    if not given:
        return datetime.now(UTC)
    try:
        return utc(datetime.fromisoformat(given))
    except ValueError:
        raise UsageError(
            "BRIEFING_NOW is not a time", "write it as 2026-11-20T17:30:00Z, or unset it"
        ) from None


def utc(when: datetime, zone: tzinfo = UTC) -> datetime:
    """A moment in UTC, a naive one taken in ``zone``; ValueError before 1970 or past 9999."""
    try:
        moment = (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        raise ValueError("far from our time") from None
    if moment.year < 1970:
        raise ValueError("far from our time")
    return moment


def _refuse_own(path: Path, sample: set[str]) -> None:
    """The sample's articles must never get among the reader's own."""
    if not path.is_file():
        return
    from briefing.store.connection import open_store

    with open_store(path, read_only=True) as store:
        if any(feed.url not in sample for feed in store.feeds.all()):
            raise UsageError(
                f"{path} is a store of your own feeds", "with --demo name another, or none"
            )


@contextmanager
def prepared(arguments: Namespace) -> Iterator[Context]:
    """Read the configuration and make the context of one command.

    Under --demo the store is a throw-away file, unless --store names one.
    """
    zone = datetime.now(UTC).astimezone().tzinfo or UTC
    if arguments.demo:
        from briefing.demo.edition import subscriptions
        from briefing.demo.folder import throw_away

        with throw_away() as folder:
            path = expanded(arguments.store or str(folder / "store.sqlite")).absolute()
            config = Config(feeds=subscriptions(), store=path, window=SAMPLE_WINDOW)
            _refuse_own(path, {feed.url for feed in config.feeds})
            yield Context(arguments, config, sample=True, zone=UTC)
        return
    config = configuration(arguments, arguments.needs)
    yield Context(arguments, config, sample=False, zone=zone)


def configuration(arguments: Namespace, needs: str) -> Config:
    """The reader's own configuration, as far as it is needed; for ``needs`` see ``arguments``.

    Raises:
        ConfigError: it has errors, or is missing though named and needed.
    """
    named = bool(arguments.config or os.environ.get("BRIEFING_CONFIG"))
    if needs == "nothing":
        config = Config(store=store_path())
    else:
        path = config_path(arguments.config)
        config = load(path, required=named and needs == "config")
    if arguments.store:
        config = replace(config, store=expanded(arguments.store).absolute())
    return config
