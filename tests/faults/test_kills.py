"""SIGKILL at random moments: what was acknowledged stays, what was not is there or not, whole."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from .rig import Rig

MANY = 2000
"""Addresses of an import."""
LONGEST = {"refresh": 2.5, "mark": 0.6, "undo": 0.6, "import": 1.5}
"""Seconds within which a command is killed; it takes about as long."""


def _opml(rig: Rig) -> Path:
    rig.imported += 1
    rows = "".join(
        f'<outline type="rss" text="L{n}" xmlUrl="https://list-{rig.imported}-{n}.example/feed"/>'
        for n in range(MANY)
    )
    path = rig.home / "list.opml"
    path.write_text(f'<opml version="2.0"><body>{rows}</body></opml>')
    return path


def _following(rig: Rig) -> int:
    return len(tomllib.loads(rig.config.read_text())["feeds"])


def _saved(rig: Rig) -> set[str]:
    with closing(connect(rig.store)) as connection:
        return {key for (key,) in connection.execute("select key from mark where field = 'save'")}


def _killed(rig: Rig, what: str, dice: random.Random, longest: float) -> None:
    """One command, killed at a random moment; the ledger follows what it may have done."""
    after, group = dice.uniform(0, longest), dice.random() < 0.5
    if what == "refresh":
        rig.grow()
        rig.kill("refresh", "--force", after=after, whole_group=group)
    elif what == "mark":
        stories = [row["id"] for row in rig.rows("stories", "--since", "all")]
        story = dice.choice([one for one in stories if one not in rig.saved])
        ran = rig.kill("mark", "save", story, after=after, whole_group=group)
        after_it = _saved(rig)
        assert after_it in (rig.saved, rig.saved | {story})
        if not ran.killed:
            assert ran.code == 0
            assert story in after_it
        if story in after_it:
            rig.order.append(story)
        rig.saved = after_it
    elif what == "undo":
        if not rig.order:
            return
        ran = rig.kill("undo", after=after, whole_group=group)
        after_it = _saved(rig)
        assert after_it in (rig.saved, rig.saved - {rig.order[-1]})
        if not ran.killed:
            assert rig.order[-1] not in after_it
        if after_it != rig.saved:
            rig.order.pop()
        rig.saved = after_it
    else:
        config, before = rig.config.read_bytes(), _following(rig)
        ran = rig.kill("feed", "import", str(_opml(rig)), after=after, whole_group=group)
        assert _following(rig) in (before, before + MANY)
        if not ran.killed:
            assert (ran.code, _following(rig)) == (0, before + MANY)
        # two thousand feeds of nobody would be asked from now on
        rig.config.write_bytes(config)
    rig.is_sound()


def _rounds(rig: Rig, count: int, seed: int, most_visits: int) -> Counter[str]:
    dice = random.Random(seed)
    rig.saved, rig.order = set(), []
    done: Counter[str] = Counter()
    while rig.kills < count:
        what = dice.choice(("refresh", "refresh", "mark", "undo", "import"))
        if what == "refresh" and rig.visits >= most_visits:
            what = "mark"
        before = rig.kills
        _killed(rig, what, dice, LONGEST[what])
        done[what] += rig.kills - before
        if dice.random() < 0.05:
            assert rig.ask("refresh").code == 0
    rig.is_whole()
    leftovers = [path.name for path in rig.home.iterdir() if path.suffix in (".tmp", ".part")]
    assert leftovers == []
    return done


def test_a_few_kills(rig: Rig) -> None:
    _rounds(rig, 3, seed=7, most_visits=3)


@pytest.mark.long
def test_two_hundred_kills(rig: Rig, capsys: pytest.CaptureFixture[str]) -> None:
    done = _rounds(rig, 200, seed=20261120, most_visits=40)
    rows = len(rig.rows("articles"))
    with capsys.disabled():
        print(f"\n{sum(done.values())} kills ({dict(done)}): {rows} articles, "
              f"{len(rig.saved)} marks, none lost")  # fmt: skip
