"""One question asked twice is one question: lines that share their content words are joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from briefing.questions.wordlists import listed

_STOP: Final = listed("stop")
_WORD: Final = re.compile(r"[a-z0-9$€£%]+")


def content(text: str) -> frozenset[str]:
    """Content words of a line, endings cut."""
    out = []
    for word in _WORD.findall(text.lower().replace("’", "'").replace("'s", "")):
        if word in _STOP or len(word) < 2:
            continue
        for ending in ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
        out.append(word)
    return frozenset(out)


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Overlap of two sets of words, 0 to 1 (Dice)."""
    if not a or not b:
        return 0.0
    return 2.0 * len(a & b) / (len(a) + len(b))


def groups(
    sets: Sequence[frozenset[str]],
    heads: Sequence[str],
    least: float = 0.6,
    same: Callable[[int, int], bool] | None = None,
) -> list[list[int]]:
    """Indexes joined into questions, in order: each joins the first group whose first member is
    like it, at least ``least`` under one heading and 0.7 across headings, or of which ``same``
    says that they ask the same."""
    out: list[list[int]] = []
    for i, words in enumerate(sets):
        for group in out:
            first = group[0]
            need = least if heads[first] == heads[i] else 0.7
            if likeness(sets[first], words) >= need or (same is not None and same(first, i)):
                group.append(i)
                break
        else:
            out.append([i])
    return out
