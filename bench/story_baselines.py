"""The baselines that ``bench/stories.py`` sets beside our grouping, written anew.

NewsBlur's title rule (overlap of title words at least 0.6 with three shared, union-find), World
Monitor's rule (title Jaccard at least 0.5, union-find), TF-IDF single pass (nearest centroid) and
TF-IDF average link, their thresholds set on dev_mix. All take articles no more than four days
apart, and give a label for each article.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from briefing.models import Article
from briefing.stories.words import stem

DAYS = 4.0
Labels = list[int]

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_COMMON_WORDS = (
    "a an and are as at be been but by for from had has have he her his how in into is it its of "
    "on or over s said says she than that the their they this to up was were what when who why "
    "will with after about new not no more you your"
)
_COMMON = frozenset(_COMMON_WORDS.split())


def words(text: str) -> list[str]:
    return [w for w in _WORD.findall(text.lower().replace("’", "'")) if w not in _COMMON]


def hours(articles: Sequence[Article]) -> list[float]:
    return [a.published.timestamp() / 3600 if a.published else 0.0 for a in articles]


class Union:
    def __init__(self, n: int) -> None:
        self.up = list(range(n))

    def find(self, i: int) -> int:
        while self.up[i] != i:
            self.up[i] = self.up[self.up[i]]
            i = self.up[i]
        return i

    def join(self, i: int, j: int) -> None:
        self.up[self.find(j)] = self.find(i)

    def labels(self) -> Labels:
        return [self.find(i) for i in range(len(self.up))]


def by_titles(
    articles: Sequence[Article], same: Callable[[set[str], set[str]], bool], most: int
) -> Labels:
    """Union-find over title pairs that share a word which at most ``most`` titles hold."""
    sets = [{w for w in words(a.title) if len(w) > 2} for a in articles]
    counts = Counter(w for s in sets for w in s)
    when = hours(articles)
    union = Union(len(articles))
    holders: dict[str, list[int]] = defaultdict(list)
    for n, title in enumerate(sets):
        near = {
            m
            for w in title
            if counts[w] <= most
            for m in holders[w]
            if when[n] - when[m] <= 24 * DAYS
        }
        for m in sorted(near):
            if same(title, sets[m]):
                union.join(m, n)
        for w in title:
            holders[w].append(n)
    return union.labels()


def newsblur(articles: Sequence[Article]) -> Labels:
    """Overlap coefficient of significant title words >= 0.6, >= 3 shared, >= 5 in each."""

    def same(a: set[str], b: set[str]) -> bool:
        shared, least = len(a & b), min(len(a), len(b))
        return least >= 5 and shared >= 3 and shared >= 0.6 * least

    return by_titles(articles, same, 50)


def world_monitor(articles: Sequence[Article]) -> Labels:
    """Title Jaccard >= 0.5, single link."""

    def same(a: set[str], b: set[str]) -> bool:
        shared = len(a & b)
        return shared > 0 and shared >= 0.5 * (len(a) + len(b) - shared)

    return by_titles(articles, same, len(articles))


def vectors(articles: Sequence[Article]) -> list[dict[str, float]]:
    """Unit TF-IDF vectors of title twice and teaser once, our own light stems."""
    bags = [
        Counter(stem(w.removesuffix("'s")) for w in words(a.title) * 2 + words(a.teaser))
        for a in articles
    ]
    df = Counter(w for bag in bags for w in bag)
    n = len(articles)
    out = []
    for bag in bags:
        raw = {w: (1 + math.log(c)) * (math.log((1 + n) / (1 + df[w])) + 1) for w, c in bag.items()}
        norm = math.sqrt(sum(x * x for x in raw.values())) or 1.0
        out.append({w: x / norm for w, x in raw.items()})
    return out


def single_pass(articles: Sequence[Article], threshold: float = 0.33) -> Labels:
    """Each article to the nearest story's mean vector, else a new story."""
    when = hours(articles)
    holders: dict[str, dict[int, float]] = defaultdict(dict)
    size: list[int] = []
    square: list[float] = []
    last: list[float] = []
    labels = []
    for n, vector in enumerate(vectors(articles)):
        dots: dict[int, float] = defaultdict(float)
        for w, x in vector.items():
            for story, y in holders[w].items():
                dots[story] += x * y
        best, most = -1, threshold
        for story, dot in dots.items():
            cosine = dot / math.sqrt(square[story])
            if cosine > most and when[n] - last[story] <= 24 * DAYS:
                best, most = story, cosine
        if best < 0:
            best = len(size)
            size.append(0)
            square.append(0.0)
            last.append(when[n])
        square[best] += 1.0 + 2 * dots.get(best, 0.0)
        for w, x in vector.items():
            holders[w][best] = holders[w].get(best, 0.0) + x
        size[best] += 1
        last[best] = when[n]
        labels.append(best)
    return labels


def average_link(articles: Sequence[Article], threshold: float = 0.22) -> Labels:
    """TF-IDF, scipy's average link; pairs more than four days apart have no similarity."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.sparse import csr_matrix
    from scipy.spatial.distance import squareform

    bags = vectors(articles)
    ids: dict[str, int] = {}
    rows, columns, values = [], [], []
    for n, bag in enumerate(bags):
        for w, x in bag.items():
            rows.append(n)
            columns.append(ids.setdefault(w, len(ids)))
            values.append(x)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(bags), len(ids)))
    alike = np.asarray((matrix @ matrix.T).todense())
    when = np.array(hours(articles))
    alike[np.abs(when[:, None] - when[None, :]) > 24 * DAYS] = 0.0
    distance = np.clip(1.0 - alike, 0.0, 1.0)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), "average")
    return [int(x) for x in fcluster(tree, 1.0 - threshold, "distance")]
