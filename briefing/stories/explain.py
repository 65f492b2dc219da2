"""Why an article stands in its story: what it shares with the members nearest to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefing.models import Article, CleanText, Why
from briefing.stories.features import Item, Lexicon, names, weights
from briefing.stories.words import spoken

MOST_SHOWN = 6
NOBODY: frozenset[str] = frozenset()


def shared_terms(
    lexicon: Lexicon, item: Item, others: Sequence[Item]
) -> tuple[list[str], set[str]]:
    """Terms ``item`` shares with ``others``, the weightiest first, and which of them are names."""
    mine = dict(zip(item.terms, weights(item), strict=True))
    shared: dict[int, float] = {}
    for other in others:
        for term, weight in zip(other.terms, weights(other), strict=True):
            if term in mine:
                shared[term] = shared.get(term, 0.0) + weight * mine[term]
    order = sorted(shared, key=lambda term: (-shared[term], lexicon.words[term]))
    del order[3 * MOST_SHOWN :]
    named = names(item)
    return [lexicon.words[t] for t in order], {lexicon.words[t] for t in order if t in named}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article stands in its story, before it is put in the article's own words."""

    score: float = 0.0
    hours: float = 0.0
    by_hand: bool = False
    terms: tuple[str, ...] = ()
    """What it shares with its nearest, the weightiest first."""
    named: frozenset[str] = NOBODY
    """Those of the terms that are names."""

    def why(self, article: Article | None) -> Why:
        """Words and names as ``article`` writes them; none when its text is not at hand."""
        words, names = surface(article, self.terms, self.named) if article else ((), ())
        return Why(self.score, words, names, self.hours, self.by_hand)


def explain(
    lexicon: Lexicon, item: Item, nearest: Sequence[tuple[float, Item]], by_hand: bool = False
) -> Reason:
    """Why ``item`` stands with ``nearest``: (probability, member) pairs, the nearest first, all of
    its own story."""
    if not nearest:
        return Reason(by_hand=by_hand)
    score = sum(p for p, _ in nearest) / len(nearest)
    terms, named = shared_terms(lexicon, item, [other for _, other in nearest])
    hours = round(abs(item.hour - nearest[0][1].hour), 2)
    return Reason(round(score, 4), hours, by_hand, tuple(terms), frozenset(named))


def surface(
    article: Article, terms: Sequence[str], named: Collection[str]
) -> tuple[tuple[CleanText, ...], tuple[CleanText, ...]]:
    """The words and the names behind ``terms`` as the article writes them; neighbouring name
    words are shown as one name."""
    if not terms:
        return (), ()
    wanted = set(terms)
    met: dict[str, str] = {}
    runs: dict[str, str] = {}
    run: list[tuple[str, str]] = []

    def close() -> None:
        if run:
            whole = " ".join(raw for raw, _ in run)
            for _, term in run:
                if len(whole) > len(runs.get(term, "")):
                    runs[term] = whole
            run.clear()

    for raw, term in spoken(f"{article.title} . {article.teaser or article.text}"):
        if term in wanted and term not in met:
            met[term] = raw
        if term in named and raw[:1].isupper():
            run.append((raw, term))
        else:
            close()
    close()
    words: list[str] = []
    names: list[str] = []
    for term in terms:
        if term in runs:
            if runs[term] not in names and len(names) < MOST_SHOWN:
                names.append(runs[term])
        elif term in met and len(words) < MOST_SHOWN and met[term] not in words:
            words.append(met[term])
    return tuple(CleanText(w) for w in words), tuple(CleanText(n) for n in names)
