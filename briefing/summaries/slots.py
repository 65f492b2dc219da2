"""What a figure counts: only where the words around it leave no doubt. English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.summaries.counted import counted
from briefing.summaries.figures import FIGURE, MONEY, PERCENT, Figure, figure, has_number
from briefing.summaries.schedule import planned
from briefing.text.calendar import A_WEEKDAY, MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that has one right figure in a story."""

    kind: str
    """"killed", "hurt", "fine", "age" ..."""
    noun: str
    """Whom or what it counts; "people" when nobody in particular."""

    @property
    def what(self) -> str:
        """In words: "people hurt", "bail", "age of Ann Poe"."""
        if self.kind == "age":
            return f"age of {self.noun}"
        if self.kind == "day":
            return f"day of the {self.noun}"
        if self.kind == "cost":
            return f"cost of the {self.noun}"
        if self.kind in _LABELS:
            return _LABELS[self.kind]
        return f"{self.noun} {self.kind}"

    @property
    def grows(self) -> bool:
        """Whether later reports count more of it as a matter of course."""
        return self.kind in _STATES


_STATES: dict[str, tuple[str, str]] = {
    # name: (said of whom, done to whom)
    # A toll may hold the attacker, what he did does not: two kinds.
    "killed": (r"(?:killed|slain)", r"kill(?:s|ed|ing)"),
    "dead": (r"(?:dead|died|die|dies|perished)", ""),
    "hurt": (
        r"(?:injured|hurt|wounded)",
        r"(?:injur(?:es|ed|ing)|hurts?|hurting|wound(?:s|ed|ing))",
    ),
    "shot": (r"(?:shot|gunned\sdown)", r"(?:shoots|shot|shooting)"),
    "missing": (r"(?:missing|unaccounted\sfor)", ""),
    "arrested": (
        r"(?:arrested|detained|in\scustody|taken\sinto\scustody)",
        r"(?:arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?)",
    ),
    "evacuated": (r"(?:evacuated|displaced)", r"(?:evacuat(?:es|ed|ing)|displac(?:es|ed|ing))"),
    "rescued": (r"rescued", r"rescu(?:es|ed|ing)"),
    "affected": (r"(?:affected|exposed|compromised)", ""),
    "destroyed": (r"(?:destroyed|flattened)", r"destroy(?:s|ed|ing)"),
    "damaged": (r"damaged", r"damag(?:es|ed|ing)"),
    "flooded": (r"flooded", r"flood(?:s|ed|ing)"),
    "without power": (r"without\s(?:power|electricity)", ""),
    "cancelled": (r"cancell?ed", r"cancel(?:s|l?ed|l?ing)"),
    "recalled": (r"recalled", r"recall(?:s|ed|ing)?"),
    "laid off": (
        r"(?:laid\soff|cut)",
        r"(?:la(?:y|ys|id|ying)\soff|cut(?:s|ting)?|slash(?:es|ed|ing)?|ax(?:e|es|ed|ing)|shed(?:s|ding)?)",
    ),
}
_LABELS = {
    "fine": "amount of the fine",
    "settlement": "amount of the settlement",
    "deal": "price of the deal",
    "bail": "amount of the bail",
    "ransom": "amount of the ransom",
    "reward": "amount of the reward",
    "stake": "size of the stake",
    "turnout": "turnout",
}

# Pieces of words without which a pattern cannot match: looked for first, they cost little.
_HINTS: dict[str, tuple[str, ...]] = {
    "killed": ("kill", "slain"),
    "dead": ("dead", "died", " die", "perished", "death toll", " lives"),
    "hurt": ("injur", "hurt", "wound"),
    "shot": ("shot", "gunned", "shoot"),
    "missing": ("missing", "unaccounted"),
    "arrested": ("arrest", "detain", "custody"),
    "evacuated": ("evacuat", "displac"),
    "rescued": ("rescu",),
    "affected": ("affected", "exposed", "compromised"),
    "destroyed": ("destroy", "flattened"),
    "damaged": ("damag",),
    "flooded": ("flood",),
    "without power": ("without power", "without electricity"),
    "cancelled": ("cancel",),
    "recalled": ("recall",),
    "laid off": (" off", "cut", "slash", "ax", "shed"),
    "fine": ("fine", "penalty"),
    "settlement": ("settlement",),
    "deal": ("deal", "acqui", "takeover", "purchase", "buyout", "buy", "bought"),
    "bail": ("bail", "bond"),
    "ransom": ("ransom",),
    "reward": ("reward",),
    "stake": ("stake",),
    "turnout": ("turnout",),
}

