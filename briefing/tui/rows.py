"""Lines of the lists: a value and a width in, painted runs out. Pure, so that they can be checked.

Every painter returns exactly ``height`` lines of exactly the asked width; the cursor's bar and its
colour are the widget's business.
"""

from __future__ import annotations

from datetime import datetime

from briefing.models import FeedState, QuestionStatus, StoryRow, StoryStatus
from briefing.tui.columns import cut, fit, guard, two_lines, width
from briefing.tui.desk import QuestionLine
from briefing.tui.glyphs import UNICODE, Glyphs
from briefing.tui.lines import Run
from briefing.values import Value
from briefing.wording import STATES, age, count, failure, last_read, named, read, short_age

Runs = tuple[Run, ...]

ONE_LINE = 90
"""From this width on a story needs one line, below it two."""
ONE_LINE_FLAT = 140
"""The same where it is told in words."""


class Heading(Value):
    """A line that divides a list; the cursor passes it."""

    text: str
    number: int = 0


Item = StoryRow | QuestionLine | FeedState | Heading


class Look(Value):
    """How lines are to look now."""

    now: datetime
    glyphs: Glyphs = UNICODE
    flat: bool = False
    pairing: str = ""
    """Id of the story that waits for another one."""
    together: bool = True
    """Whether it waits to be joined with that, or to be kept apart from it."""


def key_of(item: Item) -> str:
    """What an item is known by while lists are reloaded under the cursor."""
    if isinstance(item, StoryRow):
        return item.id
    if isinstance(item, QuestionLine):
        return item.question.id
    if isinstance(item, FeedState):
        return item.url
    return ""


def story_of(item: Item | None) -> str:
    """Id of the story an item stands for, "" for a feed."""
    if isinstance(item, StoryRow):
        return item.id
    return item.story if isinstance(item, QuestionLine) else ""


def told(row: StoryRow) -> tuple[object, ...]:
    """What of a row changes when there is more to tell."""
    return row.title, row.articles, row.questions, row.possible, row.words, row.last, row.outlets


def height_of(columns: int, flat: bool) -> int:
    """Lines that one item takes."""
    return 1 if columns >= (ONE_LINE_FLAT if flat else ONE_LINE) else 2


def paint(item: Item, columns: int, look: Look) -> tuple[Runs, ...]:
    """The lines of one item."""
    if isinstance(item, StoryRow):
        return (
            _flat(story_words(item, look), columns, look.glyphs.more)
            if look.flat
            else _story(item, columns, look)
        )
    if isinstance(item, QuestionLine):
        words = question_words(item)
        return (
            _flat(words, columns, look.glyphs.more) if look.flat else _question(item, columns, look)
        )
    if isinstance(item, FeedState):
        words = feed_words(item, look)
        return _flat(words, columns, look.glyphs.more) if look.flat else _feed(item, columns, look)
    return _heading(item, columns, look)


def _flat(words: str, columns: int, more: str) -> tuple[Runs, ...]:
    if height_of(columns + 1, flat=True) == 1:
        return ((Run(fit(guard(words), columns, more)),),)
    first, second = two_lines(guard(words), columns, columns - 2, more)
    return ((Run(fit(first, columns)),), (Run(fit(f"  {second}" if second else "", columns)),))


# --- stories --------------------------------------------------------------------------


def _sign(row: StoryRow, look: Look) -> Run:
    """Three columns that say how a story stands to the reader."""
    glyphs = look.glyphs
    if look.pairing == row.id:
        return Run(f" {glyphs.join if look.together else glyphs.apart} ", "key")
    if row.status is StoryStatus.DONE:
        return Run(f" {glyphs.done} ", "done")
    if row.muted:
        return Run(f" {glyphs.mute} ", "done")
    if row.snoozed:
        return Run(f" {glyphs.snooze} ", "done")
    if row.status is StoryStatus.NEW:
        return Run(f" {glyphs.new} ", "new")
    if row.status is StoryStatus.UPDATED and row.fresh:
        return Run(fit(f"+{min(row.fresh, 99)}", 3), "new")
    return Run("   ")


