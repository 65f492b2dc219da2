"""Mutate the bytes of real feeds and read them, for a bounded time.

    python bench/fuzz.py [--seconds 60] [--seed N] [--keep FOLDER]

Takes the files of ../shared/data/feeds, changes bytes at random (flips, cuts, doublings, pieces
of other files, tokens that parsers stumble over) and reads the result as a refresh would. Wrong
is: any exception but ParseError, more than 10 seconds for one document, a forbidden character
in any string that comes out, an entry that is new again at a second look. Each wrong document
is told with its number; the same seed makes the same documents. Exit code 1 when there was any.
"""

from __future__ import annotations

import argparse
import random
import sys
import tarfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from briefing.errors import ParseError
from briefing.models import KnownEntry, ParsedFeed
from briefing.parse.identity import decide
from briefing.parse.read import parse
from briefing.text.clean import link, text, title

DATA = Path(__file__).parents[2] / "shared" / "data" / "feeds"
ARCHIVES = ("real-feeds.tar.gz", "parser-tests.tar.gz")
NOW = datetime(2026, 11, 24, tzinfo=UTC)
LARGEST = 300_000
"""Bytes of a file that is taken: time is better spent on many small ones."""
SLOW = 10.0
TOKENS = (
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml", b"?>", b"<!DOCTYPE", b"<!ENTITY a '&a;'>"),
    *(b"&", b"&#x1b;", b"&#155;", b"&#0;", b"&#xd800;", b"&a;", b"<", b">", b"</", b"/>", b'"'),
    *(b"<item>", b"</item>", b"<entry>", b"</channel>", b"<title>", b"</title>", b"<link>"),
    *(b"\x1b[31m", b"\xc2\x9b", b"\xe2\x80\xae", b"\xf3\xa0\x81\x81", b"\xed\xa0\x80", b"\x00"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"encoding='utf-7'", b"xml:base='javascript:'", b"9" * 400),
    *(b"<b>" * 300, b"<!--" * 300, b"xmlns:x='y'", b"\\u001b", b"{", b"[", b"[" * 500, b"null"),
)


def corpus() -> list[tuple[str, bytes]]:
    files = []
    for archive in ARCHIVES:
        with tarfile.open(DATA / archive) as tar:
            for member in tar:
                if member.isfile() and member.size <= LARGEST:
                    stream = tar.extractfile(member)
                    assert stream is not None
                    files.append((member.name, stream.read()))
    return sorted(files)


def mutated(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """``data`` with one to sixteen changes."""
    changed = bytearray(data)
    for _ in range(1 << dice.randrange(5)):
        at = dice.randrange(len(changed) + 1)
        until = min(len(changed), at + (1 << dice.randrange(9)))
        kind = dice.randrange(6)
        if kind == 0 and at < len(changed):
            changed[at] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del changed[at:until]
        elif kind == 2:
            changed[at:at] = changed[at:until] * dice.choice((1, 1, 2, 40))
        elif kind == 3:
            changed[at:at] = dice.choice(TOKENS)
        elif kind == 4 and other:
            start = dice.randrange(len(other))
            changed[at:until] = other[start : start + (1 << dice.randrange(11))]
        else:
            del changed[until:]
            changed += data[at : at + 4096]
    return bytes(changed[: 2 * LARGEST])


def strings(feed: ParsedFeed) -> Iterator[tuple[str, str]]:
    yield "title", feed.title
    for entry in feed.entries:
        yield "title", entry.title
        yield "title", entry.author
        yield "title", entry.guid
        yield "text", entry.teaser
        yield "text", entry.text
        yield "link", entry.url
    yield "link", feed.site


def faults(feed: ParsedFeed) -> Iterator[str]:
    """What must never leave the parser: strings that cleaning would change, doubles."""
    rules = {"title": title, "text": text, "link": link}
    for kind, value in strings(feed):
        if rules[kind](value) != value:
            yield f"a {kind} that is not clean: {value[:80]!r}"
    first = decide("https://fuzz.example/", feed.title, feed.entries, (), NOW)
    known: list[KnownEntry] = [keys for _, keys in first.new]
    if len({keys.article for keys in known}) != len(known):
        yield "two articles with one id"
    again = decide("https://fuzz.example/", feed.title, feed.entries, known, NOW)
    if again.new:
        yield f"{len(again.new)} entries new again at a second look"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="folder for the documents that went wrong")
    arguments = parser.parse_args()
    if not all((DATA / archive).exists() for archive in ARCHIVES):
        print("skipped: ../shared/data/feeds is absent")
        return 0
    warnings.simplefilter("ignore")
    files = corpus()
    counts: Counter[str] = Counter()
    wrong = 0
    slowest = (0.0, "")
    end = time.monotonic() + arguments.seconds
    number = 0
    while time.monotonic() < end:
        dice = random.Random(f"{arguments.seed} {number}")
        name, data = dice.choice(files)
        document = mutated(data, dice.choice(files)[1], dice)
        charset = dice.choice(("", "", "", "utf-8", "iso-8859-1", "utf-16", "unicode_escape"))
        begun = time.monotonic()
        told: list[str] = []
        try:
            feed = parse(document, "application/xml", charset, "https://fuzz.example/feed")
        except ParseError:
            counts["refused"] += 1
        except Exception:
            told.append(traceback.format_exc(limit=-3))
        else:
            counts["read"] += 1
            counts["entries"] += len(feed.entries)
            told += faults(feed)
        took = time.monotonic() - begun
        slowest = max(slowest, (took, f"{number} from {name}"))
        if took > SLOW:
            told.append(f"took {took:.1f} s")
        for line in told:
            wrong += 1
            print(f"document {number} (seed {arguments.seed}, from {name}): {line}")
        if told and arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            (arguments.keep / f"{arguments.seed}-{number}.bin").write_bytes(document)
        number += 1
    read = f"{counts['read']} read ({counts['entries']} entries), {counts['refused']} refused"
    print(f"{len(files)} files, {number} documents in {arguments.seconds:g} s: {read}")
    print(f"slowest: {slowest[0]:.2f} s, document {slowest[1]}")
    print(f"wrong: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