# Things that some states are only believed of.
_ONLY: dict[str, frozenset[str]] = {
    "destroyed": _words("homes houses buildings structures"),
    "damaged": _words("homes houses buildings structures"),
    "flooded": _words("homes houses buildings"),
    "without power": _words("people customers homes households"),
    "cancelled": _words("flights trains"),
    "recalled": _words("vehicles cars trucks units batteries"),
    "laid off": _words("jobs workers employees positions staff"),
    "affected": _words("people customers users patients accounts clients households"),
}
_PEOPLE = frozenset(["people", "persons", "person", ""])
_SINGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "boy": "boys",
    "girl": "girls",
    "officer": "officers",
    "soldier": "soldiers",
    "student": "students",
    "passenger": "passengers",
    "teenager": "teenagers",
    "teen": "teenagers",
    "teens": "teenagers",
    "suspect": "suspects",
    "victim": "people",
    "victims": "people",
    "kids": "children",
    "cops": "officers",
    "pupils": "students",
    "cars": "vehicles",
    "houses": "homes",
    "policemen": "officers",
}

_STOP = (
    r"(?:in|on|at|as|and|after|when|by|from|with|who|that|during|near|were|was|have|has|had|are|"
    r"is|including|of|or|while|to|but|before|for|outside|inside|overnight|across|following|"
    rf"since|over|amid|because|into|early|late|{A_WEEKDAY.lower()}|dead)"
)
_NOUN = rf"(?P<noun>(?:\s(?!{_STOP}\b)[a-z][a-z'’-]*){{0,2}})"
_BEING = r"(?:\s(?:were|was|are|is|have\sbeen|has\sbeen|had\sbeen|remain|remained|reported))?"
_F = rf"(?P<figure>{FIGURE})"
_COUNTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, (passive, active) in _STATES.items()
    for pattern in (
        rf"{_F}{_NOUN}{_BEING}(?:\sstill|\slisted\sas|\sreported|\sleft)?\s{passive}\b",
        *((rf"\b{active}\s{_F}{_NOUN}",) if active else ()),
    )
)
_MORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "dead",
        re.compile(
            rf"\bdeath\stoll\s(?:(?:has|had)\s)?(?:\w+\s){{0,3}}?(?:to|at|of|is|was|reached|hit)\s{_F}"
            rf"(?P<noun>)(?=[.,;]|\s(?:on|as|after|people|from|in)\b|$)",
            re.IGNORECASE,
        ),
    ),
    ("dead", re.compile(rf"\b(?:claimed|claims|taken)\s{_F}(?P<noun>)\slives\b", re.IGNORECASE)),
    ("dead", re.compile(rf"\b(?:leaves|left|leaving)\s{_F}{_NOUN}\sdead\b", re.IGNORECASE)),
    (
        "hurt",
        re.compile(
            rf"\b(?:leaves|left|leaving)\s{_F}{_NOUN}\s(?:injured|hurt|wounded)\b", re.IGNORECASE
        ),
    ),
)

