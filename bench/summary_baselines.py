"""The systems that ``bench/summaries.py`` sets beside our summaries.

The first sentences, plain and cleaned; a TF-IDF centroid with maximal marginal relevance; sumy's
rankers as sumy has them, on our sentences and words, with a cached stemmer.
"""

from __future__ import annotations

import importlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from briefing.models import Article
from briefing.summaries.candidates import Candidate, candidates
from briefing.summaries.size import Sentences, Size
from briefing.text.sentences import sentences_of
from briefing.text.words import tokens

System = Callable[[Sequence[Article], Size], list[str]]


def _bodies(articles: Sequence[Article]) -> list[list[str]]:
    return [[s.text for s in sentences_of(one) if not s.is_title] for one in articles]


def _fill(texts: Iterable[str], size: Size) -> list[str]:
    """As many as the size asks for, in their order."""
    out: list[str] = []
    words = 0
    for text in texts:
        if (len(out) if isinstance(size, Sentences) else words) >= size.count:
            break
        out.append(text)
        words += len(text.split())
    return out


def lead(articles: Sequence[Article], size: Size) -> list[str]:
    """The first sentences of the first article, uncleaned."""
    return _fill([text for body in _bodies(articles) for text in body], size)


def clean_lead(articles: Sequence[Article], size: Size) -> list[str]:
    """One article: its first sentences, cleaned; several: theirs in turn, without repeats."""
    pool = sorted(candidates(list(articles)), key=lambda one: one.position)
    seen: list[set[str]] = []

    def fresh() -> Iterator[str]:
        for one in pool:
            words = set(tokens(one.text))
            if not any(len(words & other) > 0.6 * min(len(words), len(other)) for other in seen):
                seen.append(words)
                yield one.text

    return _fill(fresh(), size)


def centroid(articles: Sequence[Article], size: Size) -> list[str]:
    """TF-IDF centroid of the 50 heaviest stems with maximal marginal relevance, cleaned.

    Lambda 0.7, binary counts: the strongest of the variants that were tried.
    """
    from briefing.summaries.model import tools

    pool: list[Candidate] = candidates(list(articles))
    bags = []
    for one in pool:
        kit = tools(one.lang)
        bags.append(dict.fromkeys(kit.stem(w) for w in tokens(one.text) if w not in kit.stop_words))
    spread = Counter(word for bag in bags for word in bag)
    vectors = [{w: math.log(1 + len(bags) / spread[w]) for w in bag} for bag in bags]
    middle = Counter[str]()
    for vector in vectors:
        for word, weight in vector.items():
            middle[word] += weight  # type: ignore[assignment]  # a weighted count
    # Of equal weights the word met first stays: near the top of an article.
    middle = Counter(dict(middle.most_common(50)))
    norms = [math.sqrt(sum(v * v for v in vector.values())) or 1.0 for vector in vectors]
    whole = math.sqrt(sum(v * v for v in middle.values())) or 1.0
    near = [
        sum(v * middle[w] for w, v in vector.items()) / norm / whole
        for vector, norm in zip(vectors, norms, strict=True)
    ]
    likeness = [0.0] * len(pool)
    chosen: list[int] = []
    words = 0
    left = set(range(len(pool)))
    while left:
        full = len(chosen) if isinstance(size, Sentences) else words
        if full >= size.count:
            break
        best = max(sorted(left), key=lambda i: 0.7 * near[i] - 0.3 * likeness[i])
        left.remove(best)
        if likeness[best] > 0.6:
            continue
        chosen.append(best)
        words += len(pool[best].text.split())
        for i in left:
            common = sum(v * vectors[best].get(w, 0.0) for w, v in vectors[i].items())
            likeness[i] = max(likeness[i], common / norms[i] / norms[best])
    return [pool[i].text for i in sorted(chosen)]


def sumy_plain(module: str, name: str) -> System:
    """A ranker as sumy has it: no cleaning, no refusal of repeats, equal sentences are one."""

    def run(articles: Sequence[Article], size: Size) -> list[str]:
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

        from briefing.summaries.model import tools

        kit = tools(articles[0].lang or "en")
        paragraphs = [
            Paragraph([Sentence(text, kit.tokenizer) for text in body])
            for body in _bodies(articles)
        ]
        ranker = getattr(importlib.import_module(f"sumy.summarizers.{module}"), name)(kit.stem)
        ranker.stop_words = kit.stop_words

        def budget(infos: Sequence[Any]) -> Sequence[Any]:
            count = len(_fill([str(info.sentence) for info in infos], size))
            return infos[:count]

        return [str(sentence) for sentence in ranker(ObjectDocumentModel(paragraphs), budget)]

    return run
