"""Outlets that count for more or less with the reader, from the analysis to the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from briefing.analysis import Manner, tell
from briefing.models import Article, CleanText

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
TEXTS = {
    "Ledger": "The ferry Halcyon ran aground off Port Quillon early on Friday with 210 people "
    "aboard. Its owner said that nobody was hurt when the hull struck the reef.",
    "Signal": "All passengers were taken off the Halcyon by lifeboats before noon on Friday. "
    "Investigators of the transport ministry will raise the ship's recorder on Monday.",
}


def articles() -> list[Article]:
    return [
        Article(
            id=outlet,
            title=CleanText(f"Halcyon ferry aground off Port Quillon, says {outlet}"),
            text=CleanText(text),
            outlet=CleanText(outlet),
            published=NOW - timedelta(hours=hours),
            lang="en",
        )
        for hours, (outlet, text) in enumerate(TEXTS.items())
    ]


def test_the_heavier_outlet_is_heard_first() -> None:
    for heavy in TEXTS:
        told = tell("one", articles(), {}, Manner(weights={heavy: 2.0}))
        assert told.summary[0].article == heavy
        assert told.title.endswith(heavy)
        plain = tell("one", articles(), {}, Manner())
        assert sorted(one.text for one in told.summary) == sorted(one.text for one in plain.summary)


def test_from_the_command_line_and_back(briefing: Any, site: Any) -> None:
    item = (
        "<item><title>{0}: Halcyon ferry aground off Port Quillon</title>"
        "<link>https://{0}.example/a</link><description>{1}</description></item>"
    )
    feed = '<rss version="2.0"><channel><title>{}</title>{}</channel></rss>'
    feeds = [
        site.put(f"/{name}", feed.format(name, item.format(name, text)))
        for name, text in TEXTS.items()
    ]
    config = briefing.home / "my.toml"
    config.write_text(f"feeds = {json.dumps(feeds)}\n")
    base = ("--config", str(config))
    assert briefing.alone(*base, "refresh").code == 0

    def head() -> str:
        (story,) = json.loads(briefing(*base, "stories", "--json").out)["stories"]
        return str(story["title"]).partition(":")[0]

    def first() -> str:
        (story,) = json.loads(briefing(*base, "stories", "--json").out)["stories"]
        outlets = {one["id"]: one["outlet"] for one in story["articles"]}
        return str(outlets[story["summary"][0]["article"]])

    usual = head()
    (other,) = (name for name in TEXTS if name != usual)
    ran = briefing(*base, "feed", "weigh", other.lower(), "2")
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert f'Weight 2: "{other}"' in ran.err
    listed = json.loads(briefing(*base, "feed", "list", "--json").out)
    assert {one["title"]: one["weight"] for one in listed} == {usual: 1.0, other: 2.0}
    assert f"{other} (weight 2): " in briefing(*base, "feed", "list").out
    assert head() == first() == other

    assert f'Weight 1: "{other}"' in briefing(*base, "undo").err
    assert head() == usual

    for wrong in (("Signol", "2"), ("Signal", "40"), ("Signal", "much")):
        assert briefing(*base, "feed", "weigh", *wrong).code != 0
