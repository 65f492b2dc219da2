"""Everything the reader can set, with its defaults."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from briefing.values import TYPE_CHECKING, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.models import Subscription, Theme


class Config(Value):
    """Everything the reader can set. Durations are ``timedelta``, paths are absolute."""

    source: Path | None = None
    """The file it was read from, None when there is none and defaults hold."""
    feeds: tuple[Subscription, ...] = ()
    themes: tuple[Theme, ...] = ()
    """Only the reader's own."""
    keys: Mapping[str, str] = {}  # `Value` makes a new one each time
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
