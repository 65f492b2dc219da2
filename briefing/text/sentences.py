"""One sentence splitter for the whole program, and the sentences of an article.

Summaries and evidence point at sentences by index, so everything that counts sentences
uses this file. No dependency, no download; rules are data in ``abbreviations``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.models import CleanText
from briefing.text import abbreviations as data
from briefing.text.patterns import lazily
from briefing.text.scripts import STOPS

if TYPE_CHECKING:
    import re

    from briefing.models import Article

_CLOSERS = "\"'’”“»«›‹)\\]}"
_OPENERS = "\"'‘’“”„‚«»‹›([{¿¡"
_OPENING = "\"'‘’“”„‚»‹›(\\[{¿¡"

# A run of stops (also spaced ones, ". . ."), what closes behind it, white space, what opens.
# It starts at the beginning of a run only, so that a thousand "?" are read once.
_WESTERN = lazily(
    rf"([.!?…؟۔።։](?<![.!?…؟۔።։].)(?<![.!?…] .)[.!?…؟۔።։]*+(?: \.+(?!\d))*+)"
    rf"((?:[{_CLOSERS}]|\[\d{{1,3}}\]|[ \u00a0\u202f]»)*+)(\s++)"
    rf"((?:[{_OPENING}]|«\s?)*+)(?=(\S))"
)
_GREEK_QUESTION = lazily(r"([;;])([\"'”»)]*)(\s+)([\"'“«(]*)(?=([^\s]))")
# Stops that end a sentence without a space behind them.
# "។ល។" is Khmer for "and so on".
_UNSPACED = lazily(rf"[{STOPS}](?<![{STOPS}].)[{STOPS}]*+(?!ល។)([」』”’）》〉】\"]*+)\s*+(?=(\S))")
# Pages lose the space between paragraphs: "... a week.The mayor ...". What follows is a word
# of small letters, no name with a stop inside ("Node.JS", "Amazon.Com").
_GLUED = lazily(
    r"(?<=[a-zß-ÿ]{2}|\d\d|\d%)([.!?][\"”’)]{0,2})"
    r"(?=[\"“]?(?!(?:Com|Org|Net|Js)\b)[A-ZÀ-Þ][a-zß-ÿ’']*,?\s)"
)
# Many write the stop of Hindi and its sisters as a bar.
_BAR = lazily(r"(?<=[\u0900-\u09ff])(\s?\|[\"”’)]*+)\s*+(?=\S)")
_UNSPACED_STOP = lazily(f"[{STOPS}]")

_WORD = lazily(r"[^\W_]+(?:['’.][^\W_]+)*")
_DOTTED = lazily(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}$")
_ROMAN = lazily(r"[IVXL]+$")
_SPEAKER = lazily(r"(?:[A-ZÀ-Þ][\w’'.-]*\s+){1,4}([a-zà-ÿ]+)")
_LIST = lazily(r"(?<!\S)([•⁃‣*·-]?\s?)(\d{1,2}|[a-z])(\.\)|\)|\.)\s?(?=\S)")
_ADDRESS = lazily(r"www\.|https?:|\S*@")
_SPACES = lazily(r"\s")

_SHORTEST = 4
"""A soft abbreviation before this many words of its sentence ends none: "At 5 a.m. Mr ...\""""

_LONGEST_WORD = 40
"""Characters looked back for the word before a stop."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article."""

    text: CleanText
    index: int
    """Index in its article: the title is 0 when there is one, the body follows."""
    paragraph: int
    """Paragraph of the body, from 0; -1 for the title."""
    position: int
    """Place among the sentences of the body, from 0; -1 for the title."""
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    hard: frozenset[str]
    soft: frozenset[str]
    abbreviations: frozenset[str]
    """Both kinds."""
    starters: frozenset[str]
    ordinals: bool


@lru_cache(maxsize=64)
def _rules(lang: str) -> _Rules:
    known = lang in data.HARD
    hard = data.HARD[lang] if known else data.HARD["en"]
    soft = data.SOFT[""] | data.SOFT.get(lang, frozenset() if known else data.SOFT["en"])
    starters = data.STARTERS.get(lang, data.STARTERS["en"])
    return _Rules(hard, soft, hard | soft, starters, lang in data.ORDINAL_LANGUAGES)


