"""What is said not to be told, known or decided: each plain sentence gives its plain question."""

from __future__ import annotations

import pytest

from briefing.models import Article, CleanText
from briefing.questions.find import find
from briefing.questions.themes import merge

# What stands before, the sentence, its question.
TABLE = [
    (
        "The Redwood plant closed on Monday.",
        "The company has not said why it closed.",
        "Why did the Redwood plant close?",
    ),
    (
        "The ferry to Northern Isle stopped on Monday.",
        "The operator has not said why it stopped.",
        "Why did the ferry stop?",
    ),
    (
        "Redwood council cut its budget on Monday.",
        "The council has not said why it cut the budget.",
        "Why did the council cut the budget?",
    ),
    (
        "Mayor Jane Voss resigned on Monday.",
        "Voss has not said why she resigned.",
        "Why did Jane Voss resign?",
    ),
    (
        "The bridge at Orla was shut on Monday.",
        "The ministry has not said when it will reopen.",
        "When will the Orla bridge reopen?",
    ),
    (
        "The pilots of Orla Air went on strike on Monday.",
        "The pilots have not said when they will return.",
        "When will the pilots return?",
    ),
    (
        "A fire broke out at the Tarn mill on Monday.",
        "The fire service has not said how it started.",
        "How did the Tarn fire start?",
    ),
    (
        "Orla Air cut its winter flights on Monday.",
        "The airline has not said how it will repay the passengers.",
        "How will the airline repay the passengers?",
    ),
    (
        "The trawler Merrow sank on Monday.",
        "The coastguard did not say where it sank.",
        "Where did the trawler Merrow sink?",
    ),
    (
        "Orlan raised its fares on Monday.",
        "Orlan has not said whether the fares will fall again.",
        "Will the fares fall?",
    ),
    (
        "Police searched a flat in Tarn on Monday.",
        "Police have not said who placed the bomb.",
        "Who placed the bomb?",
    ),
    (
        "A tower crane fell in Tarn on Monday.",
        "The builder has not said who owned the crane.",
        "Who owned the crane?",
    ),
    (
        "A cable car stopped above Lake Orla on Monday.",
        "The operator did not say how long it would stay shut.",
        "How long will the cable car stay shut?",
    ),
    (
        "The Orla festival was called off on Monday.",
        "The organisers did not say why it was called off.",
        "Why was the Orla festival called off?",
    ),
    (
        "The Tarn library shut on Monday.",
        "The council has not explained why it shut.",
        "Why did the Tarn library shut?",
    ),
    (
        "Orlan will cut jobs in Tarn, it said on Monday.",
        "Orlan declined to say how many workers will lose their jobs.",
        "How many workers will lose their jobs?",
    ),
    (
        "The minister met the union on Monday.",
        "The minister declined to say whether he would resign.",
        "Will the minister resign?",
    ),
    (
        "The minister met the union on Monday.",
        "The ministry refused to say what was agreed.",
        "What was agreed?",
    ),
    (
        "A lorry hit the gate of the Tarn mill on Monday.",
        "It is unclear whether the driver was hurt.",
        "Was the driver hurt?",
    ),
    (
        "Mayor Jane Voss resigned on Monday.",
        "It is not known who will replace her.",
        "Who will replace Jane Voss?",
    ),
    (
        "A warehouse in Tarn collapsed on Monday.",
        "It is not clear why the roof gave way.",
        "Why did the roof give way?",
    ),
    (
        "The Orla lift broke down on Monday.",
        "It is still unclear when it will run again.",
        "When will the Orla lift run?",
    ),
    (
        "Tarn will get a tram line, the council said on Monday.",
        "It remains to be seen whether the tram line will pay for itself.",
        "Will the tram line pay for itself?",
    ),
    (
        "A statue was stolen from the Tarn museum on Monday.",
        "Police are still looking for the thieves.",
        "Will the thieves be found?",
    ),
    (
        "A boat sank off Tarn on Monday.",
        "No one knows why it sank.",
        "Why did the boat sink?",
    ),
    (
        "Two men vanished near Tarn on Monday.",
        "Police do not know where the men went.",
        "Where did the men go?",
    ),
    (
        "The Tarn assembly met on Monday.",
        "The assembly has yet to decide whether to ban the nets.",
        "Will the assembly ban the nets?",
    ),
    (
        "The Orla dam leaked on Monday.",
        "The dam could still burst if the rain goes on.",
        "Will the dam burst if the rain goes on?",
    ),
    (
        "Dust was found in a school in Tarn on Monday.",
        "Parents demanded that the council publish the test results.",
        "Will the council publish the test results?",
    ),
    (
        "A train left the rails near Tarn on Monday.",
        "The cause of the crash is under investigation.",
        "What caused the Tarn crash?",
    ),
    (
        "Banker Tom Roe was charged on Monday.",
        "Roe disputes that he took bribes.",
        "Did Banker Tom Roe take bribes?",
    ),
]


@pytest.mark.parametrize(("before", "sentence", "expected"), TABLE)
def test_plain_sentences_get_their_question(before: str, sentence: str, expected: str) -> None:
    article = Article(
        id="a",
        title=CleanText(before.removesuffix(" on Monday.")),
        text=CleanText(f"{before} {sentence} Workers waited outside."),
        lang="en",
    )
    asked = {q.evidence[0].text: q.question for q in find([article], merge(()))}
    assert asked.get(sentence) == expected


def test_what_happens_to_no_thing_is_asked_of_no_name() -> None:
    article = Article(
        id="a",
        title=CleanText("Maria Voss wins"),
        text=CleanText("Maria Voss won in Tarn. It is unclear how it happened."),
        lang="en",
    )
    assert not any("did" in q.question.split() for q in find([article], merge(())))


@pytest.mark.parametrize("piece", ["will be ", "said that it may, ", "unless who would - "])
def test_a_sentence_without_an_end_is_not_asked_about(piece: str) -> None:
    # Forming a line takes the square of a sentence's length: 40,000 characters took a minute.
    endless = "The council has not said why the mayor " + piece * (40_000 // len(piece)) + "."
    article = Article(id="a", title=CleanText("Redwood"), text=CleanText(endless), lang="en")
    assert find([article], merge(())) == ()
