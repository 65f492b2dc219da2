"""Deciding: done, follow, snooze, mute, keep, split, join, answered, and undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.models import FeedState, Mark, QuestionStatus, StoryRow, StoryStatus
from briefing.tui.columns import cut
from briefing.tui.commands.move import reading_pane
from briefing.tui.control.decisions import Pairing
from briefing.tui.control.lists import waits
from briefing.tui.control.views import BRIEFING
from briefing.tui.desk import QuestionLine
from briefing.tui.keys import LIST
from briefing.tui.lines import Run
from briefing.wording import count, named

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main

UNASKED = 10
"""Stories that are done at one key without a question: about a screenful."""

CLOSED = (QuestionStatus.ANSWERED, QuestionStatus.DISMISSED)


def current_row(main: Main) -> StoryRow | None:
    """The story that a decision is about: the list's, or that of the question under the cursor."""
    item = main.pane.current
    if isinstance(item, StoryRow):
        return item
    if isinstance(item, QuestionLine) and main.reading.story is not None:
        row = main.reading.story.row
        return row if row.id == item.story else None
    return None


def _needs_story(main: Main) -> StoryRow | None:
    row = current_row(main)
    if row is None:
        main.say(Run("There is no story under the cursor.", "dim"))
    return row


def _done(main: Main) -> None:
    row = _needs_story(main)
    if row is None:
        return
    if row.status is not StoryStatus.DONE:
        main.decisions.mark([row], Mark.DONE, True)
    _on_to_next(main, [row])


def _on_to_next(main: Main, decided: Sequence[StoryRow]) -> None:
    """The cursor goes to the next story that waits, else to one before, else the end is told.
    What was decided just now is not shown yet."""
    idents = {row.id for row in decided}
    pane = main.pane
    if not main.lists.tells_stories:
        return
    after = range(pane.index + 1, len(pane.items))
    before = range(pane.index - 1, -1, -1)
    for place in (*after, *before):
        item = pane.items[place]
        if isinstance(item, StoryRow) and waits(item) and item.id not in idents:
            pane.go(place)
            return
    if main.lists.view == BRIEFING and not main.lists.filters:
        main.reading.end(len(pane.items))


def _undone(main: Main) -> None:
    row = _needs_story(main)
    if row is None:
        return
    if row.status is StoryStatus.DONE:
        main.decisions.mark([row], Mark.DONE, False)
    else:
        main.say(Run("This story is not done.", "dim"))


def _toggle(mark: Mark, held: Callable[[StoryRow], bool]) -> Callable[[Main], None]:
    def toggle(main: Main) -> None:
        row = _needs_story(main)
        if row is not None:
            main.decisions.mark([row], mark, not held(row))

    return toggle


def _snooze(main: Main) -> None:
    row = _needs_story(main)
    if row is None:
        return
    main.decisions.mark([row], Mark.SNOOZE, not row.snoozed)
    if not row.snoozed:
        _on_to_next(main, [row])


def _mute(main: Main) -> None:
    row = _needs_story(main)
    if row is None:
        return
    if row.muted:
        main.decisions.unmute(row)
        return

    def story() -> None:
        main.decisions.mark([row], Mark.MUTE, True)
        _on_to_next(main, [row])

    def term() -> None:
        def typed(text: str | None) -> None:
            if text and text.strip():
                main.decisions.mute_term(text.strip(), True)

        main.asks.text("Mute everything about: ", typed, placeholder="a name or a phrase")

    def outlet() -> None:
        main.decisions.mute_term(f"outlet:{row.outlets[0]}", True)

    question = [Run("Mute  "), Run("s", "key"), Run(" this story   "), Run("t", "key"),
                Run(" a term   ")]  # fmt: skip
    answers = {"s": story, "t": term, "m": story}
    if len(row.outlets) == 1:
        # What others tell as well stays, whoever tells it too.
        name = cut(row.outlets[0], 24, main.glyphs.more)
        question += [Run("o", "key"), Run(f" what only {name} tells   ")]
        answers["o"] = outlet
    main.asks.key([*question, Run("Esc", "key"), Run(" neither")], answers)


def _outlet(main: Main) -> str:
    """The outlet under the cursor: the feed's, the article's, or the only one of the story."""
    item = main.pane.current
    if isinstance(item, FeedState):
        return named(item)
    page = reading_pane(main)
    spot = page.current if main.place != LIST else None
    article = main.reading.article(spot.article) if spot is not None else None
    if article is not None:
        return str(article.outlet)
    row = current_row(main)
    return row.outlets[0] if row is not None and len(row.outlets) == 1 else ""


def _weigh(main: Main) -> None:
    name, row = _outlet(main), current_row(main)
    if name:
        _weigh_outlet(main, name)
    elif row is not None and row.outlets:
        _one_of(main, row.outlets)
    else:
        main.say(Run("Stand on a feed, an article or a story to weigh its outlet.", "dim"))


def _one_of(main: Main, outlets: Sequence[str]) -> None:
    """Of a story that several tell: which one is meant."""
    from briefing.tui.screens.choose import ChooseScreen, Option, keys_for

    def chosen(name: str | None) -> None:
        if name:
            _weigh_outlet(main, name)

    keys = keys_for(outlets)
    shown = [Option(name, name, key) for name, key in zip(outlets, keys, strict=True)]
    hint = "A key takes one, Enter the one under the bar; Esc closes."
    main.app.push_screen(ChooseScreen("Weigh which outlet?", hint, shown, main.glyphs), chosen)


