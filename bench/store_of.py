"""Make a store of any size, filled with invented news: what the benches of reading start from.

    python bench/store_of.py STORE [--articles 100000] [--feeds 200] [--seed 1]

Articles come one after the other, two minutes apart, the last one at ``NOW``; three on average
make a story, each story has a summary and most have open questions. Equal arguments give equal
rows. Rows go in by the table, as 100,000 of them through ``Feeds.record`` would take an hour;
everything kept, and the search index, is then written by the store's own module.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from briefing.models import CleanText, Subscription
from briefing.store.articles import slot
from briefing.store.connection import Store, open_store
from briefing.store.encoding import micros
from briefing.store.standing import count_everything

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""The hour of every store made here; give it to commands as BRIEFING_NOW."""

APART = timedelta(minutes=2)
LONG = 0.3
"""Share of articles with a full text; the others have a teaser only."""

_OPEN = 30
"""Stories that a new article may belong to: the latest ones."""

_THEMES = ("ownership", "moderation", "auditing", "enforcement", "next", "money", "safety")
_ASKING = (
    "Who will pay for {}?",
    "When does {} come into force?",
    "Who checks {}?",
    "What happens to {} next?",
    "How many people does {} concern?",
)
_SYLLABLES = (
    *("bar", "cal", "den", "fir", "gol", "hem", "ilt", "jun", "kor", "lam", "mar", "nol", "ost"),
    *("par", "quen", "ril", "sten", "tor", "und", "ver", "wick", "yarn", "zel", "ash", "bly"),
)


class Language:
    """Invented words, the first of them common and the last rare, as in any language."""

    def __init__(self, source: random.Random, words: int = 20_000) -> None:
        made: dict[str, None] = {}
        while len(made) < words:
            made["".join(source.choices(_SYLLABLES, k=source.randint(1, 4)))] = None
        self._source = source
        self._words = list(made)
        self._shares = list(accumulate(1 / (rank + 3) for rank in range(words)))

    def words(self, count: int) -> list[str]:
        return self._source.choices(self._words, cum_weights=self._shares, k=count)

    def sentence(self, topic: str) -> str:
        words = self.words(self._source.randint(8, 20))
        words.insert(self._source.randrange(1, len(words)), topic)
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def title(self, topic: str) -> str:
        words = self.words(self._source.randint(4, 8))
        return f"{topic} {' '.join(words)}"

    def topic(self, source: random.Random | None = None) -> str:
        """A name that the articles of one story share; the same from equal sources."""
        words = (source or self._source).choices(self._words, k=2)
        return " ".join(word.capitalize() for word in words)


class _Story:
    def __init__(self, no: int, id: str, topic: str) -> None:
        self.no = no
        self.id = id
        self.topic = topic
        self.title = ""
        self.outlets: set[int] = set()
        self.last = NOW
        self.sentences: list[tuple[str, str]] = []
        """(sentence, article id), at most three: its summary."""


def make(
    path: Path,
    articles: int = 100_000,
    *,
    feeds: int = 200,
    per_story: float = 3.0,
    seed: int = 1,
    now: datetime = NOW,
    search: bool = True,
) -> Path:
    """Write a store to ``path``, which must not exist.

    Args:
        path: the file.
        articles: how many, all unread.
        feeds: how many feeds they come from, each with an outlet of its own.
        per_story: articles in a story on average; 1.0 makes a story of each.
        seed: other words, other stories.
        now: time of the last article.
        search: with the search index, which takes two thirds of the time.
    """
    if path.exists():
        raise SystemExit(f"{path} is there already")
    source = random.Random(seed)
    language = Language(source)
    with open_store(path) as store:
        store.feeds.sync(
            Subscription(f"https://outlet-{n}.example/feed", outlet=CleanText(language.topic()))
            for n in range(feeds)
        )
        with store.db.writing():
            _write(store, source, language, articles, feeds, per_story, now)
            count_everything(store.db)
        if search:
            while store.search.index(5_000):
                pass
        else:
            store.db.run("update pending set search = 0")
    return path


