"""What a story's summary is, through the room's door."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.summaries.boilerplate import key
from briefing.summaries.size import Sentences, Words
from briefing.summaries.summarise import summarise
from briefing.text.sentences import sentences_of

from .sample import FULL, WIRE, article, story, texts


def test_sentences_are_verbatim_and_point_at_their_place() -> None:
    source = article("alder", text=FULL)
    summary = summarise([source], Sentences(3))
    assert len(summary) == 3
    numbered = {one.index: one.text for one in sentences_of(source)}
    for sentence in summary:
        assert sentence.article == "alder"
        assert sentence.text in numbered[sentence.sentence]
    assert summary[0].text == WIRE
    assert [one.sentence for one in summary] == sorted(one.sentence for one in summary)


def test_furniture_and_titles_are_never_quoted() -> None:
    source = article("alder", title=WIRE, text=FULL)
    found = texts(summarise([source], Sentences(20)))
    assert WIRE not in found
    assert not [text for text in found if "newsletter" in text]


def test_a_sentence_that_leans_on_another_comes_after_it_or_not_at_all() -> None:
    source = article("alder", text=FULL)
    for count in range(1, 8):
        chosen = {one.sentence for one in summarise([source], Sentences(count))}
        leaning = {one.index for one in sentences_of(source) if one.text.startswith(("He ", "It "))}
        assert all(index - 1 in chosen for index in chosen & leaning)


def test_a_story_is_told_in_the_order_of_time() -> None:
    summary = summarise(story(), Sentences(4))
    order = ["alder", "birch", "cedar"]
    assert [one.article for one in summary] == sorted(
        (one.article for one in summary), key=order.index
    )
    assert sum("Two hundred" in text for text in texts(summary)) == 1


def test_the_order_of_the_input_does_not_matter() -> None:
    assert summarise(story(), Sentences(4)) == summarise(story()[::-1], Sentences(4))


def test_teasers_are_shown_and_never_padded() -> None:
    teaser = "The harbour wall broke at night. Nobody was hurt in the lower town."
    summary = summarise([article("alder", title="Wall gone", teaser=teaser)], Sentences(5))
    assert " ".join(texts(summary)) == teaser


def test_a_teaser_cut_off_by_its_feed_is_shown_as_it_is() -> None:
    teaser = "The harbour wall of Marnau broke at night and flooded the […]"
    assert texts(summarise([article("alder", teaser=teaser)], Sentences(3))) == [teaser]


@pytest.mark.parametrize("tail", ["", " The Alder Post", " - The Alder Post"])
def test_a_teaser_that_repeats_the_title_is_dropped(tail: str) -> None:
    title = "Harbour wall of Marnau breaks in the storm"
    assert summarise([article("alder", title=title, teaser=title + tail)], Sentences(3)) == ()


def test_learnt_boilerplate_is_left_out() -> None:
    line = "The harbour wall of Marnau is the pride of the Alder Post since 1904."
    source = article("alder", text=f"{WIRE} {line}")
    assert line in texts(summarise([source], Sentences(2)))
    known = {key("The Alder Post", line)}
    assert line not in texts(summarise([source], Sentences(2), boilerplate=known))


def test_word_budgets() -> None:
    for words in (10, 30, 60):
        total = sum(len(text.split()) for text in texts(summarise(story(), Words(words))))
        assert words <= total <= 1.5 * words + 5


def test_nothing_to_say() -> None:
    assert summarise([], Sentences(3)) == ()
    assert summarise([article("alder")], Sentences(3)) == ()
    assert summarise(story(), Sentences(0)) == ()


def test_a_story_of_many_articles() -> None:
    more = [
        article(f"paper{n}", n, text=f"{WIRE} Reporter {n} counted {n + 20} boats on the quay.")
        for n in range(12)
    ]
    summary = summarise([*story(), *more], Sentences(3))
    assert len(summary) == 3
    assert texts(summary).count(WIRE) == 1


def test_languages_without_spaces() -> None:
    text = "港口城墙周一夜间倒塌。二百名居民在洪水到来之前离开。市长要求省政府拨款重建。"
    summary = summarise([article("alder", lang="zh", title="城墙倒塌", text=text)], Sentences(2))
    assert len(summary) == 2
    assert all(one.text in text for one in summary)


@pytest.mark.parametrize("lang", ["", "cs", "el", "he", "hi", "nl", "tr", "xx"])
def test_any_language_code_works(lang: str) -> None:
    assert summarise([article("alder", lang=lang, text=FULL)], Sentences(2))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [WIRE, "He left.", "It is what it is, and that is that.", "1) a 2) b", "\n", "?!",
                 "Nobody was hurt in the lower town on Monday.", "By Mara Lund", "x" * 300]
            ),
            max_size=6,
        ),
        max_size=8,
    ),
    st.one_of(
        st.builds(Sentences, st.integers(0, 5)), st.builds(Words, st.integers(0, 80))
    ),
    st.sampled_from(["coverage", "luhn", "kl", "sumbasic"]),
)  # fmt: skip
def test_whatever_comes_in_what_goes_out_was_said(
    bodies: list[list[str]], size: Sentences | Words, method: str
) -> None:
    articles = [article(f"a{i}", i, text=" ".join(body)) for i, body in enumerate(bodies)]
    by_id = {one.id: {s.index: s.text for s in sentences_of(one)} for one in articles}
    summary = summarise(articles, size, method)
    for sentence in summary:
        assert sentence.text in by_id[sentence.article][sentence.sentence]
    assert len({one.text for one in summary}) == len(summary)
    if isinstance(size, Sentences):
        assert len(summary) <= size.count


LINES = [
    "Two hundred people had left their houses before the water came, officials said.",
    "Mayor Ines Hart asked the province for money to build a new wall.",
    "Divers will look at the base of the wall once the current allows it.",
    "He praised them.",
    "Sign up for our newsletter to follow the story of the wall.",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "MARNAU (AP) — ", "MARNAU — ", "(Reuters) - ", "UPDATE: "]),
            st.lists(st.sampled_from(LINES), max_size=4),
            st.lists(st.sampled_from(LINES), max_size=4),
            st.integers(0, 72),
        ),
        min_size=3,
        max_size=9,
    ),
    st.one_of(st.builds(Sentences, st.integers(1, 8)), st.builds(Words, st.integers(10, 200))),
    st.integers(0, 9),
)
def test_what_several_articles_say_is_told_once_and_in_their_words(
    parts: list[tuple[str, list[str], list[str], int]], size: Sentences | Words, news: int
) -> None:
    articles = [
        article(f"a{n}", hours, text=" ".join([*before, dateline + WIRE, *after]))
        for n, (dateline, before, after, hours) in enumerate(parts)
    ]
    first = summarise(articles[:-1], size)
    summary = summarise(articles, size, earlier=first, fresh={f"a{news}"})
    said = texts(summary)
    for sentence in [WIRE, *LINES]:
        assert sum(sentence in one for one in said) <= 1
    bodies = {one.id: one.text for one in articles}
    assert all(one.text in bodies[one.article] for one in summary)


def test_a_headline_that_ran_into_the_first_sentence_is_taken_off() -> None:
    title = "Wall breaks in Marnau"
    found = summarise([article("alder", title=title, text=f"{title} {WIRE}")], Sentences(1))
    assert texts(found) == [WIRE]
