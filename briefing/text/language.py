"""Which language a text is in: script first, then a profile of function words. No dependency."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from briefing.text.words import stop_languages, stop_words, tokens

_READ = 4_000
"""Characters that are looked at: more does not change the answer."""

_ENOUGH = 2_000
"""Characters of an article's body that are looked at."""

_BEYOND_ASCII = re.compile("[^\\x00-\\x7f]+")
_BEYOND_LATIN = re.compile("[\u0370-\U0010ffff]")

# Scripts that one language of the news stands for; (first, last) code point.
_SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1200, 0x137F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x1F00, 0x1FFF, "el"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "ko"),
)

_GROUPS: dict[str, tuple[str, ...]] = {
    "cyrillic": ("bg", "ru", "uk"),
    "arabic": ("ar", "fa"),
    "devanagari": ("hi",),
}
_NOT_LATIN = frozenset(["ar", "bg", "el", "fa", "he", "hi", "ru", "uk"])

# Letters that only one language of a group writes, each worth as much as a function word.
_LETTERS: dict[str, str] = {
    "uk": "іїєґ",
    "ru": "ыэё",
    "bg": "ъ",
    "fa": "پچژگ",
    "de": "ß",
    "es": "ñ¿¡",
    "pt": "ãõ",
    "pl": "łąęśżź",
    "cs": "řěů",
    "sk": "ľĺŕ",
    "ro": "ășțţ",
    "hu": "őű",
    "tr": "ığş",
    "vi": "ơưạảấầẩậắằặẹẻẽếềệọốồộớờợụủứừựđ",
}

_FEW = 15
"""Words of a text that is hardly more than a headline."""


def detect(text: str) -> str:
    """Language of a text as ISO 639-1, "" when unsure.

    A script that belongs to one language answers at once; else the language whose function
    words cover most of the text wins, when it is clearly ahead of the next. A headline of a
    few words without any function word is "unsure".
    """
    sample = text[:_READ]
    script = "" if sample.isascii() else _script(sample)
    if script == "han":
        return "zh"
    if script and script not in _GROUPS:
        return script
    languages = _GROUPS.get(script) or _latin()
    if len(languages) == 1:
        return languages[0]
    if script == "arabic" and not any(letter in sample for letter in _LETTERS["fa"]):
        return "ar"
    return _by_function_words(sample, languages)


def told_in(title: str, body: str, declared: str = "") -> str:
    """Language of an article. What a feed declares is often the template's language, so the words
    have the last say; ``declared`` holds where they say nothing."""
    return detect(f"{title}\n{body[:_ENOUGH]}") or declared


def _script(sample: str) -> str:
    """The commonest script that is not Latin, when it has at least a third of the letters."""
    counts = Counter(
        name
        for char in _BEYOND_LATIN.findall(sample)
        if char.isalpha() and (name := _script_of(ord(char)))
    )
    if not counts:
        return ""
    if counts["ja"] and counts["ja"] * 12 >= counts["han"] + counts["ja"]:
        counts["ja"] += counts.pop("han", 0)
    letters = sum(map(str.isalpha, sample))
    name, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    return name if most * 3 >= letters else ""


@lru_cache(maxsize=4_096)
def _script_of(code: int) -> str:
    for first, last, name in _SCRIPTS:
        if first <= code <= last:
            return name
    return ""


@lru_cache(maxsize=1)
def _latin() -> tuple[str, ...]:
    return tuple(lang for lang in stop_languages() if lang not in _NOT_LATIN)


@lru_cache(maxsize=8)
def _weights(languages: tuple[str, ...]) -> dict[str, list[tuple[str, float]]]:
    """Function word -> those of the languages that have it, each with the word's weight.

    A word of many languages tells little.
    """
    shared: Counter[str] = Counter()
    for lang in stop_languages():
        shared.update(stop_words(lang))
    out: dict[str, list[tuple[str, float]]] = {}
    for lang in languages:
        for word in sorted(stop_words(lang)):
            # A shared word counts little: "a", "de", "in" stand in many languages.
            out.setdefault(word, []).append((lang, 1.0 / shared[word]))
    return out


def _by_function_words(sample: str, languages: tuple[str, ...]) -> str:
    weights = _weights(languages)
    scores = dict.fromkeys(languages, 0.0)
    words = tokens(sample)
    for word in words:
        for lang, weight in weights.get(word, ()):
            scores[lang] += weight
    if not sample.isascii():
        rare = "".join(_BEYOND_ASCII.findall(sample.lower()))
        for lang in languages:
            scores[lang] += 0.5 * sum(rare.count(letter) for letter in _LETTERS.get(lang, ""))
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    (best, first), (_, second) = ranked[0], ranked[1]
    # In a headline one word of another tongue ("dies", "Penney") decides nothing.
    least = 0.9 if len(words) >= _FEW else 1.8
    if first < least or first < 1.25 * second or first < 0.04 * len(words):
        return ""
    return best
