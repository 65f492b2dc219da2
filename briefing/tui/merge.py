"""Bring a freshly read list under the reader's cursor without anything jumping or vanishing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.tui.rows import Heading, Item, key_of


def merged(old: Sequence[Item], new: Sequence[Item], keep: Collection[str]) -> list[Item]:
    """The new list in its own order, with what must stay put back where it stood.

    Args:
        old: what is on the screen.
        new: what the store says now.
        keep: keys of items that stay on the screen though the store no longer lists them: what
            was marked there, and what is under the cursor. Each stands behind the item that it
            stood behind before.
    """
    there = {key_of(item) for item in new}
    result: list[Item] = list(new)
    if there.issuperset(keep):
        return result
    follows: dict[str, list[Item]] = {}
    before = ""
    for item in old:
        key = key_of(item)
        if isinstance(item, Heading):
            continue
        if key in keep and key not in there:
            follows.setdefault(before, []).append(item)
        else:
            before = key if key in there else before
    if not follows:
        return result
    placed: list[Item] = list(follows.get("", ()))
    for item in result:
        placed.append(item)
        if not isinstance(item, Heading):
            placed += follows.get(key_of(item), ())
    return placed
