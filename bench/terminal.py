"""Drive the terminal session by keys only, on a real pty.

    python bench/terminal.py [--quick] [triage|keys|ends ...]

``triage``: the sample edition to "You are done", out, in again, all undone, out, in again; after
each step the store must hold what the keys said.
``keys``: 500 random keys over every view at three sizes, ten seeds (``--quick``: one): it must
run on, leave the terminal as it found it, and every decision must be there to be taken back.
``ends``: resized a hundred times at once, stopped and gone on with, ended by signals, the
terminal closed: it is given back each time, no throw-away store and no process stays behind.

Exit code 1 when something does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from on_pty import OnPty

SIZES = ((80, 24), (60, 20), (200, 60))
SEEDS = tuple(range(1, 11))
KEYS = 500
PATIENCE = 90.0
"""Seconds that anything may take; a shared machine is slow at times."""

NOT_AT_RANDOM = ("quit", "suspend", "palette", "feeds.", "browser", "refresh.stop")
"""Keys that end the session, leave it, or change what is followed."""
BYTES = {
    "space": " ", "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H",
    "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
}  # fmt: skip


CONTROLLING = (
    sys.executable,
    "-c",
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    " os.execvp(sys.argv[1], sys.argv[1:])",
)
"""Runs a command that the terminal controls, as it does where people sit at it."""


class Terminal(OnPty):
    """The program, or another command, driven by keys."""

    def __init__(
        self,
        arguments: Sequence[str],
        home: Path,
        size: tuple[int, int],
        program: Sequence[str] = (sys.executable, "-P", "-m", "briefing"),
        **environment: str,
    ) -> None:
        environ = {**os.environ, "HOME": str(home), "TERM": "xterm-256color", "TZ": "UTC",
                   "EDITOR": "true", "TEXTUAL_ANIMATIONS": "none", **environment}  # fmt: skip
        environ.pop("NO_COLOR", None)
        super().__init__([*program, *arguments], environ, size, home)

    def resize(self, size: tuple[int, int]) -> None:
        self._set_size(size)
        os.killpg(self._child.pid, signal.SIGWINCH)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline or (self._child.poll() is not None and not self.raw):
                raise AssertionError(f"never happened: {what}")
            self.read(0.1)

    def see(self, words: str) -> None:
        """Wait until these words were painted since ``forget``."""
        self.until(lambda: words.encode() in self.raw, f"{words!r} on the screen")

    def forget(self) -> None:
        while self.read(0.3):
            pass
        self.raw = b""

    def press(self, keys: str) -> None:
        self.write(keys)
        self.read(0.02)

    @property
    def alive(self) -> bool:
        return self._child.poll() is None

    @property
    def process(self) -> int:
        return self._child.pid

    @property
    def left(self) -> bool:
        """Whether the session's own screen was left again."""
        return self.raw.rfind(b"\x1b[?1049l") > self.raw.rfind(b"\x1b[?1049h")

    def close(self) -> None:
        """Close the terminal itself; all that ran in it must end."""
        self._hang_up()
        code = self._child.wait(PATIENCE)
        assert code == 128 + signal.SIGHUP, f"exit code {code}"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                os.killpg(self._child.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        raise AssertionError("something runs on without a terminal")

    def quit(self, keys: str = "q", code: int = 0) -> None:
        """Leave; the exit code must be this one and the terminal as it was found."""
        self.press(keys)
        asked = False
        deadline = time.monotonic() + PATIENCE
        while self.alive and time.monotonic() < deadline:
            self.read(0.1)
            if not asked and b"Quit and stop it?" in self.raw:
                asked = True
                self.press("y")
        assert not self.alive, "the session does not end"
        while self.read(0.2):
            pass
        assert self._child.returncode == code, f"exit code {self._child.returncode}"
        assert b"Traceback" not in self.raw, self.raw[-3000:].decode("utf-8", "replace")
        assert self.left, "screen not left"
        assert self.raw.rfind(b"\x1b[?25h") > self.raw.rfind(b"\x1b[?25l"), "cursor not shown"
        assert termios.tcgetattr(self._theirs) == self._found, "terminal modes not restored"


# --- the sample edition ---------------------------------------------------------------


def sample(folder: Path) -> Path:
    """A store with the sample edition in it."""
    store = folder / "store.sqlite"
    arguments = ["--demo", "--store", str(store), "--quiet", "refresh"]
    environ = {**os.environ, "HOME": str(folder)}
    subprocess.run([sys.executable, "-P", "-m", "briefing", *arguments], check=True, env=environ)
    return store


def standing(store: Path) -> dict[str, tuple[bool, ...]]:
    """What was decided about each story."""
    from briefing.models import StoryStatus
    from briefing.store.connection import open_store
    from briefing.store.filters import Filter

    everything = Filter(done=None, snoozed=None, muted=None)
    with open_store(store, read_only=True) as opened:
        return {
            row.id: (row.status is StoryStatus.DONE, row.followed, row.saved, row.snoozed,
                     row.muted)
            for row in opened.stories.rows(everything)
        }  # fmt: skip


def undo_all(store: Path, most: int = 2000) -> int:
    """Take back everything; how many decisions there were."""
    from briefing.demo.edition import NOW
    from briefing.store.connection import open_store

    with open_store(store) as opened:
        for number in range(most):
            if opened.state.undo(NOW) is None:
                return number
    raise AssertionError("undoing does not end")


def triage(folder: Path) -> str:
    """To the end, out, in, all undone, out, in."""
    store = sample(folder)
    arguments = ("--demo", "--store", str(store))
    before = standing(store)
    done = {ident: (True, *rest[1:]) for ident, rest in before.items()}
    with Terminal(arguments, folder, (80, 24)) as screen:
        screen.see(f"{len(before)} stories")
        screen.forget()
        for _ in before:
            screen.press("d")
        screen.see("You are done")
        screen.quit()
    assert standing(store) == done, "what the screen said is not what was stored"
    with Terminal(arguments, folder, (80, 24)) as screen:
        screen.see("shows what is done")
        for _ in before:
            screen.press("u")
        screen.press("u")
        screen.see("Nothing left to undo")
        screen.quit()
    assert standing(store) == before, "undo did not bring all back"
    with Terminal(arguments, folder, (80, 24)) as screen:
        screen.see(f"{len(before)} stories")
        screen.quit()
    return f"{len(before)} stories done, undone, and there again after a restart"


def random_keys(folder: Path, seed: int, keys: int = KEYS) -> str:
    """Any keys at all, at three sizes."""
    from briefing.tui.keys import KEYS as TABLE

    folder.mkdir(parents=True, exist_ok=True)
    store = sample(folder)
    before = standing(store)
    names = [name for key in TABLE if not key.id.startswith(NOT_AT_RANDOM) for name in key.keys]
    names += ["enter", "escape", "escape", "d", "f", "y", "1"] * 6
    rng = random.Random(seed)
    with Terminal(("--demo", "--store", str(store)), folder, SIZES[0]) as screen:
        screen.see("stories")
        for number in range(keys):
            if number % (keys // 6) == 0:
                screen.resize(SIZES[number // (keys // 6) % len(SIZES)])
            screen.press(typed(rng.choice(names)))
            assert screen.alive, f"it ended at key {number}"
        screen.quit("\x11")
    after = standing(store)
    decided = undo_all(store)
    assert standing(store) == before, "a decision was lost or is not to be taken back"
    changed = sum(after.get(ident) != before[ident] for ident in before)
    return f"seed {seed}: {keys} keys, {decided} decisions on {changed} stories, all taken back"


def typed(name: str) -> str:
    """What a terminal sends for a key."""
    if name.startswith("ctrl+"):
        return chr(ord(name[5:]) & 0x1F)
    return BYTES.get(name, name)


# --- ends ---------------------------------------------------------------------------------


def ends(folder: Path) -> str:
    """A storm of sizes, Ctrl-Z, and each signal that ends it."""
    with Terminal(("--demo",), folder, SIZES[0], TMPDIR=str(folder)) as screen:
        screen.see("stories, about")
        for number in range(100):
            screen.resize((40 + number % 120, 10 + number % 50))
        screen.resize(SIZES[0])
        screen.forget()
        screen.press("?")
        screen.see("type to find a key")
        screen.press("\x1b")
        screen.quit("\x11")
    with Terminal(("--demo",), folder, SIZES[0], TMPDIR=str(folder)) as screen:
        screen.see("stories, about")
        screen.quit("\x03", code=130)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with Terminal(("--demo",), folder, SIZES[0], TMPDIR=str(folder)) as screen:
            screen.see("stories, about")
            screen.press("d")
            os.kill(screen.process, number)
            screen.quit("", code=128 + number)
    left = [one.name for one in folder.glob("briefing-demo-*")]
    assert not left, f"left behind: {left}"
    return "sizes, Ctrl-C, SIGINT, SIGTERM and SIGHUP: the terminal given back, nothing left behind"


def stopped(folder: Path) -> str:
    """Ctrl-Z to a shell, something done there, and back by ``fg``."""
    shell = (*CONTROLLING, "bash", "--norc", "--noprofile", "-i")
    with Terminal((), folder, SIZES[0], shell, PS1="ready> ", TMPDIR=str(folder)) as screen:
        screen.see("ready> ")
        screen.press(f"{sys.executable} -P -m briefing --demo\r")
        screen.see("stories, about")
        screen.press("j")
        screen.forget()
        screen.press("\x1a")
        screen.see("Stopped")
        assert screen.left, "the shell is on the session's screen"
        screen.press("echo $((40 + 2))-there\r")
        screen.see("42-there")
        screen.forget()
        screen.press("fg\r")
        screen.see("stories, about")
        screen.press("\x11")
        screen.see("ready> ")
        screen.press("exit $?\r")
        screen.quit("")
    return "stopped, a shell between, gone on with, ended with 0"


def closed(folder: Path) -> str:
    """The terminal is closed while decisions are made: they are stored, nothing runs on."""
    store = sample(folder)
    program = (*CONTROLLING, sys.executable, "-P", "-m", "briefing")
    with Terminal(("--demo", "--store", str(store)), folder, SIZES[0], program) as screen:
        screen.see("stories, about")
        screen.press("dd")
        screen.see("Done")
        screen.close()
    from briefing.store.check import check

    found = [str(one) for one in check(store) if one.bad]
    assert not found, found
    assert undo_all(store) >= 1, "a decision was lost"
    return "terminal closed: ended without a word, what was decided is stored, nothing runs on"


def main() -> int:
    parser = argparse.ArgumentParser(description="Drive the terminal session.")
    parser.add_argument("parts", nargs="*", default=["triage", "keys", "ends"])
    parser.add_argument("--quick", action="store_true", help="one seed, fewer keys")
    given = parser.parse_args()
    failed = 0
    for part in given.parts:
        with tempfile.TemporaryDirectory(prefix="briefing-terminal-") as name:
            folder = Path(name)
            seeds, keys = ((1,), 120) if given.quick else (SEEDS, KEYS)
            jobs: dict[str, list[Callable[[], str]]] = {
                "triage": [partial(triage, folder)],
                "keys": [partial(random_keys, folder / str(seed), seed, keys) for seed in seeds],
                "ends": [partial(one, folder) for one in (ends, stopped, closed)],
            }
            for job in jobs[part]:
                try:
                    print(f"{part}: {job()}", flush=True)
                except AssertionError as error:
                    failed += 1
                    print(f"{part}: FAILED: {error}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
