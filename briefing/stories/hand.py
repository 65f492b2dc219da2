"""The reader's hand as the grouping obeys it."""

from __future__ import annotations

from collections.abc import Collection

from briefing.models import Hand


class Wishes:
    """Must-links and cannot-links by article id.

    A pair kept apart is always obeyed; together-pairs hold through one another (a-b, b-c: a-c)
    as far as no pair kept apart would meet, in the order given.
    """

    def __init__(self, hand: Hand) -> None:
        self.apart: dict[str, set[str]] = {}
        for a, b in hand.apart:
            if a != b:
                self.apart.setdefault(a, set()).add(b)
                self.apart.setdefault(b, set()).add(a)
        block: dict[str, list[str]] = {}
        for a, b in hand.together:
            one = block.setdefault(a, [a])
            two = block.setdefault(b, [b])
            if one is two or self.clash(one, two):
                continue
            one += two
            for id_ in two:
                block[id_] = one
        self.together = {id_: tuple(ids) for id_, ids in block.items() if len(ids) > 1}
        """Article -> all that must share its story, itself among them, in the order given."""
        self.ids = frozenset(self.apart) | frozenset(self.together)
        """Every article a wish names."""

    def clash(self, a: Collection[str], b: Collection[str]) -> bool:
        """Whether an article of ``a`` must not meet one of ``b``."""
        if not self.apart:
            return False
        return any(not self.apart[id_].isdisjoint(b) for id_ in a if id_ in self.apart)
