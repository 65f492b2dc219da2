"""Whether a sentence rests on a source that is not named."""

from __future__ import annotations

import re

from briefing.summaries.phrases import Phrase, any_of

_SAID = (
    r"(?:said|says?|told|tells?|confirmed|confirms?|added|claimed|disclosed|indicated|suggested|"
    r"described|revealed|warned|reported|noted|expects?|expected|denied)"
)
_WHO = (
    r"(?:people|persons?|someone|somebody|sources?|individuals?|officials?|executives?|"
    r"diplomats?|aides?|insiders?|employees?|staffers?|advisers?|advisors?|lawyers?|bankers?|"
    r"traders?|officers?|lawmakers?|investigators?|colleagues?|workers?|associates?|those)"
)
_KNOWS = (
    r"(?:(?:who\s(?:is|are|was|were)\s)?(?:familiar|acquainted)\swith|"
    r"(?:who\s(?:is|are|was|were)\s)?(?:briefed|informed)\s(?:on|about)|"
    r"(?:with|who\s(?:has|have|had))\s(?:direct\s|first-?hand\s|inside\s|close\s)*knowledge\sof|"
    r"(?:who\s(?:is|are|was|were)\s)?(?:privy\sto|close\sto\sthe\s(?:talks|deal|matter|"
    r"negotiations|discussions|process|investigation|inquiry|company|situation|government|"
    r"president|family|minister|club))|"
    r"involved\sin\sthe\s(?:talks|negotiations|discussions|process))"
)
# What stands before "source(s)" when it is somebody who talks.
_TALKER = (
    r"(?:police|government|military|security|intelligence|diplomatic|industry|company|court|"
    r"judicial|hospital|medical|legal|party|union|banking|market|trade|political|official|"
    r"parliamentary|palace|club|family|senior|well-?placed|informed|reliable|anonymous|unnamed|"
    r"unidentified|multiple|several|two|three|four|other|some|law\senforcement|white\shouse|"
    r"downing\sstreet|defen[cs]e|cabinet|campaign|congressional|administration|western|local)"
)
_TALKERS = rf"(?:{_TALKER}\s){{0,3}}sources?"
_HIGH = r"(?:officials?|executives?|aides?|diplomats?|advisers?|advisors?)"
_UNNAMED = (
    Phrase(
        "people who know",
        rf"\b{_WHO}(?:\s\w+){{0,2}}\s{_KNOWS}\b",
        found_in=("people familiar with the matter", "a person briefed on the talks"),
        not_in=("people on the quay", "a person involved in the crash"),
    ),
    Phrase(
        "on condition",
        r"\bcondition(?:s)?\sof\sanonymity\b|"
        r"\b(?:spoke|speaking|speak|talked|quoted)\sanonymously\b",
        found_in=("on condition of anonymity", "She spoke anonymously."),
        not_in=("He gave money anonymously.",),
    ),
    Phrase(
        "would not be named",
        r"\b(?:(?:not|n[’']t)\s(?:want|wants|wish|like|prefer)(?:ing)?|"
        r"declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing))\sto\sbe\s(?:named|identified)\b",
        found_in=("who did not want to be named", "She declined to be identified."),
        not_in=("who did wish to be identified", "He is not being identified."),
    ),
    Phrase(
        "asked not to be named",
        r"\b(?:ask|insist|request|prefer|want|wish|demand)(?:s|ed|ing)?\s(?:not\sto\sbe\s"
        r"(?:named|identified)|(?:to\s(?:remain|stay|be)\s)?anonym(?:ous|ity))\b",
        found_in=(
            "who asked not to be named",
            "requesting anonymity",
            "wants to stay anonymous",
        ),
        not_in=("He asked to be named.",),
    ),
    Phrase(
        "stayed unnamed",
        r"\bremain(?:ed|ing)?\sanonymous\s(?:because|as|out\sof|for\sfear)\b",
        found_in=("remained anonymous for fear of the firm",),
        not_in=("The donor remained anonymous.",),
    ),
    Phrase(
        "not allowed to speak",
        r"\bnot\sauthori[sz]ed\sto\s(?:speak|talk|comment|discuss|brief)\b",
        found_in=("He was not authorised to speak.",),
        not_in=("He was not authorised to sail.",),
    ),
    Phrase(
        "an unnamed official",
        r"\b(?:anonymous|unnamed|unidentified)\s(?:\w+\s){0,2}(?:sources?|officials?|"
        r"executives?|diplomats?|aides?|insiders?|employees?|advisers?|advisors?)\b",
        found_in=("an unnamed senior official",),
        not_in=("an unidentified man", "an anonymous tip"),
    ),
    Phrase(
        "sources said",
        rf"(?:^|[,;:“\"]\s?|\b(?:but|and|as|while|that|because|after)\s)(?:the\s|a\s|an\s)?"
        rf"{_TALKERS}\s(?:(?:close|in|at|inside|within|from|near|with)\s[^,.;]"
        rf"{{2,40}}?\s)?(?:have\s|has\s|had\s)?(?:also\s|later\s|since\s)?{_SAID}\b",
        found_in=("Sources said no.", "but a source in the ministry later told us"),
        not_in=("Open source software said to be safe.",),
    ),
    Phrase(
        "according to sources",
        rf"\baccording\sto\s(?:a\s|an\s|the\s|one\s)?{_TALKERS}\b(?!\scode)",
        found_in=("according to two police sources",),
        not_in=("according to the source code",),
    ),
    Phrase(
        "one source said",
        rf"\b(?:a|one)\s(?:{_TALKER}\s){{0,3}}source\s(?:{_SAID}|who)\b",
        found_in=("One official source confirmed it.", "a source who knows him"),
        not_in=("a source of pride",),
    ),
    Phrase(
        "a source said, behind what it said",
        rf",\s(?:the\s|a\s|one\s)?{_TALKERS}\s{_SAID}\b",
        found_in=("It is over, the club source said.",),
        not_in=("It is over, the source of the river said.",),
    ),
    Phrase(
        "said a source",
        rf"\b{_SAID}\s(?:the\s|a\s|one\s)?(?:{_TALKER}\s){{1,3}}sources?\b",
        found_in=("It is over, said a senior police source.",),
        not_in=("It is over, said a water source.",),
    ),
    Phrase(
        "a senior official said",
        rf"\b(?:a|an|one|two|three|several|some)\s(?:former\s)?senior\s(?:[\w.-]+\s){{0,3}}"
        rf"{_HIGH}\s{_SAID}\b",
        found_in=("A senior administration official told us.",),
        not_in=("Senior officials met on Monday.",),
    ),
)
_ENGLISH = any_of(_UNNAMED)
_OTHERS: dict[str, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:\w*insidern?|\w*kreisen)\s(?:zufolge|heißt|verlautete)|\baus\s(?:\w+\s)?\w*kreisen\b|"
        r"\bvertraute[rn]?\s(?:person|personen|quellen?|kreise[n]?)\b|"
        r"\bnicht\s(?:namentlich\s)?genannt\swerden\b|\banonym\sbleiben\b|"
        r"\bunter\sder\sbedingung\s(?:der|von)\sanonymität\b|\binformierten\skreisen\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:selon|d[’']après)\s(?:une|des|plusieurs|deux|certaines)\ssources?\b|"
        r"\bsources?\s(?:proches?|policières?|judiciaires?|diplomatiques?|gouvernementales?|"
        r"concordantes?|anonymes?|sécuritaires?)\b|\bsous\s(?:le\s)?(?:couvert|condition)\s(?:de\sl[’']|d[’'])"
        r"anonymat\b|\brequis\sl[’']anonymat\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:según|de\sacuerdo\scon)\s(?:\w+\s)?fuentes?\b|\bfuentes\s(?:cercanas|oficiales|"
        r"diplomáticas|policiales|judiciales|anónimas|del|de\sla)\b|\bcondición\sde\sanonimato\b|"
        r"\bno\sser\sidentificad[oa]s?\b",
        re.IGNORECASE,
    ),
    "it": re.compile(
        r"\b(?:secondo|stando\sa)\s(?:\w+\s)?fonti\b|\bfonti\s(?:vicine|ufficiali|diplomatiche|"
        r"giudiziarie|anonime|investigative)\b|\bcondizione\sdi\sanonimato\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:segundo|de\sacordo\scom)\s(?:\w+\s)?fontes?\b|\bfontes\s(?:próximas|oficiais|"
        r"diplomáticas|policiais|anónimas|anônimas|ouvidas)\b|\bcondição\sde\sanonimato\b",
        re.IGNORECASE,
    ),
}

_TIPS = re.compile(r"(?:anyone|witnesses|tipsters|callers|those\swho\s(?:want|wish|would))\b", re.I)
"""How a call for witnesses opens, which lets them stay anonymous."""


def is_anonymous(text: str, lang: str = "en") -> bool:
    """Whether what the sentence says is put down to somebody whom it does not name.

    People familiar with a matter, sources, officials who asked not to be named. A spokesman
    without a name does not count, nor does a tip or a donor. False in languages without rules.

    Args:
        text: one sentence.
        lang: ISO 639-1.
    """
    pattern = _ENGLISH if lang == "en" else _OTHERS.get(lang)
    return pattern is not None and pattern.search(text) is not None and not _TIPS.match(text)
