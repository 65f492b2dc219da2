"""Articles in, stories with summaries and questions out: pure, no store, no clock.

The only place where the three thinking rooms meet. ``refresh`` calls it on what is new,
``briefing brief`` on the documents it was given.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.models import (
    Analysed,
    Article,
    Clash,
    CleanText,
    Hand,
    Question,
    SummarySentence,
    Theme,
    Why,
)
from briefing.questions.find import find
from briefing.questions.themes import merge
from briefing.questions.track import follow
from briefing.stories.copies import copies
from briefing.stories.group import group
from briefing.stories.rank import title
from briefing.summaries.boilerplate import LEAST, learn, lines
from briefing.summaries.clashes import clashes
from briefing.summaries.size import Sentences, Words
from briefing.summaries.summarise import summarise


@dataclass(frozen=True, slots=True)
class Manner:
    """How the reader wants stories told."""

    size: Sentences | Words = field(default_factory=lambda: Sentences(3))
    summarizer: str = "coverage"
    themes: tuple[Theme, ...] = ()
    """Only the reader's own; the default ones stand behind them."""
    most_shown: int = 3
    weights: Mapping[str, float] = field(default_factory=dict)
    """Outlets that count for more or less than one with the reader."""
    summary: bool = True
    questions: bool = True


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was found about a story before, so that it stays stable and is followed."""

    summary: tuple[SummarySentence, ...] = ()
    questions: tuple[Question, ...] = ()
    fresh: frozenset[str] = frozenset()
    """Articles that the reader has not met, in a story that he has: they are told first."""


LONGEST = 40_000
"""Characters of an article that are analysed: some 6,500 words. What stands behind them is stored
and searched, but a text as long as a book must not hold up everybody's news."""

NOTHING = Earlier()


def tell(
    story: str,
    articles: Sequence[Article],
    why: Mapping[str, Why],
    manner: Manner,
    *,
    earlier: Earlier = NOTHING,
    boilerplate: Collection[str] = (),
) -> Analysed:
    """One story: its headline, its copies, its summary, clashing figures and open questions.

    Args:
        story: the story's id.
        articles: its members, at least one.
        why: reasons by article id; a member without one has an empty reason.
        manner: sizes, ranker, themes.
        earlier: what was found before.
        boilerplate: sentences of its outlets that are no news (``summaries.boilerplate``).
    """
    ordered = tuple(_within(article) for article in sorted(articles, key=_by_time))
    summary: tuple[SummarySentence, ...] = ()
    questions: tuple[Question, ...] = ()
    clashing: tuple[Clash, ...] = ()
    copied = copies(ordered)
    if manner.summary:
        summary = summarise(
            ordered,
            manner.size,
            method=manner.summarizer,
            boilerplate=boilerplate,
            earlier=earlier.summary,
            copies=copied,
            fresh=earlier.fresh,
        )
        if manner.weights:
            outlet = {article.id: article.outlet for article in ordered}
            weight = {one.article: manner.weights.get(outlet[one.article], 1.0) for one in summary}
            summary = tuple(sorted(summary, key=lambda one: -weight[one.article]))
        clashing = clashes(ordered, copied)
    if manner.questions:
        themes = merge(manner.themes)
        # A copy asks nothing that its original does not, and is no outlet more that asks.
        originals = [article for article in ordered if article.id not in copied]
        found = find(originals, themes, most_shown=manner.most_shown)
        questions = follow(earlier.questions, found, ordered)
    return Analysed(
        id=story,
        title=title(ordered, manner.weights),
        articles=ordered,
        why={article.id: why.get(article.id, Why()) for article in ordered},
        copies=copied,
        summary=summary,
        questions=questions,
        clashes=clashing,
    )


def brief(
    articles: Sequence[Article],
    manner: Manner,
    *,
    groups: Sequence[str] | None = None,
    hand: Hand = Hand(),  # noqa: B008 - frozen value
) -> tuple[Analysed, ...]:
    """The whole analysis over documents taken one at a time, in the order given.

    Args:
        articles: the documents; ids are unique.
        manner: sizes, ranker, themes, and what to leave out.
        groups: a group name for each article when the grouping is given from outside;
            a story's id is then the id of the group's first article.
        hand: the reader's decisions on grouping.

    Returns:
        Stories in the order in which their first article came.
    """
    members: dict[str, list[Article]] = {}
    why: dict[str, Why] = {}
    if groups is not None:
        founders: dict[str, str] = {}
        for article, name in zip(articles, groups, strict=True):
            members.setdefault(founders.setdefault(name, article.id), []).append(article)
    else:
        grouping = group(articles, hand=hand)
        story_of = {placement.article: placement.story for placement in grouping.placements}
        why = {placement.article: placement.why for placement in grouping.placements}
        for article in articles:
            members.setdefault(story_of[article.id], []).append(article)
    known = _furniture(members) if manner.summary else frozenset()
    return tuple(tell(story, of, why, manner, boilerplate=known) for story, of in members.items())


def _furniture(members: Mapping[str, Sequence[Article]]) -> frozenset[str]:
    """What the outlets print under everything, as far as these documents show it."""
    if len(members) < LEAST:
        return frozenset()
    return learn(
        (article.outlet, story, line)
        for story, articles in members.items()
        for article in articles
        for line in lines(article)
    )


def _within(article: Article) -> Article:
    """The article as far as it is analysed; nothing but its end is left out, so indexes hold."""
    if len(article.text) <= LONGEST:
        return article
    kept, _, _ = article.text[:LONGEST].rpartition("\n")
    return replace(article, text=CleanText(kept or article.text[:LONGEST]))


def _by_time(article: Article) -> tuple[float, str]:
    return (article.when.timestamp() if article.when else 0.0, article.id)
