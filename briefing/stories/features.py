"""What two articles have in common, as numbers.

An ``Item`` holds an article's words as small integers (``Lexicon``), weighted by rarity; ``pair``
compares two items. Sets and dicts here have integer keys on purpose: their order, and with it
every sum of floats, does not depend on the hash seed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from briefing.stories.words import MOST_TEASER, ages, main_language, read, script


class Lexicon:
    """Words met, how many stories of the background and of the window hold them."""

    def __init__(self, words: dict[str, tuple[int, float]], stories: int) -> None:
        self.ids: dict[str, int] = {}
        self.df: list[float] = []
        self.rate: list[float] = []
        """Share of a word's uses that are capitalised; -1 when the background lacks it."""
        self.words: list[str] = []
        self.total = float(stories)
        self._background = words

    def id(self, word: str) -> int:
        """Number of ``word``, given when first met."""
        found = self.ids.get(word)
        if found is None:
            found = self.ids[word] = len(self.df)
            count, rate = self._background.get(word, (0, -1.0))
            self.df.append(count + 0.5)
            self.rate.append(rate)
            self.words.append(word)
        return found

    def idf(self, term: int) -> float:
        """Rarity of a term, 0 (everywhere) to 1 (met nowhere before)."""
        return max(0.02, math.log(self.total / self.df[term]) / math.log(2 * self.total + 2))


@dataclass(slots=True)
class Item:
    """An article as the grouping sees it."""

    id: str
    number: int
    hour: float
    source: str
    script: str
    lang: str
    """ISO 639-1, "" when neither the feed nor the text says."""
    has_body: bool
    all: dict[int, float]
    """Weights of title (twice) and teaser, a unit vector."""
    title: dict[int, float]
    body: dict[int, float]
    idf: dict[int, float]
    names: frozenset[int]
    numbers: frozenset[int]
    ages: frozenset[int]
    pairs: frozenset[int]
    title_mass: float
    story: int = -1


def _unit(vector: dict[int, float]) -> dict[int, float]:
    norm = math.sqrt(sum(w * w for w in vector.values()))
    return {t: w / norm for t, w in vector.items()} if norm else vector


def _language(letters: str, declared: str, counts: dict[str, int]) -> str:
    """The text's own function words, where they are clear, before what its feed declares."""
    if letters == "kana":
        return "ja"
    found = main_language(counts)
    if found and (
        not declared or (counts[found] >= 4 and counts.get(declared, 0) * 2 < counts[found])
    ):
        return found
    return declared


def can_compare(a: Item, b: Item) -> bool:
    """Whether both may be in one language."""
    if a.script != b.script and {a.script, b.script} != {"han", "kana"}:
        return False
    return a.lang == b.lang or not a.lang or not b.lang


def build(
    lexicon: Lexicon,
    number: int,
    id_: str,
    title: str,
    teaser: str,
    hour: float,
    source: str,
    lang: str,
) -> Item:
    """See an article as an ``Item``; ``hour`` in hours since 1970."""
    teaser = teaser[:MOST_TEASER]
    head = read(title, True)
    rest = read(teaser, False)
    letters = script(title + teaser[:200])
    counts = dict(head.languages)
    for said, hits in rest.languages.items():
        counts[said] = counts.get(said, 0) + hits
    lang = _language(letters, lang, counts)
    ids = lexicon.id
    t_ids = [ids(w) for w in head.terms]
    b_ids = [ids(w) for w in rest.terms]
    rate = lexicon.rate
    names = set()
    for terms, capital in ((t_ids, head.capital), (b_ids, rest.capital)):
        for t, c in zip(terms, capital, strict=True):
            known = rate[t] >= 0
            if (c == 1 and (not known or rate[t] > 0.2)) or (c == 2 and not 0 <= rate[t] < 0.5):
                names.add(t)
    idf: dict[int, float] = {}
    tf_t: dict[int, float] = {}
    tf_b: dict[int, float] = {}
    for t in t_ids:
        tf_t[t] = 1.0
        if t not in idf:
            idf[t] = lexicon.idf(t)
    for t in b_ids:
        tf_b[t] = tf_b.get(t, 0.0) + 1.0
        if t not in idf:
            idf[t] = lexicon.idf(t)
    both = {}
    for t, x in idf.items():
        tb = tf_b.get(t, 0.0)
        both[t] = x * ((2.0 if t in tf_t else 0.0) + (1.0 + 0.3 * (tb > 1) if tb else 0.0))
    words = lexicon.words
    numbers = frozenset(t for t in idf if words[t][0].isdigit())
    pairs = frozenset(ids(a) << 22 | ids(b) for a, b in head.pairs + rest.pairs)
    title_vec = {t: idf[t] for t in tf_t}
    return Item(
        id_,
        number,
        hour,
        source,
        letters,
        lang,
        bool(tf_b),
        _unit(both),
        _unit(title_vec),
        _unit({t: idf[t] * (1 + 0.3 * (c > 1)) for t, c in tf_b.items()}),
        idf,
        frozenset(names),
        numbers,
        ages(title) | ages(teaser),
        pairs,
        sum(title_vec.values()),
    )


