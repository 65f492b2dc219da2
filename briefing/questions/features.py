"""What the linear models see of a sentence: words, word pairs, classes, class pairs, cues,
neighbours.

Every feature is a string and is there or not; a model is a table from these strings to weights.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from briefing.questions.cues import Hit
from briefing.questions.lexicon import Lexicon
from briefing.questions.reading import Read, may_be_open
from briefing.questions.tokens import Units

PAIRED: Final = [
    "DECIDER",
    "BODY",
    "AGENCY",
    "SPEAKER",
    "PRONOUN",
    "YOU",
    "KNOW",
    "CLEARADJ",
    "UNCLEAR",
    "MYSTERY",
    "QUESTION",
    "SPARSE",
    "DETAIL",
    "REFUSE",
    "SAY",
    "SAID",
    "WH",
    "WHETHER",
    "FIND",
    "BELIEVE",
    "FUTURE",
    "POSSIBLE",
    "LIKELY",
    "MUST",
    "NEED",
    "NEG",
    "BE",
    "HAVE",
    "DO",
    "BEEN",
    "TO",
    "COND",
    "UNTIL",
    "YET",
    "STILL",
    "NEXT",
    "PASTADV",
    "SCHEDULE",
    "AWAIT",
    "ONGOING",
    "TALK",
    "DELAY",
    "CONSIDER",
    "DECIDE",
    "DECISION",
    "PROPOSAL",
    "LEGAL",
    "APPROVAL",
    "SUE",
    "SUBJECTTO",
    "INVESTIGATE",
    "INQUIRY",
    "UNDER",
    "DEMAND",
    "ARGUE",
    "DEMANDED",
    "DENY",
    "INSIST",
    "ALLEGATION",
    "GUILTY",
    "CONTRARY",
    "WARN",
    "DANGER",
    "WEIGHTY",
    "CONVICT",
    "FACE",
    "OUTLOOK",
    "EVIDENCE",
    "RECENT",
    "QUOTE",
    "QM",
    "COMMA",
    "IS",
    "WAS",
    "HAS",
    "HAD",
    "NAME",
    "NUMBER",
    "OF",
    "OVER",
    "FOR",
    "BY",
    "AND",
]
"""Classes that take part in pairs, in the order of their numbers."""

_FAR: Final = 6
_NEAR: Final = 2


SILENT: Final = "silent"
"""The only feature of a sentence that the word pre-filter leaves out."""


@dataclass(slots=True, eq=False)
class _Set:
    """Classes that stand together in a unit."""

    number: int
    """Shorter to look up by than the bits, which are wider than a machine word."""
    names: tuple[str, ...]
    weighed: tuple[str, ...]
    near: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Number of a set close behind this one -> features of the pair."""
    far: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The same for one further behind."""


def _bigrams(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """The names of lemma pairs by first and second lemma. A lemma holds no "_"."""
    out: dict[str, dict[str, str]] = {}
    for name in names:
        first, joined, second = name.partition("_")
        if joined:
            out.setdefault(first, {})[second] = name
    return out


class Extractor:
    """Turns read articles into features. Built once for a lexicon.

    Args:
        lexicon: the word classes.
        kept: features that a model weighs; of classes and their pairs only these are named, which
            saves most of the work. None: all.
    """

    def __init__(self, lexicon: Lexicon, kept: Collection[str] | None = None) -> None:
        self._kept = kept
        self._classes = [(lexicon.bit[name], name) for name in PAIRED]
        self._sets: dict[int, _Set | None] = {}
        self._behind: dict[str, dict[str, str]] | None = None if kept is None else _bigrams(kept)
        bit_of = lexicon.bit
        self._live = (
            bit_of["WILL"]
            | bit_of["POSSIBLE"]
            | bit_of["FUTURE"]
            | bit_of["NEG"]
            | bit_of["COND"]
            | bit_of["MUST"]
        )
        self._past = bit_of["WAS"] | bit_of["HAD"] | bit_of["DID"]
        self._present = bit_of["IS"] | bit_of["HAS"]

    def _weighed(self, names: list[str]) -> tuple[str, ...]:
        kept = self._kept
        return tuple(names if kept is None else [name for name in names if name in kept])

    def _set(self, bits: int) -> _Set | None:
        """The classes of a unit, None when it has none that take part in pairs."""
        names = [name for bit, name in self._classes if bits & bit]
        found = _Set(len(self._sets), tuple(names), self._weighed(names)) if names else None
        self._sets[bits] = found
        return found

    def _pair(self, first: _Set, then: _Set, near: bool) -> tuple[str, ...]:
        """Features of two classes' words, the second behind the first; near ones get both marks."""
        joins = (">", ">>") if near else (">",)
        found = self._weighed(
            [f"{x}{m}{y}" for m in joins for x in first.names for y in then.names]
        )
        (first.near if near else first.far)[then.number] = found
        return found

    def _add_classes(self, out: set[str], u: Units) -> None:
        """Classes of the units and pairs of classes that stand near one another."""
        sets = self._sets
        if len(sets) > 2_000:
            sets.clear()
        recent: list[tuple[int, _Set]] = []
        for i, bits in enumerate(u.bits):
            if not bits:
                continue
            here = sets[bits] if bits in sets else self._set(bits)
            if here is None:
                continue
            out.update(here.weighed)
            number = here.number
            for k, behind in recent:
                gap = i - k
                if gap <= _FAR:
                    near = gap <= _NEAR
                    names = (behind.near if near else behind.far).get(number)
                    if names is None:
                        names = self._pair(behind, here, near)
                    if names:
                        out.update(names)
            recent.append((i, here))
            if len(recent) > _FAR:
                del recent[0]

    def _add_bigrams(self, out: set[str], lemmas: Sequence[str]) -> None:
        """Neighbouring lemmas, joined."""
        if self._behind is None:
            out.update([f"{a}_{b}" for a, b in pairwise(lemmas)])
            return
        get = self._behind.get
        for a, b in pairwise(lemmas):
            followed = get(a)
            if followed is not None and b in followed:
                out.add(followed[b])

    def own(self, u: Units) -> set[str]:
        """Features of the sentence by itself."""
        lemma, tag = u.lemma, u.tag
        n = len(lemma)
        out = set(lemma)
        add = out.add
        out.update(["." + form for form, word in zip(u.low, lemma, strict=True) if form != word])
        self._add_bigrams(out, ["^", *lemma, "$"])
        self._add_classes(out, u)
        if n:
            add("F:" + lemma[0])
            if n > 1:
                add("F2:" + lemma[0] + "_" + lemma[1])
            last = n - 2 if n > 1 and not lemma[-1][:1].isalnum() else n - 1
            add("L:" + lemma[last])
        add(f"len{min(9, n // 6)}")
        all_bits = u.all_bits
        if not all_bits & self._live:
            add("t:flat")
            if all_bits & self._past and not all_bits & self._present:
                add("t:past")
            elif not all_bits & self._present and "ed" in tag:
                add("t:done")
        elif all_bits & self._past and not all_bits & self._present:
            add("t:pastlive")
        return out

    def article(self, read: Read) -> list[set[str]]:
        """Features of each sentence of an article, with those of its place and its neighbours."""
        n = len(read.sentences)
        bodies = [self.own(u) if may_be_open(u) else set() for u in read.units]
        cues = [sorted({hit.family.id for hit in found}) for found in read.hits]
        kinds = [_strongest(found) for found in read.hits]
        out: list[set[str]] = []
        for i in range(n):
            feats = bodies[i]
            if not feats:
                feats.add(SILENT)
                out.append(feats)
                continue
            for cue in cues[i]:
                feats.add("cue:" + cue)
            if cues[i]:
                weight = max(hit.family.weight for hit in read.hits[i])
                feats.add(f"cues{min(4, len(cues[i]))}")
                feats.add(f"cuew{int(weight * 5)}")
                feats.add("kind:" + kinds[i])
                for name in read.filters[i]:
                    feats.add(f"cf:{name}")
            for name in read.filters[i]:
                feats.add("f:" + name)
            sentence = read.sentences[i]
            if sentence.is_title:
                feats.add("p:title")
            else:
                feats.add(f"p:{min(6, max(0, sentence.position))}")
            if i >= n - 2:
                feats.add("p:end")
            if i > 0 and kinds[i - 1]:
                feats.add("prev:" + kinds[i - 1])
            if i + 1 < n and kinds[i + 1]:
                feats.add("next:" + kinds[i + 1])
            out.append(feats)
        return out


def _strongest(found: Sequence[Hit]) -> str:
    best, weight = "", 0.0
    for hit in found:
        family = hit.family
        if family.weight > weight:
            best, weight = str(family.kind), family.weight
    return best
