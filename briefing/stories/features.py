"""What two articles have in common, as numbers.

An ``Item`` holds an article's words as small integers (``Lexicon``), weighted by rarity; ``pair``
compares two items. Sets and dicts here have integer keys on purpose: their order, and with it
every sum of floats, does not depend on the hash seed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from briefing.stories.words import (
    MOST_TEASER,
    Reading,
    ages,
    languages,
    main_language,
    read,
    script,
)

NOTHING: frozenset[int] = frozenset()
_SHIFT = 22
_MASK = (1 << _SHIFT) - 1


class Lexicon:
    """Words met, how many stories of the background and articles of the window hold them."""

    def __init__(self, words: dict[str, tuple[int, float]], stories: int) -> None:
        self.ids: dict[str, int] = {}
        self.df: list[float] = []
        self.rate: list[float] = []
        """Share of a word's uses that are capitalised; -1 when the background lacks it."""
        self.words: list[str] = []
        self.number: list[bool] = []
        """Whether it is one, in digits."""
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
            self.number.append(word[0].isdigit())
        return found

    def idf(self, term: int) -> float:
        """Rarity of a term, 0 (everywhere) to 1 (met nowhere before)."""
        return max(0.02, math.log(self.total / self.df[term]) / math.log(2 * self.total + 2))


@dataclass(slots=True)
class Detail:
    """The finer view of an item, made when it is first compared."""

    title: dict[int, float]
    """Unit vector of the headline's words."""
    body: dict[int, float]
    names: frozenset[int]
    numbers: frozenset[int]
    ages: frozenset[int]
    pairs: frozenset[int]
    """Neighbouring words, two numbers in one."""
    mass: float
    """Summed rarity of the headline's words."""


@dataclass(slots=True)
class Item:
    """An article as the grouping sees it."""

    id: str
    number: int
    hour: float
    source: str
    lang: str
    """ISO 639-1, "" when neither the feed nor the text says."""
    text: str
    """Headline and the teaser's beginning, a line each."""
    head: Reading
    rest: Reading
    title_terms: list[int]
    body_terms: list[int]
    idf: dict[int, float] = field(default_factory=dict)
    """Rarity of each of its words when it came."""
    all: dict[int, float] = field(default_factory=dict)
    """Weights of headline (twice) and teaser, a unit vector."""
    detail: Detail | None = None
    script: str = ""
    """Known once there is a ``detail``."""
    story: int = -1


def _unit(vector: dict[int, float]) -> dict[int, float]:
    norm = math.sqrt(sum([w * w for w in vector.values()]))
    return {t: w / norm for t, w in vector.items()} if norm else vector


def _language(letters: str, declared: str, counts: dict[str, int]) -> str:
    """The text's own function words, where they are clear, before what its feed declares."""
    if letters == "kana":
        return "ja"
    found = main_language(counts)
    sure = not declared or (found and counts[found] >= max(4, 2 * counts.get(declared, 0) + 1))
    return found if sure else declared


def can_compare(a: Item, b: Item) -> bool:
    """Whether both may be in one language; both need their ``detail``."""
    if a.script != b.script and {a.script, b.script} != {"han", "kana"}:
        return False
    return a.lang == b.lang or not a.lang or not b.lang


def take(
    lexicon: Lexicon,
    number: int,
    id_: str,
    title: str,
    teaser: str,
    hour: float,
    source: str,
    lang: str,
) -> Item:
    """See an article as an ``Item`` without weights yet; ``hour`` in hours since 1970."""
    teaser = teaser[:MOST_TEASER]
    head = read(title, True)
    rest = read(teaser, False)
    ids = lexicon.id
    return Item(
        id_,
        number,
        hour,
        source,
        lang,
        f"{title}\n{teaser}",
        head,
        rest,
        [ids(w, not c) for w, c in zip(head.terms, head.capital, strict=True)],
        [ids(w, not c) for w, c in zip(rest.terms, rest.capital, strict=True)],
    )


def weigh(lexicon: Lexicon, item: Item, known: dict[int, float] | None = None) -> None:
    """Give the item's words their weights by what is rare at this moment.

    ``known``: rarities computed before, for many items of one moment.
    """
    idf = lexicon.idf
    counts: dict[int, float] = dict.fromkeys(item.title_terms, 2.0)
    once: set[int] = set()
    twice: set[int] = set()
    for t in item.body_terms:
        if t not in once:
            once.add(t)
            counts[t] = counts.get(t, 0.0) + 1.0
        elif t not in twice:
            twice.add(t)
            counts[t] += 0.3
    if known is None:
        item.idf = rarity = {t: idf(t) for t in counts}
    else:
        item.idf = rarity = {}
        for t in counts:
            x = known.get(t)
            if x is None:
                x = known[t] = idf(t)
            rarity[t] = x
    item.all = _unit({t: c * rarity[t] for t, c in counts.items()})


