from __future__ import annotations

import pytest

from briefing.models import Kind
from briefing.questions.cues import compile_family, families, hits
from briefing.questions.lexicon import lexicon
from briefing.questions.tokens import units


def cues(sentence: str) -> set[str]:
    among = families()
    return {hit.family.id for hit in hits(units(sentence, lexicon()), among)}


@pytest.mark.parametrize(
    ("family", "sentence"),
    [
        ("not-clear-wh", "It was not clear who owned the boat."),
        ("unclear-wh", "It remains unclear whether the bridge is safe."),
        ("refuse-wh", "The minister declined to say when talks would resume."),
        ("under-investigation", "The accident is under investigation."),
        ("investigating-wh", "Police are investigating whether the fire was set."),
        ("decider-scheduled", "The judge is expected to rule in May."),
        ("decider-considering", "The committee is weighing a ban."),
        ("yet-to", "The club has yet to reply."),
        ("subject-to", "The merger is subject to approval by the regulator."),
        ("call-for", "Unions called for an inquiry."),
        ("call-on-to", "Unions called on ministers to act."),
        ("not-guilty", "She pleaded not guilty."),
        ("face-if-convicted", "He could go to prison if convicted."),
        ("threaten-to", "The firm threatened to close the mine."),
        ("question-whether", "The question is whether the roof will hold."),
    ],
)
def test_family(family: str, sentence: str) -> None:
    assert family in cues(sentence)


@pytest.mark.parametrize("sentence", ["The shop opened on Monday.", "Ada Brook baked a cake.", ""])
def test_no_cue(sentence: str) -> None:
    assert cues(sentence) == set()


def test_a_family_is_checked_when_it_is_read() -> None:
    words = lexicon()
    with pytest.raises(KeyError):
        compile_family("x", Kind.RISK, {"slots": "NOSUCHCLASS", "weight": 0.5}, words)
    with pytest.raises(ValueError, match="gaps"):
        compile_family("x", Kind.RISK, {"slots": "NEG WH", "weight": 0.5}, words)
    with pytest.raises(ValueError, match="slot"):
        compile_family("x", Kind.RISK, {"slots": "NEG 2 WH", "weight": 0.5, "from": 2}, words)


def test_names_are_one_unit() -> None:
    cut = units("The Norwick City Council met Ada Brook.", lexicon())
    assert "Norwick City Council" in cut.text
    assert "Ada Brook" in cut.text
