"""Names that this program gives: they are the same on every machine and last."""

from __future__ import annotations

from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def story_id(founder: str, taken: Callable[[str], bool]) -> str:
    """Id of a story that an article founds: its own, unless one that it founded before has it."""
    id, count = founder, 1
    while taken(id):
        count += 1
        id = f"{founder}.{count}"
    return id
