"""Which sentences of a story may be quoted at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from briefing.models import Article
from briefing.summaries.boilerplate import key
from briefing.summaries.clean import cleaned
from briefing.text.language import detect
from briefing.text.sentences import Sentence, sentences_of
from briefing.text.words import tokens

_LEFT = 5
"""Words after a headline that make a sentence of their own."""

_MARKS = '“"'
_MARK = re.compile('["“”]')
_LASTS = 6
"""Sentences that a quotation goes on for at most."""

_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be quoted."""

    text: str
    """The quotable piece, a verbatim substring of the sentence."""
    article: int
    """Place of its article in ``by_time``."""
    index: int
    paragraph: int
    position: int
    lang: str
    words: tuple[str, ...]
    """The words of the piece, lower case."""
    quoted: bool = False
    """Whether it is part of a quotation that begins and ends in other sentences."""


def by_time(articles: Sequence[Article]) -> list[Article]:
    """Articles from the oldest to the newest; undated ones last, equals in their given order."""
    return sorted(articles, key=lambda article: article.when or _LATEST)


@lru_cache(maxsize=64)
def language(article: Article) -> str:
    """ISO 639-1 of an article: what it declares, else what it looks like, else English.

    Kept for the next who asks, as the sentences of the article are.
    """
    return article.lang[:2].lower() or detect(f"{article.title}\n{article.body}") or "en"


def candidates(articles: Sequence[Article], boilerplate: Collection[str] = ()) -> list[Candidate]:
    """Candidates of all articles, in order; when no full sentence is there, pieces of teasers.

    Args:
        articles: oldest first.
        boilerplate: keys of sentences that are not to be quoted (``boilerplate.learn``).
    """
    bodies = [
        (number, article, language(article), sentences_of(article))
        for number, article in enumerate(articles)
    ]
    titles = {tuple(tokens(article.title)) for article in articles} - {()}
    for whole in (True, False):
        found = [
            Candidate(
                text,
                number,
                sentence.index,
                sentence.paragraph,
                sentence.position,
                lang,
                words,
                quoted,
            )
            for number, article, lang, sentences in bodies
            for sentence, text, words, quoted in _quotable(
                article, sentences, boilerplate, titles, whole
            )
        ]
        if found:
            return found
    return []


def _quotable(
    article: Article,
    sentences: tuple[Sentence, ...],
    boilerplate: Collection[str],
    titles: set[tuple[str, ...]],
    whole: bool,
) -> list[tuple[Sentence, str, tuple[str, ...], bool]]:
    outlet = tuple(tokens(article.outlet))
    says_title = _title_test(titles, outlet)
    out = []
    for sentence, quoted in zip(sentences, _inside(sentences), strict=True):
        if sentence.is_title:
            continue
        text = cleaned(_without_title(sentence.text, article.title), whole=whole)
        text = _without_title(text, article.title)
        words = tuple(tokens(text))
        if not text or says_title(words):
            continue
        if boilerplate and key(article.outlet, sentence.text) in boilerplate:
            continue
        out.append((sentence, text, words, quoted))
    return out


def _inside(sentences: Sequence[Sentence]) -> list[bool]:
    """Which sentences stand, without a mark of their own, within what somebody is quoted to say.

    Cut off from the sentences around them nobody would know that they are a quotation. One
    that goes on for long was rather never closed.
    """
    out = []
    opened, paragraph, lasts = False, -1, 0
    for sentence in sentences:
        text = sentence.text
        if sentence.paragraph != paragraph or lasts == _LASTS or text[:1] in _MARKS:
            opened, lasts = False, 0
        paragraph = sentence.paragraph
        marks = _MARK.findall(text)
        out.append(opened and not marks)
        for mark in marks:
            opened = mark == "“" or (mark == '"' and not opened)
        lasts = lasts + 1 if opened else 0
    return out


def _without_title(text: str, title: str) -> str:
    """A sentence without the headline that ran into it."""
    if title and text.startswith(title):
        rest = text[len(title) :].lstrip(" .:–—-")
        if rest[:1].isupper() and rest.count(" ") >= _LEFT:
            return rest
    return text


def _title_test(
    titles: set[tuple[str, ...]], outlet: tuple[str, ...]
) -> Callable[[tuple[str, ...]], bool]:
    """Whether a sentence is just a title of the story, with or without the outlet's name."""
    lengths = {len(title) for title in titles}

    def says_title(said: tuple[str, ...]) -> bool:
        if said in titles:
            return True
        bare = said[: len(said) - len(outlet)]
        return bool(outlet) and len(bare) in lengths and bare + outlet == said and bare in titles

    return says_title
