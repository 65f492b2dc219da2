"""One theme of questions at a time, each by its own key; and the terms that are muted."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.models import Theme
from briefing.tui.control.views import FEEDS
from briefing.tui.filters import NO_FILTER, read
from briefing.tui.lines import Run
from briefing.tui.screens.choose import ChooseScreen, Option, keys_for
from briefing.wording import count

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main


def clashes(themes: Sequence[Theme]) -> list[str]:
    """What is wrong with the keys that the reader gave to own themes, one sentence each."""
    owner: dict[str, str] = {}
    problems = []
    for theme in themes:
        if theme.own and theme.key:
            first = owner.setdefault(theme.key, theme.name)
            if not theme.key.isprintable() or theme.key.isspace():
                problems.append(f'theme "{theme.name}": its key cannot be typed')
            elif first != theme.name:
                problems.append(
                    f'{theme.key} is given to both the themes "{first}" and "{theme.name}"; '
                    "the first one has it"
                )
    return problems


def options(themes: Sequence[Theme], asked: Counter[str]) -> list[Option]:
    """The themes to choose from; those of the reader choose their keys first."""
    ordered = sorted(themes, key=lambda theme: not theme.own)
    keys = keys_for([theme.name for theme in ordered], [theme.key for theme in ordered])
    of = {theme.name: key for theme, key in zip(ordered, keys, strict=True)}
    return [
        Option(
            theme.name,
            theme.name.capitalize(),
            of[theme.name],
            count(asked[theme.name], "open question") if asked[theme.name] else "",
        )
        for theme in themes
    ]


def _theme(main: Main) -> None:
    themes = main.session.themes()
    if main.lists.view == FEEDS or not themes:
        main.say(Run("There are no themes here.", "dim"))
        return
    hint = "A key takes one, Enter the one under the bar; Esc closes."
    screen = ChooseScreen("Only one theme", hint, options(themes, Counter()), main.glyphs)

    def chosen(name: str | None) -> None:
        if name:
            main.lists.narrow(read(f"theme:{shlex.quote(name)}"))
            main.to_list()

    async def tell() -> None:
        for problem in clashes(themes):
            main.complain(problem)
        try:
            lines = await main.desk.questions(NO_FILTER)
        except BriefingError as error:
            main.complain(error.line())
            return
        if screen.is_current:
            screen.offer(options(themes, Counter(line.question.theme for line in lines)))

    main.app.push_screen(screen, chosen)
    main.work(tell, group="themes")


def show_terms(main: Main) -> None:
    """The muted terms; choosing one unmutes it."""
    main.work(partial(_terms, main), group="terms")


async def _terms(main: Main) -> None:
    terms = await main.desk.muted_terms()
    if not terms:
        main.say(Run("No term is muted.", "dim"))
        return

    def chosen(term: str | None) -> None:
        if term:
            main.decisions.mute_term(term, False)

    keys = keys_for(terms)
    shown = [Option(term, term, key) for term, key in zip(terms, keys, strict=True)]
    hint = "The one you take is heard of again; Esc closes."
    main.app.push_screen(ChooseScreen("Muted terms", hint, shown, main.glyphs), chosen)


COMMANDS: dict[str, Callable[[Main], None]] = {"theme": _theme}
