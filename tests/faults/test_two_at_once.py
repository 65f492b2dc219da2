"""Several programs over one store at the same time."""

from __future__ import annotations

import random

import pytest

from .rig import Rig, ended


def _round(rig: Rig, dice: random.Random, marks: int) -> tuple[int, int]:
    """Two refreshes, a reader and marks at once; (marks made, refreshes turned away)."""
    rig.grow()
    free = [row["id"] for row in rig.rows("stories", "--since", "all")
            if row["id"] not in rig.saved]  # fmt: skip
    chosen = dice.sample(free, min(marks, len(free)))
    parts = [chosen[at : at + 5] for at in range(0, len(chosen), 5)]
    running = [rig.start("refresh", "--force"), rig.start("refresh", "--force")]
    readers = [rig.start("digest", "--since", "all")]
    markers = []
    made = 0
    for part in parts:
        markers.append((part, rig.start("mark", "save", *part)))
        if len(markers) >= 4:
            made += _finish(rig, *markers.pop(0))
    for marker in markers:
        made += _finish(rig, *marker)
    for reader in readers:
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
    return made, len(turned)


def _finish(rig: Rig, part: list[str], child) -> int:  # type: ignore[no-untyped-def]
    ran = ended(child)
    assert ran.code == 0, ran.err
    rig.saved |= set(part)
    return len(part)


def test_one_round(rig: Rig) -> None:
    made, _ = _round(rig, random.Random(1), 10)
    assert made == 10
    rig.is_whole()


@pytest.mark.long
def test_fifty_rounds(rig: Rig, capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(50)
    made = turned = 0
    for _ in range(50):
        one, other = _round(rig, dice, 100)
        made, turned = made + one, turned + other
        if rig.visits % 10 == 0:
            # so that stories merge and marks follow them, decisions are kept by hand
            rig.is_whole()
    rig.is_whole()
    with capsys.disabled():
        print(f"\n50 rounds: {made} marks kept, {turned} second refreshes turned away, "
              f"{len(rig.rows('articles'))} articles, none twice")  # fmt: skip