def _write(
    store: Store,
    source: random.Random,
    language: Language,
    articles: int,
    feeds: int,
    per_story: float,
    now: datetime,
) -> None:
    """Every article and story."""
    db = store.db
    outlets = [row[0] for row in db.all("select own_outlet from feed order by no")]
    urls = [row[0] for row in db.all("select url from feed order by no")]
    rows: dict[str, list[tuple[object, ...]]] = {
        name: [] for name in ("article", "body", "entry", "reading", "place", "pending")
    }
    latest: list[_Story] = []
    told = 0
    for no in range(1, articles + 1):
        when = now - APART * (articles - no)
        feed = source.randrange(feeds)
        id = f"{source.getrandbits(128):032x}"
        founds = not latest or source.random() < 1 / per_story
        if founds:
            told += 1
            latest.append(_Story(told, id, language.topic()))
            db.run("insert into story (no, id) values (?, ?)", (told, id))
        story = latest[-1] if founds else source.choice(latest)
        title = language.title(story.topic)
        lines = [language.sentence(story.topic) for _ in range(2)]
        url = f"https://outlet-{feed}.example/{no}"
        at = micros(when)
        rows["article"].append(
            (no, id, slot(at, urls[feed], no % 2048), feed + 1, outlets[feed], title,
             " ".join(lines), url, at, at, "en", "")
        )  # fmt: skip
        if source.random() < LONG:
            text = "\n".join(
                " ".join(language.sentence(story.topic) for _ in range(4)) for _ in range(3)
            )
            rows["body"].append((no, f"{lines[0]}\n{text}"))
        rows["entry"].append((feed + 1, id, no, url, url, "", ""))
        rows["reading"].append((no,))
        rows["pending"].append((no,))
        score = 0.0 if founds else round(source.uniform(0.5, 1.0), 3)
        rows["place"].append((no, story.no, score, story.topic, "", 0.0 if founds else 2.5))
        story.title = story.title or title
        story.outlets.add(feed)
        story.last = when
        if len(story.sentences) < 3:
            story.sentences.append((lines[0], id))
        if len(rows["article"]) >= 5_000:
            _flush(store, rows)
        if len(latest) > _OPEN:
            _tell(store, source, latest.pop(0))
    _flush(store, rows)
    for story in latest:
        _tell(store, source, story)


def _flush(store: Store, rows: dict[str, list[tuple[object, ...]]]) -> None:
    for table, names, values in (
        ("article", "", "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
        ("body", "", "?, ?"),
        ("entry", "(feed, id, no, guid, link, title_key, content)", "?, ?, ?, ?, ?, ?, ?"),
        ("reading", "(article)", "?"),
        ("pending", "(article, place)", "?, 0"),
        ("place", "(article, story, score, words, names, hours, by_hand)", "?, ?, ?, ?, ?, ?, 0"),
    ):
        store.db.many(f"insert into {table} {names} values ({values})", rows[table])
        rows[table].clear()


def _tell(store: Store, source: random.Random, story: _Story) -> None:
    """Title, summary and questions of a story that no article joins any more."""
    db = store.db
    asked = list(_questions(source, story))
    themes = "\n".join(dict.fromkeys(theme for _, _, theme in asked))
    words = sum(len(text.split()) for text, _ in story.sentences) + 8 * len(asked)
    db.run(
        "update story set title = ?, lang = 'en', themes = ?, words = ?, dirty = 0 where no = ?",
        (story.title, themes, words, story.no),
    )
    db.many(
        "insert into summary values (?, ?, ?, ?, 1, '', 0)",
        ((story.no, place, *quote) for place, quote in enumerate(story.sentences)),
    )
    evidence, article = story.sentences[0]
    since = micros(story.last)
    for place, (id, question, theme) in enumerate(asked):
        db.run(
            "insert into question values (?, ?, ?, ?, 'undisclosed', ?, 'open', 'open', 1, ?, ?,"
            " '', '', ?, null, null, null)",
            (story.no, id, question, theme, 0.9 - place / 10, since, since, len(story.outlets)),
        )
        db.run("insert into evidence values (?, ?, 0, ?, ?, 1)", (story.no, id, evidence, article))


def _questions(source: random.Random, story: _Story) -> Iterator[tuple[str, str, str]]:
    """Id, question and theme of up to two."""
    for asking in source.sample(_ASKING, source.randint(0, 2)):
        id = f"{story.id[:12]}{_ASKING.index(asking)}"
        yield id, asking.format(story.topic), source.choice(_THEMES)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--per-story", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.process_time()
    make(
        options.store,
        options.articles,
        feeds=options.feeds,
        per_story=options.per_story,
        seed=options.seed,
    )
    with open_store(options.store, read_only=True) as store:
        stories = store.db.number("select count(*) from story")
    print(
        f"{options.store}: {options.articles:,} articles in {stories:,} stories,"
        f" {options.store.stat().st_size / 1e6:.0f} MB,"
        f" {time.process_time() - start:.1f} s of CPU; BRIEFING_NOW={NOW.isoformat()}"
    )


if __name__ == "__main__":
    main()
