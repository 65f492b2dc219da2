"""What happens to files: killed writers, two programs at once, full disks, bad pages."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import StoreBusy, StoreError
from briefing.models import Mark, QuestionStatus
from briefing.store.check import check
from briefing.store.connection import Store, open_store
from briefing.store.filters import Filter
from briefing.store.repair import mend, salvage

WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from briefing.models import Article, KnownEntry, Mark
from briefing.store.connection import open_store
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
what, path, name = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
url = "https://pier.example/feed"
with open_store(path) as store:
    for n in range(int(sys.argv[4])):
        if what == "mark":
            on = n % 2 == 0
            store.state.mark(Mark.SAVE, ["art-000"], on=on, now=NOW)
        elif what == "term":
            store.state.mute_term(f"{name} {n}", NOW)
        else:
            entries = []
            for k in range(20):
                id = f"{name}-{n}-{k}"
                entries.append((
                    Article(id, "Title", "Teaser", "Text " * 300, published=NOW + timedelta(n)),
                    KnownEntry(id, id, id, id, id),
                ))
            store.feeds.record(store.feeds.get(url), entries, now=NOW)
        print(n, flush=True)
"""


def writer(what: str, path: Path, name: str, count: int, **options) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, what, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


@pytest.mark.parametrize("after", [1, 7, 23])
@pytest.mark.parametrize("what", ["term", "record"])
def test_a_killed_writer_loses_nothing_that_it_acknowledged(world, what, after):
    process = writer(what, world.path, "k", 100_000)
    acknowledged = -1
    while acknowledged < after:
        acknowledged = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split()
    acknowledged = int(rest[-1]) if rest else acknowledged
    process.wait()
    process.stdout.close()
    process.stderr.close()
    world.reopen()
    store = world.store
    assert store.db.all("pragma integrity_check") == [("ok",)]
    if what == "term":
        assert acknowledged + 1 <= len(store.state.terms()) <= acknowledged + 2
        assert store.db.number("select count(*) from change") == len(store.state.terms())
    else:
        stored = [row.id for row in store.articles.newest(100_000) if row.id.startswith("k-")]
        visits = {id.split("-")[1] for id in stored}
        assert len(stored) == 20 * len(visits)
        assert acknowledged + 1 <= len(visits) <= acknowledged + 2
        known = [one for one in store.feeds.known(world.urls[0]) if one.article.startswith("k-")]
        assert len(known) == len(stored)


def test_two_programs_write_while_a_third_reads(world):
    ran = [
        writer("term", world.path, "one", 25),
        writer("term", world.path, "two", 25),
        writer("record", world.path, "three", 25),
    ]
    reads = 0
    while any(process.poll() is None for process in ran):
        assert len(world.store.stories.rows()) == 3
        world.store.state.look("art-005")
        reads += 1
    for process in ran:
        _, errors = process.communicate()
        assert errors == ""
        assert process.returncode == 0
    assert reads > 0
    assert len(world.store.state.terms()) == 50
    assert world.store.articles.counts()[0] == 6 + 500


