"""What a story's summary is, through the room's door."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import UsageError
from briefing.models import Article, CleanText, SummarySentence
from briefing.summaries import classic
from briefing.summaries.agreement import says_same
from briefing.summaries.boilerplate import key
from briefing.summaries.size import METHODS, NEED_NUMPY, Sentences, Words
from briefing.summaries.summarise import summarise
from briefing.text.sentences import sentences_of

NIGHT = datetime(2025, 11, 3, 22, tzinfo=UTC)
WIRE = "The harbour wall of Marnau broke on Monday night and flooded the lower town."

FULL = """MARNAU (AP) — The harbour wall of Marnau broke on Monday night and flooded the lower town.
Two hundred people had left their houses before the water came, the fire service said.
He praised them. "They were calm," the chief of the fire service, Otto Ode, said on Tuesday.

The wall was built in 1904 and was checked last spring by engineers of the province.
Mayor Ines Hart asked the province for money to build a new wall within two years.
It was not clear who would pay. Sign up for our newsletter to follow the story of the wall."""


def article(name: str, hours: float = 0, **given: str) -> Article:
    fields = {field: CleanText(value) for field, value in given.items()}
    return Article(
        id=name,
        title=fields.pop("title", CleanText(f"Wall breaks, says {name}")),
        outlet=fields.pop("outlet", CleanText(f"The {name.title()} Post")),
        published=NIGHT + timedelta(hours=hours),
        lang=str(fields.pop("lang", "en")),
        **fields,  # type: ignore[arg-type]
    )


def story() -> list[Article]:
    return [
        article(
            "cedar",
            6,
            text=f"{WIRE} Schools in the lower town stay closed until Thursday, the mayor said. "
            "Divers will look at the base of the wall once the current allows it.",
        ),
        article(
            "alder",
            0,
            text=f"{WIRE} Two hundred people had left their houses before the water came. "
            "Mayor Ines Hart asked the province for money to build a new wall.",
        ),
        article(
            "birch",
            3,
            text="Two hundred people left their houses before the water came, officials said. "
            "The province will decide on money for a new wall next week.",
        ),
    ]


def texts(summary: tuple[SummarySentence, ...]) -> list[str]:
    return [sentence.text for sentence in summary]


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


def test_the_same_sentence_of_three_outlets_is_told_once_with_the_others_named() -> None:
    articles = [article(name, i, text=WIRE) for i, name in enumerate(["elm", "alder", "birch"])]
    for method in METHODS if find_spec("numpy") else ("coverage", "luhn", "kl", "sumbasic"):
        summary = summarise(articles, Sentences(3), method)
        assert texts(summary) == [WIRE]
        assert len(summary[0].also) == 2
    assert summarise(articles, Sentences(3))[0].also == ("The Alder Post", "The Birch Post")


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


def test_a_new_article_that_adds_nothing_leaves_the_summary_as_it_was() -> None:
    before = summarise(story(), Sentences(3))
    again = [*story(), article("elm", 9, text=f"{WIRE} The province will decide on money soon.")]
    after = summarise(again, Sentences(3), earlier=before)
    assert texts(after) == texts(before)


def test_word_budgets() -> None:
    for words in (10, 30, 60):
        total = sum(len(text.split()) for text in texts(summarise(story(), Words(words))))
        assert words <= total <= 1.5 * words + 5


@pytest.mark.parametrize("method", METHODS)
def test_every_ranker_keeps_budget_and_words(method: str) -> None:
    if method in NEED_NUMPY:
        pytest.importorskip("numpy")
    whole = {one.text for source in story() for one in sentences_of(source)}
    summary = summarise(story(), Sentences(2), method)
    assert len(summary) == 2
    assert set(texts(summary)) <= whole


@pytest.mark.parametrize("method", sorted(NEED_NUMPY))
def test_without_numpy_one_line_says_what_to_install(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classic, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="numpy") as caught:
        summarise(story(), Sentences(2), method)
    assert "briefing-reader[numpy]" in caught.value.line()
    assert "\n" not in caught.value.line()


def test_an_unknown_ranker_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="bart") as caught:
        summarise(story(), Sentences(2), "bart")
    assert "coverage" in caught.value.line()


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


def run(code: str, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": seed, "HOME": "/nonexistent"},
    )
    return done.stdout


def test_sumy_is_not_imported_before_the_first_summary_and_the_hash_seed_is_idle() -> None:
    code = f"""
import sys
from briefing.models import Article, CleanText
from briefing.summaries.summarise import summarise
from briefing.summaries.agreement import says_same
from briefing.summaries.size import Words
early = sorted({{"sumy", "nltk", "numpy", "requests"}} & set(sys.modules))
text = CleanText({FULL!r})
print(early, [s.sentence for s in summarise(
    [Article(str(n), CleanText("t"), text=text) for n in range(7)], Words(40))])
"""
    first, second = run(code, "1"), run(code, "2")
    assert first == second
    assert first.startswith("[] [")


def test_without_numpy_network_or_home_every_language_is_told() -> None:
    code = f"""