def split(text: str, lang: str = "en") -> list[str]:
    """Split running text into sentences.

    Args:
        text: any text; a line feed always ends a sentence.
        lang: ISO 639-1; an unknown one is treated like English.

    Returns:
        The sentences in order, each a verbatim piece of ``text`` without surrounding white
        space, none empty. Only white space of ``text`` is missing from their concatenation.
    """
    rules = _rules(lang)
    out: list[str] = []
    for line in text.split("\n"):
        line = line.strip()
        if line:
            _split_line(line, lang, rules, out)
    return out


def _split_line(line: str, lang: str, rules: _Rules, out: list[str]) -> None:
    items = _list_items(line)
    if items is None:
        _split_plain(line, lang, rules, out, 0)
        return
    for piece, marker in items:
        _split_plain(piece, lang, rules, out, marker)


def _list_items(line: str) -> list[tuple[str, int]] | None:
    """Pieces of a line that holds a numbered list, with the length of each marker.

    A list starts at the line's start and counts on by one in one form: "1) ... 2) ...".
    None when the line is no list.
    """
    first = _LIST.match(line)
    if first is None:
        return None
    value, form = first.group(2), (first.group(1).strip(), first.group(3))
    starts = [(0, first.end())]
    if value in ("1", "a") or form[0]:
        for m in _LIST.finditer(line, first.end()):
            if (m.group(1).strip(), m.group(3)) != form or m.group(2) != _following(value):
                continue
            value = m.group(2)
            starts.append((m.start(), m.end()))
    bounds = [start for start, _ in starts] + [len(line)]
    return [
        (line[start:stop].strip(), end - start)
        for (start, end), stop in zip(starts, bounds[1:], strict=True)
    ]


def _following(value: str) -> str:
    return str(int(value) + 1) if value.isdigit() else chr(ord(value) + 1)


def _split_plain(line: str, lang: str, rules: _Rules, out: list[str], free: int) -> None:
    """Split a line without lists; nothing ends within its first ``free`` characters."""
    ends: list[tuple[int, int]] = []
    start = 0
    for m in _WESTERN.finditer(line, free):
        if _ends(line, start, m, lang, rules):
            ends.append((m.end(2), m.end(3)))
            start = m.end(3)
    for m in _GLUED.finditer(line, free):
        near = max(0, m.start() - _LONGEST_WORD)
        word = line[max(line.rfind(" ", near, m.start()) + 1, near) : m.start()]
        if word.lower().lstrip(_OPENERS) not in rules.abbreviations and not _ADDRESS.match(word):
            ends.append((m.end(), m.end()))
    if lang == "el":
        ends += [
            (m.end(2), m.end(3))
            for m in _GREEK_QUESTION.finditer(line, free)
            if not m.group(5).islower()
        ]
    if "|" in line:
        ends += [(m.end(1), m.end()) for m in _BAR.finditer(line, free)]
    if _UNSPACED_STOP.search(line):
        for m in _UNSPACED.finditer(line, free):
            # Japanese goes on after a quotation with a particle: 「...。」と述べた。
            if m.group(1) and "\u3040" <= m.group(2) <= "\u309f":
                continue
            ends.append((m.end(1), m.end()))
    ends.sort()
    start = 0
    for end, after in ends:
        piece = line[start:end].strip()
        if piece:
            out.append(piece)
        start = after
    piece = line[start:].strip()
    if piece:
        out.append(piece)


