"""One refresh at a time, over all programs on this machine."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from briefing.errors import StoreBusy, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_held: set[str] = set()
"""Files locked by this process: the system's locks do not stand between its own threads."""


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` while the block runs.

    A POSIX record lock: it ends with the process that took it, however that ends, and a
    worker process that was forked meanwhile does not keep it alive (flock would). The file
    stays: deleting a lock file is a race.

    Raises:
        StoreBusy: another refresh holds it.
        StoreError: the file cannot be made.
    """
    import fcntl

    name = os.path.realpath(path)
    if name in _held:
        raise StoreBusy("a refresh is running already", "wait until it has ended")
    _held.add(name)
    try:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreError(
                f"the lock {path} cannot be written ({error.strerror})",
                "make the store's folder writable, or choose another one with --store FILE",
            ) from error
        try:
            try:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
                told = f" (process {holder})" if holder.isdigit() else ""
                raise StoreBusy(
                    f"another refresh is running{told}", "wait until it has ended"
                ) from error
            # Only for the message above; a full disk must not stop a refresh here.
            with suppress(OSError):
                os.ftruncate(handle, 0)
                os.pwrite(handle, f"{os.getpid()}\n".encode("ascii"), 0)
            yield
        finally:
            os.close(handle)
    finally:
        _held.discard(name)