import socket, sys
def refuse(*given, **named): raise AssertionError("a socket")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
sys.modules["numpy"] = None
from briefing.models import Article, CleanText
from briefing.summaries.summarise import summarise
from briefing.summaries.agreement import says_same
from briefing.summaries.size import Sentences
text = CleanText({FULL!r})
for lang in "ar cs da de el en es fi fr he hi it ja ko nl pl pt ru sv th tr uk zh xx".split():
    for method in ("coverage", "luhn", "kl", "sumbasic"):
        story = [Article(str(n), CleanText("t"), text=text, lang=lang) for n in range(2)]
        print(lang, method, len(summarise(story, Sentences(2), method)))
"""
    counts = {line.rsplit(" ", 1)[1] for line in run(code, "0").splitlines()}
    assert counts == {"2"}


def test_a_sentence_is_credited_to_the_original_and_not_to_its_copy() -> None:
    wire = article("wire", 1, outlet="The Wire", text=f"{WIRE} Schools stay closed on Tuesday.")
    near = WIRE.replace("flooded the lower town", "flooded all the lower town")
    early = article("paper", 0, outlet="The Paper", text=f"{near} Schools stay closed on Tuesday.")
    late = article("late", 2, outlet="The Late", text=f"{WIRE} Schools stay closed on Tuesday.")
    found = summarise([wire, early, late], Sentences(2), copies={"paper": "wire", "late": "wire"})
    assert {one.article for one in found} == {"wire"}
    assert all(one.also == ("The Paper", "The Late") for one in found)
    first = summarise([late, early, wire], Sentences(2))
    assert {one.article for one in first} <= {"paper", "wire"}


@pytest.mark.parametrize(("count", "others"), [("14", ("The Birch Post",)), ("17", ())])
def test_nobody_is_named_behind_a_figure_that_he_does_not_give(
    count: str, others: tuple[str, ...]
) -> None:
    said = "A mill burnt down in the lower town of Marnau on Monday, and {} people were hurt."
    one = article("alder", 0, text=said.format("14"))
    other = article("birch", 1, text=said.format(count) + " Nobody knows why it burnt.")
    found = summarise([one, other], Sentences(1))
    assert found[0].also == (others if found[0].article == "alder" else ())


def test_what_a_copy_adds_of_its_own_stays_its_own() -> None:
    own = "Reporter Mara Lund of the Paper counted forty boats on the flooded quay of Marnau."
    wire = article("wire", 0, text=WIRE)
    paper = article("paper", 1, text=f"{WIRE} {own}")
    found = summarise([wire, paper], Sentences(2), copies={"paper": "wire"})
    assert [(one.text, one.article) for one in found] == [(WIRE, "wire"), (own, "paper")]


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


def test_a_headline_that_ran_into_the_first_sentence_is_taken_off() -> None:
    title = "Wall breaks in Marnau"
    found = summarise([article("alder", title=title, text=f"{title} {WIRE}")], Sentences(1))
    assert texts(found) == [WIRE]


@pytest.mark.parametrize(
    ("said", "echoed"),
    [
        (  # a figure that was corrected, and one that nobody else gives
            "The ferry Anna carried 109 passengers, its owner said, correcting an earlier 112.",
            "The ferry Anna carried 112 passengers, its owner said on the quay of Marnau.",
        ),
        (
            "All 4,000 members of the tram union Oster would strike from Monday, Weiss said.",
            "Members of the tram union Oster would strike from Monday, Weiss said.",
        ),
        (  # what one does not know and the other tells
            "Weiss said it was unclear who would pay for the new bridge over the Oster.",
            "Weiss said the province would pay for the new bridge over the Oster.",
        ),
        (
            "The council of Marnau may close the bridge over the Oster in the spring, Weiss said.",
            "The council of Marnau closed the bridge over the Oster in the spring, Weiss said.",
        ),
        (  # one did not say how
            "All 112 on the ferry Anna were evacuated by lifeboat at night near Marnau harbour.",
            "All 112 on the ferry Anna were safe at night near Marnau harbour, its owner told us.",
        ),
        (  # who did it to whom
            "The tram firm Oster sued the bridge firm Lund over the broken rails of Marnau.",
            "The bridge firm Lund sued the tram firm Oster over the broken rails of Marnau.",
        ),
        (  # another name
            "Mara Lund told the council of Marnau the old tram shed would be sold by winter.",
            "Ines Weiss told the council of Marnau the old tram shed would be sold by winter.",
        ),
    ],
)
def test_an_outlet_is_named_only_behind_what_it_said(said: str, echoed: str) -> None:
    story = [article("alder", 0, text=said), article("birch", 1, text=echoed)]
    for one in summarise(story, Sentences(2)):
        assert one.also == ()
    assert not says_same(said, echoed)


def test_a_statement_put_down_to_somebody_is_the_same_statement() -> None:
    said = "Fifteen trams stood in the burnt shed of Marnau on Monday morning, police said."
    assert says_same(said, "15 trams stood in the burnt shed of Marnau on Monday morning.")
    assert says_same(said, "On Monday morning fifteen trams stood in the burnt shed of Marnau.")


def test_a_corrected_copy_is_not_sent_back_to_what_it_corrected() -> None:
    wrong = "The ferry Anna carried 112 passengers when it hit the quay of Marnau on Monday."
    right = "The ferry Anna carried 109 passengers when it hit the quay of Marnau on Monday."
    wire = article("wire", 0, text=wrong)
    paper = article("paper", 1, text=right)
    for one in summarise([wire, paper], Sentences(2), copies={"paper": "wire"}):
        assert (one.text, one.article) in [(wrong, "wire"), (right, "paper")]
        assert one.also == ()
