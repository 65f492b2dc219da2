"""Who raises a question: the narrator, "critics", or the person or body that the sentence names."""

from __future__ import annotations

from typing import Final

from briefing.models import EMPTY, CleanText, Kind
from briefing.questions.clauses import Context
from briefing.questions.lexicon import Lexicon
from briefing.questions.tokens import Units
from briefing.questions.wordlists import listed

_CRITICS: Final = frozenset(["critic", "opponent", "campaigner", "activist", "advocate"])
_RAISES: Final = listed("raises")


def asker(u: Units, kind: Kind, context: Context, words: Lexicon) -> CleanText:
    """ "" for the narrator; "critics" for critics, campaigners and their like; else the name that
    stands before (or right behind) the verb of saying or demanding."""
    if kind is Kind.EXPLICIT and '"' not in u.low and "“" not in u.low:
        return EMPTY
    for i, lemma in enumerate(u.lemma):
        if lemma not in _RAISES or u.low[i] == "<name>":
            continue
        if i + 1 < len(u) and u.low[i + 1] == "<name>" and lemma in ("say", "warn", "add"):
            return CleanText(u.text[i + 1])
        for k in range(i - 1, max(-1, i - 7), -1):
            low = u.low[k]
            if low in (".", ";", ":", '"', "”"):
                break
            if u.lemma[k] in _CRITICS:
                return CleanText("critics")
            if low == "<name>":
                return CleanText(u.text[k])
            if low in ("he", "she") and context.who(low):
                return CleanText(context.who(low))
    return EMPTY