_M = rf"(?P<figure>{MONEY})"
_P = rf"(?P<figure>{PERCENT})"
_SUMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("fine", rf"\b(?:fined|(?:a|the)\s(?:fine|penalty)\sof)\s(?:\w+\s){{0,3}}?{_M}"),
        ("fine", rf"{_M}\s(?:civil\s|record\s)?(?:fine|penalty)\b"),
        ("settlement", rf"{_M}\s(?:\w+\s)?settlement\b"),
        ("settlement", rf"\bsettlement\s(?:of|worth)\s{_M}"),
        # A merger's worth is that of both: "$2 billion merger deal" is no price.
        ("deal", rf"{_M}\s(?:(?!merger\b)\w+\s)?(?:deal|acquisition|takeover|purchase|buyout)\b"),
        (
            "deal",
            rf"\b(?:buy|buying|bought|buys|acquire|acquiring|acquired)\s[^.;,]{{3,60}}?\sfor\s{_M}",
        ),
        ("bail", rf"\b(?:bail|bond)\s(?:was\s|is\s|has\sbeen\s)?(?:set\s)?(?:at|of)\s{_M}"),
        ("bail", rf"{_M}\s(?:cash\s)?(?:bail|bond)\b"),
        ("ransom", rf"{_M}\sransom\b|\bransom\sof\s{_M.replace('figure', 'other')}"),
        ("reward", rf"{_M}\sreward\b"),
        ("reward", rf"\breward\sof\s{_M}"),
        ("stake", rf"{_P}\s(?:\w+\s)?stake\b"),
        ("stake", rf"\bstake\sof\s{_P}"),
        ("turnout", rf"\bturnout\s(?:was|of|reached|stood\sat|at)\s{_P}"),
    )
)
_AGE = re.compile(
    r"\b(?P<name>[A-Z][a-z]+(?:\s[A-Z]\.?)?\s[A-Z][a-z]+(?:[-’'][A-Z]?[a-z]+)?),\s"
    r"(?:who\sis\s|aged?\s)?(?P<figure>\d{1,2}),|"
    r"\b(?P<other>\d{1,2})-year-old\s(?P<called>[A-Z][a-z]+(?:\s[A-Z]\.?)?\s[A-Z][a-z]+"
    r"(?:[-’'][A-Z]?[a-z]+)?)\b"
)
_NOT_NAMES = _words("South North East West New County City Street Avenue Road Park")

# Another event than the story's, a wish or a fear, or a total over many.
_ASIDE = re.compile(
    r"\b(?:1[89]\d\d|20\d\d)\b|\?|"
    r"\b(?:last|past|previous|recent|earlier|prior)\s(?:year|month|week|summer|winter|spring|fall|"
    r"autumn|decade|century|\w+\s(?:years|months|weeks|days)|years|months|weeks|days|night’s|night's)"
    r"\b|\b(?:ago|since|previously|formerly|history|record|annual|annually|yearly|every|each|per|"
    r"average|another|similar|separate|separately|unrelated|second|third|fourth|also|would|could|"
    r"may|might|if|unless|feared|fears|worst|deadliest|combined|nationwide|statewide|worldwide|"
    r"nationally|statistics|weekend|recent|recently|so\sfar|this\syear|this\smonth|this\sweek|"
    r"in\stotal|altogether|initially|originally|first\sreported|earlier\sreports?|had\ssaid|"
    r"no\slonger|not\sbeen|postponed|rescheduled|revised|at\sone\spoint|war|attacks|shootings|"
    r"crashes|incidents|raids|overdoses|homicides|murders|cases)\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:another|including|among|plus|other|others|both|of\swhom|first|next|only|extra|"
    r"additional|further|where|from|between|than|killing|suspect|suspects|gunman|gunmen|alone)"
    r"(?:\s\w+)?\s$|\b(?:a|an|his|her|their|its|whose)\s$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\s(?:of\s(?:them|the|those|these|whom|his|her|their|us)|others?|more|additional|further|"
    r"remaining|unidentified|hours?|days?|times|years?|months?|weeks?|minutes?|miles?|blocks?|"
    r"shots?|rounds?|months-old|year-old)\b|-",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\s*(?:at\sthe\sscene|instantly|on\simpact|in\shospital|at\s(?:a|the|an)\s(?:\w+\s)?hospital|"
    r"seriously|critically|badly|severely|slightly|fatally|in\sthe\s(?:head|leg|arm|chest|back|"
    r"foot|face|neck|hand|stomach|abdomen|torso|shoulder|hip|thigh|buttocks?)|to\sdeath|and\s"
    r"(?:killed|wounded|injured|hurt)\b(?!\s(?:at\s|\d|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|more|dozens))|times|or\s(?:wounded|injured|hurt|killed|missing)|inside|"
    r"multiple|several|there|multiple\stimes)\b",
    re.IGNORECASE,
)
_DEADLY = _words("killed dead")
_HIMSELF = re.compile(
    r"\b(?:including|plus|and)\s(?:the|a|an|his|her|one)\s(?:\w+\s)?(?:shooter|gunman|gunmen|suspect|"
    r"attacker|killer|driver|pilot|bomber|officers?)\b|\b(?:himself|herself|themselves|own\slife|"
    r"suicide)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(rf"\s(?!{_STOP}\b)[a-z]")
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|of|on|from)\s(?:the\s)?"
    r"(?!\d[\d.,]*\s(?:thousand|million|billion|euros?|people)\b)((?:[A-Z0-9][\w.’'-]*\s?){1,4})"
)
_DAYS = frozenset((*WEEKDAYS, *MONTHS, *SHORT_WEEKDAYS, *SHORT_MONTHS, "Sept"))


