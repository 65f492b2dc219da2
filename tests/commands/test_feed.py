"""``briefing feed``: what is followed, over a real server and a real configuration file."""

from __future__ import annotations

import json
from typing import Any

import pytest

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Courier</title>'
    "<link>https://quay.example/</link><description>d</description>"
    "<item><title>Lock gate replaced</title><link>https://quay.example/1</link></item>"
    "</channel></rss>"
)
PAGE = (
    '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" '
    'href="/feed.xml"></head><body><p>The Quay Courier.</p></body></html>'
)


@pytest.fixture
def config(briefing: Any) -> Any:
    return briefing.home / "feeds.toml"


def test_a_feed_is_tried_before_it_is_kept(briefing: Any, site: Any, config: Any) -> None:
    ran = briefing("--config", str(config), "feed", "add", site.put("/feed.xml", FEED))
    assert ran.code == 0
    assert ran.out == f"Quay Courier: {site.url}/feed.xml (1 entry)\n"
    assert f'url = "{site.url}/feed.xml"' in config.read_text()
    again = briefing("--config", str(config), "feed", "add", f"{site.url}/feed.xml")
    assert "followed already" in again.err
    assert config.read_text().count("[[feeds]]") == 1


def test_of_a_page_its_feed_is_kept(briefing: Any, site: Any, config: Any) -> None:
    site.put("/feed.xml", FEED)
    ran = briefing("--config", str(config), "feed", "add", site.put("/", PAGE))
    assert ran.code == 0
    assert "Quay Courier" in ran.out
    assert f'url = "{site.url}/feed.xml"' in config.read_text()


def test_what_does_not_answer_is_not_kept_unless_asked(
    briefing: Any, site: Any, config: Any
) -> None:
    ran = briefing("--config", str(config), "feed", "add", f"{site.url}/gone")
    assert ran.code == 1
    assert "404" in ran.err
    assert "not added" in ran.err
    assert not config.exists()
    ran = briefing("--config", str(config), "feed", "add", "--unchecked", f"{site.url}/gone")
    assert ran.code == 0
    assert "/gone" in config.read_text()


def test_comments_and_order_of_the_file_stay(briefing: Any, site: Any, config: Any) -> None:
    config.write_text(
        '# mine\n[briefing]\ntop = 5  # few\n\n[[feeds]]\nurl = "https://a.example/"\n'
    )
    briefing("--config", str(config), "feed", "add", site.put("/feed.xml", FEED))
    text = config.read_text()
    assert text.startswith("# mine\n[briefing]\ntop = 5  # few\n")
    listed = json.loads(briefing("--config", str(config), "feed", "list", "--json").out)
    assert [feed["url"] for feed in listed] == ["https://a.example/", f"{site.url}/feed.xml"]
    assert briefing("--config", str(config), "feed", "remove", "https://a.example/").code == 0
    assert config.read_text().startswith("# mine\n[briefing]\ntop = 5  # few\n")
    unknown = briefing("--config", str(config), "feed", "remove", "https://a.example/")
    assert unknown.code == 2
    assert "not followed" in unknown.err


def test_lists_go_in_and_out(briefing: Any, config: Any) -> None:
    listed = briefing.home / "list.opml"
    listed.write_text(
        '<opml version="2.0"><body><outline text="Local & near"><outline text="Quay" '
        'xmlUrl="https://quay.example/feed"/></outline></body></opml>'
    )
    assert briefing("--config", str(config), "feed", "import", str(listed)).code == 0
    urls = briefing.home / "urls"
    urls.write_text('https://mill.example/rss news "~The Mill"\n"query:x:y"\n# no\n')
    ran = briefing("--config", str(config), "feed", "import", str(urls))
    assert "skipped" in ran.err
    exported = briefing("--config", str(config), "feed", "export")
    assert 'xmlUrl="https://quay.example/feed"' in exported.out
    assert 'xmlUrl="https://mill.example/rss"' in exported.out
    other = briefing.home / "other.toml"
    (briefing.home / "out.opml").write_text(exported.out)
    briefing("--config", str(other), "feed", "import", str(briefing.home / "out.opml"))
    again = briefing("--config", str(other), "feed", "export")
    assert again.out == exported.out


def test_a_starter_pack_begins_a_configuration(briefing: Any) -> None:
    assert briefing("feed", "starter").code == 0
    listed = json.loads(briefing("feed", "list", "--json").out)
    assert 10 <= len(listed) <= 12
    assert "WebProNews" in [feed["outlet"] for feed in listed]


def test_check_asks_without_storing(briefing: Any, site: Any, config: Any) -> None:
    good, bad = site.put("/feed.xml", FEED), f"{site.url}/gone"
    config.write_text(f"feeds = {json.dumps([good, bad])}\n[store]\npath = 's.sqlite'\n")
    ran = briefing("--config", str(config), "feed", "check")
    assert ran.code == 1
    assert ran.out.splitlines()[0].startswith("ok   Quay Courier")
    assert ran.out.splitlines()[1].startswith("BAD ")
    assert not (config.parent / "s.sqlite").exists()
    assert briefing("--config", str(config), "feed", "check", good).code == 0


