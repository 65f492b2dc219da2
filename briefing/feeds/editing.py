"""Editing the feeds in a configuration's text: what is written by hand stays as it is.

A new ``[[feeds]]`` table goes behind the last one, before the comments that head what follows;
one that is put back goes where it stood. Everything else is left to tomlkit.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from briefing.models import Subscription

_HEADER = re.compile(r"\s*\[\[\s*(?:feeds|\"feeds\"|'feeds')\s*\]\]")
_ANY_HEADER = re.compile(r"\s*\[")


@dataclass(frozen=True, slots=True)
class Cut:
    """A feed that was taken out of a text, with what puts it back at its place."""

    place: int
    """Which of the feeds it was, from 0."""
    gap: int
    """Lines between the feed before it, or the beginning of the text, and its own."""
    lines: str
    """Its lines with the blank one that went with them; of a feed in an array, the table that
    means the same."""

    @property
    def row(self) -> dict[str, Any]:
        """What it says of the feed."""
        (row,) = tomllib.loads(self.lines)["feeds"]
        return dict(row)


def append(text: str, path: Path, rows: Sequence[Any], feeds: Sequence[Subscription]) -> str:
    """The text with feeds behind those there are.

    Args:
        text: of the configuration.
        path: its file, for the error.
        rows: its feeds as they are.
        feeds: what is to be added.

    Raises:
        BriefingError: it cannot be done without changing what else it says.
    """
    tables = [_table(feed) for feed in feeds]

    def by_library(document: tomlkit.TOMLDocument) -> None:
        for table in tables:
            _insert(document, len(document.get("feeds", ())), table)

    return _edited(text, path, [*rows, *tables], _appended(text, tables), by_library)


def cut(
    text: str, path: Path, rows: Sequence[Any], places: Sequence[int]
) -> tuple[str, tuple[Cut, ...]]:
    """The text without the feeds at these places (rising), and what puts each of them back.

    Raises:
        BriefingError: as for ``append``.
    """

    def by_library(document: tomlkit.TOMLDocument) -> None:
        for place in reversed(places):
            del document["feeds"][place]

    wanted = [row for place, row in enumerate(rows) if place not in places]
    proposal, cuts = _without(text, places)
    edited = _edited(text, path, wanted, proposal, by_library)
    if edited != proposal:
        cuts = [Cut(place, 0, _lines(_as_table(rows[place]), "\n")) for place in places]
    return edited, tuple(cuts)


def put_back(text: str, path: Path, rows: Sequence[Any], taken: Cut) -> str:
    """The text with a feed again that was cut out: where it stood, as far as that is still there.

    Raises:
        BriefingError: as for ``append``.
    """
    row, place = taken.row, min(taken.place, len(rows))

    def by_library(document: tomlkit.TOMLDocument) -> None:
        _insert(document, place, row)

    wanted = [*rows[:place], row, *rows[place:]]
    return _edited(text, path, wanted, _with_cut(text, taken), by_library)


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
        text: as it was.
        path: its file, for the error.
        wanted: the feeds as they shall be; all else shall be as in ``text``.
        proposal: the text made line by line.
        by_library: does the same to a parsed one.
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


# --- by the library -------------------------------------------------------------------


def _insert(document: tomlkit.TOMLDocument, place: int, table: dict[str, Any]) -> None:
    if "feeds" not in document:
        document.append("feeds", tomlkit.aot())
    if isinstance(document["feeds"], tomlkit.items.Array):
        document["feeds"].insert(place, table["url"] if len(table) == 1 else _inline(table))
    else:
        document["feeds"].insert(place, tomlkit.item(table))


def _inline(table: dict[str, Any]) -> tomlkit.items.InlineTable:
    row = tomlkit.inline_table()
    row.update(table)
    return row


# --- line by line ---------------------------------------------------------------------


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


def _lines(table: dict[str, Any], newline: str) -> str:
    body = [f"{key} = {tomlkit.item(value).as_string()}" for key, value in table.items()]
    return newline.join(["[[feeds]]", *body, ""])


def _appended(text: str, tables: Sequence[dict[str, Any]]) -> str:
    newline = _newline(text)
    new = newline.join(_lines(table, newline) for table in tables)
    lines = text.splitlines(keepends=True)
    blocks = _blocks(lines)
    place = blocks[-1][1] if blocks else len(lines)
    before, after = "".join(lines[:place]), "".join(lines[place:])
    if before and not before.endswith(("\n", "\r")):
        before += newline
    gap = newline if before.strip() else ""
    if after and after[0] not in "\r\n":
        after = newline + after
    return f"{before}{gap}{new}{after}"


def _without(text: str, places: Sequence[int]) -> tuple[str, list[Cut]]:
    lines = text.splitlines(keepends=True)
    blocks = _blocks(lines)
    cuts: list[Cut] = []
    for place in reversed(places):
        if place >= len(blocks):
            return text, []
        start, end = blocks[place]
        # Of the blank lines around it, one is enough; the only one must stay, since it tells
        # what heads the next table from what ends the one above.
        near = lines[start - 1].strip() if start else ""
        if end < len(lines) and not lines[end].strip() and not near:
            end += 1
        elif end == len(lines) and start and not near:
            start -= 1
        above = blocks[place - 1][1] if place else 0
        cuts.insert(0, Cut(place, start - above, "".join(lines[start:end])))
        del lines[start:end]
    return "".join(lines), cuts


def _with_cut(text: str, taken: Cut) -> str:
    newline = _newline(text)
    lines = text.splitlines(keepends=True)
    blocks = _blocks(lines)
    place = min(taken.place, len(blocks))
    above = blocks[place - 1][1] if place else 0
    below = blocks[place][0] if place < len(blocks) else len(lines)
    at = min(above + taken.gap, below)
    before, back, after = "".join(lines[:at]), taken.lines, "".join(lines[at:])
    if before and not before.endswith(("\n", "\r")):
        before += newline
    if after and not back.endswith(("\n", "\r")):
        back += newline
    return f"{before}{back}{after}"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


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
