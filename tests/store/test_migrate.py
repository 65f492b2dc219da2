from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.models import Mark, StoryStatus
from briefing.store import migrate
from briefing.store.check import check
from briefing.store.connection import open_store
from briefing.store.filters import Filter

DATA = Path(__file__).with_name("data")
OURS = migrate.VERSION
NEXT = OURS + 1


def stored(path: Path, version: int) -> None:
    """Make the file that the program of that version left behind."""
    old = sqlite3.connect(path)
    old.executescript((DATA / f"version-{version}.sql").read_text(encoding="utf-8"))
    old.close()


@pytest.mark.parametrize("version", range(1, migrate.VERSION + 1))
def test_every_earlier_version_is_read(tmp_path: Path, now, version):
    path = tmp_path / "news.db"
    stored(path, version)
    with open_store(path) as store:
        rows = store.stories.rows(Filter(done=None, snoozed=None, muted=None))
        assert [(row.id, row.status) for row in rows] == [
            ("bell-1", StoryStatus.UPDATED),
            ("kiln-1", StoryStatus.DONE),
        ]
        assert rows[0].followed
        assert store.questions.all()[0].question.question == "Who paid for the bell?"
        assert [row.id for row in store.search.find("bell")] == ["bell-2", "bell-1"]
        assert store.state.terms() == ("lottery",)
        assert store.state.undo(now).sentence == 'No longer muted: the term "lottery"'
        assert store.state.mark(Mark.DONE, ["bell"], now=now) is not None
    assert not any(one.bad for one in check(path))


def test_what_is_counted_by_other_rules_now_is_counted_anew(tmp_path: Path):
    path = tmp_path / "news.db"
    stored(path, 1)
    old = sqlite3.connect(path)
    # Version 1 counted copies as news.
    old.execute("update place set copy_of = 'bell-1' where article = 3")
    old.commit()
    old.close()
    with open_store(path) as store:
        row = store.stories.row("bell-1")
        assert (row.status, row.fresh) == (StoryStatus.SEEN, 0)
    assert not any(one.bad for one in check(path))


def change(connection: sqlite3.Connection) -> None:
    connection.execute("alter table story add column mood text not null default 'calm'")


def broken(connection: sqlite3.Connection) -> None:
    connection.execute("update story set title = 'lost'")
    connection.execute("select mood from nowhere")


def test_a_migration_runs_once_and_leaves_a_copy(tmp_path: Path):
    path = tmp_path / "news.db"
    stored(path, OURS)
    connection = sqlite3.connect(path, isolation_level=None)
    copy = migrate.upgrade(connection, path, version=NEXT, migrations={NEXT: change})
    assert copy == tmp_path / f"news.db.version-{OURS}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert connection.execute("select distinct mood from story").fetchall() == [("calm",)]
    assert connection.execute("pragma user_version").fetchone() == (NEXT,)
    assert migrate.upgrade(connection, path, version=NEXT, migrations={NEXT: change}) is None
    connection.close()
    with open_store(copy) as store:
        assert store.stories.count() == 1
    with pytest.raises(StoreError, match="newer briefing"):
        open_store(path)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path):
    path = tmp_path / "news.db"
    stored(path, OURS)
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate.upgrade(
            connection, path, version=NEXT + 1, migrations={NEXT: change, NEXT + 1: broken}
        )
    connection.close()
    with open_store(path) as store:
        assert store.stories.row("bell-1").title == "Village bell rings again"
    assert (tmp_path / f"news.db.version-{OURS}").exists()


def test_no_copy_no_migration(tmp_path: Path):
    path = tmp_path / "news.db"
    stored(path, OURS)
    (tmp_path / f"news.db.version-{OURS}.unfinished").mkdir()
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(StoreError, match="copy"):
        migrate.upgrade(connection, path, version=NEXT, migrations={NEXT: change})
    assert connection.execute("pragma user_version").fetchone() == (OURS,)
    connection.close()


def test_a_version_without_a_way_is_refused(tmp_path: Path):
    path = tmp_path / "news.db"
    stored(path, OURS)
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(StoreError, match="cannot read"):
        migrate.upgrade(connection, path, version=NEXT + 1, migrations={NEXT + 1: change})
    assert connection.execute("pragma user_version").fetchone() == (OURS,)
    connection.close()


@pytest.mark.parametrize("version", range(1, migrate.VERSION + 1))
def test_the_stored_text_leads_to_the_schema_of_today(tmp_path: Path, version):
    """Whoever changes schema.sql must count the version up and store the old text's file."""
    stored(tmp_path / "old.db", version)
    open_store(tmp_path / "old.db").close()
    new, old = sqlite3.connect(":memory:"), sqlite3.connect(tmp_path / "old.db")
    new.executescript(Path(migrate.__file__).with_name("schema.sql").read_text(encoding="utf-8"))
    query = "select type, name, sql from sqlite_schema order by type, name"
    assert [row[:2] for row in new.execute(query)] == [row[:2] for row in old.execute(query)]
    for (table,) in new.execute("select name from sqlite_schema where type = 'table'"):
        info = f"select name, type, \"notnull\", pk from pragma_table_info('{table}')"
        assert new.execute(info).fetchall() == old.execute(info).fetchall()
    new.close()
    old.close()


def test_reading_alone_brings_an_old_file_up_to_date_where_it_may(tmp_path: Path, monkeypatch):
    path = tmp_path / "news.db"
    stored(path, OURS)
    monkeypatch.setattr(migrate, "VERSION", NEXT)
    monkeypatch.setitem(migrate.MIGRATIONS, NEXT, change)
    monkeypatch.setattr(migrate.upgrade, "__kwdefaults__", {
        "version": NEXT, "migrations": migrate.MIGRATIONS,
    })  # fmt: skip
    for function in (migrate.refuse_foreign, migrate.version_of):
        monkeypatch.setattr(function, "__defaults__", (NEXT,))
    with open_store(path, read_only=True) as store:
        assert store.stories.count() == 1
    assert sorted(os.listdir(tmp_path)) == ["news.db", f"news.db.version-{OURS}"]
