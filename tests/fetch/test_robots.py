from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.fetch import robots

FILE = b"""\xef\xbb\xbf# rules of the harbour
User-agent: otherbot
Disallow: /

user-agent: *
Disallow: /private   # not for programs
Allow: /private/open
Disallow: /*.pdf$
Disallow: /a*b/c
Crawl-delay: 9
Disallow:

Sitemap: https://harbour.example/sitemap.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("", True),
        ("/story", True),
        ("/private", False),
        ("/privateer", False),
        ("/private/open/x", True),
        ("/%70rivate", False),
        ("/x/report.pdf", False),
        ("/x/report.pdf?page=2", True),
        ("/axxb/c", False),
        ("/axxb/d", True),
    ],
)
def test_the_longest_rule_for_everybody_decides(path: str, allowed: bool):
    assert robots.read(FILE).allow(f"https://harbour.example{path}") is allowed


def test_a_group_with_our_name_replaces_the_one_for_everybody():
    rules = robots.read(
        b"User-agent: *\nDisallow: /\n\n"
        b"User-agent: Briefing/1\nUser-agent: else\nDisallow: /no\n\n"
        b"User-agent: briefing\nDisallow: /never\n"
    )
    assert rules.allow("https://h.example/yes")
    assert not rules.allow("https://h.example/no")
    assert not rules.allow("https://h.example/never")


def test_allow_wins_a_tie_and_nothing_forbids_nothing():
    rules = robots.read(b"User-agent: *\nDisallow: /page\nAllow: /page\n")
    assert rules.allow("https://h.example/page")
    assert robots.read(b"").allow("https://h.example/")
    assert robots.read(b"<!doctype html><p>Disallow: /").allow("https://h.example/")


def test_many_wildcards_take_no_time():
    rules = robots.read(b"User-agent: *\nDisallow: /" + b"*a" * 1000 + b"b$\n")
    assert rules.allow("https://h.example/" + "a" * 4000)


@given(st.binary(), st.text())
def test_anything_can_be_read(body: bytes, path: str):
    robots.read(b"User-agent: *\nDisallow: " + body).allow("https://h.example/x")
    robots.read(FILE).allow("https://h.example/" + path.replace("[", "").replace("]", ""))
