"""Cutting a line to length where a phrase ends, so that nothing is left hanging."""

from __future__ import annotations

from typing import Final

from briefing.questions.verbs import AUX, DETERMINERS, PREPOSITIONS, base_of
from briefing.questions.wordlists import listed

LOOSE_ENDS: Final = PREPOSITIONS | DETERMINERS | listed("loose_ends")
"""Words that end no line."""
_OPENS_NEXT: Final = PREPOSITIONS | listed("opens_next")
"""Words before which a phrase has ended."""
OPENS_CLAUSE: Final = listed("opens_clause")
LEADING_ON: Final = listed("leading_on")
"""Words that say nothing without what follows them."""


def cut(text: str, most: int) -> str:
    """``text`` cut to at most ``most`` words at a place where a phrase ends; "" when that is
    not possible."""
    parts = text.split()
    if len(parts) <= most:
        return _tidy(parts, PREPOSITIONS)
    for end in range(most, 1, -1):
        word = parts[end].lower().strip(",;")
        if (
            word in _OPENS_NEXT
            or parts[end - 1].endswith((",", ";"))
            or (base_of(word, "ing") and word != "following" and end > most // 3)
        ):
            if word == "of" or parts[end - 1].lower() in LOOSE_ENDS:
                continue
            tidy = _tidy(_whole_clauses(parts[:end]))
            if len(tidy.split()) >= max(2, most // 3):
                return tidy
    return ""


def _whole_clauses(parts: list[str]) -> list[str]:
    """Without a clause at the end that lost its verb ("when his own record") or what the verb
    leads to ("that have been linked"), without a preposition whose -ing form lost its object
    ("after claiming"), and without the second of two ("and continue")."""
    low = [part.lower().strip(",;") for part in parts]
    for at in range(len(low) - 1, 2, -1):
        if low[at] in OPENS_CLAUSE:
            acts = any(word in AUX | {"to"} or word.endswith("ed") for word in low[at + 1 :])
            if not acts or (base_of(low[-1], "ed", "en") and at > len(low) // 2):
                return parts[:at]
            break
    if len(low) > 4 and low[-1].endswith("ing") and low[-2] in PREPOSITIONS:
        return parts[:-2]
    end = len(low)
    while end > 4 and (low[end - 1] in LEADING_ON or low[end - 2 : end] == ["in", "order"]):
        end -= 1 + (low[end - 1] == "order")
    if end > 4 and low[end - 2] in ("and", "or"):
        listed_last = parts[end - 3].endswith(",")
        end -= 2 * (listed_last or bool(base_of(low[end - 1], "", "ing")))
    return parts[:end]


def _tidy(parts: list[str], kept: frozenset[str] = frozenset()) -> str:
    """Without loose ends, but for words in ``kept``."""
    parts = list(parts)
    loose = LOOSE_ENDS - kept
    while parts and (parts[-1].lower().strip(",;:.'’") in loose or not parts[-1].strip(",;:.–—-")):
        parts.pop()
    return " ".join(parts).rstrip(",;:.–—- ")
