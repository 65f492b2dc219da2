"""Feeds in, briefing out, through the command line, over a real server and a real store."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
CLOCK = {"BRIEFING_NOW": "2026-11-20T17:30:00Z"}


def rss(title: str, *items: tuple[str, str, str, int]) -> str:
    """A feed; items are (name, title, description, hours before NOW)."""
    rows = "".join(
        f"<item><title>{head}</title><link>https://{title.lower()}.example/{name}</link>"
        f"<guid>{title}-{name}</guid><description>{text}</description>"
        f"<pubDate>{format_datetime(NOW - timedelta(hours=hours))}</pubDate></item>"
        for name, head, text, hours in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://{title.lower()}.example/</link><description>d</description>"
        f"{rows}</channel></rss>"
    )


FERRY_A = (
    "ferry",
    "Ferry Halcyon runs aground off Port Quillon with 210 aboard",
    "The ferry Halcyon ran aground off Port Quillon early on Friday with 210 people aboard. "
    "It is not known why the ship left its course, the coastguard said. "
    "Nobody was seriously hurt.",
    6,
)
FERRY_B = (
    "halcyon",
    "Halcyon ferry aground near Port Quillon, passengers taken off",
    "All 210 people were taken off the ferry Halcyon after it ran aground off Port Quillon. "
    "Investigators have not said what caused the accident.",
    5,
)
APPLES = (
    "apples",
    "Orchard growers report the best apple harvest in ten years",
    "Growers in the Sorrel valley report the best apple harvest in a decade.",
    4,
)


def configured(briefing: Any, *urls: str) -> tuple[str, ...]:
    config = briefing.home / "my.toml"
    config.write_text(f"feeds = {json.dumps(list(urls))}\n[store]\npath = 'my.sqlite'\n")
    return ("--config", str(config))


def test_two_outlets_become_one_story(briefing: Any, site: Any) -> None:
    base = configured(
        briefing,
        site.put("/a", rss("Ledger", FERRY_A, APPLES)),
        site.put("/b", rss("Signal", FERRY_B)),
    )
    ran = briefing.alone(*base, "refresh", environ=CLOCK)
    assert ran.code == 0
    assert ran.out == ""
    assert "2 feeds asked, 3 new articles" in ran.err

    printed = briefing.alone(*base, "digest", environ=CLOCK)
    assert printed.code == 0
    assert "2 stories from 2 outlets" in printed.out
    assert "Ledger, Signal" in printed.out
    assert "The ferry Halcyon ran aground off Port Quillon" in printed.out
    assert "\x1b" not in printed.out

    found = json.loads(briefing.alone(*base, "stories", "--json", environ=CLOCK).out)
    ferry = next(story for story in found["stories"] if len(story["articles"]) == 2)
    assert ferry["outlets"] == ["Ledger", "Signal"]
    assert "Halcyon" in ferry["articles"][1]["why"]["names"]
    texts = " ".join((FERRY_A[2], FERRY_B[2]))
    assert all(sentence["text"] in texts for sentence in ferry["summary"])
    asked = [question["question"] for question in ferry["questions"]]
    assert asked
    assert all(line.endswith("?") and len(line.split()) <= 15 for line in asked)

    assert "Halcyon" in briefing.alone(*base, "search", "halcyon", environ=CLOCK).out
    assert "Ledger" in briefing.alone(*base, "story", ferry["id"][:8], environ=CLOCK).out
    assert briefing.alone(*base, "questions", environ=CLOCK).out


def test_a_question_is_closed_by_its_id_and_opened_by_undo(briefing: Any, site: Any) -> None:
    base = configured(briefing, site.put("/a", rss("Ledger", FERRY_A)))
    briefing(*base, "refresh", environ=CLOCK)

    def listed(status: str) -> list[str]:
        ran = briefing(*base, "questions", "--status", status, "--json", environ=CLOCK)
        return [question["id"] for question in json.loads(ran.out)["questions"]]

    (first, *_) = listed("open")
    assert briefing(*base, "mark", "answered", first[:10], environ=CLOCK).code == 0
    assert first in listed("answered")
    assert first not in listed("open")
    assert briefing(*base, "undo", environ=CLOCK).code == 0
    assert first in listed("open")
    assert briefing(*base, "mark", "dismissed", first, "nonesuch", environ=CLOCK).code == 1
    assert first in listed("open")
    assert briefing(*base, "mark", "dismissed", environ=CLOCK).code == 2


def test_a_second_refresh_is_conditional_and_stores_nothing(briefing: Any, site: Any) -> None:
    modified = "Fri, 20 Nov 2026 11:00:00 GMT"
    base = configured(
        briefing, site.put("/a", rss("Ledger", APPLES), ETag='"x;1"', Last_Modified=modified)
    )
    briefing(*base, "refresh", environ=CLOCK)
    again = json.loads(briefing(*base, "refresh", "--force", "--json", environ=CLOCK).out)
    assert (again["asked"], again["new"], again["unchanged"]) == (1, 0, 1)
    headers = site.asked[-1][1]
    assert headers["if-none-match"] == '"x;1"'
    assert headers["if-modified-since"] == modified


def test_a_feed_that_asks_for_time_has_it_after_unchanged_visits_too(
    briefing: Any, site: Any
) -> None:
    body = rss("Ledger", APPLES).replace("<item>", "<ttl>240</ttl><item>", 1)
    base = configured(briefing, site.put("/a", body, ETag='"one"'))
    briefing(*base, "refresh", environ=CLOCK)
    briefing(*base, "refresh", "--force", environ=CLOCK)
    (feed,) = json.loads(briefing(*base, "feed", "list", "--json", environ=CLOCK).out)
    assert feed["next"].startswith("2026-11-20T21:30")
    # Other bytes around the same items: nothing is read, nothing is forgotten.
    site.put("/a", body.replace("<channel>", "<channel><!-- later -->"))
    briefing(*base, "refresh", "--force", environ=CLOCK)
    (feed,) = json.loads(briefing(*base, "feed", "list", "--json", environ=CLOCK).out)
    assert feed["next"].startswith("2026-11-20T21:30")


def test_nothing_is_asked_before_it_is_due(briefing: Any, site: Any) -> None:
    base = configured(briefing, site.put("/a", rss("Ledger", APPLES)))
    briefing(*base, "refresh", environ=CLOCK)
    ran = briefing(*base, "refresh", environ=CLOCK)
    assert ran.code == 0
    assert "nothing is due" in ran.err
    assert len(site.asked) == 1


def test_a_failed_feed_is_one_line_and_harms_no_other(briefing: Any, site: Any) -> None:
    base = configured(
        briefing,
        site.put("/a", rss("Ledger", APPLES)),
        site.url + "/gone",
        site.put("/page", "<!doctype html><html><body><p>Hello</p></body></html>"),
        site.put("/empty", ""),
    )
    ran = briefing(*base, "refresh", environ=CLOCK)
    assert ran.code == 0
    lines = [line for line in ran.err.splitlines() if site.url in line]
    assert len(lines) == 3
    assert "404" in lines[0]
    assert "web page" in lines[1]
    assert "empty" in lines[2]
    listed = json.loads(briefing(*base, "feed", "list", "--json").out)
    assert [bool(feed["error"]) for feed in listed] == [False, True, True, True]
    assert "3 of 4 feeds failed" in briefing(*base, "digest", environ=CLOCK).out


def test_all_feeds_failing_is_a_failure(briefing: Any, site: Any) -> None:
    base = configured(briefing, site.url + "/gone")
    assert briefing(*base, "refresh").code == 1


def test_a_digest_after_a_refresh_in_vain_is_printed_and_says_so(briefing: Any, site: Any) -> None:
    base = configured(briefing, site.put("/a", rss("Ledger", FERRY_A)))
    fresh = briefing(*base, "digest", "--refresh", "--since", "all", environ=CLOCK)
    assert fresh.code == 0
    site.put("/a", "<!doctype html><html><body><p>Closed</p></body></html>")
    tomorrow = {"BRIEFING_NOW": "2026-11-25T12:00:00Z"}
    stale = briefing(*base, "digest", "--refresh", "--since", "all", environ=tomorrow)
    assert stale.code == 1
    assert "web page" in stale.err
    assert "Ferry Halcyon" in stale.out


def test_marks_and_undo_by_commands(briefing: Any, site: Any) -> None:
    base = configured(briefing, site.put("/a", rss("Ledger", FERRY_A, APPLES)))
    briefing(*base, "refresh", environ=CLOCK)
    before = briefing(*base, "stories", environ=CLOCK).out
    ids = [line.split()[0] for line in before.splitlines()]
    assert briefing(*base, "mark", "done", ids[0], environ=CLOCK).code == 0
    assert len(briefing(*base, "stories", environ=CLOCK).out.splitlines()) == 1
    assert briefing(*base, "mark", "follow", "--all", environ=CLOCK).code == 0
    assert briefing(*base, "undo", environ=CLOCK).code == 0
    assert "apple" in briefing(*base, "undo", environ=CLOCK).err.lower() + before.lower()
    assert briefing(*base, "stories", environ=CLOCK).out == before


def test_a_done_story_comes_back_once_when_it_gains_an_article(briefing: Any, site: Any) -> None:
    base = configured(
        briefing,
        site.put("/a", rss("Ledger", FERRY_A)),
        site.put("/b", rss("Signal", APPLES)),
    )
    briefing(*base, "refresh", environ=CLOCK)
    briefing(*base, "mark", "done", "--all", environ=CLOCK)
    quiet = briefing(*base, "digest", "--exit-code", environ=CLOCK)
    assert quiet.code == 3
    site.put("/b", rss("Signal", APPLES, FERRY_B))
    briefing(*base, "refresh", "--force", environ=CLOCK)
    printed = briefing(*base, "digest", "--exit-code", environ=CLOCK)
    assert printed.code == 0
    assert "updated, 1 new" in printed.out
    assert "apple" not in printed.out


def test_since_last_shows_each_article_once(briefing: Any, site: Any) -> None:
    base = configured(briefing, site.put("/a", rss("Ledger", APPLES)))
    briefing(*base, "refresh", environ=CLOCK)
    first = briefing(*base, "digest", "--since", "last", environ=CLOCK)
    assert "apple" in first.out
    later = {"BRIEFING_NOW": "2026-11-20T18:30:00Z"}
    assert briefing(*base, "digest", "--since", "last", "--exit-code", environ=later).code == 3


def test_killed_in_the_middle_nothing_is_lost(briefing: Any, site: Any) -> None:
    urls = [
        site.put(
            f"/{n}",
            rss(
                f"Outlet{n}",
                *((f"x{m}", f"Village {n} opens bridge {m}", "A.", 3) for m in range(60)),
            ),
        )
        for n in range(6)
    ]
    base = configured(briefing, *urls)
    for wait in (0.3, 0.6, 0.9):
        child = subprocess.Popen(
            briefing.command(*base, "refresh", "--force"),
            env={**os.environ, **CLOCK},
            cwd=briefing.home,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(wait)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    ran = briefing(*base, "refresh", "--force", environ=CLOCK)
    assert ran.code == 0
    rows = json.loads(briefing(*base, "articles", "--json").out)
    assert len(rows) == 6 * 60
    assert all(row["story"] for row in rows)
    connection = sqlite3.connect(briefing.home / "my.sqlite")
    assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()


def test_two_refreshes_at_once_do_not_both_fetch(briefing: Any, site: Any) -> None:
    base = configured(briefing, site.put("/a", rss("Ledger", APPLES)))
    briefing(*base, "refresh", environ=CLOCK)
    holder = subprocess.Popen(
        [
            *briefing.command()[:2],
            "-c",
            "import sys, pathlib; from briefing.store.connection import open_store\n"
            "with open_store(pathlib.Path(sys.argv[1])) as s, s.refresh_lock():\n"
            "    print('held', flush=True); sys.stdin.read()",
            str(briefing.home / "my.sqlite"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    ran = briefing(*base, "refresh", "--force", environ=CLOCK)
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert briefing(*base, "digest", environ=CLOCK).code == 0
    holder.communicate("")


def test_a_saved_link_is_given_to_the_reader_s_command(briefing: Any, site: Any) -> None:
    base = configured(briefing, site.put("/a", rss("Ledger", APPLES)))
    seen = briefing.home / "seen"
    script = briefing.home / "keep"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {seen}\n')
    script.chmod(0o755)
    config = briefing.home / "my.toml"
    config.write_text(config.read_text() + f"[open]\nsave_command = '{script} --link'\n")
    briefing(*base, "refresh", environ=CLOCK)
    assert briefing(*base, "mark", "save", "--all", environ=CLOCK).code == 0
    assert seen.read_text() == "--link\nhttps://ledger.example/apples\n"
