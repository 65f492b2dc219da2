"""Read every feed file of the development data and compare with bare feedparser.

    python bench/feeds.py [--only WORD] [--verbose]

Prints, for each archive of ../shared/data/feeds: files, entries that bare feedparser finds and
that we find, files where we find fewer or more, errors other than ParseError, folded doubles,
articles that come back as new when the same document is read twice, strings with a forbidden
character, and processor time per entry: ours, and feedparser with its defaults and with
sanitising and link resolving off. Then the same documents when half of their items are known,
and when all are: whether the others read as they do among them, and what that costs. Exit code 1
when an entry is missed or anything is wrong.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tarfile
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from briefing.errors import ParseError
from briefing.models import CleanText, ParsedFeed
from briefing.parse.identity import decide
from briefing.parse.read import parse
from briefing.parse.splice import take_apart
from briefing.text.clean import text

DATA = Path(__file__).parents[2] / "shared" / "data" / "feeds"
ARCHIVES = ("real-feeds.tar.gz", "parser-tests.tar.gz")
NOW = datetime(2026, 11, 24, tzinfo=UTC)
LEFT_OVER = re.compile("</[a-z]+>|&(?:amp|lt|gt|quot|nbsp|#[0-9]+);")


@dataclass
class Score:
    files: int = 0
    bare: int = 0
    ours: int = 0
    bare_seconds: float = 0.0
    lean_seconds: float = 0.0
    our_seconds: float = 0.0
    slowest: float = 0.0
    spliced: int = 0
    spliced_entries: int = 0
    whole_seconds: float = 0.0
    half_seconds: float = 0.0
    known_seconds: float = 0.0
    folded: int = 0
    markup: int = 0
    untitled: int = 0
    undated: int = 0
    full: int = 0
    fewer: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


def members(archive: Path) -> list[tuple[str, bytes]]:
    with tarfile.open(archive) as packed:
        return [
            (member.name, file.read())
            for member in packed
            if member.isfile() and (file := packed.extractfile(member)) is not None
        ]


def bare(body: bytes, *, lean: bool) -> tuple[int, float]:
    start = time.process_time()
    options = {"sanitize_html": False, "resolve_relative_uris": False} if lean else {}
    found = len(feedparser.parse(io.BytesIO(body), **options).entries)
    return found, time.process_time() - start


def check(name: str, found: ParsedFeed, score: Score) -> None:
    address = f"https://feeds.example/{name}"
    first = decide(address, CleanText("Outlet"), found.entries, (), NOW)
    known = [keys for _, keys in first.new]
    second = decide(address, CleanText("Outlet"), found.entries, known, NOW)
    score.folded += len(found.entries) - len(first.new)
    if second.new or second.changed or second.renamed or first.changed:
        score.wrong.append(f"{name}: not the same when read twice")
    for entry in found.entries:
        strings = (entry.title, entry.teaser, entry.text, entry.author, entry.guid, entry.url)
        if any(text(s) != s for s in strings):
            score.wrong.append(f"{name}: an unclean string in {entry.title!r}")
        if not entry.title:
            score.wrong.append(f"{name}: an entry without a title")
        score.markup += LEFT_OVER.search(entry.title) is not None
        score.untitled += entry.title == "(untitled)"
        score.undated += entry.published is None
        score.full += bool(entry.text)


def splice(name: str, body: bytes, found: ParsedFeed, seconds: float, score: Score) -> None:
    """Read the document as if every other item were known, and as if all were."""
    start = time.process_time()
    listing = take_apart(body)
    apart = time.process_time() - start
    if listing is None or len(listing.spans) != len(found.entries):
        return
    known = [place % 2 == 0 for place in range(len(listing.spans))]
    start = time.process_time()
    rest = listing.without(known)
    left = parse(rest).entries if rest is not None and not all(known) else ()
    half = time.process_time() - start
    if rest is not None and not all(known) and left != found.entries[1::2]:
        score.wrong.append(f"{name}: what is left reads otherwise among known items")
    score.spliced += 1
    score.spliced_entries += len(found.entries)
    score.whole_seconds += seconds
    score.half_seconds += apart + (half if rest is not None else seconds)
    score.known_seconds += apart


def measure(archive: Path, only: str) -> Score:
    score = Score()
    for name, body in members(archive):
        if only not in name:
            continue
        score.files += 1
        there, seconds = bare(body, lean=False)
        score.bare += there
        score.bare_seconds += seconds
        score.lean_seconds += bare(body, lean=True)[1]
        start = time.process_time()
        found = None
        try:
            found = parse(body)
        except ParseError as error:
            score.refused[error.what.removeprefix("the document is ")] += 1
        except Exception as error:
            score.wrong.append(f"{name}: {error!r}")
        seconds = time.process_time() - start
        score.our_seconds += seconds
        score.slowest = max(score.slowest, seconds)
        here = len(found.entries) if found else 0
        score.ours += here
        if here < min(there, 2000):
            score.fewer.append(f"{name}: {here} of {there}")
        elif here > there:
            score.more.append(f"{name}: {here} against {there}")
        if found:
            check(name, found, score)
            splice(name, body, found, seconds, score)
    return score


def show(title: str, score: Score, *, verbose: bool) -> None:
    def each(seconds: float) -> str:
        return f"{1000 * seconds / max(1, score.bare):.2f}"

    print(f"\n{title}: {score.files} files")
    print(f"  entries: feedparser {score.bare}, ours {score.ours}")
    print(f"  files with fewer entries {len(score.fewer)}, with more {len(score.more)}")
    print(f"  wrong {len(score.wrong)}, folded doubles {score.folded}")
    print(f"  full text {score.full}, no date {score.undated}, no title {score.untitled}")
    print(f"  titles with something like markup in them {score.markup}")
    print(
        f"  ms per entry: ours {each(score.our_seconds)} (with HTML to text), feedparser "
        f"{each(score.bare_seconds)}, lean {each(score.lean_seconds)}; slowest file "
        f"{score.slowest:.2f} s"
    )
    print(
        f"  taken apart {score.spliced} files, {score.spliced_entries} entries; seconds read whole "
        f"{score.whole_seconds:.2f}, half known {score.half_seconds:.2f}, all known "
        f"{score.known_seconds:.2f}"
    )
    print("  refused:", ", ".join(f"{n} x {what}" for what, n in score.refused.most_common(12)))
    for line in (*score.fewer, *score.wrong, *(score.more if verbose else ())):
        print("   ", line)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--only", default="", help="files whose name contains this")
    options.add_argument("--verbose", action="store_true", help="name the files we find more in")
    chosen = options.parse_args()
    warnings.simplefilter("ignore")  # feedparser's own
    archives = [DATA / name for name in ARCHIVES if (DATA / name).exists()]
    if not archives:
        print(f"no data: {DATA} does not hold {' or '.join(ARCHIVES)}", file=sys.stderr)
        return 2
    bad = 0
    for archive in archives:
        score = measure(archive, chosen.only)
        show(archive.name, score, verbose=chosen.verbose)
        bad += len(score.fewer) + len(score.wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