def _ends(line: str, start: int, m: re.Match[str], lang: str, rules: _Rules) -> bool:
    """Whether the stop at ``m`` ends the sentence that begins at ``start``."""
    run, closers, _, openers, following = m.groups()
    after = m.end()
    if not following.isalnum():
        # A dash, bullet or bar before a capital begins a sentence; other signs go on with this one.
        if following not in "-–—•⁃|":
            return following in "#@$€£" and run != "."
        rest = line[after + 1 : after + 4].lstrip()
        if not rest or not rest[0].isupper():
            return False
    elif following.islower() and not line[after + 1 : after + 2].isupper():
        return False
    if run[0] in "؟۔።։":
        return True
    if run != ".":
        return _ends_loud(line, m, run, closers, openers, after, rules)
    stop = m.start()
    near = max(start, stop - _LONGEST_WORD)
    begin = max(line.rfind(" ", near, stop), line.rfind("\u00a0", near, stop), near - 1) + 1
    word = line[begin:stop].lstrip(_OPENERS + "-–—/")
    if not word:
        return True
    if closers and word[-1:] != "." and closers[0] not in ")]":
        return True
    length = len(word)
    if length > 8 and "." not in word:
        return True
    return _ends_word(line, start, begin, word, after, following, rules)


def _ends_loud(
    line: str,
    m: re.Match[str],
    run: str,
    closers: str,
    openers: str,
    after: int,
    rules: _Rules,
) -> bool:
    """Stops other than one full stop: "?", "!", "..." and mixtures."""
    if closers and openers == "(":
        return False
    if run.replace(" ", "").endswith("..") and line.startswith(("I ", "I'", "I’"), after):
        return False  # a halting voice goes on with "I" more often than it stops
    if run == "!":
        begin = line.rfind(" ", max(0, m.start() - _LONGEST_WORD), m.start()) + 1
        if line[begin : m.start()].lower().lstrip(_OPENERS) in data.BRANDS:
            word = _WORD.match(line, after)
            return word is not None and word.group().lower() in rules.starters
    if closers and closers[0] in "\"'’”“»«" and run[0] in "?!":
        # "Who was it?" Maria Lopez asked: the quotation does not end the sentence.
        speaker = _SPEAKER.match(line, after)
        if speaker is not None and speaker.group(1) in data.SPEECH:
            return False
    return True


def _ends_word(
    line: str, start: int, begin: int, word: str, after: int, following: str, rules: _Rules
) -> bool:
    """Whether one full stop behind ``word`` ends a sentence, the next one starting with a word."""
    lower = word.lower()
    digit = following.isdigit()
    if digit and (lower in data.NUMBERED or (len(word) == 1 and word.islower())):
        return False
    capital = lower in data.CAPITAL
    if lower in rules.hard and (not capital or word[0].isupper()):
        return False
    soft = (
        (lower in rules.soft and (not capital or word[0].isupper()))
        or (len(word) == 1 and word.isalpha() and (word.isupper() or word.islower()))
        or (_DOTTED.match(word) is not None)
        or (
            rules.ordinals
            and ((word.isdigit() and len(word) < 3) or _ROMAN.match(word) is not None)
        )
    )
    if not soft:
        return True
    if digit:
        return False
    opening = _WORD.match(line, after)
    if opening is None or opening.group().lower().replace("’", "'") not in rules.starters:
        return False
    far = begin - start > _SHORTEST * _LONGEST_WORD
    return far or word.isdigit() or len(_SPACES.findall(line, start, begin)) + 1 >= _SHORTEST


@lru_cache(maxsize=64)
def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article, title first; kept for the next who asks, as summaries, clashing
    figures and questions look at the same.

    Sentences given with the article are used as they are: the first one equal to the title
    is the title, and all of them are one paragraph. Otherwise the title is sentence 0 when
    it is not empty, and the body (the full text, else the teaser) is split paragraph by
    paragraph; a line feed separates paragraphs.
    """
    out: list[Sentence] = []
    if article.sentences is not None:
        titled = False
        for index, text in enumerate(article.sentences):
            is_title = not titled and bool(article.title) and text == article.title
            titled = titled or is_title
            place = -1 if is_title else index - titled
            out.append(Sentence(text, index, -1 if is_title else 0, place, is_title))
        return tuple(out)
    if article.title:
        out.append(Sentence(article.title, 0, -1, -1, True))
    lang = article.lang[:2] or "en"
    first = len(out)
    paragraph = 0
    for line in article.body.split("\n"):
        pieces = split(line, lang)
        for piece in pieces:
            index = len(out)
            out.append(Sentence(CleanText(piece), index, paragraph, index - first))
        paragraph += bool(pieces)
    return tuple(out)
