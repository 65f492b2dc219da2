from __future__ import annotations

from briefing.tui.merge import merged
from briefing.tui.rows import Item, key_of

from .sample import edition

ROWS: dict[str, Item] = {view.row.id: view.row for view in edition()}


def order(old: str, new: str, keep: str = "") -> str:
    made = merged([ROWS[f"{i}1"] for i in old], [ROWS[f"{i}1"] for i in new],
                  {f"{i}1" for i in keep})  # fmt: skip
    return "".join(key_of(item)[0] for item in made)


def test_new_order_wins() -> None:
    assert order("abc", "cabd") == "cabd"


def test_what_was_decided_stays_behind_its_neighbour() -> None:
    assert order("abcd", "acd", "b") == "abcd"
    assert order("abcd", "dca", "b") == "dcab"


def test_what_stood_first_stays_first() -> None:
    assert order("abc", "bc", "a") == "abc"


def test_neighbours_that_stay_keep_their_order() -> None:
    assert order("abcd", "ade", "bc") == "abcde"


def test_what_is_not_kept_goes() -> None:
    assert order("abc", "c", "a") == "ac"
