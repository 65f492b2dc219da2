"""The data files the package ships."""

from __future__ import annotations

from importlib.resources import files

from briefing.stories.consolidate import CONTEXT_NAMES
from briefing.stories.features import NAMES
from briefing.stories.model import shipped


def test_weights_are_there_for_every_feature() -> None:
    model = shipped()
    assert len(model.pair) == len(NAMES)
    assert len(model.link) == len(CONTEXT_NAMES)
    assert model.stories > 0


def test_background_is_single_words_and_counts_alone() -> None:
    model = shipped()
    assert model.words
    for word, (count, rate) in model.words.items():
        assert " " not in word
        assert count >= 2
        assert rate == -1.0 or 0.0 <= rate <= 1.0


def test_data_is_small() -> None:
    here = files("briefing.stories")
    sizes = [len((here / name).read_bytes()) for name in ("words.txt", "weights.json")]
    assert sum(sizes) < 1_500_000


def test_certain_cases_are_certain() -> None:
    model = shipped()
    assert model.probability([0.0] * len(NAMES)) == 0.5
    nothing = dict.fromkeys(NAMES, 0.0) | {"constant": 1.0}
    assert model.probability(list(nothing.values())) < 0.1
