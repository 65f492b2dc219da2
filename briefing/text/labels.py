"""What desks write in front of a headline or behind it, and which is no part of it."""

from __future__ import annotations

from briefing.models import CleanText
from briefing.text.patterns import lazily

_WORDS = "(?:[Uu]pdated?|UPDATED?)(?: \\d{1,2})?|(?:[Ii]n|IN) (?:[Pp]ictures|PICTURES)"
_LABELS = lazily(
    f"^(?:\\[(?:{_WORDS})\\]\\s*(?:[:–—-]\\s*)?|UPDATE \\d{{1,2}}\\s*[:–—-]\\s*)|"
    f"\\s*\\[(?:{_WORDS})\\]$"
)


def unlabelled(title: CleanText) -> CleanText:
    """A headline without "[Updated]", "[In pictures]", "UPDATE 2 -" at its ends.

    These only: "Update: ..." and "Watch: ..." may be words of the headline. One that is nothing
    but a label stays as it is.
    """
    bare = title
    while (less := _LABELS.sub("", bare)) != bare:
        bare = CleanText(less)
    return bare or title
