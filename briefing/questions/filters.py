"""What looks like a cue and is none: each filter has a name, the model learns its weight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

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
_BOILERPLATE_WORDS: Final = listed("boilerplate") | {"<name>"}
_NO_COMMENT_WORDS: Final = frozenset(["decline", "respond", "reply", "return", "reach", "reached"])


def filters(sentences: Sequence[Units], at: int, words: Lexicon) -> tuple[str, ...]:
    """Names of the filters that the sentence ``at`` of an article sets off."""
    u = sentences[at]
    text = u.sentence
    bit = words.bit
    out: list[str] = []
    low = u.low
    # The words first, for most sentences hold none of them.
    if not _IDIOM_WORDS.isdisjoint(low) and _IDIOM.search(text):
        out.append("idiom")
    if not _BOILERPLATE_WORDS.isdisjoint(low) and _BOILERPLATE.search(text):
        out.append("boilerplate")
    quoted = u.all_bits & bit["QUOTE"]
    if "you" in u.low or "your" in u.low:
        out.append("reader")
    outlook = bit["OUTLOOK"]
    if u.all_bits & outlook and sum(1 for b in u.bits if b & outlook) >= 2:
        out.append("outlook")
    live = bit["WILL"] | bit["POSSIBLE"] | bit["IS"] | bit["HAS"] | bit["MUST"] | bit["COND"]
    if u.all_bits & (bit["HAD"] | bit["WAS"]) and not u.all_bits & live:
        out.append("settled")
    elif not u.all_bits & (live | bit["NEG"] | bit["FUTURE"]):
        out.append("past")
    if not _NO_COMMENT_WORDS.isdisjoint(u.lemma) and _NO_COMMENT.search(text):
        out.append("nocomment")
    if u.all_bits & bit["NUMBER"] and _YEAR.search(text):
        out.append("year")
    if "?" in u.low:
        if quoted:
            out.append("interview")
        following = sentences[at + 1].sentence if at + 1 < len(sentences) else ""
        if _ANSWERED.match(following):
            out.append("answered")
        if at == 0:
            out.append("teaser")
    if len(u) < 7:
        out.append("short")
    return tuple(out)
