"""Wire copies and near-duplicates."""

from __future__ import annotations

from briefing.stories.copies import copies

from .sample import EVENTS, article

WIRE = EVENTS["bridge"][0][1] + (
    " Engineers had looked at the girders every spring since the flood, the city's works office "
    "said, and had seen no crack before."
)


def test_copy_points_to_the_earliest_whatever_the_order_given() -> None:
    late = article("late", "Bridge shut", WIRE, 5.0, "Plain Circuit")
    early = article("early", "Crack closes bridge in Dunmere", WIRE, 1.0)
    third = article("third", "Dunmere bridge: the report", WIRE + " More follows.", 9.0)
    assert copies([late, third, early]) == {"late": "early", "third": "early"}


def test_original_is_never_itself_a_copy() -> None:
    articles = [article(f"a{n}", "Bridge shut", WIRE, float(n)) for n in range(5)]
    found = copies(articles)
    assert set(found) == {"a1", "a2", "a3", "a4"}
    assert set(found.values()) == {"a0"}


def test_own_words_are_no_copy() -> None:
    tellings = EVENTS["bridge"]
    articles = [article(f"b{n}", *told, float(n)) for n, told in enumerate(tellings)]
    assert copies(articles) == {}


def test_same_headline_without_text_is_a_copy() -> None:
    a = article("a", "Crack closes the Ferris Street bridge in Dunmere", "", 0.0)
    b = article("b", "Crack Closes The Ferris Street Bridge In Dunmere!", "", 1.0)
    c = article("c", "Crack found", "", 2.0)
    assert copies([a, b, c]) == {"b": "a"}


def test_same_headline_over_other_words_is_no_copy() -> None:
    a = article("a", "Dunmere bridge closed until spring", EVENTS["bridge"][0][1], 0.0)
    b = article("b", "Dunmere bridge closed until spring", EVENTS["bridge"][1][1], 1.0)
    assert copies([a, b]) == {}


def test_without_dates_the_first_given_is_the_original() -> None:
    a, b = article("a", "x", WIRE, None), article("b", "y", WIRE, None)
    assert copies([b, a]) == {"a": "b"}
    assert copies([]) == {}
