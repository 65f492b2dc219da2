"""Who is named behind a sentence, and who is not."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from briefing.summaries.agreement import says_same
from briefing.summaries.size import METHODS, Sentences
from briefing.summaries.summarise import summarise

from .sample import WIRE, article, texts


def test_the_same_sentence_of_three_outlets_is_told_once_with_the_others_named() -> None:
    articles = [article(name, i, text=WIRE) for i, name in enumerate(["elm", "alder", "birch"])]
    for method in METHODS if find_spec("numpy") else ("coverage", "luhn", "kl", "sumbasic"):
        summary = summarise(articles, Sentences(3), method)
        assert texts(summary) == [WIRE]
        assert len(summary[0].also) == 2
    assert summarise(articles, Sentences(3))[0].also == ("The Alder Post", "The Birch Post")


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
