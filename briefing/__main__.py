"""The ``briefing`` command; ``python -m briefing`` is the same."""

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

        return run()
    finally:
        splash.end()


if __name__ == "__main__":
    sys.exit(main())