def _tail(row: StoryRow, look: Look, roomy: bool) -> list[Run]:
    """Outlets, questions and age, as short as they can be told."""
    parts: list[Run] = []
    if row.saved:
        parts.append(Run(look.glyphs.save, "follow"))
    if row.followed:
        parts.append(Run(look.glyphs.follow, "follow"))
    outlets = len(row.outlets)
    if outlets > 1 and roomy:
        parts.append(Run(count(outlets, "outlet"), "dim"))
    elif outlets and roomy:
        parts.append(Run(cut(guard(row.outlets[0]), 14, look.glyphs.more), "dim"))
    if row.questions:
        parts.append(_asked(row, look))
    parts.append(Run(short_age(row.last, look.now), "dim"))
    spaced: list[Run] = []
    for part in parts:
        if spaced:
            spaced.append(Run("  " if roomy else " "))
        spaced.append(part)
    return spaced


def _put_away(row: StoryRow) -> bool:
    """Whether it is dealt with, and told in the shade."""
    return row.status is StoryStatus.DONE or row.muted or row.snoozed


def _asked(row: StoryRow, look: Look) -> Run:
    """How many questions it shows, and whether one may be answered."""
    sign = look.glyphs.possible if row.possible else look.glyphs.question
    role = "possible" if row.possible else "question"
    return Run(f"{row.questions}{sign}", "done" if _put_away(row) else role)


def _story(row: StoryRow, columns: int, look: Look) -> tuple[Runs, ...]:
    role = {
        StoryStatus.NEW: "strong",
        StoryStatus.UPDATED: "strong",
        StoryStatus.SEEN: "text",
        StoryStatus.DONE: "done",
    }[row.status]
    if _put_away(row):
        role = "done"
    sign = _sign(row, look)
    title = guard(row.title) or "(no headline)"
    more = look.glyphs.more
    if columns + 1 >= ONE_LINE:
        return (_one_line(row, columns, look, sign, Run(title, role)),)
    tail = _tail(row, look, columns >= 36)
    tail_columns = sum(width(run.text) for run in tail)
    room = columns - 4
    first, second = two_lines(title, room, room - tail_columns - 1, more)
    return (
        (sign, Run(fit(first, columns - 3, more), role)),
        (
            Run("   "),
            Run(fit(second, room - tail_columns, more), role),
            *tail,
            Run(" "),
        ),
    )


def _one_line(row: StoryRow, columns: int, look: Look, sign: Run, title: Run) -> Runs:
    more = look.glyphs.more
    if len(row.outlets) == 1:
        who = cut(guard(row.outlets[0]), 18, more)
    else:
        who = count(len(row.outlets), "outlet") if row.outlets else ""
    star = look.glyphs.follow if row.followed else " "
    kept = look.glyphs.save if row.saved else " "
    asked = _asked(row, look)
    return (
        sign,
        Run(fit(title.text, columns - 3 - 34, more), title.role),
        Run(f" {kept}{star} ", "follow"),
        Run(fit(who, 18), "dim"),
        Run(fit(asked.text if row.questions else "", 4).rjust(4), asked.role),
        Run(short_age(row.last, look.now).rjust(6), "dim"),
        Run("  "),
    )


def story_words(row: StoryRow, look: Look) -> str:
    """A story's line in words, for the flat mode."""
    parts = [str(row.title)]
    if row.status is StoryStatus.UPDATED:
        parts.append(f"updated, {count(row.fresh, 'new article')}")
    elif row.status is not StoryStatus.SEEN:
        parts.append(row.status.value)
    for holds, word in (
        (row.followed, "followed"),
        (row.saved, "kept"),
        (row.snoozed, "snoozed"),
        (row.muted, "muted"),
        (look.pairing == row.id, f"to be {'joined' if look.together else 'kept apart'}"),
    ):
        if holds:
            parts.append(word)
    parts.append(
        str(row.outlets[0]) if len(row.outlets) == 1 else count(len(row.outlets), "outlet")
    )
    if row.questions:
        parts.append(count(row.questions, "open question"))
    if row.possible:
        parts.append(count(row.possible, "possible answer"))
    parts.append(age(row.last, look.now))
    return "; ".join(parts)


# --- questions ------------------------------------------------------------------------


