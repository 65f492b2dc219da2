"""The headline that stands for a story."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.models import EMPTY
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
