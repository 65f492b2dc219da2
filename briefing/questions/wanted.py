"""What a question line asks for: its slot, its head verb, and the words that an answer must
speak of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from briefing.questions.lexicon import lexicon
from briefing.questions.merge import content
from briefing.questions.tokens import Units, units
from briefing.questions.verbs import AUX, BE, DETERMINERS, HAVE, MODALS, PREPOSITIONS, base_of
from briefing.questions.wordlists import grouped, listed

SETTLES: Final = grouped("settles")
_SAME: Final = grouped("same")
_LIGHT: Final = listed("light")
_EMPTY: Final = listed("empty")
_DETAILS: Final = frozenset(["detail", "term", "specifics"])


class Slot(Enum):
    """What fills the gap of a question."""

    FIGURE = auto()
    SPAN = auto()
    DATE = auto()
    NAME = auto()
    PLACE = auto()
    CAUSE = auto()
    FACT = auto()
    """Whether something is so: an assertion or denial of it."""
    OUTCOME = auto()
    """Anything else: what was decided, found, agreed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question line taken apart."""

    slot: Slot
    head: str
    """Base form of the head verb, "" when the line has none that says much."""
    settling: frozenset[str]
    """Verbs of which one states the outcome, the head among them."""
    words: frozenset[str]
    """Content words, nouns for one thing made equal."""
    object: frozenset[str]
    """Those behind the head verb."""
    subject: frozenset[str]
    """Words in front of the head verb of a yes/no line: an answer holds one of them."""
    thing: str
    """For "will there be an inquiry": the noun, "" for other lines."""


@lru_cache(maxsize=1)
def _first_of() -> dict[str, str]:
    out: dict[str, str] = {}
    for group in _SAME:
        # Sorted: which of them stands for the others must not depend on the order of a set.
        keys = sorted(stem for word in group for stem in content(word))
        for key in keys:
            out.setdefault(key, keys[0])
    return out


def matter(text: str) -> frozenset[str]:
    """Content words of a text, nouns that stand for one thing made equal."""
    first = _first_of()
    return frozenset(first.get(word, word) for word in content(text))


def _settling(words: list[str]) -> frozenset[str]:
    out: set[str] = set()
    for word in words:
        if word in _LIGHT:
            continue
        for group in SETTLES:
            if word in group:
                out.update(group)
    return frozenset(out)


def _head(u: Units, start: int) -> int:
    """Unit of the head verb at or behind unit ``start``, -1 when none is found."""
    for i in range(start, min(len(u), start + 10)):
        if u.low[i] in ("be", "been", "being", "get"):
            for k in range(i + 1, min(len(u), i + 4)):
                if base_of(u.low[k], "ed", "en"):
                    return k
    spare = -1
    tags = ("en", "ing") if u.low[start] in BE | HAVE else ("", "en", "ing")
    if u.low[start] not in AUX:
        # "Who stole the chalice?"
        tags = ("ed", "s", "en")
    for i in range(start + 1, len(u)):
        if not base_of(u.low[i], *tags) or u.low[i] == "<name>":
            continue
        before = u.low[i - 1]
        if before in DETERMINERS or before in PREPOSITIONS or before in ("'s", "and", "or"):
            continue
        if spare >= 0 and spare == i - 1 and u.lemma[spare] in ("stay", "remain", "keep"):
            return spare  # "stay closed"
        after = u.low[i + 1] if i + 1 < len(u) else "?"
        if after in DETERMINERS or after in PREPOSITIONS or after in ("<name>", "?", "to", "the"):
            return i
        if spare < 0:
            spare = i
    return spare


def _slot(low: list[str]) -> Slot:
    first, second = low[0], low[1] if len(low) > 1 else ""
    if first == "how":
        if second == "long":
            return Slot.SPAN
        if second in ("many", "much", "large", "big", "high", "far", "fast", "old", "deep", "wide"):
            return Slot.FIGURE
        return Slot.OUTCOME if second in ("will", "would") else Slot.CAUSE
    if first == "when":
        return Slot.DATE
    if first in ("who", "whose", "which", "whom"):
        return Slot.NAME
    if first == "where":
        return Slot.PLACE
    if first == "why" or (first == "what" and {"caused", "motive", "reason", "cause"} & set(low)):
        return Slot.CAUSE
    if first == "what":
        if {"price", "cost", "number", "amount", "toll"} & set(low):
            return Slot.FIGURE
        return Slot.DATE if "date" in low[:4] else Slot.OUTCOME
    return Slot.FACT if first in AUX or first in MODALS else Slot.OUTCOME


@lru_cache(maxsize=4096)
def wanted(line: str) -> Wanted | None:
    """The line taken apart; None for quoted evidence and other lines that ask for nothing."""
    if line.startswith("“") or not line.endswith("?"):
        return None
    u = units(line[:1].lower() + line[1:], lexicon())
    if len(u) < 3:
        return None
    slot = _slot(u.low)
    words = matter(line) - _EMPTY
    start = next((i for i, low in enumerate(u.low) if low in AUX), 0)
    at = _head(u, start)
    thing = ""
    if "there" in u.low[:3]:
        # "Will there be an independent inquiry into X?": the noun before its preposition.
        end = next((k for k in range(4, len(u)) if u.low[k] in PREPOSITIONS or u.low[k] == "?"), 0)
        thing = next(iter(sorted(matter(u.text[end - 1]))), "") if end else ""
        settling = _settling(["order"])
        return Wanted(slot, "", settling, words, frozenset(), frozenset(), thing)
    front: frozenset[str] = frozenset()
    if at >= 0 and base_of(u.low[at]) not in _LIGHT:
        if slot is Slot.FACT:
            front = matter(" ".join(u.text[start + 1 : at])) - _EMPTY
        head = base_of(u.low[at])
        settling = _settling([head]) | {head}
        behind = matter(" ".join(u.text[at + 1 :])) - _EMPTY
    else:
        head = ""
        about = [lemma for lemma in u.lemma if lemma.isalpha()]
        if not _DETAILS.isdisjoint(about):
            about = ["disclose"]
        settling = _settling([*about, "find"] if slot is Slot.PLACE else about)
        behind = frozenset()
    return Wanted(
        slot,
        head,
        settling,
        words - matter(f"{head} {u.text[at]}") if head else words,
        behind,
        front,
        "",
    )


def ask_the_same(one: str, other: str) -> bool:
    """True for lines of one head verb, or of one thing that is to be, about the same words: "How
    large a stake will Roe keep?", "Will Roe keep a stake?"."""
    a, b = wanted(one), wanted(other)
    if a is None or b is None or ({a.slot, b.slot} & _APART and a.slot is not b.slot):
        return False
    if a.thing or b.thing:
        if a.thing == b.thing:
            return _within(a.words - {a.thing}, b.words - {b.thing}, 0.4)
        thing = a.thing or b.thing
        return thing in a.words & b.words and _within(a.words, b.words, 0.6)
    if not a.head or a.head != b.head:
        return False
    if a.subject and b.subject and not a.subject & b.subject:
        return False
    return _within(a.words, b.words, 0.6)


_APART: Final = frozenset([Slot.DATE, Slot.CAUSE, Slot.PLACE])
"""What is asked for under these is another question than whether."""


def _within(a: frozenset[str], b: frozenset[str], least: float) -> bool:
    """True when most words of the shorter line stand in the other."""
    fewer = min(len(a), len(b))
    return fewer > 0 and len(a & b) >= least * fewer
