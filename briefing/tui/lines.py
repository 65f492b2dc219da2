"""Painted text as values: runs of one role, lines, spots to stand on, and the writer of pages.

A role is a word such as "title" or "dim"; what it looks like is the style sheet's business.
Nothing here knows a terminal: a page can be checked, printed flat, or painted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.tui.columns import chop, guard, width
from briefing.values import Value

ROLES = (
    "text",
    "title",
    "strong",
    "dim",
    "faint",
    "head",
    "rule",
    "new",
    "follow",
    "theme",
    "question",
    "possible",
    "good",
    "bad",
    "key",
    "quote",
    "evidence",
    "done",
    "tab",
    "cut",
    "added",
)
"""Every role there is; each has a rule in ``app.tcss``."""


class Run(Value):
    """Some text in one role."""

    text: str
    role: str = "text"


class Line(Value):
    """One line of a page, already wrapped."""

    runs: tuple[Run, ...] = ()
    spot: int = -1
    """Index of the spot it belongs to, -1 for none."""

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(run.text for run in self.runs)


class Spot(Value):
    """Something in a page that the cursor can stand on."""

    kind: str
    """"sentence", "figure", "question", "evidence", "answer", "more", "article", "story" or
    "feed"."""
    article: str = ""
    sentence: str = ""
    """The words that are meant, for finding them in the article."""
    question: str = ""
    """Id of the question it belongs to."""
    story: str = ""
    url: str = ""
    first: int = 0
    last: int = 0
    """Its lines, both inclusive."""


class Page(Value):
    """A laid-out text."""

    lines: tuple[Line, ...] = ()
    spots: tuple[Spot, ...] = ()
    anchor: int = 0
    """Line that should be seen first."""
    title: str = ""
    """What it is, in plain words, for the flat mode and the tests."""
    scrolls: bool = False
    """True for running text: up and down scroll by the line instead of going from spot to spot."""


EMPTY_PAGE = Page()


def clean_runs(runs: Iterable[Run | str]) -> tuple[Run, ...]:
    """Runs ready to paint: guarded, plain strings in the role "text", empty ones dropped."""
    ready = (run if isinstance(run, Run) else Run(run) for run in runs)
    return tuple(Run(guard(run.text), run.role) for run in ready if run.text)


_Piece = tuple[str, str]
"""Some text and its role."""

_SPACES = re.compile("[^\\S\\xa0]+")
"""Where a line may break: at any space but the one that holds words together."""


def whole(text: str) -> str:
    """``text`` as one word: it goes to the next line as a whole where it can."""
    return text.replace(" ", "\xa0")


def _words(runs: Iterable[Run]) -> list[tuple[list[_Piece], bool]]:
    """Words, each in pieces of one role, with whether a space stood before it.

    Runs that meet without a space between them make one word: a comma never begins a line.
    """
    words: list[tuple[list[_Piece], bool]] = []
    spaced = True
    for run in runs:
        for number, text in enumerate(_SPACES.split(run.text)):
            spaced = spaced or number > 0
            if not text:
                continue
            if spaced or not words:
                words.append(([(text, run.role)], spaced and bool(words)))
            else:
                words[-1][0].append((text, run.role))
            spaced = False
    return words


def _loose(pieces: Sequence[_Piece]) -> list[tuple[list[_Piece], bool]]:
    """A word held together that is longer than a line, in the words it was made of."""
    return _words(Run(text.replace("\xa0", " "), role) for text, role in pieces)


def wrap(runs: Sequence[Run], columns: int) -> list[tuple[Run, ...]]:
    """Runs broken into lines of at most ``columns`` columns, roles kept.

    Words break only when longer than a line, or where they hold wide characters (CJK has no
    spaces to break at). What ``whole`` holds together breaks only when longer than a line.
    """
    filler = _Filler(max(columns, 4))
    for pieces, spaced in _words(runs):
        filler.word(pieces, spaced=spaced)
    return [*filler.lines, tuple(filler.line)]


class _Filler:
    """Fills lines word by word."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.lines: list[tuple[Run, ...]] = []
        self.line: list[Run] = []
        self.used = 0

    def word(self, pieces: Sequence[_Piece], *, spaced: bool) -> None:
        """Put a word on this line, on the next, or in parts on several."""
        letters = "".join(text for text, _ in pieces)
        cells = sum(width(text) for text, _ in pieces)
        gap = 1 if spaced and self.used else 0
        if self.used + gap + cells > self.columns:
            if "\xa0" in letters and cells > self.columns:
                for number, (loose, between) in enumerate(_loose(pieces)):
                    self.word(loose, spaced=between if number else spaced)
                return
            if cells > self.columns or (cells > len(letters) and cells > 4):
                self._chopped(pieces, gap)
                return
            self._break()
            gap = 0
        for text, role in pieces:
            self._put(" " * gap + text, role)
            gap = 0

    def _chopped(self, pieces: Sequence[_Piece], gap: int) -> None:
        """A word that may break anywhere."""
        for text, role in pieces:
            room = self.columns - self.used - gap
            if room < 2:
                self._break()
                gap, room = 0, self.columns
            for number, part in enumerate(chop(text, room, self.columns)):
                if number:
                    self._break()
                    gap = 0
                self._put(" " * gap + part, role)
                gap = 0

    def _break(self) -> None:
        self.lines.append(tuple(self.line))
        self.line, self.used = [], 0

    def _put(self, text: str, role: str) -> None:
        text = text.replace("\xa0", " ")
        line = self.line
        self.used += width(text)
        if line and line[-1].role == role:
            line[-1] = Run(line[-1].text + text, role)
        elif text[0] == " " and role != "text":
            # The gap before a highlighted word is not highlighted.
            if line and line[-1].role == "text":
                line[-1] = Run(line[-1].text + " ")
            else:
                line.append(Run(" "))
            line.append(Run(text[1:], role))
        else:
            line.append(Run(text, role))


