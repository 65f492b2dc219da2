"""What the grouping keeps of an article: one short text, made once and stored.

A gist says all that ``features`` asks of an article's words, so that a window of ten thousands of
articles is taken up again without reading any of them.
"""

from __future__ import annotations

from briefing.stories.words import (
    MOST_TEASER,
    Reading,
    ages,
    languages,
    main_language,
    read,
    script,
)

FORMAT = "2"
"""Counted up whenever ``gist`` or what it calls changes: gists of before are made anew then."""

HEADLINE, TEXT, AGAIN, CAPITAL, FIRST, SMALL = (1 << n for n in range(6))
"""What is known of a word: stands in the headline; in the text; twice or more there; is
capitalised where a small word is usual; where that says nothing; was written small at first."""

BASE = 48
"""Added to a word's code, so that codes are a line of plain characters."""


def gist(title: str, teaser: str, declared: str) -> str:
    """The gist of an article: seven lines.

    Format; script; language; ages told; the words, each once, as they came; a code for each; places
    (in the line of words) of neighbouring words, a comma before and after each pair.
    """
    teaser = teaser[:MOST_TEASER]
    head, rest = read(title, True), read(teaser, False)
    text = f"{title}\n{teaser}"
    places: dict[str, int] = {}
    codes: list[int] = []
    pairs: dict[tuple[int, int], None] = {}
    for reading, where in ((head, HEADLINE), (rest, TEXT)):
        _enter(reading, where, places, codes, pairs)
    letters = script(text)
    found = _language(letters, declared, languages(head.heard + rest.heard))
    return "\n".join(
        (
            FORMAT,
            letters,
            found,
            " ".join(map(str, sorted(ages(text)))),
            " ".join(places),
            "".join([chr(BASE + code) for code in codes]),
            ",".join(["", *[f"{a} {b}" for a, b in pairs], ""]),
        )
    )


def valid(text: str) -> bool:
    """Whether a stored gist is of today's format."""
    return text.startswith(FORMAT + "\n") and text.count("\n") == 6


def _enter(
    reading: Reading,
    where: int,
    places: dict[str, int],
    codes: list[int],
    pairs: dict[tuple[int, int], None],
) -> None:
    """Enter the words of headline or text."""
    at = []
    for term, capital in zip(reading.terms, reading.capital, strict=True):
        place = places.get(term)
        if place is None:
            place = places[term] = len(codes)
            codes.append(0 if capital else SMALL)
        elif where == TEXT and codes[place] & TEXT:
            codes[place] |= AGAIN
        codes[place] |= where
        if capital:
            codes[place] |= CAPITAL if capital == 1 else FIRST
        at.append(place)
    for n in reading.joined:
        pairs[at[n - 1], at[n]] = None


def _language(letters: str, declared: str, counts: dict[str, int]) -> str:
    """The text's own function words, where they are clear, before what its feed declares."""
    if letters == "kana":
        return "ja"
    found = main_language(counts)
    sure = not declared or (found and counts[found] >= max(4, 2 * counts.get(declared, 0) + 1))
    return found if sure else "".join(declared.split())
