"""What looks like a cue and is none: each filter has a name, the model learns its weight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from briefing.questions.lexicon import Lexicon
from briefing.questions.tokens import Units
from briefing.questions.wordlists import listed

_IDIOM: Final = re.compile(
    r"\b(?:no question (?:that|about)|out of the question|begs? the question|"
    r"without question|whether or not|"
    r"may i\b|if you will|if anything|as if\b|if only|what if you|no matter (?:what|"
    r"how|who)|or whatever)",
    re.I,
)
_BOILERPLATE: Final = re.compile(
    r"\b(?:all rights reserved|sign up|subscribe|newsletter|click here|read more|"
    r"terms of (?:use|service)|cookie|"
    r"contact us|follow us|e-?mail us|privacy policy|download the app|advertisement)\b",
    re.I,
)
_NO_COMMENT: Final = re.compile(
    r"\b(?:declined? to (?:comment|be interviewed|respond)(?: (?:on|"
    r"about) the (?:report|matter|story|case|issue|record))?[ .,]*(?:when|$|for|to|"
    r"further|beyond|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"(?:did not|didn['’]t|could not|couldn['’]t) (?:immediately |yet )?(?:respond|"
    r"reply|return|be (?:immediately )?reached))",
    re.I,
)
_YEAR: Final = re.compile(r"\b(?:in|since|by|of) (?:1[5-9]\d\d|200\d)\b")
_ANSWERED: Final = re.compile(
    r"^(?:[\"“]?)(?:yes|no|well|because|absolutely|not (?:yet|really|at all)|the answer)\b", re.I
)


_IDIOM_WORDS: Final = frozenset(
    ["question", "whether", "may", "if", "matter", "whatever", "beg", "begs"]
)
_BOILERPLATE_WORDS: Final = listed("boilerplate")
_NO_COMMENT_WORDS: Final = frozenset(["decline", "respond", "reply", "return", "reach", "reached"])


class _Masks(NamedTuple):
    """Classes that are asked for together."""

    quote: int
    outlook: int
    number: int
    past: int
    live: int
    open: int


@cache
def _masks(words: Lexicon) -> _Masks:
    bit = words.bit
    live = bit["WILL"] | bit["POSSIBLE"] | bit["IS"] | bit["HAS"] | bit["MUST"] | bit["COND"]
    return _Masks(
        bit["QUOTE"],
        bit["OUTLOOK"],
        bit["NUMBER"],
        bit["HAD"] | bit["WAS"],
        live,
        live | bit["NEG"] | bit["FUTURE"],
    )


def filters(sentences: Sequence[Units], at: int, words: Lexicon) -> tuple[str, ...]:
    """Names of the filters that the sentence ``at`` of an article sets off."""
    u = sentences[at]
    text = u.sentence
    bits = u.all_bits
    mask = _masks(words)
    out: list[str] = []
    low = set(u.low)
    # The words first, for most sentences hold none of them.
    if not _IDIOM_WORDS.isdisjoint(low) and _IDIOM.search(text):
        out.append("idiom")
    # "Sign Up" and "Read More" are taken for names.
    said = low.union(text.lower().split()) if "<name>" in low else low
    if not _BOILERPLATE_WORDS.isdisjoint(said) and _BOILERPLATE.search(text):
        out.append("boilerplate")
    if "you" in low or "your" in low:
        out.append("reader")
    if bits & mask.outlook and sum(1 for b in u.bits if b & mask.outlook) >= 2:
        out.append("outlook")
    if bits & mask.past and not bits & mask.live:
        out.append("settled")
    elif not bits & mask.open:
        out.append("past")
    if not _NO_COMMENT_WORDS.isdisjoint(u.lemma) and _NO_COMMENT.search(text):
        out.append("nocomment")
    if bits & mask.number and _YEAR.search(text):
        out.append("year")
    if "?" in low:
        if bits & mask.quote:
            out.append("interview")
        following = sentences[at + 1].sentence if at + 1 < len(sentences) else ""
        if _ANSWERED.match(following):
            out.append("answered")
        if at == 0:
            out.append("teaser")
    if len(u) < 7:
        out.append("short")
    return tuple(out)