def _question(line: QuestionLine, columns: int, look: Look) -> tuple[Runs, ...]:
    question = line.question
    sign, role = Run("   "), "text"
    if question.status is QuestionStatus.POSSIBLE:
        sign = Run(f" {look.glyphs.possible} ", "possible")
    elif question.status is QuestionStatus.CHANGED:
        sign = Run(" ~ ", "possible")
    elif question.status in (QuestionStatus.ANSWERED, QuestionStatus.DISMISSED):
        sign, role = Run(f" {look.glyphs.done} ", "done"), "done"
    more = look.glyphs.more
    when = short_age(question.since, look.now) if question.since else ""
    star = f"{look.glyphs.follow} " if line.followed else ""
    if columns + 1 >= ONE_LINE:
        room = columns - 3 - 8
        asked = room * 3 // 5
        return (
            (
                sign,
                Run(fit(guard(question.question), asked, more), role),
                Run(" "),
                Run(star, "follow"),
                Run(fit(guard(line.title), room - asked - 1 - width(star), more), "dim"),
                Run(when.rjust(6), "dim"),
                Run("  "),
            ),
        )
    room = columns - 4
    first, second = two_lines(guard(question.question), room, room - 12, more)
    left = room - width(second) - (2 if second else 0) - len(when) - 1 - width(star)
    return (
        (sign, Run(fit(first, columns - 3, more), role)),
        (
            Run("   "),
            Run(second + ("  " if second else ""), role),
            Run(star, "follow"),
            Run(fit(guard(line.title), left, more), "faint"),
            Run(f" {when}", "dim"),
            Run(" "),
        ),
    )


def question_words(line: QuestionLine) -> str:
    """A question's line in words."""
    state = line.question.status
    said = "" if state is QuestionStatus.OPEN else f"; {STATES[state]}"
    return f"{line.question.question}{said}; theme {line.question.theme}; story: {line.title}"


# --- feeds ----------------------------------------------------------------------------


def feed_state(feed: FeedState, now: datetime) -> tuple[str, str]:
    """How a feed is, in words, and the role to say it in."""
    if feed.gone:
        return "gone for good: the address says so (410)", "bad"
    if feed.error:
        return f"{failure(feed)} ({last_read(feed, now)})", "bad"
    return read(feed, now), "dim" if feed.last_ok else "possible"


def weighs(feed: FeedState, glyphs: Glyphs) -> str:
    """ " ×2" behind the name of an outlet that counts double, "" where it counts as usual."""
    return f" {glyphs.times}{feed.weight:g}" if feed.weight != 1 else ""


def _feed(feed: FeedState, columns: int, look: Look) -> tuple[Runs, ...]:
    said, role = feed_state(feed, look.now)
    sign = Run(f" {look.glyphs.bad} ", "bad") if role == "bad" else Run("   ")
    name = guard(named(feed)) + weighs(feed, look.glyphs)
    number = count(feed.articles, "article") if columns >= 50 else f"{feed.articles:,}"
    more = look.glyphs.more
    if columns + 1 >= ONE_LINE:
        room = columns - 3 - 18
        names = room // 3
        return (
            (
                sign,
                Run(fit(name, names, more)),
                Run("  "),
                Run(fit(guard(said), room - names - 2, more), role),
                Run(number.rjust(16), "dim"),
                Run("  "),
            ),
        )
    room = columns - 4
    return (
        (sign, Run(fit(name, room - width(number) - 1, more)), Run(f" {number} ", "dim")),
        (Run("   "), Run(fit(guard(said), columns - 3, more), role)),
    )


def feed_words(feed: FeedState, look: Look) -> str:
    """A feed's line in words."""
    parts = [named(feed), count(feed.articles, "article"), feed_state(feed, look.now)[0]]
    return "; ".join([*parts, *([f"weight {feed.weight:g}"] if feed.weight != 1 else [])])


def _heading(heading: Heading, columns: int, look: Look) -> tuple[Runs, ...]:
    number = f" {heading.number}" if heading.number else ""
    text = guard(heading.text)
    if look.flat:
        return _flat(f"{text}:{number}", columns, look.glyphs.more)
    line = (
        Run(f" {cut(text, columns - 10, look.glyphs.more)}", "head"),
        Run(number, "dim"),
    )
    used = sum(width(run.text) for run in line)
    ruled = (*line, Run(" ", "rule"), Run(look.glyphs.rule * max(0, columns - used - 2), "rule"),
             Run(" "))  # fmt: skip
    if columns + 1 >= ONE_LINE:
        return (ruled,)
    return ((Run(" " * columns),), ruled)
