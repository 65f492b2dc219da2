"""Serve real feeds from a local HTTP server and refresh them through the command line.

    python bench/refresh.py [ARCHIVE.tar.gz | FOLDER] [--keep FOLDER]

Prints, beside what bare feedparser finds in the same files: how many entries are stored, which
are missing, how a second refresh fares (conditional requests, new rows), and what each command
says over that store. Each feed has its own loopback address, as real feeds have hosts of their
own. Without an argument it takes ../shared/data/feeds/real-feeds.tar.gz.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import warnings
from pathlib import Path

from one_answer import one_answer

ARCHIVE = Path("../shared/data/feeds/real-feeds.tar.gz")


class Server:
    """One file an address, with ETag and Last-Modified; counts what it is asked."""

    def __init__(self, files: list[Path]) -> None:
        self.files = files
        self.asked = self.conditional = self.unchanged = 0
        self.urls: list[str] = []
        self._ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait()

    async def _serve(self) -> None:
        servers = []
        for number, file in enumerate(self.files):
            address = f"127.77.{number // 250}.{number % 250 + 1}"
            server = await asyncio.start_server(self._handler(file), address, 0)
            port = server.sockets[0].getsockname()[1]
            self.urls.append(f"http://{address}:{port}/feed")
            servers.append(server)
        self._ready.set()
        await asyncio.gather(*(server.serve_forever() for server in servers))

    def _handler(self, file: Path):
        body = file.read_bytes()
        etag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'

        async def answer(head: str) -> bytes:
            self.asked += 1
            validated = f"if-none-match: {etag}" in head
            self.conditional += "if-none-match:" in head
            self.unchanged += validated
            status = "304 Not Modified" if validated else "200 OK"
            content = b"" if validated else body
            return (
                f"HTTP/1.1 {status}\r\nETag: {etag}\r\n"
                "Last-Modified: Tue, 17 Nov 2026 08:00:00 GMT\r\n"
                f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n".encode()
                + content
            )

        return one_answer(answer)


def run(home: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], float]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "NO_COLOR": "1",
        "LANG": "C.UTF-8",
    }
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "briefing", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=home,
        check=False,
    )
    seconds = time.monotonic() - start
    if "Traceback" in done.stderr:
        print(done.stderr)
        sys.exit(f"a traceback from: briefing {' '.join(arguments)}")
    return done, seconds


def found_by_feedparser(file: Path) -> list[tuple[str, str, str]]:
    """Distinct (id, link, title) of the entries that feedparser finds with its defaults."""
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        entries = feedparser.parse(file.read_bytes()).get("entries", [])
    keys = [(e.get("id", ""), e.get("link", ""), e.get("title", "")) for e in entries]
    return list(dict.fromkeys(keys))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("feeds", nargs="?", default=str(ARCHIVE))
    parser.add_argument("--keep", help="leave home and store here")
    options = parser.parse_args()
    source = Path(options.feeds)
    if not source.exists():
        print(f"skipped: {source} is absent")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(options.keep or temporary)
        folder = source
        if source.is_file():
            folder = Path(temporary) / "feeds"
            with tarfile.open(source) as archive:
                archive.extractall(folder, filter="data")
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        server = Server(files)
        home = work / "home"
        home.mkdir(parents=True, exist_ok=True)
        config = home / "config.toml"
        addresses = ",\n".join(json.dumps(url) for url in server.urls)
        config.write_text(f'feeds = [\n{addresses}\n]\n[store]\npath = "store.sqlite"\n')
        return compare(home, config, server, files)


def compare(home: Path, config: Path, server: Server, files: list[Path]) -> int:
    base = ("--config", str(config))
    first, seconds = run(home, *base, "refresh", "--json")
    report = json.loads(first.stdout)
    print(
        f"first refresh: exit {first.returncode}, {report['asked']} asked, {report['new']} new, "
        f"{len(report['failed'])} failed, {report['stories']} stories, {seconds:.1f} s"
    )
    for line in first.stderr.splitlines():
        print("   ", line[:180])
    listed, _ = run(home, *base, "articles", "--json")
    total = len(json.loads(listed.stdout))
    entries, lacking = 0, 0
    for url, file in zip(server.urls, files, strict=True):
        found = found_by_feedparser(file)
        entries += min(len(found), 2000)
        stored = json.loads(run(home, *base, "articles", "--feed", url, "--json")[0].stdout)
        if len(stored) < min(len(found), 2000):
            lacking += 1
            print(f"    lacking: {file.name}: feedparser {len(found)}, stored {len(stored)}")
    print(f"entries: feedparser {entries}, stored {total}; feeds that lack some: {lacking}")
    server.asked = server.conditional = server.unchanged = 0
    second, seconds = run(home, *base, "refresh", "--force", "--json")
    report = json.loads(second.stdout)
    print(
        f"second refresh: exit {second.returncode}, {server.asked} requests, "
        f"{server.conditional} conditional, {server.unchanged} answered 304, "
        f"{report['new']} new, {seconds:.1f} s"
    )
    for command in (
        ("digest", "--since", "all"),
        ("digest", "--since", "all", "--format", "markdown"),
        ("digest", "--since", "all", "--format", "json"),
        ("digest", "--since", "all", "--format", "html"),
        ("digest", "--since", "all", "--format", "mail"),
        ("digest", "--since", "all", "--format", "atom"),
        ("stories",),
        ("questions",),
        ("search", "apple"),
        ("feed", "list"),
        ("doctor",),
    ):
        done, seconds = run(home, *base, *command)
        print(
            f"{' '.join(command):38} exit {done.returncode}, {len(done.stdout):>8} characters, "
            f"{len(done.stdout.splitlines()):>6} lines, {seconds:.2f} s"
        )
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
