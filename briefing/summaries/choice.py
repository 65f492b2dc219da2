"""Our ranker over one story: what it opens with, what has passed, what is new to the reader.

Imports sumy: only ``summarise`` imports this file, when it is called.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.models import Article, SummarySentence
from briefing.summaries.candidates import language
from briefing.summaries.coverage import CoverageSummarizer
from briefing.summaries.credit import repeats, stems_of
from briefing.summaries.model import NewsSentence, document, tools
from briefing.summaries.moved import better_opening, without_passed
from briefing.summaries.opening import is_dangling, is_question, is_quote, is_torn
from briefing.summaries.size import Sentences, Size, Words

_WORDS = 25
"""Words of a sentence: how many sentences make a number of words."""


class Choice:
    """Chooses the sentences of one story.

    Args:
        ordered: its articles, oldest first.
        told: the candidates, in the order of their articles.
        said: the content stems of each; empty for a single article.
        size: how much is told.
    """

    def __init__(
        self,
        ordered: Sequence[Article],
        told: Sequence[NewsSentence],
        said: Sequence[frozenset[str]],
        size: Size,
    ) -> None:
        self._ordered = ordered
        self._told = told
        self._said = said
        self._size = size
        self._place = {one: number for number, one in enumerate(told)}
        self._titles = [
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
        least = size.count if isinstance(size, Sentences) else 1 + size.count // _WORDS
        self._standing = without_passed(told, ordered, least)
        self._rank = CoverageSummarizer()

    def of(self, earlier: Sequence[SummarySentence], fresh: Collection[str]) -> list[int]:
        """Places of the chosen sentences in ``told``, ascending.

        Args:
            earlier: the previous summary, which gives way only to a better one.
            fresh: ids of the articles that the reader has not met.
        """
        before = {(quote.article, quote.text) for quote in earlier}
        kept = {one for one in self._told if (self._ordered[one.article].id, one.text) in before}
        chosen = self._ranked(self._standing, self._size, kept)
        if chosen and self._said and self._titles:
            chosen = self._well_opened(chosen, kept)
        if len(chosen) > 1:
            chosen = self._with_news(chosen, fresh)
        return sorted(self._place[one] for one in chosen)

    def _ranked(
        self, sentences: Sequence[NewsSentence], size: Size, kept: Collection[NewsSentence]
    ) -> tuple[NewsSentence, ...]:
        return self._rank(document([*self._titles, *sentences]), size, kept)

    def _well_opened(
        self, chosen: tuple[NewsSentence, ...], kept: Collection[NewsSentence]
    ) -> tuple[NewsSentence, ...]:
        """Chosen again with a better first sentence where there is one."""
        first = min(self._place[one] for one in chosen)
        titled = frozenset[str]().union(*stems_of(self._titles))
        lead = self._told[better_opening(first, self._told, self._said, titled)]
        if lead in chosen or self._told[first] in kept:
            return chosen
        again = self._ranked(self._standing, self._size, {*kept, lead})
        return again if lead in again else chosen

    def _with_news(
        self, chosen: tuple[NewsSentence, ...], fresh: Collection[str]
    ) -> tuple[NewsSentence, ...]:
        """Chosen so that the newest of the new articles that adds something is among them.

        Told with the best sentence of those that it adds; as it is when none adds anything,
        or when all articles are new.
        """
        new = [number for number, article in enumerate(self._ordered) if article.id in fresh]
        if len(new) == len(self._ordered):
            return chosen
        for number in reversed(new):
            known = {*range(len(self._ordered))}.difference(new).union(range(number))
            adding = [one for one in self._told if one.article == number and self._adds(one, known)]
            if not adding:
                continue
            if not set(chosen).isdisjoint(adding):
                return chosen
            best = self._rank(document(adding), Sentences(1))
            if best:
                return self._around(best[0], chosen)
        return chosen

    def _around(
        self, best: NewsSentence, chosen: tuple[NewsSentence, ...]
    ) -> tuple[NewsSentence, ...]:
        """One sentence, and around it as many of the chosen as there is still room for."""
        less = (
            Sentences(self._size.count - 1)
            if isinstance(self._size, Sentences)
            else Words(max(1, self._size.count - len(best.words)))
        )
        stems = self._stems(best)
        rest = [
            one
            for one in self._standing
            if not repeats(stems, self._stems(one)) and not repeats(self._stems(one), stems)
        ]
        return (best, *self._ranked(rest, less, set(chosen)))

    def _adds(self, one: NewsSentence, known: Collection[int]) -> bool:
        """Whether a sentence can stand alone and tells what none of the known articles does."""
        text = one.text
        if is_dangling(text, one.lang) or is_question(text) or is_torn(text) or is_quote(text):
            return False
        return not any(
            repeats(self._stems(one), self._stems(other))
            for other in self._told
            if other.article in known
        )

    def _stems(self, one: NewsSentence) -> frozenset[str]:
        return self._said[self._place[one]]
