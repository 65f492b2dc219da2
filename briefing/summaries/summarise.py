"""Articles of one story in, the sentences that stand for it out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from briefing.errors import UsageError
from briefing.models import Article, CleanText, SummarySentence
from briefing.summaries.candidates import Candidate, by_time, candidates, language
from briefing.summaries.select import near_equal
from briefing.summaries.size import METHODS, Sentences, Words

if TYPE_CHECKING:
    from briefing.summaries.model import NewsSentence


def summarise(
    articles: Sequence[Article],
    size: Sentences | Words,
    method: str = "coverage",
    boilerplate: Collection[str] = (),
    earlier: Sequence[SummarySentence] = (),
) -> tuple[SummarySentence, ...]:
    """The summary of a story: verbatim sentences, each with its article.

    sumy is imported here, at the first call, and not before.

    Args:
        articles: the story's articles in any order.
        size: ``Sentences(n)`` or ``Words(n)``.
        method: one of ``METHODS``.
        boilerplate: keys of sentences never to quote, from ``boilerplate.learn``.
        earlier: the story's previous summary; its sentences stay unless others are clearly
            better now (only with "coverage").

    Returns:
        Sentences by the time of their articles, then by place; each a verbatim substring of
        the article's sentence of that index. Fewer than asked for when there are not enough
        good ones, none when there is nothing to quote; never a title, never a repeat.

    Raises:
        UsageError: an unknown method, or one that needs numpy where there is none.
    """
    if method not in METHODS:
        raise UsageError(f'no summarizer is called "{method}"', f"one of {', '.join(METHODS)}")
    if size.count < 1:
        return ()
    ordered = by_time(articles)
    pool = candidates(ordered, boilerplate)
    if not pool:
        return ()
    told = _news(pool)
    chosen = _chosen(ordered, told, size, method, earlier) or [0]
    return tuple(
        SummarySentence(
            CleanText(pool[place].text),
            ordered[pool[place].article].id,
            pool[place].index,
            also,
        )
        for place, also in zip(chosen, _also(ordered, told, chosen), strict=True)
    )


def _news(pool: list[Candidate]) -> list[NewsSentence]:
    from briefing.summaries.model import NewsSentence, tools

    return [
        NewsSentence(
            one.text,
            tools(one.lang).tokenizer,
            article=one.article,
            index=one.index,
            paragraph=one.paragraph,
            position=one.position,
        )
        for one in pool
    ]


def _chosen(
    ordered: Sequence[Article],
    told: list[NewsSentence],
    size: Sentences | Words,
    method: str,
    earlier: Sequence[SummarySentence],
) -> list[int]:
    """Places of the chosen sentences, ascending."""
    if method != "coverage":
        from briefing.summaries.classic import choose

        return sorted(choose(method, told, size))
    from briefing.summaries.coverage import CoverageSummarizer
    from briefing.summaries.model import NewsSentence, document, tools

    before = {(quote.article, quote.text) for quote in earlier}
    kept = {one for one in told if (ordered[one.article].id, one.text) in before}
    titles = [
        NewsSentence(
            article.title,
            tools(language(article)).tokenizer,
            article=number,
            paragraph=-1,
            is_heading=True,
        )
        for number, article in enumerate(ordered)
        if article.title
    ]
    place = {one: number for number, one in enumerate(told)}
    model = document([*titles, *told])
    return sorted(place[one] for one in CoverageSummarizer()(model, size, kept))


def _also(
    ordered: Sequence[Article], told: list[NewsSentence], chosen: list[int]
) -> list[tuple[CleanText, ...]]:
    """For each chosen sentence the other outlets that carry nearly the same one."""
    from briefing.summaries.model import tools

    if len(ordered) < 2:
        return [() for _ in chosen]

    def stems(one: NewsSentence) -> frozenset[str]:
        kit = tools(one.lang)
        return frozenset(kit.stem(word) for word in one.words if word not in kit.stop_words)

    known = [stems(one) for one in told]
    out = []
    for place in chosen:
        own = ordered[told[place].article].outlet
        others: dict[CleanText, None] = {}
        for number, one in enumerate(told):
            outlet = ordered[one.article].outlet
            if outlet and outlet != own and near_equal(known[place], known[number]):
                others[outlet] = None
        out.append(tuple(others))
    return out
