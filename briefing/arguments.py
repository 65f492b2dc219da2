"""The command line: what may be typed, and which function each command runs.

A command's own parser is made, and its module imported, when it is the one that is asked for.
"""

from __future__ import annotations

import argparse
import difflib
import os

from briefing import __version__
from briefing.bare import DEFAULTS, deferred
from briefing.errors import UsageError
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Fill = Callable[[argparse.ArgumentParser], None]


class _Parser(argparse.ArgumentParser):
    """Has the flags that every command has. Wrong usage is one line and exit code 2."""

    def __init__(self, **given: Any) -> None:
        super().__init__(formatter_class=_Help, **given)
        group = self.add_argument_group("everywhere")
        for flag, metavar, told in (
            ("--config", "FILE", "the configuration to use"),
            ("--store", "FILE", "the database to use"),
        ):
            # Without a default a flag works before the command and after it alike.
            group.add_argument(flag, metavar=metavar, help=told, default=argparse.SUPPRESS)
        for flag, told in (
            ("--demo", "use the packaged sample edition"),
            ("--quiet", "no narration on stderr"),
            ("--verbose", "more narration on stderr"),
        ):
            group.add_argument(flag, action="store_true", help=told, default=argparse.SUPPRESS)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # The one place to name what may have been meant: argparse of 3.14 does so by itself.
        choices = list(action.choices or ())
        if choices and value not in choices:
            near = difflib.get_close_matches(str(value), choices, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(choices)}"
            raise argparse.ArgumentError(action, f"there is no {value!r}, {hint}")

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(message, f"`{self.prog} --help` shows what is possible")


class _Help(argparse.HelpFormatter):
    """One is made for every argument, to check it; the terminal is asked without ``shutil``."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


class _Later:
    """A command's parser, made when the command is given: the others need not wait for it."""

    def __init__(self, fill: Fill, **given: Any) -> None:
        self._fill = fill
        self._given = given

    def __getattr__(self, name: str) -> Any:
        # Reached once: what is in the object's own dict is found before this is asked again.
        made = _Parser(**self._given)
        self._fill(made)

        def parse_known_args(given: Any, found: Any = None) -> tuple[Any, list[str]]:
            # What this command does not know, no other does: it speaks of its own --help.
            found, unknown = made.parse_known_args(given, found)
            if unknown:
                made.error(f"there is no {unknown[0]!r} here")
            return found, unknown

        self.parse_known_args = parse_known_args
        return getattr(self if name == "parse_known_args" else made, name)


class _Commands:
    """Where the commands of a parser are added."""

    def __init__(self, parser: argparse.ArgumentParser, metavar: str) -> None:
        later: Any = _Later
        # Without `prog` it would be worked out by the formatter of help texts, which is dear.
        self._parsers = parser.add_subparsers(metavar=metavar, parser_class=later, prog=parser.prog)

    def add(
        self,
        name: str,
        runs: tuple[str, str],
        text: str,
        fill: Fill = lambda made: None,
        *,
        needs: str = "config",
    ) -> None:
        """Add one.

        Args:
            name: as it is typed.
            runs: module and function of ``briefing.commands``.
            text: what it does, for ``--help``.
            fill: gives its parser the arguments.
            needs: "config", "config if there" (a missing one is none) or "nothing", for what
                must work, above all, when the configuration does not.
        """

        def filled(made: argparse.ArgumentParser) -> None:
            made.set_defaults(command=deferred(*runs), needs=needs)
            fill(made)

        told = f"{text[:1].upper()}{text[1:]}."
        self._parsers.add_parser(name, help=text, description=told, fill=filled)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="briefing",
        description="A news briefing in the terminal: one story once, summaries in the outlets' "
        "own words, and the questions still open. Without a command: the terminal session, or "
        "the digest when the output is not a terminal.",
    )
    top.add_argument("--version", action="version", version=f"briefing {__version__}")
    top.set_defaults(**DEFAULTS, command=deferred("session", "start"), needs="config")
    add = _Commands(top, "COMMAND").add
    add("refresh", ("refreshing", "refresh"), "fetch what is due, group and summarise it", _refresh)
    add("digest", ("digesting", "digest"), "print the briefing", _digest)
    add("stories", ("reading", "stories"), "list stories, one a line", _stories)
    add("story", ("reading", "story"), "show one story in full, with why it is one", _story)
    add("questions", ("reading", "questions"), "list open questions over all stories", _questions)
    add("search", ("reading", "search"), "search the text of all articles", _search)
    add("articles", ("reading", "articles"), "list every stored article, newest first", _articles)
    add("mark", ("marking", "mark"), "decide about stories", _mark)
    add("undo", ("marking", "undo"), "take back the last decision")
    add("redo", ("marking", "redo"), "do again what was taken back last")
    add("feed", ("following", "list_feeds"), "follow feeds", _feed)
    add("brief", ("briefly", "brief"), "analyse documents without storing anything", _brief)
    add("config", ("configuring", "config_show"), "look at the configuration", _config)
    add(
        "doctor",
        ("doctor", "doctor"),
        "check store, configuration, terminal and feeds",
        _doctor,
        needs="nothing",
    )
    return top


