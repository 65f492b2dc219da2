"""What two articles have in common, as numbers.

An ``Item`` holds an article's words as small integers (``Lexicon``) in arrays, each with its
rarity when it came: a window holds ten thousands of them. ``pair`` compares two.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.stories.gist import AGAIN, BASE, CAPITAL, FIRST, HEADLINE, SMALL, TEXT

NOTHING: frozenset[int] = frozenset()
_SHIFT = 22
_MASK = (1 << _SHIFT) - 1

_NAME, _NUMBER = 64, 128
"""What ``finish`` adds to a word's code."""

_CODES = bytes([max(0, code - BASE) for code in range(256)])
"""Characters of a gist's line of codes -> codes."""


def _by_code(headline: float, text: float, again: float) -> tuple[float, ...]:
    """For each code, how much a word counts that has it."""
    return tuple(
        (headline if code & HEADLINE else 0.0)
        + (text if code & TEXT else 0.0)
        + (again if code & AGAIN else 0.0)
        for code in range(256)
    )


_WHOLE = _by_code(2.0, 1.0, 0.3)
_HEAD = _by_code(1.0, 0.0, 0.0)
_BODY = _by_code(0.0, 1.0, 0.3)


class Lexicon:
    """Words met, how many stories of the background and articles of the window hold them."""

    def __init__(self, words: dict[str, tuple[int, float]], stories: int) -> None:
        self.ids: dict[str, int] = {}
        self.df: list[float] = []
        self.rate: list[float] = []
        """Share of a word's uses that are capitalised; -1 when the background lacks it."""
        self.words: list[str] = []
        self.total = float(stories)
        self._background = words

    def id(self, word: str, small: bool = False) -> int:
        """Number of ``word``, given when first met.

        ``small``: written without a capital. Such a word the background lacks is mostly plain
        English it happens not to hold; a capitalised one is mostly a name, and rare indeed.
        """
        found = self.ids.get(word)
        if found is None:
            found = self.ids[word] = len(self.df)
            count, rate = self._background.get(word, (0, -1.0))
            plain = small and not count and word.isalpha() and word.isascii()
            self.df.append(2.0 if plain else count + 0.5)
            self.rate.append(rate)
            self.words.append(word)
        return found

    def numbers(self, words: list[str], codes: bytes) -> list[int]:
        """Numbers of the words of an article; ``codes`` say how they were written."""
        found = list(map(self.ids.get, words))
        if None in found:
            return [self.id(w, bool(c & SMALL)) for w, c in zip(words, codes, strict=True)]
        return found  # type: ignore[return-value]

    def idf(self, term: int) -> float:
        """Rarity of a term, 0 (everywhere) to 1 (met nowhere before)."""
        return max(0.02, math.log(self.total / self.df[term]) / math.log(2 * self.total + 2))

    def rarities(self) -> list[float]:
        """Rarity of every term at this moment."""
        return [self.idf(term) for term in range(len(self.df))]


@dataclass(slots=True, eq=False)
class Item:
    """An article as the grouping sees it."""

    id: str
    number: int
    hour: float
    source: str
    lang: str
    """ISO 639-1, "" when neither the feed nor the text says."""
    script: str
    terms: array[int]
    """Its words, each once."""
    codes: bytes
    """What is known of each word; see ``gist``."""
    joined: str
    """Places of neighbouring words, as the gist has them; "" once there are ``pairs``."""
    ages: frozenset[int]
    rarity: array[float]
    """Rarity of each word when the article came."""
    norm: float = 0.0
    """Length of the vector of headline (twice) and text."""
    story: int = -1

    pairs: array[int] | None = None
    """Neighbouring words, two numbers in one. These and what follows: once it is compared."""
    norm_head: float = 1.0
    norm_body: float = 1.0
    mass: float = 0.0
    """Summed rarity of the headline's words."""
    names: int = 0
    """How many of its words are names."""
    has_text: bool = False
    has_numbers: bool = False


_NO_RARITY: array[float] = array("f")


def take(lexicon: Lexicon, number: int, id_: str, hour: float, source: str, gist: str) -> Item:
    """See an article by its ``gist``, without weights yet; ``hour`` in hours since 1970."""
    _, script, lang, ages, words, letters, joined = gist.split("\n")
    codes = letters.encode("latin-1").translate(_CODES)
    return Item(
        id_,
        number,
        hour,
        source,
        lang,
        script,
        array("I", lexicon.numbers(words.split(" "), codes) if words else ()),
        codes,
        joined,
        frozenset(map(int, ages.split())) if ages else NOTHING,
        _NO_RARITY,
    )


def weigh(lexicon: Lexicon, item: Item, rarities: Sequence[float] | None = None) -> list[float]:
    """Give the item's words their rarities of this moment; out: their weights, a unit vector.

    ``rarities``: of every term, computed before for many items of one moment.
    """
    rarity = map(lexicon.idf if rarities is None else rarities.__getitem__, item.terms)
    item.rarity = array("f", rarity)
    weights = [_WHOLE[c] * x for c, x in zip(item.codes, item.rarity, strict=True)]
    item.norm = _length(weights)
    return [w / item.norm for w in weights]


def weights(item: Item) -> dict[int, float]:
    """The item's words with their weights, a unit vector."""
    row = zip(item.terms, item.codes, item.rarity, strict=True)
    return {t: _WHOLE[c] * x / item.norm for t, c, x in row}


def names(item: Item) -> set[int]:
    """Those of the item's words that are names; it must be finished."""
    return {t for t, c in zip(item.terms, item.codes, strict=True) if c & _NAME}


def _length(vector: list[float]) -> float:
    return math.sqrt(sum([w * w for w in vector])) or 1.0


