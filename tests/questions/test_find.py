from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.models import Article, CleanText, Kind, Question, Theme
from briefing.questions.find import find
from briefing.questions.themes import merge

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
THEMES = merge(())


def article(
    name: str, title: str, *body: str, outlet: str = "Harbour Post", days: int = 0, lang: str = "en"
) -> Article:
    return Article(
        id=name,
        title=CleanText(title),
        text=CleanText("\n".join(body)),
        outlet=CleanText(outlet),
        published=DAY + timedelta(days=days),
        lang=lang,
    )


FERRY = article(
    "ferry",
    "Ferry collides with pier in Norwick",
    "A passenger ferry hit the pier in Norwick on Sunday night. Nobody was hurt.",
    "It is not clear why the ferry failed to slow down.",
    "Investigators are examining whether the captain was asleep.",
    "The port was built in the sixties and has three berths.",
)


def lines(questions: tuple[Question, ...]) -> list[str]:
    return [str(q.question) for q in questions]


def test_asks_what_the_article_leaves_open() -> None:
    found = find([FERRY], THEMES)
    assert "Why did the ferry fail to slow down?" in lines(found)
    assert "Was the captain asleep?" in lines(found)


def test_evidence_is_verbatim_and_points_at_its_sentence() -> None:
    for question in find([FERRY], THEMES):
        for quote in question.evidence:
            assert quote.article == "ferry"
            assert (
                quote.text in (FERRY.title, *FERRY.text.replace("\n", " ").split(". "))
                or quote.text in FERRY.text
            )


def test_says_nothing_of_an_article_with_nothing_open() -> None:
    quiet = article(
        "cake",
        "Bakery wins prize for apple cake",
        "The bakery on Mill Street won first prize at the county fair on Saturday.",
        "Its owner, Ada Brook, baked the cake with apples from her garden.",
        "She opened the shop in 1998 and employs four people.",
    )
    assert find([quiet], THEMES) == ()


@pytest.mark.parametrize("lang", ["de", "fr", "nl"])
def test_other_languages_stay_silent(lang: str) -> None:
    assert find([article("x", FERRY.title, FERRY.text, lang=lang)], THEMES) == ()


def test_undeclared_german_stays_silent() -> None:
    german = Article(
        id="de",
        title=CleanText("Gericht entscheidet über das neue Gesetz"),
        text=CleanText(
            "Es ist noch nicht klar, ob das Gericht am Montag über das Gesetz entscheiden "
            "wird. Die Polizei ermittelt weiter."
        ),
    )
    assert find([german], THEMES) == ()


def test_explicit_question_stays_as_written() -> None:
    asked = article(
        "deal",
        "Regulators look at the Brightwater deal",
        "The Brightwater deal is not signed, and much is open: Will Orlan Group keep a "
        "stake in the water company?",
        "The regulator is expected to rule on the takeover next week.",
    )
    assert "Will Orlan Group keep a stake in the water company?" in lines(find([asked], THEMES))


def test_two_outlets_that_ask_the_same_make_one_question() -> None:
    other = article(
        "ferry2",
        "Norwick pier hit by ferry",
        "The ferry struck the pier at full speed.",
        "It was unclear why the ferry failed to slow down.",
        outlet="Isle Gazette",
        days=1,
    )
    found = find([FERRY, other], THEMES)
    same = [q for q in found if q.question == "Why did the ferry fail to slow down?"]
    assert len(same) == 1
    assert same[0].outlets == ("Harbour Post", "Isle Gazette")
    assert {e.article for e in same[0].evidence} == {"ferry", "ferry2"}
    assert same[0].since == DAY
    assert same[0].last == DAY + timedelta(days=1)


def test_shows_at_most_three_and_puts_them_first() -> None:
    busy = article(
        "busy",
        "Council to vote on stadium plan",
        "The council will vote on the stadium plan on Tuesday.",
        "It is unclear who will pay for the new road.",
        "Critics demand that the mayor publish the contract.",
        "Police are investigating whether the builder paid bribes.",
        "The builder denies paying bribes.",
        "Residents warned that the club could go bankrupt if the plan fails.",
        "The court has yet to rule on an appeal by the neighbours.",
    )
    found = find([busy], THEMES)
    shown = [q.shown for q in found]
    assert 1 <= sum(shown) <= 3
    assert shown == sorted(shown, reverse=True)
    assert len(found) > 3
    assert sum(q.shown for q in find([busy], THEMES, most_shown=1)) == 1


def test_order_of_the_articles_does_not_matter() -> None:
    other = article(
        "b",
        "Ferry firm is silent",
        "The firm refused to say whether the captain had slept.",
        days=2,
    )
    assert find([FERRY, other], THEMES) == find([other, FERRY], THEMES)


def test_given_sentences_are_used_as_they_are() -> None:
    given_ = Article(
        id="g",
        title=CleanText("Bridge shut"),
        sentences=(
            CleanText("Bridge shut"),
            CleanText("The bridge is shut."),
            CleanText("It is not clear when the bridge will reopen."),
        ),
    )
    (question,) = find([given_], THEMES)
    assert question.question == "When will the bridge reopen?"
    assert [e.sentence for e in question.evidence] == [2]
    assert question.kind is Kind.UNDISCLOSED


def test_same_result_whatever_the_hash_seed() -> None:
    code = "from tests_questions_probe import FERRY, find, THEMES; print(find([FERRY], THEMES))"
    script = (
        "import importlib.util, sys; spec = "
        "importlib.util.spec_from_file_location('tests_questions_probe', sys.argv[1]);"
        "m = importlib.util.module_from_spec(spec); sys.modules['tests_questions_probe'] "
        "= m; spec.loader.exec_module(m);" + code
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, __file__],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_a_theme_of_ones_own_wins() -> None:
    own = (Theme(CleanText("ferries"), ("ferry", "captain", "pier"), order=1, own=True),)
    assert {q.theme for q in find([FERRY], merge(own))} == {"ferries"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=6), st.text(max_size=60))
def test_any_text_gives_well_formed_lines(body: list[str], title: str) -> None:
    strange = Article(id="s", title=CleanText(title), text=CleanText("\n".join(body)), lang="en")
    for question in find([strange], THEMES):
        assert question.question.endswith("?")
        assert len(question.question.split()) <= 15


WORDS = st.sampled_from(
    [
        "the",
        "court",
        "will",
        "rule",
        "whether",
        "Acme",
        "Corp",
        "must",
        "not",
        "could",
        "if",
        "unless",
        "denied",
        "police",
        "investigating",
        "?",
        "“",
        "”",
        ",",
        ".",
        "why",
        "who",
        "it",
        "he",
        "they",
        "said",
        "warned",
        "that",
        "called",
        "for",
        "an",
        "inquiry",
        "of",
        "to",
        "on",
        "Monday",
        "is",
        "are",
        "expected",
        "under",
        "review",
        "details",
        "unclear",
        "'s",
        "n't",
        "—",
        ":",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_any_row_of_cue_words_gives_well_formed_lines(words: list[str]) -> None:
    row = Article(
        id="w",
        title=CleanText("Acme Corp in court"),
        sentences=(CleanText("Acme Corp in court"), CleanText(" ".join(words))),
        lang="en",
    )
    for question in find([row], THEMES):
        assert question.question.endswith("?")
        assert 1 <= len(question.question.split()) <= 15
