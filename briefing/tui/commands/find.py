"""Finding: search as you type, the filter line, the command line; and the way out."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.tui import span
from briefing.tui.commands.themed import show_terms
from briefing.tui.completing import filter_lines, going_on
from briefing.tui.control.views import FOUND, PAST
from briefing.tui.filters import NO_FILTER, read
from briefing.tui.keys import LIST
from briefing.tui.lines import Run
from briefing.tui.themes import theme_name

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main


def _search(main: Main) -> None:
    back = main.lists.view if main.lists.view != FOUND else main.lists.before

    def typed(text: str | None) -> None:
        if text is None or not text.strip():
            main.lists.open(back)
        else:
            if text.strip() != main.lists.query:
                main.lists.find(text)
            main.to_list()

    main.to_list()
    main.asks.text(
        "/",
        typed,
        placeholder="search everything; Esc goes back",
        changed=main.lists.find,
    )


def _filter(main: Main) -> None:
    # A line half typed may leave out the story under the cursor: with the next letter it is back.
    before, here = main.lists.filters, main.pane.current

    def changed(text: str) -> None:
        main.lists.narrow(read(text), here)

    def typed(text: str | None) -> None:
        if text is None:
            main.lists.narrow(before, here)
            return
        filters = read(text)
        main.lists.narrow(filters or NO_FILTER, here)
        if filters.problem:
            main.complain(filters.problem)
        main.to_list()

    main.asks.text(
        "&",
        typed,
        value=before.text,
        placeholder="words  tag:  outlet:  theme:  lang:  is:new  -not",
        changed=changed,
        completing=lambda text: filter_lines(text, main.lists.fields()),
    )


LISTS = ("all", "muted", "snoozed", "saved", "done")


def words(main: Main) -> list[str]:
    """Everything the command line understands, for completing."""
    own = [key.help.split(";")[0].split(",")[0].lower() for key in main.keys.keys]
    themes = [f"theme {name}" for name in sorted(main.app.available_themes)]
    return [
        *[f"show {name}" for name in LISTS],
        "day yesterday",
        "day today",
        "mute ",
        *[f"mute outlet:{name}" for name in main.feeds.names],
        *[f"unmute {term}" for term in main.feeds.terms],
        *[f"weigh {name} " for name in main.feeds.names],
        "terms",
        "config",
        "error",
        *themes,
        *own,
    ]


def _command(main: Main) -> None:
    def typed(text: str | None) -> None:
        if text and text.strip():
            run(main, text.strip())

    main.asks.text(
        ":",
        typed,
        placeholder="a command; Tab completes",
        completing=lambda text: going_on(text, words(main)),
    )


def run(main: Main, text: str) -> None:
    """Do what a command line says."""
    word, _, rest = text.partition(" ")
    rest = rest.strip()
    if text.isdigit():
        main.to_list()
        main.pane.go(int(text) - 1)
    elif word == "show" and rest in LISTS:
        main.to_list()
        main.lists.open(rest)
    elif word == "day" and rest:
        _look_back(main, rest)
    elif word in ("mute", "unmute") and rest:
        main.decisions.mute_term(rest, word == "mute")
    elif word == "weigh":
        _weigh(main, rest)
    elif word == "terms":
        show_terms(main)
    elif word == "theme":
        set_theme(main, rest)
    elif word == "error":
        main.asks.tell("What went wrong last", [Run(main.trouble or "Nothing yet.")])
    elif word == "config" and main.session.config is not None:
        trouble = main.app.edit(main.session.config)  # type: ignore[attr-defined]
        if trouble:
            main.complain(trouble)
        else:
            main.say(Run("The configuration is read at the next start."))
    elif word in ("q", "quit", "exit"):
        main.app.leave()  # type: ignore[attr-defined]
    else:
        _by_name(main, text.lower())


def _weigh(main: Main, text: str) -> None:
    outlet, _, number = text.rpartition(" ")
    try:
        main.decisions.weigh(outlet.strip("'\" "), float(number))
    except ValueError:
        main.complain("Give an outlet and what it weighs: weigh Harbor Ledger 2 (1 is usual)")


def _look_back(main: Main, text: str) -> None:
    found = span.read(text, main.session.now())
    if found is None:
        main.complain(f"{main.glyphs.quoted(text)} is no day gone by; {span.HINT}")
    else:
        main.to_list()
        main.lists.look_back(found)


def _day(main: Main, step: int) -> None:
    """The day beside the one that is looked at; from yesterday on back to the briefing."""
    lists, now = main.lists, main.session.now()
    here = lists.span if lists.view == PAST else None
    if here is None and step > 0:
        main.say(Run("This is today.", "dim"))
    else:
        main.to_list()
        lists.look_back(span.beside(here, step, now))


def _by_name(main: Main, text: str) -> None:
    for key in main.keys.keys:
        names = (key.id, key.title.lower(), key.help.split(";")[0].split(",")[0].lower())
        if text in names:
            main.app.do(key.id)  # type: ignore[attr-defined]
            return
    known = [*words(main), *(key.title.lower() for key in main.keys.keys)]
    near = difflib.get_close_matches(text, known, 1)
    quoted = main.glyphs.quoted
    hint = f"; {main.keys.first('help')} helps"
    if near:
        hint = f"; the nearest is {quoted(near[0].strip())}"
    main.complain(f"There is no command {quoted(text)}{hint}")


def set_theme(main: Main, name: str) -> None:
    """Other colours."""
    if not name:
        known = ", ".join(sorted(main.app.available_themes))
        main.say(Run(f"The themes: {known}"))
        return
    wanted = theme_name(name)
    if wanted in main.app.available_themes:
        main.app.theme = wanted
    else:
        near = difflib.get_close_matches(name, sorted(main.app.available_themes), 1)
        main.complain(
            f"There is no theme {main.glyphs.quoted(name)}"
            + (f"; the nearest is {near[0]}" if near else "")
        )


def _quit(main: Main) -> None:
    """Back; from the list: out, asking only while something runs."""
    if main.place != LIST:
        if main.focused is main.side:
            main.set_focus(main.page)
        elif not main.reading.back():
            main.to_list()
        return
    if main.lists.view == FOUND:
        main.lists.leave()
        return
    leave: Callable[[], None] = main.app.leave  # type: ignore[attr-defined]
    if not main.feeds.running:
        leave()
        return
    main.asks.key(
        [
            Run("A refresh is running. Quit and stop it?  "),
            Run("y", "key"), Run(" yes   "), Run("any other key", "dim"), Run(" no"),
        ],
        {"y": leave, "q": leave},
    )  # fmt: skip


COMMANDS: dict[str, Callable[[Main], None]] = {
    "search": _search,
    "filter": _filter,
    "day.before": lambda main: _day(main, -1),
    "day.after": lambda main: _day(main, 1),
    "command": _command,
    "quit": _quit,
}
