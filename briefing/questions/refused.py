"""Turns of phrase that no question line may hold: a table of patterns, each with a line that it
refuses and a like one that it leaves alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Refused:
    """One turn of phrase, matched against a line in lower case without its question mark."""

    pattern: str
    refuses: str
    leaves: str


TABLE: Final = (
    Refused(
        r"^will there be (?:of |the |no |its |his |her |their |\S*[^s]$)",
        "Will there be the audit?",
        "Will there be an audit?",
    ),
    Refused(
        r"\bsuch an? ",
        "Will the court hear such a case?",
        "Will the court hear the case as such?",
    ),
    Refused(r"\bthe rest$", "Will Orlan pay the rest?", "Will Orlan pay the rest of it?"),
    Refused(
        r", otherwise\b",
        "Will the vote be binding, otherwise it fails?",
        "Will the vote be binding otherwise?",
    ),
    Refused(
        r"\bonce \S+ed\b",
        "Will the law ban sprays once passed?",
        "Will the law ban sprays once and for all?",
    ),
    Refused(
        r"^(?:is|are|was|will|did|does|has) [^,]*\b"
        r"(?:suggesting|saying|claiming|detailing|alleging)\b",
        "Did Roe sign a letter saying so?",
        "Who signed the letter saying so?",
    ),
    Refused(
        r"no longer",
        "Is the writer no longer welcome?",
        "Will the talks last longer?",
    ),
    Refused(
        r"advised that",
        "Are owners advised that no deal stands?",
        "Were the owners advised to sell?",
    ),
    Refused(
        r"points? out that",
        "Did Roe point out that it leaked?",
        "Will Roe point out the leak?",
    ),
    Refused(
        r"reached for comment",
        "Will the ministry be reached for comment?",
        "Will the ministry comment?",
    ),
    Refused(
        r"know (?:when|how|why|where|who|what|whether)\b",
        "Do the pilots know when it failed?",
        "Do the pilots know the coast?",
    ),
    Refused(
        r"^(?:is|are) .*\b(?:warning|concerned|saying|arguing|worried)\b",
        "Are farmers worried the river will rise?",
        "Will farmers be worried?",
    ),
    Refused(
        r"^\S+ (?:\S+ ){1,4}(?:(?:un)?clear|(?:un)?known|premature|uncertain) "
        r"(?:what|whether|how|why|who|where|when|if|that|for|to)\b",
        "Is the firm unclear whether the plant will close?",
        "Is the cause of the fire known?",
    ),
    Refused(
        r"\bhow many (?:total|in total)\b",
        "How many total were on the grounds?",
        "How many were on the grounds?",
    ),
    Refused(
        r"\bas (?:soon|much|many|long|far) as \S+['’]s?\b",
        "Will Roe leave as soon as today’s meeting?",
        "Will Roe leave as soon as the meeting ends?",
    ),
    Refused(
        r"\b(?:remains?|remained) to be seen\b",
        "Will the outcome remain to be seen?",
        "Will the outcome be seen in May?",
    ),
    Refused(
        r"\b(?:has|have|had) no idea\b",
        "Does the mayor have no idea why it burned?",
        "Does the mayor have an idea?",
    ),
    Refused(
        r"^will there be an? (?:range|number|series|set|lot) of \S+$",
        "Will there be a range of measures?",
        "Will there be a range of measures against theft?",
    ),
    Refused(
        r"^will .* see (?:risks|no)\b",
        "Will Orlan see risks to growth?",
        "Will Orlan see the river?",
    ),
    Refused(
        r"^(?:is|are|was|were) .*\bunable to\b",
        "Was Roe unable to recall it?",
        "Why was Roe unable to recall it?",
    ),
    Refused(
        r"^(?:did|does|do|will) .* make (?:in|by|on|at)\b",
        "Did the claims make in a post harm Orlan?",
        "Did the claims make it into a post?",
    ),
    Refused(
        r"\bfe(?:el|lt) (?:concerned|worried|sure)\b",
        "Did Roe feel concerned that it may leak?",
        "Did Roe feel the tremor?",
    ),
    Refused(
        r"^will there be (?:more )?information\b",
        "Will there be information on two cars?",
        "Will there be a reward for information?",
    ),
)

_ANY: Final = re.compile("|".join(row.pattern for row in TABLE))


def refused(line: str) -> bool:
    """True for a line that holds one of the turns of phrase."""
    return _ANY.search(line.rstrip("?").lower()) is not None
