from __future__ import annotations

import pytest

from briefing.models import Kind
from briefing.questions.context import contexts
from briefing.questions.cues import families, hits
from briefing.questions.lexicon import lexicon
from briefing.questions.normalise import question_line
from briefing.questions.sound import good
from briefing.questions.tokens import names_of, units


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        (
            Kind.PENDING,
            "Orlan is in talks to buy the Veldt plant.",
            "Will Orlan buy the Veldt plant?",
        ),
        (
            Kind.PENDING,
            "Orlan is in discussions with Veldt about joint research.",
            "Will Orlan agree on joint research?",
        ),
        (
            Kind.PENDING,
            "Orlan has vowed to reopen the Leeds mine.",
            "Will Orlan reopen the Leeds mine?",
        ),
        (
            Kind.PENDING,
            "Judges have postponed the judgement on the Leeds runners by two weeks.",
            "What will the judgement on the Leeds runners be?",
        ),
        (
            Kind.PENDING,
            "Orlan has 30 days to comply with the order.",
            "Will Orlan comply with the order?",
        ),
        (
            Kind.PENDING,
            "No release date for the Veldt film has yet been announced.",
            "When will the Veldt film be released?",
        ),
        (
            Kind.PENDING,
            "Jane Roe is due to appear in court in Leeds on Friday.",
            "What will the court decide in the case of Jane Roe?",
        ),
        (
            Kind.PENDING,
            "Ministers will discuss the status of Veldt on Monday.",
            "What will ministers decide on the status of Veldt?",
        ),
        (
            Kind.PENDING,
            "The audit of Veldt has begun and will be published by the ministry.",
            "When will the audit of Veldt be published?",
        ),
        (
            Kind.RISK,
            "Farmers are concerned a new tunnel will damage the river.",
            "Will a new tunnel damage the river?",
        ),
        (
            Kind.RISK,
            "Veldt has threatened legal action against the buyer.",
            "Will Veldt take legal action against the buyer?",
        ),
        (
            Kind.RISK,
            'The change could leave the port vulnerable to a "network breach" from abroad.',
            "Will the change leave the port vulnerable to a network breach from abroad?",
        ),
        (
            Kind.UNDISCLOSED,
            "Veldt is being investigated by the Leeds prosecutor.",
            "What will the Leeds prosecutor find about Veldt?",
        ),
        (
            Kind.UNDISCLOSED,
            "No-one knows exactly where Jane Roe lives.",
            "Where does Jane Roe live?",
        ),
        (
            Kind.UNDISCLOSED,
            "Bones suggest that the jet may have been torn apart in midair.",
            "Was the jet torn apart in midair?",
        ),
        (
            Kind.UNDISCLOSED,
            "The state prosecutor of Leeds (LSP) is investigating the sale.",
            "What will LSP find about the sale?",
        ),
        (
            Kind.DISPUTED,
            "Roe has denied all knowledge of the payments.",
            "Did Roe know of the payments?",
        ),
        (
            Kind.DEMANDED,
            "Roe urged Doe to forgo the recount.",
            "Will Doe forgo the recount?",
        ),
        (
            Kind.DISPUTED,
            "Skeptics questioned the notion that Orlan flooded the mine.",
            "Did Orlan flood the mine?",
        ),
        (
            Kind.UNDISCLOSED,
            "The report raised doubts over whether Orlan knew of the leak -- a claim Orlan denies.",
            "Did Orlan know of the leak?",
        ),
        (
            Kind.DEMANDED,
            "Veldt has demanded the return of the boats.",
            "Will the boats be returned?",
        ),
        (
            Kind.DEMANDED,
            "The watchdog requested documents from Orlan on Monday.",
            "Will Orlan provide documents?",
        ),
        (
            Kind.DEMANDED,
            'The ministry "needs to move faster to stop" the leaks.',
            "Will the ministry move faster to stop the leaks?",
        ),
        (
            Kind.UNDISCLOSED,
            "Police did not reveal the relationship between the two men.",
            "What is the relationship between the two men?",
        ),
        (
            Kind.UNDISCLOSED,
            "It is not known what the next step will be - Roe has left.",
            "What will the next step be?",
        ),
        (
            Kind.PENDING,
            "The union is still looking for ways to overrule Veldt.",
            "Will the union overrule Veldt?",
        ),
        (
            Kind.PENDING,
            "It seems likely the dispute will end up in court.",
            "Will the dispute end up in court?",
        ),
        (
            Kind.PENDING,
            "Roe is fighting extradition to Norwick.",
            "Will Roe be extradited to Norwick?",
        ),
        (
            Kind.UNDISCLOSED,
            "It was unclear the notice reached Orlan.",
            "Did the notice reach Orlan?",
        ),
        (
            Kind.UNDISCLOSED,
            "Envoys seek proof of Veldt's claim that it has withdrawn the boats.",
            "Has Veldt withdrawn the boats?",
        ),
        (
            Kind.UNDISCLOSED,
            "There is no sign that Roe knew, amid allegations that Orlan hid a leak.",
            "Did Orlan hide a leak?",
        ),
        (
            Kind.DEMANDED,
            "Campaigners have called for a crackdown on funds linked to the kingdom.",
            "Will there be a crackdown on funds linked to the kingdom?",
        ),
        (
            Kind.PENDING,
            "The fate of the Veldt store is likely to be decided on Thursday.",
            "What will the fate of the Veldt store be?",
        ),
        (
            Kind.RISK,
            "Jane Roe, special projects lead at Orlan, said the new rules may stop trade in Leeds.",
            "Will the new rules stop trade in Leeds?",
        ),
        (
            Kind.UNDISCLOSED,
            "Police withheld the names of those killed in Leeds.",
            "What are the names of those killed in Leeds?",
        ),
        (
            Kind.RISK,
            "Police offered a reward for a man who threatened to burn the archive.",
            "Will a man burn the archive?",
        ),
    ],
)
def test_what_a_plain_statement_leaves_open_is_asked_for(
    kind: Kind, sentence: str, expected: str
) -> None:
    words = lexicon()
    cut = units(sentence, words, names_of([sentence]))
    context = contexts([cut], words)[0]
    assert question_line(cut, hits(cut, families()), kind, context) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Will responded to the claims take legal action?",
        "Will Meta face?",
        "Will the council extend or modify?",
        "Is the firm unclear whether the plant will close?",
        "Is a writer no longer welcome at the fair?",
        "Are owners advised that no deal has been reached?",
        "Will the ministry be reached for comment?",
        "Will the paper re-evaluate’ its plan?",
    ],
)
def test_lines_that_nobody_would_write_are_refused(line: str) -> None:
    assert not good(line)


def test_what_somebody_did_is_no_pronoun_left_open() -> None:
    assert good("Should the bomber live or die for what he has done?")
    assert not good("Will he live or die for the crime?")
