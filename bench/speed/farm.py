"""A small web of feeds on this machine: one address a feed, as slow as the net is.

Runs as a process of its own (``python farm.py FEEDS ITEMS``) and obeys lines of JSON on stdin, each
answered by one line: ``{"slow": true}``, ``{"validators": false}``, ``{"churn": true}``,
``{"change": 0.05}`` (so many feeds get two new items), ``{"turn": 3}`` (each feed answers as
slowly as ever in that turn), ``{"count": true}`` (what was asked since).
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from one_answer import one_answer
from store_of import Language

MEDIAN, SIGMA, LEAST, MOST = 0.180, 0.7, 0.050, 0.800
"""Seconds that an answer takes: lognormal, within bounds."""

_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>{title}</title><link>{link}</link><description>News</description>
<lastBuildDate>@BUILT@</lastBuildDate>
{items}
</channel></rss>
"""


class Feed:
    """One feed and what it answers."""

    def __init__(self, number: int, items: int, source: random.Random, language: Language) -> None:
        self.number = number
        self.host = f"127.{80 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"
        self._source = source
        self._language = language
        self._now = datetime.now(UTC).replace(microsecond=0)
        self._made = 0
        self._items: list[str] = []
        for age in range(items, 0, -1):
            self.add(self._now - timedelta(hours=age * 2, seconds=number % 3600))
        self.render()

    def add(self, when: datetime) -> None:
        """One item more, on an event that other feeds report as well."""
        self._made += 1
        link = f"http://{self.host}/{self._made}"
        event = random.Random(int(when.timestamp()) // 21_600 * 1000 + self._source.randrange(60))
        topic = self._language.topic(event)
        sentences = [self._language.sentence(topic) for _ in range(3)]
        text = ""
        if self._source.random() < 0.3:
            parts = (self._language.sentence(topic) for _ in range(16))
            text = f"<content:encoded><![CDATA[<p>{' '.join(parts)}</p>]]></content:encoded>"
        self._items.insert(
            0,
            f"<item><title>{self._language.title(topic)}</title><link>{link}</link>"
            f"<guid>{link}</guid><pubDate>{format_datetime(when)}</pubDate>"
            f"<description>{' '.join(sentences)}</description>{text}</item>",
        )
        del self._items[40:]

    def change(self) -> None:
        for minutes in (1, 2):
            self.add(datetime.now(UTC) - timedelta(minutes=minutes))
        self.render()

    def wait(self, turn: int) -> float:
        """Seconds that it takes to answer: the same for whoever asks in a turn."""
        drawn = random.Random(f"{self.number} in {turn}").lognormvariate(0, SIGMA)
        return min(MOST, max(LEAST, MEDIAN * drawn))

    def render(self) -> None:
        self._body = _RSS.format(
            title=f"Outlet {self.number}", link=f"http://{self.host}/", items="\n".join(self._items)
        )
        self.etag = f'"{blake2b(self._body.encode(), digest_size=8).hexdigest()}"'
        self._packed = self.pack(format_datetime(self._now))

    def pack(self, built: str) -> bytes:
        return gzip.compress(self._body.replace("@BUILT@", built).encode(), 1)

    def body(self, *, churn: bool) -> bytes:
        """The document; with ``churn`` the bytes around its items differ every time."""
        return self.pack(datetime.now(UTC).isoformat()) if churn else self._packed


class Server:
    """Answers for every feed, under its own address and one port."""

    def __init__(self, feeds: list[Feed]) -> None:
        self.feeds = feeds
        self.port = self.turn = 0
        self.slow = self.churn = False
        self.validators = True
        self._source = random.Random(1)
        self._counts = dict.fromkeys(("asked", "conditional", "unchanged", "bytes"), 0)

    async def start(self) -> None:
        for feed in self.feeds:
            server = await asyncio.start_server(self._handler(feed), feed.host, self.port)
            self.port = self.port or server.sockets[0].getsockname()[1]

    def obey(self, wanted: dict[str, Any]) -> dict[str, int]:
        for name in ("slow", "churn", "validators", "turn"):
            if name in wanted:
                setattr(self, name, wanted[name])
        if "change" in wanted:
            number = round(len(self.feeds) * wanted["change"])
            for feed in self._source.sample(self.feeds, number):
                feed.change()
        counts = self._counts
        self._counts = dict.fromkeys(counts, 0)
        return counts

    def _handler(self, feed: Feed) -> Any:
        async def answer(head: str) -> bytes:
            if self.slow:
                await asyncio.sleep(feed.wait(self.turn))
            return self._answer(feed, head)

        return one_answer(answer)

    def _answer(self, feed: Feed, head: str) -> bytes:
        same = self.validators and f"if-none-match: {feed.etag}" in head
        body = b"" if same else feed.body(churn=self.churn)
        lines = ["HTTP/1.1 304 Not Modified" if same else "HTTP/1.1 200 OK", "Connection: close"]
        if self.validators:
            lines += [f"ETag: {feed.etag}", "Last-Modified: Tue, 17 Nov 2026 08:00:00 GMT"]
        if not same:
            lines += ["Content-Type: application/rss+xml", "Content-Encoding: gzip"]
            lines.append(f"Content-Length: {len(body)}")
        answer = ("\r\n".join(lines) + "\r\n\r\n").encode() + body
        self._counts["asked"] += 1
        self._counts["conditional"] += "if-none-match:" in head or "if-modified-since:" in head
        self._counts["unchanged"] += same
        self._counts["bytes"] += len(answer)
        return answer


class Farm:
    """The farm as the bench sees it: a child process. A context manager."""

    def __init__(self, feeds: int, items: int) -> None:
        self._child = subprocess.Popen(
            [sys.executable, __file__, str(feeds), str(items)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.urls: list[str] = self.tell()["urls"]

    def tell(self, **wanted: Any) -> Any:
        """Set what is named; what was asked since the last call."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps(wanted) + "\n")
        self._child.stdin.flush()
        return json.loads(self._child.stdout.readline())

    def __enter__(self) -> Farm:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.wait()


async def _serve(feeds: int, items: int) -> None:
    source = random.Random(1)
    language = Language(source, 4_000)
    server = Server([Feed(number, items, source, language) for number in range(feeds)])
    await server.start()
    loop = asyncio.get_running_loop()
    urls = [f"http://{feed.host}:{server.port}/feed" for feed in server.feeds]
    told: Any = {"urls": urls}
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        counts = server.obey(json.loads(line))
        sys.stdout.write(json.dumps(told or counts) + "\n")
        sys.stdout.flush()
        told = None


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