def _weigh_outlet(main: Main, name: str) -> None:
    weights = {"h": 0.5, "n": 1.0, "d": 2.0}
    question = [Run(f"{cut(name, 24, main.glyphs.more)} counts  ")]
    for key, what in zip(weights, ("half", "as usual", "double"), strict=True):
        question += [Run(key, "key"), Run(f" {what}   ")]
    main.asks.key(
        [*question, Run("Esc", "key"), Run(" as before")],
        {key: partial(main.decisions.weigh, name, weight) for key, weight in weights.items()},
    )


def _rows(main: Main, last: int | None = None) -> list[StoryRow]:
    items: Sequence[object] = main.pane.items if last is None else main.pane.items[: last + 1]
    return [item for item in items if isinstance(item, StoryRow) and waits(item)]


def _above(main: Main) -> None:
    rows = _rows(main, main.pane.index) if main.lists.tells_stories else []
    if not rows:
        main.say(Run("Nothing above waits for you.", "dim"))
        return

    def yes() -> None:
        main.decisions.mark(rows, Mark.DONE, True)
        _on_to_next(main, rows)

    if len(rows) > UNASKED:
        stories = count(len(rows), "story", "stories")
        _ask(main, f"This and all above, {stories}, done?  ", "a", yes)
    else:
        yes()


def _all(main: Main) -> None:
    rows = _rows(main) if main.lists.tells_stories else []
    if not rows:
        main.say(Run("Nothing here waits for you.", "dim"))
        return

    def yes() -> None:
        main.decisions.mark(rows, Mark.DONE, True)
        if main.lists.view == BRIEFING and not main.lists.filters:
            main.reading.end(len(rows))

    _ask(main, f"All {count(len(rows), 'story', 'stories')} in this list done?  ", "A", yes)


def _ask(main: Main, question: str, again: str, yes: Callable[[], None]) -> None:
    """Ask before it is done; the key that asked says yes, too."""
    main.asks.key(
        [Run(question), Run("y", "key"), Run(" yes   "), Run("any other key", "dim"), Run(" no")],
        {"y": yes, again: yes},
    )


def question_at(main: Main) -> QuestionLine | None:
    """The question under the cursor, in the list or in a page."""
    item = main.pane.current
    spot = main.page.current if main.focused is main.page else None
    if spot is not None and spot.question and main.reading.story is not None:
        for question in main.reading.story.questions:
            if question.id == spot.question:
                return QuestionLine(question, spot.story, main.reading.story.row.title)
    return item if isinstance(item, QuestionLine) else None


def _answered(main: Main) -> None:
    line = question_at(main)
    if line is None:
        main.say(Run("There is no question under the cursor.", "dim"))
        return
    closed = line.question.status in CLOSED
    status = QuestionStatus.OPEN if closed else QuestionStatus.ANSWERED
    main.decisions.answer(line.question.id, status, line.question.question)


def _take_out(main: Main) -> None:
    item = main.pane.current
    if isinstance(item, FeedState):
        feed = item

        def yes() -> None:
            main.feeds.remove(feed)

        main.asks.key(
            [
                Run("No longer follow "), Run(named(feed), "strong"),
                Run("?  "), Run("y", "key"), Run(" yes   "), Run("any other key", "dim"),
                Run(" no"),
            ],
            {"y": yes, "x": yes},
        )  # fmt: skip
        return
    line = question_at(main)
    if line is not None:
        main.decisions.answer(line.question.id, QuestionStatus.DISMISSED, line.question.question)
        return
    spot = main.page.current if main.focused is main.page else None
    story = main.reading.story
    article = main.reading.article(spot.article) if spot is not None else None
    if story is None or article is None:
        main.say(Run("Stand on an article, a question or a feed to take it out.", "dim"))
    elif len(story.articles) < 2:
        main.say(Run("It is the only article of this story.", "dim"))
    else:
        main.decisions.split(story.row.id, article.id, article.title or article.outlet)


def _pair(main: Main, *, together: bool) -> None:
    """The first of two stories, or the second: then the two are joined or kept apart."""
    row = _needs_story(main)
    if row is None:
        return
    first = main.decisions.pairing
    if first is None or first.together is not together:
        main.pairs_with(Pairing(row.id, together, row.title))
        key = main.keys.first("story.join" if together else "story.apart")
        main.say(
            Run("Go to the other story and press "), Run(key, "key"),
            Run(" there; "), Run(main.keys.first("open.back"), "key"),
            Run(" forgets it."),
        )  # fmt: skip
    elif first.story == row.id:
        main.pairs_with(None)
    else:
        main.pairs_with(None)
        main.decisions.pair(row, first)


COMMANDS: dict[str, Callable[[Main], None]] = {
    "story.done": _done,
    "story.undone": _undone,
    "undo": lambda main: main.decisions.undo(),
    "redo": lambda main: main.decisions.redo(),
    "story.follow": _toggle(Mark.FOLLOW, lambda row: row.followed),
    "story.snooze": _snooze,
    "story.mute": _mute,
    "outlet.weigh": _weigh,
    "story.save": _toggle(Mark.SAVE, lambda row: row.saved),
    "done.above": _above,
    "done.all": _all,
    "question.answered": _answered,
    "take.out": _take_out,
    "story.join": lambda main: _pair(main, together=True),
    "story.apart": lambda main: _pair(main, together=False),
}
