"""The reader's hand is obeyed before any score, by every later call."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.models import Article, Hand
from briefing.stories.group import group
from briefing.stories.hand import Wishes

from .sample import article, event_of, stream

LATER = [
    article(
        f"later-{n}",
        f"Dunmere's Ferris Street bridge: day {n} of the closure",
        "The cracked bridge in Dunmere stays closed, Mayor Ilse Kandrin said.",
        40.0 + n,
        "Ninth Meridian",
    )
    for n in range(100)
]


def place(
    articles: Sequence[Article],
    placed: Mapping[str, str],
    known: Sequence[Article],
    hand: Hand,
) -> dict[str, str]:
    """One refresh: known articles come back as the window."""
    done = group(articles, [(a, placed[a.id]) for a in known], hand)
    now = {id_: done.merged.get(story, story) for id_, story in placed.items()}
    now.update({p.article: p.story for p in done.placements})
    return now


def test_split_survives_a_hundred_refreshes() -> None:
    known = stream()
    placed = place(known, {}, [], Hand())
    rest = [a.id for a in known if event_of(a.id) == "bridge" and a.id != "bridge-1"]
    hand = Hand(apart=tuple(("bridge-1", id_) for id_ in rest))
    for later in LATER:
        placed = place([later], placed, known, hand)
        known = [*known, later]
        assert all(placed["bridge-1"] != placed[id_] for id_ in rest)
    assert placed["bridge-0"] == placed["bridge-2"]


def test_merge_survives_a_hundred_refreshes() -> None:
    known = stream()
    placed = place(known, {}, [], Hand())
    hand = Hand(together=(("bridge-0", "strike-0"),))
    for later in LATER:
        placed = place([later], placed, known, hand)
        known = [*known, later]
        assert placed["bridge-0"] == placed["strike-0"]
    assert placed["strike-1"] == placed["bridge-0"], "the whole story comes along"


def test_split_and_merge_take_effect_without_a_new_article() -> None:
    articles = stream()
    placed = place(articles, {}, [], Hand())
    window = [(a, placed[a.id]) for a in articles]
    split = group([], window, Hand(apart=(("theft-1", "theft-0"),)))
    assert [(p.article, p.story) for p in split.placements] == [("theft-1", "theft-1")]
    merged = group([], window, Hand(together=(("theft-0", "probe-0"),)))
    assert merged.merged == {"theft-0": "probe-0"}
    assert {p.article for p in merged.placements} == {"theft-0", "theft-1"}
    assert all(p.why.by_hand for p in merged.placements if p.article == "theft-0")


def test_founder_that_is_split_off_leaves_its_name_to_the_story() -> None:
    articles = stream()
    placed = place(articles, {}, [], Hand())
    hand = Hand(apart=(("bridge-0", "bridge-1"), ("bridge-0", "bridge-2")))
    placed = place([], placed, articles, hand)
    assert placed["bridge-1"] == placed["bridge-2"] == "bridge-0"
    alone = placed["bridge-0"]
    assert alone != "bridge-0"
    assert place([LATER[0]], placed, articles, hand)["bridge-0"] == alone


def test_new_article_told_to_stay_apart_does_not_join() -> None:
    articles = stream()
    placed = place(articles, {}, [], Hand())
    hand = Hand(apart=tuple(("later-0", f"bridge-{n}") for n in range(3)))
    assert place([LATER[0]], placed, articles, hand)["later-0"] == "later-0"


def test_new_article_told_to_join_does_so_against_every_word() -> None:
    articles = stream()
    placed = place(articles, {}, [], Hand())
    stranger = article("x", "Choir of Veldmark sings at dawn", "", 45.0)
    hand = Hand(together=(("x", "merger-1"),))
    assert place([stranger], placed, articles, hand)["x"] == placed["merger-1"]


def test_pairs_about_unknown_articles_change_nothing() -> None:
    articles = stream()
    hand = Hand(together=(("gone", "away"), ("gone", "bridge-0")), apart=(("gone", "probe-0"),))
    assert place(articles, {}, [], hand) == place(articles, {}, [], Hand())


def test_apart_wins_over_together() -> None:
    wishes = Wishes(Hand(together=(("a", "b"), ("b", "c")), apart=(("a", "c"),)))
    assert wishes.together == {"a": ("a", "b"), "b": ("a", "b")}


IDS = [a.id for a in stream()]
PAIRS = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] != p[1]),
    max_size=6,
)


@settings(max_examples=40)
@given(together=PAIRS, apart=PAIRS, seed=st.integers(0, 9), size=st.integers(1, 6))
def test_any_hand_is_obeyed_at_every_refresh(
    together: list[tuple[str, str]], apart: list[tuple[str, str]], seed: int, size: int
) -> None:
    hand = Hand(tuple(together), tuple(apart))
    wishes = Wishes(hand)
    articles = stream()
    random.Random(seed).shuffle(articles)
    placed: dict[str, str] = {}
    for k in range(0, len(articles), size):
        new, known = articles[k : k + size], articles[:k]
        placed = place(new, placed, known, hand)
        assert set(placed) == {a.id for a in articles[: k + size]}
        for a, b in apart:
            if a in placed and b in placed:
                assert placed[a] != placed[b]
        for ids in wishes.together.values():
            assert len({placed[id_] for id_ in ids if id_ in placed}) <= 1


@settings(max_examples=25)
@given(order=st.permutations(range(len(IDS))), size=st.integers(1, 13))
def test_placing_is_a_function_of_what_came_in(order: list[int], size: int) -> None:
    base = stream()
    articles = [base[n] for n in order]
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    for k in range(0, len(articles), size):
        first = place(articles[k : k + size], first, articles[:k], Hand())
        second = place(articles[k : k + size], second, articles[:k], Hand())
    assert first == second
    assert set(first.values()) <= set(IDS) | {f"{id_}+" for id_ in IDS}
