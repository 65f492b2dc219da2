"""The headline that stands for a story."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.models import EMPTY
from briefing.stories.corrected import out_of_date
from briefing.stories.rank import title

from .sample import article


def test_title_is_one_of_theirs_verbatim() -> None:
    heads = [
        "Here's why you should care about Dunmere's bridge",
        "Dunmere closes Ferris Street bridge over crack in girder",
        "Bridge shut",
        "WATCH: Ferris Street bridge crack",
    ]
    told = [article(f"a{n}", head, "The Ferris Street bridge in Dunmere has a crack.", n)
            for n, head in enumerate(heads)]  # fmt: skip
    assert title(told) == heads[1]
    assert title(list(reversed(told))) == heads[1]


def test_first_words_stand_in_where_nobody_has_a_headline() -> None:
    assert title([]) == title([article("a", "")]) == EMPTY
    bare = article("a", "", "Only a teaser.")
    assert title([bare]) == "Only a teaser."
    assert title([bare, article("b", "Bridge shut")]) == "Bridge shut"
    long = title([article("a", "", "word " * 40), bare])
    assert long == "word " * 15 + "word…"
    assert title([article("a", "", "w" * 200)]) == "w" * 79 + "…"


@given(st.lists(st.text(max_size=40), max_size=6))
def test_title_is_always_verbatim(heads: list[str]) -> None:
    chosen = title([article(f"a{n}", head) for n, head in enumerate(heads)])
    assert chosen in [*heads, ""]


def test_a_figure_that_was_corrected_heads_no_story() -> None:
    old = "All 112 passengers leave burning ferry Anna off Marnau"
    new = "All 109 passengers leave burning ferry Anna off Marnau, port says"
    said = "The ferry Anna burnt off Marnau with {} passengers, the port said{}."
    right = said.format(109, ", correcting an earlier figure of 112")
    echoes = [article(f"e{n}", old, said.format(112, ""), 1, outlet=f"Echo {n}") for n in range(2)]
    assert title([article("a", new, right), *echoes]) == new
    assert title([article("a", new, said.format(109, "")), *echoes]) == old
    others = [
        article(f"o{n}", "Ferry burns", said.format(109, ""), 0, outlet=f"Other {n}")
        for n in range(3)
    ]
    assert title([article("a", new, said.format(109, "")), *echoes, *others]) == new


def test_two_counts_of_one_story_do_not_deny_one_another() -> None:
    head = "Fire on ferry Anna off Marnau: 14 people hurt, 3 people dead"
    texts = ["Of the ferry Anna 3 people are dead.", "On the ferry Anna 14 people are hurt."]
    told = [article("a", head, " ".join(texts))]
    told += [article(f"b{n}", "Ferry burns", text, n) for n, text in enumerate(texts)]
    assert out_of_date(told) == [False] * 3


def test_the_outlet_that_the_reader_weighs_more_heads_a_story() -> None:
    told = [
        article("a", "Bridge at Port Quillon shut after cracks found in its piers", outlet="One"),
        article("b", "Port Quillon bridge shut, cracks found", outlet="Two"),
    ]
    usual = title(told)
    other = next(one for one in told if one.title != usual)
    assert title(told, {other.outlet: 4.0}) == other.title
    assert title(told, {other.outlet: 0.25}) == usual
