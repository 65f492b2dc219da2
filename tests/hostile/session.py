"""A walk through every view of the session on a real pty, looking at each byte it paints."""

from __future__ import annotations

import sys

from .bodies import START
from .rules import faults
from .terminal import Terminal, stripped
from .world import World

VIEWS = {
    "the end of the list": "G",
    "the list": "g",
    "a story": "\r",
    "its article": "e",
    "why": "w",
    "back": "hhh",
    "questions": "2",
    "a question": "\r",
    "followed": "h3",
    "feeds": "4",
    "the last feed": "G",
    "a feed": "\r",
    "search": "h1/words",
    "found": "\r",
    "help": "\x1b?",
}


def command(world: World) -> list[str]:
    return [sys.executable, "-P", "-m", "briefing", "--config", str(world.config)]


def environ(world: World) -> dict[str, str]:
    # colours are wanted here: they are what must be told from sequences of others
    clock = START.isoformat()
    return {"HOME": str(world.home), "BRIEFING_NOW": clock, "NO_COLOR": "", "LANG": "C.UTF-8"}


def walked(world: World) -> list[str]:
    """Go through every view; each forbidden character that reached the terminal, by view."""
    wrong = []
    with Terminal(command(world), environ(world), world.home) as screen:
        seen = {"the first frame": screen.wait_for("Questions")}
        for name, keys in VIEWS.items():
            # one by one: an escape and a letter together would be another key
            seen[name] = "".join(map(screen.type, keys))
        screen.type("\x1b")
        code = screen.quit()
    if code != 0:
        wrong.append(f"the session ended with {code}")
    for name, text in seen.items():
        if not stripped(text).strip():
            wrong.append(f"{name}: nothing was painted")
        wrong += [f"{name}: {fault}" for fault in faults(stripped(text))]
    text = screen.raw.decode("utf-8", "replace")
    wrong += [f"after the end: {fault}" for fault in faults(stripped(text))]
    for sign in ("owned", "52;c", "]8;", "31;5m", "?1049h\x1b[?1003h sea"):
        if f"\x1b{sign}" in text or f"\x1b]{sign}" in text or f"\x1b[{sign}" in text:
            wrong.append(f"a sequence of a feed's own: {sign!r}")
    return wrong
