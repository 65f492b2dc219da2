"""Same input, same output: whatever the hash seed and whatever hour it really is."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from typing import Any

import pytest

UNDATED = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Orla Post</title>
<item><title>Cheese market sells out in an hour</title><link>https://orla.example/cheese</link></item>
</channel></rss>
"""


def test_the_hash_seed_changes_nothing_in_what_is_told_of_the_sample(briefing: Any) -> None:
    with as_file(files("briefing.demo") / "feeds") as folder:
        feeds = sorted(str(file) for file in folder.iterdir() if file.suffix != ".html")
        runs = [
            briefing.alone(
                *("brief", "--json", "--all-questions", *feeds),
                environ={"PYTHONHASHSEED": seed, "BRIEFING_NOW": "2026-11-20T17:30:00Z"},
            )
            for seed in ("1", "2")
        ]
    told = json.loads(runs[0].out)["stories"]
    assert any(story["summary"] for story in told)
    assert any(story["questions"] for story in told)
    assert any(len(story["articles"]) > 1 for story in told)
    assert all(run.out == runs[0].out for run in runs)


def test_what_a_feed_leaves_undated_arrives_at_the_hour_given(briefing: Any) -> None:
    hour = "2026-03-03T00:00:00Z"
    ran = briefing("brief", "--json", "-", stdin=UNDATED, environ={"BRIEFING_NOW": hour})
    (story,) = json.loads(ran.out)["stories"]
    assert story["last"] == hour


def test_the_hash_seed_changes_nothing_in_what_lsa_ranks(briefing: Any) -> None:
    pytest.importorskip("numpy")
    with as_file(files("briefing.demo") / "feeds") as folder:
        feeds = sorted(str(file) for file in folder.glob("*.xml"))
        told = {
            briefing.alone(
                *("brief", "--json", "--skip", "questions", "--summarizer", "lsa", *feeds),
                environ={"PYTHONHASHSEED": seed, "BRIEFING_NOW": "2026-11-20T17:30:00Z"},
            ).out
            for seed in ("1", "2")
        }
    assert len(told) == 1
