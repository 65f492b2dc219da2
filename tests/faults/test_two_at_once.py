"""Several programs over one store at the same time."""

from __future__ import annotations

import random
from contextlib import closing
from itertools import cycle, islice
from sqlite3 import connect

import pytest

from .rig import Rig, ended

BATCH = 10
"""Stories that one command marks."""
KINDS = {"save": ("save", True), "follow": ("follow", True), "unfollow": ("follow", False)}
"""What is asked for in turn, which mark that is, and whether it is set."""

Ledger = dict[tuple[str, str], bool]
"""Mark and story -> whether the last acknowledged command set it or took it away."""


def _round(rig: Rig, dice: random.Random, marks: int, ledger: Ledger) -> tuple[int, int]:
    """Two refreshes, a reader and marks at once; (marks made, refreshes turned away)."""
    rig.grow()
    listed = [row["id"] for row in rig.rows("stories", "--since", "all")]
    dice.shuffle(listed)
    running = [rig.start("refresh", "--force"), rig.start("refresh", "--force")]
    reader = rig.start("digest", "--since", "all")
    under_way: list[tuple[str, list[str], object]] = []
    made = 0
    for what in islice(cycle(KINDS), marks // BATCH):
        # no two commands under way are about the same story: each has its own turn
        stories = [listed.pop(0) for _ in range(BATCH)]
        listed += stories
        under_way.append((what, stories, rig.start("mark", what, *stories)))
        if len(under_way) * BATCH + BATCH > min(len(listed), 4 * BATCH):
            made += _finish(rig, ledger, *under_way.pop(0))
    for one in under_way:
        made += _finish(rig, ledger, *one)
    assert ended(reader).code == 0
    results = [ended(child) for child in running]
    turned = [one for one in results if one.code != 0]
    assert len(turned) < 2
    for one in turned:
        # its folder of work is held by the other one: a sentence, and no article twice
        assert one.code == 1
        assert "another refresh is running" in one.err
        assert len(one.err.splitlines()) == 1
    rig.is_sound()
    assert _stored(rig, ledger) == ledger
    return made, len(turned)


def _finish(rig: Rig, ledger: Ledger, what: str, stories: list[str], child) -> int:  # type: ignore[no-untyped-def]
    """Wait for a command; what it acknowledged is written down."""
    ran = ended(child)
    assert ran.code == 0, ran.err
    mark, on = KINDS[what]
    ledger |= {(mark, story): on for story in stories}
    if mark == "save":
        rig.saved |= set(stories)
    return len(stories)


def _stored(rig: Rig, ledger: Ledger) -> Ledger:
    """The store's word about everything in the ledger."""
    with closing(connect(rig.store)) as connection:
        held = set(connection.execute("select field, key from mark where value = '1'"))
    return {one: one in held for one in ledger}


def test_one_round(rig: Rig) -> None:
    made, _ = _round(rig, random.Random(1), 30, {})
    assert made == 30
    rig.is_whole()


@pytest.mark.long
def test_fifty_rounds(rig: Rig, capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(50)
    made = turned = 0
    ledger: Ledger = {}
    for _ in range(50):
        one, other = _round(rig, dice, 100, ledger)
        made, turned = made + one, turned + other
        if rig.visits % 10 == 0:
            rig.is_whole()
    rig.is_whole()
    assert made == 5000
    with capsys.disabled():
        print(f"\n50 rounds: {made} marks kept, {turned} second refreshes turned away, "
              f"{len(rig.rows('articles'))} articles, none twice")  # fmt: skip
