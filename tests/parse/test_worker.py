from __future__ import annotations

import asyncio
import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.errors import ParseError
from briefing.parse import read, wire
from briefing.parse.worker import Workers

DATA = Path(__file__).parent / "data"
GOOD = b"<rss version='2.0'><channel><item><title>fine</title></item></channel></rss>"
# An author that feedparser looks at for minutes: every "." may begin an address.
HANG = GOOD.replace(b"<title>", b"<author>" + b"a." * 400_000 + b"</author><title>")


async def test_the_same_as_in_process() -> None:
    async with Workers() as workers:
        for path in sorted(DATA.glob("*.xml")):
            body = path.read_bytes()
            assert await workers.parse(body, url="https://a.example/f") == read.parse(
                body, url="https://a.example/f"
            )


async def test_errors_come_across() -> None:
    with Workers() as workers:
        with pytest.raises(ParseError) as raised:
            await workers.parse(b"<html></html>", "text/html", "", "https://a:b@c.example/")
        assert raised.value.what == "c.example: a web page, not a feed"
        assert raised.value.hint


async def test_a_document_that_takes_too_long_costs_only_itself() -> None:
    with Workers(1, seconds=0.5) as workers:
        hung, fine, again = await asyncio.gather(
            workers.parse(HANG, url="https://a.example/f"),
            workers.parse(GOOD),
            workers.parse(GOOD),
            return_exceptions=True,
        )
        assert isinstance(hung, ParseError)
        assert "a.example: takes" in hung.what
        assert fine == again == read.parse(GOOD)


async def test_memory_is_bounded() -> None:
    with Workers(1, megabytes=160) as workers:
        with pytest.raises(ParseError, match=r"memory|down"):
            await workers.parse(GOOD.replace(b"fine", "😀".encode() + b"fine" * 2_000_000))
        assert (await workers.parse(GOOD)).entries


async def test_several_at_a_time() -> None:
    with Workers(2) as workers:
        feeds = await asyncio.gather(*(workers.parse(GOOD) for _ in range(20)))
        assert len(feeds) == 20
        assert len(children()) == 2
    assert not children()


async def test_none_is_started_before_it_is_needed() -> None:
    with Workers(2):
        assert not children()


async def test_all_can_be_started_before_they_are_needed() -> None:
    with Workers(2) as workers:
        workers.start()
        assert len(children()) == 2
        feeds = await asyncio.gather(*(workers.parse(GOOD) for _ in range(6)))
        assert len(feeds) == 6
        assert len(children()) == 2
    assert not children()


async def test_leaving_ends_what_is_under_way() -> None:
    with Workers(1, seconds=60) as workers:
        task = asyncio.create_task(workers.parse(HANG))
        while not children():
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
    with pytest.raises(ParseError):
        await task
    assert not children()


async def test_where_no_process_starts_a_document_is_told_as_not_read(monkeypatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EAGAIN, "no more processes")

    with Workers(2) as workers:
        with monkeypatch.context() as broken:
            broken.setattr("subprocess.Popen", refused)
            workers.start()
            with pytest.raises(ParseError, match="no process starts"):
                await workers.parse(GOOD)
        assert (await workers.parse(GOOD)).entries


async def test_a_killed_process_is_replaced() -> None:
    with Workers() as workers:
        await workers.parse(GOOD)
        (pid,) = children()
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(ParseError, match="brings the parser down"):
            await workers.parse(GOOD)
        assert (await workers.parse(GOOD)).entries
        assert children() != [pid]


@pytest.mark.parametrize("busy", [False, True])
def test_no_process_outlives_the_program(busy: bool, tmp_path: Path) -> None:
    code = (
        "import asyncio, sys\n"
        "from briefing.parse.worker import Workers\n"
        "good, hang = sys.stdin.buffer.read().split(b'|')\n"
        "async def main():\n"
        "    workers = Workers(1, seconds=60)\n"
        "    await workers.parse(good)\n"
        "    print(*(w.pid for w in workers._all), flush=True)\n"
        f"    await ({'workers.parse(hang)' if busy else 'asyncio.sleep(60)'})\n"
        "asyncio.run(main())\n"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert program.stdin is not None
    assert program.stdout is not None
    with program.stdin, program.stdout:
        program.stdin.write(GOOD + b"|" + HANG)
        program.stdin.close()
        pid = int(program.stdout.readline())
        if busy:
            time.sleep(0.3)
        program.kill()
        program.wait()
    assert gone(pid)


def test_the_worker_imports_the_parser_and_little_else() -> None:
    code = "import sys, briefing.parse.child; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "feedparser" in loaded
    assert not {"textual", "rich", "httpx", "sumy", "nltk", "sqlite3", "asyncio"} & set(loaded)


def test_a_file_in_the_folder_is_not_taken_for_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "feedparser.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)

    async def go() -> None:
        with Workers() as workers:
            assert (await workers.parse(GOOD)).entries

    asyncio.run(go())


async def test_another_package_of_our_name_is_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "briefing").mkdir()
    (tmp_path / "briefing" / "__init__.py").write_text("raise SystemExit(9)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    async with Workers() as workers:
        assert (await workers.parse(GOOD)).entries


def test_the_wire_loses_nothing() -> None:
    for path in sorted(DATA.glob("*.xml")):
        feed = read.parse(path.read_bytes())
        assert wire.read_answer(wire.answer(feed)) == feed


def children() -> list[int]:
    """Processes of ours that run, by the kernel's own list."""
    found: list[int] = []
    for task in Path("/proc/self/task").iterdir():
        found += map(int, (task / "children").read_text().split())
    return [pid for pid in found if not zombie(pid)]


def zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def gone(pid: int) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if zombie(pid):
            return True
        time.sleep(0.02)
    return False


pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="needs the kernel's list of processes"
)
