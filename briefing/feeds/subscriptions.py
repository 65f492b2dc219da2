"""The feeds in the reader's own configuration file: listed, added, removed, readdressed.

The file belongs to the reader. What is written by hand stays as it is, comments and order
included; the file is replaced in one step, so that it is whole at every moment. A new
``[[feeds]]`` table goes behind the last one, before the comments that head what follows;
everything else is left to tomlkit.
"""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from briefing.errors import BriefingError, ConfigError, ConfigProblem, UsageError
from briefing.feeds.address import same_key, web_address
from briefing.models import Subscription
from briefing.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HEADER = re.compile(r"\s*\[\[\s*(?:feeds|\"feeds\"|'feeds')\s*\]\]")
_ANY_HEADER = re.compile(r"\s*\[")
_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of feeds that were to be added."""

    added: tuple[Subscription, ...]
    known: tuple[Subscription, ...]
    """Those whose feed was followed already, or stood twice in what was given."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of addresses that were to be removed."""

    removed: tuple[Subscription, ...]
    unknown: tuple[str, ...]


def subscription(text: str, **details: Any) -> Subscription:
    """An address as typed, as a subscription; ``details`` are its other fields.

    Raises:
        UsageError: it is no http(s) address.
    """
    url = web_address(text)
    if not url:
        shown = clean.title(clean.mask(text))[:120]
        raise UsageError(
            f"not a web address: {shown or '(nothing)'}",
            "it should look like https://example.org/feed.xml",
        )
    return Subscription(url, **details)


def listed(path: Path) -> tuple[Subscription, ...]:
    """The feeds of a configuration file, in its order; none when there is no file.

    Entries without a usable address are left out: the configuration's reader reports them.

    Raises:
        ConfigError: the file is not TOML.
        BriefingError: it cannot be read.
    """
    rows = _rows(_parsed(_read(path), path))
    return tuple(found for found in map(_as_subscription, rows) if found is not None)


def add(path: Path, subscriptions: Sequence[Subscription]) -> Added:
    """Add feeds behind the ones there are; the file is made when there is none.

    A feed is the same when its address is, but for scheme, host's case, default port,
    slash at the end and fragment. Nothing is written when nothing is new.

    Raises:
        ConfigError: the file is not TOML, or ``feeds`` in it is no list.
        BriefingError: the file cannot be read or written.
    """
    text = _read(path)
    content = _parsed(text, path)
    seen = {same_key(_url(row)) for row in _rows(content)}
    added: list[Subscription] = []
    known: list[Subscription] = []
    for feed in subscriptions:
        key = same_key(feed.url)
        (known if key in seen else added).append(feed)
        seen.add(key)
    if added:
        tables = [_table(feed) for feed in added]

        def by_library(document: tomlkit.TOMLDocument) -> None:
            if isinstance(document.get("feeds"), tomlkit.items.Array):
                for table in tables:
                    plain = {k: v for k, v in table.items() if k != "url"}
                    row = _inline(table) if plain else table["url"]
                    document["feeds"].append(row)
                return
            if "feeds" not in document:
                document.append("feeds", tomlkit.aot())
            for table in tables:
                document["feeds"].append(tomlkit.item(table))

        wanted = [*_rows(content), *tables]
        _write(path, _edited(text, path, wanted, _with_tables(text, tables), by_library))
    return Added(tuple(added), tuple(known))


def remove(path: Path, urls: Sequence[str]) -> Removed:
    """Remove the feeds with these addresses, as typed.

    Raises:
        ConfigError, BriefingError: as for ``add``.
    """
    text = _read(path)
    rows = _rows(_parsed(text, path))
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(same_key(_url(row)), []).append(place)
    unknown = tuple(url for url in urls if same_key(web_address(url) or url) not in places)
    gone = sorted(
        {place for url in urls for place in places.get(same_key(web_address(url) or url), ())}
    )
    if gone:

        def by_library(document: tomlkit.TOMLDocument) -> None:
            for place in reversed(gone):
                del document["feeds"][place]

        wanted = [row for place, row in enumerate(rows) if place not in gone]
        _write(path, _edited(text, path, wanted, _without_tables(text, gone), by_library))
    removed = [_as_subscription(rows[place]) for place in gone]
    return Removed(tuple(found for found in removed if found is not None), unknown)


def readdress(path: Path, old: str, new: str) -> bool:
    """Give the feed at ``old`` its new address; False when it is not in the file.

    When ``new`` is followed already, the old entry is removed instead.

    Raises:
        ConfigError, BriefingError: as for ``add``.
    """
    text = _read(path)
    keys = [same_key(_url(row)) for row in _rows(_parsed(text, path))]
    if same_key(old) not in keys:
        return False
    if same_key(new) in keys and same_key(new) != same_key(old):
        return bool(remove(path, [old]).removed)
    place = keys.index(same_key(old))
    document = tomlkit.parse(text)
    rows: Any = document["feeds"]
    if isinstance(rows[place], str):
        rows[place] = new
    else:
        rows[place]["url"] = new
    _write(path, tomlkit.dumps(document))
    return True


# --- reading --------------------------------------------------------------------------


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        problem = ConfigProblem(str(path), "", "not UTF-8 text; save it as UTF-8")
        raise ConfigError((problem,)) from error
    except OSError as error:
        raise BriefingError(
            f"cannot read {path} ({error.strerror})", "check that it is a file you may read"
        ) from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        problem = ConfigProblem(
            str(path), "", f"not TOML: {clean.title(str(error))}", int(line[1]) if line else None
        )
        raise ConfigError((problem,)) from error
    if not isinstance(content.get("feeds", []), list):
        problem = ConfigProblem(str(path), "feeds", "expected [[feeds]] tables")
        raise ConfigError((problem,))
    return content


