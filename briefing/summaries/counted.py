"""What a ship or a train carried, and what something built costs: figures of one thing. English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.summaries.figures import FIGURE, MONEY, Figure, figure
from briefing.summaries.phrases import Phrase

_F = rf"(?P<figure>{FIGURE})"
_WHOM = r"(?P<noun>passengers|people|crew(?:\smembers)?)"
_ABOARD = (
    Phrase(
        "carrying so many",
        rf"\b(?:carrying|carried|carries)\s{_F}\s{_WHOM}\b",
        found_in=("The ferry was carrying 109 passengers.", "It carried about forty crew."),
        not_in=("It carried 109 cars.", "It can carry 300 passengers."),
    ),
    Phrase(
        "so many on board",
        rf"{_F}\s{_WHOM}\s(?:(?:were|was|are|is|had\sbeen)\s)?(?:on\sboard|aboard)\b",
        found_in=("with 132 people on board", "Nine crew members were aboard."),
        not_in=("132 people boarded it.",),
    ),
    Phrase(
        "all so many",
        rf"\ball\s(?:of\sthe\s|the\s)?{_F}\s(?P<noun>passengers|crew(?:\smembers)?)\b",
        found_in=("All 112 passengers wept.", "all of the nine crew"),
        not_in=("All 112 people wept.", "112 passengers wept."),
    ),
)
_TAKEN_OFF = Phrase(
    "taken off, passengers and crew",
    rf"{_F}\s{_WHOM}\sand\s(?:all\s)?{FIGURE}\s(?:passengers|crew(?:\smembers)?)\s"
    r"(?:(?:were|was|had\sbeen|have\sbeen)\s)?(?:safely\s)?(?P<done>evacuated|rescued)\b",
    found_in=("109 passengers and all 23 crew members were safely evacuated.",),
    not_in=("109 passengers were evacuated.",),
)
_OTHER_TRIP = Phrase(
    "a capacity, a part, another trip",
    r"\b(?:up\sto|can|could|may|capacity|usually|normally|each|every|per|daily|a\s(?:day|year)|"
    r"another|other|more|of\sthem|including|last|ago|1[89]\d\d|20\d\d|ferries|ships|trains|buses|"
    r"planes|flights|feared|might|would|if)\b|\?",
    found_in=("It can carry 300 passengers.", "carried 90 people in 2019", "with 9 other people"),
    not_in=("It was carrying 109 passengers.",),
)

_M = rf"(?P<figure>{MONEY})"
_BUILT = (
    r"(?P<noun>tram\sline|metro\sline|railway\sline|tramway|line|bridge|tunnel|stadium|arena|"
    r"hospital|airport|terminal|motorway|railway|dam|museum|library|pipeline)"
)
_WAY = r"(?:\s(?:to|from|in|at|over|under|between|across)\s[\w’' -]{2,40}?)"
_COSTS = (
    Phrase(
        "it costs",
        rf"\b(?:the|a)\s(?:[\w-]+\s){{0,2}}?{_BUILT}(?:{_WAY}|,[^,;.]{{2,60}},)?\s"
        rf"(?:(?:will|would|is\s(?:expected|set|likely)\sto|is\sto)\s)?costs?\s{_M}",
        found_in=(
            "The tram line to Orla will cost 340 million euros.",
            "A new bridge, the third one, costs $9 million.",
        ),
        not_in=("The ferry will cost 340 million euros.", "The bridge will cost 36 men."),
    ),
    Phrase(
        "the cost of it",
        rf"\b(?:cost|price)\sof\s(?:the|a)\s(?:[\w-]+\s){{0,2}}?{_BUILT}{_WAY}?\s"
        rf"(?:is|was|has\sbeen)\s(?:(?:put|estimated|given)\s)?(?:at\s)?{_M}",
        found_in=("The cost of the line is put at 360 million euros.",),
        not_in=("The cost of the line is high.",),
    ),
    Phrase(
        "a bridge of so much",
        rf"\b(?:the|a)\s{_M}\s(?:[\w-]+\s)?{_BUILT}\b",
        found_in=("The €340 million tram line was cheered.",),
        not_in=("The €340 million loan for the line was cheered.",),
    ),
    Phrase(
        "a bridge for so much",
        rf"\b(?:the|a)\s(?:[\w-]+\s){{0,2}}?{_BUILT}{_WAY}?\s(?:for|worth)\s{_M}",
        found_in=("It chose a tram line worth 360 million euros.",),
        not_in=("It pays for the line 360 million euros.",),
    ),
)
_OTHER_SUM = Phrase(
    "a part, a share, another sum",
    r"\b(?:first|second|third|last|next|phase|stage|sections?|half|share|part|parts|loans?|grants?|"
    r"subsid\w+|contribut\w+|pays?|paid|another|extra|additional|more\sthan\splanned|overruns?|"
    r"year|annual\w*|per|originally|initially|previously|earlier|formerly|once|estimated\sin|"
    r"up\sfrom|r[io]se|risen|instead|compared|each|sav(?:e|es|ing)|revenues?|damages?|lines|bridges|"
    r"repair\w*|maint\w+|extension|if|could|may|might|\d+\skilometres?|1[89]\d\d)\b|\?",
    found_in=("The state pays for the line 9 million euros.", "the first phase of the line"),
    not_in=("The tram line will cost 340 million euros.",),
)
_HINT = re.compile(r"\b(?:aboard|board|carr(?:y|ied)|crew|passengers|cost|euro|pound|dollar)|[$€£]")


def counted(sentence: str) -> Iterator[tuple[str, str, Figure]]:
    """Kind of a slot, whom or what it is of, and its figure.

    ("aboard", "passengers", 109) and ("evacuated", "passengers", 109); ("cost", "line", 340
    million euros), where a "tram line" is a line. Passengers, crew and all people are held
    apart; silent where the sentence tells of a part, a capacity, another year or a share.
    """
    if not _HINT.search(sentence):
        return
    if not _OTHER_TRIP.regex.search(sentence):
        for phrase in _ABOARD:
            for found in phrase.regex.finditer(sentence):
                yield from _one("aboard", found)
        for found in _TAKEN_OFF.regex.finditer(sentence):
            yield from _one(found["done"].lower(), found)
    if not _OTHER_SUM.regex.search(sentence):
        for phrase in _COSTS:
            for found in phrase.regex.finditer(sentence):
                yield from _one("cost", found)


def _one(kind: str, found: re.Match[str]) -> Iterator[tuple[str, str, Figure]]:
    value = figure(found["figure"])
    noun = found["noun"].lower()
    if value is not None and value.low >= 2:
        yield kind, noun.split()[-1 if kind == "cost" else 0], value
