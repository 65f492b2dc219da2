"""The second half of a refresh: what was stored is grouped, and touched stories are told anew.

What thinks is loaded only when there is something to think about; when there is much, it runs
in two processes. The latest stories come first, and what is told is stored every few
stories, so that the reader can begin while the rest is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.pool import Pool
from briefing.progress import Event, Fault, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.analysis import Earlier, Manner
    from briefing.models import Analysed, Article, Grouping, StoryView
    from briefing.store.connection import Store

HISTORY = timedelta(days=14)
"""How far back a first visit's old articles look for stories in the store. A feed added today may
bring items of years ago; they are grouped among themselves instead of reading the whole store."""

BATCH = 40
"""Stories told between two writes: what is told is on the screen soon, and a write costs little."""

PART = 500
"""Articles looked through for furniture between two writes."""

MUCH = 150
"""New articles, or stories to be told, from which another process is worth its start."""

BEGINNING = 100
FIRST = 16
"""Articles grouped, and stories told, at once when nothing was there before: a screenful."""

Tell = Callable[[Event], None]


def think(store: Store, config: Config, now: datetime, tell_of: Tell = lambda event: None) -> int:
    """Group what is not grouped yet and tell every touched story; returns how many were told."""
    new = store.articles.waiting()
    _follow_settings(store, config, now)
    with Pool(_hands(len(new))) as pool:
        # Grouping takes memory, which goes with the process that did it.
        grouping = pool.beside(_grouped_there, (store.path, now)) if len(new) >= MUCH else None
        _index(store, tell_of)
        if new:
            tell_of(Stage("stories", 0, len(new)))
            _place(store, grouping() if grouping else _grouped(store, now), now)
    dirty = store.stories.dirty()
    with Pool(_hands(max(len(new), len(dirty)))) as pool:
        _learn(store, new, pool)
        told = _tell(store, dirty, config, pool, tell_of)
    if config.keep_days:
        store.prune(config.keep_days, now)
    return told


def begin(
    store: Store, config: Config, now: datetime, feeds: Collection[str], tell_of: Tell
) -> None:
    """Group the latest of what these feeds brought and tell a screenful of it at once."""
    new = [article for article in store.articles.ungrouped() if article.feed in feeds][-BEGINNING:]
    _follow_settings(store, config, now)
    if new:
        tell_of(Stage("stories", 0, len(new)))
        _place(store, _grouped(store, now, new), now)
        with Pool(1) as pool:
            _learn(store, [article.id for article in new], pool)
            _tell(store, store.stories.dirty()[:FIRST], config, pool, tell_of)


def retell(store: Store, config: Config) -> None:
    """Tell anew what a decision about the grouping changed; a refresh may run beside it."""
    with Pool(1) as pool:
        _tell(store, store.stories.dirty(), config, pool, lambda event: None)


def load() -> None:
    """Load what thinks, while there is nothing else to do."""
    import briefing.analysis
    import briefing.summaries.model  # noqa: F401


def _hands(work: int) -> int | None:
    return None if work >= MUCH else 1


def _grouped(store: Store, now: datetime, new: Sequence[Article] | None = None) -> Grouping:
    """Place ``new`` articles; None: all that wait."""
    from briefing.stories.gist import valid
    from briefing.stories.group import group
    from briefing.stories.window import WINDOW_HOURS

    if new is None:
        new = store.articles.ungrouped()
    oldest = min((article.when for article in new if article.when), default=now)
    since = max(oldest, now - HISTORY) - timedelta(hours=WINDOW_HOURS)
    window = store.articles.remembered(since, valid)
    return group(new, window, store.state.hand(), store.articles.many)


def _grouped_there(job: tuple[Path, datetime]) -> Grouping:
    """In another process: it reads for itself what it needs."""
    from briefing.store.connection import open_store

    path, now = job
    with open_store(path, read_only=True) as store:
        return _grouped(store, now)


def _place(store: Store, grouping: Grouping, now: datetime) -> None:
    from briefing.stories.window import WINDOW_HOURS

    store.stories.place(grouping)
    store.stories.forget_gists(now - HISTORY - timedelta(hours=WINDOW_HOURS))


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
    """Tell recent stories anew when the reader changed how stories are told."""
    wanted = repr((config.sentences, config.summarizer, config.themes, config.max_questions))
    known = store.state.note("settings")
    if known != wanted:
        if known:
            store.stories.tell_anew(now - HISTORY)
        store.state.set_note("settings", wanted)


def _tell(store: Store, stories: Sequence[str], config: Config, pool: Pool, tell_of: Tell) -> int:
    if not stories:
        return 0
    tell_of(Stage("telling", 0, len(stories)))
    found = pool.map(_told, _jobs(store, stories, config))
    done = 0
    while batch := list(islice(found, BATCH)):
        store.stories.write(story for story, _ in batch)
        done += len(batch)
        tell_of(Stage("telling", done, len(stories)))
        for story, fault in batch:
            if fault:
                tell_of(Fault(story.id, fault))
    return len(stories)


@dataclass(frozen=True, slots=True)
class _Job:
    """All that telling a story takes."""

    view: StoryView
    manner: Manner
    earlier: Earlier
    furniture: frozenset[str]


def _jobs(store: Store, stories: Sequence[str], config: Config) -> Iterator[_Job]:
    """Each story as it is stored; one that has no articles any more is passed over."""
    from briefing.analysis import Earlier

    manner = manner_of(config)
    for start in range(0, len(stories), BATCH):
        views = store.stories.views(stories[start : start + BATCH], text=True)
        for view in views:
            met = any(not one.new for one in view.articles)
            fresh = frozenset(one.article.id for one in view.articles if one.new and met)
            outlets = {one.article.outlet for one in view.articles}
            if view.articles:
                earlier = Earlier(view.summary, view.questions, fresh)
                yield _Job(view, manner, earlier, store.stories.furniture(outlets))


def _told(job: _Job) -> tuple[Analysed, str]:
    """One story told anew; and what went wrong, which is a fault of this program."""
    from briefing.analysis import tell

    view = job.view
    articles = [one.article for one in view.articles]
    why = {one.article.id: one.why for one in view.articles}
    try:
        told = tell(
            view.row.id, articles, why, job.manner, earlier=job.earlier, boilerplate=job.furniture
        )
    except Exception as error:
        # It must not keep all other stories from the reader, this time and every time after.
        # The story keeps what was told of it before.
        plain = replace(job.manner, summary=False, questions=False)
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
