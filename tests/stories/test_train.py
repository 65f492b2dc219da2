"""The training script learns sensible weights from a small set of its own."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

from briefing.stories.model import Model, shipped

from .sample import article

pytest.importorskip("sklearn")
pytest.importorskip("numpy")

PLACES = ("Averell", "Dunmere", "Pikewater", "Veldmark", "Sorrel", "Harrowgate", "Lindmoor")
PEOPLE = ("Kandrin", "Adeyemi", "Toivola", "Norvane", "Brisk", "Calder", "Ostrom")
THINGS = ("bridge", "ferry", "museum", "factory", "school", "harbour", "tunnel", "stadium")
ACTS = ("closes", "opens", "burns", "floods", "strikes", "reopens", "expands", "collapses")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "bench" / "train_stories.py"
    spec = importlib.util.spec_from_file_location("train_stories_script", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def invented(script: ModuleType) -> object:
    """80 events told two or three times, look-alikes among them."""
    dice = random.Random(7)
    told = []
    for n in range(80):
        place, person = dice.choice(PLACES), dice.choice(PEOPLE)
        thing, act = dice.choice(THINGS), dice.choice(ACTS)
        mark = f"{dice.choice(PLACES)}{n}"
        begun = 3.0 * n
        for k in range(dice.choice((2, 3))):
            head = (
                f"{place} {thing} {act}, says {person}",
                f"{person} on the {thing} that {act} in {place} near {mark}",
                f"What the {mark} {thing} means for {place}",
            )[k]
            near = mark if dice.random() < 0.6 else dice.choice(PLACES)
            teaser = f"The {thing} in {place} {act} near {near}, {person} said on day {n % 9}."
            if dice.random() < 0.3:
                teaser = ""
            told.append((begun + 4.0 * k, article(f"{n}-{k}", head, teaser, begun + 4.0 * k), n))
    told.sort(key=lambda row: (row[0], row[1].id))
    return script.Labelled(tuple(a for _, a, _ in told), tuple(f"story{n}" for _, _, n in told))


def agreement(script: ModuleType, known: object, model: Model) -> float:
    precision, recall = script.cubed(known.truth, script.grouped(known, model))
    p, r = precision.mean(), recall.mean()
    return float(2 * p * r / (p + r))


def test_retraining_on_an_own_set_beats_standing_alone_and_keeps_the_signs(
    script: ModuleType,
) -> None:
    known = invented(script)
    trained = script.train({"mix": known}, {"mix": 1.0}, folds=False).model
    alone = Model((0.0,) * len(trained.pair), trained.link, trained.words, trained.stories)
    learned = agreement(script, known, trained)
    assert learned > 0.75
    assert learned > agreement(script, known, alone)
    assert learned > agreement(script, known, shipped()) - 0.1


def test_written_files_are_what_the_package_reads(script: ModuleType, tmp_path: Path) -> None:
    from briefing.stories.model import parse_words

    model = shipped()
    script.write(model, tmp_path)
    assert parse_words((tmp_path / "words.txt").read_text(encoding="utf-8")) == model.words
    room = Path(script.ROOM)
    for name in ("words.txt", "weights.json"):
        assert (tmp_path / name).read_text("utf-8") == (room / name).read_text("utf-8")


def test_background_leaves_out_the_fold_that_is_scored(script: ModuleType) -> None:
    known = script.Labelled(
        tuple(article(f"{n}", f"Thing{n % 3} happens", "", n) for n in range(12)),
        tuple(f"s{n}" for n in range(12)),
    )
    words, stories = script.background([known])
    assert stories == 12
    some, fewer = script.background([known], script.fold("s0"))
    assert fewer < stories
    assert sum(c for c, _ in some.values()) < sum(c for c, _ in words.values())
