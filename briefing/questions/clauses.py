"""Clauses by eye: where one begins and ends, and who its subject is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from briefing.questions.cutting import LEADING_ON
from briefing.questions.lexicon import Lexicon
from briefing.questions.tokens import Units
from briefing.questions.verbs import AUX, PREPOSITIONS
from briefing.questions.wordlists import listed
from briefing.text.calendar import WEEKDAYS

STOPS: Final = listed("stops")
QUOTES: Final = frozenset(['"', "“", "”", "„"])
JOINS: Final = listed("joins")
SUBORDINATORS: Final = listed("subordinators")
ATTRIBUTION: Final = listed("attribution")
"""Verbs that lead up to what is said."""
PERSON_PRONOUNS: Final = frozenset(["he", "she"])
PRONOUNS: Final = frozenset(["he", "she", "it", "they"])
OWN_VOICE: Final = listed("own_voice")
OPENERS: Final = listed("openers")
OF_PEOPLES: Final = ("nian", "sian", "tian", "rian", "lian", "nese", "lese", "uese")
"""Endings of the names of peoples: "Indonesian officials"."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence stands in."""

    person: str = ""
    """The person named last before the sentence, "" when none."""
    man: str = ""
    """The person named last who may be meant by "he"."""
    woman: str = ""
    """The person named last who may be meant by "she"."""
    body: str = ""
    """The organisation, place or thing named last before the sentence."""
    thing: str = ""
    """The thing that the sentence before is about: "the ferry"."""
    plural: str = ""
    """The plural subject named last."""
    topic: str = ""
    """The name that the article is about (most frequent in title and lead)."""
    topic_is_person: bool = False
    speaker: str = ""
    """Who speaks in the sentence."""

    def who(self, pronoun: str) -> str:
        """The person that "he", "his", "she" or "her" means."""
        return self.woman if pronoun.lower() in ("she", "her", "hers") else self.man


_SINGLE: Final = re.compile(
    r"(?<![\w.])['‘’](?=\w)|(?<=[^\ws])['’](?!\w)|(?<=[a-rt-z\d])['’](?!\w)"
)
"""Single quotation marks, but no apostrophes."""


def surface(u: Units, start: int, end: int) -> str:
    """Text of units ``start`` to ``end`` as written, without quotation marks."""
    if start >= end:
        return ""
    text = u.sentence[u.start[start] : u.end[end - 1]]
    for mark in '"“”„':
        text = text.replace(mark, "")
    if "'" in text or "’" in text or "‘" in text:
        text = _SINGLE.sub("", text)
    return " ".join(text.split())


def words_in(text: str) -> int:
    """Words of a line, counted at spaces."""
    return len(text.split())


def clause_start(u: Units, at: int) -> int:
    """First unit of the clause that unit ``at`` stands in, seen to its left."""
    i = at
    while i > 0:
        low = u.low[i - 1]
        if low in QUOTES and i > 2 and _opens_a_part(u, i - 1):
            i -= 1
            continue
        if _is_dash(u, i - 1):
            opens = next((k for k in range(i - 2, max(0, i - 16), -1) if _is_dash(u, k)), 0)
            if not opens:
                break
            i = opens  # what stands between two dashes is stepped over
            continue
        if low in STOPS or low in QUOTES or low in JOINS:
            break
        if (
            low == "that"
            and i < at
            and any(u.lemma[k] in ATTRIBUTION for k in range(max(0, i - 9), i - 1))
        ):
            break
        if (
            u.lemma[i - 1] in ATTRIBUTION
            and i < at
            and u.low[i] not in ("to", ",", "by")
            and (u.low[i] != "the" or "," not in u.low[i:at])
            and u.tag[i - 1] == "ed"
        ):
            break
        if low in ("and", ",") and i < at and i >= 2 and u.low[i] in PRONOUNS:
            break
        if low == "and" and i >= 3 and u.low[i - 2] == "," and u.low[i] == "<name>" and at == i + 1:
            break  # ", and Roe will"
        if (
            low in ("as", "after")
            and 0 < at - i <= 5
            and i > 3
            and u.low[i] not in ("a", "an", "well", "part", "of")
        ):
            break
        i -= 1
    opener = u.low[i - 1] if i > 0 and u.low[i - 1] in SUBORDINATORS else u.low[i]
    if opener in SUBORDINATORS:
        # "If the court agrees, the firm could ...": the clause begins behind the comma.
        for k in range(i + 1, at):
            if u.low[k] == ",":
                return k + 1
    return i


_TRAILS: Final = ATTRIBUTION | {"decide", "rule", "order", "find", "hear"}
"""Verbs of a clause that trails behind what is said: ", Judge Roe decided on Friday"."""


_BEHIND_COMMA: Final = frozenset(
    [
        *("who", "which", "whose", "according", "and", "but", "as", "while"),
        *("after", "a", "an", "with", "he", "she", "they", "it", "we"),
        *("said", "says", "where", "when", "although", "though", "the"),
        *("including", "because", "in", "so", "adding", "saying", "despite"),
        *("following", "amid", "or", "<name>", "rather", "not", "even", "if"),
        *("unless", "by", "at", "on", "this", "that", "then"),
    ]
)
"""Words with which another clause begins behind a comma."""


