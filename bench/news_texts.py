"""News text without labels from ../shared/data.

Articles that share a sentence with a labelled one, or with a chain, are left out whole.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.text.sentences import split

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
LABELLED = ("dev", "train-1", "train-2", "train-3", "chains")
ARTICLES = ("multi_multinews", "multi_wikinews", "single_cnndm", "single_writers")
TEASERS = ("dev_politics", "dev_crime")
MOST = {"dev_crime": 6500}
"""Sentences taken of a set that is all of one matter."""
LONGEST = 45
"""Sentences taken of one article, as in the labelled ones."""
_SHORT, _LONG = 15, 450
_KEY = 60
"""Characters by which a sentence is known again."""


@dataclass(frozen=True, slots=True)
class Text:
    """One article, its title the first sentence when it has one."""

    title: str
    sentences: tuple[str, ...]


def _rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _known() -> set[str]:
    """Beginnings of every labelled sentence."""
    seen: set[str] = set()
    for name in LABELLED:
        for row in _rows(SHARED / "questions" / f"{name}.jsonl"):
            for part in (row, row.get("earlier", {}), row.get("later", {})):
                for s in part.get("sentences", ()):
                    seen.add((s["text"] if isinstance(s, dict) else s)[:_KEY])
    return seen


def _raw() -> Iterator[tuple[str, str, str]]:
    """Set, title and body of every English text."""
    for name in ARTICLES:
        for row in _rows(SHARED / "summaries" / f"{name}.jsonl"):
            if row.get("lang") == "en":
                for doc in row["docs"]:
                    yield name, doc["title"] or "", doc["text"]
    for name in TEASERS:
        for row in _rows(SHARED / "clustering" / f"{name}.jsonl"):
            yield name, row["title"], row.get("text") or row.get("teaser") or ""


def _cut(title: str, body: str) -> tuple[str, ...]:
    paragraphs = (line.strip() for line in body.split("\n"))
    sentences = [s.strip() for line in paragraphs if line for s in split(line)]
    kept = [s for s in sentences if _SHORT < len(s) < _LONG][:LONGEST]
    if title and (not kept or kept[0] != title):
        kept.insert(0, title)
    return tuple(kept)


def texts() -> list[Text]:
    """Every usable text, mixed, always in the same order."""
    labelled = _known()
    had: set[str] = set()
    groups: dict[str, list[Text]] = {}
    for name, title, body in _raw():
        cut = _cut(title, body)
        if len(cut) < 2 or any(s[:_KEY] in labelled for s in cut):
            continue
        if sum(s in had for s in cut) > 1:
            # Wire copy printed twice.
            continue
        had.update(cut)
        groups.setdefault(name, []).append(Text(title, cut))
    mix = random.Random(0)
    out: list[Text] = []
    for name, group in groups.items():
        mix.shuffle(group)
        total = 0
        for text in group:
            if total > MOST.get(name, total):
                break
            total += len(text.sentences)
            out.append(text)
    mix.shuffle(out)
    return out
