"""What one terminal session is given: values only, decided before it starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.models import Theme
from briefing.values import Value


def _clock() -> datetime:
    return datetime.now(UTC)


class Session(Value):
    """All that ``tui.app.run`` needs to know."""

    store: Path
    """The database file; opened by the desk, in its own threads."""
    config: Path | None = None
    """The reader's configuration file, None when there is none yet."""
    now: Callable[[], datetime] = _clock
    """The clock: an aware time in UTC. The sample edition brings its own."""
    window: timedelta | None = None
    """How far back the briefing looks, None for everything that waits."""
    sample: bool = False
    """True when the store holds the packaged edition."""
    first_run: bool = False
    """True when the reader follows nothing yet."""
    keys: Mapping[str, str] = {}
    """The reader's own keys: id of ``tui.keys.KEYS`` -> keys divided by commas."""
    theme: str = "briefing-dark"
    ascii: bool = False
    flat: bool = False
    """One pane, words instead of signs, no frames: for screen readers."""
    browser: str = ""
    """Command that opens an address, "" for the system's opener."""
    save_command: str = ""
    """Command that the address of a kept story is given to, "" for none."""
    themes: Callable[[], Sequence[Theme]] = tuple
    """Themes of questions in the reader's order; asked when they are first needed."""
    refresh_command: Sequence[str] = ()
    """Argv of the child that refreshes and prints one JSON event a line; () when it cannot."""
    command: Sequence[str] = ()
    """Argv prefix of ``briefing`` itself, for ``feed add``, ``feed import`` and the like."""
    begin: Callable[[], Session] | None = None
    """Builds the session over the reader's own feeds, once the first ones were added."""
    frame: Path | None = None
    """Where the first screen is kept for the next start, None to keep none."""