def finish(lexicon: Lexicon, item: Item) -> Detail:
    """The finer view of an item, kept with it; its language is settled at the same time."""
    item.script = script(item.text)
    item.lang = _language(item.script, item.lang, languages(item.head.heard + item.rest.heard))
    idf, rate = item.idf, lexicon.rate
    names = set()
    for terms, capital in (
        (item.title_terms, item.head.capital),
        (item.body_terms, item.rest.capital),
    ):
        for t, c in zip(terms, capital, strict=True):
            if c:
                known = rate[t]
                if known < 0 or known > (0.2 if c == 1 else 0.5):
                    names.add(t)
    numbers = frozenset([t for t in idf if lexicon.number[t]])
    title = {t: idf[t] for t in item.title_terms}
    body: dict[int, float] = {}
    for t in item.body_terms:
        body[t] = 1.3 * idf[t] if t in body else idf[t]
    item.detail = detail = Detail(
        _unit(title),
        _unit(body),
        frozenset(names),
        numbers,
        ages(item.text) if numbers else NOTHING,
        frozenset(
            [
                terms[n - 1] << _SHIFT | terms[n]
                for terms, joined in (
                    (item.title_terms, item.head.joined),
                    (item.body_terms, item.rest.joined),
                )
                for n in joined
            ]
        ),
        sum(title.values()),
    )
    return detail


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


def pair(a: Item, b: Item, furniture: frozenset[int] = NOTHING) -> list[float]:
    """What ``a`` and ``b`` have in common: one value a name in ``NAMES``.

    ``furniture``: words that do not count because their outlet uses them all the time. Both need
    their ``detail``. Cosines and rarities lie between 0 and 1.
    """
    da, db = a.detail, b.detail
    assert da is not None
    assert db is not None
    at, bt, ab, bb = da.title, db.title, da.body, db.body
    aa, ba, rarity = a.all, b.all, a.idf
    an, bn = da.names, db.names
    cos = title = forth = back = body = mass = 0.0
    first = second = third = 0.0
    name_most = name_sum = 0.0
    for t in aa.keys() & ba.keys():
        if t in furniture:
            continue
        x = rarity[t]
        cos += aa[t] * ba[t]
        if x > third:
            if x > first:
                first, second, third = x, first, second
            elif x > second:
                second, third = x, second
            else:
                third = x
        if t in at:
            if t in bt:
                title += at[t] * bt[t]
                mass += x
            if t in bb:
                forth += at[t] * bb[t]
        if t in ab:
            if t in bt:
                back += bt[t] * ab[t]
            if t in bb:
                body += ab[t] * bb[t]
        if t in an or t in bn:
            name_sum += x
            if x > name_most:
                name_most = x
    neighbours = da.pairs & db.pairs
    neighbour_mass = 0.0
    if furniture and neighbours:
        neighbours = frozenset(
            p for p in neighbours if p >> _SHIFT not in furniture and p & _MASK not in furniture
        )
    for p in neighbours:
        neighbour_mass += rarity[p >> _SHIFT] + rarity[p & _MASK]
    names = len(an & bn) if an and bn else 0
    numbers = da.numbers & db.numbers
    numbered = bool(da.numbers and db.numbers)
    aged = bool(da.ages and db.ages)
    age = aged and not da.ages.isdisjoint(db.ages)
    apart = abs(a.hour - b.hour)
    no_teaser = not ab and not bb
    both = bool(ab) and bool(bb)
    return [
        1.0,
        cos,
        title,
        max(forth, back),
        min(forth, back),
        body,
        mass / (min(da.mass, db.mass) + 0.5),
        min(len(neighbours), 5) / 5,
        min(neighbour_mass, 8.0) / 8,
        first,
        second,
        third,
        min(name_sum, 4.0) / 4,
        name_most,
        min(names, 4) / 4,
        names / (min(len(an), len(bn)) + 0.5),
        1.0 if an and bn and not names else 0.0,
        min(sum([rarity[t] for t in numbers]), 2.0),
        1.0 if numbered and not numbers else 0.0,
        1.0 if age else 0.0,
        1.0 if aged and not age else 0.0,
        math.exp(-apart / 24),
        math.exp(-apart / 72),
        apart / 96,
        1.0 if a.source == b.source else 0.0,
        1.0 if no_teaser else 0.0,
        0.0 if both or no_teaser else 1.0,
        title if no_teaser else 0.0,
        cos if both else 0.0,
    ]
