"""The long way of the text rule: control strings, joiners, stacked marks.

Ordinary text never comes here; see ``briefing.text.clean``, which decides what does.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from briefing.text.patterns import lazily
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from typing import Final

_MAX_CONTROL_STRING: Final = 4096
_MAX_MARKS: Final = 4

# --- control strings -----------------------------------------------------------------------

_INTRODUCER = lazily(
    # CSI: parameters, intermediates, final. Possessive, so a long unfinished one costs once.
    "(?:\\x1b\\[|\\x9b)[0-?]*+[ -/]*+[@-~]"
    # OSC, DCS, SOS, PM, APC: their end is looked for by hand, see _without_controls.
    "|(?P<string>\\x1b[\\]PX^_]|[\\x90\\x98\\x9d\\x9e\\x9f])"
    # Any other escape, and a CSI that never ends.
    "|\\x1b[ -~]"
)
_STRING_END = lazily("\\x07|\\x9c|\\x1b\\\\")
_CONTROL = lazily("[\\x1b\\x80-\\x9f]")


def without_controls(s: str) -> str:
    """Take out whole control strings; linear, whatever the number of unfinished ones."""
    if _CONTROL.search(s) is None:
        return s
    kept: list[str] = []
    position = 0
    end = _STRING_END.search(s)
    while (found := _INTRODUCER.search(s, position)) is not None:
        kept.append(s[position : found.start()])
        position = found.end()
        if found["string"] is not None:
            # The next end is remembered between introducers: each stretch is searched once.
            while end is not None and end.start() < position:
                end = _STRING_END.search(s, position)
            if end is not None and end.start() - position <= _MAX_CONTROL_STRING:
                position = end.end()
    kept.append(s[position:])
    return "".join(kept)


# --- joiners, variation selectors, stacked marks ------------------------------------------------

_JOINERS = "\\u200c\\u200d\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef"
# Scripts that shape their letters by joiners: Arabic and its kin, Indic and its kin.
_SHAPED = (
    "\\u0600-\\u08ff\\u0900-\\u0dff\\u0f00-\\u109f\\u1780-\\u18af\\u1a20-\\u1aaf\\u1b00-\\u1bff"
    "\\ua800-\\ua87f\\ua880-\\ua9ff\\uaa60-\\uaa7f\\uaae0-\\uaaff\\uabc0-\\uabff"
    "\\ufb50-\\ufdcf\\ufdf0-\\ufdff\\ufe70-\\ufefe\\U00010a00-\\U00011fff\\U0001e900-\\U0001e95f"
)
_EMOJI = (
    "\\xa9\\xae\\u203c\\u2049\\u2100-\\u21ff\\u2300-\\u23ff\\u2460-\\u24ff\\u25a0-\\u27bf"
    "\\u2900-\\u297f\\u2b00-\\u2bff\\u3030\\u303d\\u3297\\u3299\\U0001f000-\\U0001faff"
)
_HAN = "\\u2e80-\\u2fdf\\u3400-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003fffd"
# Viramas: a joiner after one asks for a half form and stands rightly at the end of a word.
_VIRAMA = "\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca"

_JOINER_RUN = lazily(f"[{_JOINERS}]+")
_IS_SHAPED = lazily(f"[{_SHAPED}]")
_IS_EMOJI = lazily(f"[{_EMOJI}]")
_IS_HAN = lazily(f"[{_HAN}]")
_IS_VIRAMA = lazily(f"[{_VIRAMA}]")
_KEYCAP = "\u20e3"


def _joiners_that_work(run: re.Match[str]) -> str:
    """Of a run of joiners and selectors, those that the characters around it use."""
    s, chars = run.string, run[0]
    before = s[run.start() - 1] if run.start() else ""
    after = s[run.end() : run.end() + 1]
    if _IS_EMOJI.match(before) or (before and before in "0123456789#*" and after == _KEYCAP):
        kept = next((c for c in chars if c in "\ufe0e\ufe0f"), "")
        if "\u200d" in chars and _IS_EMOJI.match(before) and _IS_EMOJI.match(after):
            kept += "\u200d"
        return kept
    if _IS_SHAPED.match(before):
        kept = "\ufe00" if chars[0] == "\ufe00" else ""
        joiner = next((c for c in chars if c in "\u200c\u200d"), "")
        if joiner and (_IS_SHAPED.match(after) or _IS_VIRAMA.match(before)):
            kept += joiner
        return kept
    if _IS_HAN.match(before):
        return next((c for c in chars if c >= "\ufe00"), "")
    return ""


_ASTRAL = lazily("[\\U00010000-\\U0001efff\\U000e0100-\\U000e01ef]")


@lru_cache(maxsize=2)
def _stack(*, astral: bool) -> re.Pattern[str]:
    """More than _MAX_MARKS non-spacing marks in a row; joiners between them do not part them.

    Read from the Unicode tables where marks live, on first need: it takes some milliseconds.
    Spacing marks (Mc) are not counted: they stand beside their letter, and Burmese needs them.
    ``astral``: with those above U+FFFF; without them the pattern is a hundred times faster.
    """
    blocks = [
        *((0x300, 0x370), (0x480, 0x490), (0x590, 0x1E00), (0x20D0, 0x2100), (0x2CE0, 0x2E00)),
        *((0x3020, 0x30A0), (0xA660, 0xAC00), (0xFB1E, 0xFB1F), (0xFE20, 0xFE30)),
    ]
    joiners = "\u200c\u200d\ufe00-\ufe0f"
    if astral:
        blocks += [(0x10100, 0x12000), (0x13430, 0x13460), (0x16AF0, 0x17000), (0x1BC90, 0x1BCB0)]
        blocks += [(0x1CF00, 0x1D250), (0x1DA00, 0x1E950)]
        joiners = _JOINERS
    marks = "".join(
        c
        for first, end in blocks
        for c in map(chr, range(first, end))
        if unicodedata.category(c) in ("Mn", "Me")
    )
    return lazily(f"[{marks}{joiners}]{{{_MAX_MARKS + 1},}}")


_IS_JOINER = lazily(f"[{_JOINERS}]")


def _first_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for c in run[0]:
        if _IS_JOINER.match(c):
            kept.append(c)
        elif marks < _MAX_MARKS:
            kept.append(c)
            marks += 1
    return "".join(kept)


def compose(s: str) -> str:
    """NFC, stacks of marks cut, joiners only where they work."""
    if s.isascii():
        return s
    s = unicodedata.normalize("NFC", s)
    s = _stack(astral=_ASTRAL.search(s) is not None).sub(_first_marks, s)
    if _IS_JOINER.search(s) is not None:
        # What a joiner kept apart may compose once it is gone, hence NFC again.
        s = unicodedata.normalize("NFC", _JOINER_RUN.sub(_joiners_that_work, s))
    return s
