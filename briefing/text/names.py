"""Proper names of a headline and its teaser, by capitals alone. No dependency."""

from __future__ import annotations

import re

from briefing.models import CleanText
from briefing.text.calendar import MONTHS, WEEKDAYS
from briefing.text.words import stop_words

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?|[.!?:;,()\"“”‘«»—–|/]")
_STOPS = frozenset('.!?:;"“”‘«»—–|/()')
_INSIDE = frozenset(["of", "the", "de", "la", "del", "da", "di", "van", "von", "der", "den", "al"])
_TITLES = frozenset(
    ["Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Lt", "Sgt", "Capt", "St", "Prof"]
)
_CALENDAR = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS)) - {"may"}
"""No names, whatever their capitals; "May" may be one."""
_LONGEST = 6


def _plain(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _is_name_like(word: str) -> bool:
    """Whether its letters alone say it is a name: NATO, TikTok, iPhone."""
    return len(word) > 1 and any(c.isupper() for c in word[1:]) and any(c.isalpha() for c in word)


def _runs(text: str, trusted: bool) -> list[tuple[str, bool]]:
    """Runs of capitalised words and whether their capitals say something.

    ``trusted`` is False for a headline that capitalises everything.
    """
    common = stop_words("en")
    found: list[tuple[str, bool]] = []
    run: list[str] = []
    sure = False
    start = True

    def close() -> None:
        nonlocal sure
        while run and run[-1] in _INSIDE:
            run.pop()
        if run and len(run) <= _LONGEST:
            found.append((" ".join(run), sure))
        run.clear()
        sure = False

    for raw in _TOKEN.findall(text):
        if raw.endswith(".") and (raw[:-1] in _TITLES or len(raw) == 2):
            word, ends = raw[:-1], False
        else:
            word, ends = raw.rstrip("."), raw.endswith(".") and raw.count(".") == 1
        bare = _plain(word)
        if raw in _STOPS:
            close()
            start = raw not in "()"
            continue
        capital = bare[:1].isupper() and bare.lower() not in _CALENDAR
        loose = start or not trusted
        if capital and not (loose and bare.lower() in common and not _is_name_like(bare)):
            run.append(bare)
            sure = sure or not loose or (_is_name_like(bare) and not bare.isupper())
            if bare != word:
                close()
        elif run and bare in _INSIDE and trusted:
            run.append(bare)
        else:
            close()
        start = False
        if ends:
            close()
            start = True
    close()
    return found


def names(title: str, teaser: str = "") -> tuple[CleanText, ...]:
    """Proper names in order of first mention, each once, as written (without "'s").

    A capital at the start of a sentence, or in a headline that capitalises every word, proves
    nothing: such a run counts only when it also stands where a small letter would be usual, or
    when its own letters show it ("TikTok"). Languages without capitals have no names here.
    """
    heads = re.findall(r"[^\W\d_]{4,}", title)[1:]
    small = sum(1 for w in heads if w[0].islower())
    headline = _runs(title, trusted=small * 3 >= len(heads) and not title.isupper())
    body = _runs(teaser, trusted=True)
    proven = {name for name, sure in headline + body if sure}
    inside = {part for name in proven for part in name.split(" ")}
    found: dict[str, None] = {}
    for name, sure in headline + body:
        if sure or name in proven:
            found[name] = None
            continue
        kept = [part for part in name.split(" ") if part in inside and part not in _INSIDE]
        if kept and " ".join(kept) in proven:
            found[" ".join(kept)] = None
    return tuple(CleanText(name) for name in found)
