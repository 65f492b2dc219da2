"""SQLite's errors as lines that name the file and say what to do."""

from __future__ import annotations

import sqlite3

from briefing.errors import StoreBusy, StoreError
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DOCTOR = "run `briefing doctor`, it says what can still be read; nothing was moved or deleted"


FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What a call to SQLite raises; the second when bad bytes stand in its message or in a text."""


def damaged(path: Path, detail: str = "") -> StoreError:
    """The error for a file whose content cannot be right."""
    told = f" ({detail})" if detail else ""
    return StoreError(f"the store {path} is damaged{told}", DOCTOR)


def unwritable(path: Path) -> StoreError:
    """The error for a write to a file that may only be read."""
    return StoreError(
        f"the store {path} cannot be written",
        "make the file and its folder writable, or choose another one with --store FILE",
    )


def translate(error: Exception, path: Path) -> Exception:
    """What to raise for ``error``, one of FAILURES, which came from the store at ``path``.

    Out: a StoreBusy or StoreError for what happens to files (locked, full, damaged, not
    writable); the error itself when it is a mistake of ours, so that it stays visible.
    """
    if isinstance(error, UnicodeDecodeError):
        return damaged(path, "a text holds bytes that are none")
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    text = str(error)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(f"the store {path} is in use by another program", "try again in a moment")
    if primary == sqlite3.SQLITE_READONLY:
        return unwritable(path)
    if primary == sqlite3.SQLITE_FULL:
        return StoreError(f"no room left for the store {path}", "free some space on that disk")
    if primary == sqlite3.SQLITE_NOTADB:
        return StoreError(f"{path} is not a store of briefing", "choose another with --store FILE")
    if (
        primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_TOOBIG)
        or "malformed" in text
        or "decode to UTF-8" in text
        or text.startswith("no such column")  # the words of the schema are pages, too
    ):
        return damaged(path, text)
    if primary == sqlite3.SQLITE_IOERR:
        return StoreError(
            f"the store {path} cannot be read or written ({text})",
            "look whether the disk is full or a size limit is set",
        )
    if primary in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return StoreError(
            f"the store {path} cannot be opened ({text})",
            "look whether the file and its folder may be read and written by you",
        )
    return error
