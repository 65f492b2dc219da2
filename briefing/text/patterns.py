"""Regular expressions that are compiled when they are first used.

The text rule has some whose classes take milliseconds to compile, and a command that prints
what is stored needs none of them.
"""

from __future__ import annotations

import re

from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_METHODS = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")


class _Lazy:
    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        # Reached once: what is set on the object is found before this is asked again.
        made = re.compile(self._source)
        for method in _METHODS:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


if TYPE_CHECKING:

    def lazily(source: str) -> re.Pattern[str]:
        """The pattern, to be used as if it were compiled."""
        ...
else:
    lazily = _Lazy
