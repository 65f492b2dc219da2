"""Arguments to one call: nothing is decided here, and each command is imported when asked for."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence

from briefing import __version__
from briefing.errors import BriefingError, ConfigError, UsageError

Command = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one line like every other error, and exit code 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(message, f"`{self.prog} --help` shows what is possible")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: arguments without the program's name; None takes ``sys.argv``.

    Returns:
        0 done, 1 it failed, 2 wrong usage or configuration, 3 nothing new (--exit-code only),
        130 interrupted.
    """
    _prepare_streams()
    try:
        return _flushed(_guarded(argv))
    except KeyboardInterrupt:
        _complain("interrupted")
        return _flushed(130)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head -1`): that is no failure.
        _discard_output()
        return 0


def _guarded(argv: Sequence[str] | None) -> int:
    try:
        return _run(parser().parse_args(argv))
    except ConfigError as error:
        for problem in error.problems:
            _complain(str(problem))
        return error.exit_code
    except BriefingError as error:
        _complain(error.line())
        return error.exit_code
    except RecursionError:
        _complain("the input is nested too deeply to be read")
        return 1


def _run(arguments: argparse.Namespace) -> int:
    from briefing.commands.context import prepared

    with prepared(arguments) as context:
        command: Callable[..., int] = arguments.command
        return command(context)


def _flushed(code: int) -> int:
    """Hand over what is still buffered now, while a failure can still be told."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # After an error of ours it is the same failure again; it was told.
        if code == 0:
            _complain(f"the output cannot be written ({error.strerror or error})")
        _discard_output()
        return code or 1
    return code


def _complain(line: str) -> None:
    # Names of files, addresses and ids are echoed here, whoever chose them.
    from briefing.text.clean import title

    try:
        sys.stderr.write(f"briefing: {title(line)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody is listening on stderr, and there is nowhere else to say it


def _prepare_streams() -> None:
    # A closed descriptor would be given to the next file that is opened, the store for
    # instance, and what is printed would be written into it.
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    # Output is UTF-8 whatever the locale says; a lone surrogate is replaced, never fatal.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _discard_output() -> None:
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)
    except (OSError, ValueError):
        pass  # stdout has no descriptor (a test's capture, or closed before we began)


def _lazily(module: str, function: str) -> Callable[..., int]:
    """A command that imports its module only when it runs: ``--help`` stays instant."""

    def run(context: object) -> int:
        from importlib import import_module

        result: int = getattr(import_module(f"briefing.commands.{module}"), function)(context)
        return result

    return run


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="briefing",
        parents=[_common()],
        description="A news briefing in the terminal: one story once, summaries in the outlets' "
        "own words, and the questions still open. Without a command: the terminal session, or "
        "the digest when the output is not a terminal.",
    )
    top.add_argument("--version", action="version", version=f"briefing {__version__}")
    top.set_defaults(
        command=_lazily("session", "start"),
        config=None,
        store=None,
        demo=False,
        quiet=False,
        verbose=False,
        needs="config",
    )
    commands = top.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    def add(
        name: str, module: str, function: str, text: str, of: object = commands
    ) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = of.add_parser(  # type: ignore[attr-defined]
            name, help=text, description=text[:1].upper() + text[1:] + ".", parents=[_common()]
        )
        made.set_defaults(command=_lazily(module, function))
        return made

    refresh = add("refresh", "refreshing", "refresh", "fetch what is due, group and summarise it")
    refresh.add_argument("--force", action="store_true", help="fetch every feed, due or not")
    refresh.add_argument("--json", action="store_true", help="print the result as JSON")
    refresh.add_argument("--events", action="store_true", help=argparse.SUPPRESS)

    digest = add("digest", "reading", "digest", "print the briefing")
    _since(digest)
    digest.add_argument("--top", type=_positive, metavar="N", help="at most N stories")
    digest.add_argument("--theme", metavar="NAME", help="only stories with questions of this theme")
    digest.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json", "mail", "atom"),
        help="text unless the configuration says otherwise",
    )
    digest.add_argument("--refresh", action="store_true", help="fetch what is due first")
    digest.add_argument("--width", type=_positive, metavar="N", help="columns to wrap at")
    digest.add_argument("--exit-code", action="store_true", help="exit with 3 when nothing is new")

    stories = add("stories", "reading", "stories", "list stories, one a line")
    _since(stories)
    stories.add_argument("--json", action="store_true")
    story = add("story", "reading", "story", "show one story in full, with why it is one")
    story.add_argument("id", metavar="ID", help="a story's id, or the start of it")
    story.add_argument("--json", action="store_true")

    questions = add("questions", "reading", "questions", "list open questions over all stories")
    questions.add_argument("--theme", metavar="NAME")
    questions.add_argument(
        "--status", choices=("open", "possible", "answered", "all"), default="open"
    )
    questions.add_argument("--json", action="store_true")

    search = add("search", "reading", "search", "search the text of all articles")
    search.add_argument("query", metavar="QUERY", nargs="+")
    search.add_argument("--limit", type=_positive, default=50, metavar="N")
    search.add_argument("--json", action="store_true")

    articles = add("articles", "reading", "articles", "list every stored article, newest first")
    articles.add_argument("--feed", metavar="URL")
    articles.add_argument("--unread", action="store_true")
    articles.add_argument("--limit", type=_positive, metavar="N")
    articles.add_argument("--json", action="store_true")

    mark = add("mark", "marking", "mark", "decide about stories")
    mark.add_argument(
        "what",
        choices=(
            *("done", "undone", "follow", "unfollow", "snooze", "unsnooze"),
            *("mute", "unmute", "save", "unsave"),
            *("split", "join", "apart"),
        ),
        metavar="WHAT",
        help="done, undone, follow, unfollow, snooze, unsnooze, mute, unmute, save, unsave; "
        "split ARTICLE takes it out of its story, join STORY STORY makes one of two, "
        "apart STORY STORY never puts them together",
    )
    mark.add_argument("story", metavar="STORY", nargs="*", help="ids, or starts of them")
    mark.add_argument("--all", action="store_true", help="every story that is listed now")
    add("undo", "marking", "undo", "take back the last decision")
    add("redo", "marking", "redo", "do again what was taken back last")

    _feed_commands(add)
    _brief_command(add)

    config = add("config", "configuring", "config_show", "look at the configuration")
    kinds = config.add_subparsers(metavar="WHAT", parser_class=_Parser)
    where = add("path", "configuring", "config_path", "print where the configuration is", kinds)
    add("check", "configuring", "config_check", "check it, and say everything that is wrong", kinds)
    add("show", "configuring", "config_show", "print what is in force", kinds)
    init = add("init", "configuring", "config_init", "write a commented one to begin with", kinds)
    doctor = add("doctor", "doctor", "doctor", "check store, configuration, terminal and feeds")
    doctor.add_argument("--mend", action="store_true", help="make counters and search index anew")
    doctor.add_argument(
        "--salvage", metavar="FILE", help="copy what can be read of a damaged store into a new one"
    )
    for made in (where, init, doctor):
        # They must work, above all, when the configuration does not.
        made.set_defaults(needs="nothing")
    return top


def _common() -> argparse.ArgumentParser:
    # Defaults are suppressed so that a flag works before the command and after it alike. Made
    # anew for each parser: argparse shares a parent's actions, and their defaults with them.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("everywhere")
    group.add_argument("--config", metavar="FILE", help="the configuration to use")
    group.add_argument("--store", metavar="FILE", help="the database to use")
    group.add_argument("--demo", action="store_true", help="use the packaged sample edition")
    group.add_argument("--quiet", action="store_true", help="no narration on stderr")
    group.add_argument("--verbose", action="store_true", help="more narration on stderr")
    return common


def _since(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--since",
        metavar="WHEN",
        help="24h, 4d, 2026-11-20, last (since the last digest asked for so) or all",
    )


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() and len(text) < 10 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(
            f"expected a whole number from 1 to 999999999, got {text!r}"
        )
    return number


def _feed_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    feed = add("feed", "following", "list_feeds", "follow feeds")
    kinds = feed.add_subparsers(metavar="WHAT", parser_class=_Parser)
    added = add("add", "following", "add", "follow feeds, or the feeds of a page", kinds)
    added.add_argument("url", metavar="URL", nargs="+")
    added.add_argument("--unchecked", action="store_true", help="keep addresses without a try")
    added.add_argument("--title", default="", help="name of the feed, else its own")
    added.add_argument("--outlet", default="", help="publisher; stories count outlets")
    added.add_argument("--tag", action="append", default=[], help="for filters; may be repeated")
    added.add_argument("--full-text", action="store_true", help="fetch the page of each article")
    listed = add("list", "following", "list_feeds", "list followed feeds and how they are", kinds)
    listed.add_argument("--json", action="store_true")
    removed = add("remove", "following", "remove", "stop following a feed", kinds)
    removed.add_argument("url", metavar="URL")
    removed.add_argument("--json", action="store_true", help="print what stood in the file")
    imported = add("import", "following", "import_file", "follow what an OPML file lists", kinds)
    imported.add_argument("file", metavar="FILE", help="OPML, or newsboat's urls file")
    exported = add("export", "following", "export_file", "write an OPML file", kinds)
    exported.add_argument("file", metavar="FILE", nargs="?", default="-")
    checked = add("check", "following", "check", "fetch feeds once and say how they are", kinds)
    checked.add_argument("url", metavar="URL", nargs="?")
    starter = add("starter", "following", "starter", "follow a starter pack of outlets", kinds)
    for made in (added, listed, imported, checked, starter):
        # They write the file when there is none yet, or do without it.
        made.set_defaults(needs="config if there")


def _brief_command(add: Callable[..., argparse.ArgumentParser]) -> None:
    brief = add("brief", "briefly", "brief", "analyse documents without storing anything")
    brief.add_argument(
        "document", metavar="FILE|URL|-", nargs="+", help="plain text, HTML, or JSON lines"
    )
    brief.add_argument("--json", action="store_true")
    brief.add_argument(
        "--skip", default="", metavar="WHAT", help="summary, questions or both, comma-separated"
    )
    brief.add_argument("--grouped", action="store_true", help="rows carry their group as story")
    size = brief.add_mutually_exclusive_group()
    size.add_argument("--sentences", type=_positive, metavar="N")
    size.add_argument("--words", type=_positive, metavar="N")
    brief.add_argument("--all-questions", action="store_true", help="every question found")
    brief.add_argument("--summarizer", metavar="NAME", help="coverage, or one of sumy's by name")
