"""Wire copies and near-duplicates: who printed whose words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from briefing.models import Article

SHINGLE = 4
"""Words in a row that count as one trace."""
FEWEST = 8
"""Traces the shorter text needs before its words alone can make it a copy."""
SAME = 0.7
"""Share of the shorter text's traces found in the other."""
SAME_TITLE = 0.85
COMMON = 200
_WORD = re.compile(r"\w+")


def _traces(words: Sequence[str]) -> set[tuple[str, ...]]:
    if len(words) < SHINGLE:
        return {tuple(words)} if words else set()
    return set(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _same_title(a: Sequence[str], b: Sequence[str]) -> bool:
    if min(len(a), len(b)) < 4:
        return False
    one, two = set(a), set(b)
    return len(one & two) >= SAME_TITLE * len(one | two)


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """Copies among ``articles`` (of one story): id of the copy -> id of the original.

    An article is a copy when at least ``SAME`` of the shorter text's runs of four words stand in
    the other, or, where one of them has no text worth comparing, when the headlines are the
    same but for a word. The original is the earliest (without dates: the first given) and never
    itself a copy. Cost grows with the traces shared, not with the square of the articles.
    """
    if len(articles) < 2:
        return {}
    order = sorted(
        range(len(articles)),
        key=lambda n: ((when.timestamp() if (when := articles[n].when) else float("inf")), n),
    )
    bodies: dict[int, set[tuple[str, ...]]] = {}
    titles: dict[int, list[str]] = {}
    holders: dict[tuple[str, ...], tuple[int, ...]] = {}
    by_word: dict[str, list[int]] = {}
    found: dict[str, str] = {}
    for place in order:
        article = articles[place]
        titles[place] = title = _WORD.findall(article.title.casefold())
        bodies[place] = body = _traces(_WORD.findall(article.body.casefold()))
        unheard = body.difference(holders)
        known = body - unheard
        shared = Counter(chain.from_iterable(map(holders.__getitem__, known)))
        original = None
        for earlier in sorted(shared):
            least = min(len(body), len(bodies[earlier]))
            if least >= FEWEST and shared[earlier] >= SAME * least:
                original = earlier
                break
        if original is None:
            near = sorted({n for word in title for n in by_word.get(word, ())})
            for earlier in near:
                thin = min(len(body), len(bodies[earlier])) < FEWEST
                if thin and _same_title(title, titles[earlier]):
                    original = earlier
                    break
        if original is not None:
            found[article.id] = articles[original].id
            continue
        holders.update(dict.fromkeys(unheard, (place,)))
        for trace in known:
            if len(holders[trace]) < COMMON:
                holders[trace] += (place,)
        for word in dict.fromkeys(title):
            places = by_word.setdefault(word, [])
            if len(places) < COMMON:
                places.append(place)
    return found
