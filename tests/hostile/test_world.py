"""All cases in one store: it ends, the good ones are whole, nothing hostile comes out."""

from __future__ import annotations

import email
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from .cases import CASES
from .rules import Page, decoded, faults
from .server import usable
from .session import walked
from .world import SECRET, World

pytestmark = pytest.mark.skipif(not usable(), reason="this machine has no 127.0.0.0/8")

MEGABYTE = 1024 * 1024
STORIES = 20
"""Stories that are printed in full, those with most articles first."""
COMMANDS = (
    *(("digest", "--since", "all", "--top", "1000", "--format", f)
      for f in ("text", "markdown", "html", "json", "mail", "atom")),
    ("stories", "--since", "all"),
    ("stories", "--since", "all", "--json"),
    ("questions", "--status", "all"),
    ("questions", "--status", "all", "--json"),
    ("articles",),
    ("articles", "--json"),
    ("feed", "list"),
    ("feed", "list", "--json"),
    ("feed", "export"),
    ("search", "calm"),
    ("search", "calm", "--json"),
    ("mark", "follow", "--all"),
    ("undo",),
    ("redo",),
    ("doctor",),
    ("config", "show"),
)  # fmt: skip


def inspected(world: World, arguments: tuple[str, ...]) -> list[str]:
    """What is wrong with the output of a command, one line each."""
    ran = world.ask(*arguments)
    name = " ".join(arguments)
    out, err = decoded(ran.out), decoded(ran.err)
    wrong = [f"{name}: {fault}" for fault in (*faults(out), *faults(err))]
    if "Traceback" in err:
        wrong.append(f"{name}: {err[-600:]}")
    if ran.code not in ((0, 1) if name == "doctor" else (0,)):
        wrong.append(f"{name}: exit code {ran.code}: {err[:200]}")
    # an export is a copy of the reader's own list, passwords and all
    if SECRET in out or ("hunter2" in out + err and name != "feed export"):
        wrong.append(f"{name}: a secret is printed")
    kind = arguments[-1]
    if kind == "html":
        page = Page()
        page.feed(out)
        wrong += [f"{name}: {fault}" for fault in page.faults]
        assert page.links > 50
    elif kind in ("json", "--json"):
        json.loads(out)
    elif kind == "atom" or name == "feed export":
        ElementTree.fromstring(out)
    elif kind == "mail":
        read = email.message_from_string(out)
        if read["Bcc"] is not None or read.defects:
            wrong.append(f"{name}: {read.items()} {read.defects}")
    return wrong


def judged(world: World) -> list[str]:
    """What the cases and the canaries say after all visits."""
    wrong = [f"{case.family}: {case.name}: {line}"
             for case in world.cases for line in world.wrong(case)]  # fmt: skip
    wrong += [f"a canary was reached: {one}" for one in world.server.touched]
    wrong += [f"the server itself failed: {one}" for one in world.server.faults]
    wrong += [f"asked when nothing was due: {one.host}{one.path}"
              for one in world.server.seen if one.quiet]  # fmt: skip
    wrong += [f"a shell was started: {path}" for path in world.home.glob("*.ran")]
    if SECRET.encode() in world.store.read_bytes():
        wrong.append("a file was read by a feed")
    most = {host: count for host, count in world.server.most.items() if host and count > 2}
    wrong += [f"{host} was asked {count} times at once" for host, count in most.items()]
    if world.server.most[""] > 64:
        wrong.append(f"{world.server.most['']} requests at once")
    for ran in world.visits:
        if ran.code != 0:
            wrong.append(f"refresh ended with {ran.code}")
        if ran.out and "--json" not in ran.arguments:
            wrong.append(f"refresh printed {ran.out[:200]!r}")
        wrong += [f"refresh: {fault}" for fault in faults(decoded(ran.out) + decoded(ran.err))]
        if b"hunter2" in ran.out:
            wrong.append("refresh: a secret is printed")
        wrong += [f"refresh: {line}" for line in decoded(ran.err).splitlines()
                  if not line.startswith("briefing: ") or "hunter2" in line]  # fmt: skip
        if ran.peak > 600 * MEGABYTE:
            wrong.append(f"refresh took {ran.peak // MEGABYTE} MB")
        if ran.left:
            wrong.append(f"refresh left processes behind: {ran.left}")
    return wrong


def travelled(world: World) -> list[str]:
    """Visit a world four times and look at everything."""
    with world.server:
        world.configure()
        world.visit(1)
        world.quiet_visit()
        assert world.ask("mark", "done", "--all").code == 0
        for number in (2, 3, 4):
            world.visit(number)
    wrong = judged(world)
    assert world.ask("mark", "undone", "--all").code == 0
    for arguments in COMMANDS:
        wrong += inspected(world, arguments)
    listed = json.loads(world.ask("stories", "--since", "all", "--json").out)["stories"]
    for story in sorted(listed, key=lambda one: -len(one["articles"]))[:STORIES]:
        for flags in ((), ("--json",)):
            wrong += inspected(world, ("story", story["id"], *flags))
    return wrong


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


def test_one_store_for_all_light_cases(tmp_path: Path) -> None:
    # the deadline is shortened for the sake of the cases that use it up
    world = World(tmp_path, [case for case in CASES if not case.heavy], timeout=5, inside=True)
    assert travelled(world) == []
    assert walked(world) == []


@pytest.mark.long
def test_one_store_for_all_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path, CASES)
    wrong = travelled(world)
    with capsys.disabled():
        print(f"\n{len(CASES)} cases, {sum(map(len, map(world.server.feeds, CASES)))} feeds")
        for number, ran in enumerate(world.visits, start=1):
            print(f"visit {number}: {ran.seconds:.1f} s, {ran.peak / MEGABYTE:.0f} MB at most")
    assert wrong == []
    assert walked(world) == []
    assert all(ran.seconds < 120 for ran in world.visits)


@pytest.mark.long
@pytest.mark.parametrize("name", [case.name for case in CASES])
def test_each_case_in_a_store_of_its_own(name: str, tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == name)
    world = World(tmp_path, [case], timeout=10, inside=True)
    with world.server:
        world.configure()
        world.visit(1)
        world.quiet_visit()
        world.ask("mark", "done", "--all")
        for number in (2, 3, 4):
            world.visit(number)
    wrong = world.wrong(case)
    wrong += world.server.touched
    for ran in world.visits:
        wrong += faults(decoded(ran.err))
        # the one feed there is has failed: so has the refresh
        assert ran.code in (0, 1)
        assert b"Traceback" not in ran.err
        assert ran.peak < 400 * MEGABYTE
        assert ran.left == []
    for arguments in COMMANDS[:6]:
        wrong += faults(decoded(world.ask(*arguments).out))
    assert wrong == []
