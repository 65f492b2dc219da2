"""A summary told anew: what stays, and what is new to the reader."""

from __future__ import annotations

from briefing.summaries.size import Sentences
from briefing.summaries.summarise import summarise

from .sample import WIRE, article, story, texts


def test_a_new_article_that_adds_nothing_leaves_the_summary_as_it_was() -> None:
    before = summarise(story(), Sentences(3))
    again = [*story(), article("elm", 9, text=f"{WIRE} The province will decide on money soon.")]
    after = summarise(again, Sentences(3), earlier=before)
    assert texts(after) == texts(before)


def test_news_that_the_reader_has_not_met_gets_a_place() -> None:
    before = summarise(story(), Sentences(3))
    late = "A diver of the province found a crack below the waterline on Wednesday morning."
    more = article("elm", 30, text=f"{WIRE} {late}")
    with_news = summarise([*story(), more], Sentences(3), earlier=before, fresh={"elm"})
    assert late in texts(with_news)
    assert len(with_news) == 3
    assert len(set(texts(with_news)) & set(texts(before))) == 2
    nothing = article("elm", 30, text=f"{WIRE} Two hundred people left their houses.")
    again = summarise([*story(), nothing], Sentences(3), earlier=before, fresh={"elm"})
    assert texts(again) == texts(before)


def test_the_newest_of_the_unread_articles_is_told_of() -> None:
    before = summarise(story(), Sentences(3))
    older = "Forty boats were torn from their moorings by the water, the harbour master said."
    newest = "A gate of the lock had failed an hour earlier, the province found on Wednesday."
    more = [
        article("elm", 28, text=f"{WIRE} {older} Masons from Orla came with forty lorries."),
        article("fir", 29, text=f"{WIRE} {older}"),
        article("oak", 30, text=f"{newest} {WIRE}"),
        article("yew", 31, text=f"{newest} {older}"),  # it only says again what is said
    ]
    fresh = {one.id for one in more}
    found = summarise([*story(), *more], Sentences(3), earlier=before, fresh=fresh)
    assert newest in texts(found)
    assert len(found) == 3


def test_news_never_opens_with_a_word_that_points_back() -> None:
    before = summarise(story(), Sentences(3))
    more = article("elm", 30, text=f"{WIRE} They found a crack below the waterline in the morning.")
    found = summarise([*story(), more], Sentences(3), earlier=before, fresh={"elm"})
    assert texts(found) == texts(before)