def test_credentials_are_never_printed(briefing: Any, site: Any, config: Any) -> None:
    secret = site.url.replace("http://", "http://reader:s3cret@") + "/gone"
    config.write_text(f"feeds = {json.dumps([secret])}\n[store]\npath = 's.sqlite'\n")
    runs = [
        briefing("--config", str(config), *command)
        for command in (
            ("refresh",),
            ("refresh", "--force", "--json"),
            ("feed", "list"),
            ("feed", "list", "--json"),
            ("feed", "check"),
            ("config", "show"),
            ("doctor",),
            ("digest", "--format", "html"),
        )
    ]
    assert not any("s3cret" in ran.out + ran.err for ran in runs)


def test_the_sample_s_feeds_cannot_be_changed(briefing: Any) -> None:
    ran = briefing("--demo", "feed", "add", "https://a.example/")
    assert ran.code == 2
    assert "sample" in ran.err


def test_what_was_removed_can_be_put_back_as_it_stood(briefing: Any, config: Any) -> None:
    described = ("--title=Mill", "--outlet=Old Mill", "--tag=local", "--tag=mill", "--full-text")
    address = "https://mill.example/"
    add = ("--config", str(config), "feed", "add", "--unchecked", *described, address)
    assert briefing(*add).code == 0
    before = config.read_text()
    gone = briefing("--config", str(config), "feed", "remove", "--json", address)
    assert json.loads(gone.out) == [
        {"url": address, "title": "Mill", "outlet": "Old Mill", "tags": ["local", "mill"],
         "full_text": True}
    ]  # fmt: skip
    assert address not in config.read_text()
    assert briefing(*add).code == 0
    assert config.read_text() == before


MILL = FEED.replace("quay", "mill").replace("Quay Courier", "Mill Post").replace("Lock", "Weir")


@pytest.fixture
def three(briefing: Any, site: Any, config: Any) -> list[str]:
    """Arguments over three feeds that were fetched, with a comment of the reader's own each."""
    tables = [
        f'# {name} stays\n[[feeds]]\nurl = "{site.put(f"/{name}.xml", feed)}"\n{more}# {name}\n'
        for name, feed, more in (
            ("quay", FEED, ""),
            ("mill", MILL, 'outlet = "Old Mill"   # by hand\ntags = ["local", "mill"]\n'),
            ("gone", "", "full_text = true\n"),
        )
    ]
    config.write_text("# mine\n" + "\n".join(tables) + "\n# the end\n[ui]\nascii = true\n")
    base = ["--config", str(config), "--store", str(briefing.home / "feeds.sqlite")]
    briefing(*base, "refresh")
    return base


@pytest.mark.parametrize("name", ["quay", "mill", "gone"])
def test_a_removed_feed_comes_back_by_undo(
    briefing: Any, site: Any, config: Any, three: list[str], name: str
) -> None:
    rows = json.loads(briefing(*three, "articles", "--json").out)
    mill = next(row["id"] for row in rows if "Weir" in row["title"])
    assert briefing(*three, "mark", "save", mill).code == 0

    def picture() -> list[str]:
        wanted = [("feed", "list"), ("articles", "--json"), ("stories", "--since", "all")]
        return [config.read_text(), *(briefing(*three, *words).out for words in wanted)]

    before = picture()
    assert "1 article, 1 unread, read just now" in before[1]
    assert briefing(*three, "feed", "remove", f"{site.url}/{name}.xml").code == 0
    after = picture()
    assert f"/{name}.xml" not in after[0] + after[1]
    assert after[2:] == before[2:], "what it brought stays"
    briefing(*three, "refresh")
    back = briefing.alone(*three, "undo")
    assert back.code == 0
    assert back.err.startswith('briefing: Followed again: "')
    assert picture() == before
    assert "No longer followed" in briefing(*three, "redo").err
    assert picture() == after
    assert "Followed again" in briefing(*three, "undo").err
    assert "No longer saved" in briefing(*three, "undo").err


def test_a_list_that_cannot_be_written_loses_nothing(
    briefing: Any, site: Any, config: Any, three: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    def refused(*words: str) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("tempfile.mkstemp", refuse)
            ran = briefing(*three, *words)
        assert ran.code == 1
        assert ran.err.startswith(f"briefing: cannot write {config} (Permission denied)")
        assert ran.err.count("\n") == 1

    before = config.read_text()
    refused("feed", "remove", f"{site.url}/mill.xml")
    assert briefing(*three, "undo").err == "briefing: nothing to undo\n"
    assert config.read_text() == before
    briefing(*three, "feed", "remove", f"{site.url}/mill.xml")
    refused("undo")
    assert "Followed again" in briefing(*three, "undo").err
    assert config.read_text() == before
    refused("redo")
    assert "No longer followed" in briefing(*three, "redo").err


def test_a_feed_stays_when_its_removal_cannot_be_written_down(
    briefing: Any, site: Any, config: Any
) -> None:
    config.write_text(f'[[feeds]]\nurl = "{site.url}/feed.xml"\n')
    store = briefing.home / "no.sqlite"
    store.write_text("this is no store" * 100)
    base = ("--config", str(config), "--store", str(store))
    ran = briefing(*base, "feed", "remove", f"{site.url}/feed.xml")
    assert ran.code == 1
    assert str(store) in ran.err
    assert f"{site.url}/feed.xml" in config.read_text()


def test_nothing_is_said_to_be_added_where_the_list_cannot_be_written(
    briefing: Any, site: Any
) -> None:
    (briefing.home / "file").write_text("no folder")
    config = str(briefing.home / "file/my.toml")
    ran = briefing("--config", config, "feed", "add", site.put("/feed.xml", FEED))
    assert ran.code != 0
    assert ran.out == ""
