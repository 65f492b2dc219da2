"""``briefing feed remove`` with undo and redo: the reader's file and the log stay in step."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefing.store.feeds import Feeds

MILL = "https://reader:s3cret@mill.example/feed"
QUAY = "https://quay.example/feed"
TEXT = f'# mine\n[[feeds]]\nurl = "{QUAY}"\n\n[[feeds]]\nurl = "{MILL}"  # near\n'


@pytest.fixture
def config(briefing: Any) -> Any:
    file = briefing.home / "feeds.toml"
    file.write_text(TEXT)
    return file


@pytest.fixture
def base(config: Any) -> tuple[str, ...]:
    return ("--config", str(config))


def test_a_feed_comes_back_into_the_file_that_it_left_only(
    briefing: Any, config: Any, base: tuple[str, ...]
) -> None:
    assert briefing(*base, "feed", "remove", MILL).code == 0
    gone = config.read_text()
    default = briefing.home / ".config" / "briefing" / "config.toml"
    for _ in range(2):
        refused = briefing("undo")
        assert refused.code == 1
        assert str(config) in refused.err
        assert "s3cret" not in refused.err
        assert not default.exists()
        assert config.read_text() == gone
    link = briefing.home / "link.toml"
    link.symlink_to(config)
    assert "Followed again" in briefing("--config", str(link), "undo").err
    assert config.read_text() == TEXT
    other = briefing.home / "other.toml"
    other.write_text(TEXT)
    refused = briefing("--config", str(other), "redo")
    assert refused.code == 1
    assert str(config) in refused.err
    assert other.read_text() == config.read_text() == TEXT
    assert "No longer followed" in briefing(*base, "redo").err
    assert config.read_text() == gone


def test_what_was_written_between_undo_and_redo_comes_back(
    briefing: Any, config: Any, base: tuple[str, ...]
) -> None:
    briefing(*base, "feed", "remove", MILL)
    briefing(*base, "undo")
    for tags in ('tags = ["kept"]\n', 'tags = ["kept", "twice"]  # by hand\n'):
        config.write_text(TEXT + tags)
        assert "No longer followed" in briefing(*base, "redo").err
        assert MILL not in config.read_text()
        assert "Followed again" in briefing(*base, "undo").err
        assert config.read_text() == TEXT + tags


def test_a_feed_that_went_by_hand_before_redo_comes_back_as_it_was(
    briefing: Any, config: Any, base: tuple[str, ...]
) -> None:
    briefing(*base, "feed", "remove", MILL)
    gone = config.read_text()
    briefing(*base, "undo")
    config.write_text(gone)
    briefing(*base, "redo")
    assert config.read_text() == gone
    briefing(*base, "undo")
    assert config.read_text() == TEXT


@pytest.mark.parametrize("wrong", ['url = "ftp://mill.example/feed"', 'url = "nowhere"\ntagz = 1'])
def test_the_entry_that_makes_the_file_wrong_can_be_removed(
    briefing: Any, config: Any, base: tuple[str, ...], wrong: str
) -> None:
    config.write_text(f"{TEXT}\n[[feeds]]\n{wrong}\n")
    assert briefing(*base, "feed", "list").code == 2
    address = wrong.split('"')[1]
    ran = briefing(*base, "feed", "remove", address)
    assert ran.code == 0
    assert "undo will not bring it back" in ran.err
    assert f"1 feed removed from {config}" in ran.err
    assert config.read_text() == TEXT
    assert briefing(*base, "feed", "list").code == 0
    assert briefing(*base, "undo").err == "briefing: nothing to undo\n"


def test_a_feed_can_be_removed_from_a_file_with_another_error(
    briefing: Any, config: Any, base: tuple[str, ...]
) -> None:
    config.write_text(f'{TEXT}\n[briefing]\ntop = "many"\n')
    ran = briefing(*base, "feed", "remove", "--json", MILL)
    assert ran.code == 0
    assert [feed["url"] for feed in json.loads(ran.out)] == [MILL]
    assert MILL not in config.read_text()


def test_the_file_is_changed_last(
    briefing: Any, config: Any, base: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.errors import StoreError

    def refuse(*_: object) -> None:
        raise StoreError("the store is full")

    def refused(*words: str) -> None:
        before = config.read_text()
        with monkeypatch.context() as patch:
            patch.setattr(Feeds, "sync", refuse)
            assert "the store is full" in briefing(*base, *words).err
        assert config.read_text() == before

    refused("feed", "remove", MILL)
    assert briefing(*base, "undo").err == "briefing: nothing to undo\n"
    briefing(*base, "feed", "remove", MILL)
    refused("undo")
    assert "Followed again" in briefing(*base, "undo").err
    assert config.read_text() == TEXT
    refused("redo")
    assert "No longer followed" in briefing(*base, "redo").err
