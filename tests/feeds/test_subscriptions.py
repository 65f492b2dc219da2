from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, ConfigError, UsageError
from briefing.feeds import subscriptions
from briefing.feeds.address import same_key, web_address
from briefing.models import CleanText, Subscription
from briefing.text import clean

FILE = """# my configuration
[fetch]
interval = "1h"   # not too often

# the sea
[[feeds]]
url = "https://harbour.example/feed"   # the best
tags = ["sea"]
# full_text = true

# the land
[[feeds]]
url = 'https://land.example/feed'

# how it looks
[ui]
theme = "dark"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(FILE)
    return path


def feed(url: str, **details) -> Subscription:
    return Subscription(url, **details)


def test_listed(file: Path):
    assert subscriptions.listed(file) == (
        feed("https://harbour.example/feed", tags=("sea",)),
        feed("https://land.example/feed"),
    )
    assert subscriptions.listed(file.with_name("none.toml")) == ()


def test_added_behind_the_last_and_nothing_else_changes(file: Path):
    new = feed(
        "https://sky.example/feed",
        title=CleanText('Say "sky"'),
        outlet=CleanText("Sky"),
        tags=(CleanText("air"), CleanText("Wetter & Wind")),
        full_text=True,
    )
    result = subscriptions.add(file, [new])
    assert result == subscriptions.Added((new,), ())
    assert file.read_text() == FILE.replace(
        "url = 'https://land.example/feed'\n",
        "url = 'https://land.example/feed'\n\n[[feeds]]\n"
        'url = "https://sky.example/feed"\ntitle = "Say \\"sky\\""\noutlet = "Sky"\n'
        'tags = ["air", "Wetter & Wind"]\nfull_text = true\n',
    )
    assert subscriptions.listed(file)[-1] == new


def test_the_same_feed_is_not_added_twice(file: Path):
    before = file.stat().st_mtime_ns
    again = [
        feed("http://HARBOUR.example:80/feed/#top"),
        feed("https://land.example/feed"),
    ]
    assert subscriptions.add(file, again).known == tuple(again)
    assert file.stat().st_mtime_ns == before
    result = subscriptions.add(file, [feed("https://a.example/"), feed("https://a.example")])
    assert (len(result.added), len(result.known)) == (1, 1)


def test_a_file_is_made_where_there_is_none(tmp_path: Path):
    path = tmp_path / "deep" / "config.toml"
    subscriptions.add(path, [feed("https://a.example/"), feed("https://b.example/")])
    assert path.read_text() == (
        '[[feeds]]\nurl = "https://a.example/"\n\n[[feeds]]\nurl = "https://b.example/"\n'
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_removed_with_its_own_comments_only(file: Path):
    result = subscriptions.remove(file, ["harbour.example/feed/", "https://nowhere.example/"])
    assert [gone.url for gone in result.removed] == ["https://harbour.example/feed"]
    assert result.unknown == ("https://nowhere.example/",)
    text = file.read_text()
    assert "the best" not in text
    assert "full_text" not in text
    for kept in ("# my configuration", "# the sea", "# the land", "# how it looks", "[ui]"):
        assert kept in text
    subscriptions.remove(file, ["https://land.example/feed"])
    assert subscriptions.listed(file) == ()
    assert tomllib.loads(file.read_text())["ui"] == {"theme": "dark"}
    assert "# how it looks" in file.read_text()


def test_adding_and_removing_leaves_no_trace(file: Path):
    subscriptions.add(file, [feed("https://sky.example/"), feed("https://sun.example/")])
    subscriptions.remove(file, ["https://sun.example/", "https://sky.example/"])
    assert file.read_text() == FILE


def test_a_move_changes_the_address_only(file: Path):
    assert subscriptions.readdress(file, "https://harbour.example/feed", "https://new.example/f")
    assert file.read_text() == FILE.replace("https://harbour.example/feed", "https://new.example/f")
    assert not subscriptions.readdress(file, "https://nowhere.example/", "https://x.example/")
    assert subscriptions.readdress(file, "https://new.example/f", "https://land.example/feed")
    assert [row.url for row in subscriptions.listed(file)] == ["https://land.example/feed"]


def test_a_move_to_https_is_a_move(file: Path):
    subscriptions.add(file, [feed("http://old.example/feed")])
    assert subscriptions.readdress(file, "http://old.example/feed", "https://old.example/feed")
    assert subscriptions.listed(file)[-1].url == "https://old.example/feed"


@pytest.mark.parametrize(
    "before",
    [
        'feeds = ["https://a.example/"]  # short\n[ui]\nx = 1\n',
        'feeds = [\n  "https://a.example/", # the first\n]\n',
        'feeds = [{url = "https://a.example/", title = "A"}]\n',
        'x = """\n[[feeds]]\nnot one\n"""\n[[feeds]]\nurl = "https://a.example/"\n',
        '[["feeds"]]\nurl = "https://a.example/"',
        '[[ feeds ]]\r\nurl = "https://a.example/"\r\n\r\n[ui]\r\nx = 1\r\n',
        '\ufeff[[feeds]]\nurl = "https://a.example/"\ntags = [\n  "x", # one\n]\n[ui]\n',
        "feeds = []\n",
        "[ui]\nx = 1",
        "# nothing but a comment",
        "",
    ],
)
def test_every_way_of_writing_it_is_kept(tmp_path: Path, before: str):
    path = tmp_path / "c.toml"
    path.write_bytes(before.encode())
    old = subscriptions.listed(path)
    new = feed("https://b.example/", tags=(CleanText("t"),)), feed("https://c.example/")
    subscriptions.add(path, new)
    assert subscriptions.listed(path) == (*old, *new)
    for comment in ("# short", "# the first", "# one", "# nothing but a comment"):
        assert (comment in before) == (comment in path.read_text())
    assert {
        k: v
        for k, v in tomllib.loads(path.read_bytes().decode("utf-8-sig")).items()
        if k != "feeds"
    } == {k: v for k, v in tomllib.loads(before.lstrip("\ufeff")).items() if k != "feeds"}
    subscriptions.remove(path, [row.url for row in new])
    assert subscriptions.listed(path) == old
    subscriptions.remove(path, [row.url for row in old])
    assert subscriptions.listed(path) == ()


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path, file: Path):
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    file.chmod(0o640)
    subscriptions.add(link, [feed("https://sky.example/")])
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert len(subscriptions.listed(file)) == 3
    assert sorted(row.name for row in tmp_path.iterdir()) == ["config.toml", "link.toml"]


@pytest.mark.parametrize("text", ["feeds = [", "[[feeds]]\nurl = nope\n", "feeds = 3\n", "a\x00"])
def test_what_cannot_be_read_is_not_touched(tmp_path: Path, text: str):
    path = tmp_path / "c.toml"
    path.write_text(text)
    for change in (
        lambda: subscriptions.add(path, [feed("https://a.example/")]),
        lambda: subscriptions.remove(path, ["https://a.example/"]),
        lambda: subscriptions.listed(path),
    ):
        with pytest.raises(ConfigError):
            change()
    assert path.read_text() == text


def test_latin_1_and_folders_are_told(tmp_path: Path):
    path = tmp_path / "c.toml"
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(ConfigError, match="UTF-8"):
        subscriptions.listed(path)
    with pytest.raises(BriefingError, match="cannot read"):
        subscriptions.listed(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, file: Path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(BriefingError, match="cannot write"):
            subscriptions.add(file, [feed("https://a.example/")])
        assert file.read_text() == FILE
    finally:
        tmp_path.chmod(0o700)


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path, file: Path):
    with pytest.raises(BriefingError, match="cannot"):
        subscriptions.add(file / "config.toml", [feed("https://a.example/")])


# --- addresses ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" https://a.example/feed ", "https://a.example/feed"),
        ("a.example/feed", "https://a.example/feed"),
        ("www.a.example", "https://www.a.example"),
        ("localhost:8080/feed", "http://localhost:8080/feed"),
        ("a.example:8080", "https://a.example:8080"),
        ("feed://a.example/x", "http://a.example/x"),
        ("feed:https://a.example/x", "https://a.example/x"),
        ("feed:a.example:81/x", "http://a.example:81/x"),
        ("//a.example/x", "https://a.example/x"),
        ("https://u:p@a.example/", "https://u:p@a.example/"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("mailto:a@b.example", ""),
        ("word", ""),
        ("two words", ""),
        ("", ""),
        ("https://", ""),
        ("https://a.example/\x1b[31m", ""),
    ],
)
def test_addresses_as_people_type_them(typed: str, meant: str):
    assert web_address(typed) == meant
    if meant:
        assert subscriptions.subscription(typed).url == meant
    else:
        with pytest.raises(UsageError, match="not a web address"):
            subscriptions.subscription(typed)


def test_same_feed():
    same = ["https://A.example/feed", "http://a.example/feed/", "https://a.example:443/feed#x"]
    assert len({same_key(url) for url in same}) == 1
    other = ["https://a.example/Feed", "https://a.example/feed?x", "https://a.example:81/feed"]
    other += ["https://www.a.example/feed", "https://u@a.example/feed"]
    assert len({same_key(url) for url in [*same, *other]}) == 6


texts = st.text(max_size=20).map(clean.title)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(title=texts, outlet=texts, tags=st.lists(texts.filter(bool), max_size=3), full=st.booleans())
def test_any_details_survive_the_file(tmp_path: Path, title, outlet, tags, full):
    path = tmp_path / "any.toml"
    path.write_text(FILE)
    new = feed("https://any.example/", title=title, outlet=outlet, tags=tuple(tags), full_text=full)
    subscriptions.add(path, [new])
    assert subscriptions.listed(path)[-1] == new
    subscriptions.remove(path, [new.url])
    assert path.read_text() == FILE


@given(st.text())
def test_any_text_can_be_an_address(text: str):
    url = web_address(text)
    assert url == "" or url.startswith(("http://", "https://"))
    same_key(text)
    same_key("http://" + text)


TABLES = st.lists(
    st.sampled_from(
        [
            '[[feeds]]\nurl = "https://{}.example/"\n',
            '\n# heads it\n[[feeds]]\nurl = "https://{}.example/"  # near\n# below\n\n',
            '[[ feeds ]]\r\n  url = "https://{}.example/"\r\n  tags = [\r\n    "a",\r\n  ]\r\n\r\n',
            '\n\n[[feeds]]\nurl = "https://{}.example/"\nfull_text = true\n\n\n# far\n\n',
            '[fetch]  # {}\ntimeout = 5\n\n[[feeds]]\nurl = "https://{}.example/"\n',
        ]
    ),
    min_size=1,
    max_size=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=TABLES, gone=st.integers(0, 4), cut=st.booleans())
def test_what_is_put_back_leaves_the_file_as_it_was(
    tmp_path: Path, tables: list[str], gone: int, cut: bool
):
    seen = False
    text = ""
    for number, table in enumerate(tables):
        if "[fetch]" in table and seen:
            continue
        seen = seen or "[fetch]" in table
        text += table.replace("{}", f"a{number}")
    text = text.rstrip() if cut else text
    path = tmp_path / "roundtrip.toml"
    path.write_bytes(text.encode())
    feeds = subscriptions.listed(path)
    one = feeds[gone % len(feeds)]
    kept = subscriptions.remove(path, [one.url]).kept
    assert one not in subscriptions.listed(path)
    subscriptions.put_back(path, kept).write()
    assert path.read_bytes().decode() == text
    subscriptions.put_back(path, kept).write()
    assert path.read_bytes().decode() == text, "what is there already is left alone"


def test_put_back_into_a_list_that_was_changed_meanwhile(file: Path):
    kept = subscriptions.remove(file, ["https://harbour.example/feed"]).kept
    subscriptions.remove(file, ["https://land.example/feed"])
    subscriptions.add(file, [feed("https://sky.example/")])
    subscriptions.put_back(file, kept).write()
    urls = [one.url for one in subscriptions.listed(file)]
    assert urls == ["https://harbour.example/feed", "https://sky.example/"]
    assert "# the best\n" in file.read_text()
    assert tomllib.loads(file.read_text())["ui"] == {"theme": "dark"}
    file.unlink()
    subscriptions.put_back(file, kept).write()
    assert subscriptions.listed(file) == (feed("https://harbour.example/feed", tags=("sea",)),)


def test_what_heads_the_next_feed_is_not_taken_for_the_end_of_the_one_above(tmp_path: Path):
    path = tmp_path / "close.toml"
    a, b, c = (f'[[feeds]]\nurl = "https://{name}.example/"\n' for name in "abc")
    path.write_text(f"{a}{b}\n# heads it\n{c}")
    draft = subscriptions.remove(path, ["https://b.example/"])
    assert path.read_text() == f"{a}\n# heads it\n{c}"
    subscriptions.put_back(path, draft.kept).write()
    assert path.read_text() == f"{a}{b}\n# heads it\n{c}"


def test_put_back_into_an_array(tmp_path: Path):
    path = tmp_path / "array.toml"
    text = """feeds = [
    "https://a.example/",  # first
    { url = "https://b.example/", tags = ["x"] },
    "https://c.example/",
]
"""
    for url in ("https://a.example/", "https://b.example/", "https://c.example/"):
        path.write_text(text)
        before = subscriptions.listed(path)
        kept = subscriptions.remove(path, [url]).kept
        subscriptions.put_back(path, kept).write()
        assert subscriptions.listed(path) == before
