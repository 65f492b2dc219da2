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
    r"for instance|the (?:former|latter|pair|two|duo|trio)|both|neither|"
    r"all (?:of them|two|three|four|five|six)|there (?:he|she|they|it)|we|we['’](?:re|ve|ll)|"
    r"others|asked (?:if|whether|about|why|how|what)|when asked|(?:later|earlier) that|afterwards?|"
    r"(?:one|two|three|some|most|many|all|none|several|among|of) (?:of )?(?:them|those|these)|"
    r"elsewhere|indeed|in other words|in turn|of course|it['’]s|he['’]s|"
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


# "Romney will, however, praise"
_CONTRAST = re.compile(
    r"[^,.;]{2,40},\s(?:however|meanwhile|though|moreover|therefore|likewise|in\sturn|of\scourse|"
    r"for\s(?:example|instance)|on\sthe\sother\shand),"
)
# "Judge Quist told them to go on": whoever the verb is done to is not the one who does it, so
# that the pronoun of a first clause without another noun in the plural stands for somebody else.
_OBJECT = re.compile(
    r"(?:[A-Z][\w’'.-]*|a|an|the)(?:\s(?!(?:who|that|which|when|after|as|because|if|while|where|said|"
    r"says|people|men|women|children|of|and(?!\s[A-Z])|or|let|among|between|both)\b)(?:[A-Z][\w’'.-]*|and\s[A-Z]"
    r"[\w’'.-]*|[a-z’'-]*[a-rt-z’'-]|has|was|is|his|its)){1,9}\s(?:them|him)\b"
)


def is_dangling(text: str, lang: str = "en") -> bool:
    """Whether the sentence opens with a pronoun or connective that points outside of it.

    In English also when the object of its first clause can only be somebody outside of it.
    """
    words = _OPENERS.get(lang)
    if words is None:
        return bool(_DANGLING.match(text) or _leaves_object(text) or _CONTRAST.match(text))
    m = _FIRST.match(text)
    return m is not None and m.group(1).lower() in words


def _leaves_object(text: str) -> bool:
    # The search is dear, and few sentences hold such a word at all.
    return ("them" in text or "him" in text) and _OBJECT.match(text) is not None


def is_quote(text: str) -> bool:
    """Whether it opens with a quotation mark."""
    return text[:1] in _QUOTES and bool(text)


def is_question(text: str) -> bool:
    """Whether it asks."""
    return text.rstrip("\"'’”»)").endswith(("?", "？", "؟", ";"))


def is_torn(text: str) -> bool:
    """Whether it is a caption with a label, an aside, or half of a longer quotation."""
    if text.startswith("(") or text.count("“") != text.count("”") or text.count('"') % 2:
        return True
    m = _LABELLED.match(text)
    return m is not None and _SAYS.search(m.group()) is None
