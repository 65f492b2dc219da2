"""A walk through every view of the session on a real pty, looking at each byte it paints."""

from __future__ import annotations

import base64
import re
import sys
from datetime import timedelta
from typing import NamedTuple

from .bodies import START
from .rules import faults
from .terminal import Terminal, stripped
from .world import World

ESC = "\x1b"


class View(NamedTuple):
    """What is typed to come to a view, and words that are painted there at least."""

    name: str
    keys: str
    words: str = ""


VIEWS = (
    View("the end of the list", "G"),
    View("the list", "g"),
    View("a story", "\r"),
    View("its article", "e"),
    View("why", "hw", "Why these are one story"),
    View("only what is new", "ht", "Only what is new"),
    View("the whole story", "t", "The whole story"),
    View("its other questions", "M"),
    View("the address is copied", "y"),  # the story on top may have none
    View("the story is copied", "Y", "Copied as Markdown"),
    View("the browser is asked", "o"),
    View("kept", "hhv", "undo"),
    View("kept no longer", "u", "No longer saved"),
    View("followed", "f", "undo"),
    View("done", "d", "undo"),
    View("not done after all", "u", "Open again"),
    View("done again", "U", "Done"),
    View("snoozed", "us", "undo"),
    View("awake", "u", "No longer snoozed"),
    View("what to mute", "m", "this story"),
    View("a term to mute", "t", "everything about"),
    View("muted", "calm sea\r", "undo"),
    View("muted terms", ":terms\r", "calm sea"),
    View("the terms are left", ESC, "4 Feeds"),
    View("not muted", "u", "No longer muted"),
    View("to join", "g+", "Go to the other story"),
    View("joined", "j+", "undo"),
    View("apart again", "u", "Two stories again"),
    View("to keep apart", "g-", "Go to the other story"),
    View("kept apart", "j-", "undo"),
    View("together again", "u", "May come together again"),
    View("all done?", "A", "in this list done"),
    View("the themes", "nT", "Only one theme"),
    View("one theme", "o", "theme:"),
    View("a filter", "h&outlet:calm\r", "outlet:calm"),
    View("a wrong filter", "h&is:\u202ewhat\r"),
    View("a wrong command", "h:no\u202esuch\r", "There is no command"),
    View("what went wrong", ":error\r", "What went wrong last"),
    View("a list of its own", "q:show muted\r"),
    View("the briefing", "1"),
    View("the palette", "\x10calm", "calm"),
    View("the palette is left", ESC, "4 Feeds"),
    View("help", "?", "type to find a key"),
    View("help on something", "mute", "Mute this story"),
    View("help is left", ESC, "4 Feeds"),
    View("questions", "2"),
    View("a question", "\r"),
    View("its evidence", "e"),
    View("the question answered", "hhc"),
    View("the question open", "u"),
    View("what is followed", "3"),
    View("feeds", "4"),
    View("the last feed", "G"),
    View("a feed", "\r"),
    View("a feed to remove?", "hx", "No longer follow"),
    View("the starter pack?", "nS", "starter pack"),
    View("a file that is not there", "nI/no\u202esuch\r", "no such file"),
    View("search", "1/calm"),
    View("found", "\rj"),
)


def command(world: World) -> list[str]:
    return [sys.executable, "-P", "-m", "briefing", "--config", str(world.config)]


def environ(world: World, later: timedelta = timedelta()) -> dict[str, str]:
    # colours are wanted here: they are what must be told from sequences of others
    clock = (START + later).isoformat()
    return {"HOME": str(world.home), "BRIEFING_NOW": clock, "NO_COLOR": "", "LANG": "C.UTF-8"}


def walked(world: World) -> list[str]:
    """Go through every view; each forbidden character that reached the terminal, by view."""
    wrong = []
    with Terminal(command(world), environ(world), world.home) as screen:
        seen = {"the first frame": screen.wait_for("Questions")}
        for name, keys, words in VIEWS:
            seen[name] = screen.type(keys)
            # a machine under load may take its time
            if words and words not in stripped(seen[name]):
                seen[name] += screen.wait_for(words, 10)
        code = screen.quit("hqq")  # what was joined may be told anew still
    if code != 0:
        wrong.append(f"the session ended with {code}")
    expected = {view.name for view in VIEWS if view.words}
    for name, text in seen.items():
        if name in expected and not stripped(text).strip():
            wrong.append(f"{name}: nothing was painted")
    wrong += [f"opened: {one}" for one in world.opened() if not re.match("1 https?://", one)]
    if not world.opened() and "no address" not in stripped(seen["the browser is asked"]):
        wrong.append("no browser was started")
    return wrong + sent(screen.raw, seen)


def fetching(world: World, address: str) -> list[str]:
    """The session over a server that is there: a feed is looked at, all are fetched anew."""
    with Terminal(command(world), environ(world, timedelta(hours=26)), world.home) as screen:
        seen = {"the first frame": screen.wait_for("Questions")}
        screen.type(f"4i{address}\r")
        seen["a feed to follow?"] = screen.wait_for("Follow this?")
        seen["feeds"] = screen.type("n")
        screen.type("R")
        seen["what was fetched"] = screen.wait_for("Quay Post", 30)
        # the refresh may be under way still: then it is asked about
        code = screen.quit("qq")
    return sent(screen.raw, seen) + ([f"the session ended with {code}"] if code else [])


def sent(raw: bytes, seen: dict[str, str]) -> list[str]:
    """What of all that reached the terminal must not have."""
    text = raw.decode("utf-8", "replace")
    seen = {**seen, "after the end": text}
    wrong = [
        f"{name}: {fault}"
        for name, painted in seen.items()
        for fault in faults(stripped(_CLIPBOARD.sub("", painted)))
    ]
    for found in _CLIPBOARD.finditer(text):
        copied = base64.b64decode(found[1]).decode()
        wrong += [f"the clipboard: {fault}" for fault in faults(copied)]
    for sign in ("owned", "]8;", "31;5m", "?1049h\x1b[?1003h sea"):
        if f"\x1b{sign}" in text or f"\x1b]{sign}" in text or f"\x1b[{sign}" in text:
            wrong.append(f"a sequence of a feed's own: {sign!r}")
    return wrong


_CLIPBOARD = re.compile("\x1b\\]52;c;([A-Za-z0-9+/=]*)\x07")
"""The session's own way to copy; what it copies is looked at."""