def test_programs_may_make_the_store_at_the_same_time(tmp_path: Path):
    path = tmp_path / "new" / "news.db"
    code = (
        "import sys\nfrom pathlib import Path\nfrom briefing.store.connection import open_store\n"
        "from briefing.models import Subscription\n"
        "with open_store(Path(sys.argv[1])) as store:\n"
        "    store.feeds.sync([Subscription('https://pier.example/feed')])\n"
    )
    ran = [
        subprocess.Popen([sys.executable, "-c", code, path], stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in ran:
        _, errors = process.communicate()
        assert (errors, process.returncode) == ("", 0)
    with open_store(path) as store:
        assert len(store.feeds.all()) == 1


def test_one_refresh_at_a_time(world):
    code = (
        "import sys\nfrom pathlib import Path\nfrom briefing.store.connection import open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "with store.refresh_lock():\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, world.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "held\n"
    with pytest.raises(StoreBusy, match=f"process {other.pid}"), world.store.refresh_lock():
        pass
    other.kill()
    other.communicate()
    with world.store.refresh_lock():
        with (
            open_store(world.path) as second,
            pytest.raises(StoreBusy, match="running already"),
            second.refresh_lock(),
        ):
            pass
        assert len(world.store.stories.rows()) == 3
    with world.store.refresh_lock():
        pass


def test_a_writer_that_holds_on_is_told_as_busy(world, now, monkeypatch):
    world.store.db.run("pragma busy_timeout = 20")
    other = sqlite3.connect(world.path, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StoreBusy, match="in use by another program") as caught:
        world.store.state.mark(Mark.DONE, ["art-000"], now=now)
    assert str(world.path) in caught.value.line()
    assert len(world.store.stories.rows()) == 3
    other.execute("rollback")
    other.close()
    assert world.store.state.mark(Mark.DONE, ["art-000"], now=now) is not None


def test_a_full_store_says_so_and_can_still_be_read(world):
    pages = world.store.db.number("pragma page_count")
    world.store.db.run(f"pragma max_page_count = {pages + 5}")
    with pytest.raises(StoreError, match="no room left") as caught:
        world.add(*range(10, 200), text="word " * 500)
    assert str(world.path) in caught.value.line()
    assert world.store.articles.counts()[0] == 6
    assert world.store.feeds.get(world.urls[0]).articles == 4


def test_a_size_limit_on_files_is_told(world):
    world.store.close()
    limit = world.path.stat().st_size + 40_000
    process = writer(
        "record",
        world.path,
        "big",
        400,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    output, errors = process.communicate()
    assert process.returncode == 1
    assert errors.splitlines()[-1].startswith("briefing.errors.StoreError: ")
    assert str(world.path) in errors.splitlines()[-1]
    acknowledged = len(output.split())
    with open_store(world.path) as store:
        assert store.articles.counts()[0] >= 6 + 20 * acknowledged
        assert store.db.all("pragma integrity_check") == [("ok",)]


def told(error: StoreError, path: Path) -> None:
    assert str(path) in error.line() or "there is no story" in error.line()


def use(store: Store, now) -> None:
    """Touch everything; each may fail with a line, none with anything else."""
    every = Filter(done=None, snoozed=None, muted=None)
    calls = [
        lambda: store.stories.rows(every),
        lambda: store.stories.views([f"art-{n:03}" for n in range(6)], text=True),
        lambda: store.stories.view("art-000"),
        lambda: store.articles.newest(),
        lambda: store.articles.window(now.replace(year=2020)),
        lambda: store.articles.ungrouped(),
        lambda: store.questions.all(status=list(QuestionStatus), muted=True),
        lambda: store.feeds.all(),
        lambda: store.feeds.known("https://pier.example/feed"),
        lambda: store.search.find("bridge"),
        lambda: store.search.index(),
        lambda: store.state.hand(),
        lambda: store.state.last("digest"),
        lambda: store.state.mark(Mark.DONE, ["art-000"], now=now),
        lambda: store.state.undo(now),
        lambda: store.prune(1, now.replace(year=2040)),
    ]
    for call in calls:
        try:
            call()
        except StoreError as error:
            told(error, store.path)


def test_bad_pages_end_in_lines_never_in_tracebacks(world, now, tmp_path):
    world.store.search.index()
    world.store.state.mark(Mark.SAVE, ["art-003"], now=now)
    world.store.state.set_last("digest", now)
    world.store.close()
    whole = world.path.read_bytes()
    for seed in range(25):
        chance = random.Random(seed)
        path = tmp_path / f"bad-{seed}.db"
        data = bytearray(whole)
        if seed % 5 == 0:
            data = data[: len(data) // 2]
        else:
            for _ in range(seed):
                start = chance.randrange(100, len(data))
                length = chance.choice([1, 16, 400, 4096])
                data[start : start + length] = chance.randbytes(length)[: len(data) - start]
        path.write_bytes(data)
        try:
            with open_store(path) as store:
                use(store, now)
        except StoreError as error:
            told(error, path)
        check(path)
        path.write_bytes(data)
        try:
            salvage(path, tmp_path / f"saved-{seed}.db")
        except StoreError as error:
            told(error, path)
        else:
            assert not any(one.bad for one in check(tmp_path / f"saved-{seed}.db"))
        assert path.read_bytes() == bytes(data)


def test_a_whole_store_is_salvaged_whole(world, now, tmp_path):
    world.store.search.index()
    world.store.state.mark(Mark.FOLLOW, ["art-003"], now=now)
    before = world.store.stories.rows()
    world.store.close()
    copied = salvage(world.path, tmp_path / "saved.db")
    assert copied["article"] == 6
    with open_store(tmp_path / "saved.db") as saved:
        assert saved.stories.rows() == before
        assert len(saved.search.find("known")) == 3
        assert saved.state.undo(now).sentence.startswith("No longer following")
    with pytest.raises(StoreError, match="there already"):
        salvage(world.path, tmp_path / "saved.db")


def test_a_sound_store_is_called_sound(world):
    findings = check(world.path)
    assert [one.bad for one in findings] == [False, False]
    assert "6 articles in 3 stories" in findings[0].what
    assert "6 to index" in findings[1].what
    assert check(world.path.with_name("none.db"))[0].what.startswith("there is no store")


def test_wrong_counters_are_found_and_mended(world):
    world.store.search.index()
    world.store.db.run("update story set fresh = 77 where id = 'art-000'")
    world.store.db.run("update feed set unread = 77")
    world.store.db.run("delete from search_docsize where id > 0")
    found = [one.what for one in check(world.path) if one.bad]
    assert len(found) == 2
    assert found[0] == "3 rows have wrong counters"
    assert world.store.db.number("select max(fresh) from story") == 77
    mend(world.store)
    assert not any(one.bad for one in check(world.path))
    assert [row.id for row in world.store.search.find("bridge")] == ["art-000"]


def test_copies_of_a_store_can_be_opened_beside_it(world, tmp_path):
    world.store.close()
    shutil.copy(world.path, tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db") as copy:
        assert len(copy.stories.rows()) == 3
