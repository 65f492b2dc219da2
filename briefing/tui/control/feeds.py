"""Feeds: the refresh in a child process with its progress, and adding, importing, removing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError
from briefing.text import clean
from briefing.tui import child, phrases
from briefing.tui.columns import cut
from briefing.tui.lines import Run
from briefing.wording import count

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker

    from briefing.tui.screens.main import Main

RELOAD = 1.5
"""Seconds between two reloads of the list while news come in."""


class Feeds:
    """What is done about feeds; all of it in child processes."""

    def __init__(self, main: Main) -> None:
        self.main = main
        self.failed: list[str] = []
        self._worker: Worker[None] | None = None
        self._news = False
        self._timer: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether a refresh runs."""
        return self._worker is not None and self._worker.is_running

    # --- refresh ----------------------------------------------------------------------

    def refresh(self, *, force: bool = False, quiet: bool = False) -> None:
        """Begin a refresh; the screen goes on."""
        main = self.main
        argv = tuple(main.session.refresh_command)
        if self.running:
            main.say(
                Run("A refresh is running; "), Run(main.keys.first("refresh.stop"), "key"),
                Run(" stops it."),
            )  # fmt: skip
            return
        if not argv:
            if not quiet:
                main.say(Run("There is nothing to refresh here.", "dim"))
            return
        if force:
            argv = (*argv, "--force")
        self._worker = main.work(partial(self._refresh, argv, quiet), group="refresh")

    def stop(self) -> None:
        """Stop the refresh; what came in stays."""
        if self.running and self._worker is not None:
            self._worker.cancel()
            self.main.say(Run("Refresh stopped; what came in stays."))
        else:
            self.main.say(Run("No refresh is running.", "dim"))

    async def _refresh(self, argv: tuple[str, ...], quiet: bool) -> None:
        main = self.main
        main.progress(Run("Refreshing", "dim"))
        self._timer = main.set_interval(RELOAD, self._reload)
        stream = child.events(argv)
        new = 0
        try:
            async for event in stream:
                kind = event.get("event")
                if kind == "end":
                    self._ended(event, new, quiet)
                elif kind == "done":
                    new = _number(event.get("new"))
                    failed = event.get("failed")
                    self.failed = [str(one) for one in failed] if isinstance(failed, list) else []
                else:
                    self._progress(event)
        finally:
            self._timer.stop()
            self._timer = None
            await stream.aclose()
            main.progress()
            self._news = True
            self._reload()
            main.set_timer(RELOAD, main.lists.filled)

    def _progress(self, event: dict[str, Any]) -> None:
        if event.get("event") == "feed":
            done, total = _number(event.get("done")), _number(event.get("total"))
            name = clean.title(str(event.get("outlet") or clean.host(str(event.get("url", "")))))
            new = _number(event.get("new"))
            runs = [Run(f"{done}/{total} ", "strong"), Run(cut(name, 20), "dim")]
            if event.get("error"):
                runs.append(Run(" failed", "bad"))
            elif new:
                runs.append(Run(f" +{new}", "new"))
                self._news = True
            self.main.progress(*runs)
        elif event.get("event") == "stage":
            self.main.progress(Run(clean.title(str(event.get("name", ""))), "dim"))
            self._news = True

    def _reload(self) -> None:
        if self._news:
            self._news = False
            self.main.reload()

    def _ended(self, event: dict[str, Any], new: int, quiet: bool) -> None:
        code, said = _number(event.get("code")), str(event.get("said", ""))
        if code:
            self.main.complain(f"Refresh failed: {said or f'exit code {code}'}")
            return
        runs = [Run(count(new, "new article") if new else "Nothing new", "good" if new else "dim")]
        if self.failed:
            runs += [
                Run(f"; {count(len(self.failed), 'feed')} failed", "bad"),
                Run("; press ", "dim"),
                Run(self.main.keys.first("view.feeds"), "key"),
            ]
        if new or self.failed or not quiet:
            self.main.say(*runs)

    # --- how the feeds are ----------------------------------------------------------------

    def check(self) -> None:
        """Say at the bottom when the news were fetched and which feeds fail."""
        self.main.work(self._check, group="health")

    async def _check(self) -> None:
        try:
            feeds = await self.main.desk.feeds()
        except BriefingError:
            return  # the list has told it
        good = [feed.last_ok for feed in feeds if feed.last_ok is not None]
        bad = [feed for feed in feeds if feed.error or feed.gone]
        runs: list[Run] = []
        if good:
            now = self.main.session.now()
            runs.append(Run(f"Fetched {phrases.long_age(max(good), now)}", "faint"))
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

    def remove(self, url: str) -> None:
        """Follow a feed no longer."""
        self._change(("feed", "remove", "--", url), "Removing")

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
        main.progress(Run("Looking at ", "dim"), Run(cut(clean.title(address), 40), "dim"))
        found = await child.run((*main.session.command, "feed", "check", "--", address), 90)
        main.progress()
        if found.code:
            main.complain(found.said or f"{address} cannot be read")
            return
        lines = [line for line in found.out.splitlines() if line.strip()][:14]
        main.confirm(
            "Follow this?",
            lines or [clean.title(address)],
            lambda: self._change(("feed", "add", "--", address), "Adding"),
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


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _home(path: str) -> str:
    from pathlib import Path

    return str(Path(path).expanduser())
