"""Learning what an outlet prints under everything."""

from __future__ import annotations

from briefing.summaries.boilerplate import key, learn

LINE = "The Orla Daily has told the news of the coast since 1901."


def test_a_sentence_of_three_stories_is_learnt() -> None:
    met = [("Orla", story, LINE) for story in ("a", "b", "c")]
    assert learn(met) == {key("Orla", LINE)}


def test_three_articles_of_one_story_prove_nothing() -> None:
    assert learn([("Orla", "a", LINE)] * 3 + [("Orla", "b", LINE)]) == frozenset()


def test_outlets_are_learnt_apart() -> None:
    met = [("Orla", "a", LINE), ("Orla", "b", LINE), ("Marnau Post", "c", LINE)]
    assert learn(met) == frozenset()
    assert key("Orla", LINE) != key("Marnau Post", LINE)


def test_case_and_spacing_do_not_count() -> None:
    assert key("ORLA", "The  Orla daily!") == key("Orla", "the Orla Daily")
