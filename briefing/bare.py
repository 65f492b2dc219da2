"""``briefing`` and ``briefing digest``, read without a parser.

They are asked for most often, and with nothing but where things are; to load and make a parser
for that takes a tenth of their time. Everything else is read by ``briefing.arguments``.
"""

from __future__ import annotations

from types import SimpleNamespace

from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Command = Callable[[Any], int]

DEFAULTS = {"config": None, "store": None, "demo": False, "quiet": False, "verbose": False}
"""What every command has."""

_PLACES = {"--config": "config", "--store": "store"}


def bare(words: Sequence[str]) -> SimpleNamespace | None:
    """``[--config FILE] [--store FILE] [digest]`` as a parser tells it, None for anything else."""
    given: dict[str, Any] = dict(DEFAULTS)
    while len(words) > 1 and words[0] in _PLACES and not words[1].startswith("-"):
        given[_PLACES[words[0]]] = words[1]
        words = words[2:]
    if list(words) not in ([], ["digest"]):
        return None
    runs = deferred("digesting", "digest") if words else deferred("session", "start")
    return SimpleNamespace(**given, command=runs, needs="config")


def deferred(module: str, function: str) -> Command:
    """A command that imports its module only when it runs: ``--help`` stays instant."""

    def run(context: object) -> int:
        commands = __import__(f"briefing.commands.{module}", fromlist=(function,))
        result: int = getattr(commands, function)(context)
        return result

    return run