def clause_end(u: Units, at: int) -> int:
    """End (exclusive) of the clause that begins at unit ``at``."""
    inner = False
    for i in range(at + 1, len(u)):
        low = u.low[i]
        if low in STOPS or low in QUOTES:
            if low in QUOTES and (i <= at + 2 or inner or _quotes_a_part(u, i)):
                inner = not inner
                continue
            return i
        if _is_dash(u, i):
            return i
        if low == ",":
            nxt = u.low[i + 1] if i + 1 < len(u) else ""
            if nxt in _BEHIND_COMMA:
                if nxt in ("and", "or", "<name>") and _is_list(u, i):
                    continue
                return i
            if any(u.lemma[k] in _TRAILS for k in range(i + 2, min(len(u), i + 7))) and (
                u.low[min(len(u) - 1, i + 7)] in STOPS
                or any(
                    u.low[k] in STOPS or u.low[k] == "," for k in range(i + 2, min(len(u), i + 8))
                )
            ):
                return i
            if i + 2 < len(u) and (
                u.low[i + 2] in ("said", "says", "told", "added", "warned") or u.tag[i + 1] == "ing"
            ):
                return i
        if (
            low in ("although", "though", "whereas", "because", "while", "according", "but", "amid")
            and i > at + 2
        ):
            return i
    return len(u)


def clause(u: Units, at: int) -> tuple[int, int]:
    """Start and end of the clause that unit ``at`` stands in."""
    start = clause_start(u, at)
    end = clause_end(u, start)
    return start, end if end > at else clause_end(u, at)


def _is_dash(u: Units, i: int) -> bool:
    """True for a hyphen that stands for a dash: " - " and " -- "."""
    return u.low[i] == "-" and i > 0 and u.start[i] > u.end[i - 1]


def _opens_a_part(u: Units, at: int) -> bool:
    """True for a mark behind a subject, as in 'The firm "needs to move"'."""
    opens = sum(low in QUOTES for low in u.low[:at]) % 2 == 0
    return opens and _quotes_a_part(u, at)


def _quotes_a_part(u: Units, at: int) -> bool:
    """True for a mark that opens a few quoted words inside a clause: 'vulnerable to a "breach"'."""
    before = u.low[at - 1]
    inside = before == "<name>" or before[-1:].isalpha()
    return (
        inside
        and u.lemma[at - 1] not in ATTRIBUTION
        and any(low in QUOTES for low in u.low[at + 2 : at + 12])
    )


def _is_list(u: Units, comma: int) -> bool:
    """True when the comma joins the parts of a list, not two clauses."""
    for k in range(comma + 1, min(len(u), comma + 6)):
        if u.low[k] == "," and u.low[min(k + 1, len(u) - 1)] in ("who", "which", "whose", "the"):
            return False
        if u.lemma[k] in _TRAILS and u.tag[k] in ("ed", "s"):
            return False
        if u.low[k] in AUX or u.low[k] in ("said", "says", "he", "she", "they", "it"):
            return False
    return True


_DAYS: Final = frozenset(name.lower() for name in WEEKDAYS) | {"today"}


def subject_span(u: Units, start: int, verb: int) -> tuple[int, int]:
    """The part of units ``start`` to ``verb`` that names the subject: openers, an introducing
    phrase up to its comma and an apposition in commas are left out."""
    while start < verb and (
        u.low[start] in OPENERS
        or u.low[start] in STOPS
        or u.low[start] in QUOTES
        or u.low[start] in _DAYS
        or u.low[start] in (",", "'", "‘", "’", "-")
    ):
        start += 1
    # What leads up to what is said: "experts say the deal", "which says the deal".
    for i in range(verb - 2, start, -1):
        if u.lemma[i] in ATTRIBUTION and (u.tag[i] in ("ed", "s") or u.low[i] == "say"):
            if u.low[i + 1] not in (",", "to", "by"):
                start = i + 1
            break
    commas = [i for i in range(start, verb) if u.low[i] == ","]
    if commas and u.low[start] in PREPOSITIONS | SUBORDINATORS:
        start = commas[0] + 1
        commas = commas[1:]
        while start < verb and (u.low[start] in OPENERS or u.low[start] == ","):
            start += 1
    if commas:
        if commas[-1] == verb - 1 and len(commas) >= 2:
            return start, commas[0]
        if len(commas) == 1 and commas[0] < verb - 1:
            left, right = (start, commas[0]), (commas[0] + 1, verb)
            if u.low[right[0]] in ("who", "which", "whose"):
                return left
            return right if u.low[right[0]] not in ("and", "or") else (start, verb)
        if (
            len(commas) >= 2
            and commas[-1] < verb - 1
            and u.low[commas[-1] + 1] not in ("and", "or")
        ):
            return commas[-1] + 1, verb
    # A relative clause behind the subject is left out.
    for i in range(start + 1, verb):
        if u.low[i] in ("who", "which", "that", "where"):
            return start, i
    return start, verb


ADVERBS_BEFORE_VERB: Final = listed("adverbs_before_verb")


def trim_subject(u: Units, start: int, end: int) -> tuple[int, int]:
    """Drops adverbs at the end and cuts a long subject at its first preposition."""
    while end > start and (u.low[end - 1] in ADVERBS_BEFORE_VERB or u.low[end - 1] == ","):
        end -= 1
    if end - start > 7 and u.low[start] not in ("a", "an"):  # "a group with half of the market"
        for i in range(start + 2, end):
            if u.low[i] in PREPOSITIONS and u.low[i] != "of":
                end = i
                break
        while end > start + 1 and u.low[end - 1] in ADVERBS_BEFORE_VERB | LEADING_ON:
            end -= 1
    return start, end


def is_person(u: Units, i: int, words: Lexicon) -> bool:
    """A name of two parts and more that holds no word for a body reads as a person."""
    if u.low[i] != "<name>":
        return False
    body = words.bit["DECIDER"] | words.bit["BODY"] | words.bit["AGENCY"]
    title = u.text[i].split()
    if title[0] in ("Mr", "Mrs", "Ms", "Dr", "Sir", "President", "Senator", "Judge", "Prof"):
        return True
    return len(title) in (2, 3) and not u.bits[i] & body and not any(w.isupper() for w in title)
