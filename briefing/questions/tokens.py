"""A sentence as units: words, punctuation, and runs of capitals taken as one name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from briefing.questions.lexicon import NAME, Lexicon
from briefing.questions.wordlists import listed

_TOKEN: Final = re.compile(
    # Plain words first, which most units are: they need not be tried against the rarer forms.
    r"[A-Za-z]++(?=[ ,])"
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+|\b(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Maj|Prof|Rev|Inc|Corp|Co|Ltd|No|Dec|Nov|Oct|Sept|Aug|Feb|Jan)\.|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W\d_]+?(?=n['’]t\b)"
    r"|[$£€]?\d(?:[\d,.:]*\d)?(?:%|[a-z]{1,2}\b)?|[^\W\d_]+(?:-[^\W\d_]+)*|[\"“”„?!.,;:()|\[\]—–/&%-]|['‘’]"
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


def _token(text: str, lexicon: Lexicon) -> tuple[str, str, str, int, bool, bool]:
    """What a spelling is wherever it stands: lower case, lemma, tag, classes, whether its capital
    may make it a name, whether it is a word or a number."""
    low = text.lower()
    if "'" in low or "’" in low or low in _SPLIT:
        low = low.replace("’", "'")
        low = _SPLIT.get(low, low)
    word = lexicon.word(low)
    is_word = text[0].isalpha()
    capital = is_word and text != low and low not in _MONTH_DAY and text[0].isupper()
    return low, word.lemma, word.tag, word.bits, capital, is_word or text[0].isdigit()


def units(sentence: str, lexicon: Lexicon, names: Collection[str] = frozenset()) -> Units:
    """Cut ``sentence`` into units. ``names``: words known as names from the rest of the article,
    used where a capital says nothing (first word, title case)."""
    rows: list[tuple[str, str, str, str, int, int, int]] = []
    add = rows.append
    all_bits = 0
    plain = not title_case(sentence)
    name_bit = lexicon.bit[NAME]
    known = lexicon.tokens
    first = True
    previous_name = False
    for match in _TOKEN.finditer(sentence):
        text = match.group()
        token = known.get(text)
        if token is None:
            token = _token(text, lexicon)
            if len(known) > 50_000:
                known.clear()
            known[text] = token
        low, lemma, tag, bits, capital, counts = token
        start, end = match.span()
        if capital:
            if first or not plain:
                is_name = (low in names and low not in _SMALL) or _is_first_name(
                    sentence, start, end, low, lexicon, plain
                )
            else:
                is_name = low != "i"
            if is_name:
                bits |= name_bit
                all_bits |= bits
                first = False
                if previous_name:
                    *_, before_tag, before_bits, began, ended = rows[-1]
                    if sentence[ended:start] in (" ", "-", "&"):
                        rows[-1] = (
                            sentence[began:end],
                            "<name>",
                            "<name>",
                            before_tag,
                            before_bits | bits,
                            began,
                            end,
                        )
                        continue
                previous_name = True
                add((text, "<name>", "<name>", tag, bits, start, end))
                continue
        previous_name = False
        add((text, low, lemma, tag, bits, start, end))
        if bits:
            all_bits |= bits
        if counts:
            first = False
        elif text in _OPENING:
            first = True
    if not rows:
        return Units(sentence)
    texts, lows, lemmas, tags, all_of, starts, ends = map(list, zip(*rows, strict=True))
    return Units(sentence, texts, lows, lemmas, tags, all_of, starts, ends, all_bits)
