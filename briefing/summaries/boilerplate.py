"""Sentences that an outlet prints under everything: learnt from where they were met."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from briefing.models import Article
from briefing.summaries.clean import cleaned
from briefing.text.sentences import sentences_of
from briefing.text.words import tokens

LEAST = 3
"""Stories of one outlet that a sentence must stand in to be furniture of its pages."""

_FIRST, _LAST = 3, 5
"""Sentences at either end of an article that may be furniture, whatever their length."""

_SHORT = 12
"""Words up to which a sentence may be furniture wherever it stands."""

_MOST = 12
"""Sentences of one article that are remembered."""


def key(outlet: str, sentence: str) -> str:
    """What a sentence of an outlet is remembered by: 14 hexadecimal digits.

    Case, punctuation and spacing do not count; another outlet's equal sentence has another key.
    """
    text = "\x1f".join((outlet.casefold(), " ".join(tokens(sentence))))
    return blake2b(text.encode(), digest_size=7).hexdigest()


def lines(article: Article) -> tuple[str, ...]:
    """The sentences of an article that furniture is looked for in, in their order.

    Those at its ends and short ones anywhere, as far as they might be quoted at all; none
    when the article has no outlet that they could be the furniture of.
    """
    if not article.outlet:
        return ()
    body = [one.text for one in sentences_of(article) if not one.is_title]
    ends = {*range(_FIRST), *range(len(body) - _LAST, len(body))}
    found = [
        text
        for place, text in enumerate(body)
        if (place in ends or text.count(" ") < _SHORT) and cleaned(text)
    ]
    if len(found) > _MOST:
        found = found[:_FIRST] + found[_FIRST - _MOST :]
    return tuple(dict.fromkeys(found))


def keys(article: Article) -> tuple[str, ...]:
    """The keys of ``lines``, to be kept until it is known in how many stories they stand."""
    return tuple(dict.fromkeys(key(article.outlet, text) for text in lines(article)))


def learn(met: Iterable[tuple[str, str, str]], least: int = LEAST) -> frozenset[str]:
    """Keys of the sentences that stand in at least ``least`` different stories of one outlet.

    Args:
        met: (outlet, story, sentence) for each sentence of each article, in any order.
        least: see ``LEAST``.

    Returns:
        A set for the ``boilerplate`` argument of ``summarise``.
    """
    stories: dict[str, set[str]] = {}
    for outlet, story, sentence in met:
        stories.setdefault(key(outlet, sentence), set()).add(story)
    return frozenset(name for name, where in stories.items() if len(where) >= least)
