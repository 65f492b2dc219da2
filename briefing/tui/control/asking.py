"""What the reader is asked: for a line, for a key, for a yes to something told at length."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.tui.keys import ARTICLE, LIST
from briefing.tui.lines import Run
from briefing.tui.widgets.prompt import KeyPrompt, Prompt, nothing_known

if TYPE_CHECKING:
    from textual import events

    from briefing.tui.screens.main import Main
    from briefing.tui.widgets.prompt import Completing


class Asking:
    """The two lines at the bottom that take answers, and the dialogs."""

    def __init__(self, main: Main) -> None:
        self.main = main
        self.key_line, self.line = KeyPrompt(), Prompt()
        self.place_before = LIST
        """Where the reader was before he was asked for a line."""

    @property
    def typing(self) -> bool:
        """Whether a line is waited for."""
        return self.line.is_open

    @property
    def waiting(self) -> bool:
        """Whether a line or a key is waited for."""
        return self.line.is_open or self.key_line.is_open

    def took(self, event: events.Key) -> bool:
        """Take a key that answers; False for any other."""
        return self.key_line.took(event) or self.line.took(event)

    def text(
        self,
        label: str,
        finished: Callable[[str | None], None],
        *,
        value: str = "",
        placeholder: str = "",
        changed: Callable[[str], None] | None = None,
        completing: Completing = nothing_known,
    ) -> None:
        """Let the reader type a line; see ``Prompt.open``."""
        self.place_before = self.main.place

        def over(text: str | None) -> None:
            self._over()
            finished(text)

        self.main.add_class("-asking")
        self.line.open(
            label, over, value=value, placeholder=placeholder, changed=changed,
            completing=completing,
        )  # fmt: skip
        self.main.place_changed()

    def _over(self) -> None:
        """Back to where the reader was."""
        main = self.main
        main.remove_class("-asking")
        if self.place_before == LIST:
            main.set_focus(main.pane)
        elif main.panes == 3 and self.place_before == ARTICLE and not main.page.page.scrolls:
            main.set_focus(main.side)
        else:
            main.set_focus(main.page)
        main.place_changed()

    def key(self, question: Sequence[Run], answers: Mapping[str, Callable[[], None]]) -> None:
        """Let the reader answer with one key; any other key means no."""

        def over() -> None:
            self.main.remove_class("-asking")
            self.main.place_changed()

        self.main.add_class("-asking")
        self.key_line.open(question, answers, over)
        self.main.place_changed()

    def confirm(self, title: str, lines: Sequence[Run], yes: Callable[[], None]) -> None:
        """Show something at length and ask whether to go on."""

        def answered(agreed: bool | None) -> None:
            if agreed:
                yes()

        from briefing.tui.screens.confirm import ConfirmScreen

        self.main.app.push_screen(ConfirmScreen(title, lines), answered)

    def tell(self, title: str, lines: Sequence[Run]) -> None:
        """Show something at length."""
        from briefing.tui.screens.confirm import ConfirmScreen

        self.main.app.push_screen(ConfirmScreen(title, lines, asks=False))
