"""The online grouping: one article at a time, a second look at the pieces touched, stable ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from briefing.models import Article, Grouping, Hand, Placement, Why
from briefing.stories.consolidate import average_link
from briefing.stories.explain import explain
from briefing.stories.features import Item, Lexicon, build, can_compare, pair
from briefing.stories.hand import Wishes
from briefing.stories.index import Index
from briefing.stories.model import Model, shipped

WINDOW_HOURS = 180.0
"""Articles further apart than this are never compared."""
LEAST_LINK = 0.02
JOIN = 0.35
LINK = 0.25
SECOND_LOOK_EVERY = 100
CLOCK_SPAN = 64
NEAREST = 5


class Story:
    """A story while it lives in the window."""

    __slots__ = ("id", "members", "number", "wished")

    def __init__(self, number: int, id_: str) -> None:
        self.number = number
        self.id = id_
        self.members: list[int] = []
        """Item numbers still in the window, in order of joining."""
        self.wished: set[str] = set()
        """Articles the reader decided about, also those that left the window."""


class Grouper:
    """Places articles one at a time; remembers only the last ``WINDOW_HOURS``."""

    def __init__(self, hand: Hand | None = None, model: Model | None = None) -> None:
        self._model = model or shipped()
        self._lexicon = Lexicon(self._model.words, self._model.stories)
        self._index = Index(self._lexicon)
        self._wishes = Wishes(hand or Hand())
        self._items: dict[int, Item] = {}
        self._articles: dict[int, Article] = {}
        self._links: dict[int, dict[int, float]] = {}
        self._stories: dict[int, Story] = {}
        self._by_id: dict[str, int] = {}
        self._where: dict[str, int] = {}
        self._touched: dict[int, None] = {}
        self._hours: list[float] = []
        self._next = 0
        self._since_look = 0
        self._placed: dict[str, str] = {}
        self._why: dict[str, Why] = {}
        self._new: set[str] = set()
        self._before: dict[str, str] = {}
        self._merged: dict[str, str] = {}

    # --- taking articles in ---------------------------------------------------------

    def _take(self, article: Article) -> Item:
        number = self._next
        self._next += 1
        when = article.when
        if article.published and article.arrived and article.published > article.arrived:
            when = article.arrived
        if when is not None:
            hour = when.timestamp() / 3600.0
        else:
            hour = self._hours[-1] if self._hours else 0.0
        self._hours.append(hour)
        if len(self._hours) > CLOCK_SPAN:
            del self._hours[0]
        item = build(
            self._lexicon,
            number,
            article.id,
            article.title,
            article.teaser or article.text,
            hour,
            article.outlet or article.feed,
            article.lang,
        )
        self._items[number] = item
        self._articles[number] = article
        self._links[number] = {}
        return item

    def _found(self, id_: str) -> Story:
        story = Story(self._next, id_)
        self._next += 1
        self._stories[story.number] = story
        self._by_id[id_] = story.number
        return story

    def _enter(self, item: Item, story: Story) -> None:
        story.members.append(item.number)
        item.story = story.number
        self._placed[item.id] = story.id
        if item.id in self._wishes.ids:
            self._where[item.id] = story.number
            story.wished.add(item.id)

    def restore(self, window: Iterable[tuple[Article, str]]) -> None:
        """Take up articles that earlier calls placed, with their story ids."""
        for article, id_ in window:
            item = self._take(article)
            self._index.add(item)
            number = self._by_id.get(id_)
            story = self._stories[number] if number is not None else self._found(id_)
            self._enter(item, story)
            self._before[item.id] = id_

    def _compare(self, item: Item) -> None:
        links = self._links
        mine = links[item.number]
        for number in self._index.candidates(item):
            other = self._items[number]
            if abs(other.hour - item.hour) > WINDOW_HOURS:
                continue
            if not can_compare(item, other):
                continue
            p = self._model.probability(pair(other, item))
            if p >= LEAST_LINK:
                mine[number] = links[number][item.number] = p
        if mine and not item.lang:
            item.lang = self._items[max(mine, key=lambda n: (mine[n], -n))].lang
            for number in [n for n in mine if not can_compare(item, self._items[n])]:
                del mine[number], links[number][item.number]

    def add(self, article: Article) -> str:
        """Place one article; returns its story id as known now."""
        item = self._take(article)
        self._new.add(article.id)
        self._compare(item)
        self._index.add(item)
        story = self._best(item)
        if story is None:
            story = self._found(article.id)
        self._enter(item, story)
        self._touched[item.number] = None
        self._since_look += 1
        if self._since_look >= SECOND_LOOK_EVERY:
            self.second_look()
        return story.id

    def _best(self, item: Item) -> Story | None:
        wished = self._wishes.together.get(item.id, ())
        for id_ in wished:
            number = self._where.get(id_)
            if number is not None:
                return self._stories[number]
        sums: dict[int, list[float]] = {}
        for number, p in self._links[item.number].items():
            sums.setdefault(self._items[number].story, []).append(p)
        best: Story | None = None
        most = JOIN
        for number, found in sums.items():
            story = self._stories[number]
            found.sort(reverse=True)
            count = min(NEAREST, len(story.members))
            mean = sum(found[:count]) / count
            if mean > most and not self._wishes.clash({item.id}, story.wished):
                best, most = story, mean
        return best

    # --- the second look ---------------------------------------------------------------

    def second_look(self) -> None:
        """Group the touched pieces anew, keep ids by largest overlap, drop what left."""
        self._since_look = 0
        piece: dict[int, None] = {}
        for number in self._touched:
            item = self._items[number]
            piece[item.story] = None
            for other, p in self._links[number].items():
                if p >= LINK / 2:
                    piece[self._items[other].story] = None
        self._touched.clear()
        if piece:
            self._regroup([self._stories[n] for n in sorted(piece)])
        self._drop()

    def _atoms(self, stories: Sequence[Story]) -> list[list[int]]:
        atoms: list[list[int]] = []
        for story in stories:
            if story.wished or any(self._items[m].id in self._before for m in story.members):
                old = [m for m in story.members if self._items[m].id in self._before]
                fresh = [m for m in story.members if self._items[m].id not in self._before]
                if story.wished:
                    old, fresh = list(story.members), []
                if old:
                    atoms.append(old)
                atoms += [[m] for m in fresh]
            else:
                atoms += [[m] for m in story.members]
        atoms.sort()
        return atoms

    def _regroup(self, stories: Sequence[Story]) -> None:
        groups = average_link(self._atoms(stories), self._links, LINK, self._may_meet)
        claims = []
        for place, group in enumerate(groups):
            counts: dict[int, int] = {}
            for number in group:
                old = self._items[number].story
                counts[old] = counts.get(old, 0) + 1
            for old, count in counts.items():
                claims.append((-count, old, place))
        claims.sort()
        kept: dict[int, int] = {}
        taken: dict[int, int] = {}
        for _, old, place in claims:
            if old not in taken and place not in kept:
                kept[place] = old
                taken[old] = place
        heirs: dict[int, int] = {}
        for _, old, place in claims:
            if old not in taken and old not in heirs:
                heirs[old] = place
        for story in stories:
            story.members = []
        for place, group in enumerate(groups):
            kept_number = kept.get(place)
            if kept_number is not None:
                story = self._stories[kept_number]
            else:
                founder = min(group)
                story = self._found(self._free_id(group, founder))
                kept[place] = story.number
            for number in sorted(group):
                self._enter(self._items[number], story)
        for old, place in heirs.items():
            story = self._stories.pop(old)
            keeper = self._stories[kept[place]]
            del self._by_id[story.id]
            self._merged[story.id] = keeper.id
            for id_ in story.wished:
                self._where[id_] = keeper.number
            keeper.wished |= story.wished

    def _free_id(self, group: Sequence[int], founder: int) -> str:
        for number in [founder, *sorted(group)]:
            id_ = self._items[number].id
            if id_ not in self._by_id and id_ not in self._merged:
                return id_
        return self._items[founder].id + "+"

    def _may_meet(self, a: Sequence[int], b: Sequence[int]) -> bool:
        if not self._wishes.apart:
            return True
        return not self._wishes.clash(self._ids(a), self._ids(b))

    def _ids(self, numbers: Sequence[int]) -> set[str]:
        return {self._items[n].id for n in numbers}

    def _drop(self) -> None:
        """Let go of what left the window; its placement stays."""
        if not self._hours:
            return
        limit = median(self._hours) - WINDOW_HOURS
        leaving = [n for n, item in self._items.items() if item.hour < limit]
        for place in {self._items[n].story: None for n in leaving}:
            self._explain_story(self._stories[place])
        for number in leaving:
            item = self._items.pop(number)
            self._index.remove(item)
            for other in self._links.pop(number):
                self._links[other].pop(number, None)
            del self._articles[number]
            home = self._stories[item.story]
            home.members.remove(number)
            if not home.members:
                del self._stories[home.number]
                del self._by_id[home.id]

    # --- what came of it -----------------------------------------------------------------

    def _explain_story(self, story: Story) -> None:
        """Say why its members stand there, while all of them can still be seen."""
        for number in story.members:
            item = self._items[number]
            if item.id not in self._new and self._before.get(item.id) == story.id:
                continue
            near = [
                (p, self._items[other])
                for other, p in self._links[number].items()
                if self._items[other].story == story.number
            ]
            if not near and item.id in self._why:
                continue
            near.sort(key=lambda pair: (-pair[0], pair[1].number))
            together = self._wishes.together.get(item.id, ())
            by_hand = any(o != item.id and self._where.get(o) == story.number for o in together)
            why = explain(self._lexicon, item, self._articles[number], near[:NEAREST], by_hand)
            self._why[item.id] = replace(why, score=0.0) if item.id == story.id else why

    def result(self) -> Grouping:
        """Placements that are new or changed since the start, in order of arrival."""
        self.second_look()
        for story in self._stories.values():
            self._explain_story(story)
        merged = self._merged

        def now(id_: str) -> str:
            while id_ in merged:
                id_ = merged[id_]
            return id_

        placements = []
        for id_, placed in self._placed.items():
            kept_id = now(placed)
            if id_ in self._new or self._before.get(id_) != kept_id:
                placements.append(Placement(id_, kept_id, self._why.get(id_, Why())))
        return Grouping(tuple(placements), {old: now(old) for old in merged})
