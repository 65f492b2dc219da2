"""The last days' articles as a graph: who resembles whom, and how surely."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from briefing.models import Article, Remembered
from briefing.stories.features import (
    NOTHING,
    Focus,
    Item,
    Lexicon,
    can_compare,
    finish,
    take,
    weigh,
)
from briefing.stories.gist import gist
from briefing.stories.index import Index
from briefing.stories.model import Model

WINDOW_HOURS = 180.0
"""Articles further apart than this are never compared."""
LEAST_LINK = 0.02
"""Probabilities below this are not remembered."""
CLOCK_SPAN = 64
FEWEST_TO_JUDGE = 8
FURNITURE = 0.4
"""Share of an outlet's articles from which a word is its furniture; judged from
``FEWEST_TO_JUDGE`` articles on."""


class Sources:
    """How often each outlet uses a word: "Lecture 12", "Quote #77" and the name of the station
    in every headline make no event."""

    def __init__(self) -> None:
        self._items: dict[str, dict[int, Item]] = {}
        self._words: dict[str, dict[int, int]] = {}
        """Only of outlets that were asked about."""

    def add(self, item: Item) -> None:
        """Take an item in."""
        self._items.setdefault(item.source, {})[item.number] = item
        if item.source in self._words:
            self._count(self._words[item.source], item, 1)

    def remove(self, item: Item) -> None:
        """Let an item go."""
        items = self._items[item.source]
        del items[item.number]
        if item.source in self._words:
            self._count(self._words[item.source], item, -1)
        if not items:
            del self._items[item.source]
            self._words.pop(item.source, None)

    @staticmethod
    def _count(words: dict[int, int], item: Item, step: int) -> None:
        for term in item.terms:
            left = words.get(term, 0) + step
            if left:
                words[term] = left
            else:
                del words[term]

    def furniture(self, item: Item) -> frozenset[int]:
        """Words of ``item`` that its outlet uses in so many articles that they say nothing."""
        items = self._items.get(item.source, {})
        if len(items) < FEWEST_TO_JUDGE:
            return NOTHING
        words = self._words.get(item.source)
        if words is None:
            words = self._words[item.source] = {}
            for one in items.values():
                self._count(words, one, 1)
        most = len(items) * FURNITURE
        return frozenset([t for t in item.terms if words.get(t, 0) > most])


class Window:
    """Items of the last ``WINDOW_HOURS`` and the links between them."""

    def __init__(
        self, model: Model, score: Callable[[Item, Item, list[float]], float] | None = None
    ) -> None:
        """``score`` stands in for the model's pair weights (training records the values so)."""
        self._model = model
        self._score = score
        self.lexicon = Lexicon(model.words, model.stories)
        self._index = Index(self.lexicon)
        self.items: dict[int, Item] = {}
        self.links: dict[int, dict[int, float]] = {}
        """Item -> item -> probability of the same event, both ways."""
        self.gists: dict[str, str] = {}
        """Gists made here, by article."""
        self._sources = Sources()
        self._compared: set[int] = set()
        self._hours: deque[float] = deque(maxlen=CLOCK_SPAN)
        self._next = 0

    def _take(self, article: Article | Remembered) -> Item:
        number = self._next
        self._next += 1
        if isinstance(article, Article):
            text = gist(article.title, article.teaser or article.text, article.lang)
            seen = Remembered(article.id, self.hour(article), article.outlet or article.feed, text)
            self.gists[article.id] = text
        else:
            seen = article
        item = take(self.lexicon, number, seen.id, seen.hour, seen.source, seen.gist)
        self._hours.append(item.hour)
        self.items[number] = item
        self.links[number] = {}
        return item

    def hour(self, article: Article) -> float:
        """When it counts for, in hours since 1970; without any date: when the last one did."""
        when = article.when
        if article.published and article.arrived and article.published > article.arrived:
            when = article.arrived
        if when is not None:
            return when.timestamp() / 3600.0
        return self._hours[-1] if self._hours else 0.0

    def restore(self, articles: Iterable[Article | Remembered]) -> list[Item]:
        """Take up articles of earlier days; they are compared only when asked for."""
        items = [self._take(article) for article in articles]
        for item in items:
            self._sources.add(item)
        self._index.restore(items)
        return items

    def add(self, article: Article) -> Item:
        """Take in a new article and link it to what it resembles."""
        item = self._take(article)
        weigh(item, self.lexicon.rarities(item.terms))
        self.compare(item)
        self._index.add(item)
        self._sources.add(item)
        return item

    def compare(self, item: Item) -> None:
        """Link ``item`` to the articles that resemble it, once."""
        if item.number in self._compared:
            return
        self._compared.add(item.number)
        links = self.links
        mine = links[item.number]
        finish(self.lexicon, item)
        focus = Focus(item)
        furniture = self._sources.furniture(item)
        for number in self._index.candidates(item):
            if number in mine:
                continue
            other = self.items[number]
            if abs(other.hour - item.hour) > WINDOW_HOURS or not can_compare(item, other):
                continue
            if not other.finished:
                finish(self.lexicon, other)
            values = focus.pair(other, furniture if item.source == other.source else NOTHING)
            if self._score is not None:
                one, two = (other, item) if number < item.number else (item, other)
                p = self._score(one, two, values)
            else:
                p = self._model.probability(values)
            if p >= LEAST_LINK:
                mine[number] = links[number][item.number] = p
        if mine and not item.lang:
            item.lang = self.items[max(mine, key=lambda n: (mine[n], -n))].lang
            for number in [n for n in mine if not can_compare(item, self.items[n])]:
                del mine[number], links[number][item.number]

    def expired(self) -> list[Item]:
        """Items older than the window, seen from the middle of the last ones that came."""
        if not self._hours:
            return []
        limit = median(self._hours) - WINDOW_HOURS
        return [item for item in self.items.values() if item.hour < limit]

    def drop(self, items: Sequence[Item]) -> None:
        """Let go of items."""
        self._index.remove(items)
        for item in items:
            number = item.number
            del self.items[number]
            self._compared.discard(number)
            self._sources.remove(item)
            for other in self.links.pop(number):
                self.links[other].pop(number, None)
