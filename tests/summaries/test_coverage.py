"""Our ranker as one of sumy's."""

from __future__ import annotations

import pytest
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers._summarizer import AbstractSummarizer

from briefing.summaries.coverage import CoverageSummarizer
from briefing.summaries.model import NewsSentence, document, tools
from briefing.summaries.size import Sentences, Words

TEXT = [
    "The harbour wall of Marnau broke in the storm on Monday night.",
    "Two hundred people left the lower town before the water came.",
    "The mayor of Marnau said the harbour wall had been checked in spring.",
    "Fishing boats were thrown on the quay.",
    "Engineers of the province cannot come before Friday.",
]


def plain() -> ObjectDocumentModel:
    tokenizer = tools("en").tokenizer
    return ObjectDocumentModel([Paragraph([Sentence(text, tokenizer) for text in TEXT])])


def test_it_is_a_summarizer_of_sumy() -> None:
    assert issubclass(CoverageSummarizer, AbstractSummarizer)


@pytest.mark.parametrize(("count", "expected"), [(2, 2), ("40%", 2), (Sentences(3), 3), (9, 5)])
def test_counts(count: int | str | Sentences, expected: int) -> None:
    chosen = CoverageSummarizer()(plain(), count)
    texts = [str(sentence) for sentence in chosen]
    assert len(texts) == expected
    assert texts == [text for text in TEXT if text in texts]


def test_a_word_budget_ends_with_a_whole_sentence() -> None:
    chosen = CoverageSummarizer()(plain(), Words(20))
    assert 20 <= sum(len(str(sentence).split()) for sentence in chosen) <= 30


def test_nothing_gives_nothing() -> None:
    assert CoverageSummarizer()(ObjectDocumentModel([]), 3) == ()


def test_equal_sentences_of_two_articles_stay_two() -> None:
    tokenizer = tools("en").tokenizer
    one = NewsSentence(TEXT[0], tokenizer, article=0)
    other = NewsSentence(TEXT[0], tokenizer, article=1)
    assert one != other
    assert len({one, other}) == 2
    assert len(document([one, other]).sentences) == 2
    assert CoverageSummarizer()(document([one, other]), 2) == (one,)
