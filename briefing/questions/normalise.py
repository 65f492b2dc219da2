"""The question line: at most 15 words, ends with "?", as a person would write it.

Explicit questions stay as written; wh- and whether-clauses change places; else a way of asking by
kind of cue, with the subject that the sentence names. What cannot be turned into a good line is
given as the evidence's own clause in quotation marks.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from briefing.models import CleanText, Kind
from briefing.questions.ask_acts import claimed, considering, demanded, denied, threatened
from briefing.questions.ask_any import (
    any_embedded,
    any_modal,
    anything,
    embedded,
    explicit,
    headline,
    stated,
)
from briefing.questions.ask_forms import approval, hunted, wanted_done, weighing, wh_subject
from briefing.questions.ask_plain import plain
from briefing.questions.ask_unknown import detail, inquiry, outcome, unknown_subject
from briefing.questions.clauses import (
    Context,
    clause_end,
    clause_start,
    cut,
    surface,
)
from briefing.questions.cues import Hit
from briefing.questions.lexicon import lexicon
from briefing.questions.phrases import (
    Strategy,
)
from briefing.questions.polish import anchor, polish
from briefing.questions.subjects import (
    MOST_WORDS,
    WH,
    upper_first,
)
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    AUX,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    base_of,
)


def question_line(u: Units, hits: Sequence[Hit], kind: Kind, context: Context) -> CleanText:
    """The line for one evidence sentence; the quoted clause when no question can be formed."""
    first = (embedded,) if any(_untold(hit) for hit in hits) else ()
    for strategy in (
        explicit,
        wh_subject,
        *first,
        *_BY_KIND[kind],
        any_embedded,
        weighing,
        any_modal,
        *_ANY_KIND,
        plain,
        anything,
        outcome,
    ):
        text = polish(strategy(u, hits, context))
        if text.startswith(_DONE) and strategy not in _MAY_ASK_OF_THE_PAST:
            continue
        if text and (good(text) or (strategy is explicit and 3 <= len(text.split()) <= MOST_WORDS)):
            return CleanText(anchor(text, context))
    return CleanText(quoted(u, hits))


def _untold(hit: Hit) -> bool:
    """True for a sure cue that a wh- or whether-clause follows."""
    family = hit.family
    return family.kind is Kind.UNDISCLOSED and family.clause >= 0 and family.weight >= 0.65


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
    if _ill_begun(low) or _ill_ended(low) or any(_STRAY.search(word) for word in words):
        return False
    if " what to " in text or (low[0] in AUX and not _may_begin(low)):
        return False
    if any(
        w in ("will", "did", "does", "would") and n in _FINITE for w, n in itertools.pairwise(low)
    ):
        return False
    if any(a == b for a, b in itertools.pairwise(low)):
        return False
    if low[1] in (
        "it",
        "he",
        "she",
        "they",
        "that",
        "this",
        "we",
        "i",
        "you",
        "and",
        "or",
        "but",
        "those",
        "these",
        "not",
        "also",
    ):
        return False
    if low[0] in AUX and (
        low[1] in PREPOSITIONS or low[1] in WH or low[1] in ("no", "far", "as", "say", "which")
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
    if low[0] in AUX and _second_verb(low):
        return False
    if re.search(r"[;:\"“”()\[\]]|--", text):
        return False
    if low[-1] in PREPOSITIONS | DETERMINERS | {"and", "or", "to", "that", "which", "who"} and low[
        -1
    ] not in (
        "in",
        "on",
        "for",
        "with",
        "about",
        "to",
        "of",
        "under",
        "over",
        "off",
        "from",
    ):
        return False
    return text.endswith("?")


_STRAY: Final = re.compile(r"[^s]['’]$|^['’](?!s\b)")
"""A mark of quotation that lost its other half."""


_NO_QUESTION: Final = re.compile(
    r"no longer|advised that|^\S+ (?:\S+ ){1,4}(?:(?:un)?clear|(?:un)?known|premature|uncertain) "
    r"(?:what|whether|how|why|who|where|when|if|that|for|to)\b"
)
"""A state that is over, and a dummy subject taken for a real one ("is the firm clear whether")."""


def _ill_begun(low: Sequence[str]) -> bool:
    """True for a yes/no line whose subject begins with a verb: "Will responded to it act"."""
    return (
        low[0] in AUX
        and bool(base_of(low[1], "ed", "s"))
        and low[2] in PREPOSITIONS | DETERMINERS | {"to", "address", "that"}
    )


def _ill_ended(low: Sequence[str]) -> bool:
    """True for a line that lost what its last word leads up to."""
    if _NO_QUESTION.search(" ".join(low)):
        return True
    if low[-1].endswith("ing") and low[-2] in ("start", "begin", "stop", "keep", "continue"):
        return True
    return low[-1] in ("second", "first", "third", "final", "new", "able", "such") or (
        len(low) <= 4
        and low[-1] in ("face", "have", "get", "make", "take", "give", "bring", "cause")
    )


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
        if word in (
            "that",
            "which",
            "who",
            "if",
            "when",
            "what",
            "how",
            "why",
            "because",
            "and",
            "or",
            "as",
            "whether",
            "than",
            "where",
            "while",
            "after",
            "before",
            "until",
            "unless",
        ):
            return False
        if word in MODALS | {"is", "are", "was", "were", "has", "does", "did"}:
            return True
        if word.endswith(("n't", "n’t")):
            return True
    return False


_PRONOUNS: Final = frozenset(["he", "she", "it", "they", "we", "i", "them", "him"])
_LIVE: Final = (
    "NEG UNCLEAR MYSTERY QUESTION SPARSE REFUSE FUTURE POSSIBLE COND MUST AWAIT ONGOING TALK DELAY "
    "CONSIDER INVESTIGATE INQUIRY DEMAND DENY WARN DANGER YET LIKELY SCHEDULE LEGAL QM"
)


def is_mere_fact(u: Units, hits: Sequence[Hit]) -> bool:
    """True when the clause that would be quoted for want of a line tells of nothing left open."""
    start, end = _around(u, hits)
    words = lexicon()
    live = 0
    for name in _LIVE.split():
        live |= words.bit[name]
    return not any(bits & live for bits in u.bits[start:end]) and "still" not in u.low[start:end]


def is_vague(u: Units, hits: Sequence[Hit]) -> bool:
    """True when the clause that would be quoted speaks of "them" and names nobody."""
    start, end = _around(u, hits)
    return "<name>" not in u.low[start:end] and not _PRONOUNS.isdisjoint(u.low[start:end])


def _around(u: Units, hits: Sequence[Hit]) -> tuple[int, int]:
    """The clause around the first cue."""
    at = hits[0].at[0] if hits else 0
    return clause_start(u, at), clause_end(u, at)


_LEADS_INTO: Final = frozenset(["now", "if", "when", "while", "although", "as", "because", "once"])
"""What begins with these needs the clause that follows it."""


def quoted(u: Units, hits: Sequence[Hit]) -> str:
    """The clause around the cue, verbatim in quotation marks, followed by a question mark."""
    start, end = _around(u, hits)
    whole = u.sentence.strip(' ."“”')
    if len(whole.split()) <= MOST_WORDS and not any(mark in whole for mark in '"“”;:?'):
        start, end = 0, len(u)
    if u.low[start] in _LEADS_INTO:
        end = len(u)
    text = surface(u, start, end)
    if len(text.split()) < 5:
        text = surface(u, 0, len(u))
    short = cut(text, MOST_WORDS) or " ".join(text.split()[:MOST_WORDS])
    short = short.strip(",;:.!?–— ")
    if len(short.split()) < 3:
        short = " ".join(u.sentence.split()[:MOST_WORDS])
    return f"“{upper_first(short)}”?"


# --- strategies -----------------------------------------------------------------------


_BY_KIND: Final[dict[Kind, tuple[Strategy, ...]]] = {
    Kind.EXPLICIT: (embedded,),
    Kind.UNDISCLOSED: (embedded, any_embedded, inquiry, hunted, detail, unknown_subject, outcome),
    Kind.DISPUTED: (embedded, denied, any_embedded, claimed, stated),
    Kind.PENDING: (
        approval,
        weighing,
        considering,
        embedded,
        headline,
        any_modal,
        any_embedded,
        outcome,
    ),
    Kind.DEMANDED: (demanded, wanted_done, considering, headline),
    Kind.RISK: (threatened, any_modal),
}

_DONE: Final = ("Has ", "Have ", "Had ", "Did ", "Was ", "Were ")
_MAY_ASK_OF_THE_PAST: Final = (
    explicit,
    wh_subject,
    embedded,
    any_embedded,
    denied,
    claimed,
    stated,
    any_modal,
    plain,
)
"""Ways that may ask whether something was so: elsewhere what is told as done is not open."""

_ANY_KIND: Final[tuple[Strategy, ...]] = (
    demanded,
    denied,
    inquiry,
    considering,
    approval,
    hunted,
    threatened,
)
"""Tried when the kind's own ways give no line: the kind may be taken wrongly."""
