"""The three single lines: views and count on top, status and keys below."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from briefing.tui.columns import cut, width
from briefing.tui.keys import Key
from briefing.tui.lines import Run
from briefing.tui.remap import Remapped, shown
from briefing.tui.widgets.painted import Painted


class TopBar(Painted):
    """Name, views on their keys, and what is left to read."""

    class Picked(Message):
        """A view was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self) -> None:
        super().__init__(id="top")
        self.tabs: Sequence[tuple[str, str, str]] = ()
        """(view, key, title) of each."""
        self.active = ""
        self.said = ("", "")
        """What is left, at length and in short."""
        self.flat = False
        self._places: list[tuple[int, int, str]] = []

    def update(self, *, active: str, said: tuple[str, str]) -> None:
        """Show another view's name and count."""
        self.active, self.said = active, said
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line (Line API)."""
        columns = self.size.width
        if y:
            return self.strip((), columns)
        for name, titles, said in self._forms():
            runs = self._runs(name, titles, columns, said)
            if runs is not None:
                return self.strip(runs, columns)
        return self.strip((Run(f" {cut(self.said[1], columns - 1)}"),), columns)

    def _forms(self) -> list[tuple[str, bool, str]]:
        """From roomy to tight."""
        long, short = self.said
        return [(" briefing ", True, long), ("", True, long), ("", True, short), ("", False, short)]

    def _runs(self, name: str, titles: bool, columns: int, said: str) -> list[Run] | None:
        runs = [Run(name, "title")] if name else []
        self._places = []
        at = width(name)
        for view, key, title in self.tabs:
            here = view == self.active
            text = f" {key} {title} " if titles or here else f" {key} "
            if here and self.flat:
                text = f" [{key} {title}] "
            runs.append(Run(text, "tab" if here else "dim"))
            self._places.append((at, at + width(text), view))
            at += width(text)
        if self.active not in [view for view, _, _ in self.tabs] and self.active:
            text = f" {self.active} "
            runs.append(Run(text, "tab"))
            at += width(text)
        gap = columns - at - width(said) - 1
        if gap < 1:
            return None
        return [*runs, Run(" " * gap), Run(said, "dim"), Run(" ")]

    def on_click(self, event: events.Click) -> None:
        """A click on a view opens it."""
        for first, last, view in self._places:
            if first <= event.x < last:
                self.post_message(self.Picked(view))


class Banner(Painted):
    """One line for beginners: what this is, and the keys to begin with."""

    def __init__(self) -> None:
        super().__init__(id="banner")
        self._parts: Sequence[tuple[str, ...]] = ()

    def begin(self, keys: Remapped, *, sample: bool) -> None:
        """Say whether this is the sample edition, and name the keys."""
        # (key, long, middle, short) of each; the first has no key and is the name.
        self._parts = (
            (
                "",
                "Sample edition, invented outlets. For your own news:" if sample else "Begin:",
                "Sample edition. Begin:" if sample else "Begin:",
                "Sample edition:" if sample else "Begin:",
            ),
            (keys.first("feeds.starter"), "starter pack", "starter pack", "starter"),
            (keys.first("feeds.address"), "add a page or feed", "add a feed", "add"),
            (keys.first("feeds.file"), "import OPML or newsboat", "import a file", "import"),
        )
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line (Line API)."""
        columns = self.size.width
        runs: list[Run] = []
        for form in (1, 2, 3):
            runs = self._runs(form)
            if sum(width(run.text) for run in runs) <= columns:
                break
        return self.strip(runs if y == 0 else (), columns)

    def _runs(self, form: int) -> list[Run]:
        runs: list[Run] = []
        for part in self._parts:
            if part[0]:
                runs += [Run(f"  {part[0]}", "key"), Run(f" {part[form]}")]
            else:
                runs.append(Run(f" {part[form]}", "strong"))
        return runs


class StatusBar(Painted):
    """One sentence about what just happened, and the progress of what still does."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self.message: tuple[Run, ...] = ()
        self.standing: tuple[Run, ...] = ()
        """Shown while there is no message."""
        self.progress: tuple[Run, ...] = ()
        self.more = "…"
        """Stands where something was cut off."""

    def say(self, *runs: Run) -> None:
        """Show a sentence; () clears it."""
        self.message = runs
        self.refresh()

    def rest(self, *runs: Run) -> None:
        """What is shown while there is nothing to say."""
        self.standing = runs
        self.refresh()

    def show_progress(self, *runs: Run) -> None:
        """Progress at the right end; () when all is done."""
        self.progress = runs
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line (Line API)."""
        columns = self.size.width
        if y:
            return self.strip((), columns)
        right = sum(width(run.text) for run in self.progress)
        left = columns - right - (2 if right else 0)
        said = self.message or self.standing
        if left < 20 and right:
            # Too narrow for both: what moves is shown.
            return self.strip((Run(" "), *self.progress), columns)
        if sum(width(run.text) for run in said) > left - 1:
            whole = "".join(run.text for run in said)
            said = (Run(cut(whole, left - 1, self.more), said[0].role),)
        strip = self.strip((Run(" "), *said), left)
        if not right:
            return strip
        return Strip.join([strip, self.strip((Run(" "), *self.progress, Run(" ")), right + 2)])


class FooterBar(Painted):
    """The keys that work here, the most useful first, as many as fit."""

    class Pressed(Message):
        """A key's name was clicked."""

        def __init__(self, ident: str) -> None:
            super().__init__()
            self.ident = ident

    def __init__(self) -> None:
        super().__init__(id="footer")
        self.keys: Sequence[Key] = ()
        self._places: list[tuple[int, int, str]] = []

    def show(self, keys: Sequence[Key]) -> None:
        """Other keys."""
        if list(keys) != list(self.keys):
            self.keys = keys
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line (Line API)."""
        columns = self.size.width
        if y:
            return self.strip((), columns)
        # Help and the way out are always to be seen: they are kept at the right end.
        last = [key for key in self.keys if key.id in ("help", "quit")]
        rest = [key for key in self.keys if key not in last]
        room = columns - sum(self._columns(key) for key in last)
        runs: list[Run] = []
        self._places = []
        at = 0
        for key in rest:
            if at + self._columns(key) > room:
                break
            at = self._add(runs, key, at)
        runs.append(Run(" " * max(0, room - at)))
        at = max(at, room)
        for key in last:
            at = self._add(runs, key, at)
        return self.strip(runs, columns)

    @staticmethod
    def _columns(key: Key) -> int:
        return width(shown(key.keys[0])) + width(key.title) + 3

    def _add(self, runs: list[Run], key: Key, at: int) -> int:
        runs += [Run(f" {shown(key.keys[0])}", "key"), Run(f" {key.title} ", "dim")]
        end = at + self._columns(key)
        if key.id:
            self._places.append((at, end, key.id))
        return end

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        for first, last, ident in self._places:
            if first <= event.x < last:
                self.post_message(self.Pressed(ident))