def _since(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--since",
        metavar="WHEN",
        help="24h, 4d, 2026-11-20, last (since the last digest asked for so) or all",
    )


def _json(made: argparse.ArgumentParser) -> None:
    made.add_argument("--json", action="store_true", help="as JSON; the README has its schema")


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() and len(text) < 10 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(
            f"expected a whole number from 1 to 999999999, got {text!r}"
        )
    return number


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected a number from 0.25 to 4, got {text!r}"
        ) from None


def _refresh(made: argparse.ArgumentParser) -> None:
    made.add_argument("--force", action="store_true", help="fetch every feed, due or not")
    made.add_argument(
        "--accept-moves",
        action="store_true",
        help="believe a permanent redirect at once, not after three of them over a day",
    )
    made.add_argument("--json", action="store_true", help="print the result as JSON")
    made.add_argument("--events", action="store_true", help=argparse.SUPPRESS)


def _digest(made: argparse.ArgumentParser) -> None:
    _since(made)
    made.add_argument("--top", type=_positive, metavar="N", help="at most N stories")
    made.add_argument("--theme", metavar="NAME", help="only stories with questions of this theme")
    made.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json", "mail", "atom"),
        help="text unless the configuration says otherwise",
    )
    made.add_argument("--refresh", action="store_true", help="fetch what is due first")
    made.add_argument("--width", type=_positive, metavar="N", help="columns to wrap at")
    made.add_argument("--exit-code", action="store_true", help="exit with 3 when nothing is new")


def _stories(made: argparse.ArgumentParser) -> None:
    _since(made)
    _json(made)


def _story(made: argparse.ArgumentParser) -> None:
    made.add_argument("id", metavar="ID", help="a story's id, or the start of it")
    _json(made)


def _questions(made: argparse.ArgumentParser) -> None:
    made.add_argument("--theme", metavar="NAME", help="only questions of this theme")
    made.add_argument(
        "--status",
        choices=("open", "possible", "changed", "answered", "dismissed", "all"),
        default="open",
        help="how they stand; open, which takes in possible and changed, unless given",
    )
    made.add_argument(
        "--all", action="store_true", help="also those that no story shows unasked: weaker ones"
    )
    _json(made)


def _search(made: argparse.ArgumentParser) -> None:
    made.add_argument("query", metavar="QUERY", nargs="+")
    made.add_argument(
        "--limit", type=_positive, default=50, metavar="N", help="at most N articles, 50 by default"
    )
    _json(made)


def _articles(made: argparse.ArgumentParser) -> None:
    made.add_argument("--feed", metavar="URL", help="only articles of this feed")
    made.add_argument("--unread", action="store_true", help="only what was not read")
    made.add_argument("--limit", type=_positive, metavar="N", help="at most N articles")
    _json(made)


def _mark(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "what",
        choices=(
            *("done", "undone", "follow", "unfollow", "snooze", "unsnooze"),
            *("mute", "unmute", "save", "unsave"),
            *("split", "join", "apart"),
            *("answered", "dismissed", "open"),
        ),
        metavar="WHAT",
        help="done, undone, follow, unfollow, snooze, unsnooze, mute, unmute, save, unsave; "
        "split ARTICLE takes it out of its story, join STORY STORY makes one of two, "
        "apart STORY STORY never puts them together; answered, dismissed, open decide about "
        "questions",
    )
    made.add_argument("story", metavar="STORY", nargs="*", help="ids, or starts of them")
    made.add_argument("--all", action="store_true", help="every story that is listed now")


