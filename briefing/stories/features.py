"""What two articles have in common, as numbers.

An ``Item`` holds an article's words as small integers (``Lexicon``) in arrays, each with its
rarity when it came: a window holds ten thousands of them. ``pair`` compares two.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.stories.gist import AGAIN, BASE, CAPITAL, FIRST, HEADLINE, SMALL, TEXT

NOTHING: frozenset[int] = frozenset()
_NAME, _NUMBER = 64, 128
"""What ``finish`` adds to a word's code."""

_CODES = bytes([max(0, code - BASE) for code in range(256)])
"""Characters of a gist's line of codes -> codes."""

_FIGURE = bytes([c if c & (CAPITAL | FIRST) else c | _NUMBER for c in range(256)])
_NAMED = bytes([c | _NAME if c & (CAPITAL | FIRST) else c for c in range(256)])
_NAMED_INSIDE = bytes([c | _NAME if c & CAPITAL else c for c in range(256)])
_PLAIN = bytes(range(256))
"""Code of a word -> the same with what its kind adds: a number; what is a name wherever it is
capitalised, only where that says something, or never."""


def _kind(word: str, rate: float) -> bytes:
    """``rate``: share of the word's uses that are capitalised, -1 when nobody knows."""
    if word[:1].isdigit():
        return _FIGURE
    if rate < 0 or rate > 0.5:
        return _NAMED
    return _NAMED_INSIDE if rate > 0.2 else _PLAIN


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
    """Words met, how many stories of the background and which articles of the window hold them."""

    def __init__(self, words: dict[str, tuple[int, float]], stories: int) -> None:
        self.ids: dict[str, int] = {}
        self.words: list[str] = []
        self.kinds: list[bytes] = []
        """Code of a word -> the same with what is known of the word."""
        self.holders: list[list[int]] = []
        """Numbers of the articles that hold a word, in order of arrival."""
        self.total = float(stories)
        self.settled: list[float] = []
        """Rarity of each word at the moment the window was taken up."""
        self._before: list[float] = []
        """How many stories of the background hold a word."""
        self._background = words

    def _meet(self, word: str, code: int) -> None:
        """Number a word; ``code`` says how it was written.

        A small word the background lacks is mostly plain English it happens not to hold; a
        capitalised one is mostly a name, and rare indeed.
        """
        count, rate = self._background.get(word, (0, -1.0))
        plain = code & SMALL and not count and word.isalpha() and word.isascii()
        self.ids[word] = len(self.words)
        self.words.append(word)
        self.kinds.append(_kind(word, rate))
        self.holders.append([])
        self._before.append(2.0 if plain else count + 0.5)

    def numbers(self, words: list[str], codes: bytes) -> list[int]:
        """Numbers of the words of an article; ``codes`` say how they were written."""
        ids = self.ids
        try:
            return list(map(ids.__getitem__, words))
        except KeyError:
            for word, code in zip(words, codes, strict=True):
                if word not in ids:
                    self._meet(word, code)
            return list(map(ids.__getitem__, words))

    def rarities(self, terms: Iterable[int]) -> array[float]:
        """Rarity of each term at this moment, 0.02 (everywhere) to 1 (met nowhere before)."""
        log, total, before, holders = math.log, self.total, self._before, self.holders
        most = log(2 * total + 2)
        found = [log(total / (before[t] + len(holders[t]))) / most for t in terms]
        return array("f", [x if x > 0.02 else 0.02 for x in found])

    def settle(self) -> None:
        """Keep every rarity as of now: all articles of earlier days get theirs of one moment."""
        self.settled = self.rarities(range(len(self.words))).tolist()

    def measure(self, item: Item) -> list[float]:
        """How much each word of an article of earlier days counts; the vector's length is kept."""
        settled = self.settled
        values = [_WHOLE[c] * settled[t] for c, t in zip(item.codes, item.terms, strict=True)]
        item.norm = _length(values)
        return values


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
    terms: list[int]
    """Its words, each once."""
    codes: bytes
    """What is known of each word; see ``gist``."""
    joined: str
    """Places of neighbouring words; see ``gist``."""
    ages: frozenset[int]
    rarity: array[float]
    """Rarity of each word when the article came; empty until it is weighed."""
    norm: float = 0.0
    """Length of the vector of headline (twice) and text; 0 until it is weighed."""
    story: int = -1

    finished: bool = False
    """Whether it is ready to be compared: all that follows is known."""
    norm_head: float = 1.0
    norm_body: float = 1.0
    mass: float = 0.0
    """Summed rarity of the headline's words."""
    names: int = 0
    """How many of its words are names."""
    has_text: bool = False
    has_numbers: bool = False

    def joins(self, one: int, two: int) -> bool:
        """Whether the second of two of its words stands right behind the first somewhere."""
        terms = self.terms
        return f",{terms.index(one)} {terms.index(two)}," in self.joined


_UNWEIGHED: array[float] = array("f")


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
        lexicon.numbers(words.split(" "), codes) if words else [],
        codes,
        joined,
        frozenset(map(int, ages.split())) if ages else NOTHING,
        _UNWEIGHED,
    )


def weigh(item: Item, rarity: array[float]) -> None:
    """Give the item's words the rarities they have at this moment."""
    item.rarity = rarity
    item.norm = _length([_WHOLE[c] * x for c, x in zip(item.codes, rarity, strict=True)])


def weights(item: Item) -> list[float]:
    """Weights of the item's words, a unit vector; it must be weighed."""
    norm = item.norm
    return [_WHOLE[c] * x / norm for c, x in zip(item.codes, item.rarity, strict=True)]


def names(item: Item) -> set[int]:
    """Those of the item's words that are names; it must be finished."""
    return {t for t, c in zip(item.terms, item.codes, strict=True) if c & _NAME}


def _length(vector: list[float]) -> float:
    return math.sqrt(sum([w * w for w in vector])) or 1.0


def finish(lexicon: Lexicon, item: Item) -> None:
    """Make an item ready to be compared, once."""
    if item.finished:
        return
    item.finished = True
    terms, kinds = item.terms, lexicon.kinds
    if not item.rarity:  # it is of earlier days
        item.rarity = array("f", [lexicon.settled[term] for term in terms])
    item.codes = codes = bytes([kinds[t][c] for t, c in zip(terms, item.codes, strict=True)])
    item.names = len([c for c in codes if c & _NAME])
    item.has_numbers = max(codes, default=0) >= _NUMBER
    head = [x for c, x in zip(codes, item.rarity, strict=True) if c & HEADLINE]
    body = [_BODY[c] * x for c, x in zip(codes, item.rarity, strict=True) if c & TEXT]
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
        self.followers: dict[int, list[int]] = {}
        """Word -> words that stand right behind it somewhere."""
        for pair in item.joined.split(",")[1:-1]:
            one, _, two = pair.partition(" ")
            self.followers.setdefault(item.terms[int(one)], []).append(item.terms[int(two)])

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
        k = 0
        for t in filter(places.__contains__, b.terms):
            p, k = places[t], b.terms.index(t, k)
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
        for one, r in met.items():
            for two in self.followers.get(one, ()):
                if two in met and b.joins(one, two) and furniture.isdisjoint((one, two)):
                    neighbours += 1
                    neighbour_mass += r + met[two]
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
