"""Whether a question line reads as a person would write it: the last check before it is taken."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from briefing.questions.cutting import LEADING_ON, OPENS_CLAUSE
from briefing.questions.refused import refused
from briefing.questions.subjects import MOST_WORDS, WH
from briefing.questions.verbs import AUX, DETERMINERS, DO, MODALS, PREPOSITIONS, base_of


def good(text: str) -> bool:
    """False for lines that a person would not write: open pronouns in front, doubled words,
    stray marks."""
    words = text.rstrip("?").split()
    if not 3 <= len(words) <= MOST_WORDS:
        return False
    if (
        len(words) == 3
        and words[0] in ("Will", "Did", "Does", "Is", "Has", "Are", "Do", "Was")
        and words[1].lower() in ("the", "a", "an")
    ):
        return False
    low = [w.lower().strip(",;") for w in words]
    if (
        refused(text)
        or _ill_begun(low)
        or _ill_ended(low)
        or any(_STRAY.search(word) for word in words)
    ):
        return False
    if " what to " in text or (low[0] in AUX and not _may_begin(low)):
        return False
    if any(
        w in ("will", "did", "does", "would") and n in _FINITE for w, n in itertools.pairwise(low)
    ):
        return False
    if any(a == b for a, b in itertools.pairwise(low)):
        return False
    if low[1] in _NO_SUBJECT:
        return False
    if low[0] in AUX and low[2] in ("it", "he", "she", "they"):
        return False
    if low[0] in AUX and (
        low[1] in PREPOSITIONS
        or low[1] in WH
        or low[1] in ("no", "far", "as", "say", "which", "such")
    ):
        return False
    if any(
        (word in _OPEN_WORDS and plain.strip(",;") != "US")
        or (word in ("he", "she", "they") and not _relative(low, at))
        or word.startswith(("he’", "he'", "she’", "she'", "they’", "they'"))
        for at, (word, plain) in enumerate(zip(low, words, strict=True))
    ):
        return False
    if low[0] in AUX and (
        low[1] in AUX
        or (
            re.search(r"['’](?:s|re|ll|ve)$", low[1])
            and low[1][:2] in ("he", "it", "th", "sh", "we")
        )
    ):
        return False
    if (low[0] in AUX or low[:2] in (["what", "will"], ["how", "will"])) and _second_verb(low):
        return False
    if re.search(r"[;:\"“”()\[\]]|--", text):
        return False
    if low[-1].endswith(("s’", "s'")):
        return False
    return low[-1] not in _LEFT_HANGING and text.endswith("?")


_NO_SUBJECT: Final = frozenset(
    [
        *("it", "he", "she", "they", "that", "this", "we", "i", "you", "those", "these"),
        *("and", "or", "but", "not", "also", "once", "instead"),
    ]
)
"""Second words of a line that say of nobody what is asked."""
_LEFT_HANGING: Final = (
    PREPOSITIONS | DETERMINERS | frozenset(["and", "or", "that", "which", "who"])
) - frozenset(["in", "on", "for", "with", "about", "to", "of", "under", "over", "off", "from"])
"""Last words that want another behind them; "What is it about?" is good English."""

_STRAY: Final = re.compile(r"[^s]['’]$|^['’](?!s\b)")
"""A mark of quotation that lost its other half."""


def _ill_begun(low: Sequence[str]) -> bool:
    """True for a yes/no line whose subject begins with a verb: "Will responded to it act"."""
    return (
        low[0] in AUX
        and bool(base_of(low[1], "ed", "s"))
        and low[2] in PREPOSITIONS | DETERMINERS | {"to", "address", "that"}
    )


def _ill_ended(low: Sequence[str]) -> bool:
    """True for a line that lost what its last word leads up to."""
    if low[-2] in ("and", "or") and base_of(low[-1], "") and base_of(low[-3], ""):
        return True  # "extend or modify": the object is lost
    if low[-2] in ("which", "who") or "-" in low:
        return True
    if low[-2] == "and" and _only_past_or(low[-1], low[-3]):
        return True
    if low[-1].endswith("ing") and low[-2] in ("start", "begin", "stop", "keep", "continue"):
        return True
    if _loses_its_end(low):
        return True
    if low[-1] in LEADING_ON or low[-2:] == ["in", "order"] or low[-1] in _LOST_WITHOUT:
        return True
    if low[-2] in ("how", "why", "where", "whether", "as", "than", "if", "because") and (
        low[-1] in ("it", "they", "he", "she", "this", "that", "the")
    ):
        return True
    if low[0] in AUX and low[-1] in ("make", "cause", "give", "bring", "have"):
        return True
    return low[-1] in ("second", "first", "third", "final", "new", "able", "such", "latest") or (
        len(low) <= 4
        and low[-1] in ("face", "have", "get", "make", "take", "give", "bring", "cause")
    )


def _loses_its_end(low: Sequence[str]) -> bool:
    """True for "act as a catalyst for", "goods imposed", "What will the talks faltered bring"."""
    if low[:2] == ["what", "will"]:
        return bool(base_of(low[-2], "ed")) and low[-1] in ("find", "decide", "bring")
    if low[0] == "what":
        return not any(word in AUX or base_of(word, "ed", "s") for word in low[1:4])
    if low[0] not in AUX:
        return False
    if low[-1] in ("for", "with", "of", "to", "from", "about", "under"):
        return True
    before = low[-2]
    return (
        low[0] in MODALS | DO
        and bool(base_of(low[-1], "en"))
        and not base_of(low[-1], "")
        and not before.endswith("ly")
        and before not in _BEFORE_PARTICIPLE
        and OPENS_CLAUSE.isdisjoint(low)
    )


_BEFORE_PARTICIPLE: Final = AUX | frozenset(
    ["be", "been", "being", "get", "gets", "as", "those", "all", "not", "more", "and", "or", "even"]
)
_LOST_WITHOUT: Final = frozenset(["continue", "otherwise", "already", "would", "could", "tough"])
"""Words that end no question."""
_OPEN_WORDS: Final = frozenset(
    ["we", "i", "you", "our", "my", "your", "us", "me", "him", "them", "depends", "said", "says"]
) | frozenset(["decline", "'", "’"])
"""Words of somebody's own voice, and what a cut gone wrong leaves behind."""


