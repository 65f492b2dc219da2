"""Words of an article as its story sees them: stems, names, numbers, ages, and its language.

Every token is looked up once in a memory of tokens already met, so that the work an article
costs is little more than one regular expression over its title and teaser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.text.words import stop_languages, stop_words

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*"
    r"|[\u0600-\u06ff\u0900-\u109f\u1780-\u17ff]+"  # scripts whose vowel signs are not \w
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[.!?:;|\"“”‘«»—–]"
)
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]olds?\b|,\s(\d{1,2}),|\b[Aa]ged?\s(\d{1,2})\b")
_SMALL_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_SMALL = {word: str(value) for value, word in enumerate(_SMALL_NUMBERS.split(), start=1)}
_ENGLISH_WORDS = (
    "the of and to in is on for with that was by at from as it has have are his her after said "
    "says will who not an be they were but this which their he she its been or had about a i you "
    "we our your my me him them us what when where why how there than then also into over more "
    "some would could should may might can do does did just if so no up out all new being while "
    "during before under against between because through those these such only other own"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


def _function_words() -> dict[str, tuple[str, ...]]:
    """Function word -> languages that use it, English from our own shorter list."""
    table: dict[str, tuple[str, ...]] = {}
    for lang in stop_languages():
        for word in sorted(_ENGLISH if lang == "en" else stop_words(lang)):
            table[word] = (*table.get(word, ()), lang)
    return table


_FUNCTION_WORDS = _function_words()

_LOWER, _CAPITAL, _NUMBER, _SKIP, _END, _FUNCTION, _GRAMS = range(7)
_MEMORY_LIMIT = 100_000
_memory: dict[str, tuple[int, str, tuple[str, ...]]] = {}
"""Token as written -> kind, term, languages whose function word it is."""

MOST_TEASER = 700
"""Characters of a teaser (or of the text's beginning) that are read."""


def stem(word: str) -> str:
    """The lower-case word without its commonest English endings, so that forms meet."""
    n = len(word)
    if n < 4:
        return word
    if word.endswith("s") and word[-2] not in "sui":
        word = word[:-3] + "y" if word.endswith("ies") and n > 4 else word[:-1]
        n = len(word)
    cut = 0
    if n > 5 and word.endswith("ing"):
        cut = 3
    elif n > 4 and word.endswith("ed"):
        cut = 2
    if cut and re.search("[aeiouy]", word[:-cut]):
        word = word[:-cut]
        n = len(word)
        if n > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
            word = word[:-1]
            n = len(word)
    if n > 4 and word.endswith("ly"):
        word = word[:-2]
        n = len(word)
    if n > 3 and word.endswith("e"):
        word = word[:-1]
    if n > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


def _look(raw: str) -> tuple[int, str, tuple[str, ...]]:
    """Kind and term of one token, and the languages whose function word it is."""
    first = raw[0]
    if first.isdigit():
        return _NUMBER, raw.replace(",", ""), ()
    if "\u0600" <= first <= "\u17ff" or "\u2e80" <= first <= "\ud7af":
        return _GRAMS, raw, ()
    if not first.isalpha():
        return _END, "", ()
    if "." in raw:
        return _CAPITAL, raw.replace(".", "").lower() + ".", ()
    if raw == "US":
        return _CAPITAL, "us.", ()
    low = raw.lower().replace("’", "'")
    languages = _FUNCTION_WORDS.get(low, ())
    if low in _ENGLISH:
        return _FUNCTION, low, languages
    if low in _SMALL:
        return _NUMBER, _SMALL[low], languages
    if low.endswith("'s"):
        low = low[:-2]
        if low in _ENGLISH:
            return _FUNCTION, low, ("en",)
    low = low.replace("'", "")
    if len(low) < 2:
        return _SKIP, "", languages
    return (_CAPITAL if first.isupper() else _LOWER), stem(low), languages


@dataclass(slots=True)
class Reading:
    """What one text says, in the order it says it."""

    terms: list[str]
    """Content words (stems), numbers, or character n-grams."""
    capital: list[int]
    """For each term: 0 written small, 1 capitalised where a small word is usual,
    2 capitalised where that says nothing (first of a sentence, headline in capitals)."""
    joined: list[int]
    """Places of the terms that follow the one before them in one sentence."""
    heard: list[tuple[str, ...]]
    """Of each function word met, the languages that use it."""


def languages(heard: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Function words met, by language."""
    counts: dict[str, int] = {}
    for spoken_in in heard:
        for lang in spoken_in:
            counts[lang] = counts.get(lang, 0) + 1
    return counts


def _grams(run: str) -> list[str]:
    first = run[0]
    if first >= "\u2e80" or "\u0e00" <= first <= "\u0eff" or first >= "\u1000":
        size = 2 if first >= "\u2e80" else 4
    else:
        size = 4
    if len(run) <= size:
        return [run]
    return [run[i : i + size] for i in range(len(run) - size + 1)]


def read(text: str, headline: bool) -> Reading:
    """Split ``text`` into terms; ``headline``: most words may be capitalised by habit."""
    terms: list[str] = []
    capital: list[int] = []
    joined: list[int] = []
    heard: list[tuple[str, ...]] = []
    found = Reading(terms, capital, joined, heard)
    if not text:
        return found
    foreign: list[tuple[int, tuple[str, ...]]] = []
    memory = _memory
    if len(memory) > _MEMORY_LIMIT:
        memory.clear()
    start = True
    follows = False
    small = 0
    for raw in _TOKEN.findall(text):
        seen = memory.get(raw)
        if seen is None:
            seen = _look(raw)
            if seen[0] != _GRAMS:
                memory[raw] = seen
        kind, term, spoken_in = seen
        if spoken_in:
            heard.append(spoken_in)
            if kind == _FUNCTION:
                start = False
                continue
        if kind <= _NUMBER:
            if spoken_in:
                foreign.append((len(terms), spoken_in))
            if follows:
                joined.append(len(terms))
            terms.append(term)
            if kind == _CAPITAL:
                capital.append(2 if start else 1)
            else:
                capital.append(0)
                if kind == _LOWER and len(term) > 3:
                    small += 1
            follows = True
            start = False
        elif kind == _END:
            start = True
            follows = False
        elif kind == _GRAMS:
            grams = _grams(term)
            terms += grams
            capital += [0] * len(grams)
    if headline and small * 3 < sum(1 for c in capital if c):
        found.capital = [2 if c else 0 for c in capital]
    if foreign and (main := main_language(languages(heard))) not in ("en", ""):
        _leave_out(found, {n for n, spoken_in in foreign if main in spoken_in})
    return found


def _leave_out(found: Reading, gone: set[int]) -> None:
    """Take terms out of a reading, by place."""
    kept = [n for n in range(len(found.terms)) if n not in gone]
    together = {n for n in found.joined if n not in gone and n - 1 not in gone}
    found.joined = [place for place, n in enumerate(kept) if n in together]
    found.terms = [found.terms[n] for n in kept]
    found.capital = [found.capital[n] for n in kept]


def main_language(counts: dict[str, int]) -> str:
    """Language of a text by the function words met, "" when they do not say."""
    if not counts:
        return ""
    best = max(sorted(counts), key=lambda lang: counts[lang])
    hits = counts[best]
    if any(n == hits for lang, n in counts.items() if lang != best):
        return ""
    sure = hits >= 2 if best == "en" else hits >= 3 and hits - counts.get("en", 0) >= 2
    return best if sure else ""


def ages(text: str) -> frozenset[int]:
    """Ages of people that ``text`` tells, in digits."""
    return frozenset(int(next(filter(None, m))) for m in _AGE.findall(text))


_SCRIPTS = (
    # first code point above the script, its name
    ("\u0041", ""),
    ("\u0250", "latin"),
    ("\u0370", ""),
    ("\u0400", "greek"),
    ("\u0530", "cyrillic"),
    ("\u0590", "armenian"),
    ("\u0600", "hebrew"),
    ("\u0900", "arabic"),
    ("\u0e00", "indic"),
    ("\u0f00", "thai"),
    ("\u1100", "southern"),
    ("\u1200", "hangul"),
    ("\u1e00", "southern"),
    ("\u2000", "latin"),
    ("\u3040", ""),
    ("\u3100", "kana"),
    ("\u3400", ""),
    ("\ua000", "han"),
    ("\uac00", ""),
    ("\ud7b0", "hangul"),
)
_BEYOND_LATIN = re.compile("[^\u0000-\u024f\u2000-\u206f]")
_ENDS = [end for end, _ in _SCRIPTS]


def script(text: str) -> str:
    """Script most letters of ``text`` are in ("" for none): a guard against mixed languages.

    Any kana makes it "kana": Japanese also writes Chinese characters and Latin letters.
    """
    if text.isascii() or not _BEYOND_LATIN.search(text):
        return "latin"
    counts: dict[str, int] = {}
    for char in text[:200]:
        place = bisect_right(_ENDS, char)
        name = _SCRIPTS[place][1] if place < len(_SCRIPTS) else ""
        if name:
            counts[name] = counts.get(name, 0) + 1
    if not counts:
        return ""
    if "kana" in counts:
        return "kana"
    return max(sorted(counts), key=lambda name: counts[name])


def spoken(text: str) -> Iterator[tuple[str, str]]:
    """Tokens of ``text`` as written, each with its term ("" for function words and stops)."""
    for raw in _TOKEN.findall(text[: 2 * MOST_TEASER]):
        kind, term, _ = _memory.get(raw) or _look(raw)
        if kind == _GRAMS:
            for gram in _grams(term):
                yield gram, gram
        else:
            bare = raw[:-2] if raw.endswith(("'s", "’s")) else raw
            yield bare, "" if kind in (_FUNCTION, _SKIP, _END) else term
