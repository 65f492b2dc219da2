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