NAMES = (
    "bias",
    "all",
    "title",
    "cross",
    "cross2",
    "body",
    "contain",
    "pairs",
    "pairmass",
    "rarest",
    "second",
    "third",
    "shared",
    "name_max",
    "name_sum",
    "name_share",
    "name_clash",
    "number_share",
    "number_clash",
    "age_share",
    "age_clash",
    "day",
    "three",
    "hours",
    "same_source",
    "no_body",
    "one_body",
    "title_none",
    "both_same_all",
)


def pair(a: Item, b: Item) -> list[float]:
    """What ``a`` and ``b`` have in common: one value a name in ``NAMES``."""
    at, bt, ab, bb = a.title, b.title, a.body, b.body
    aa, ba, aidf = a.all, b.all, a.idf
    an, bn = a.names, b.names
    cos = tt = tb = bt_ = bd = mass = r1 = r2 = r3 = 0.0
    nmax = nsum = 0.0
    for t in aa.keys() & ba.keys():
        x = aidf[t]
        cos += aa[t] * ba[t]
        if x > r3:
            if x > r1:
                r1, r2, r3 = x, r1, r2
            elif x > r2:
                r2, r3 = x, r2
            else:
                r3 = x
        if t in at:
            if t in bt:
                tt += at[t] * bt[t]
                mass += x
            if t in bb:
                tb += at[t] * bb[t]
        elif t in bt and t in ab:
            pass
        if t in bt and t in ab:
            bt_ += bt[t] * ab[t]
        if t in ab and t in bb:
            bd += ab[t] * bb[t]
        if t in an or t in bn:
            nsum += x
            if x > nmax:
                nmax = x
    shared_pairs = a.pairs & b.pairs
    npairs = len(shared_pairs)
    pm = 0.0
    for p in shared_pairs:
        pm += aidf[p >> 22] + aidf[p & 4194303]
    ns = sum(1 for t in an if t in bn) if an and bn else 0
    nums = a.numbers & b.numbers if a.numbers and b.numbers else None
    ages_ = a.ages and b.ages
    age_common = bool(ages_) and not a.ages.isdisjoint(b.ages)
    dt = abs(a.hour - b.hour)
    hb, hb2 = a.has_body, b.has_body
    return [
        1.0,
        cos,
        tt,
        max(tb, bt_),
        min(tb, bt_),
        bd,
        mass / (min(a.title_mass, b.title_mass) + 0.5),
        min(npairs, 5) / 5,
        min(pm, 8.0) / 8,
        r1,
        r2,
        r3,
        math.log1p(sum(1 for _ in ())) if False else min(nsum, 4.0) / 4,
        nmax,
        min(ns, 4) / 4,
        ns / (min(len(an), len(bn)) + 0.5) if ns else 0.0,
        1.0 if an and bn and not ns else 0.0,
        min(sum(aidf[t] for t in nums), 2.0) if nums else 0.0,
        1.0 if a.numbers and b.numbers and not nums else 0.0,
        1.0 if age_common else 0.0,
        1.0 if ages_ and not age_common else 0.0,
        math.exp(-dt / 24),
        math.exp(-dt / 72),
        dt / 96,
        1.0 if a.source == b.source else 0.0,
        1.0 if not hb and not hb2 else 0.0,
        1.0 if hb != hb2 else 0.0,
        tt if not hb and not hb2 else 0.0,
        cos if hb and hb2 else 0.0,
    ]
