"""What the network room takes and gives: requests, answers, limits."""

from __future__ import annotations

from typing import Protocol

import briefing
from briefing.errors import FetchError
from briefing.values import Value

HOME_PAGE = "https://pypi.org/project/briefing-reader/"
"""Where a server's keeper finds out who asks; part of the User-Agent. The page of the distribution,
which is there from its first upload on; ``[fetch] user_agent`` names another one."""

USER_AGENT = f"briefing/{briefing.__version__} (+{HOME_PAGE})"
"""The name we go by at every server, without anything about the person who reads."""

MEGABYTE = 1024 * 1024
DAY = 86_400.0


class Hold(Protocol):
    """A claim on memory for one body. Growing it may wait until others have let go."""

    def needs_wait(self, size: int) -> bool:
        """True when a body of ``size`` bytes in all may not be held yet."""

    async def grow(self, size: int) -> None:
        """Return once ``size`` bytes in all may be held."""


class Request(Value):
    """One address to ask, with what is known from the last visit."""

    url: str
    etag: str = ""
    """As received, latin-1; sent back byte for byte."""
    last_modified: str = ""
    accept: str = ""
    """Value of the Accept header; "" asks for feeds."""
    hold: Hold | None = None
    """Claim on the sweep's memory; None outside a sweep."""


class Fetched(Value):
    """A good answer: 2xx with its body, or 304 with none."""

    status: int
    body: bytes = b""
    """Decoded (no gzip left); b"" on 304."""
    content_type: str = ""
    """Lower case, without parameters: "application/rss+xml"; "" when the server did not say."""
    charset: str = ""
    """Charset parameter of the content type, lower case, "" when none."""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    """BLAKE2b of the decoded body, 32 hexadecimal digits; "" on 304."""
    final_url: str = ""
    """The address that answered, after redirects, without credentials."""
    moved_to: str = ""
    """New address when the redirects followed, from the first on, were permanent (301, 308)."""
    max_age: int | None = None
    """Seconds from Cache-Control, None when it does not say."""
    retry_after: float | None = None
    """Seconds from now, at most 7 days, None when it does not say."""


class TryLater(FetchError):
    """The server asks to be left alone for ``retry_after`` seconds (429, 503)."""

    def __init__(self, what: str, hint: str, *, status: int, retry_after: float) -> None:
        super().__init__(what, hint, status=status)
        self.retry_after = retry_after


class Limits(Value):
    """Every bound of the network room. Times in seconds, sizes in bytes."""

    total: float = 30.0
    """From the first look-up to the last byte, over all redirects."""
    connect: float = 10.0
    """One connection, with its look-up and TLS handshake."""
    read_gap: float = 15.0
    """Longest silence while an answer is awaited or arrives."""
    wire_bytes: int = 10 * MEGABYTE
    body_bytes: int = 10 * MEGABYTE
    """Decoded."""
    header_bytes: int = 64 * 1024
    redirects: int = 10
    concurrency: int = 64
    per_host: int = 2
    held_bytes: int = 64 * MEGABYTE
    """All bodies in memory at once: arriving, waiting, and in the consumer's hands."""
    retry_after: float = 7 * DAY
    user_agent: str = USER_AGENT
    proxy: str = ""
    """Address of a proxy for everything; "" takes the environment's (HTTP_PROXY, NO_PROXY ..)."""
