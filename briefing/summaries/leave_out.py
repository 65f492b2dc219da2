"""Packages of which a library loads far more than is ever called here."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class _Nothing(ModuleType):
    """Whatever is asked of it is None."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


@contextmanager
def hollow(*packages: str, nothing: Collection[str] = ()) -> Iterator[None]:
    """Within it, packages are empty shells, so that importing a part of one loads that part alone.

    Afterwards nobody sees them: what was loaded stays with whoever imported it, and an import
    from then on loads the real ones. A package that is loaded already is left as it is. No other
    thread may import them meanwhile.

    Args:
        packages: packages, and packages in them, whose own code is not run; outer ones first.
        nothing: modules that are not there at all: whatever is imported from them is None.
    """
    outer = {name.partition(".")[0] for name in (*packages, *nothing)} - set(sys.modules)
    try:
        for name in (*packages, *nothing):
            if name.partition(".")[0] in outer:
                sys.modules[name] = _Nothing(name) if name in nothing else _shell(name)
        yield
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] in outer]:
            del sys.modules[name]


def _shell(name: str) -> ModuleType:
    spec = find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"there is no {name}", name=name)
    return module_from_spec(spec)
