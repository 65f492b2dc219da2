"""newsboat's ``urls`` file: an address a line, then tags; also any plain list of addresses."""

from __future__ import annotations

import re

from briefing.feeds.address import web_address
from briefing.feeds.opml import FeedList, Skipped
from briefing.models import EMPTY, CleanText, Subscription
from briefing.text import clean

# a word, or one in double quotes with backslash escapes; a quote that never closes ends there
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)(?:"|$)|(\S+)')
_ESCAPE = re.compile(r"\\(.)")

_KINDS = {
    "query": "a query feed: use tags and themes instead",
    "exec": "runs a program: briefing starts none",
    "filter": "runs a program: briefing starts none",
    "file": "a file on disk: only addresses on the web are followed",
}

_BARE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)


def read(data: bytes) -> FeedList:
    """Read a urls file.

    Tags are kept, ``"~name"`` gives the title and words with ``!`` (hidden) are dropped. Lines that
    newsboat computes or runs are skipped, each with its reason.
    """
    feeds: list[Subscription] = []
    skipped: list[Skipped] = []
    for line in clean.decode(data).splitlines():
        words = _words(line)
        if not words:
            continue
        address, rest = words[0], words[1:]
        kind = address.partition(":")[0].lower()
        if kind in _KINDS:
            shown = clean.title(clean.mask(line.strip()))[:120]
            skipped.append(Skipped(CleanText(shown), CleanText(_KINDS[kind]), meant=True))
            continue
        # Without a scheme, only what surely is a host with a path: any other text is full of
        # words with a dot in them.
        sure = kind in ("http", "https", "feed") or _BARE.fullmatch(address)
        url = web_address(address) if sure else ""
        if not url:
            shown = clean.title(clean.mask(line.strip()))[:120]
            skipped.append(Skipped(CleanText(shown), CleanText("not an http(s) address")))
            continue
        title = EMPTY
        tags: list[CleanText] = []
        for word in rest:
            if word.startswith("~"):
                title = clean.title(word[1:])
            elif not word.startswith("!"):
                tags.append(clean.title(word))
        unique = tuple(dict.fromkeys(tag for tag in tags if tag))
        feeds.append(Subscription(url, title=title, tags=unique))
    return FeedList(EMPTY, tuple(feeds), tuple(skipped))


def _words(line: str) -> list[str]:
    words: list[str] = []
    for found in _WORD.finditer(line.strip().lstrip("\ufeff")):
        if found[2] is None:
            words.append(_ESCAPE.sub(r"\1", found[1]))
        elif found[2].startswith("#"):
            break
        else:
            words.append(found[2])
    return words
