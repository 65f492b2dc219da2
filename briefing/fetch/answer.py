"""What one hop brought: an answer to hand on, or a redirect to follow."""

from __future__ import annotations

import hashlib

from briefing.fetch import conditional
from briefing.fetch.types import Fetched
from briefing.values import Value

REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)


class HeaderTable:
    """Headers of an answer by name, byte for byte (latin-1), repeated ones joined by a comma."""

    def __init__(self, raw: list[tuple[bytes, bytes]]) -> None:
        self._values: dict[bytes, bytes] = {}
        for name, value in raw:
            name = name.lower()
            known = self._values.get(name)
            self._values[name] = value if known is None else known + b", " + value

    def get(self, name: bytes) -> str:
        """The value of a header, its name in lower case; "" when it is not there."""
        return self._values.get(name, b"").decode("latin-1")


class Redirect(Value):
    """A redirect with its target as received."""

    status: int
    location: str


class Answer(Value):
    """A 2xx with its unpacked body, or a 304 with none."""

    status: int
    headers: HeaderTable
    body: bytes
    wait: float | None
    """Seconds by Retry-After."""

    def fetched(self, final_url: str, moved_to: str) -> Fetched:
        """The answer as it leaves the room."""
        content_type, _, parameters = self.headers.get(b"content-type").partition(";")
        digest = hashlib.blake2b(self.body, digest_size=16).hexdigest()
        return Fetched(
            status=self.status,
            body=self.body,
            content_type=content_type.strip().lower(),
            charset=conditional.charset(parameters),
            etag=self.headers.get(b"etag"),
            last_modified=self.headers.get(b"last-modified"),
            body_hash="" if self.status == 304 else digest,
            final_url=final_url,
            moved_to=moved_to,
            max_age=conditional.max_age(self.headers.get(b"cache-control")),
            retry_after=self.wait,
        )
