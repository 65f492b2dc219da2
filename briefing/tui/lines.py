"""Painted text as values: runs of one role, lines, spots to stand on, and the writer of pages.

A role is a word such as "title" or "dim"; what it looks like is the style sheet's business.
Nothing here knows a terminal: a page can be checked, printed flat, or painted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefing.tui.columns import chop, guard, width

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
)
"""Every role there is; each has a rule in ``app.tcss``."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one role."""

    text: str
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, already wrapped."""

    runs: tuple[Run, ...] = ()
    spot: int = -1
    """Index of the spot it belongs to, -1 for none."""

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Spot:
    """Something in a page that the cursor can stand on."""

    kind: str
    """"sentence", "question", "evidence", "answer", "article", "story", "feed" or "text"."""
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


@dataclass(frozen=True, slots=True)
class Page:
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


def _pieces(runs: Iterable[Run]) -> list[tuple[str, str, bool]]:
    """Words with their role and whether a space stood before each."""
    pieces: list[tuple[str, str, bool]] = []
    spaced = False
    for run in runs:
        text = run.text
        if text[:1].isspace():
            spaced = True
        for index, word in enumerate(text.split()):
            pieces.append((word, run.role, spaced or index > 0))
            spaced = False
        if text[-1:].isspace():
            spaced = True
    return pieces


def wrap(runs: Sequence[Run], columns: int) -> list[tuple[Run, ...]]:
    """Runs broken into lines of at most ``columns`` columns, roles kept.

    Words break only when longer than a line, or where they hold wide characters (CJK has no
    spaces to break at).
    """
    columns = max(columns, 4)
    lines: list[tuple[Run, ...]] = []
    line: list[Run] = []
    used = 0

    def put(text: str, role: str, cells: int) -> None:
        nonlocal used
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
        used += cells

    for word, role, spaced in _pieces(runs):
        cells = width(word)
        gap = 1 if spaced and used else 0
        if used + gap + cells <= columns:
            put(" " * gap + word, role, gap + cells)
            continue
        breakable = cells > columns or (cells > len(word) and cells > 4)
        if not breakable:
            lines.append(tuple(line))
            line, used = [], 0
            put(word, role, cells)
            continue
        room = columns - used - gap
        if room < 2:
            lines.append(tuple(line))
            line, used, gap, room = [], 0, 0, columns
        for index, piece in enumerate(chop(word, room, columns)):
            if index:
                lines.append(tuple(line))
                line, used, gap = [], 0, 0
            put(" " * gap + piece, role, gap + width(piece))
            gap = 0
    lines.append(tuple(line))
    return lines


@dataclass(slots=True)
class Writer:
    """Writes a page line by line.

    ``columns`` is the width of the pane; text is kept to ``measure`` columns at most, because
    longer lines are hard to read.
    """

    columns: int
    measure: int = 92
    lines: list[Line] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    anchor: int = 0

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
