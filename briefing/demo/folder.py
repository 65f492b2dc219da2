"""The throw-away folder that holds the sample's store, and how it goes with the program."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

PREFIX = "briefing-demo-"
_ENDING = (signal.SIGTERM, signal.SIGHUP)
_REST = 3600
"""Seconds that a folder must not have been touched before it counts as left behind."""


@contextmanager
def throw_away() -> Iterator[Path]:
    """A new folder for this program alone; removed at the end, by a signal too.

    Folders of programs that were killed outright are removed first.
    """
    sweep(Path(tempfile.gettempdir()))
    with (
        tempfile.TemporaryDirectory(
            prefix=f"{PREFIX}{os.getpid()}-", ignore_cleanup_errors=True
        ) as folder,
        _ending_in_order(),
    ):
        yield Path(folder)


def sweep(folder: Path) -> None:
    """Remove what killed programs left: ours by name and owner, untouched for an hour, and no
    process there that made it."""
    for left in folder.glob(f"{PREFIX}*-*"):
        maker = left.name.removeprefix(PREFIX).partition("-")[0]
        with suppress(OSError):
            told = left.lstat()
            if (
                maker.isdecimal()
                and left.is_dir()
                and not left.is_symlink()
                and told.st_uid == os.getuid()
                and time.time() - max(told.st_mtime, _touched(left)) > _REST
                and not _lives(int(maker))
            ):
                shutil.rmtree(left, ignore_errors=True)


def _touched(folder: Path) -> float:
    return max((file.lstat().st_mtime for file in folder.iterdir()), default=0.0)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # another user's
    return True


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Signals that end the program do so through its ``with`` and ``finally`` blocks."""

    def end(number: int, _: FrameType | None) -> None:
        sys.exit(128 + number)

    before = {}
    for one in _ENDING:
        # What is ignored (nohup) stays ignored; only the main thread may ask for signals.
        if signal.getsignal(one) is signal.SIG_DFL:
            with suppress(ValueError):
                before[one] = signal.signal(one, end)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
