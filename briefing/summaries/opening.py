"""How a sentence opens: whether it leans on one before it."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DANGLING = re.compile(
    r"[\"“‘'(\[]*(?:he|she|they|it|his|her|hers|their|theirs|its|him|them|this|that|these|those|such|but|and|or|so|"
    r"yet|however|moreover|furthermore|meanwhile|also|additionally|nevertheless|nonetheless|"
    r"therefore|thus|hence|instead|still|then|besides|otherwise|likewise|similarly|"
    r"consequently|in addition|on the other hand|on the contrary|as a result|for example|"
    r"for instance|the (?:former|latter|pair|two|duo|trio)|both|neither|it['’]s|he['’]s|"
    r"she['’]s|they['’]re|that['’]s|there['’]s)\b",
    re.IGNORECASE,
)
_OPENERS: dict[str, frozenset[str]] = {
    "de": _words(
        "er sie es ihr ihre sein seine dies diese dieser dieses das aber und oder doch jedoch"
        " dagegen zudem außerdem deshalb daher dadurch dabei damit dann auch"
    ),
    "fr": _words(
        "il elle ils elles cela ce cette ces celui celle mais et ou donc or car cependant"
        " toutefois pourtant ainsi aussi alors ensuite son sa ses leur leurs"
    ),
    "es": _words(
        "él ella ellos ellas esto esta este estos estas eso esa ese pero y o además también así"
        " entonces luego su sus"
    ),
    "it": _words(
        "egli lui lei loro questo questa questi queste ciò ma e o però inoltre anche così quindi"
        " poi suo sua"
    ),
    "pt": _words(
        "ele ela eles elas isto isso este esta esse essa mas e ou porém também além assim então"
        " depois seu sua"
    ),
    "cs": _words(
        "on ona oni to tento tato toto ten ta ale a nebo však také proto pak navíc jeho její jejich"
    ),
    "el": _words("αυτός αυτή αυτό αυτοί αυτές αυτά αλλά και ή όμως επίσης ωστόσο επιπλέον έτσι"),
}
_FIRST = re.compile(r"[^\w]*([^\W\d_]+)")
_LABELLED = re.compile(r"[A-Z][\w’'-]*(?:\s[\w’'-]+){0,3}:\s[A-Z]")
_SAYS = re.compile(
    r"\b(?:said|says|say|added|adds|wrote|writes|told|asked|asks|tweeted|posted|continued)\b"
)
_QUOTES = "\"“‘'„«»「『"


def is_dangling(text: str, lang: str = "en") -> bool:
    """Whether the sentence opens with a pronoun or connective that points outside of it."""
    words = _OPENERS.get(lang)
    if words is None:
        return _DANGLING.match(text) is not None
    m = _FIRST.match(text)
    return m is not None and m.group(1).lower() in words


def is_quote(text: str) -> bool:
    """Whether it opens with a quotation mark."""
    return text[:1] in _QUOTES and bool(text)


def is_question(text: str) -> bool:
    """Whether it asks."""
    return text.rstrip("\"'’”»)").endswith(("?", "？", "؟", ";"))


def is_torn(text: str) -> bool:
    """Whether it is a caption with a label, or half of a longer quotation."""
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return True
    m = _LABELLED.match(text)
    return m is not None and _SAYS.search(m.group()) is None
