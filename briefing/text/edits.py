"""Whether an edit tells the reader something, or only mends a text."""

from __future__ import annotations

import re

from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RUN = 4
"""Words in a row that count as the same passage."""
SENTENCE = 12
"""New words that make up a sentence's worth of news."""
MOSTLY = 0.5
"""Share of its words that make a sentence a new one when they stood nowhere before."""
KEPT = 0.9
"""Share of the old text that still stands where a text was added to, not replaced."""
SAME_HEADLINE = 0.6
"""Share of words that two wordings of one headline have in common."""
_FIGURE = re.compile(r"\d[\d.,]*")


def _words(text: str) -> list[str]:
    # Most articles are shown without a question of what is new: then the words are not loaded.
    from briefing.text.words import tokens

    return tokens(text)


def _amount(words: Iterable[str]) -> float:
    """How many words these are; scripts without spaces come in pairs that overlap by half."""
    from briefing.text.words import is_unspaced

    return sum(0.5 if is_unspaced(word) else 1.0 for word in words)


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def _uncovered(words: list[str], runs: set[tuple[str, ...]]) -> float:
    """How many of ``words`` stand in none of these runs of ``RUN`` words."""
    covered = [False] * len(words)
    for i in range(len(words) - RUN + 1):
        if tuple(words[i : i + RUN]) in runs:
            covered[i : i + RUN] = [True] * RUN
    return _amount(word for word, known in zip(words, covered, strict=True) if not known)


def added(before: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """Those of an article's sentences that were not in it ``before``; a mended one was."""
    old = _words(before)
    runs, whole = _runs(old), f" {' '.join(old)} "

    def new(words: list[str]) -> bool:
        if len(words) < RUN:
            return bool(words) and f" {' '.join(words)} " not in whole
        return _uncovered(words, runs) > MOSTLY * _amount(words)

    return tuple(sentence for sentence in sentences if new(_words(sentence)))


def says_more(title: str, body: str, new_title: str, new_body: str) -> bool:
    """Whether an article says something after an edit that it did not say before.

    It does when a sentence's worth of words was added to what still stands, when headline and
    text are both others now, or when the headline has a figure that stood nowhere before. A
    mended word, a headline tried in other words, and lists of links that change from visit to
    visit under the same headline are none of these.
    """
    old, new = _words(body), _words(new_body)
    head, new_head = _words(title), _words(new_title)
    if any(_FIGURE.fullmatch(word) and word not in (*old, *head) for word in new_head):
        return True
    if _uncovered(new, _runs(head + old)) < SENTENCE:
        return False
    if _uncovered(old, _runs(new)) <= (1 - KEPT) * _amount(old):
        return True
    one, two = set(head), set(new_head)
    return len(one & two) < SAME_HEADLINE * len(one | two)
