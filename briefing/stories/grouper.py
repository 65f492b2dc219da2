"""The online grouping: one article at a time, a second look at the pieces touched, stable ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.models import Article, Grouping, Hand, Placement, Why
from briefing.stories.consolidate import Surroundings, average_link
from briefing.stories.explain import explain
from briefing.stories.features import Item
from briefing.stories.hand import Wishes
from briefing.stories.model import Model, shipped
from briefing.stories.window import Window

JOIN = 0.4
"""Softened mean probability from which a new article joins a story at once."""
LINK = 0.36
"""The same for groups at the second look."""
NEAR = 0.1
"""Probability from which a story of the window belongs to the piece looked at again."""
SECOND_LOOK_EVERY = 100
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
    """Places articles one at a time; remembers only the articles of the window."""

    def __init__(self, hand: Hand | None = None, model: Model | None = None) -> None:
        self._model = model or shipped()
        self._window = Window(self._model)
        self._wishes = Wishes(hand or Hand())
        self._stories: dict[int, Story] = {}
        self._by_id: dict[str, int] = {}
        self._where: dict[str, int] = {}
        self._touched: dict[int, None] = {}
        self._next = 0
        self._since_look = 0
        self._placed: dict[str, str] = {}
        self._why: dict[str, Why] = {}
        self._new: set[str] = set()
        self._before: dict[str, str] = {}
        self._merged: dict[str, str] = {}

    # --- taking articles in ---------------------------------------------------------

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

    def restore(self, window: Sequence[tuple[Article, str]]) -> None:
        """Take up articles that earlier calls placed, with their story ids."""
        items = self._window.restore([article for article, _ in window])
        for item, (_, id_) in zip(items, window, strict=True):
            number = self._by_id.get(id_)
            story = self._stories[number] if number is not None else self._found(id_)
            self._enter(item, story)
            self._before[item.id] = id_

    def add(self, article: Article) -> str:
        """Place one article; returns its story id as known now."""
        item = self._window.add(article)
        self._new.add(article.id)
        story = self._best(item) or self._found(article.id)
        self._enter(item, story)
        self._touched[item.number] = None
        self._since_look += 1
        if self._since_look >= SECOND_LOOK_EVERY:
            self.second_look()
        return story.id

    def _best(self, item: Item) -> Story | None:
        for id_ in self._wishes.together.get(item.id, ()):
            number = self._where.get(id_)
            if number is not None:
                return self._stories[number]
        sums: dict[int, list[float]] = {}
        for number, p in self._window.links[item.number].items():
            sums.setdefault(self._window.items[number].story, []).append(p)
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
        items, links = self._window.items, self._window.links
        piece: dict[int, None] = {}
        near: dict[int, None] = {}
        for number in self._touched:
            piece[items[number].story] = None
            for other, p in links[number].items():
                if p >= NEAR:
                    piece[items[other].story] = None
                    near[other] = None
        self._touched.clear()
        for number in near:
            self._window.compare(items[number])
        if piece:
            self._regroup([self._stories[n] for n in sorted(piece)])
        self._drop()

    def _second_links(self, atoms: Sequence[Sequence[int]]) -> dict[int, dict[int, float]]:
        links = self._window.links
        owner = {number: place for place, atom in enumerate(atoms) for number in atom}
        surroundings = Surroundings(links, owner)
        second: dict[int, dict[int, float]] = {number: {} for number in owner}
        for a, place in owner.items():
            for b in links[a]:
                if a < b and owner.get(b, place) != place:
                    p = self._model.second(surroundings.context(a, b))
                    second[a][b] = second[b][a] = p
        return second

    def _atoms(self, stories: Sequence[Story]) -> list[list[int]]:
        atoms: list[list[int]] = []
        items = self._window.items
        for story in stories:
            if story.wished:
                atoms.append(list(story.members))
                continue
            old = [m for m in story.members if items[m].id in self._before]
            if old:
                atoms.append(old)
            atoms += [[m] for m in story.members if items[m].id not in self._before]
        atoms.sort()
        return atoms

    def _regroup(self, stories: Sequence[Story]) -> None:
        items = self._window.items
        atoms = self._atoms(stories)
        groups = average_link(atoms, self._second_links(atoms), LINK, self._may_meet)
        claims = []
        for place, group in enumerate(groups):
            counts: dict[int, int] = {}
            for number in group:
                old = items[number].story
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
                story = self._found(self._free_id(group))
                kept[place] = story.number
            for number in sorted(group):
                self._enter(items[number], story)
        for old, place in heirs.items():
            story = self._stories.pop(old)
            keeper = self._stories[kept[place]]
            del self._by_id[story.id]
            self._merged[story.id] = keeper.id
            for id_ in story.wished:
                self._where[id_] = keeper.number
            keeper.wished |= story.wished

    def _free_id(self, group: Sequence[int]) -> str:
        ids = [self._window.items[number].id for number in sorted(group)]
        for id_ in ids:
            if id_ not in self._by_id and id_ not in self._merged:
                return id_
        return ids[0] + "+"

    def _may_meet(self, a: Sequence[int], b: Sequence[int]) -> bool:
        if not self._wishes.apart:
            return True
        return not self._wishes.clash(self._ids(a), self._ids(b))

    def _ids(self, numbers: Sequence[int]) -> set[str]:
        return {self._window.items[n].id for n in numbers}

    def _drop(self) -> None:
        """Let go of what left the window; its placement stays."""
        leaving = self._window.expired()
        for place in {item.story: None for item in leaving}:
            self._explain_story(self._stories[place])
        for item in leaving:
            self._window.drop(item)
            home = self._stories[item.story]
            home.members.remove(item.number)
            if not home.members:
                del self._stories[home.number]
                del self._by_id[home.id]

    # --- what came of it -----------------------------------------------------------------

    def _explain_story(self, story: Story) -> None:
        """Say why its members stand there, while all of them can still be seen."""
        items = self._window.items
        for number in story.members:
            item = items[number]
            if item.id not in self._new and self._before.get(item.id) == story.id:
                continue
            near = [
                (p, items[other])
                for other, p in self._window.links[number].items()
                if items[other].story == story.number
            ]
            if not near and item.id in self._why:
                continue
            near.sort(key=lambda pair: (-pair[0], pair[1].number))
            together = self._wishes.together.get(item.id, ())
            by_hand = any(o != item.id and self._where.get(o) == story.number for o in together)
            why = explain(
                self._window.lexicon,
                item,
                self._window.articles[number],
                near[:NEAREST],
                by_hand,
            )
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
