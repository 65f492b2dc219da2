from __future__ import annotations

from datetime import timedelta

from briefing.models import Analysed, Clash, CleanText, Quote, SummarySentence
from briefing.store.retention import prune

LINE = f"{0x0BADC0FFEE1234:014x}"
RARE = f"{0x77:014x}"


def spread(world, *numbers: int) -> None:
    """Articles of one outlet, each in a story of its own."""
    world.add(*numbers)
    world.place(**{f"art-{n:03}": f"art-{n:03}" for n in numbers})


def test_a_sentence_of_three_stories_of_an_outlet_is_learnt(world):
    stories = world.store.stories
    spread(world, 10, 11, 12)
    stories.learn([("art-010", [LINE, RARE]), ("art-011", [LINE])], 3)
    assert stories.furniture({"The Pier"}) == frozenset()
    stories.learn([("art-012", [LINE]), ("nobody", [LINE])], 3)
    assert stories.furniture({"The Pier"}) == {LINE}
    assert stories.furniture({"Mill Lane Post"}) == frozenset()
    assert stories.furniture({"Mill Lane Post", "The Pier"}) == {LINE}


def test_what_is_learnt_is_not_counted_any_further(world):
    stories, db = world.store.stories, world.store.db
    spread(world, 10, 11, 12, 13)
    stories.learn([(f"art-0{n}", [LINE]) for n in (10, 11, 12)], 3)
    stories.learn([("art-013", [LINE, RARE])], 3)
    assert db.all("select key from line") == [(0x77,)]


def test_three_articles_of_one_story_prove_nothing(world):
    world.store.stories.learn(
        [("art-000", [LINE]), ("art-001", [LINE]), ("art-003", [LINE]), ("art-000", [LINE])], 3
    )
    assert world.store.stories.furniture({"The Pier"}) == frozenset()


def test_learnt_sentences_outlive_their_articles_and_the_others_go_with_them(world, now):
    stories, db = world.store.stories, world.store.db
    spread(world, 10, 11, 12)
    stories.learn([(f"art-0{n}", [LINE]) for n in (10, 11, 12)], 3)
    stories.learn([("art-005", [RARE])], 3)
    assert prune(db, 1, now + timedelta(days=900)).articles > 3
    assert stories.furniture({"The Pier"}) == {LINE}
    assert db.number("select count(*) from line") == 0


def test_only_the_ends_of_a_long_text_are_read(world):
    long = "\n".join(f"Paragraph {n} of a long report about the harbour." for n in range(400))
    world.add(10, text=CleanText(long))
    (article,) = world.store.stories.ends(["art-010", "nobody"])
    assert len(article.text) < 3_100
    assert article.text.startswith("Paragraph 0 ")
    assert article.text.endswith("Paragraph 399 of a long report about the harbour.")
    assert article.outlet == "The Pier"


def test_clashes_and_unnamed_sources_are_kept(world):
    stories = world.store.stories
    articles = [one.article for one in stories.view("art-000").articles]
    clashes = (
        Clash(
            CleanText("people hurt"),
            (CleanText("three"), CleanText("5")),
            (
                Quote(CleanText("Three people were hurt."), "art-001", 2),
                Quote(CleanText("Stones hurt 5 people."), "art-002", 0),
            ),
        ),
        Clash(
            CleanText("age of Ines Hart"),
            (CleanText("41"), CleanText("44")),
            (
                Quote(CleanText("Ines Hart, 41, left."), "art-000", 1),
                Quote(CleanText("Ines Hart, 44, left."), "art-002", 4),
            ),
        ),
    )
    summary = (
        SummarySentence(CleanText("Sources said so."), "art-001", 1, anonymous=True),
        SummarySentence(CleanText("The mayor said so."), "art-002", 1),
    )
    told = Analysed("art-000", articles[0].title, articles, {}, {}, summary, (), clashes)
    stories.write([told])
    view = stories.view("art-000")
    assert view.clashes == clashes
    assert view.summary == summary
    assert stories.view("art-003").clashes == ()
    stories.write([Analysed("art-000", articles[0].title, articles, {}, {})])
    assert stories.view("art-000").clashes == ()
