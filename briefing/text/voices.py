"""Who says what a sentence says: officials, a company, or critics. English only.

The speaker is the phrase at a verb of saying: "police said", "said Ida Holm, a spokeswoman for the
ministry", "according to campaigners". The noun that heads it tells the class. Where the speakers
of one sentence differ, or one of them is of no class, nothing is said: better silent than wrong.
"""

from __future__ import annotations

from briefing.text.patterns import lazily

OFFICIAL, COMPANY, CRITIC = "official", "company", "critic"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- verbs ----------------------------------------------------------------------------

_SAYS = _words("""
said says say told tells added adds announced announces confirmed confirms warned warns argued
argues argue claimed claims claim insisted insists insist stated explained explains acknowledged
alleges allege complained denied denies accused urged urges declared speculated believe believes
believed reported admitted concluded noted suggested suggests
""")
_BEHIND = _words("said says added adds warned explained insisted argued told")
"""Verbs that their speaker may follow: "said police"."""
_SKIPPED = _words("""
has have had also later earlier then since however today yesterday tonight simply still now
repeatedly previously publicly initially monday tuesday wednesday thursday friday saturday sunday
on last week night late early reportedly
""")
"""What stands between a speaker and the verb."""
_BE = _words("be been being is are was were")
"""Before a verb these say that somebody is spoken of, or to."""

# --- speakers -------------------------------------------------------------------------

_HEADS = {
    OFFICIAL: """
police|officials|official|authorities|minister|ministers|ministry|prosecutor|prosecutors|
attorney general|judge|coroner|sheriff|court|government|governor|mayor|ambassador|embassy|
pentagon|white house|kremlin|downing street|home office|foreign office|fbi|cia|nasa|coast guard|
coastguard|army|military|navy|air force|investigators|detectives|department|agency|commission|
council|police chief|police commissioner|police officer|police officers|inspector|superintendent|
chancellor|secretary of state|foreign secretary|defence secretary|defense secretary|home secretary|
press secretary|health secretary|education secretary|treasury secretary|interior secretary|
transport secretary|transportation secretary|justice secretary|business secretary|
secretary general|secretary-general|district attorney|state attorney|sheriff's office|
police department|regulator|regulators|prime minister
""",
    COMPANY: """
chief executive|chief executives|chief executive officer|ceo|company|firm|managing director|
chief financial officer|chief operating officer|airline|carrier|retailer|manufacturer|automaker|
carmaker|chipmaker|drugmaker|supermarket|executives|company officials|company executives
""",
    CRITIC: """
critics|critic|campaigner|campaigners|opponents|advocate|advocates|advocacy group|
advocacy groups|opposition|opposition leader|opposition leaders|opposition lawmakers|
opposition parties|opposition politicians|rights group|rights groups|pressure group|
pressure groups|campaign group|campaign groups|environmentalists|environmentalist|
conservationists|human rights watch|amnesty international|amnesty|greenpeace|aclu
""",
}
_CLASS = {
    tuple(head.split()): name
    for name, heads in _HEADS.items()
    for head in heads.replace("\n", "").split("|")
}
_SPOKEN = _words("spokesman spokeswoman spokesperson spokesmen spokespeople")
_BODIES = {
    OFFICIAL: _words("""
    police ministry department council government office agency commission army military court
    embassy house pentagon fbi cia nasa mayor sheriff attorney prosecutors prosecutor coastguard
    coroner authority authorities administration minister president's governor navy force
    """),
    COMPANY: _words("company firm airline retailer bank supermarket store carrier manufacturer"),
    CRITIC: _words("rights opposition"),
}
"""Whom a spokesman speaks for."""
_SHADOWS = _words("minister secretary chancellor cabinet")
"""Offices that the opposition's shadow cabinet has, too."""

# --- what makes a speaker somebody else -----------------------------------------------

_NEVER = _words("""
former ex retired alleged off-duty fake no unnamed club team league federation association
foundation institute university college hospital church school charity trust society organisation
organization hamas rebel rebels taliban football race game party campaign nhs world fifa uefa
olympic news ad advertising travel talent salvation vice film art music food restaurant
literary his her their my actor fact-checking non-profit nonprofit centre center museum zoo
alliance board royal union
""")
_PRIVATE = _words("company club team league airline bank industry campaign school hospital")
"""What officials may be of that is no public body."""
_STUDIES = _words("""
research data forecasting modeling modelling polling consulting consultancy law analytics rating
intelligence tracking analysis market marketing
""")
"""Firms that are asked about others."""
_LOOSE = _words("officials official investigators detectives council")
"""Their place says whose they are: "investigators at Orla Data"."""
_PLACES = _words("at with from on")
_ARTICLES = _words("a an the")

# --- phrases --------------------------------------------------------------------------

