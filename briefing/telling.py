"""The second half of a refresh: what was stored is grouped, and touched stories are told anew.

What thinks is loaded only when there is something to think about, in a process beside this one,
while the network is waited for. The latest stories come first, and what is told is stored every
few stories, so that the reader can begin while the rest is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.grouping import HISTORY, group, group_there
from briefing.pool import Pool
from briefing.progress import Event, Fault, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.analysis import Manner
    from briefing.models import Analysed, StoryView
    from briefing.store.connection import Store

TELLING = 1
"""Counted up whenever stories are told otherwise than before: those of before are told anew."""

BATCH = 40
"""Stories told between two writes: what is told is on the screen soon, and a write costs little."""

AHEAD = 10
"""Stories read at a time, with all of their texts."""

PART = 200
"""Articles looked through for furniture between two writes."""

MANY = 2000
"""New articles from which grouping takes so much memory that it ends with its process."""

BEGINNING = 100
FIRST = 16
"""Articles grouped, and stories told, at once when nothing was there before: a screenful."""

Tell = Callable[[Event], None]


def think(
    store: Store,
    config: Config,
    now: datetime,
    tell_of: Tell = lambda event: None,
    pool: Pool | None = None,
) -> int:
    """Group what is not grouped yet and tell every touched story; returns how many were told.

    Args:
        store: what was stored, and where it is to be written.
        config: how stories are told.
        now: the time.
        tell_of: called with each event.
        pool: the processes to do it in; None: here.
    """
    pool = pool or Pool(1)
    new = store.articles.waiting()
    _follow_settings(store, config, now)
    many = len(new) >= MANY
    if many:
        pool.renew()
    beside = None
    if new and not pool.alone:
        beside = pool.beside(group_there, (store.path, now))
    _index(store, tell_of)
    if new:
        tell_of(Stage("stories", 0, len(new)))
        if beside:
            beside.result()
        else:
            group(store, now)
    if many:
        pool.renew()
    dirty = store.stories.dirty()
    _learn(store, new, pool)
    told = _tell(store, dirty, config, pool, tell_of)
    if config.keep_days:
        store.prune(config.keep_days, now)
    return told


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is told first, to somebody who waits before an empty screen."""

    store: Path
    config: Config
    now: datetime
    feeds: Collection[str]
    """Those at the head of the reader's list."""


def begin(wanted: Beginning) -> int:
    """In another process: group the latest of what a few feeds brought and tell a screenful of it
    at once; returns how many stories were told."""
    from briefing.store.connection import open_store

    with open_store(wanted.store) as store, Pool(1) as pool:
        waiting = store.articles.ungrouped()
        new = [one.id for one in waiting if one.feed in wanted.feeds][-BEGINNING:]
        _follow_settings(store, wanted.config, wanted.now)
        group(store, wanted.now, new)
        _learn(store, new, pool)
        return _tell(store, store.stories.dirty()[:FIRST], wanted.config, pool)


def retell(store: Store, config: Config) -> None:
    """Tell anew what a decision about the grouping changed; a refresh may run beside it."""
    with Pool(1) as pool:
        _tell(store, store.stories.dirty(), config, pool)


def load(_: None) -> None:
    """In another process: load what thinks, while there is nothing else to do.

    And think once: tables are read, and patterns compiled, when they are first needed.
    """
    import briefing.store.articles
    import briefing.store.placing  # noqa: F401
    from briefing.analysis import brief
    from briefing.models import Article, CleanText

    title = CleanText("Harbour of Quillon closes for a week")
    text = CleanText("The harbour closed on Monday. It is not known who will pay, the mayor said.")
    brief([Article("example", title, text, lang="en")], manner_of(Config()))


def _index(store: Store, tell_of: Tell) -> None:
    if store.search.waiting():
        tell_of(Stage("search"))
        while store.search.index(1000):
            pass


def _learn(store: Store, new: Sequence[str], pool: Pool) -> None:
    """Look for sentences that their outlets print under everything: they are no news."""
    if not new:
        return
    from briefing.summaries.boilerplate import LEAST, keys

    for start in range(0, len(new), PART):
        articles = store.stories.ends(new[start : start + PART])
        found = zip(articles, pool.map(keys, articles, part=50), strict=True)
        store.stories.learn([(article.id, told) for article, told in found], LEAST)


def _follow_settings(store: Store, config: Config, now: datetime) -> None:
    """Tell recent stories anew when the reader, or a new version, changed how they are told."""
    settings = (config.sentences, config.summarizer, config.themes, config.max_questions)
    wanted = repr((TELLING, *settings))
    known = store.state.note("settings")
    if known != wanted:
        if known:
            store.stories.tell_anew(now - HISTORY)
        store.state.set_note("settings", wanted)


def _tell(
    store: Store,
    stories: Sequence[str],
    config: Config,
    pool: Pool,
    tell_of: Tell = lambda event: None,
) -> int:
    if not stories:
        return 0
    weights = store.state.weights()
    tell_of(Stage("telling", 0, len(stories)))
    found = pool.map(_told, _jobs(store, stories, config, weights))
    done = 0
    while batch := list(islice(found, BATCH)):
        store.stories.write((story for story, _ in batch), weights)
        done += len(batch)
        tell_of(Stage("telling", done, len(stories)))
        for story, fault in batch:
            if fault:
                tell_of(Fault(story.id, fault))
    return len(stories)


@dataclass(frozen=True, slots=True)
class _Job:
    """All that telling a story takes; whoever only hands it on need not load what tells."""

    view: StoryView
    config: Config
    furniture: frozenset[str]
    weights: Mapping[str, float]


def _jobs(
    store: Store, stories: Sequence[str], config: Config, weights: Mapping[str, float]
) -> Iterator[_Job]:
    """Each story as it is stored; one that has no articles any more is passed over."""
    config = replace(config, feeds=())
    for start in range(0, len(stories), AHEAD):
        views = store.stories.views(stories[start : start + AHEAD], text=True)
        for view in views:
            if view.articles:
                outlets = {one.article.outlet for one in view.articles}
                yield _Job(view, config, store.stories.furniture(outlets), weights)


def _told(job: _Job) -> tuple[Analysed, str]:
    """One story told anew; and what went wrong, which is a fault of this program."""
    from briefing.analysis import Earlier, tell

    view = job.view
    manner = replace(manner_of(job.config), weights=job.weights)
    met = any(not one.new for one in view.articles)
    fresh = frozenset(one.article.id for one in view.articles if one.new and met)
    earlier = Earlier(view.summary, view.questions, fresh)
    articles = [one.article for one in view.articles]
    why = {one.article.id: one.why for one in view.articles}
    try:
        told = tell(view.row.id, articles, why, manner, earlier=earlier, boilerplate=job.furniture)
    except Exception as error:
        # It must not keep all other stories from the reader, this time and every time after.
        # The story keeps what was told of it before.
        plain = replace(manner, summary=False, questions=False)
        told = replace(
            tell(view.row.id, articles, why, plain),
            summary=view.summary,
            questions=view.questions,
            clashes=view.clashes,
        )
        return told, f"{type(error).__name__}: {error}"
    return told, ""


def manner_of(config: Config) -> Manner:
    """How stories are told as the reader set it."""
    from briefing.analysis import Manner
    from briefing.summaries.size import Sentences

    return Manner(
        size=Sentences(config.sentences),
        summarizer=config.summarizer,
        themes=config.themes,
        most_shown=config.max_questions,
    )
