"""Opening addresses: only http and https, without a shell, by the reader's own program."""

from __future__ import annotations

import asyncio
import shlex
import shutil
import sys

from briefing.models import StoryView
from briefing.text import clean
from briefing.values import Value


def opener(browser: str, url: str) -> tuple[str, ...]:
    """Argv that opens an address, () when the address may not be opened or nothing opens it.

    Args:
        browser: the reader's command, "" for the system's opener. ``{url}`` in it is replaced,
            else the address is the last argument.
        url: checked again here, whatever was checked before.
    """
    safe = clean.link(url)
    if not safe.startswith(("http://", "https://")):
        return ()
    if browser:
        try:
            words = shlex.split(browser)
        except ValueError:
            return ()
        if any("{url}" in word for word in words):
            return tuple(word.replace("{url}", safe) for word in words)
        return (*words, safe) if words else ()
    for name in ("open",) if sys.platform == "darwin" else ("xdg-open", "sensible-browser"):
        if shutil.which(name):
            return (name, safe)
    return ()


class Started(Value):
    """A program that was started, or why it could not be."""

    name: str
    process: asyncio.subprocess.Process | None = None
    error: str = ""

    async def trouble(self) -> str:
        """Why it did not begin well, "" when it did. What runs on after two seconds is let be."""
        if self.process is None:
            return f"{self.name}: {self.error}"
        try:
            code = await asyncio.wait_for(self.process.wait(), 2)
        except TimeoutError:
            return ""
        return "" if code == 0 else f"{self.name} ended with {code}"


async def start(argv: tuple[str, ...]) -> Started:
    """Start a program of the reader's, in a session of its own, without a terminal."""
    try:
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return Started(argv[0], error=error.strerror or str(error))
    return Started(argv[0], process)


async def launch(argv: tuple[str, ...]) -> str:
    """Start a program and let it be: "" when it began well, else why not."""
    return await (await start(argv)).trouble()


def every(view: StoryView) -> list[str]:
    """All addresses of a story, copies left out, each once."""
    return list(
        dict.fromkeys(
            item.article.url for item in view.articles if item.article.url and not item.copy_of
        )
    )