_TAILS = _words("of for at in from with on near to by about against into over")
"""Behind these stands what hangs on the head."""
_PARTS = _words("who which before after because if whether")
"""Behind these a speaker says but a part of the sentence."""
_BREAKS = _PARTS | _words("that but and as while when or although though where meanwhile")
_SHORT = 4
"""Most words before "and" that are another speaker rather than a clause."""
_TOKEN = lazily(r"\w+(?:[.'’&-]\w+)*(?:(?<=s)[’'](?=\s\w)|\.)?(?=[\s,;:!?\"“”’')]|$)|[^\w\s]")


def voice(text: str, lang: str = "en") -> str:
    """OFFICIAL, COMPANY, CRITIC, or "" where the speaker is none of them or not surely known.

    Args:
        text: one sentence.
        lang: ISO 639-1, "" when unknown; always "" for languages other than English.
    """
    if lang not in ("", "en") or text.endswith("?"):
        return ""
    tokens = [token.rstrip(".") or token for token in _TOKEN.findall(text)]
    lows = [token.lower().replace("’", "'") for token in tokens]
    found: set[str] = set()
    for at, low in enumerate(lows):
        if low in _SAYS:
            kind = _before(tokens, lows, at)
            if kind is None and low in _BEHIND:
                kind = _behind(tokens, lows, at + 1)
            found.add(kind or "")
        elif low == "according" and lows[at + 1 : at + 2] == ["to"]:
            found.add(_behind(tokens, lows, at + 2))
    return found.pop() if len(found) == 1 else ""


def _before(tokens: list[str], lows: list[str], verb: int) -> str | None:
    """Class of the phrase that ends before a verb, "" for none; None where no phrase does."""
    end = verb
    while end and lows[end - 1] in _SKIPPED:
        end -= 1
    if end and lows[end - 1] in _BE:
        return ""
    apposed = end > 0 and lows[end - 1] == ","
    end -= apposed
    start = _begin(lows, end)
    opener = lows[start - 1] if start else ""
    if start == end or (apposed and opener != ","):
        return None
    if opener in _PARTS:
        return ""
    kind = _class(tokens[start:end], lows[start:end])
    if kind and opener == "and":
        first = _begin(lows, start - 1)
        if start - 1 - first <= _SHORT:
            other = _class(tokens[first : start - 1], lows[first : start - 1])
            return kind if kind == other else ""
    return kind


def _behind(tokens: list[str], lows: list[str], start: int) -> str:
    """Class of the phrase that begins behind a verb, or of what is said of its name."""
    for apposed in (False, True):
        end = start
        while end < len(lows) and _inside(lows[end]):
            end += 1
        kind = _class(tokens[start:end], lows[start:end])
        if apposed and kind == COMPANY and lows[start] in _ARTICLES:
            return ""  # "Orla Data, a company": asked for what it found out about others
        if kind or end >= len(lows) or lows[end] != ",":
            return kind
        start = end + 1
    return ""


def _begin(lows: list[str], end: int) -> int:
    start = end
    while start and _inside(lows[start - 1]):
        start -= 1
    return start


def _inside(low: str) -> bool:
    return low[0].isalnum() and low not in _BREAKS and low not in _SAYS


def _class(tokens: list[str], lows: list[str]) -> str:
    """Class of a noun phrase by its head: the last noun before what hangs on it or a name."""
    if not lows or any(low.removesuffix("'s") in _NEVER for low in lows):
        return ""
    if "shadow" in lows:
        return CRITIC if _SHADOWS & set(lows) else ""
    cut = next((place for place, low in enumerate(lows) if low in _TAILS), len(lows))
    if _SPOKEN & set(lows[:cut]):
        bodies = [name for name, words in _BODIES.items() if words & set(lows)]
        return bodies[0] if len(bodies) == 1 else ""
    for stop in range(cut, 0, -1):
        if stop < cut and not tokens[stop][0].isupper():
            return ""
        for start in range(max(0, stop - 3), stop):
            kind = _CLASS.get(tuple(lows[start:stop]))
            if kind:
                return kind if _meant(kind, lows, stop) else ""
    return ""


def _meant(kind: str, lows: list[str], stop: int) -> bool:
    """Whether the head that ends before ``stop`` is of its class, after what stands about it."""
    head, before, behind = lows[stop - 1], set(lows[: stop - 1]), set(lows[stop : stop + 1])
    if kind == OFFICIAL:
        loose = (
            (head in _LOOSE and behind & _PLACES)
            or (head == "council" and behind == {"of"})
            or (head == "agency" and before <= _ARTICLES)
        )
        return not loose and not _PRIVATE & before and not any("&" in low for low in before)
    if kind == COMPANY:
        named = head in ("firm", "company") and stop < len(lows)
        return not named and not _STUDIES & before and not any(low.endswith(".org") for low in lows)
    return True
