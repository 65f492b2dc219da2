"""What a hostile case is: what a server sends, and what a good reader makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Steps = Iterable[bytes | float]
"""Bytes to send and seconds to wait, in turn; a generator may never end."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived, and the places a hostile answer may speak of."""

    case: str
    visit: int
    """1 at the first refresh, one more at each later one."""
    path: str
    headers: Mapping[str, str]
    """Names in lower case, values latin-1."""
    places: Mapping[str, str]
    """``host`` and ``other`` are this case's own and typed; whatever is called ``canary`` must
    never be reached; ``secret`` is a file with a secret in it."""

    @property
    def slug(self) -> str:
        return self.case.replace("_", "-").replace(" ", "-")

    def at(self, template: str) -> str:
        """``template`` with {host}, {canary} and the like filled in."""
        for name, value in self.places.items():
            template = template.replace("{" + name + "}", value)
        return template


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the server's log."""

    visit: int
    quiet: bool
    """Asked at a time when nothing was due."""
    host: str
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the command line said of a case after one visit."""

    articles: tuple[Mapping[str, Any], ...]
    feeds: tuple[Mapping[str, Any], ...]

    @property
    def titles(self) -> list[str]:
        return sorted(row["title"] for row in self.articles)

    @property
    def error(self) -> str:
        return "; ".join(feed["error"] for feed in self.feeds if feed["error"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """All visits of a case: the snapshots by number of visit from 0, and the requests."""

    after: tuple[Snapshot, ...]
    requests: tuple[Request, ...]

    def asked(self, visit: int, path: str = "/feed") -> list[Request]:
        """Requests for a path at one visit, counted from 1."""
        return [
            one
            for one in self.requests
            if one.visit == visit and not one.quiet and one.path == path
        ]


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile (or simply difficult) server.

    The last snapshot must hold exactly ``titles`` (or ``count`` articles), and the first one an
    error with one of the words ``error``, or none when that is empty.
    """

    name: str
    serve: Callable[[Asked], Steps]
    titles: tuple[str, ...] | None = None
    count: int | None = None
    error: tuple[str, ...] = ()
    urls: tuple[str, ...] | None = None
    """Addresses of the articles, sorted, where they matter."""
    judge: Callable[[Outcome], None] | None = None
    feeds: tuple[str, ...] = ("http://{host}/feed",)
    full_text: bool = False
    heavy: bool = False
    """Takes seconds of processor time or megabytes: left out of the short form."""
    family: str = field(default="", compare=False)