def _rows(content: dict[str, Any]) -> list[Any]:
    rows: list[Any] = content.get("feeds", [])
    return rows


def _url(row: object) -> str:
    url = row.get("url", "") if isinstance(row, dict) else row
    return url if isinstance(url, str) else ""


def _as_subscription(row: object) -> Subscription | None:
    url = web_address(_url(row))
    if not url:
        return None
    details = row if isinstance(row, dict) else {}
    tags = details.get("tags", [])
    return Subscription(
        url,
        title=clean.title(str(details.get("title", ""))),
        outlet=clean.title(str(details.get("outlet", ""))),
        tags=tuple(clean.title(str(tag)) for tag in tags) if isinstance(tags, list) else (),
        full_text=details.get("full_text") is True,
    )


# --- editing --------------------------------------------------------------------------


def _table(feed: Subscription) -> dict[str, Any]:
    """A feed as it stands in the file: only what is not the default."""
    row: dict[str, Any] = {"url": feed.url}
    if feed.title:
        row["title"] = str(feed.title)
    if feed.outlet:
        row["outlet"] = str(feed.outlet)
    if feed.tags:
        row["tags"] = [str(tag) for tag in feed.tags]
    if feed.full_text:
        row["full_text"] = True
    return row


def _inline(table: dict[str, Any]) -> tomlkit.items.InlineTable:
    row = tomlkit.inline_table()
    row.update(table)
    return row


def _edited(
    text: str,
    path: Path,
    wanted: Sequence[Any],
    proposal: str,
    by_library: Callable[[tomlkit.TOMLDocument], None],
) -> str:
    """The new text: the proposal if it means what is wanted, else tomlkit's work.

    The proposal is made line by line and keeps every comment in its place, but it can be
    misled by, say, a header inside a long string; so its meaning is checked.

    Args:
        wanted: the feeds as they shall be; all else shall be as in ``text``.
    """
    others, meant = _meaning(text)[0], [_as_table(row) for row in wanted]
    with suppress(tomllib.TOMLDecodeError):
        if _meaning(proposal) == (others, meant):
            return proposal
    with suppress(TOMLKitError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError):
        document = tomlkit.parse(text)
        by_library(document)
        edited = tomlkit.dumps(document)
        if _meaning(edited) == (others, meant):
            return edited
    raise BriefingError(
        f"cannot change the feeds in {path}", "change the [[feeds]] tables in it by hand"
    )


def _meaning(text: str) -> tuple[dict[str, Any], list[Any]]:
    """What a configuration says: all but the feeds, and the feeds."""
    content = tomllib.loads(text)
    feeds = content.pop("feeds", [])
    return content, [_as_table(row) for row in feeds]


def _as_table(row: Any) -> Any:
    """An address by itself means a table with nothing else."""
    return {"url": row} if isinstance(row, str) else row


def _with_tables(text: str, tables: Sequence[dict[str, Any]]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    new = []
    for table in tables:
        body = [f"{key} = {tomlkit.item(value).as_string()}" for key, value in table.items()]
        new.append(newline.join(["[[feeds]]", *body, ""]))
    lines = text.splitlines(keepends=True)
    blocks = _blocks(lines)
    place = blocks[-1][1] if blocks else len(lines)
    before, after = "".join(lines[:place]), "".join(lines[place:])
    if before and not before.endswith(("\n", "\r")):
        before += newline
    gap = newline if before.strip() else ""
    if after and after[0] not in "\r\n":
        after = newline + after
    return f"{before}{gap}{newline.join(new)}{after}"


def _without_tables(text: str, gone: Sequence[int]) -> str:
    lines = text.splitlines(keepends=True)
    blocks = _blocks(lines)
    for place in reversed(gone):
        if place >= len(blocks):
            return text
        start, end = blocks[place]
        # of the blank lines around it, one is enough
        if end < len(lines) and not lines[end].strip():
            end += 1
        elif end == len(lines) and start and not lines[start - 1].strip():
            start -= 1
        del lines[start:end]
    return "".join(lines)


def _blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """First line and end of each ``[[feeds]]`` table.

    It ends behind its last key and the comments that follow at once: a comment behind a
    blank line heads what comes next.
    """
    blocks = []
    starts = [place for place, line in enumerate(lines) if _HEADER.match(line)]
    for start in starts:
        limit = start + 1
        while limit < len(lines) and not _ANY_HEADER.match(lines[limit]):
            limit += 1
        end = limit
        while end > start + 1 and lines[end - 1].lstrip()[:1] in ("", "#"):
            end -= 1
        while end < limit and lines[end].lstrip()[:1] == "#":
            end += 1
        blocks.append((start, end))
    return blocks


# --- writing --------------------------------------------------------------------------


def _write(path: Path, text: str) -> None:
    """Replace a file in one step; a link to it stays a link, its permissions stay."""
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # made readable for its owner only: addresses may hold passwords
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            with suppress(FileNotFoundError):
                os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
            os.fsync(file.fileno())
        Path(temporary).replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        raise BriefingError(
            f"cannot write {path} ({error.strerror})", "check that you may write there"
        ) from error


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
