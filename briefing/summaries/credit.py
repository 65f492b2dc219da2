"""Who is named behind a sentence: the article that said it first, and the others that say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.models import Article, CleanText
from briefing.summaries.agreement import says_same
from briefing.summaries.select import REDUNDANT

if TYPE_CHECKING:
    from briefing.summaries.model import NewsSentence

Stems = frozenset[str]


def stems_of(told: Sequence[NewsSentence]) -> list[Stems]:
    """The content stems of each sentence."""
    from briefing.summaries.model import tools

    out = []
    for one in told:
        kit = tools(one.lang)
        out.append(frozenset(map(kit.stem, set(one.words) - kit.stop_words)))
    return out


def repeats(one: Stems, other: Stems) -> bool:
    """Whether most of what one sentence says stands in the other."""
    return len(one & other) > REDUNDANT * len(one)


def origins(ordered: Sequence[Article], copies: Mapping[str, str]) -> dict[int, int]:
    """Place of an article that is a copy -> place of what it copies, both in ``ordered``."""
    where = {article.id: number for number, article in enumerate(ordered)}
    return {
        where[copy]: where[original]
        for copy, original in copies.items()
        if copy in where and original in where
    }


def first_said(place: int, told: Sequence[NewsSentence], origin: Mapping[int, int]) -> int:
    """Place of the sentence that one repeats: in the article that its own copies, else the
    first that is the same letter for letter; its own place when it is the first.

    Args:
        place: of the sentence in ``told``, which is in the order of time.
        told: all candidates of the story.
        origin: from ``origins``.
    """
    text = told[place].text
    source = origin.get(told[place].article)
    near = -1
    for number, other in enumerate(told):
        if other.text == text and (source is None or other.article == source):
            return number
        if near < 0 and other.article == source and says_same(text, other.text, other.lang):
            near = number
    return near if near >= 0 else place


def also(
    ordered: Sequence[Article],
    told: Sequence[NewsSentence],
    said: Sequence[Stems],
    place: int,
) -> tuple[CleanText, ...]:
    """The other outlets that say the same in a sentence of theirs, in the order of their articles.

    Args:
        ordered: the articles, oldest first.
        told: all candidates of the story.
        said: the stems of each; empty for a single article, which repeats nobody.
        place: of the sentence in ``told``.
    """
    if not said:
        return ()
    mine = told[place]
    own = ordered[mine.article].outlet
    others: dict[CleanText, None] = {}
    for one, stems in zip(told, said, strict=True):
        outlet = ordered[one.article].outlet
        if not outlet or outlet == own or outlet in others:
            continue
        if repeats(said[place], stems) and says_same(mine.text, one.text, mine.lang):
            others[outlet] = None
    return tuple(others)
