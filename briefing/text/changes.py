"""What an edit took out of a text and what it put in, sentence by sentence and word by word.

Sentences of the two versions are aligned first (``difflib``), then the words of those that were
reworded. ``difflib`` takes cubic time on texts made for it: what it would have to do at worst is
counted beforehand, and where that is too much a stretch counts as replaced whole.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from briefing.text.patterns import lazily
from briefing.text.scripts import STOPS, UNSPACED
from briefing.values import TYPE_CHECKING, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    _Sentence = tuple[str, bool]
    """Its text, and whether a paragraph begins with it."""

MOST_STEPS = 4_000_000
"""Steps of ``difflib`` at worst, for one pair of texts: well under a second."""
MOST_TRIES = 4_000
"""Pairs of sentences held against each other to find what was reworded into what."""
ALIKE = 0.5
"""Share of the words of the longer one that a sentence keeps when it is reworded."""

SAME, OUT, IN = "same", "out", "in"
SIGNS = {SAME: ("", ""), OUT: ("[-", "-]"), IN: ("{+", "+}")}

_STOPS = ".!?…" + STOPS
_SENTENCE = lazily(rf"(?m)[^\n]+?(?:[{_STOPS}][\"”’»)\]]*(?=\s|$)|[{STOPS}]|$)")
_SIGNS = re.escape(_STOPS + ',;:"“”„()[]{}«»、，')
_LETTERS = rf"[^\s{_SIGNS}{UNSPACED}]+"  # where no space parts words, a letter stands by itself
_WORD = lazily(rf"(?:{_LETTERS}(?:[.,:](?=\w){_LETTERS})*|\S)\s*")


class Piece(Value):
    """Some words of a sentence."""

    text: str
    kind: str
    """SAME, OUT (they stand no more) or IN (they are new)."""


class Passage(Value):
    """About a sentence, as it was and as it is."""

    before: str
    """"" when it was not there."""
    after: str
    """"" when it is no more."""
    pieces: tuple[Piece, ...]
    """What is OUT stands before what came IN for it."""
    opens: bool = False
    """Whether a paragraph begins with it."""


def compare(before: str, after: str) -> tuple[Passage, ...]:
    """Two versions of a text side by side, in order. Differences of white space are none."""
    work = _Work()
    old, new = _sentences(before), _sentences(after)
    found: list[Passage] = []
    for same, was, now in work.aligned([text for text, _ in old], [text for text, _ in new]):
        if same:
            found += [Passage(text, text, (Piece(text, SAME),), opens) for text, opens in new[now]]
        else:
            found += _replaced(old[was], new[now], work)
    return tuple(found)


def _replaced(old: Sequence[_Sentence], new: Sequence[_Sentence], work: _Work) -> Iterator[Passage]:
    """Sentences that gave way to others: what was reworded side by side, the rest out and in."""
    i = j = 0
    for x, y in [*work.reworded(old, new), (len(old), len(new))]:
        for text, opens in old[i:x]:
            yield Passage(text, "", (Piece(text, OUT),), opens)
        for text, opens in new[j:y]:
            yield Passage("", text, (Piece(text, IN),), opens)
        if x < len(old):
            yield Passage(old[x][0], new[y][0], work.pieces(old[x][0], new[y][0]), new[y][1])
        i, j = x + 1, y + 1


def changed(before: str, after: str) -> tuple[Passage, ...]:
    """Only those sentences that the edit touched."""
    return tuple(one for one in compare(before, after) if one.before != one.after)


def signed(passage: Passage) -> str:
    """A sentence as plain text, "[-" and "-]" around what went, "{+" and "+}" around what came."""
    words = []
    for piece in passage.pieces:
        before, after = SIGNS[piece.kind]
        words.append(f"{before}{piece.text.strip()}{after}")
        # What went and what came for it are not run together.
        words.append(" " if piece.kind == OUT or piece.text[-1:].isspace() else "")
    return "".join(words).strip()


class _Work:
    """Compares, and knows how much of that may still be done."""

    def __init__(self) -> None:
        self._steps, self._tries = MOST_STEPS, MOST_TRIES

    def aligned(
        self, old: Sequence[str], new: Sequence[str]
    ) -> Iterator[tuple[bool, slice, slice]]:
        """Stretches in order: whether they are the same, where in the one, where in the other."""
        first = last = 0
        shorter = min(len(old), len(new))
        while first < shorter and old[first] == new[first]:
            first += 1
        while last < shorter - first and old[-1 - last] == new[-1 - last]:
            last += 1
        if first:
            yield True, slice(first), slice(first)
        ends = len(old) - last, len(new) - last
        for kind, i, k, j, m in self._codes(old[first : ends[0]], new[first : ends[1]]):
            yield kind == "equal", slice(first + i, first + k), slice(first + j, first + m)
        if last:
            yield True, slice(ends[0], None), slice(ends[1], None)

    def _codes(
        self, old: Sequence[str], new: Sequence[str]
    ) -> Sequence[tuple[str, int, int, int, int]]:
        if not old and not new:
            return ()
        held = Counter(new)
        # difflib looks at every pair of equal words, once for each stretch that it finds.
        steps = sum(held[word] for word in old) * min(len(old), len(new))
        if steps > self._steps:
            return (("replace", 0, len(old), 0, len(new)),)
        self._steps -= steps
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    def reworded(
        self, old: Sequence[_Sentence], new: Sequence[_Sentence]
    ) -> Iterator[tuple[int, int]]:
        """Which sentence became which, both in order."""
        self._tries -= len(old) * len(new)
        if self._tries < 0:
            return
        held = [Counter(_bare(_words(text))) for text, _ in old]
        start = 0
        for y, (text, _) in enumerate(new):
            words = Counter(_bare(_words(text)))
            like = [(words & held[x]).total() / max(words.total(), held[x].total(), 1)
                    for x in range(start, len(old))]  # fmt: skip
            if like and max(like) >= ALIKE:
                x = start + like.index(max(like))
                yield x, y
                start = x + 1

    def pieces(self, before: str, after: str) -> tuple[Piece, ...]:
        """A reworded sentence. Without white space its pieces SAME and IN are what it is now,
        SAME and OUT what it was."""
        old, new = _words(before), _words(after)
        found: list[Piece] = []
        for same, was, now in self.aligned(_bare(old), _bare(new)):
            if same:
                # A word that stood last has no space behind it; the other one may have.
                both = zip(old[was], new[now], strict=True)
                found.append(Piece("".join(max(pair, key=len) for pair in both), SAME))
            else:
                found += [
                    Piece("".join(words), kind)
                    for words, kind in ((old[was], OUT), (new[now], IN))
                    if words
                ]
        return tuple(found)


def _sentences(text: str) -> list[_Sentence]:
    """Sentences, more or less, each with whether a paragraph begins with it.

    What is told needs no more, and white space between them need not be kept."""
    return [
        (" ".join(found[0].split()), place == 0)
        for line in text.split("\n")
        for place, found in enumerate(_SENTENCE.finditer(line.strip()))
    ]


def _words(text: str) -> list[str]:
    """Words and signs, each with the white space behind it."""
    return _WORD.findall(text)


def _bare(words: Sequence[str]) -> list[str]:
    return [word.rstrip() for word in words]
