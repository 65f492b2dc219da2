"""Columns of a terminal line: measuring, cutting, wrapping, and the last guard before painting.

Measured with the renderer's own table (``rich.cells``), because only the measure that the
renderer pads and crops by keeps the columns straight, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

width = cell_len
"""Columns that a string takes."""

_OUTLAWS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff\u00ad"
    "\ufff9-\ufffb\U000e0000-\U000e007f\u180e\ud800-\udfff]"
)


def guard(text: str) -> str:
    """``text`` without any character that could steer a terminal.

    What comes from the store was cleaned at the door; this is the second lock on the same door.
    """
    if text.isprintable():
        return text
    return _OUTLAWS.sub("", text)


def cut(text: str, columns: int, mark: str = "…") -> str:
    """``text`` in at most ``columns`` columns, ending in ``mark`` when something was cut.

    Never cuts inside a cluster of characters.
    """
    if columns <= 0:
        return ""
    if width(text) <= columns:
        return text
    if text.isascii():
        return text[: max(0, columns - width(mark))].rstrip() + mark[:columns]
    room = columns - width(mark)
    taken = 0
    end = 0
    # No cluster is worth more than a few characters: the head is enough to look at.
    for start, stop, cells in split_graphemes(text[: columns * 8 + 64])[0]:
        if taken + cells > room:
            break
        taken += cells
        end = stop
        _ = start
    return text[:end].rstrip() + (mark if room >= 0 else "")


def fit(text: str, columns: int, mark: str = "…") -> str:
    """``text`` in exactly ``columns`` columns: cut, or filled with spaces."""
    short = cut(text, columns, mark)
    return short + " " * (columns - width(short))


def chop(word: str, first: int, rest: int) -> Iterator[str]:
    """One long word in pieces: the first at most ``first`` columns wide, the others ``rest``."""
    room, taken, begin = first, 0, 0
    for start, _stop, cells in split_graphemes(word)[0]:
        if taken + cells > room and start > begin:
            yield word[begin:start]
            begin, taken, room = start, 0, rest
        taken += cells
    yield word[begin:]


def two_lines(text: str, first: int, second: int, mark: str = "…") -> tuple[str, str]:
    """``text`` over two lines of the given columns, broken between words where it can be."""
    if width(text) <= first:
        return text, ""
    head = cut(text, first, "")
    if len(head) < len(text) and not text[len(head)].isspace():
        space = head.rfind(" ")
        if space > len(head) // 3:
            head = head[:space]
    return head.rstrip(), cut(text[len(head) :].lstrip(), second, mark)
