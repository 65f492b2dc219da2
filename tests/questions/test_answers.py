"""Later sentences that answer a question, beside ones that only speak of the same things."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefing.models import Article, CleanText, Kind, Question, QuestionStatus, Quote
from briefing.questions.track import follow

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

# question, its evidence, a sentence that answers, one that does not
TRIPLES = [
    (
        "How large a loan will Castrel Bank give Ovinto?",
        "Castrel Bank would not say how large a loan it would give Ovinto.",
        "Castrel Bank gives Ovinto a loan of 40 million euros, the contract shows.",
        "Castrel Bank has lent money to Ovinto before.",
    ),
    (
        "How many passengers were on the Lindhaven ferry?",
        "It is not known how many passengers were on the Lindhaven ferry.",
        "The Lindhaven ferry carried 212 passengers, according to the harbour's list.",
        "Passengers of the Lindhaven ferry were taken to a school.",
    ),
    (
        "How long will the Marrow Tunnel stay closed?",
        "The city did not say how long the Marrow Tunnel would stay closed.",
        "The Marrow Tunnel will stay closed for six weeks, the city said.",
        "The city closed the Marrow Tunnel after a fire on Sunday.",
    ),
    (
        "When will Tessaly publish its accounts?",
        "Tessaly has not said when it will publish its accounts.",
        "Tessaly will publish its accounts by June 30, its chairman told the meeting.",
        "Tessaly's accounts were criticised by a former partner on Tuesday.",
    ),
    (
        "When can the Ostwick swimming pool reopen?",
        "The town does not know when the Ostwick swimming pool can reopen.",
        "Ostwick swimming pool to stay shut until October",
        "The Ostwick swimming pool was closed on Friday after a ceiling fell.",
    ),
    (
        "Who will lead the Harwell Foundation?",
        "The Harwell Foundation has not decided who will lead it.",
        "The Harwell Foundation has named Petra Quillan to lead it from May.",
        "The Harwell Foundation gives out ten million a year.",
    ),
    (
        "Who stole the Dunlow chalice?",
        "Police do not know who stole the Dunlow chalice.",
        "Police have arrested Marek Bohl, a restorer, who stole the Dunlow chalice in May.",
        "The stolen Dunlow chalice is 400 years old, Marek Bohl said.",
    ),
    (
        "Which of the three airports will Skylark leave?",
        "Skylark declined to say which of the three airports it would leave.",
        "Skylark will leave Norby, the smallest of the three airports, in spring.",
        "Skylark flies from three airports in the region.",
    ),
    (
        "What caused the fire at the Brennick mill?",
        "The cause of the fire at the Brennick mill is under investigation.",
        "A faulty heater caused the fire at the Brennick mill, inspectors found.",
        "The fire at the Brennick mill destroyed two halls.",
    ),
    (
        "Why did the Orla dam fail?",
        "Engineers cannot say why the Orla dam failed.",
        "The Orla dam failed because its drains were blocked, a report concludes.",
        "The Orla dam failed on Monday and flooded ninety houses.",
    ),
    (
        "Where are the missing climbers?",
        "Nobody knows where the missing climbers are.",
        "Rescuers have found the missing climbers in a hut near Colle Vert.",
        "The missing climbers set out with food for two days.",
    ),
    (
        "Will the senate approve the fisheries treaty?",
        "The senate has yet to approve the fisheries treaty.",
        "The senate approved the fisheries treaty by 51 votes to 40.",
        "Senators urged fishermen to read the fisheries treaty.",
    ),
    (
        "Will the senate approve the fisheries treaty?",
        "The senate is expected to vote on the fisheries treaty.",
        "Senate rejects fisheries treaty",
        "The fisheries treaty is sixty pages long, the senate was told.",
    ),
    (
        "Will Hadley Motors sell its truck unit?",
        "Hadley Motors is considering selling its truck unit.",
        "Hadley Motors has sold its truck unit to a Spanish rival.",
        "Hadley Motors opened its truck unit in Leeds forty years ago.",
    ),
    (
        "Will Mayor Ines Tolland resign?",
        "Opponents demand that Mayor Ines Tolland resign.",
        "Mayor Ines Tolland refused to resign on Thursday.",
        "Opponents repeated their demand that Mayor Ines Tolland resign.",
    ),
    (
        "Will there be an inquiry into the Selby crash?",
        "Relatives called for an inquiry into the Selby crash.",
        "The minister has ordered an inquiry into the Selby crash.",
        "Relatives want an inquiry into the Selby crash before winter.",
    ),
    (
        "Will the court hear the appeal of Bram Coster?",
        "The court will decide whether to hear the appeal of Bram Coster.",
        "The court dismissed the appeal of Bram Coster without a hearing.",
        "The court was full when the appeal of Bram Coster was read.",
    ),
    (
        "Will the two premiers meet in Lund?",
        "The two premiers are due to meet in Lund.",
        "The two premiers met in Lund for three hours.",
        "Reporters were waiting in Lund, where the two premiers are due.",
    ),
    (
        "Is Jory Vance guilty of arson?",
        "Jory Vance denies arson.",
        "A jury convicted Jory Vance of arson on all counts.",
        "Jory Vance, who denies arson, arrived with his mother.",
    ),
    (
        "Will Arden keep a stake in the brewery?",
        "Arden has not said whether it will keep a stake in the brewery.",
        "Arden has kept a stake of five percent in the brewery.",
        "Arden bought its first stake in the brewery in 1998.",
    ),
    (
        "Did the driver see the signal?",
        "Investigators are examining whether the driver saw the signal.",
        "The driver saw the signal two seconds too late, the recorder shows.",
        "The driver was questioned beside the signal for an hour.",
    ),
    (
        "Will the Kettering theatre close?",
        "The Kettering theatre may close.",
        "The Kettering theatre closed for good on Saturday.",
        "If no money is found, the Kettering theatre would close in May.",
    ),
    (
        "Will the report on the Vale hospital be published?",
        "The ministry has not said whether the report on the Vale hospital will be published.",
        "The report on the Vale hospital was published on the ministry's site.",
        "The ministry said the report on the Vale hospital might be published in summer.",
    ),
    (
        "Will Delphi Rail respond to the union's offer?",
        "Delphi Rail has not answered the union's offer.",
        "Delphi Rail accepted the union's offer late on Monday.",
        "The union's offer to Delphi Rail runs to nine pages.",
    ),
    (
        "Will the strike at Corran Docks end?",
        "It is unclear whether the strike at Corran Docks will end.",
        "The strike at Corran Docks ended at noon after nine days.",
        "The strike at Corran Docks costs two million a day.",
    ),
    (
        "What will the vote on the Ashby bypass decide?",
        "The council will vote on the Ashby bypass next week.",
        "The council rejected the Ashby bypass by one vote.",
        "The Ashby bypass would be six miles long, the council says.",
    ),
]


def followed(question: str, evidence: str, *later: str) -> Question:
    first = Article(
        id="a",
        title=CleanText("What came first"),
        sentences=(CleanText("What came first"), CleanText(evidence)),
        published=DAY,
        lang="en",
    )
    # A line without a full stop is the later article's headline.
    title = next((s for s in later if not s.endswith(".")), "A later report")
    body = [s for s in later if s.endswith(".")]
    second = Article(
        id="b",
        title=CleanText(title),
        sentences=(CleanText(title), *map(CleanText, body)),
        published=DAY + timedelta(days=2),
        lang="en",
    )
    asked = Question(
        id="q",
        question=CleanText(question),
        theme=CleanText("next"),
        kind=Kind.PENDING,
        score=0.9,
        evidence=(Quote(CleanText(evidence), "a", 1),),
        outlets=(CleanText("Outlet"),),
        since=DAY,
        last=DAY,
    )
    return follow([asked], (), [first, second])[0]


@pytest.mark.parametrize(("question", "evidence", "answer", "other"), TRIPLES)
def test_the_answer_is_offered_and_its_neighbour_is_not(
    question: str, evidence: str, answer: str, other: str
) -> None:
    known = followed(question, evidence, other, answer)
    assert known.answer is not None
    assert known.answer.text == answer
    assert known.status is QuestionStatus.POSSIBLE


@pytest.mark.parametrize(("question", "evidence", "answer", "other"), TRIPLES)
def test_talk_of_the_same_matter_is_no_answer(
    question: str, evidence: str, answer: str, other: str
) -> None:
    assert followed(question, evidence, other).answer is None


def test_a_verb_that_settles_is_not_counted_twice() -> None:
    known = followed(
        "Will the plant stay open?",
        "The company has not said whether the plant will stay open.",
        "The authority has opened a review of the purchase of the plant's owner.",
    )
    assert known.answer is None


def test_an_answer_that_fits_no_more_is_taken_back() -> None:
    known = followed(*TRIPLES[11][:3])
    assert known.status is QuestionStatus.POSSIBLE
    assert known.answer is not None
    first = Article(
        id="a",
        title=CleanText("What came first"),
        sentences=(CleanText("What came first"), CleanText(TRIPLES[11][1])),
        published=DAY,
        lang="en",
    )
    edited = Article(
        id="b",
        title=CleanText("A later report"),
        sentences=(CleanText("A later report"), CleanText(TRIPLES[11][3])),
        published=DAY + timedelta(days=2),
        lang="en",
    )
    again = follow([known], (), [first, edited])[0]
    assert again.status is QuestionStatus.OPEN
    assert again.answer is None
