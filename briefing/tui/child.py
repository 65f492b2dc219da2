"""Child processes: the refresh with its events, and the one-shot ``feed`` commands.

The heavy work (network, parsing, grouping) never runs in the interface's process.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from briefing.text import clean
from briefing.values import Value

_LONGEST_LINE = 1 << 20
_MOST_OUTPUT = 1 << 18


class Finished(Value):
    """How a child ended."""

    code: int
    out: str
    """What it printed, cleaned, at most 256 kB."""
    said: str
    """The last line it wrote on stderr, cleaned; "" when none."""


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask it to end, then make it."""
    if process.returncode is not None:
        return
    for stop in (process.terminate, process.kill):
        with contextlib.suppress(ProcessLookupError):
            stop()
        try:
            await asyncio.wait_for(asyncio.shield(process.wait()), 1.5)
        except TimeoutError:
            continue
        return


async def run(argv: Sequence[str], seconds: float = 120.0) -> Finished:
    """Run a command to its end.

    Cancelling the await kills it. A command that cannot be started is code 127.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        return Finished(127, "", f"{argv[0]}: {error.strerror or error}")
    try:
        out, err = await asyncio.wait_for(process.communicate(), seconds)
    except TimeoutError:
        return Finished(124, "", f"it took longer than {seconds:.0f} seconds and was stopped")
    finally:
        await _end(process)
    lines = [clean.title(line) for line in clean.decode(err[-_MOST_OUTPUT:]).splitlines()]
    said = [line for line in lines if line]
    return Finished(
        process.returncode or 0,
        clean.text(clean.decode(out[:_MOST_OUTPUT])),
        (said[-1] if said else "").removeprefix("briefing: "),
    )


async def events(argv: Sequence[str]) -> AsyncGenerator[dict[str, Any], None]:
    """Events of a refresh as they come: one JSON object a line.

    Lines that are none are passed over. The last event is always {"event": "end", "code": int,
    "said": last line of stderr}. Closing the iterator kills the child.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
        )
    except OSError as error:
        yield {"event": "end", "code": 127, "said": f"{argv[0]}: {error.strerror or error}"}
        return
    complaints: list[str] = []

    async def listen() -> None:
        if process.stderr is None:
            return
        while chunk := await process.stderr.read(8192):
            complaints.append(clean.decode(chunk))
            del complaints[:-8]

    listening = asyncio.create_task(listen())
    try:
        if process.stdout is not None:
            while True:
                try:
                    line = await process.stdout.readline()
                except ValueError:
                    continue  # a line longer than the limit
                if not line:
                    break
                with contextlib.suppress(ValueError):
                    event = json.loads(line)
                    if isinstance(event, dict):
                        yield event
        code = await process.wait()
        await listening
        said = [line for line in "".join(complaints).splitlines() if line.strip()]
        last = clean.title(said[-1]).removeprefix("briefing: ") if said else ""
        yield {"event": "end", "code": code, "said": last}
    finally:
        listening.cancel()
        await _end(process)
