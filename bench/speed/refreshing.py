"""P1 to P8 and P18: refreshes of many feeds, beside curl and newsboat."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from speed.farm import Farm
from speed.measure import BRIEFING, Took, environment, median, took
from speed.table import Row

CURL, NEWSBOAT = shutil.which("curl"), shutil.which("newsboat")
MEANT = 22_000
"""Items that the goal for a first fill speaks of."""

TURNS = 9
"""Least runs of a refresh of few feeds: it takes about a second, and a busy moment half of that."""


@dataclass
class Program:
    """One program with a state of its own, and what each step took it."""

    name: str
    command: Sequence[str]
    home: Path
    took: dict[str, Took] = field(default_factory=dict)


def rows(work: Path, feeds: int, items: int, runs: int) -> list[Row]:
    """Every row about refreshing.

    Args:
        work: an empty folder.
        feeds: how many.
        items: in each of them.
        runs: of each step but the first fill.
    """
    found = []
    with Farm(feeds, items) as farm:
        bench = Bench(work / "all", farm, farm.urls)
        bench.run(items, runs)
        found += bench.rows()
        for number in (200, 50):
            if number < feeds:
                small = Bench(work / str(number), farm, farm.urls[:number])
                small.settle()
                turns = max(runs, TURNS)
                small.step("unchanged", turns)
                must, aim = (1.0, 0.8) if number == 200 else (1.3, 1.0)
                found.append(
                    Row(
                        "P1b", f"unchanged, {number} feeds, wall, by newsboat's; {turns} turns",
                        must, aim, small.ratio("unchanged", "newsboat", "wall"),
                    )
                )  # fmt: skip
    return found


class Bench:
    """The same feeds for every program that is there."""

    def __init__(self, work: Path, farm: Farm, urls: Sequence[str]) -> None:
        self.farm = farm
        self.urls = urls
        self.programs = {program.name: program for program in _programs(work, urls)}
        self.store = work / "briefing" / "store.sqlite"
        self.readable = self.first = 0.0
        self.items = 0
        self.counts: dict[str, int] = {}
        self.grown = 0

    def run(self, items: int, runs: int) -> None:
        """Every step, as slow as the net; then without latency for what it costs the processor."""
        self.farm.tell(slow=True)
        ours = self.programs["briefing"]
        self.items = len(self.urls) * items

        def look(seconds: float) -> None:
            if not self.first and _count(self.store, "story"):
                self.first = seconds
            if not self.readable and _count(self.store, "article") >= self.items:
                self.readable = seconds

        ours.took["fill"] = took(
            ours.command, environment(ours.home), memory=True, while_running=look
        )
        for name in ("newsboat", "curl"):
            if name in self.programs:
                self._took("fill", self.programs[name])
        self.settle()
        self.step("unchanged", runs)
        self._growth()
        self.step("changed", runs, before=lambda: self.farm.tell(change=0.05), memory=True)
        self.farm.tell(validators=False, churn=True)
        self.settle()
        self.step("churn", runs, memory=True)
        self.farm.tell(validators=True, churn=False, slow=False)
        self.settle()
        self.farm.tell(slow=False)
        self.step("quick", runs)

    def settle(self) -> None:
        """Until every program knows the feeds as they are: newsboat needs two visits for that."""
        self.farm.tell(slow=False)
        for program in self.programs.values():
            for _ in range(2):
                took(program.command, environment(program.home))
        self.farm.tell(slow=True)

    def step(
        self,
        name: str,
        turns: int,
        before: Callable[[], object] = lambda: None,
        *,
        memory: bool = False,
    ) -> None:
        """The programs in turn, so that a busy machine is busy for all; medians are kept.

        Args:
            name: under which it is kept.
            turns: how often. In one turn every program meets the same latencies.
            before: what happens to the feeds before each turn.
            memory: also look at their memory, which takes time of the machine's own.
        """
        found: dict[str, list[Took]] = {program: [] for program in self.programs}
        for turn in range(turns):
            before()
            self.farm.tell(turn=turn)
            for program in self.programs.values():
                found[program.name].append(
                    took(program.command, environment(program.home), memory=memory)
                )
        for program in self.programs.values():
            program.took[name] = median(found[program.name])

    def _took(self, step: str, program: Program) -> None:
        program.took[step] = took(program.command, environment(program.home), memory=True)

    def _growth(self) -> None:
        """One unchanged refresh by itself: what was asked, moved and written."""
        ours = self.programs["briefing"]
        before = _size(self.store)
        self.farm.tell(count=True)
        took(ours.command, environment(ours.home))
        self.counts = self.farm.tell(count=True)
        self.grown = _size(self.store) - before

    def ratio(self, step: str, other: str, what: str) -> float | None:
        """Ours by another program's; None where that is absent."""
        if other not in self.programs:
            return None
        theirs = getattr(self.programs[other].took[step], what)
        return float(getattr(self.programs["briefing"].took[step], what) / theirs)

    def rows(self) -> list[Row]:
        ours = self.programs["briefing"].took
        feeds = len(self.urls)
        newsboat = self.programs.get("newsboat")
        spent = {step: took.cpu for step, took in ours.items()}
        changed = max(0.0, spent["changed"] - spent["unchanged"])
        made = max(0.001, spent["fill"] - spent["unchanged"])
        ahead = self.readable / newsboat.took["fill"].wall if newsboat else None
        told = (
            f"{self.counts['conditional']} of {self.counts['asked']} conditional,"
            f" {self.counts['bytes'] / 1e6:.2f} MB moved"
        )
        same = f"unchanged refresh of {feeds} feeds"
        peak = max(took.peak for took in ours.values())
        by = self.ratio
        return [
            Row("P1", f"{same}, wall, by curl's", 1.25, 0.6, by("unchanged", "curl", "wall")),
            Row("P1", "the same by newsboat's", 0.40, None, by("unchanged", "newsboat", "wall")),
            Row("P2", f"{same}, processor, by curl's", 10, 5, by("quick", "curl", "cpu")),
            Row("P3", "churn, wall, by curl's", 1.3, 1.15, by("churn", "curl", "wall")),
            Row(
                "P3", "churn, processor, by newsboat's", 0.15, 0.08, by("churn", "newsboat", "cpu")
            ),
            Row("P4", "5 % changed, wall, by curl's", 1.25, 1.1, by("changed", "curl", "wall")),
            Row("P5", "first fill until all can be read, by newsboat's", 1.0, 0.6, ahead),
            Row("P6", "first fill: seconds until the first stories", 1.5, 1.0, self.first),
            Row("P7", "most memory of a refresh, MB", 160, 100, peak),
            Row("P8", f"unchanged: KB that the store grows; {told}", 64, 0, self.grown / 1e3),
            Row("P18", "5 % changed by first fill, processor", 0.25, None, changed / made),
            Row(
                "P18",
                f"first fill, processor seconds by {MEANT:,} items, parsing and all",
                60,
                30,
                spent["fill"] * MEANT / self.items,
            ),
        ]


