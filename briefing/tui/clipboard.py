"""Copying: through the terminal, or to tmux, which listens to its own command only."""

from __future__ import annotations

import asyncio
import contextlib
import os

LONGEST_WAIT = 2.0
"""Seconds that tmux may take."""


async def to_tmux(text: str) -> bool:
    """Give a text to the tmux that the session runs in; False when it runs in none.

    As it comes, tmux lets no program inside it set the clipboard by escape sequences; what its
    own command brings it keeps as a buffer and hands on to the terminal around it.
    """
    if not os.environ.get("TMUX"):
        return False
    with contextlib.suppress(OSError, TimeoutError):
        process = await asyncio.create_subprocess_exec(
            *("tmux", "load-buffer", "-w", "-"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await asyncio.wait_for(process.communicate(text.encode()), LONGEST_WAIT)
        return process.returncode == 0
    return False