def _relative(low: Sequence[str], at: int) -> bool:
    """True for "the things they carry", "what he did": the pronoun has its noun in front."""
    return at > 2 and at + 1 < len(low) and (low[at - 1].endswith("s") or low[at - 1] in WH)


_FINITE: Final = frozenset(["is", "are", "was", "were", "has", "had", "been", "will", "to"])


def _may_begin(low: Sequence[str]) -> bool:
    """False for yes/no lines whose subject is no noun phrase, or that ask for a denial."""
    second = low[1]
    third = low[2] if len(low) > 2 else ""
    if second.isdigit() or (second.endswith("ing") and base_of(second, "ing")):
        return False
    if second.endswith("ly") and third.endswith("ing"):
        return False
    if any(a == "be" and b == "that" for a, b in itertools.pairwise(low)):
        return False
    return low[-1] != "to" and not {"deny", "denied", "denies"} & set(low)


def _second_verb(low: Sequence[str]) -> bool:
    """True when a yes/no question holds a second finite verb that nothing introduces."""
    for word in low[2:]:
        if word in _INTRODUCES:
            return False
        if word in _SECOND or _only_past(word):
            return True
        if word.endswith(("n't", "n’t")):
            return True
    return False


def _only_past(word: str) -> bool:
    """True for "wept", "took", "began": forms that can be no participle and no plain verb."""
    return bool(base_of(word, "ed")) and not base_of(word, "en", "")


def _only_past_or(last: str, before: str) -> bool:
    """True for "a leak and warned": a second act that lost what was said."""
    return bool(base_of(last, "ed")) and not base_of(last, "") and not base_of(before, "ed", "en")


_INTRODUCES: Final = frozenset(
    [
        *("that", "which", "who", "if", "when", "what", "how", "why", "because", "and", "or", "as"),
        *("whether", "than", "where", "while", "after", "before", "until", "unless"),
    ]
)
_SECOND: Final = MODALS | frozenset(["is", "are", "was", "were", "has", "does", "did"])
