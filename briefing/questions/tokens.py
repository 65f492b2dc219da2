"""A sentence as units: words, punctuation, and runs of capitals taken as one name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from briefing.questions.lexicon import NAME, Lexicon
from briefing.questions.wordlists import listed

_TOKEN: Final = re.compile(
    r"[^\W\d_]\.(?:[^\W\d_]\.)+|\b(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Maj|Prof|Rev|Inc|Corp|Co|Ltd|No|Dec|Nov|Oct|Sept|Aug|Feb|Jan)\.|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W\d_]+?(?=n['’]t\b)"
    r"|[$£€]?\d[\d,.:]*\d?(?:%|[a-z]{1,2}\b)?|[^\W\d_]+(?:-[^\W\d_]+)*|[\"“”„?!.,;:()|\[\]—–/&%-]|['‘’]"
)
_SPLIT: Final = {"wo": "will", "ca": "can", "sha": "shall", "'ll": "will", "'ve": "have"}
_MONTH_DAY: Final = listed("month_day")
_PLACES: Final = listed("places")
"""First parts of names of places, which are common words too."""
_SMALL: Final = listed("small")


@dataclass(slots=True)
class Units:
    """Parallel lists over the units of one sentence."""

    sentence: str
    text: list[str] = field(default_factory=list)
    """As written."""
    low: list[str] = field(default_factory=list)
    """Lower case; "<name>" for names, straight apostrophes."""
    lemma: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    all_bits: int = 0

    def __len__(self) -> int:
        return len(self.text)


def title_case(sentence: str) -> bool:
    """True when nearly every longer word has a capital, as in the headlines of some outlets."""
    words = [w for w in re.findall(r"[^\W\d_]+", sentence) if len(w) > 3]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def names_of(sentences: Collection[str]) -> frozenset[str]:
    """Words (lower case) that stand with a capital inside a sentence that is not in title case."""
    seen: dict[str, None] = {}
    for sentence in sentences:
        if title_case(sentence):
            continue
        for match in re.finditer(r"(?<=[a-z,0-9] )[A-Z][\w-]*", sentence):
            seen[match.group().lower()] = None
    return frozenset(seen)


def units(sentence: str, lexicon: Lexicon, names: Collection[str] = frozenset()) -> Units:
    """Cut ``sentence`` into units. ``names``: words known as names from the rest of the article,
    used where a capital says nothing (first word, title case)."""
    out = Units(sentence)
    capitals_lie = title_case(sentence)
    first = True
    previous_name = False
    for match in _TOKEN.finditer(sentence):
        text = match.group()
        low = text.lower()
        if "’" in low:
            low = low.replace("’", "'")
        low = _SPLIT.get(low, low)
        is_word = text[0].isalpha()
        is_name = False
        if is_word and text[0].isupper() and low not in _MONTH_DAY:
            if first or capitals_lie:
                is_name = low in names and low not in _SMALL
                if low in _PLACES and sentence[match.end() : match.end() + 1] == " ":
                    following = sentence[match.end() + 1 : match.end() + 2]
                    is_name = is_name or (following.isupper() and not capitals_lie)
                if (
                    not is_name
                    and not capitals_lie
                    and low not in _SMALL
                    and not lexicon.known(low)
                ):
                    rest = sentence[match.end() : match.end() + 2]
                    is_name = rest[:1] == " " and (
                        rest[1:2].isupper() or (len(text) > 1 and text.isupper())
                    )
                if not is_name and len(text) > 1 and text.isupper() and not sentence.isupper():
                    is_name = True
            else:
                is_name = low != "i"
        word = lexicon.word(low)
        bits = word.bits
        if is_name:
            bits |= lexicon.bit[NAME]
            if previous_name and sentence[out.end[-1] : match.start()] in (" ", "-", "&"):
                out.text[-1] = sentence[out.start[-1] : match.end()]
                out.end[-1] = match.end()
                out.bits[-1] |= bits
                out.all_bits |= bits
                continue
        out.text.append(text)
        out.low.append("<name>" if is_name else low)
        out.lemma.append("<name>" if is_name else word.lemma)
        out.tag.append(word.tag)
        out.bits.append(bits)
        out.start.append(match.start())
        out.end.append(match.end())
        out.all_bits |= bits
        previous_name = is_name
        if is_word or text[0].isdigit():
            first = False
        elif text in ".?!:" or text in '"“':
            first = True
    return out
