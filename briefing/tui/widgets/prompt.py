"""The line at the bottom where something is typed, and the one where a single key answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import events, on
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widgets import Input, Static

from briefing.tui.columns import guard
from briefing.tui.lines import Run
from briefing.tui.widgets.painted import Painted

Completing = Callable[[str], Sequence[str]]
"""What a line may go on to be: from what is typed to whole lines, the likeliest first."""
Changed = Callable[[str], None]
Finished = Callable[[str | None], None]


def nothing_known(_text: str) -> Sequence[str]:
    """Where nothing is known that could be typed."""
    return ()


class _Likeliest(Suggester):
    """Shows how the line would be completed, behind what is typed."""

    def __init__(self, completing: Completing) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._completing = completing

    async def get_suggestion(self, value: str) -> str | None:
        """The likeliest whole line, if it goes on with what is typed."""
        first = guard(next(iter(self._completing(value)), ""))
        return first if first.casefold().startswith(value.casefold()) else None


class _TypedLine(Input):
    """A line that lies where it lies, whatever is typed."""

    virtual_size = Reactive(Size(0, 0))
    """Textual lays the whole screen out anew for this, at every letter."""

    def watch_virtual_size(self, size: Size) -> None:
        """More or fewer letters."""
        self._scroll_update(size)


class Prompt(Horizontal):
    """A label and a line to type in. What comes of it is told to the one who asked."""

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self._changed: Changed | None = None
        self._finished: Finished | None = None
        self._completing: Completing = nothing_known
        self._stem = ""
        """What was typed before Tab completed it."""

    def furnish(self) -> None:
        """Put in the label and the line, once: the first frame need not wait for them."""
        # A session that is told to end at once has no screen any more when this is its turn.
        if not self.children and self.is_attached:
            self.mount(Static("", markup=False), _TypedLine(select_on_focus=False))

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return self._finished is not None

    @property
    def completes(self) -> bool:
        """Whether Tab makes something of what is typed."""
        return self._completing is not nothing_known

    def open(
        self,
        label: str,
        finished: Finished,
        *,
        value: str = "",
        placeholder: str = "",
        changed: Changed | None = None,
        completing: Completing = nothing_known,
    ) -> None:
        """Ask.

        Args:
            label: stands before the line.
            finished: gets the text, or None when the reader turned back.
            value: what the line holds at first.
            placeholder: shown while it is empty.
            changed: is told the text at every letter.
            completing: what Tab makes of it, one after the other.
        """
        self._changed, self._finished = None, finished
        self._completing, self._stem = completing, ""
        self.furnish()
        self.query_one(Static).update(Content(f" {label}"))
        line = self.query_one(Input)
        line.suggester = None if completing is nothing_known else _Likeliest(completing)
        line.placeholder = placeholder
        line.value = guard(value)
        line.cursor_position = len(value)
        self._changed = changed
        self.add_class("-open")
        self.screen.set_focus(line)

    def close(self, text: str | None) -> None:
        """End the asking with an answer."""
        finished, self._finished, self._changed = self._finished, None, None
        self.remove_class("-open")
        if finished is not None:
            finished(text)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._changed is not None:
            self._changed(event.value)

    def took(self, event: events.Key) -> bool:
        """Enter gives the answer, Escape turns back, Tab completes; False for what is typed."""
        if self.is_open and event.key == "enter":
            self.close(self.query_one(Input).value)
        elif self.is_open and event.key == "escape":
            self.close(None)
        elif self.is_open and event.key in ("tab", "shift+tab"):
            self._complete(1 if event.key == "tab" else -1)
        else:
            return False
        return True

    def _complete(self, step: int) -> None:
        """Put the next line in that what was typed may go on to be."""
        line = self.query_one(Input)
        lines = self._lines()
        if line.value in lines:
            place = (lines.index(line.value) + step) % len(lines)
        else:
            self._stem, place = line.value, 0
            lines = self._lines()
        if not lines:
            return
        line.value = lines[place]
        line.cursor_position = len(line.value)

    def _lines(self) -> list[str]:
        return [guard(line) for line in self._completing(self._stem)]


class KeyPrompt(Painted):
    """A question that one key answers. Any other key means no."""

    def __init__(self) -> None:
        super().__init__(id="ask")
        self._answers: Mapping[str, Callable[[], None]] = {}
        self._runs: tuple[Run, ...] = ()
        self._after: Callable[[], None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        return self._after is not None

    def open(
        self,
        question: Sequence[Run],
        answers: Mapping[str, Callable[[], None]],
        after: Callable[[], None],
    ) -> None:
        """Ask; ``after`` is called when it is over, before what was answered is done."""
        self._runs, self._answers, self._after = tuple(question), answers, after
        self.add_class("-open")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line (Line API)."""
        return self.strip((Run(" "), *self._runs) if y == 0 else (), self.size.width)

    def took(self, event: events.Key) -> bool:
        """Take a key as the answer; False when nothing was asked."""
        if self._after is None:
            return False
        after, self._after = self._after, None
        self.remove_class("-open")
        after()
        answer = self._answers.get(event.character or event.key)
        if answer is not None:
            answer()
        return True
