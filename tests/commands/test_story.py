"""``briefing story`` of an article that was edited after it was read."""

from __future__ import annotations

import json
from typing import Any

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ledger</title>
<link>https://ledger.example/</link><description>d</description>
<item><title>Ferry Halcyon runs aground off Port Quillon</title>
<link>https://ledger.example/ferry</link><guid>one</guid>
<description>{}</description></item></channel></rss>"""
READ = (
    "The ferry Halcyon ran aground off Port Quillon early on Friday with 210 people aboard. "
    "Nobody was seriously hurt."
)
NOW = READ.replace("210", "213") + (
    " Divers found a crack in the hull on Friday evening, and the company that runs the ship says"
    " that it will be towed to the yard in Sorrel as soon as the wind allows."
)


def test_what_changed_since_it_was_read(briefing: Any, site: Any) -> None:
    config = briefing.home / "my.toml"
    config.write_text(f"feeds = [{json.dumps(site.put('/a', FEED.format(READ)))}]\n")
    base = ("--config", str(config))
    assert briefing.alone(*base, "refresh").code == 0
    (told,) = json.loads(briefing(*base, "stories", "--json").out)["stories"]
    assert briefing(*base, "mark", "done", told["id"]).code == 0
    site.put("/a", FEED.format(NOW))
    assert briefing.alone(*base, "refresh", "--force").code == 0

    story = json.loads(briefing(*base, "story", told["id"], "--json").out)
    first, last = story["articles"][0]["changed"]
    assert (first["before"], first["after"]) == (READ[:86], NOW[:86])
    assert last["before"] is None
    assert last["after"].startswith("Divers found a crack")

    printed = " ".join(briefing(*base, "story", told["id"]).out.split())
    assert "changed since you read it: The ferry Halcyon" in printed
    assert "with [-210-] {+213+} people aboard." in printed
    assert "{+Divers found a crack" in printed


def test_only_what_an_edit_brought_is_new(briefing: Any, site: Any) -> None:
    kept = "The roof of the market hall in Sorrel came down on Friday morning, the brigade said."
    before = f"{kept} Nine people were hurt, and all of them are in hospital in Quillon."
    after = before.replace("Nine", "Eleven") + (
        " Engineers had warned the town council of a crack in the main beam two weeks ago."
    )
    config = briefing.home / "my.toml"
    config.write_text(f"feeds = [{json.dumps(site.put('/a', FEED.format(before)))}]\n")
    base = ("--config", str(config))
    assert briefing.alone(*base, "refresh").code == 0
    (told,) = json.loads(briefing(*base, "stories", "--json").out)["stories"]
    assert briefing(*base, "mark", "done", told["id"]).code == 0
    site.put("/a", FEED.format(after))
    refreshed = briefing.alone(*base, "refresh", "--force")
    assert refreshed.code == 0
    assert "0 new articles, 1 article changed, 1 story updated" in refreshed.err

    (told,) = json.loads(briefing(*base, "stories", "--json").out)["stories"]
    new = {sentence["text"][:6]: sentence["new"] for sentence in told["summary"]}
    assert new == {"The ro": False, "Eleven": True, "Engine": True}
