"""A sentence as units: words, punctuation, and runs of capitals taken as one name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import accumulate, compress
from operator import or_
from typing import Final

from briefing.questions.lexicon import NAME, Lexicon, Token
from briefing.questions.wordlists import listed

_TOKEN: Final = re.compile(
    # Plain words first, which most units are: they need not be tried against the rarer forms.
    r"([A-Za-z]++(?=[ ,])"
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+|\b(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Maj|Prof|Rev|Inc|Corp|Co|Ltd|No|Dec|Nov|Oct|Sept|Aug|Feb|Jan)\.|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W\d_]+?(?=n['’]t\b)"
    r"|[$£€]?\d(?:[\d,.:]*\d)?(?:%|[a-z]{1,2}\b)?|[^\W\d_]+(?:-[^\W\d_]+)*|[\"“”„?!.,;:()|\[\]—–/&%-]|['‘’])"
)
_LONGER: Final = re.compile(r"[^\W\d_]{4,}")
_CAPITAL_INSIDE: Final = re.compile(r" (?<=[a-z,0-9] )([A-Z][\w-]*)")
_SPLIT: Final = {"wo": "will", "ca": "can", "sha": "shall", "'ll": "will", "'ve": "have"}
_OPENING: Final = frozenset('.?!:"“')
"""Behind these a capital says nothing."""
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
    if sentence.endswith((".", ".”", '."')):
        return False
    words = _LONGER.findall(sentence)
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def names_of(sentences: Collection[str]) -> frozenset[str]:
    """Words (lower case) that stand with a capital inside a sentence that is not in title case."""
    seen: set[str] = set()
    for sentence in sentences:
        if not title_case(sentence):
            seen.update(map(str.lower, _CAPITAL_INSIDE.findall(sentence)))
    return frozenset(seen)


def _is_first_name(
    sentence: str, start: int, end: int, low: str, lexicon: Lexicon, plain: bool
) -> bool:
    """True when a capital at the beginning of a sentence, or in a title in title case, belongs to
    a name. ``plain``: the sentence is not in title case."""
    text = sentence[start:end]
    following = sentence[end : end + 2]
    next_upper = following[:1] == " " and following[1:2].isupper()
    if plain and low in _PLACES and next_upper:
        return True
    acronym = len(text) > 1 and text.isupper()
    if plain and low not in _SMALL and not lexicon.known(low):
        return following[:1] == " " and (next_upper or acronym)
    return acronym and not sentence.isupper()


def _token(text: str, lexicon: Lexicon) -> Token:
    """What the lexicon tells of a spelling, kept for the next time."""
    low = text.lower()
    if "'" in low or "’" in low or low in _SPLIT:
        low = low.replace("’", "'")
        low = _SPLIT.get(low, low)
    word = lexicon.word(low)
    is_word = text[0].isalpha()
    capital = is_word and text != low and low not in _MONTH_DAY and text[0].isupper()
    known = lexicon.tokens
    if len(known) > 50_000:
        known.clear()
    found = (low, word.lemma, word.tag, word.bits, capital, is_word or text[0].isdigit())
    known[text] = found
    return found


def _says_nothing(texts: Sequence[str], counts: Sequence[bool], at: int) -> bool:
    """True for a capital that any word would have there: no word or number stands between it and
    the beginning, or a mark that opens."""
    for i in range(at - 1, -1, -1):
        if counts[i]:
            return False
        if texts[i] in _OPENING:
            return True
    return True


def units(sentence: str, lexicon: Lexicon, names: Collection[str] = frozenset()) -> Units:
    """Cut ``sentence`` into units. ``names``: words known as names from the rest of the article,
    used where a capital says nothing (first word, title case)."""
    # What stands between the tokens, and the tokens, by turns.
    parts = _TOKEN.split(sentence)
    texts = parts[1::2]
    if not texts:
        return Units(sentence)
    bounds = list(accumulate(map(len, parts)))
    starts, ends = bounds[0:-1:2], bounds[1::2]
    known = lexicon.tokens
    rows = [known.get(text) or _token(text, lexicon) for text in texts]
    lows, lemmas, tags, bits, capitals, counts = map(list, zip(*rows, strict=True))
    plain = not title_case(sentence)
    name_bit = lexicon.bit[NAME]
    joined: list[int] = []
    head = last = -2
    for i in compress(range(len(texts)), capitals):
        low = lows[i]
        if not plain or _says_nothing(texts, counts, i):
            is_name = (low in names and low not in _SMALL) or _is_first_name(
                sentence, starts[i], ends[i], low, lexicon, plain
            )
        else:
            is_name = low != "i"
        if not is_name:
            continue
        if last == i - 1 and sentence[ends[head] : starts[i]] in (" ", "-", "&"):
            ends[head] = ends[i]
            texts[head] = sentence[starts[head] : ends[i]]
            bits[head] |= bits[i] | name_bit
            joined.append(i)
        else:
            head = i
            lows[i] = lemmas[i] = "<name>"
            bits[i] |= name_bit
        last = i
    columns = (texts, lows, lemmas, tags, bits, starts, ends)
    for i in reversed(joined):
        for column in columns:
            del column[i]
    return Units(sentence, *columns, reduce(or_, bits))
