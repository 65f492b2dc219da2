"""The headline that stands for a story, and its weight."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefing.models import EMPTY
from briefing.stories.rank import title, weight

from .sample import OUTLETS, START, article

NOW = START + timedelta(hours=48)


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


def test_title_of_articles_without_headlines_is_empty() -> None:
    assert title([]) == EMPTY
    assert title([article("a", "", "Only a teaser.")]) == EMPTY


@given(st.lists(st.text(max_size=40), max_size=6))
def test_title_is_always_verbatim(heads: list[str]) -> None:
    chosen = title([article(f"a{n}", head) for n, head in enumerate(heads)])
    assert chosen in [*heads, ""]


def test_outlets_count_copies_hardly_do() -> None:
    three = [article(f"a{n}", "t", "", 40.0, OUTLETS[n]) for n in range(3)]
    one = weight(three[:1], {})
    own = weight(three, {})
    wire = weight(three, {"a1": "a0", "a2": "a0"})
    assert one < wire < own
    same_outlet = [article(f"a{n}", "t", "", 40.0) for n in range(3)]
    assert weight(same_outlet, {}) == one


def test_weight_fades_by_half_in_twenty_hours_and_questions_and_followers_add() -> None:
    told = [article("a", "t", "", 40.0)]
    later = [article("b", "t", "", 60.0)]
    base = weight(told, {})
    assert weight(later, {}) == base + 1
    assert weight(told, {}, questions=3) > base
    assert weight(told, {}, followed=True) == base + 2
    assert weight([article("a", "t", "", None)], {}) == 0