def _feed(made: argparse.ArgumentParser) -> None:
    add = _Commands(made, "WHAT").add
    # Most of them write the file when there is none yet, or do without it.
    there = "config if there"
    add("add", ("following", "add"), "follow feeds, or the feeds of a page", _feed_add, needs=there)
    add(
        "list",
        ("following", "list_feeds"),
        "list followed feeds and how they are",
        _feed_list,
        needs=there,
    )
    runs = ("following", "remove")
    add("remove", runs, "stop following a feed", _feed_remove, needs="nothing")
    add("weigh", ("marking", "weigh"), "let an outlet count for more or less", _feed_weigh)
    add(
        "import",
        ("following", "import_file"),
        "follow what an OPML file lists",
        _feed_import,
        needs=there,
    )
    add("export", ("following", "export_file"), "write an OPML file", _feed_export)
    add(
        "check",
        ("following", "check"),
        "fetch feeds once and say how they are",
        _feed_check,
        needs=there,
    )
    add("starter", ("following", "starter"), "follow a starter pack of outlets", needs=there)


def _feed_add(made: argparse.ArgumentParser) -> None:
    made.add_argument("url", metavar="URL", nargs="+")
    made.add_argument("--unchecked", action="store_true", help="keep addresses without a try")
    made.add_argument("--title", default="", help="name of the feed, else its own")
    made.add_argument("--outlet", default="", help="publisher; stories count outlets")
    made.add_argument("--tag", action="append", default=[], help="for filters; may be repeated")
    made.add_argument("--full-text", action="store_true", help="fetch the page of each article")


def _feed_list(made: argparse.ArgumentParser) -> None:
    _json(made)


def _feed_remove(made: argparse.ArgumentParser) -> None:
    made.add_argument("url", metavar="URL")
    made.add_argument("--json", action="store_true", help="print what stood in the file")


def _feed_weigh(made: argparse.ArgumentParser) -> None:
    made.add_argument("outlet", metavar="OUTLET")
    made.add_argument(
        "weight", metavar="N", type=_weight, help="2 as two outlets, 0.5 as half a one"
    )


def _feed_import(made: argparse.ArgumentParser) -> None:
    made.add_argument("file", metavar="FILE", help="OPML, or newsboat's urls file")


def _feed_export(made: argparse.ArgumentParser) -> None:
    made.add_argument("file", metavar="FILE", nargs="?", default="-")


def _feed_check(made: argparse.ArgumentParser) -> None:
    made.add_argument("url", metavar="URL", nargs="?")
    made.add_argument("--json", action="store_true", help="with the newest headlines")


def _brief(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "document", metavar="FILE|URL|-", nargs="+", help="plain text, HTML, JSON lines, or a feed"
    )
    _json(made)
    made.add_argument(
        "--skip", default="", metavar="WHAT", help="summary, questions or both, comma-separated"
    )
    made.add_argument("--grouped", action="store_true", help="rows carry their group as story")
    size = made.add_mutually_exclusive_group()
    size.add_argument("--sentences", type=_positive, metavar="N", help="summaries of N sentences")
    size.add_argument("--words", type=_positive, metavar="N", help="summaries of some N words")
    made.add_argument("--all-questions", action="store_true", help="every question found")
    made.add_argument("--summarizer", metavar="NAME", help="coverage, or one of sumy's by name")


def _config(made: argparse.ArgumentParser) -> None:
    add = _Commands(made, "WHAT").add
    runs = "configuring"
    add("path", (runs, "config_path"), "print where the configuration is", needs="nothing")
    told = "check it, and say everything that is wrong"
    add("check", (runs, "config_check"), told, needs="nothing")
    add("show", (runs, "config_show"), "print what is in force")
    add("init", (runs, "config_init"), "write a commented one to begin with", needs="nothing")


def _doctor(made: argparse.ArgumentParser) -> None:
    made.add_argument("--mend", action="store_true", help="make counters and search index anew")
    made.add_argument(
        "--salvage", metavar="FILE", help="copy what can be read of a damaged store into a new one"
    )
