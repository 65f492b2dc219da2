"""Packages that a library loads when they are installed and does without when they are not."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType


class _Refusal(MetaPathFinder):
    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._thread = threading.get_ident()

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> None:
        if name in self._names and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"{name} is left out", name=name)


@contextmanager
def left_out(*names: str) -> Iterator[None]:
    """Within it, importing these packages fails as if they were not installed.

    Only what this thread imports is refused, and only here: ``sys.modules`` is left alone, so
    that others get the packages meanwhile and afterwards. One that is loaded already stays.
    """
    refusal = _Refusal(names)
    sys.meta_path.insert(0, refusal)
    try:
        yield
    finally:
        sys.meta_path.remove(refusal)
