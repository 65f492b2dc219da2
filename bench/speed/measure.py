"""Run a command and say what it took."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BRIEFING = (
    sys.executable,
    "-c",
    "import sys; from briefing.__main__ import main; sys.exit(main())",
)
"""What the installed command does. That of a pip before 25 loads ``re`` besides: 5 ms."""


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took, with all children that it waited for."""

    wall: float
    cpu: float
    peak: float = 0.0
    """Most resident memory of the process tree, in MB."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """A plain environment: what speeds a program up or slows it down here is not passed on."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    return {**kept, "HOME": str(home), "TERM": "xterm-256color", **more}


def took(
    command: Sequence[str],
    environ: Mapping[str, str],
    *,
    memory: bool = False,
    while_running: Callable[[float], None] | None = None,
) -> Took:
    """Run a command to its end.

    Args:
        command: what to run; its output is thrown away.
        environ: its environment.
        memory: also look at its memory, fifty times a second.
        while_running: called with the seconds since the start, about fifty times a second.
    """
    peaks = [0.0]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    child = subprocess.Popen(
        command, env=dict(environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    watcher = threading.Thread(target=_watch, args=(child, peaks)) if memory else None
    if watcher:
        watcher.start()
    while while_running is not None and child.poll() is None:
        while_running(time.perf_counter() - start)
        time.sleep(0.02)
    child.wait()
    wall = time.perf_counter() - start
    if watcher:
        watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(wall, cpu, peaks[0])


def beside(
    commands: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], runs: int
) -> dict[str, Took]:
    """Medians of several commands, run in turn so that a busy machine is busy for all."""
    found: dict[str, list[Took]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, environ) in commands.items():
            found[name].append(took(command, environ))
    return {name: median(runs) for name, runs in found.items()}


def median(runs: Sequence[Took]) -> Took:
    return Took(
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        max(run.peak for run in runs),
    )


def _watch(child: subprocess.Popen[bytes], peaks: list[float]) -> None:
    while child.poll() is None:
        peaks[0] = max(peaks[0], tree_memory(child.pid))
        time.sleep(0.02)


def tree_memory(root: int) -> float:
    """Resident memory of a process and all that came of it, in MB; 0 where /proc is missing."""
    parents: dict[int, int] = {}
    pages: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(fields[1])
        pages[int(entry.parent.name)] = int(fields[21])
    total = 0
    for process in pages:
        ancestor = process
        while ancestor not in (root, 0) and ancestor in parents:
            ancestor = parents[ancestor]
        if ancestor == root:
            total += pages[process]
    return total * os.sysconf("SC_PAGE_SIZE") / 1e6
