"""Articles of one story in, the sentences that stand for it out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.errors import UsageError
from briefing.models import Article, CleanText, SummarySentence
from briefing.summaries.anonymous import is_anonymous
from briefing.summaries.candidates import Candidate, by_time, candidates
from briefing.summaries.credit import also, first_said, origins, stems_of
from briefing.summaries.size import METHODS, Sentences, Words

if TYPE_CHECKING:
    from briefing.summaries.model import NewsSentence


def summarise(
    articles: Sequence[Article],
    size: Sentences | Words,
    method: str = "coverage",
    boilerplate: Collection[str] = (),
    earlier: Sequence[SummarySentence] = (),
    copies: Mapping[str, str] | None = None,
    fresh: Collection[str] = (),
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
        copies: id of an article that copies another -> id of that one; what both say is
            credited to the original.
        fresh: ids of the articles that the reader has not met. When they say something that
            the others do not, at least one of their sentences has a place, if there are two
            (only with "coverage").

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
    said = stems_of(told) if len(ordered) > 1 else []
    if method == "coverage":
        from briefing.summaries.choice import Choice

        chosen = Choice(ordered, told, said, size).of(earlier, fresh)
    else:
        from briefing.summaries.classic import choose

        chosen = sorted(choose(method, told, size))
    chosen = chosen or [0]
    if said:
        origin = origins(ordered, copies or {})
        chosen = sorted({first_said(place, told, origin) for place in chosen})
    return tuple(
        SummarySentence(
            CleanText(pool[place].text),
            ordered[pool[place].article].id,
            pool[place].index,
            also(ordered, told, said, place),
            is_anonymous(pool[place].text, pool[place].lang),
        )
        for place in chosen
    )


def _news(pool: list[Candidate]) -> list[NewsSentence]:
    from briefing.summaries.model import NewsSentence, tools

    return [
        NewsSentence(
            one.text,
            tools(one.lang).tokenizer,
            words=one.words,
            article=one.article,
            index=one.index,
            paragraph=one.paragraph,
            position=one.position,
            quoted=one.quoted,
        )
        for one in pool
    ]
