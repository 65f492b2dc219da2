"""Last touches to a question line: plainer verbs, tenses that fit, no deciding about deciding."""

from __future__ import annotations

import re
from typing import Final

from briefing.questions.verbs import base_of

_WHEN: Final = (
    r"(?:\s+(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|by [A-Z]\w+ \d+|on [A-Z]\w+ \d+|"
    r"next \w+|this \w+|in [A-Z]\w+|at \w+|soon|yet|overnight|today|tomorrow)){0,2}"
)
_WHETHER: Final = re.compile(
    r"^(?:Will|Has|Have|Can|Did) (.+?) (?:decided?|considere?d?|determined?|ruled?|voted?|say|said|"
    r"weigh|discuss|announced?)" + _WHEN + r" (?:on )?(whether|how) to (\w.*)$"
)
_SUBORDINATE: Final = re.compile(
    r"\b(if|unless|when|until|before|after|once)\s+((?:[\w'’-]+\s+){1,5}?)([a-z]+)\b"
)
_FUTURE: Final = re.compile(r"^(Would|Could) (?!you\b)")
_INNER: Final = re.compile(r"^(How|What|When|Where|Who|Which [\w'’ ]+?|How \w+) would\b")


def polish(text: str) -> str:
    """The line as a person would say it; the same line when nothing is to be mended."""
    found = _WHETHER.match(text)
    if found:
        subject, word, rest = found.groups()
        text = f"{'How will' if word == 'how' else 'Will'} {subject} {rest}"
    text = _FUTURE.sub("Will ", text)
    text = _INNER.sub(r"\1 will", text)
    if text.startswith(("Will ", "How will ", "What will ", "When will ")):
        text = _SUBORDINATE.sub(_present, text)
    return text


def _present(found: re.Match[str]) -> str:
    """ "if the company refused" -> "if the company refuses"."""
    word, subject, verb = found.groups()
    plural = subject.split()[-1].endswith("s") and not subject.split()[-1].endswith(
        ("ss", "’s", "'s")
    )
    if verb == "was" or (verb == "were" and not plural):
        return f"{word} {subject}{'are' if plural else 'is'}"
    base = base_of(verb, "ed")
    if not base or base_of(verb, "") or base == "be":
        return found.group()
    if base == "have":
        return f"{word} {subject}{'have' if plural else 'has'}"
    if plural:
        return f"{word} {subject}{base}"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{word} {subject}{base[:-1]}ies"
    return f"{word} {subject}{base}{'es' if base.endswith(('s', 'x', 'ch', 'sh', 'o')) else 's'}"
