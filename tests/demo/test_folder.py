from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from briefing.demo.folder import PREFIX, sweep, throw_away

NOBODY = 4_194_303
"""No process has this number."""


def leave(folder: Path, name: str, *, hours: float) -> Path:
    left = folder / name
    left.mkdir()
    (left / "store.sqlite").write_text("a store")
    when = time.time() - hours * 3600
    os.utime(left / "store.sqlite", (when, when))
    os.utime(left, (when, when))
    return left


def test_it_goes_at_the_end() -> None:
    with throw_away() as folder:
        (folder / "store.sqlite").write_text("a store")
        assert folder.name.startswith(PREFIX)
    assert not folder.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_goes_by_a_signal(tmp_path: Path, number: signal.Signals) -> None:
    code = (
        "import time\nfrom briefing.demo.folder import throw_away\n"
        "with throw_away() as folder:\n    print(folder, flush=True)\n    time.sleep(60)\n"
    )
    environ = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env=environ,
        # where the tests run under nohup, hanging up would be ignored
        preexec_fn=partial(signal.signal, number, signal.SIG_DFL),
    ) as child:
        assert child.stdout is not None
        folder = Path(child.stdout.readline().strip())
        assert folder.is_dir()
        child.send_signal(number)
        assert child.wait(20) == 128 + number
    assert not folder.exists()


def test_what_was_left_behind_is_swept(tmp_path: Path) -> None:
    left = leave(tmp_path, f"{PREFIX}{NOBODY}-abc", hours=2)
    kept = [
        leave(tmp_path, f"{PREFIX}{os.getpid()}-abc", hours=2),  # whose program runs
        leave(tmp_path, f"{PREFIX}{NOBODY}-def", hours=0.1),
        leave(tmp_path, f"{PREFIX}mine-abc", hours=2),
        leave(tmp_path, "other", hours=2),
    ]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / f"{PREFIX}{NOBODY}-link"
    link.symlink_to(elsewhere)
    sweep(tmp_path)
    assert not left.exists()
    assert all(folder.exists() for folder in (*kept, elsewhere, link))
