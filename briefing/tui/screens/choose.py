"""A few things to choose from, each by its own key."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from briefing.tui.columns import fit, width
from briefing.tui.glyphs import Glyphs
from briefing.tui.lines import Page, Run, Spot, Writer
from briefing.tui.screens.dialog import Dialog
from briefing.tui.widgets.page_view import PageView
from briefing.values import Value


class Option(Value):
    """One thing that can be chosen."""

    value: str
    """What the choice is known by."""
    text: str
    key: str = ""
    note: str = ""


class ChooseScreen(Dialog[str]):
    """Its key, Enter or a click takes an option; Escape takes none ("")."""

    def __init__(self, title: str, hint: str, options: Sequence[Option], glyphs: Glyphs) -> None:
        super().__init__()
        self._title, self._hint, self._options = title, hint, tuple(options)
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """One page."""
        with Vertical(id="box"):
            yield PageView(id="choices")

    def on_mount(self) -> None:
        """Show them."""
        self._view.glyphs = self._glyphs
        self.offer(self._options)
        self._view.focus()

    def on_resize(self) -> None:
        """Another height."""
        self.call_after_refresh(self._fit)

    def offer(self, options: Sequence[Option]) -> None:
        """Show other options, or more about the same."""
        self._options = tuple(options)
        self._view.show(self._page, "choices")
        self.call_after_refresh(self._fit)

    @property
    def _view(self) -> PageView:
        return self.query_one(PageView)

    def _fit(self) -> None:
        self._view.styles.height = min(len(self._view.page.lines), max(4, self.size.height - 4))

    def _page(self, columns: int) -> Page:
        out = Writer(columns)
        out.para(Run(self._title, "title"))
        out.blank()
        room = out.room - 6 - max((width(option.note) for option in self._options), default=0)
        widest = max((width(option.text) for option in self._options), default=0)
        for option in self._options:
            spot = out.stand(Spot("choice", sentence=option.value))
            text = fit(option.text, min(widest, room), self._glyphs.more)
            out.line(Run(f"  {option.key or ' '}  ", "key"), text, Run(f"  {option.note}", "dim"),
                     spot=spot)  # fmt: skip
            out.close(spot)
        out.blank()
        out.para(Run(self._hint, "dim"))
        return out.page(self._title)

    def took(self, event: events.Key) -> bool:
        """An option's own key, or moving to one and taking it."""
        for option in self._options:
            if option.key and event.character == option.key:
                self.end(option.value)
                return True
        if event.key == "escape":
            self.end("")
        elif event.key == "enter":
            self._take()
        elif event.key in ("down", "up", "tab", "shift+tab"):
            self._view.step(1 if event.key in ("down", "tab") else -1)
        else:
            return False
        return True

    @on(PageView.Chosen)
    def _take(self) -> None:
        spot = self._view.current
        self.end(spot.sentence if spot is not None else "")


def keys_for(names: Sequence[str], wanted: Sequence[str] = ()) -> list[str]:
    """A key for each name, no two alike: the wanted one while it is free, else a letter of the
    name, else any letter or digit; "" when there is none left.

    Args:
        names: what is chosen from, the most important first.
        wanted: the key that each asks for, "" for none.
    """
    asked = [*wanted, *[""] * (len(names) - len(wanted))]
    taken: dict[str, int] = {}
    for place, key in enumerate(asked):
        if key and key.isprintable() and not key.isspace():
            taken.setdefault(key, place)
    given = {place: key for key, place in taken.items()}
    for place, name in enumerate(names):
        if place not in given:
            letters = [*name.lower(), *"abcdefghijklmnopqrstuvwxyz0123456789"]
            free = (char for char in letters if char.isascii() and char.isalnum())
            given[place] = next((char for char in free if char not in taken), "")
            taken[given[place]] = place
    return [given[place] for place in range(len(names))]
