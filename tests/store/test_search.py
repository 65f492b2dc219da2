from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.store.search import compile_query


def found(world, query: str, **wanted) -> list[str]:
    return [row.id for row in world.store.search.find(query, **wanted)]


def test_articles_are_found_once_they_are_indexed(world):
    search = world.store.search
    assert search.waiting() == 6
    assert search.index(limit=4) == 4
    assert search.index(limit=4) == 2
    assert search.index(limit=4) == 0
    assert search.waiting() == 0
    assert found(world, "bridge") == ["art-000"]
    (row,) = search.find("bridge")
    assert (row.story, row.unread, row.title) == (
        "art-000", True, "Harbour bridge closes for repairs",
    )  # fmt: skip


def test_how_queries_are_read(world):
    world.store.search.index()
    assert found(world, "known item") == ["art-000", "art-002", "art-004"]
    assert found(world, "long REPORT") == ["art-001", "art-003", "art-005"]
    assert found(world, "repor") == ["art-001", "art-003", "art-005"]
    assert found(world, "harb") == ["art-000"]
    assert found(world, "harb ") == []
    assert found(world, '"tram line"') == ["art-002"]
    assert found(world, '"line tram"') == []
    assert found(world, "line tram") == ["art-002"]
    assert found(world, "closing repair") == ["art-000"]
    assert found(world, "bridge NOT repairs") == []
    assert found(world, "  ") == []
    assert found(world, "known", limit=2) == ["art-000", "art-002"]


def test_ranked_puts_the_headline_before_the_body(world):
    world.add(6, hours=0.1, title="Quiet day", teaser="The tram was late.", text="")
    world.store.search.index()
    assert found(world, "tram") == ["art-006", "art-002"]
    assert found(world, "tram", ranked=True) == ["art-002", "art-006"]


def test_stories_are_found_by_their_articles(world):
    world.store.search.index()
    hits = dict.fromkeys(row.story for row in world.store.search.find("item"))
    assert len(hits) > 1
    assert world.store.search.stories("item") == [world.store.stories.row(id) for id in hits]
    assert world.store.search.stories("nothing of the kind") == []


def test_scripts_without_spaces_are_looked_for_in_headlines(world):
    world.add(6, title="東京で新しい橋が開通")
    world.add(8, title="100%の橋_")
    assert found(world, "新しい") == ["art-006"]
    assert found(world, "%の橋_") == ["art-008"]
    assert found(world, "橋%") == []


def test_accents_do_not_matter(world):
    world.add(6, title="Müller eröffnet Café")
    world.store.search.index()
    assert found(world, "muller cafe") == ["art-006"]


def test_words_that_were_edited_away_are_not_found(world, now):
    world.store.search.index()
    article, known = world.entry(0, title="Ferry back in service", text="Now in full.")
    world.store.feeds.record(
        world.store.feeds.get(world.urls[0]), changed=[(article, known)], now=now
    )
    world.store.search.index()
    assert found(world, "bridge") == []
    assert found(world, "full") == ["art-000"]
    world.store.db.run("insert into search (search, rank) values ('integrity-check', 1)")


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(
        st.text(),
        st.text(alphabet="\"*^:-+(){}[]\\'ab \0\n,.ANDORNEAR", max_size=30),
        st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Lo"])),
    )
)
def test_any_text_may_be_typed(world, query):
    if world.store.search.waiting():
        world.store.search.index()
    world.store.search.find(query)
    world.store.search.find(query, ranked=True)
    assert compile_query(query).count('"') % 2 == 0
