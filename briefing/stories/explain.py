"""Why an article stands in its story: what it shares with the members nearest to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.models import Article, CleanText, Why
from briefing.stories.features import Item, Lexicon, finish, names, weights
from briefing.stories.words import spoken

MOST_SHOWN = 6
NEAREST = 5


def shared_terms(
    lexicon: Lexicon, item: Item, others: Sequence[Item]
) -> tuple[list[str], set[str]]:
    """Terms ``item`` shares with ``others``, the weightiest first, and which of them are names."""
    mine = weights(item)
    shared: dict[int, float] = {}
    for other in others:
        for term, weight in weights(other).items():
            if term in mine:
                shared[term] = shared.get(term, 0.0) + weight * mine[term]
    order = sorted(shared, key=lambda term: (-shared[term], lexicon.words[term]))
    finish(lexicon, item)
    named = names(item)
    return [lexicon.words[t] for t in order], {lexicon.words[t] for t in order if t in named}


def explain(
    lexicon: Lexicon,
    item: Item,
    article: Article,
    nearest: Sequence[tuple[float, Item]],
    by_hand: bool = False,
) -> Why:
    """Why ``article`` (seen as ``item``) stands with ``nearest``: (probability, member) pairs,
    the nearest first, all of its own story. Words and names are as the article writes them."""
    if not nearest:
        return Why(by_hand=by_hand)
    score = sum(p for p, _ in nearest) / len(nearest)
    terms, named = shared_terms(lexicon, item, [other for _, other in nearest])
    words, names = surface(article, terms, named)
    hours = round(abs(item.hour - nearest[0][1].hour), 2)
    return Why(round(score, 4), words, names, hours, by_hand)


def surface(
    article: Article, terms: Sequence[str], named: Collection[str]
) -> tuple[tuple[CleanText, ...], tuple[CleanText, ...]]:
    """The words and the names behind ``terms`` as the article writes them; neighbouring name
    words are shown as one name."""
    wanted = set(terms[: 3 * MOST_SHOWN])
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
