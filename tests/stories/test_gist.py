"""What is kept of an article stands for its text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.models import Article, Hand, Remembered
from briefing.stories.gist import gist, valid
from briefing.stories.group import group, group_in_parts

from .sample import article, stream


def remembered(one: Article, text: str) -> Remembered:
    assert one.when is not None
    return Remembered(one.id, one.when.timestamp() / 3600.0, one.outlet, text)


def test_a_gist_is_what_stores_hold_of_this_format() -> None:
    # When this no longer holds, count FORMAT up: what is stored must be made anew.
    assert gist(
        "Ferry Halcyon runs aground off Port Vell, 112 evacuated",
        "The ferry Halcyon, 23 years old, ran aground near Port Vell on Tuesday. Nobody was hurt.",
        "en",
    ).split("\n") == [
        "2",
        "latin",
        "en",
        "23",
        "ferri halcyon run aground off port vell 112 evacuat 23 year old ran near tuesdai nobodi"
        " hurt",
        "C;QSQ;;QQRRRRR:BR",
        ",0 1,1 2,2 3,3 4,4 5,5 6,6 7,7 8,1 9,9 10,10 11,11 12,12 3,3 13,13 5,6 14,15 16,",
    ]


def test_a_window_that_is_remembered_is_grouped_as_one_that_is_read() -> None:
    articles = stream()
    for cut in range(1, len(articles)):
        first, rest = articles[:cut], articles[cut:]
        done = group(first)
        stories = {p.article: p.story for p in done.placements}
        texts = {one.id: one for one in articles}
        read = group(rest, [(one, stories[one.id]) for one in first])
        kept = group(
            rest,
            [(remembered(one, done.gists[one.id]), stories[one.id]) for one in first],
            recall=lambda ids, texts=texts: {id_: texts[id_] for id_ in ids},
        )
        assert (kept.placements, kept.merged) == (read.placements, read.merged)
        assert set(kept.gists) == {one.id for one in rest}
        assert set(read.gists) == {one.id for one in articles}


def test_without_its_text_an_article_that_moves_is_told_why_without_words() -> None:
    articles = stream()
    gists = group(articles).gists
    window = [(remembered(one, gists[one.id]), one.id) for one in articles]
    done = group([article("x", "Snow closes the high road to Veldmark", "", 40.0)], window)
    assert {p.article: p.why.words for p in done.placements} == {"x": ()}


@given(st.text(), st.text(), st.sampled_from(["", "en", "de"]))
def test_any_text_has_a_gist_that_can_be_taken_up(title: str, teaser: str, lang: str) -> None:
    text = gist(title, teaser, lang)
    assert valid(text)
    done = group([article("new", title, teaser, 1.0)], [(Remembered("old", 0.0, "", text), "old")])
    assert [p.article for p in done.placements] in (["new"], ["old", "new"])


def test_what_is_no_gist_is_known() -> None:
    assert not valid("")
    assert not valid("0\nlatin\nen\n\nharbour\n1\n")
    assert not valid(gist("Harbour closes", "", "en").replace("harbour", "").replace("\n", " "))


def test_a_grouping_in_parts_is_the_same_grouping() -> None:
    articles = stream()
    texts = {one.id: one for one in articles}
    whole = group(articles)
    for size in (1, 2, 100):
        parts = list(
            group_in_parts(iter(articles), (), Hand(), lambda ids: {i: texts[i] for i in ids}, size)
        )
        placements = [one for part in parts for one in part.placements]
        assert sorted(placements, key=lambda one: [*texts].index(one.article)) == list(
            whole.placements
        )
        assert len({one.story for one in placements}) == sum(
            len({one.story for one in part.placements}) for part in parts
        )
        assert {id_: text for part in parts for id_, text in part.gists.items()} == whole.gists
