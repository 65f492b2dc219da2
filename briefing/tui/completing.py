"""What a line that is being typed may go on to be: pure, so that it can be tried."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping

from briefing.tui.filters import FIELDS, STATES, Term

MOST_NAMED = 12
"""Names that are told where none of them was meant."""

Values = Mapping[str, Callable[[], Iterable[str]]]
"""Field of the filter line -> what it may be; asked when the field is typed."""


def going_on(text: str, lines: Iterable[str]) -> list[str]:
    """The lines that begin with what is typed, in their order, each once."""
    begun = text.casefold()
    return [one for one in dict.fromkeys(lines) if one.casefold().startswith(begun) and one != text]


def filter_lines(text: str, values: Values) -> list[str]:
    """Filter lines whose last word is completed: a field, or what a field may be. An empty line
    may begin with any field."""
    head, space, last = text.rpartition(" ")
    minus = "-" if last.startswith("-") else ""
    field, colon, begun = last[len(minus) :].partition(":")
    if not colon:
        offered = FIELDS if field or not text else ()
        found = [f"{one}:" for one in offered if one.startswith(field.casefold())]
    elif field == "is":
        found = [f"is:{one}" for one in STATES if one.startswith(begun.casefold())]
    else:
        bare = begun.strip("'\"").casefold()
        known = values[field]() if field in values else ()
        # What the name holds is enough, as it is for the filter itself.
        holding = [one for one in dict.fromkeys(known) if bare in one.casefold()]
        found = [
            f"{field}:{shlex.quote(one)}"
            for one in sorted(holding, key=lambda one: not one.casefold().startswith(bare))
        ]
    return [f"{head}{space}{minus}{one}" for one in found]


def unknown(term: Term, values: Values) -> list[str]:
    """Why a condition finds nothing, in lines: that there is no such name, and what there is; []
    when there is one, or when nothing is known."""
    known = list(values[term.field]()) if term.field in values else []
    if term.no or not known or any(term.value in one.casefold() for one in known):
        return []
    shown = known[:MOST_NAMED]
    more = len(known) - len(shown)
    return [
        f"No {term.field} is called {term.value}. There are:",
        *(f"  {one}" for one in shown),
        *([f"  and {more} more"] if more else []),
    ]
