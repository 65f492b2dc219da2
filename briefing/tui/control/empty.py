"""What is said where there is nothing to read: in the list, and in the pane beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.tui.completing import unknown
from briefing.tui.control.views import BRIEFING, FEEDS, FOLLOWED, FOUND, PAST, QUESTIONS
from briefing.tui.lines import Run
from briefing.tui.remap import shown
from briefing.tui.rows import Runs

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main


DONE_LIST = ":show done"


def in_list(main: Main) -> list[Runs]:
    """Lines of a list that holds nothing."""
    lists = main.lists
    if lists.filters or lists.view == FOUND:
        text = "Nothing matches." if lists.query or lists.filters else "Type to search."
        why = [one for term in lists.filters.terms for one in unknown(term, lists.fields())]
        line = [Run(text, "dim")]
        if lists.filters:
            line += [Run(f" {_back(main)}", "key"), Run(" drops the filter.", "dim")]
        return [(), tuple(line), (), *((Run(one, "dim"),) for one in why)]
    if lists.coming:
        return [(), (Run(_preparing(main), "strong"),), (), main.feeds.told]
    if lists.view == BRIEFING:
        return _ways_on(main)
    said = {
        QUESTIONS: "No open questions.",
        FOLLOWED: f"{main.keys.first('story.follow')} on a story follows it.",
        FEEDS: "You follow nothing yet.",
        PAST: "Nothing came then.",
    }
    return [(), (Run(said.get(lists.view, "Nothing here."), "dim"),)]


def _back(main: Main) -> str:
    """The key that drops a filter: Escape, which also ends the typing, unless it does not."""
    names = next(key.keys for key in main.keys.keys if key.id == "open.back")
    return shown("escape" if "escape" in names else names[0])


def _preparing(main: Main) -> str:
    """What goes on while there is nothing to read yet."""
    doing = "Preparing the sample edition" if main.session.sample else "Fetching your feeds"
    return doing + main.glyphs.more


def _ways_on(main: Main) -> list[Runs]:
    """What can be done when there is nothing to read."""
    first = main.keys.first
    said = "Nothing to read."
    ways = {
        "refresh": "fetches the news",
        "feeds.address": "adds a feed",
        "view.feeds": "shows your feeds",
    }
    if main.lists.unreached:
        said = "No feed could be read."
        ways = {"refresh.all": "tries again", "view.feeds": "says why"}
    elif main.lists.dealt:
        return [
            (),
            (Run("You are done.", "good"),),
            (),
            (Run(first("undo"), "key"), Run(" takes back the last decision", "dim")),
            (Run(DONE_LIST, "key"), Run(" shows what is done", "dim")),
            (Run(first("refresh"), "key"), Run(" fetches the news", "dim")),
        ]
    elif main.lists.bare and not main.lists.following:
        ways = {
            "feeds.starter": "follows a starter pack",
            "feeds.address": "adds a feed",
            "feeds.file": "imports a file of feeds",
        }
    lines = [(Run(first(ident), "key"), Run(f" {what}", "dim")) for ident, what in ways.items()]
    return [(), (Run(said, "strong"),), (), *lines]


def in_pane(main: Main) -> tuple[str, list[list[Run]]]:
    """Title and paragraphs of the pane beside it."""
    first, session, lists = main.keys.first, main.session, main.lists
    if lists.view != BRIEFING or lists.filters:
        return "", []
    if lists.loaded and lists.dealt and not lists.unreached:
        return "You are done.", [
            [Run("Nothing waits for you.")],
            [Run(first("undo"), "key"), Run(" takes the last decision back, ", "dim"),
             Run(DONE_LIST, "key"), Run(" shows what is done.", "dim")],
        ]  # fmt: skip
    if session.first_run or session.sample:
        return "For your own news", _begin(main)
    if lists.coming:
        return "", [[Run(first("help"), "key"), Run(" shows all keys.", "dim")]]
    if lists.loaded and lists.unreached:
        return "None of your feeds could be read.", [
            [Run("Perhaps this machine is not online. What was fetched before is kept.")],
            [Run(first("refresh.all"), "key"), Run(" tries again, "),
             Run(first("view.feeds"), "key"), Run(" says what went wrong.")],
        ]  # fmt: skip
    if lists.loaded:
        return "Nothing to read here.", [
            [Run(first("refresh"), "key"), Run(" fetches the news, "),
             Run(first("help"), "key"), Run(" shows all keys.")],
        ]  # fmt: skip
    return "", []


def _begin(main: Main) -> list[list[Run]]:
    """How to begin with real feeds."""
    first = main.keys.first
    return [
        [Run(first("feeds.starter"), "key"), Run(" follow a starter pack of outlets")],
        [Run(first("feeds.address"), "key"), Run(" follow a page or feed by its address")],
        [Run(first("feeds.file"), "key"), Run(" import an OPML or newsboat file")],
    ]
