"""Learning what an outlet prints under everything."""

from __future__ import annotations

from briefing.models import Article, CleanText
from briefing.summaries.boilerplate import key, keys, learn, lines

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


def told(outlet: str, text: str, name: str = "a") -> Article:
    return Article(name, CleanText("A title"), text=CleanText(text), outlet=CleanText(outlet))


def test_lines_are_the_ends_of_an_article_and_short_sentences() -> None:
    long = "of the report tells at length what the council of the town of Marnau did on that day"
    body = [f"Sentence {n} {long}." for n in range(20)]
    body[10] = LINE
    found = lines(told("Orla", "\n".join(body)))
    assert found == (*body[:3], LINE, *body[-5:])


def test_many_short_sentences_are_not_all_remembered() -> None:
    body = [f"The council met in hall {n} today." for n in range(40)]
    found = lines(told("Orla", "\n".join(body)))
    assert len(found) == 12
    assert found[0] == body[0]
    assert found[-1] == body[-1]


def test_an_article_without_outlet_has_no_lines() -> None:
    assert lines(told("", LINE)) == ()


def test_keys_are_those_of_the_lines_once_each() -> None:
    assert keys(told("Orla", f"{LINE}\n{LINE}")) == (key("Orla", LINE),)
    assert len(key("Orla", LINE)) == 14
