"""Whether two sentences of different outlets say the same. Precision first.

To name an outlet behind a sentence that it never wrote is worse than to leave it out, so one
thing that differs is enough: a figure, a name, a "not", a "may", a word that matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.summaries.figures import NUMBERS
from briefing.summaries.phrases import Phrase
from briefing.text.words import content, stem, stop_words, tokens

_OVERLAP = 0.7
"""Share of either sentence's content, and of its order, that the other must have."""

_FOR_EACH_MISSING = 8
"""Content words of a sentence for each one that the other may lack."""

_LEAST = 4
"""Content words below which two sentences are the same only letter for letter."""

_SCALES = {"hundred", "thousand", "million", "billion", "trillion", "dozen", "dozens", "half"}
_LIGHT = frozenset(
    map(stem, ("said", "says", "told", "tells", "according", "reported", "reports", "added"))
) | frozenset(map(stem, ("police", "authorities", "officials", "people")))
"""What puts a statement down to somebody, without which it is the same statement."""

_NAME = re.compile(r"(?<![\w’'])[A-ZÀ-ÞΑ-ΩА-Я][^\W_]*")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}")
_MOODS = (
    Phrase(
        "denied",
        r"\b(?:not|no|never|without|neither|nor|none|nobody|nothing|cannot|unable|hardly|unlikely|"
        r"den(?:y|ies|ied|ying)|refus(?:e|es|ed|al|ing)|reject\w*|fail(?:s|ed|ing|ure)?|lack\w*|"
        r"ruled\sout|nicht|kein\w*|nie|pas|jamais|sin|nunca|non|não|ne)\b|n[’']t\b",
        found_in=("Nobody was hurt.", "She hasn’t signed.", "Das Dorf hat keinen Arzt."),
        not_in=("Nine were hurt.", "She noted the denial."),
    ),
    Phrase(
        "doubted",
        r"\b(?:unclear|unknown|uncertain|whether|if|may|might|could|possibl[ey]|perhaps|maybe|"
        r"probabl[ey]|likely|alleg\w+|reportedly|apparent(?:ly)?|believ\w+|suspected|fear(?:s|ed)?|"
        r"hop(?:e|es|ed|ing)|rumou?r\w*|appear(?:s|ed)?|seem(?:s|ed)?|doubt\w*|claim(?:s|ed|ing)?|"
        r"should|how|why|who\s(?:will|would))\b",
        found_in=("The mayor may sign.", "It is unclear who signed.", "He allegedly signed."),
        not_in=("The mayor signed.", "It is clear who signed."),
    ),
    Phrase(
        "to come, or only wanted",
        r"\b(?:will|would|shall|going\sto|plan(?:s|ned|ning)?|expect(?:s|ed)?|set\sto|due\sto|"
        r"consider\w*|propos\w*|want(?:s|ed)?|threaten\w*|seek(?:s|ing)?|aim(?:s|ed)?|intend\w*|"
        r"call(?:s|ed)?\s(?:for|on)|urg(?:e|es|ed|ing)|demand\w*|vow\w*|pledg\w*|promis\w*)\b",
        found_in=("The mayor will sign.", "Unions called for a vote.", "She vowed to sign."),
        not_in=("The mayor signed.", "Unions called him."),
    ),
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a sentence says, as far as it can be held against another one."""

    words: tuple[str, ...]
    """Content stems in order, without those that only put it down to somebody."""
    all: frozenset[str]
    """Stems of all its words."""
    figures: frozenset[str]
    names: frozenset[str]
    moods: tuple[bool, ...]
    """Whether it is denied, doubted, to come, asked."""


def says_same(one: str, other: str, lang: str = "en") -> bool:
    """Whether ``other`` says all that ``one`` says: figures, names, mood and nearly every word.

    Args:
        one: a sentence.
        other: a sentence of another article.
        lang: ISO 639-1 of both.
    """
    if one == other:
        return True
    mine, theirs = _claim(one, lang), _claim(other, lang)
    said = set(mine.words)
    if len(said) < _LEAST or mine.figures != theirs.figures or mine.moods != theirs.moods:
        return False
    missing = said - theirs.all
    return (
        len(missing) <= len(said) // _FOR_EACH_MISSING
        and mine.names <= theirs.all
        and len(said & set(theirs.words)) >= _OVERLAP * len(set(theirs.words))
        and _in_order(mine.words, theirs.words) >= _OVERLAP * len(mine.words)
    )


@lru_cache(maxsize=4_096)
def _claim(text: str, lang: str) -> _Claim:
    text = _ABBREVIATED.sub(lambda found: found[0].replace(".", ""), text)
    spoken = tokens(text.replace("%", " percent"))
    named = {word.lower() for word in _NAME.findall(text)} - stop_words(lang)
    return _Claim(
        words=tuple(word for word in content(text, lang) if word not in _LIGHT),
        all=frozenset(stem(word, lang) for word in spoken),
        figures=frozenset(value for word in spoken if (value := _value(word))),
        names=frozenset(stem(word, lang) for word in named if not _value(word)) - _LIGHT,
        moods=(*(mood.regex.search(text) is not None for mood in _MOODS), "?" in text),
    )


def _value(word: str) -> str:
    """A figure as it is compared, in digits or in words; "" for another word."""
    if word[0].isdigit():
        return word.replace(",", "")
    return str(NUMBERS[word]) if word in NUMBERS else word if word in _SCALES else ""


def _in_order(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words of one the other has in the same order (the longest common subsequence)."""
    row = [0] * (len(other) + 1)
    for word in one:
        corner = 0
        for place, counter in enumerate(other, start=1):
            above = row[place]
            row[place] = corner + 1 if word == counter else max(above, row[place - 1])
            corner = above
    return row[-1]
