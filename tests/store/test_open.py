from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.models import Mark
from briefing.store.connection import open_store


def test_the_file_and_its_folders_are_made_for_the_reader_alone(tmp_path: Path):
    path = tmp_path / "a" / "b" / "news.db"
    with open_store(path) as store:
        assert store.feeds.all() == []
        assert not store.read_only
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(os.listdir(path.parent)) == ["news.db"]


def test_what_was_stored_is_there_when_it_is_opened_again(world):
    before = world.store.stories.rows()
    world.reopen()
    assert world.store.stories.rows() == before
    assert len(before) == 3


def test_an_empty_file_becomes_a_store(tmp_path: Path):
    path = tmp_path / "news.db"
    path.touch()
    with open_store(path) as store:
        assert store.articles.counts() == (0, 0)


def test_a_folder_is_refused_by_name(tmp_path: Path):
    with pytest.raises(StoreError, match="is a folder") as caught:
        open_store(tmp_path)
    assert str(tmp_path) in caught.value.line()


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path):
    (tmp_path / "notes").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "notes" / "news.db")


def test_a_missing_store_cannot_be_read(tmp_path: Path):
    with pytest.raises(StoreError, match="no store at"):
        open_store(tmp_path / "none.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"just a letter\n" * 40, b"x", b"SQLite format 2\0" * 9])
def test_another_kind_of_file_is_refused_and_left_alone(tmp_path: Path, content: bytes):
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a store of briefing"):
        open_store(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_program_s_database_is_refused_and_left_alone(tmp_path: Path):
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("create table cheese (name text)")
    other.commit()
    other.close()
    content = path.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_newer_file_is_refused_without_a_write(world):
    world.store.close()
    raw = sqlite3.connect(world.path)
    raw.execute("pragma user_version = 101")
    raw.close()
    content = world.path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreError, match="newer briefing"):
            open_store(world.path, read_only=read_only)
    assert world.path.read_bytes() == content
    assert os.listdir(world.path.parent) == ["news.db"]


def test_opened_for_reading_nothing_can_be_marked(world, now):
    world.store.close()
    with open_store(world.path, read_only=True) as store:
        assert len(store.stories.rows()) == 3
        assert store.search.find("bridge") == []
        with pytest.raises(StoreError, match="cannot be written"):
            store.state.mark(Mark.DONE, ["art-000"], now=now)


def test_a_file_in_a_folder_that_may_not_be_written_is_read(world):
    """Root may write anywhere, so another user tries."""
    world.store.close()
    folder = Path(tempfile.mkdtemp())
    try:
        shutil.copy(world.path, folder / "news.db")
        os.chmod(folder / "news.db", 0o444)
        os.chmod(folder, 0o555)
        code = (
            "import os, sys\n"
            "from pathlib import Path\n"
            "from datetime import UTC, datetime\n"
            "import briefing.store.stories, briefing.store.state, briefing.store.lock\n"
            "from briefing.errors import StoreError\n"
            "from briefing.store.connection import open_store\n"
            "os.getuid() or os.setuid(65534)\n"
            "store = open_store(Path(sys.argv[1]))\n"
            "print(len(store.stories.rows()), store.read_only)\n"
            "try:\n"
            "    store.state.undo(datetime.now(UTC))\n"
            "except StoreError as error:\n"
            "    print(error.line())\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", code, folder / "news.db"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.stderr == ""
        assert ran.stdout.startswith("3 True\n")
        assert "cannot be written" in ran.stdout
        assert str(folder) in ran.stdout
    finally:
        os.chmod(folder, 0o755)
        shutil.rmtree(folder)


def test_a_file_that_lost_its_tables_is_damaged_not_empty(world):
    world.store.close()
    raw = sqlite3.connect(world.path)
    raw.execute("drop table mark")
    raw.close()
    with pytest.raises(StoreError, match="damaged"):
        open_store(world.path)


def test_opening_a_store_loads_little(world):
    world.store.close()
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from briefing.store.connection import open_store\n"
        "with open_store(Path(sys.argv[1]), read_only=True) as store:\n"
        "    store.stories.views([row.id for row in store.stories.rows()])\n"
        "heavy = {'asyncio', 'json', 'textual', 'httpx', 'feedparser', 'sumy', 'nltk', 'hashlib'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, world.path], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_threads_share_a_store(world):
    import threading

    seen: list[int] = []
    threads = [
        threading.Thread(target=lambda: seen.append(len(world.store.stories.rows())))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [3, 3, 3, 3]


def test_a_second_opening_keeps_the_locks_of_the_first(tmp_path):
    """A descriptor that this process closes drops all its locks on the file (POSIX).

    The next program to close the store would then believe itself alone, and take the log away.
    """
    path = tmp_path / "news.db"
    with open_store(path) as first:
        first.articles.counts()
        first.state.set_last("digest", datetime(2026, 11, 24, tzinfo=UTC))
        with open_store(path) as second:
            second.articles.counts()
        code = (
            "import sys, pathlib, datetime\n"
            "from briefing.store.connection import open_store\n"
            "with open_store(pathlib.Path(sys.argv[1])) as store:\n"
            "    store.state.set_last('other', datetime.datetime.now(datetime.UTC))\n"
        )
        subprocess.run([sys.executable, "-c", code, str(path)], check=True)
        assert path.with_name("news.db-wal").exists()
        assert first.state.last("other") is not None
        assert first.state.last("digest") is not None
