"""Sentences that an outlet prints under everything: learnt from where they were met."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from briefing.text.words import tokens

LEAST = 3
"""Stories of one outlet that a sentence must stand in to be furniture of its pages."""


def key(outlet: str, sentence: str) -> str:
    """What a sentence of an outlet is remembered by: 16 hexadecimal digits.

    Case, punctuation and spacing do not count; another outlet's equal sentence has another key.
    """
    text = "\x1f".join((outlet.casefold(), " ".join(tokens(sentence))))
    return blake2b(text.encode(), digest_size=8).hexdigest()


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
