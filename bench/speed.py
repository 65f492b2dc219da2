"""How fast it is: one table of ratios, each against another program in the same run.

    python bench/speed.py [--full] [--million] [--only refreshing,reading] [--runs 3] [--json FILE]

Without arguments: 200 feeds and 10,000 articles, a few minutes. ``--full``: 1,000 feeds and
100,000 articles. The feeds come from a server of its own on loopback addresses, as slow as the
net. curl and newsboat are compared with when they are installed ("absent" else). Ratios hold
on a busy machine, seconds do not; nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from speed import reading, refreshing
from speed.table import printed


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--full", action="store_true", help="1,000 feeds, 100,000 articles")
    parser.add_argument("--million", action="store_true", help="also search a million articles")
    parser.add_argument("--only", default="refreshing,reading", metavar="PARTS")
    parser.add_argument("--feeds", type=int, help="how many, else 200 or 1,000")
    parser.add_argument("--articles", type=int, help="how many, else 10,000 or 100,000")
    parser.add_argument("--runs", type=int, default=3, help="runs of each step")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    options = parser.parse_args()
    feeds = options.feeds or (1_000 if options.full else 200)
    articles = options.articles or (100_000 if options.full else 10_000)
    load = os.getloadavg()[0]
    print(f"{feeds:,} feeds, {articles:,} articles, {os.cpu_count()} cores, load {load:.1f}")
    rows = []
    with tempfile.TemporaryDirectory(prefix="briefing-speed-") as folder:
        if "refreshing" in options.only:
            rows += refreshing.rows(Path(folder) / "refreshing", feeds, 22, options.runs)
        if "reading" in options.only:
            rows += reading.rows(Path(folder) / "reading", articles, options.runs, options.million)
    print(printed(rows), end="")
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")


if __name__ == "__main__":
    main()
