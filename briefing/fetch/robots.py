"""robots.txt by RFC 9309: may our reader fetch this path? Pure.

Written here because the standard library's reader takes the first rule that fits instead of
the longest, and knows no wildcards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

TOKEN = "briefing"  # noqa: S105 - the RFC's word for an agent's name
"""The name we answer to in a robots.txt."""

_MOST_BYTES = 500 * 1024
_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*(.*?)\s*(?:#.*)?")
_KEPT = "!$&'()*+,-./:;=?@_~"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that concern us: patterns with whether they allow."""

    patterns: tuple[tuple[str, bool], ...] = ()

    def allow(self, url: str) -> bool:
        """Whether an address may be fetched; the longest pattern decides, allow wins a tie."""
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        best, allowed = -1, True
        for pattern, allows in self.patterns:
            length = len(pattern)
            if (length > best or (length == best and allows)) and _fits(pattern, path):
                best, allowed = length, allows
        return allowed


def read(body: bytes, token: str = TOKEN) -> Rules:
    """The rules for ``token``: of the groups that name it, else of those for ``*``."""
    own: list[tuple[str, bool]] = []
    others: list[tuple[str, bool]] = []
    named = False
    concerned: list[list[tuple[str, bool]]] = []
    in_names = False
    for line in body[:_MOST_BYTES].decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        found = _LINE.fullmatch(line[:4096])
        if found is None:
            continue
        key, value = found[1].lower(), found[2]
        if key == "user-agent":
            if not in_names:
                concerned = []
            in_names = True
            if value.lower().split("/")[0] == token:
                named = True
                concerned.append(own)
            elif value == "*":
                concerned.append(others)
        elif key in ("allow", "disallow"):
            in_names = False
            if value:
                for group in concerned:
                    group.append((_normal(value), key == "allow"))
    return Rules(tuple(own if named else others))


def _normal(path: str) -> str:
    """Percent-encoding made uniform, so that ``%7e`` and ``~`` are the same."""
    return quote(unquote_to_bytes(path), safe=_KEPT)


def _fits(pattern: str, path: str) -> bool:
    """Match with ``*`` for anything and ``$`` for the end, without backtracking."""
    anchored = pattern.endswith("$")
    parts = pattern.removesuffix("$").split("*")
    if not path.startswith(parts[0]):
        return False
    place = len(parts[0])
    for part in parts[1:-1]:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if len(parts) == 1:
        return not anchored or place == len(path)
    last = parts[-1]
    if anchored:
        return path.endswith(last) and len(path) - len(last) >= place
    return path.find(last, place) >= 0
