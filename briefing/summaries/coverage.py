"""Our ranker, as one of sumy's: concept coverage for one article, a few, and many.

Imports sumy: only ``summarise`` imports this file, when it is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sumy.summarizers._summarizer import AbstractSummarizer

from briefing.summaries.concepts import Features, features
from briefing.summaries.exchange import many
from briefing.summaries.greedy import few, single
from briefing.summaries.model import NewsSentence, tools
from briefing.summaries.size import Sentences, Size, Words

if TYPE_CHECKING:
    from sumy.models.dom import ObjectDocumentModel

_MANY = 6
"""Articles from which concepts held by many can be told from chance."""


class CoverageSummarizer(AbstractSummarizer):  # type: ignore[misc]  # sumy has no types
    """Chooses the sentences that together cover most of what a story is about.

    Used like every summarizer of sumy: ``CoverageSummarizer()(document, 3)``. Sentences that
    know their article (``NewsSentence``) are treated as a story; a document of plain
    sentences is one English article.
    """

    def __call__(
        self,
        document: ObjectDocumentModel,
        sentences_count: int | str | Size,
        kept: Collection[NewsSentence] = (),
    ) -> tuple[Any, ...]:
        """The chosen sentences, in the order of the document.

        Args:
            document: sumy's model; its headings are the titles.
            sentences_count: a number, a share ("20%"), or a ``Size``.
            kept: sentences of the previous summary, which give way only to better ones.
        """
        sentences = list(document.sentences)
        told = [_news(sentence, place) for place, sentence in enumerate(sentences)]
        titles = [_news(heading, 0) for heading in document.headings]
        known = features(
            [*told, *titles], lambda lang: tools(lang).stem, lambda lang: tools(lang).stop_words
        )
        body, heads = known[: len(told)], known[len(told) :]
        size = _size(sentences_count, len(sentences))
        old = {place for place, sentence in enumerate(told) if sentence in kept}
        return tuple(sentences[place] for place in sorted(_choice(body, heads, size, old)))


def _news(sentence: Any, place: int) -> NewsSentence:
    if isinstance(sentence, NewsSentence):
        return sentence
    return NewsSentence(str(sentence), tools("en").tokenizer, index=place, position=place)


def _size(count: int | str | Size, sentences: int) -> Size:
    if isinstance(count, (Sentences, Words)):
        return count
    if isinstance(count, str) and count.endswith("%"):
        return Sentences(max(1, sentences * int(count[:-1]) // 100))
    return Sentences(int(count))


def _choice(
    body: list[Features], titles: list[Features], size: Size, kept: Collection[int]
) -> list[int]:
    articles = len({one.article for one in body})
    if articles < 2:
        return single(body, size, kept)
    if articles < _MANY:
        return few(body, size, kept)
    told = Counter(concept for title in titles for concept in title.concepts)
    return many(body, size, kept, [concept for concept, count in told.items() if count > 1])
