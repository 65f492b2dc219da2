"""What a sentence takes for known, and the sentences before it that make it known. English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefing.summaries.phrases import Phrase


class Placed(Protocol):
    """A sentence that knows its article."""

    article: int
    lang: str

    @property
    def text(self) -> str:
        """The sentence."""


_WHO = (
    r"(?:man|men|woman|women|boys?|girls?|teens?|teenagers?|youths?|child|children|victims?|"
    r"suspects?|gunm[ae]n|shooters?|attackers?|drivers?|officers?|deput(?:y|ies)|troopers?|couple|"
    r"pair|group|students?|players?|singer|actor|actress|star|striker|midfielder|defender|pilot|"
    r"passengers?|mother|father|parents|family|brothers?|sisters?|defendants?|company|firm|agency|"
    r"team|club|retailer|airline|bank|carmaker|network|plane|aircraft|ship|vessel|boat|bus|train|"
    r"car|truck|vehicle|incident|accident|crash|blast|explosion|attack|shooting|fire|blaze|quake|"
    r"move|decision|ruling|verdict|lawsuit|suit|measure|deal|announcement|claim|letter|footage|"
    r"video|film|book|song)"
)
_AGED = r"(?:\d{1,3}|\w+teen|\w+ty)-(?:year|month)-olds?\b"
_DOES = (
    r"(?:[a-z]+ed|who|which|was|were|is|are|has|have|had|said|says|told|then|also|later|will|would|"
    r"came|took|ran|fled|went|left|began|got|made|fell|could|did|does|mother|father|family)"
)
_DEFINITE = Phrase(
    "somebody or something that was spoken of",
    r"^[\"“‘']?(?:The|Both|Police said the|Officers said the)\s"
    rf"(?:{_AGED}|(?:[a-z0-9-]+\s){{0,2}}?{_WHO}(?:['’]s?)?)(?=,?\s{_DOES}\b)",
    found_in=("The boys were found.", "The 22-year-old man, who", "The victim's mother wept."),
    not_in=(
        "Two boys were found.",
        "The mayor will pay.",
        "The company behind the ferry will pay.",
    ),
    cased=True,
)
_NAME = r"[A-ZÀ-Þ](?:['’][A-Z])?[a-zà-ÿ-]*[A-Z]?[a-zà-ÿ]+"
_SURNAME = Phrase(
    "a name at the start",
    rf"^[\"“‘']?(?:(?:Mr|Mrs|Ms|Miss|Dr|Sgt|Lt|Capt|Det)\.?\s)?({_NAME})(?:['’]s)?,?\s[a-z]",
    found_in=("Ode said no.", "Mr. O’Hara, who is 60, said no.", "Ode's wife"),
    not_in=("Otto Ode said no.", "a boat of Ode's"),
    cased=True,
)
_FULL = Phrase(
    "a name behind a given name",
    rf"(?<![\w’'-])[A-ZÀ-Þ][\w.’'-]*\s(?:[A-Z]\.\s)?(?=({_NAME}))",
    found_in=("Otto Ode said no.", "It was Otto K. McHale."),
    not_in=("Ode said no.", "a boat of Ode's"),
    cased=True,
)


def introducers(sentences: Sequence[Placed]) -> list[frozenset[int]]:
    """For each sentence the places of those that make known what it takes for known.

    A sentence that begins with somebody's surname alone wants one of the sentences before it
    in its article that give the full name; one that begins with "The boys" or "The company"
    wants any sentence before it in its article. Empty for one that can stand alone.

    Args:
        sentences: in the order of the document.
    """
    out: list[frozenset[int]] = []
    article, first = -1, 0
    named: dict[str, list[int]] = {}
    for place, one in enumerate(sentences):
        if one.article != article:
            article, first, named = one.article, place, {}
        if one.lang != "en":
            out.append(frozenset())
            continue
        text = one.text
        surname = _SURNAME.regex.match(text)
        if surname is not None and surname[1] in named:
            out.append(frozenset(named[surname[1]]))
        elif place > first and _DEFINITE.regex.match(text):
            out.append(frozenset(range(first, place)))
        else:
            out.append(frozenset())
        for name in _FULL.regex.findall(text):
            named.setdefault(name, []).append(place)
    return out
