"""The digest as plain lines, for a terminal, a pipe or a mail.

Layout is a list of lines made of spans; plain output joins them, a terminal paints them with
the sixteen standard colours so that every palette stays readable.
"""

from __future__ import annotations

import os
from datetime import UTC
from enum import StrEnum

from briefing.edition import MOST_COUNTED
from briefing.models import StoryStatus
from briefing.text.clean import narrow, width
from briefing.values import TYPE_CHECKING, Value
from briefing.wording import (
    DIFFER,
    age,
    answer_label,
    attribution,
    count,
    failure,
    headline,
    lead,
    named,
    new_first,
    quoted_from,
    raised_in,
    shown,
    sources,
    stamp,
    state,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, tzinfo
    from typing import TextIO

    from briefing.models import Edition, Question, StoryView


class Role(StrEnum):
    """What a span is, so that a face may choose its look."""

    PLAIN = ""
    TITLE = "title"
    QUIET = "quiet"
    NEW = "new"
    THEME = "theme"
    BAD = "bad"


class Span(Value):
    """A piece of one line."""

    text: str
    role: Role = Role.PLAIN


if TYPE_CHECKING:
    Line = tuple[Span, ...]

HOLD = "\xa0"

_SGR = {
    Role.PLAIN: "",
    Role.TITLE: "\x1b[1m",
    Role.QUIET: "\x1b[2m",
    Role.NEW: "\x1b[32m",
    Role.THEME: "\x1b[36m",
    Role.BAD: "\x1b[31m",
}


def render(
    edition: Edition,
    *,
    columns: int = 80,
    zone: tzinfo = UTC,
    theme: str = "",
    colour: bool = False,
) -> str:
    """The whole digest, ending in LF.

    Args:
        edition: what to print.
        columns: width to wrap at, at least 30.
        zone: the reader's time zone.
        theme: only questions of this theme are printed.
        colour: wrap spans in SGR sequences; without it no escape byte is made.
    """
    lines = layout(edition, columns=max(30, columns), zone=zone, theme=theme)
    return "".join(paint(line, colour=colour) + "\n" for line in lines)


def paint(line: Line, *, colour: bool) -> str:
    """One line as text, with SGR sequences when ``colour``."""
    if not colour:
        return "".join(span.text for span in line).rstrip()
    return "".join(
        f"{_SGR[span.role]}{span.text}\x1b[0m" if _SGR[span.role] else span.text for span in line
    )


def layout(edition: Edition, *, columns: int, zone: tzinfo, theme: str = "") -> Iterator[Line]:
    """Lines of the digest, wrapped."""
    label = " · sample edition" if edition.sample else ""
    head = f"Briefing · {stamp(edition.generated, zone)}{label}"
    yield from _wrapped(head, "", "", columns, Role.TITLE)
    yield from _wrapped(_opening(edition, zone), "", "", columns, Role.QUIET)
    for number, view in enumerate(edition.stories, start=1):
        yield ()
        yield from story(
            view, edition.generated, number=number, columns=columns, zone=zone, theme=theme
        )
        yield ()
        # The start of its id is what the other commands take for it.
        where = " · ".join(part for part in (view.row.id[:10], lead(view)) if part)
        yield from _wrapped(where, "    ", "    ", columns, Role.QUIET)
    yield ()
    yield from _ending(edition, columns)


def _opening(edition: Edition, zone: tzinfo) -> str:
    text = headline(edition)
    return f"{text}, since {stamp(edition.since, zone)}" if edition.since else text


def _ending(edition: Edition, columns: int) -> Iterator[Line]:
    if edition.stories:
        rest = "That is all."
        if edition.older:
            least = "At least " if edition.older >= MOST_COUNTED else ""
            left = f"{least}{count(edition.older, 'more story', 'more stories')} left out"
            rest = f"{left}: --top N prints more of them, --since all older ones, too."
        yield from _wrapped(rest, "", "", columns, Role.QUIET)
    elif edition.feeds == 0:
        text = (
            "Nothing has been fetched yet: `briefing refresh` does. `briefing feed add ADDRESS` "
            "follows a feed, `briefing --demo` shows how it looks."
        )
        yield from _wrapped(text, "", "", columns)
    elif len(edition.failed) == edition.feeds and not edition.older:
        text = "No feed could be read yet: `briefing refresh` tries again and tells why."
        yield from _wrapped(text, "", "", columns)
    else:
        yield from _wrapped(
            "Nothing new. `briefing digest --since all` prints what is stored.", "", "", columns
        )
    if edition.failed:
        yield (Span(f"{len(edition.failed)} of {count(edition.feeds, 'feed')} failed:", Role.BAD),)
        for feed in edition.failed[:5]:
            yield from _wrapped(
                f"{named(feed)}: {failure(feed)}", "  ", "    ", columns, Role.QUIET
            )
        if len(edition.failed) > 5:
            yield (Span("  `briefing feed list` shows all.", Role.QUIET),)


def story(
    view: StoryView,
    now: datetime,
    *,
    columns: int,
    zone: tzinfo,
    number: int | None = None,
    theme: str = "",
) -> Iterator[Line]:
    """Lines of one story; ``number`` stands before its title when there is one."""
    row = view.row
    mark = {StoryStatus.NEW: "", StoryStatus.UPDATED: "updated", StoryStatus.DONE: "done"}.get(
        row.status, ""
    )
    first = "" if number is None else f"{number:>2}  "
    indent = " " * len(first)
    followed = "* " if row.followed else ""
    title = row.title or ", ".join(row.outlets) or "Untitled"
    yield from _wrapped(f"{followed}{title}", first, indent, columns, Role.TITLE)
    facts = [sources(view, most=6)]
    if row.articles > 1:
        facts.append(count(row.articles, "article"))
    if any(item.article.when for item in view.articles):
        facts.append(age(row.last, now))
    if mark == "updated":
        facts.append(f"updated, {row.fresh} new")
    elif mark:
        facts.append(mark)
    facts = [*facts[:1], *(fact.replace(" ", HOLD) for fact in facts[1:])]
    line = " · ".join(fact for fact in facts if fact)
    yield from _wrapped(line, indent, indent, columns, Role.QUIET)
    fresh, earlier = new_first(view)
    for label, sentences, role in (
        ("New:", fresh, Role.NEW),
        ("Earlier:" if fresh else "", earlier, Role.QUIET),
    ):
        if label and sentences:
            yield ()
            yield (Span(f"{indent}{label}", role),)
        for place, sentence in enumerate(sentences):
            if place or not label:
                yield ()
            who = attribution(view, sentence, zone)
            yield from _sentence(sentence.text, who, indent, indent, columns)
    for clash in view.clashes:
        yield ()
        yield from _wrapped(f"{DIFFER}: {clash.what}", indent, indent, columns, Role.QUIET)
        for figure, quote in zip(clash.figures, clash.quotes, strict=True):
            yield from _labelled(
                figure, quote.text, quoted_from(view, quote.article, zone), indent, columns
            )
    questions = shown(view, theme)
    if questions:
        yield ()
        yield (Span(f"{indent}Open questions", Role.QUIET),)
        for question in questions:
            yield from _question(view, question, indent, columns, zone)


def _sentence(
    text: str, who: str, lead: str, indent: str, columns: int, role: Role = Role.PLAIN
) -> Iterator[Line]:
    """A quote with its source behind it, on the same line where that fits, else on its own."""
    lines = list(wrap(text, columns, lead, indent))
    tail = f" [{who}]" if who else ""
    if tail and width(lines[-1]) + width(tail) <= columns:
        last = (Span(lines.pop(), role), Span(tail, Role.QUIET))
        yield from ((Span(line, role),) for line in lines)
        yield last
        return
    yield from ((Span(line, role),) for line in lines)
    if tail:
        yield from _wrapped(tail.strip(), indent, indent, columns, Role.QUIET)


def _labelled(label: str, text: str, who: str, indent: str, columns: int) -> Iterator[Line]:
    """A quote beside its figure."""
    first = f"{indent}{label:<11} "
    hang = " " * min(len(first), columns // 2)
    lines = list(_sentence(text, who, first, hang, columns))
    if lines[0][0].text.startswith(first):
        head, *rest = lines[0]
        lines[0] = (Span(first, Role.THEME), Span(head.text[len(first) :]), *rest)
    yield from lines


def _question(
    view: StoryView, question: Question, indent: str, columns: int, zone: tzinfo
) -> Iterator[Line]:
    label = f"{indent}{question.theme:<11} "
    hang = " " * len(label)
    asked = f"{question.question}{state(question)}"
    for position, line in enumerate(wrap(asked, columns, label, hang)):
        if position == 0:
            yield (Span(label, Role.THEME), Span(line[len(label) :]))
        else:
            yield (Span(line),)
    if question.evidence:
        first = question.evidence[0]
        who = raised_in(view, question, zone)
        if first.text == question.question:
            yield from _wrapped(f"[{who}]", hang, hang, columns, Role.QUIET)
        else:
            # No marks around it: sentences hold quotations of their own, and the source behind
            # it says that it is one.
            yield from _sentence(first.text, who, hang, hang, columns, Role.QUIET)
    if question.answer is not None:
        who = quoted_from(view, question.answer.article, zone)
        answer = f"{answer_label(question)}: {question.answer.text}"
        yield from _sentence(answer, who, hang, hang, columns)


def _wrapped(
    text: str, first: str, rest: str, columns: int, role: Role = Role.PLAIN
) -> Iterator[Line]:
    for line in wrap(text, columns, first, rest):
        yield (Span(line, role),)


def columns_of(stream: TextIO, given: int = 0) -> int:
    """Columns to wrap at: the given ones, else the terminal's, at most 100, else 80."""
    if given:
        return given
    if not stream.isatty():
        return 80
    import shutil

    return min(100, shutil.get_terminal_size((80, 24)).columns)


def colours(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a stream may get colour: a terminal that is not dumb, and no NO_COLOR."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def wrap(text: str, columns: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Break a text into lines by display width, at spaces; a no-break space holds.

    Cleaned text has none of those, so they are ours; they come out as plain spaces. Words longer
    than a line (addresses, scripts without spaces) are broken where they must be.

    Args:
        text: one paragraph.
        columns: width of a line, indents included.
        first: what the first line begins with.
        rest: what the others begin with.
    """
    measure = len if narrow(text) else width
    line, room, empty = first, columns - width(first), True
    for word in text.split(" "):
        if not word:
            continue
        while True:
            need = measure(word) + (0 if empty else 1)
            if need <= room:
                line += word if empty else f" {word}"
                room -= need
                empty = False
                break
            if not empty and measure(word) <= columns - width(rest):
                yield line.replace(HOLD, " ")
                line, room, empty = rest, columns - width(rest), True
                continue
            head = _head(word, room if empty else room - 1)
            if head:
                line += head if empty else f" {head}"
                word = word[len(head) :]
            yield line.replace(HOLD, " ")
            line, room, empty = rest, columns - width(rest), True
            if not word:
                break
    yield line.replace(HOLD, " ")


def _head(word: str, room: int) -> str:
    """The longest start of a word that fits, at least one character so that it ends."""
    if room <= 0:
        return ""
    used = 0
    for position, character in enumerate(word):
        used += max(0, width(character))
        if used > room:
            return word[: max(1, position)]
    return word
