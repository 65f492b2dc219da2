"""Cue families: rows of word classes with gaps, matched against the units of a sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from briefing.models import Kind
from briefing.questions.lexicon import Lexicon, lexicon
from briefing.questions.tokens import Units


@dataclass(frozen=True, slots=True)
class Family:
    """One row of slots."""

    id: str
    kind: Kind
    weight: float
    """Chance that a sentence with this cue alone is open, 0 to 1."""
    masks: tuple[int, ...]
    gaps: tuple[int, ...]
    """``gaps[k]``: most units between slot k and slot k + 1."""
    needs: tuple[int, ...]
    """The masks, those that few words belong to first: most sentences are turned down early."""
    clause: int
    """Slot after which the clause in question begins, -1 when the family does not say."""


class Families(tuple[Family, ...]):
    """Families in order, with a memory of which of them a unit can rouse."""

    def __init__(self, _: Iterable[Family]) -> None:
        self._roused: dict[int, tuple[int, ...]] = {}

    def roused(self, bits: int) -> tuple[int, ...]:
        """Places of the families whose rarest words a unit of these classes is one of."""
        found = self._roused.get(bits)
        if found is None:
            found = tuple(i for i, family in enumerate(self) if family.needs[0] & bits)
            self._roused[bits] = found
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a family stands in a sentence."""

    family: Family
    at: tuple[int, ...]
    """Unit of each slot."""


_COMMON = "NAME BE HAVE TO OF FOR AND WH OVER DECIDER BODY SAID SAY NOT NEG FUTURE NEXT"


def compile_family(name: str, kind: Kind, row: dict[str, object], words: Lexicon) -> Family:
    """A family from its line of the data file. Raises KeyError for an unknown class."""
    common = 0
    for often in _COMMON.split():
        common |= words.mask(often)
    masks: list[int] = []
    gaps: list[int] = []
    for part in str(row["slots"]).split():
        if part.isdigit():
            # "1" reads "the very next unit": nothing between.
            gaps.append(int(part) - 1)
            continue
        mask = 0
        for choice in part.split("|"):
            mask |= words.mask(choice)
        masks.append(mask)
    if len(gaps) != len(masks) - 1:
        raise ValueError(f"family {name}: {len(masks)} slots need {len(masks) - 1} gaps")
    clause = row.get("from", -1)
    if isinstance(clause, int) and clause >= len(masks):
        raise ValueError(f"family {name}: no slot {clause}")
    return Family(
        name,
        kind,
        float(str(row["weight"])),
        tuple(masks),
        tuple(gaps),
        tuple(sorted(masks, key=lambda mask: bool(mask & common))),
        clause if isinstance(clause, int) else -1,
    )


@lru_cache(maxsize=1)
def families() -> Families:
    """The packaged families in the order of their file; reading them adds their lemmas to the
    lexicon."""
    text = (files("briefing.questions") / "data" / "families.toml").read_text(encoding="utf-8")
    words = lexicon()
    return Families(
        compile_family(name, Kind(kind), row, words)
        for kind, rows in tomllib.loads(text).items()
        for name, row in rows.items()
    )


def _place(bits: list[int], family: Family, slot: int, after: int) -> tuple[int, ...] | None:
    """Units for the slots from ``slot`` on, the first at most its gap behind unit ``after``."""
    mask = family.masks[slot]
    for i in range(after + 1, min(len(bits), after + 2 + family.gaps[slot - 1])):
        if bits[i] & mask:
            if slot + 1 == len(family.masks):
                return (i,)
            rest = _place(bits, family, slot + 1, i)
            if rest is not None:
                return (i, *rest)
    return None


def hits(sentence: Units, among: Families) -> list[Hit]:
    """Every family that stands in the sentence, once each, at its first place."""
    out: list[Hit] = []
    all_bits, bits = sentence.all_bits, sentence.bits
    roused: set[int] = set().union(*map(among.roused, filter(None, bits)))
    for place in sorted(roused):
        family = among[place]
        for mask in family.needs[1:]:
            if not all_bits & mask:
                break
        else:
            masks = family.masks
            first = masks[0]
            for i, b in enumerate(bits):
                if b & first:
                    if len(masks) == 1:
                        out.append(Hit(family, (i,)))
                        break
                    rest = _place(bits, family, 1, i)
                    if rest is not None:
                        out.append(Hit(family, (i, *rest)))
                        break
    return out
