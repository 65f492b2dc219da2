"""Feeds: the refresh in a child process with its progress, and adding, importing, removing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError
from briefing.models import FeedState
from briefing.text import clean
from briefing.tui import child
from briefing.tui.columns import cut
from briefing.tui.keys import FEEDS
from briefing.tui.lines import Run
from briefing.values import Value
from briefing.wording import age, count, named

if TYPE_CHECKING:
    from textual.worker import Worker

    from briefing.tui.screens.main import Main

RELOAD = 1.5
"""Seconds between two reloads of the list while news come in."""

STAGES = {"stories": "grouping", "telling": "summaries and questions", "search": "search index"}
"""What the work after the network is called."""


class _Wanted(Value):
    """A refresh that was asked for."""

    argv: tuple[str, ...]
    quiet: bool


@dataclass(slots=True)
class _Came:
    """What a refresh has brought so far."""

    new: int = 0
    asked: int = -1
    """Feeds that were due, -1 as long as that is not known."""
    outlets: dict[str, None] = field(default_factory=dict)
    unseen: bool = False
    """Whether something came since the list was read last."""

    def words(self) -> str:
        """ "Nothing new", "12 new articles from Harbor Ledger and Bay Wire"."""
        if not self.new:
            return "Nothing new"
        names = list(self.outlets)
        where = " and ".join(names) if len(names) <= 2 else count(len(names), "outlet")
        return count(self.new, "new article") + (f" from {where}" if names else "")


class Feeds:
    """What is done about feeds; most of it in child processes."""

    def __init__(self, main: Main) -> None:
        self.main = main
        self.failed: list[str] = []
        self.names: tuple[str, ...] = ()
        """Outlets that are followed, as far as known."""
        self.tags: tuple[str, ...] = ()
        self.terms: tuple[str, ...] = ()
        """What is muted."""
        self.told: tuple[Run, ...] = ()
        """How far the refresh is; () while none runs."""
        self.awaited = bool(main.session.refresh_command)
        """Whether the first refresh of the session is still to begin."""
        self._worker: Worker[None] | None = None
        self._behind: _Wanted | None = None
        """The refresh that follows the one that runs."""

    @property
    def running(self) -> bool:
        """Whether a refresh runs."""
        return self._worker is not None and self._worker.is_running

    @property
    def busy(self) -> bool:
        """Whether news may still come by themselves."""
        return self.running or self.awaited

    # --- refresh ----------------------------------------------------------------------

    def refresh(self, *, force: bool = False, quiet: bool = False, behind: bool = False) -> None:
        """Begin a refresh; the screen goes on.

        Args:
            force: also what is not due.
            quiet: nobody asked; say nothing when nothing came.
            behind: when one is running, run another after it.
        """
        main = self.main
        argv = tuple(main.session.refresh_command)
        self.awaited = False
        if not argv:
            if not quiet:
                main.say(Run("There is nothing to refresh here.", "dim"))
            return
        wanted = _Wanted((*argv, "--force") if force else argv, quiet)
        if self.running and behind:
            self._behind = wanted
        elif self.running:
            main.say(
                Run("A refresh is running; "), Run(main.keys.first("refresh.stop"), "key"),
                Run(" stops it."),
            )  # fmt: skip
        else:
            self._begin(wanted)

    def restart(self) -> None:
        """The feeds are others now: whatever runs is not about them."""
        self._behind, self.awaited = None, False
        argv = tuple(self.main.session.refresh_command)
        if argv:
            self._begin(_Wanted(argv, quiet=False))
        elif self.running:
            self.stop()

    def _begin(self, wanted: _Wanted) -> None:
        self.awaited = False
        if self.main.app.leaving:  # type: ignore[attr-defined]
            return  # it would write to the store after the first screen was kept for it
        self._worker = self.main.work(partial(self._refresh, wanted), group="refresh")

    def stop(self) -> None:
        """Stop the refresh; what came in stays."""
        self._behind = None
        if self.running and self._worker is not None:
            self._worker.cancel()
            self.main.lists.filled()
            self.main.say(Run("Refresh stopped; what came in stays."))
        else:
            self.main.say(Run("No refresh is running.", "dim"))

    async def _refresh(self, wanted: _Wanted | None) -> None:
        while wanted is not None:
            await self._one(wanted)
            wanted, self._behind = self._behind, None
        self._worker = None
        self.main.lists.filled()
        self.main.list_changed()
        if self.main.lists.view == FEEDS:
            self.main.reload()

    async def _one(self, wanted: _Wanted) -> None:
        main = self.main
        came = _Came()

        def reload() -> None:
            if came.unseen:
                came.unseen = False
                main.reload()

        self._tell(Run("Refreshing", "dim"))
        timer = main.set_interval(RELOAD, reload)
        stream = child.events(wanted.argv)
        try:
            async for event in stream:
                kind = event.get("event")
                if kind == "end":
                    self._ended(event, came, wanted.quiet)
                elif kind == "done":
                    came.new = _number(event.get("new"))
                    came.asked = _number(event.get("asked", -1))
                    failed = event.get("failed")
                    self.failed = [str(one) for one in failed] if isinstance(failed, list) else []
                else:
                    self._progress(event, came)
        finally:
            timer.stop()
            self._tell()
            await stream.aclose()
            main.reload()

    def _tell(self, *runs: Run) -> None:
        self.told = runs
        self.main.progress(*runs)
        self.main.lists.waiting()

    def _progress(self, event: dict[str, Any], came: _Came) -> None:
        done, total = _number(event.get("done")), _number(event.get("total"))
        far = [Run(f"{done}/{total} ", "strong")] if total else []
        if event.get("event") == "feed":
            name = clean.title(str(event.get("outlet") or clean.host(str(event.get("url", "")))))
            new = _number(event.get("new"))
            runs = [*far, Run(cut(name, 20, self.main.glyphs.more), "dim")]
            if event.get("error"):
                runs.append(Run(" failed", "bad"))
            elif new:
                runs.append(Run(f" +{new:,}", "new"))
                came.outlets.setdefault(name)
                came.unseen = True
            self._tell(*runs)
        elif event.get("event") == "stage":
            stage = str(event.get("name", ""))
            self._tell(*far, Run(STAGES.get(stage, clean.title(stage)), "dim"))
            came.unseen = True

    def _ended(self, event: dict[str, Any], came: _Came, quiet: bool) -> None:
        code, said = _number(event.get("code")), str(event.get("said", ""))
        if code:
            self.main.complain(f"Refresh failed: {said or f'exit code {code}'}")
            return
        again = Run(self.main.keys.first("refresh.all"), "key")
        if len(self.failed) == came.asked > 1:
            said = f"None of {came.asked} feeds could be read. Is this machine online?  "
            self.main.say(Run(said, "bad"), again, Run(" tries again", "dim"))
            return
        if not came.asked and not quiet:
            self.main.say(
                Run("No feed is due yet; ", "dim"), again, Run(" asks them all now", "dim")
            )
            return
        runs = [Run(came.words(), "good" if came.new else "dim")]
        if self.failed:
            runs += [
                Run(f"; {count(len(self.failed), 'feed')} failed", "bad"),
                Run("; press ", "dim"),
                Run(self.main.keys.first("view.feeds"), "key"),
            ]
        if came.new or self.failed or not quiet:
            self.main.say(*runs)

    # --- how the feeds are ----------------------------------------------------------------

    def check(self) -> None:
        """Say at the bottom when the news were fetched and which feeds fail."""
        self.main.work(self._check, group="health")

    async def _check(self) -> None:
        try:
            feeds = await self.main.desk.feeds()
            self.terms = await self.main.desk.muted_terms()
        except BriefingError:
            return  # the list has told it
        self.tags = tuple(sorted({tag for feed in feeds for tag in feed.tags}))
        names = tuple(sorted({named(feed) for feed in feeds}, key=str.casefold))
        if names != self.names:
            self.names = names
            self.main.reading.paint()
        good = [feed.last_ok for feed in feeds if feed.last_ok is not None]
        bad = [feed for feed in feeds if feed.error or feed.gone]
        runs: list[Run] = []
        if good:
            now = self.main.session.now()
            runs.append(Run(f"Fetched {age(max(good), now)}", "faint"))
        if bad:
            runs += [
                Run(f"  {len(bad)} of {count(len(feeds), 'feed')} failed", "bad"),
                Run("; press ", "faint"),
                Run(self.main.keys.first("view.feeds"), "key"),
            ]
        self.main.hint(*runs)

    # --- what is followed -------------------------------------------------------------

    def starter(self) -> None:
        """Follow the starter pack."""
        self._change(("feed", "starter"), "Adding the starter pack")

    def load_file(self, path: str) -> None:
        """Import an OPML or newsboat file."""
        if path.strip():
            self._change(("feed", "import", "--", _home(path.strip())), "Importing")

    def remove(self, feed: FeedState) -> None:
        """Follow a feed no longer."""
        if self._can():
            self.main.decisions.remove_feed(feed)

    def look_at(self, address: str) -> None:
        """See what an address is, then ask whether to follow it."""
        address = address.strip()
        if address and self._can():
            self.main.work(partial(self._look_at, address), group="feeds")

    def _can(self) -> bool:
        if self.main.session.command:
            return True
        self.main.complain("Feeds cannot be changed in this session")
        return False

    async def _look_at(self, address: str) -> None:
        main = self.main
        main.progress(
            Run("Looking at ", "dim"), Run(cut(clean.title(address), 40, main.glyphs.more), "dim")
        )
        command = (*main.session.command, "feed", "check", "--json", "--", address)
        tried = await child.run(command, 90)
        main.progress()
        found = _found(tried.out)
        if found is None or found.error:
            main.complain(found.error if found else tried.said or f"{address} cannot be read")
            return
        # What was found is not looked for again, but for addresses whose password is hidden.
        keep = ("--unchecked", f"--title={found.title}", "--", found.url)
        words = ("--", address) if "***" in found.url else keep
        main.asks.confirm(
            "Follow this?",
            [
                Run(found.title or found.url, "strong"),
                Run(found.url, "faint"),
                Run(count(found.entries, "entry", "entries") + ", the newest:", "dim"),
                *(Run(f"{main.glyphs.dot} {headline}") for headline in found.newest),
            ],
            lambda: self._change(("feed", "add", *words), "Adding"),
        )

    def _change(self, words: tuple[str, ...], doing: str) -> None:
        if self._can():
            self.main.work(partial(self._do, words, doing), group="feeds")

    async def _do(self, words: tuple[str, ...], doing: str) -> None:
        main = self.main
        main.progress(Run(f"{doing}{main.glyphs.more}", "dim"))
        ended = await child.run((*main.session.command, *words), 180)
        main.progress()
        if ended.code:
            main.complain(ended.said or f"{doing} failed")
            return
        lines = [line for line in ended.out.splitlines() if line.strip()]
        said = lines[-1] if lines else ended.said
        main.say(Run(said or "Done.", "good"))
        await main.feeds_changed()


class _Feed(Value):
    """What ``feed check --json`` says of one feed."""

    url: str
    title: str
    error: str
    entries: int
    newest: tuple[str, ...]


def _found(printed: str) -> _Feed | None:
    try:
        said = json.loads(printed)[0]
        return _Feed(
            str(said["url"]), str(said["title"]), str(said["error"] or ""), said["entries"],
            tuple(str(one) for one in said["newest"]),
        )  # fmt: skip
    except (ValueError, LookupError, TypeError):
        return None


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _home(path: str) -> str:
    from pathlib import Path

    return str(Path(path).expanduser())
