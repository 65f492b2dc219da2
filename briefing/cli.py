"""The command: arguments to one call, every way that it can end, and the exit code."""

from __future__ import annotations

import gc
import io
import os
import sys

from briefing.bare import bare
from briefing.errors import BriefingError, ConfigError
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from briefing.bare import Command


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: arguments without the program's name; None takes ``sys.argv``.

    Returns:
        0 done, 1 it failed, 2 wrong usage or configuration, 3 nothing new (--exit-code only),
        130 interrupted.
    """
    if argv is None:
        # Modules and rows are thousands of objects and no garbage: looking through them for some
        # every 700 of them took a fifteenth of a digest's time, every 20,000 one of a refresh's.
        gc.set_threshold(50_000)
    _prepare_streams()
    try:
        return _flushed(_guarded(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        _complain("interrupted")
        return _flushed(130)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head -1`): that is no failure.
        _discard_output()
        return 0


def _guarded(argv: Sequence[str]) -> int:
    try:
        return _run(bare(argv) or _parsed(argv))
    except ConfigError as error:
        for problem in error.problems:
            _complain(str(problem))
        return error.exit_code
    except BriefingError as error:
        _complain(error.line())
        return error.exit_code
    except RecursionError:
        _complain("the input is nested too deeply to be read")
        return 1


def _parsed(argv: Sequence[str]) -> Any:
    from briefing.arguments import parser

    return parser().parse_args(argv)


def _run(arguments: Any) -> int:
    from briefing.commands.context import prepared

    with prepared(arguments) as context:
        command: Command = arguments.command
        return command(context)


def _flushed(code: int) -> int:
    """Hand over what is still buffered now, while a failure can still be told."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # After an error of ours it is the same failure again; it was told.
        if code == 0:
            _complain(f"the output cannot be written ({error.strerror or error})")
        _discard_output()
        return code or 1
    return code


def _complain(line: str) -> None:
    # Names of files, addresses and ids are echoed here, whoever chose them.
    from briefing.text.clean import title
    from briefing.tui import splash

    splash.end()  # what is said behind a first screen would go with it

    try:
        sys.stderr.write(f"briefing: {title(line)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody is listening on stderr, and there is nowhere else to say it


def _prepare_streams() -> None:
    # A closed descriptor would be given to the next file that is opened, the store for
    # instance, and what is printed would be written into it.
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    # Output is UTF-8 whatever the locale says; a lone surrogate is replaced, never fatal.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _discard_output() -> None:
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)
    except (OSError, ValueError):
        pass  # stdout has no descriptor (a test's capture, or closed before we began)
