from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.models import Article, CleanText, Kind, Question, QuestionStatus, Quote
from briefing.questions.find import find
from briefing.questions.themes import merge
from briefing.questions.track import follow

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
THEMES = merge(())


def article(name: str, days: int, *sentences: str) -> Article:
    return Article(
        id=name,
        title=CleanText(sentences[0]),
        sentences=tuple(CleanText(s) for s in sentences),
        outlet=CleanText(f"Outlet {name}"),
        published=DAY + timedelta(days=days),
        lang="en",
    )


FIRST = article(
    "a",
    0,
    "Norwick council split over harbour sale",
    "The Norwick council is considering selling the old harbour to Vantor Holdings.",
    "Residents have filed two petitions.",
)
QUESTION = Question(
    id="q1",
    question=CleanText("Will the Norwick council sell the old harbour to Vantor Holdings?"),
    theme=CleanText("ownership"),
    kind=Kind.PENDING,
    score=0.9,
    evidence=(Quote(CleanText(FIRST.sentences[1] if FIRST.sentences else ""), "a", 1),),
    outlets=(CleanText("Outlet a"),),
    shown=True,
    since=DAY,
    last=DAY,
)
SOLD = article(
    "b",
    3,
    "Old harbour goes to Vantor",
    "The Norwick council has sold the old harbour to Vantor Holdings for nine million.",
    "The weather was fine.",
)


def run(earlier: list[Question], articles: list[Article]) -> dict[str, Question]:
    return {q.id: q for q in follow(earlier, find(articles, THEMES), articles)}


def test_a_later_statement_is_offered_as_an_answer() -> None:
    known = run([QUESTION], [FIRST, SOLD])["q1"]
    assert known.status is QuestionStatus.POSSIBLE
    assert known.answer is not None
    assert (known.answer.article, known.answer.sentence) == ("b", 1)
    assert known.since == DAY


def test_put_off_is_changed_and_stays_open() -> None:
    later = article(
        "c",
        2,
        "Harbour vote put off",
        "The Norwick council has postponed the sale of the old harbour to Vantor "
        "Holdings until May.",
    )
    known = run([QUESTION], [FIRST, later])["q1"]
    assert known.status is QuestionStatus.CHANGED


def test_an_older_article_answers_nothing() -> None:
    older = replace(SOLD, published=DAY - timedelta(days=5))
    assert run([QUESTION], [older, FIRST])["q1"].status is QuestionStatus.OPEN


def test_one_that_is_still_undecided_answers_nothing() -> None:
    later = article(
        "d",
        2,
        "Harbour: no decision",
        "The Norwick council has yet to decide on the sale of the old harbour to Vantor Holdings.",
    )
    known = run([QUESTION], [FIRST, later])["q1"]
    assert known.status is QuestionStatus.OPEN
    assert known.answer is None


def test_another_matter_answers_nothing() -> None:
    later = article(
        "e",
        2,
        "Library opens",
        "The Norwick library has opened a new reading room.",
        "It was paid by donors.",
    )
    assert run([QUESTION], [FIRST, later])["q1"].status is QuestionStatus.OPEN


@pytest.mark.parametrize("status", [QuestionStatus.ANSWERED, QuestionStatus.DISMISSED])
def test_what_the_reader_decided_stays(status: QuestionStatus) -> None:
    decided = replace(QUESTION, status=status)
    known = run([decided], [FIRST, SOLD])["q1"]
    assert known.status is status
    assert known.answer is None


def test_found_again_keeps_id_and_first_time_and_takes_up_the_new_outlet() -> None:
    again = article(
        "f",
        1,
        "Harbour sale splits Norwick",
        "The Norwick council is considering selling the old harbour to Vantor Holdings, "
        "officials said.",
    )
    known = run([QUESTION], [FIRST, again])["q1"]
    assert known.outlets == ("Outlet a", "Outlet f")
    assert known.since == DAY
    assert known.last == DAY + timedelta(days=1)
    assert {e.article for e in known.evidence} == {"a", "f"}


def test_a_question_that_is_found_no_more_is_kept() -> None:
    out = follow([QUESTION], (), [FIRST])
    assert [q.id for q in out] == ["q1"]


def test_an_answer_can_be_followed_again_without_change() -> None:
    once = run([QUESTION], [FIRST, SOLD])["q1"]
    twice = run([once], [FIRST, SOLD])["q1"]
    assert (twice.status, twice.answer) == (once.status, once.answer)


def test_evidence_follows_its_sentence_through_an_edit() -> None:
    assert FIRST.sentences is not None
    edited = article(
        "a", 0, FIRST.sentences[0], "Correction: an earlier version named a wrong sum.",
        *FIRST.sentences[1:],
    )  # fmt: skip
    (kept,) = follow([QUESTION], [], [edited])
    assert [(quote.text, quote.sentence) for quote in kept.evidence] == [
        (QUESTION.evidence[0].text, 2)
    ]


def test_a_question_goes_with_the_sentence_that_asked_it_unless_the_reader_decided() -> None:
    edited = article("a", 0, "Norwick council split over harbour sale", "The council met.")
    assert follow([QUESTION], [], [edited]) == ()
    answered = replace(QUESTION, status=QuestionStatus.ANSWERED)
    assert [q.id for q in follow([answered], [], [edited])] == ["q1"]


def _story(*rows: tuple[str, int, str]) -> list[Article]:
    return [
        Article(
            id=f"{outlet}{hour}",
            title=CleanText(""),
            text=CleanText(text),
            outlet=CleanText(outlet),
            lang="en",
            published=datetime(2026, 1, 5, hour, tzinfo=UTC),
        )
        for outlet, hour, text in rows
    ]


_ASKS = "It was not clear how many jobs would be cut at the Veldt plant."
_TELLS = "Veldt will cut 400 jobs at the plant, its owner said."


def test_what_one_outlet_tells_settles_what_another_still_asks() -> None:
    articles = _story(("Herald", 8, _ASKS), ("Courier", 9, _TELLS), ("Post", 10, _ASKS))
    (question, *_) = follow((), find(articles, merge(())), articles)
    assert question.status is QuestionStatus.POSSIBLE
    assert question.answer is not None
    assert question.answer.article == "Courier9"


def test_an_outlet_that_still_asks_does_not_take_its_own_word_for_an_answer() -> None:
    articles = _story(("Herald", 8, _ASKS), ("Courier", 9, _TELLS), ("Courier", 10, _ASKS))
    (question, *_) = follow((), find(articles, merge(())), articles)
    assert question.status is QuestionStatus.OPEN


def test_only_what_is_put_off_itself_counts_as_changed() -> None:
    asks = "The regulator has yet to decide on the takeover of Veldt by Orlan."
    other = "The vote of Orlan's shareholders on the takeover of Veldt was postponed until March."
    articles = _story(("Herald", 8, asks), ("Post", 10, other))
    statuses = {q.status for q in follow((), find(articles, merge(())), articles)}
    assert QuestionStatus.CHANGED not in statuses