def _programs(work: Path, urls: Sequence[str]) -> list[Program]:
    """Ours, and those of the others that are installed, each with its list of feeds."""
    homes = {name: work / name for name in ("briefing", "curl", "newsboat")}
    for home in homes.values():
        home.mkdir(parents=True)
    config = homes["briefing"] / "config.toml"
    listed = ",\n".join(json.dumps(url) for url in urls)
    config.write_text(f'feeds = [\n{listed}\n]\n[store]\npath = "store.sqlite"\n')
    found = [
        Program(
            "briefing",
            (*BRIEFING, "--config", str(config), "--quiet", "refresh", "--force"),
            homes["briefing"],
        )
    ]
    if CURL:
        wanted = homes["curl"] / "list"
        wanted.write_text("".join(f'url = "{url}"\noutput = "/dev/null"\n' for url in urls))
        arguments = ("-s", "--compressed", "--parallel", "--parallel-max", "64", "--config")
        found.append(Program("curl", (CURL, *arguments, str(wanted)), homes["curl"]))
    if NEWSBOAT:
        home = homes["newsboat"]
        (home / "urls").write_text("".join(f"{url}\n" for url in urls))
        (home / "config").write_text("reload-threads 100\n")
        command = (NEWSBOAT, "-q", "-u", str(home / "urls"), "-c", str(home / "cache.db"),
                   "-C", str(home / "config"), "-x", "reload")  # fmt: skip
        found.append(Program("newsboat", command, home))
    return found


def _count(store: Path, table: str) -> int:
    """Rows that another program could read now; 0 before there is a store."""
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True, timeout=0)) as found:
            return int(found.execute(f"select count(*) from {table}").fetchone()[0])
    except sqlite3.Error:
        return 0


def _size(store: Path) -> int:
    return sum(
        path.stat().st_size
        for path in (store, store.with_name(f"{store.name}-wal"))
        if path.exists()
    )
