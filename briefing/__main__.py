"""The ``briefing`` command; ``python -m briefing`` is the same."""

from __future__ import annotations

import os
import sys

from briefing.tui import splash


def main() -> int:
    """Show the last session's first screen when this is another session, then do what was asked.

    Returns:
        The exit code; see ``cli.main``.
    """
    splash.begin()
    try:
        from briefing.cli import main as run

        code = run()
    finally:
        splash.end()
    _leave(code)
    return code


def _leave(code: int) -> None:
    """End here, once whoever asked to be called at the end was; not while a thread still runs.

    All files are closed and all output was handed over; what is left is to take the interpreter
    apart, which costs as much as reading what a digest prints, and more after a refresh.
    """
    import atexit

    threads = sys.modules.get("threading")
    alone = threads is None or threads.active_count() == 1
    if alone:
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            # The terminal is gone. Python would try once more and end with a code of its own.
            os._exit(code)
    if alone:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
