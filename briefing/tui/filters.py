"""The filter line: ``tiktok outlet:reuters -tag:sport is:new`` -> a value that rows are held to."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from enum import StrEnum

from briefing.models import Question, StoryRow, StoryStatus
from briefing.values import Value


class View(StrEnum):
    """A list of stories that can be asked for."""

    BRIEFING = "briefing"
    """What is to be read: neither done nor muted nor snoozed."""
    ALL = "all"
    """The same, however old."""
    FOLLOWED = "followed"
    SAVED = "saved"
    SNOOZED = "snoozed"
    MUTED = "muted"
    DONE = "done"


FIELDS = ("tag", "outlet", "theme", "lang", "is")
STATES = ("new", "updated", "seen", "done", "followed", "saved", "snoozed", "muted", "questions")
_VIEWS = {
    "done": View.DONE,
    "followed": View.FOLLOWED,
    "saved": View.SAVED,
    "snoozed": View.SNOOZED,
    "muted": View.MUTED,
}


class Term(Value):
    """One condition."""

    field: str
    """One of FIELDS, "" for a word of the title."""
    value: str
    """Lower case."""
    no: bool = False
    """True when it must not hold."""


class Filters(Value):
    """All conditions of a filter line; every one must hold."""

    terms: tuple[Term, ...] = ()
    text: str = ""
    """The line as typed."""
    problem: str = ""
    """What could not be understood, "" when all was."""

    def __bool__(self) -> bool:
        return bool(self.terms)

    def view(self, standing: View) -> View:
        """Which list to look in: "is:muted" looks where muted stories are."""
        for term in self.terms:
            if term.field == "is" and not term.no and term.value in _VIEWS:
                return _VIEWS[term.value]
        return standing

    def keeps(self, row: StoryRow) -> bool:
        """Whether a story fulfils every condition."""
        return all(_holds(term, row) is not term.no for term in self.terms)

    def keeps_question(self, question: Question, title: str) -> bool:
        """Whether an open question does: words are looked for in question and story title, the
        fields that a question does not have are passed over."""
        for term in self.terms:
            if term.field == "theme":
                holds = term.value in question.theme.lower()
            elif term.field == "outlet":
                holds = any(term.value in outlet.lower() for outlet in question.outlets)
            elif term.field == "":
                holds = term.value in question.question.lower() or term.value in title.lower()
            else:
                continue
            if holds is term.no:
                return False
        return True


NO_FILTER = Filters()

_IS: dict[str, Callable[[StoryRow], bool]] = {
    "new": lambda row: row.status is StoryStatus.NEW,
    "updated": lambda row: row.status is StoryStatus.UPDATED,
    "seen": lambda row: row.status is StoryStatus.SEEN,
    "done": lambda row: row.status is StoryStatus.DONE,
    "followed": lambda row: row.followed,
    "saved": lambda row: row.saved,
    "snoozed": lambda row: row.snoozed,
    "muted": lambda row: row.muted,
    "questions": lambda row: row.questions > 0,
}


def _holds(term: Term, row: StoryRow) -> bool:
    value = term.value
    if term.field == "":
        return value in row.title.lower() or any(value in name.lower() for name in row.outlets)
    if term.field == "is":
        return _IS[value](row)
    if term.field == "lang":
        return row.lang == value
    texts = {"tag": row.tags, "outlet": row.outlets, "theme": row.themes}[term.field]
    return any(value in text.lower() for text in texts)


def read(text: str) -> Filters:
    """A filter line as a value. What cannot be understood is said, the rest holds.

    Words in quotes stay together; a minus before a condition turns it round.
    """
    try:
        words = shlex.split(text)
    except ValueError:
        words = text.split()  # a quote that is still being typed
    terms: list[Term] = []
    problem = ""
    for word in words:
        no = word.startswith("-") and len(word) > 1
        bare = word[1:] if no else word
        name, colon, value = bare.partition(":")
        if not colon or name not in FIELDS:
            terms.append(Term("", bare.lower(), no))
        elif name == "is" and value not in STATES:
            problem = f"is: takes {', '.join(STATES)}"
        elif value:
            terms.append(Term(name, value.lower(), no))
    return Filters(tuple(terms), text.strip(), problem)
