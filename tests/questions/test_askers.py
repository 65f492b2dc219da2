from __future__ import annotations

import pytest

from briefing.models import Kind
from briefing.questions.askers import asker
from briefing.questions.context import contexts
from briefing.questions.lexicon import lexicon
from briefing.questions.tokens import units


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        (Kind.DEMANDED, "Critics argue that the deal must be audited.", "critics"),
        (Kind.DEMANDED, "Campaigners called for an inquiry.", "critics"),
        (Kind.RISK, "On Monday Ada Brook warned that the dam could fail.", "Ada Brook"),
        (Kind.UNDISCLOSED, "It is not clear who will pay.", ""),
        (Kind.EXPLICIT, "Who will pay for the bridge?", ""),
    ],
)
def test_asker(kind: Kind, sentence: str, expected: str) -> None:
    words = lexicon()
    cut = [units(sentence, words)]
    assert asker(cut[0], kind, contexts(cut, words)[0], words) == expected
