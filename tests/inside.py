"""The command run in the test's own process: what is to be seen is the same, and it costs less."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run of the command left."""

    code: int
    out: str
    err: str


def run(
    *arguments: str, folder: Path, environ: Mapping[str, str] | None = None, stdin: str = ""
) -> Ran:
    """Run the command in a folder, with some of the environment set for it alone."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in (environ or {}).items():
            patch.setenv(name, value)
        patch.chdir(folder)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        code = main(arguments)
    return Ran(code, out.getvalue(), err.getvalue())
