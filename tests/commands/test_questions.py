"""``briefing questions``."""

from __future__ import annotations

import json
from typing import Any


def test_what_is_left_out_is_told_and_can_be_had(briefing: Any, sample: Any) -> None:
    def listed(*arguments: str) -> Any:
        return json.loads(briefing("--demo", *sample, "questions", "--json", *arguments).out)

    shown, every = listed(), listed("--all")
    told = briefing("--demo", *sample, "digest", "--since", "all", "--format", "json").out
    held = [
        question["id"] for story in json.loads(told)["stories"] for question in story["questions"]
    ]
    assert {one["id"] for one in every["questions"]} >= set(held)
    assert len(every["questions"]) == len(shown["questions"]) + shown["left_out"]
    assert shown["left_out"] > 0
    assert every["left_out"] == 0

    plain = briefing("--demo", *sample, "questions")
    assert plain.err == f"briefing: {shown['left_out']} more in their stories: --all\n"
    assert briefing("--demo", *sample, "questions", "--all").err == ""


def test_nothing_to_list_is_told_truthfully(briefing: Any, sample: Any) -> None:
    assert "no feeds yet" in briefing("questions").err
    told = briefing("--demo", *sample, "questions", "--status", "dismissed").err
    assert told == "briefing: no question stands so\n"


def test_all_read_is_no_reason_to_refresh(briefing: Any, tmp_path: Any) -> None:
    store = ("--demo", "--store", str(tmp_path / "s.sqlite"))
    assert briefing(*store, "mark", "done", "--all").code == 0
    assert briefing(*store, "articles", "--unread").err == "briefing: all is read\n"


def test_a_digest_says_when_no_feed_could_be_read_yet(briefing: Any, site: Any) -> None:
    config = briefing.home / "my.toml"
    config.write_text(f"feeds = [{json.dumps(site.url + '/gone')}]\n")
    assert briefing("--config", str(config), "refresh").code == 1
    told = briefing("--config", str(config), "digest")
    assert "No feed could be read yet" in told.out
    assert "Nothing new" not in told.out


def test_an_answer_is_called_one_and_a_theme_is_taken_in_any_case(
    briefing: Any, sample: Any
) -> None:
    told = briefing("--demo", *sample, "questions", "--status", "possible").out
    assert "  Possible answer: “" in told
    asked = ("questions", "--all", "--theme")
    lower = briefing("--demo", *sample, *asked, "cause").out
    assert briefing("--demo", *sample, *asked, "Cause").out == lower != ""
    told = briefing("--demo", *sample, "digest", "--theme", "CAUSE").out
    assert told == briefing("--demo", *sample, "digest", "--theme", "cause").out