class Writer:
    """Writes a page line by line.

    ``columns`` is the width of the pane; text is kept to ``measure`` columns at most, because
    longer lines are hard to read.
    """

    __slots__ = ("anchor", "columns", "lines", "measure", "spots")

    def __init__(self, columns: int, measure: int = 92) -> None:
        self.columns, self.measure = columns, measure
        self.lines: list[Line] = []
        self.spots: list[Spot] = []
        self.anchor = 0

    @property
    def room(self) -> int:
        """Columns that text may use."""
        return max(10, min(self.columns - 2, self.measure))

    def blank(self) -> None:
        """One empty line, never two running."""
        if self.lines and self.lines[-1].runs:
            self.lines.append(Line())

    def line(self, *runs: Run | str, spot: int = -1) -> None:
        """One line as it is; the painter crops what is too long."""
        self.lines.append(Line(clean_runs(runs), spot))

    def para(
        self,
        *runs: Run | str,
        indent: str = " ",
        hang: str | None = None,
        lead: Run | None = None,
        spot: int = -1,
    ) -> None:
        """A wrapped paragraph: ``lead`` or ``indent`` before its first line, ``hang`` before the
        others, which stands in the role of ``lead`` too."""
        hang = indent if hang is None else hang
        first = lead or Run(indent)
        room = self.room - max(width(first.text), width(hang)) + 1
        for number, wrapped in enumerate(wrap(clean_runs(runs), room)):
            start = first if number == 0 else Run(hang, first.role)
            self.lines.append(Line((start, *wrapped) if start.text else wrapped, spot))

    def stand(self, spot: Spot) -> int:
        """Begin a spot here; returns its index. ``close`` ends it."""
        index = len(self.spots)
        at = len(self.lines)
        self.spots.append(_moved(spot, at, at))
        return index

    def close(self, index: int) -> None:
        """End the spot at the last line written."""
        spot = self.spots[index]
        self.spots[index] = _moved(spot, spot.first, max(spot.first, len(self.lines) - 1))

    def page(self, title: str = "", *, scrolls: bool = False) -> Page:
        """What was written."""
        while self.lines and not self.lines[-1].runs:
            self.lines.pop()
        return Page(tuple(self.lines), tuple(self.spots), self.anchor, guard(title), scrolls)


def _moved(spot: Spot, first: int, last: int) -> Spot:
    return Spot(
        spot.kind, spot.article, spot.sentence, spot.question, spot.story, spot.url, first, last
    )
