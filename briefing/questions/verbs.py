"""Verbs: base form of a spelling, and which unit of a clause is its finite verb."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from briefing.questions.inflect import IRREGULAR, forms
from briefing.questions.tokens import Units
from briefing.questions.wordlists import listed

MODALS: Final = listed("modals")
BE: Final = frozenset(["is", "are", "was", "were", "'s", "'re", "am"])
HAVE: Final = frozenset(["has", "have", "had"])
DO: Final = frozenset(["do", "does", "did"])
HEADLINE: Final = listed("headline")
"""Stand for "is set to" where a headline leaves the auxiliary out."""
AUX: Final = MODALS | BE | HAVE | DO
DETERMINERS: Final = listed("determiners")
PREPOSITIONS: Final = listed("prepositions")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[str, str], ...]]:
    """form -> (base, tag) readings as a verb."""
    text = (files("briefing.questions") / "data" / "verbs.txt").read_text(encoding="utf-8")
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    nouns = {"man", "woman", "spokesman", "child", "person"}
    for base in dict.fromkeys([*text.split(), *(b for b in IRREGULAR if b not in nouns)]):
        for form, tag in forms(base):
            out[form] = (*out.get(form, ()), (base, tag))
    return out


def base_of(form: str, *tags: str) -> str:
    """Base form of ``form`` read as a verb in one of ``tags`` ("", "s", "ed", "en", "ing"; none
    given: any); "" when it is not one."""
    for base, tag in _table().get(form, ()):
        if not tags or tag in tags:
            return base
    return ""


def gerund_base(form: str) -> str:
    """Base of an -ing form, by table or "" when unknown."""
    return base_of(form, "ing") if form.endswith("ing") else ""


def finite(u: Units, start: int, end: int) -> int:
    """Index of the finite verb of the clause in units ``start`` to ``end``, -1 when none is found.

    An auxiliary is taken at once; otherwise the first form in -s or -ed (or a plain form after a
    plural or a pronoun) that does not read as a noun or a participle behind its noun.
    """
    relative = False
    for i in range(start, end):
        low = u.low[i]
        if low in ("who", "which", "that") and i > start:
            relative = True
            continue
        if low == ",":
            relative = False
            continue
        if (
            relative
            and low not in AUX
            and i
            and u.low[i - 1] in ("who", "which", "that")
            and base_of(low)
        ):
            relative = False
            continue
        if low in HEADLINE and i + 1 < end and u.low[i + 1] == "to" and not relative and i > start:
            return i
        if low in AUX:
            if low == "'s" and i + 1 < end and not _verbal(u, i + 1):
                continue  # the genitive
            if relative:
                relative = False
                continue
            if i == start:
                continue
            return i
        if i == start or low == "<name>":
            continue
        before = u.low[i - 1]
        if before in DETERMINERS or before in PREPOSITIONS or before in ("to", "'s", "and", "or"):
            continue
        if base_of(low, "ed"):
            nxt = u.low[i + 1] if i + 1 < end else ""
            if (
                nxt == "by"
                or (nxt in ("in", "as", "at") and base_of(low, "en") and u.tag[i - 1] == "")
            ) and u.low[i - 1] != "<name>":
                continue
            if relative:
                relative = False
                continue
            return i
        if base_of(low, "s") and (before == "<name>" or u.tag[i - 1] == "") and before not in AUX:
            nxt = u.low[i + 1] if i + 1 < end else ""
            if (
                nxt == "of"
                or (not nxt and before != "<name>")
                or (nxt in AUX)
                or base_of(nxt, "ed")
            ):
                continue
            if relative:
                relative = False
                continue
            return i
        if base_of(low, "") and (
            u.tag[i - 1] == "s" or before in ("they", "we", "you", "people", "police")
        ):
            nxt = u.low[i + 1] if i + 1 < end else ""
            if nxt in AUX or nxt == "of":
                continue
            if relative:
                relative = False
                continue
            return i
    return -1


_ADVERBS: Final = frozenset(
    ["not", "n't", "been", "likely", "unclear", "clear", "still", "even", "also", "now", "already"]
)


def _verbal(u: Units, i: int) -> bool:
    low = u.low[i]
    if u.low[i - 2 : i - 1] == ["<name>"] and low not in ("not", "n't", "been", "likely"):
        return False
    return low in _ADVERBS or bool(base_of(low, "ing", "en"))
