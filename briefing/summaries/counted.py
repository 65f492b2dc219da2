"""What a ship or a train carried, and what something built costs: figures of one thing. English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.summaries.figures import FIGURE, MONEY, Figure, figure

_F = rf"(?P<figure>{FIGURE})"
_WHOM = r"(?P<noun>passengers|people|crew(?:\smembers)?)"
_ABOARD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:carrying|carried|carries)\s{_F}\s{_WHOM}\b",
        rf"{_F}\s{_WHOM}\s(?:(?:were|was|are|is|had\sbeen)\s)?(?:on\sboard|aboard)\b",
        rf"\ball\s(?:of\sthe\s|the\s)?{_F}\s(?P<noun>passengers|crew(?:\smembers)?)\b",
    )
)
_TAKEN_OFF = re.compile(
    rf"{_F}\s{_WHOM}\sand\s(?:all\s)?{FIGURE}\s(?:passengers|crew(?:\smembers)?)\s"
    r"(?:(?:were|was|had\sbeen|have\sbeen)\s)?(?:safely\s)?(?P<done>evacuated|rescued)\b",
    re.IGNORECASE,
)
_OTHER_TRIP = re.compile(
    r"\b(?:up\sto|can|could|may|capacity|usually|normally|each|every|per|daily|a\s(?:day|year)|"
    r"another|other|more|of\sthem|including|last|ago|1[89]\d\d|20\d\d|ferries|ships|trains|buses|"
    r"planes|flights|feared|might|would|if)\b|\?",
    re.IGNORECASE,
)

_M = rf"(?P<figure>{MONEY})"
_BUILT = (
    r"(?P<noun>tram\sline|metro\sline|railway\sline|tramway|line|bridge|tunnel|stadium|arena|"
    r"hospital|airport|terminal|motorway|railway|dam|museum|library|pipeline)"
)
_WAY = r"(?:\s(?:to|from|in|at|over|under|between|across)\s[\w’' -]{2,40}?)"
_COSTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:the|a)\s(?:[\w-]+\s){{0,2}}?{_BUILT}(?:{_WAY}|,[^,;.]{{2,60}},)?\s"
        rf"(?:(?:will|would|is\s(?:expected|set|likely)\sto|is\sto)\s)?costs?\s{_M}",
        rf"\b(?:cost|price)\sof\s(?:the|a)\s(?:[\w-]+\s){{0,2}}?{_BUILT}{_WAY}?\s(?:is|was|has\sbeen)\s"
        rf"(?:(?:put|estimated|given)\s)?(?:at\s)?{_M}",
        rf"\b(?:the|a)\s{_M}\s(?:[\w-]+\s)?{_BUILT}\b",
        rf"\b(?:the|a)\s(?:[\w-]+\s){{0,2}}?{_BUILT}{_WAY}?\s(?:for|worth)\s{_M}",
    )
)
_OTHER_SUM = re.compile(
    r"\b(?:first|second|third|last|next|phase|stage|sections?|half|share|part|parts|loans?|grants?|"
    r"subsid\w+|contribut\w+|pays?|paid|another|extra|additional|more\sthan\splanned|overruns?|"
    r"year|annual\w*|per|originally|initially|previously|earlier|formerly|once|estimated\sin|"
    r"up\sfrom|r[io]se|risen|instead|compared|each|sav(?:e|es|ing)|revenues?|damages?|lines|bridges|"
    r"repair\w*|maint\w+|extension|if|could|may|might|\d+\skilometres?|1[89]\d\d)\b|\?",
    re.IGNORECASE,
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
    if not _OTHER_TRIP.search(sentence):
        for pattern in _ABOARD:
            for found in pattern.finditer(sentence):
                yield from _one("aboard", found)
        for found in _TAKEN_OFF.finditer(sentence):
            yield from _one(found["done"].lower(), found)
    if not _OTHER_SUM.search(sentence):
        for pattern in _COSTS:
            for found in pattern.finditer(sentence):
                yield from _one("cost", found)


def _one(kind: str, found: re.Match[str]) -> Iterator[tuple[str, str, Figure]]:
    value = figure(found["figure"])
    noun = found["noun"].lower()
    if value is not None and value.low >= 2:
        yield kind, noun.split()[-1 if kind == "cost" else 0], value