def finish(lexicon: Lexicon, item: Item) -> None:
    """Make an item ready to be compared, once."""
    if item.pairs is not None:
        return
    terms, rarity, rate = item.terms, item.rarity, lexicon.rate
    codes = bytearray(item.codes)
    for place, code in enumerate(codes):
        if code & (CAPITAL | FIRST):
            known = rate[terms[place]]
            if known < 0 or known > (0.2 if code & CAPITAL else 0.5):
                codes[place] |= _NAME
                item.names += 1
        elif lexicon.words[terms[place]][0].isdigit():
            codes[place] |= _NUMBER
            item.has_numbers = True
    item.codes = bytes(codes)
    places = list(map(int, item.joined.split()))
    item.pairs = array(
        "Q", [terms[a] << _SHIFT | terms[b] for a, b in zip(places[::2], places[1::2], strict=True)]
    )
    item.joined = ""
    head = [x for c, x in zip(codes, rarity, strict=True) if c & HEADLINE]
    body = [_BODY[c] * x for c, x in zip(codes, rarity, strict=True) if c & TEXT]
    item.mass = sum(head)
    item.norm_head = _length(head)
    item.norm_body = _length(body)
    item.has_text = bool(body)


def can_compare(a: Item, b: Item) -> bool:
    """Whether both may be in one language."""
    if a.script != b.script and {a.script, b.script} != {"han", "kana"}:
        return False
    return a.lang == b.lang or not a.lang or not b.lang


NAMES = (
    "constant",
    "all",
    "title",
    "cross_most",
    "cross_least",
    "body",
    "contain",
    "neighbours",
    "neighbour_mass",
    "rarest",
    "second",
    "third",
    "name_sum",
    "name_most",
    "names",
    "name_share",
    "name_clash",
    "number_mass",
    "number_clash",
    "age",
    "age_clash",
    "day",
    "three_days",
    "hours",
    "same_source",
    "no_teaser",
    "one_teaser",
    "no_teaser_title",
    "both_teasers_all",
)
"""The features of a pair, in the order of ``pair``; the weights are kept under these names."""


class Focus:
    """An item laid open to be compared with many; both it and they must be finished."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.places = {term: place for place, term in enumerate(item.terms)}
        self.pairs = frozenset(item.pairs or ())

    def pair(self, other: Item, furniture: frozenset[int] = NOTHING) -> list[float]:
        """What the two have in common: one value a name in ``NAMES``, the same either way round.

        ``furniture``: words that do not count because their outlet uses them all the time.
        Cosines and rarities lie between 0 and 1.
        """
        a, b, places = self.item, other, self.places
        codes_a, codes_b, rare_a, rare_b = a.codes, b.codes, a.rarity, b.rarity
        first_came = a.number < b.number
        cos = title = forth = back = body = mass = 0.0
        first = second = third = 0.0
        name_most = name_sum = 0.0
        names = numbers = 0
        number_mass = 0.0
        met: dict[int, float] = {}
        for k, t in enumerate(b.terms):
            if t not in places:
                continue
            p = places[t]
            x, y, c, d = rare_a[p], rare_b[k], codes_a[p], codes_b[k]
            met[t] = r = x if first_came else y
            named = c & _NAME, d & _NAME
            if named[0] and named[1]:
                names += 1
            if c & _NUMBER and d & _NUMBER:
                numbers += 1
                number_mass += r
            if t in furniture:
                continue
            both = x * y
            cos += _WHOLE[c] * _WHOLE[d] * both
            if r > third:
                if r > first:
                    first, second, third = r, first, second
                elif r > second:
                    second, third = r, second
                else:
                    third = r
            if c & HEADLINE:
                if d & HEADLINE:
                    title += both
                    mass += r
                forth += _BODY[d] * both
            if c & TEXT:
                if d & HEADLINE:
                    back += _BODY[c] * both
                body += _BODY[c] * _BODY[d] * both
            if named[0] or named[1]:
                name_sum += r
                if r > name_most:
                    name_most = r
        cos /= a.norm * b.norm
        title /= a.norm_head * b.norm_head
        forth /= a.norm_head * b.norm_body
        back /= a.norm_body * b.norm_head
        body /= a.norm_body * b.norm_body
        neighbours = 0
        neighbour_mass = 0.0
        if len(met) > 1:
            for p in self.pairs.intersection(b.pairs or ()):
                one, two = p >> _SHIFT, p & _MASK
                if one not in furniture and two not in furniture:
                    neighbours += 1
                    neighbour_mass += met[one] + met[two]
        numbered = a.has_numbers and b.has_numbers
        aged = bool(a.ages and b.ages)
        age = aged and not a.ages.isdisjoint(b.ages)
        apart = abs(a.hour - b.hour)
        no_teaser = not a.has_text and not b.has_text
        teasers = a.has_text and b.has_text
        return [
            1.0,
            cos,
            title,
            max(forth, back),
            min(forth, back),
            body,
            mass / (min(a.mass, b.mass) + 0.5),
            min(neighbours, 5) / 5,
            min(neighbour_mass, 8.0) / 8,
            first,
            second,
            third,
            min(name_sum, 4.0) / 4,
            name_most,
            min(names, 4) / 4,
            names / (min(a.names, b.names) + 0.5),
            1.0 if a.names and b.names and not names else 0.0,
            min(number_mass, 2.0),
            1.0 if numbered and not numbers else 0.0,
            1.0 if age else 0.0,
            1.0 if aged and not age else 0.0,
            math.exp(-apart / 24),
            math.exp(-apart / 72),
            apart / 96,
            1.0 if a.source == b.source else 0.0,
            1.0 if no_teaser else 0.0,
            0.0 if teasers or no_teaser else 1.0,
            title if no_teaser else 0.0,
            cos if teasers else 0.0,
        ]
