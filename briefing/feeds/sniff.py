"""Which kind of list a file is, and reading it either way."""

from __future__ import annotations

from typing import Literal

from briefing.errors import InputError
from briefing.feeds import newsboat, opml
from briefing.feeds.opml import FeedList
from briefing.text import clean

Kind = Literal["opml", "newsboat"]


def kind_of(data: bytes) -> Kind:
    """ "opml" for anything that begins like markup, else "newsboat" (a list of addresses)."""
    start = clean.decode(data[:4096]).lstrip("\ufeff \t\r\n")
    return "opml" if start.startswith("<") else "newsboat"


def read_list(data: bytes, name: str = "the list") -> FeedList:
    """Read a list of feeds of either kind.

    Raises:
        InputError: there is no feed in it and nothing that could have been meant as one.
    """
    found = opml.read(data, name) if kind_of(data) == "opml" else newsboat.read(data)
    if not found.feeds and not any(row.meant for row in found.skipped):
        raise InputError(
            f"{clean.title(name)} holds no feed",
            "give an OPML file, or a urls file with one address a line",
        )
    return found
