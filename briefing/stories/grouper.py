"""The online grouping: one article at a time, a second look at the pieces touched, stable ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.ids import story_id
from briefing.models import Article, Grouping, Hand, Placement, Remembered
from briefing.stories.consolidate import Surroundings, average_link
from briefing.stories.explain import Reason, explain
from briefing.stories.features import Item
from briefing.stories.hand import Wishes
from briefing.stories.model import Model, shipped
from briefing.stories.window import Window

JOIN = 0.4
"""Softened mean probability from which a new article joins a story at once."""
LINK = 0.28
"""The same for groups at the second look."""
NEAR = 0.2
"""Probability from which a story of the window belongs to the piece looked at again."""
SECOND_LOOK_EVERY = 100
NEAREST = 5

Recall = Callable[[Sequence[str]], Mapping[str, Article]]


class Story:
    """A story while it lives in the window."""

    __slots__ = ("members", "number", "wished")

    def __init__(self, number: int) -> None:
        self.number = number
        self.members: list[int] = []
        """Item numbers still in the window, in order of joining."""
        self.wished: set[str] = set()
        """Articles the reader decided about, also those that left the window."""


class Grouper:
    """Places articles one at a time; remembers only the articles of the window."""

    def __init__(
        self,
        hand: Hand | None = None,
        model: Model | None = None,
        recall: Recall | None = None,
    ) -> None:
        """``recall`` gives texts by id: why an article stands where it does is told in its own
        words. Without it those that were given here are kept, and others are told no words of."""
        self._recall = recall
        self._model = model or shipped()
        self._window = Window(self._model)
        self._wishes = Wishes(hand or Hand())
        self._stories: dict[int, Story] = {}
        self._founded = 0
        self._known: dict[str, int] = {}
        """Id of a story that earlier calls made -> its number."""
        self._heir: dict[int, int] = {}
        """Number of a story that ceased -> the one that took its articles."""
        self._placed: dict[str, int] = {}
        """Article -> number of its story, in order of arrival."""
        self._item: dict[str, int] = {}
        """Article the reader decided about -> its item, while in the window."""
        self._before: dict[str, int] = {}
        self._new: set[str] = set()
        self._reasons: dict[str, Reason] = {}
        self._texts: dict[str, Article] = {}
        """Articles that were given here, as far as they cannot be recalled."""
        self._touched: dict[int, None] = {}
        self._since_look = 0

    # --- taking articles in ---------------------------------------------------------

    def _found(self) -> Story:
        story = Story(self._founded)
        self._founded += 1
        self._stories[story.number] = story
        return story

    def _enter(self, item: Item, story: Story) -> None:
        story.members.append(item.number)
        item.story = story.number
        self._placed[item.id] = story.number
        if item.id in self._wishes.ids:
            story.wished.add(item.id)

    def restore(self, window: Sequence[tuple[Article | Remembered, str]]) -> None:
        """Take up articles that earlier calls placed, with their story ids; then obey the hand."""
        once = {article.id: (article, id_) for article, id_ in window}
        items = self._window.restore([article for article, _ in once.values()])
        for item, (article, id_) in zip(items, once.values(), strict=True):
            self._keep(article)
            if id_ not in self._known:
                self._known[id_] = self._found().number
            story = self._stories[self._known[id_]]
            self._enter(item, story)
            self._before[item.id] = story.number
            if item.id in self._wishes.ids:
                self._item[item.id] = item.number
        self._obey()

    def add(self, article: Article) -> None:
        """Place one article; one that is known already stays where it is."""
        self._new.add(article.id)
        if article.id in self._placed:
            return
        self._keep(article)
        item = self._window.add(article)
        if item.id in self._wishes.ids:
            self._item[item.id] = item.number
        self._enter(item, self._best(item) or self._found())
        self._touched[item.number] = None
        self._since_look += 1
        if self._since_look >= max(SECOND_LOOK_EVERY, len(self._window.items) // 4):
            self.second_look()

    def _keep(self, article: Article | Remembered) -> None:
        if self._recall is None and isinstance(article, Article):
            self._texts[article.id] = article

    def _best(self, item: Item) -> Story | None:
        items = self._window.items
        for id_ in self._wishes.together.get(item.id, ()):
            number = self._item.get(id_)
            if number is not None and id_ != item.id:
                return self._stories[items[number].story]
        sums: dict[int, list[float]] = {}
        for number, p in self._window.links[item.number].items():
            sums.setdefault(items[number].story, []).append(p)
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

    # --- the reader's hand ---------------------------------------------------------------

    def _obey(self) -> None:
        """Bring together and set apart what the reader said, before any score."""
        items = self._window.items
        seen: set[str] = set()
        for ids in self._wishes.together.values():
            if ids[0] in seen:
                continue
            seen.add(ids[0])
            numbers = [self._item[id_] for id_ in ids if id_ in self._item]
            homes = sorted({items[n].story for n in numbers})
            for other in homes[1:]:
                first, second = self._stories[homes[0]], self._stories[other]
                if not self._wishes.clash(first.wished, second.wished):
                    self._merge(second, first)
                    continue
                moving = [n for n in numbers if items[n].story == other]
                if self._wishes.clash(self._ids(moving), first.wished):
                    first = self._move([n for n in numbers if items[n].story == homes[0]])
                    homes[0] = first.number
                self._move(moving, first)
        for story in list(self._stories.values()):
            while (odd := self._odd_one(story)) is not None:
                self._move(odd)

    def _odd_one(self, story: Story) -> list[int] | None:
        """The article (with those bound to it) that clashes most inside its story."""
        items = self._window.items
        wished = [n for n in story.members if items[n].id in self._wishes.apart]
        present = {items[n].id for n in wished}
        worst: list[int] | None = None
        most = 0
        for n in wished:
            bound = set(self._wishes.together.get(items[n].id, (items[n].id,)))
            clashes = len(self._wishes.apart[items[n].id] & (present - bound))
            if clashes and clashes >= most:
                worst = [m for m in story.members if items[m].id in bound or m == n]
                most = clashes
        return worst

    def _move(self, numbers: Sequence[int], to: Story | None = None) -> Story:
        """Take articles out of their story into another, or into one of their own."""
        story = to or self._found()
        for number in numbers:
            item = self._window.items[number]
            home = self._stories[item.story]
            home.members.remove(number)
            home.wished.discard(item.id)
            self._enter(item, story)
            if not home.members:
                self._cease(home, story)
        return story

    def _merge(self, story: Story, keeper: Story) -> None:
        for number in story.members:
            self._enter(self._window.items[number], keeper)
        story.members = []
        self._cease(story, keeper)

    def _cease(self, story: Story, heir: Story) -> None:
        del self._stories[story.number]
        self._heir[story.number] = heir.number
        heir.wished |= story.wished

    # --- the second look ---------------------------------------------------------------

    def second_look(self) -> None:
        """Group the touched pieces anew, keep ids by largest overlap, drop what left."""
        self._since_look = 0
        items, links = self._window.items, self._window.links
        if self._wishes.ids:
            self._obey()
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

    def _atoms(self, stories: Sequence[Story]) -> list[list[int]]:
        """What the second look may not take apart: stories the reader touched and what was
        grouped by earlier calls; everything else is single articles."""
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
            claims += [(-count, old, place) for old, count in counts.items()]
        claims.sort()
        keeper: dict[int, Story] = {}
        settled: set[int] = set()
        for _, old, place in claims:
            if old not in settled and place not in keeper:
                keeper[place] = self._stories[old]
                settled.add(old)
        for story in stories:
            story.members = []
        for place, group in enumerate(groups):
            if place not in keeper:
                keeper[place] = self._found()
            for number in sorted(group):
                self._enter(items[number], keeper[place])
        for _, old, place in claims:
            if old not in settled:
                settled.add(old)
                self._cease(self._stories[old], keeper[place])

    def _may_meet(self, a: Sequence[int], b: Sequence[int]) -> bool:
        return not self._wishes.apart or not self._wishes.clash(self._wished(a), self._wished(b))

    def _wished(self, numbers: Sequence[int]) -> set[str]:
        """Articles the reader decided about in the stories of these, gone ones included."""
        return {
            id_
            for number in {self._window.items[n].story: None for n in numbers}
            for id_ in self._stories[number].wished
        }

    def _ids(self, numbers: Sequence[int]) -> set[str]:
        return {self._window.items[n].id for n in numbers}

    def _drop(self) -> None:
        """Let go of what left the window; its placement stays."""
        leaving = self._window.expired()
        for number in {item.story: None for item in leaving}:
            self._explain_story(self._stories[number])
        self._window.drop(leaving)
        for item in leaving:
            self._item.pop(item.id, None)
            home = self._stories[item.story]
            home.members.remove(item.number)
            if not home.members:
                del self._stories[home.number]

    # --- what came of it -----------------------------------------------------------------

    def _explain_story(self, story: Story) -> None:
        """Say why its members stand there, while all of them can still be seen."""
        items = self._window.items
        for number in story.members:
            item = items[number]
            if item.id not in self._new and self._before.get(item.id) == story.number:
                continue
            near = [
                (p, items[other])
                for other, p in self._window.links[number].items()
                if items[other].story == story.number
            ]
            if not near and item.id in self._reasons:
                continue
            near.sort(key=lambda pair: (-pair[0], pair[1].number))
            by_hand = any(
                other != item.id and self._placed.get(other) == story.number
                for other in self._wishes.together.get(item.id, ())
            )
            self._reasons[item.id] = explain(self._window.lexicon, item, near[:NEAREST], by_hand)

    def _now(self, number: int) -> int:
        while number in self._heir:
            number = self._heir[number]
        return number

    def result(self) -> Grouping:
        """Placements that are new or changed since the start, in order of arrival."""
        parts = list(self.results(1))
        placed = {one.article: one for part in parts for one in part.placements}
        return Grouping(
            tuple([placed[article] for article in self._placed if article in placed]),
            {old: kept for part in parts for old, kept in part.merged.items()},
            {article: text for part in parts for article, text in part.gists.items()},
        )

    def results(self, size: int) -> Iterator[Grouping]:
        """The same in parts of whole stories, of ``size`` placements or a few more; nothing is
        kept of what was handed out."""
        self.second_look()
        ids = {number: id_ for id_, number in self._known.items() if number not in self._heir}
        taken = set(self._known)
        homes: dict[int, list[str]] = {}
        for article, place in self._placed.items():
            number = self._now(place)
            if number not in ids:
                ids[number] = story_id(article, taken.__contains__)
                taken.add(ids[number])
            if article in self._new or self._before.get(article) != number:
                homes.setdefault(number, []).append(article)
        merged = {
            id_: ids[self._now(number)]
            for id_, number in self._known.items()
            if number in self._heir
        }
        part: dict[str, str] = {}
        for number, articles in homes.items():
            if number in self._stories:
                self._explain_story(self._stories[number])
            part |= dict.fromkeys(articles, ids[number])
            if len(part) >= size:
                yield self._handed_out(part, merged)
                part, merged = {}, {}
        yield self._handed_out(part, merged)
        yield Grouping((), gists=self._window.gists)

    def _handed_out(self, part: Mapping[str, str], merged: dict[str, str]) -> Grouping:
        """Placements of articles in their stories, with the words that speak for them."""
        texts = self._texts if self._recall is None else self._recall(list(part))
        gists = self._window.gists
        placements = []
        for article, home in part.items():
            why = self._reasons.pop(article, Reason()).why(texts.get(article))
            if home == article:
                why = replace(why, score=0.0)
            placements.append(Placement(article, home, why))
        told = {article: gists.pop(article) for article in part if article in gists}
        return Grouping(tuple(placements), merged, told)
