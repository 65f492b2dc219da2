"""sumy's own rankers by name, under our cleaning, budget and refusal of repeats.

Imports sumy: only ``summarise`` imports this file, when it is called.
"""

from __future__ import annotations

import warnings
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from briefing.errors import UsageError
from briefing.summaries.concepts import features
from briefing.summaries.model import NewsSentence, document, tools
from briefing.summaries.select import best
from briefing.summaries.size import NEED_NUMPY, Size

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACES = {
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
}

_MOST = {"kl": 60}
_MOST_SENTENCES = 200
"""These rankers are quadratic, KL cubic: only the sentences nearest the top are ranked."""


def choose(method: str, sentences: Sequence[NewsSentence], size: Size) -> list[int]:
    """Indexes of the sentences that a ranker of sumy chooses, in the order of its ranking.

    Raises:
        UsageError: the ranker needs numpy, and numpy is not installed.
    """
    if method in NEED_NUMPY and find_spec("numpy") is None:
        raise UsageError(
            f'the summarizer "{method}" needs numpy', "pip install 'briefing-reader[numpy]'"
        )
    language = tools(_commonest([sentence.lang for sentence in sentences]))
    most = _MOST.get(method, _MOST_SENTENCES)
    by_place = sorted(range(len(sentences)), key=lambda i: (sentences[i].position, i))[:most]
    shown = [i for i in sorted(by_place) if _tells(sentences[i], language.stop_words)]
    if not shown:
        return best(range(len(sentences)), _features(sentences), size)
    module, name = _PLACES[method]
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(language.stem)
    summarizer.stop_words = language.stop_words
    if method == "lsa":
        # Its rows stand in the order of a set, and their rounding decides between equals.
        rows = summarizer._create_dictionary
        summarizer._create_dictionary = lambda text: {
            word: row for row, word in enumerate(sorted(rows(text)))
        }
    ranking: list[Any] = []

    def keep_all(infos: Any) -> Any:
        ranking.extend(infos)
        return infos

    with warnings.catch_warnings():
        # They warn about short documents on stderr, where a terminal interface is painted.
        warnings.simplefilter("ignore")
        model = document([sentences[i] for i in shown])
        summarizer(model, keep_all)
    place = {sentences[i]: i for i in shown}
    ranked = [place[info.sentence] for info in ranking]
    return best(ranked, _features(sentences), size)


def _features(sentences: Sequence[NewsSentence]) -> Any:
    return features(sentences, lambda lang: tools(lang).stem, lambda lang: tools(lang).stop_words)


def _tells(sentence: NewsSentence, stop_words: frozenset[str]) -> bool:
    """Whether it has a word of its own; rankers divide by zero without."""
    return any(word not in stop_words for word in sentence.words)


def _commonest(values: list[str]) -> str:
    return max(sorted(set(values)), key=values.count)
