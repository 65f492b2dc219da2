from __future__ import annotations

import re

import pytest

from briefing.questions.outcomes import TABLE, Turn, of_the_outcome


@pytest.mark.parametrize("turn", TABLE, ids=lambda turn: turn.line)
def test_each_turn_asks_for_the_outcome_and_leaves_a_like_line(turn: Turn) -> None:
    assert re.search(turn.act, turn.line)
    assert of_the_outcome(turn.line) == turn.becomes
    assert of_the_outcome(turn.leaves) == turn.leaves