def slots(sentence: str) -> Iterator[tuple[Slot, Figure]]:
    """The figures of a sentence of which it is sure what they count.

    Args:
        sentence: English; a title counts as one.
    """
    if not (has_number(sentence) or "day" in sentence.lower()):
        return
    yield from _ages(sentence)
    for event, day in planned(sentence):
        yield Slot("day", event), day
    for kind, noun, count in counted(sentence):
        yield Slot(kind, noun), count
    low = sentence.lower()
    named = {name for name, hints in _HINTS.items() if any(hint in low for hint in hints)}
    if not named or _ASIDE.search(sentence):
        return
    for name, pattern in (*_COUNTS, *_MORE):
        for found in pattern.finditer(sentence) if name in named else ():
            slot = _counted(name, found, sentence)
            value = figure(found["figure"])
            if slot is not None and value is not None and value.low >= 0:
                yield slot, value
    for name, pattern in _SUMS:
        for found in pattern.finditer(sentence) if name in named else ():
            text = found["figure"] or found.groupdict().get("other")
            value = figure(text) if text else None
            if value is not None:
                yield Slot(name, ""), value


def _counted(name: str, found: re.Match[str], sentence: str) -> Slot | None:
    if _PART_BEFORE.search(sentence, 0, found.start("figure")):
        return None
    if _PART_AFTER.match(sentence, found.end("figure")):
        return None
    if _ENDING.match(sentence, found.end()):
        return None
    if name in _DEADLY and _HIMSELF.search(sentence):
        return None
    if (
        not found["noun"]
        and found.end() != found.end("figure")
        and _GOES_ON.match(sentence, found.end())
    ):
        return None  # "three injured students": some of them
    noun = _noun(found["noun"])
    if name in _ONLY and noun not in _ONLY[name]:
        return None
    return Slot(name, noun)


def _noun(text: str) -> str:
    words = [_SINGULAR.get(word, word) for word in text.lower().split()]
    if not words or " ".join(words) in _PEOPLE:
        return "people"
    return " ".join(words)


def _ages(sentence: str) -> Iterator[tuple[Slot, Figure]]:
    for found in _AGE.finditer(sentence):
        name = found["name"] or found["called"]
        value = figure(found["figure"] or found["other"])
        if value is not None and _NOT_NAMES.isdisjoint(name.split()):
            yield Slot("age", name), value


def dead_in(sentence: str) -> float:
    """How many dead a sentence tells of, 0 when it does not say or not surely."""
    return max((value.high for slot, value in slots(sentence) if slot.kind in _DEADLY), default=0.0)


def places(sentence: str) -> frozenset[str]:
    """Capitalised words that follow "in", "at", "near": where something happened."""
    return frozenset(
        word.strip(".,’'")
        for found in _PLACE.finditer(sentence)
        for word in found[1].split()
        if word.strip(".,’'") not in _DAYS
    )
