"""From a sentence as published to the sentence worth quoting, or nothing.

What is left is always a verbatim piece of what came in: only a beginning (dateline, time
stamp) or an end ("Continue reading") is taken away, never the middle.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.text.calendar import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from briefing.text.scripts import STOPS, UNSPACED

_SHORTEST, _LONGEST = 5, 90
"""Words of a sentence that can stand by itself."""

_LONGEST_UNSPACED = 240
"""Characters, for scripts that write no spaces."""

_LONGEST_TEXT = 2_000
"""Characters beyond which nothing is a sentence, whatever it is."""

# An agency in brackets: "LONDON (AP) — ", "Kabul, Afghanistan (CNN) -- ", "(Reuters) - "
_AGENCY = re.compile(
    r"(?:[A-Z][\w.,'’/-]*\s+(?:\w[\w.,'’/-]*\s+){0,5})?"
    r"\((?:[A-Z][\w./&-]*|dpa|ots)(?:\s[A-Z][\w./&-]*){0,3}\)\s*(?:[-—–]+|:)?\s*(?=[\"“‘'A-ZÀ-Þ\d])"
)
# The dash behind a dateline, with a space on one side of it at least.
_DASH = r"(?:\s(?:--|[-—–])\s?|(?:--|[—–])\s|(?<=[.)])-\s)"
# A place in capitals: "WASHINGTON — ", "ST. PAUL, Minn. - ", "PARIS/LYON, Oct. 3 -- "
_CAPITALS = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]*){0,3}"
    rf"(?:,\s[A-Z][\w.]+(?:\s[A-Z0-9][\w.]*){{0,2}}){{0,2}}{_DASH}\s*(?=[\"“‘'A-ZÀ-Þ\d])"
)
# A time: "14:32 ", "10.45am: ", "Updated at 9.20pm GMT ", "Oct 3, 2025, 5:00 PM EDT - "
_STAMP = re.compile(
    r"(?i:(?:last\s)?updated:?\s(?:at\s)?)?\[?\d{1,2}[:.]\d{2}\s?(?i:[ap]\.?m\b\.?)?"
    r"\s?(?:[A-Z]{2,4}\b)?\]?\s?(?:[-—–:|]+\s*|\s)(?=[\"“‘'A-ZÀ-Þ])"
)
# A dateline further on: what stands before it is a headline or a caption that ran into it.
# Behind the call letters of a station the dash may be missing.
_INNER_DATELINE = re.compile(
    r"(?:\s|^)[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}(?:,\s[A-Z][\w.]{1,12}(?:\s[A-Z]\w+)?)?"
    r"(?:\s\([KW][A-Z]{2,3}(?:-TV)?\)\s?(?:[-—–]\s?)?|(?:\s\([A-Z][\w./&\s-]{1,24}\))?"
    r"(?:\s(?:--|[—–])\s?|(?<=[.)])(?:--|[—–])\s|(?<=\))\s?-\s))(?=[\"“A-ZÀ-Þ])"
)
_DATELINE_ENDS = ("—", "–", "--", ")")
_RAN_INTO = 200
"""Characters within which such a dateline is looked for."""
# The signature of a post that a page shows before its next sentence: "(@name) July 8, 2016 ".
_POST = re.compile(r"\(@\w{2,20}\)\s?(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4})?\s*")
# Notes before a sentence: an update with its time, a signature with the time of the last edit,
# the credit of a picture, the button of a picture, the name of a section.
_NOTE = re.compile(
    r"(?:(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}\s)?UPDATE(?:\s?#?\d)?"
    r"(?:\s@?\s?\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?(?:\s\([^()]{2,16}\))?)?\s?[:–—-]\s*|"
    r"[Bb]y:\s[^|]{3,60}?\sUpdated:\s[A-Z][a-z]{2}\s\d{1,2},\s\d{4}\s-\s\d{1,2}:\d\d\s[AP]M\s+|"
    r"\|\s(?:[A-Z][\w'’/&.-]*\s){1,5}(?=(?:An?|The|One|Two|Three|Four|Five|Six|Seven)\s)|"
    r"FOR\sLIVE\s(?:NEWS\s)?UPDATES:\s(?:[A-Z][a-z]+,\s)?[A-Z][a-z]+\s+|"
    r"(?:Facebook|Instagram|Twitter|YouTube)(?:/[A-Z][a-z]+)?\s+(?=(?:An?|The)\s)|"
    r"(?:Buy\sPhoto|View\sFull\sCaption|Hide\sCaption|Show\sCaption|Related\sCoverage|"
    r"Story\s[Hh]ighlights?|HIGHLIGHTS|Local\sNews|BREAKING(?:\sNEWS)?:?|CLOSE|×)\s+)"
    r"(?=[\"“A-ZÀ-Þ0-9])"
)
_BULLET = re.compile(r"(?:[•·▪●◦►▶»*–—-]+|\d{1,2}[.)])\s+")
_TAIL = re.compile(
    r"\s*(?:\[\s?(?:…|\.\.\.|&hellip;)\s?\]|\(…\)|…|\.\.\.|→|»|"
    r"(?:\(?(?:continue reading|read (?:more|on|the full (?:story|article))|keep reading|"
    r"weiterlesen|lire la suite|leer más|leggi tutto|seguir leyendo|lees verder|mehr dazu)"
    r"\b[^.!?]{0,80}\)?[.…»→]*))\s*$",
    re.IGNORECASE,
)
_TAIL_ENDS = ("…", "...", "]", ")", "→", "»")
_TAIL_WORDS = (
    *("continue reading", "keep reading", "read more", "read on", "read the full"),
    *("weiterlesen", "lire la suite", "leer más", "leggi tutto", "seguir leyendo"),
    *("lees verder", "mehr dazu"),
)
_BY_LINE = re.compile(
    r"(?:By|BY|Von|Par|Por|Di|Door|Text|Words)[:.]?\s+(?:By\s+)?[A-ZÀ-Þ][\w.'’-]*"
    r"(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|and|for|und|et|y|e)){0,6}"
    r"\s*(?:[.|]?$|[|,]|[A-Z][a-z]{2}\.?\s\d|Published|Updated|PUBLISHED|UPDATED)"
)
_BY_TWO = re.compile(r"By[.:]?(?:\s+By)?\s+[A-Z][a-z'’-]+\s+[A-Z][a-z'’-]+(?:[^,\s\w]|\s+[A-Z])")
_CALENDAR = (
    *(*MONTHS, *SHORT_MONTHS, "Sept"),
    *(*WEEKDAYS, *SHORT_WEEKDAYS, "Tues", "Thurs"),
)
_DATE_LINE = re.compile(
    rf"(?:\W|\d|(?:{'|'.join(_CALENDAR)}|est|edt|gmt|bst|pst|pdt|utc|cet|am|pm|a\.m|p\.m|"
    r"on|at|th|st|nd|rd|published|updated|last)\b)+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:published|updated|posted|last\s(?:modified|updated)|created|e-?mail|photo(?:s|graph)?|"
    r"images?|picture|pictured|video|watch|listen|caption|credit|source|advertisement|correction|"
    r"editor['’]?s\snote|more\son\sthis|related|see\salso|read\salso|also\sread|topics|tags|"
    r"share|comments?|file|raw\svideo|mugshots?|gallery|slideshow|quick\sfacts|"
    r"previous\sstor(?:y|ies)|(?:for\s)?live\s(?:news\s)?updates)\s*[:|.\-–—+>]",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(r"\bis\san?\s(?:[\w-]+\s){1,3}publication\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"\((?:pictured|left|right|above|below|centre|center|file|inset)\b[^)]*\)|"
    r"^(?:pictured|above|below|left|right|file)\b[:,]|^pictured\b|,\s(?:left|right|centre|center),|"
    r"\((?:photo|image|picture|credit|ap photo|getty|reuters)\b[^)]*\)?|"
    r"\([^()]{1,30}\s(?:image|photo|photograph)\)",
    re.IGNORECASE,
)
_SIDES = ("left,", "right,", "centre,", "center,")
# "Orla Navy image of", "File picture shows"; not "A picture of"
_PICTURE = re.compile(
    r"(?!(?:An?|The|One|This|That|His|Her|Their)\b)(?:[A-Z][\w.]*\s){0,3}(?:[Ii]mage|[Pp]hoto|"
    r"[Pp]hotograph|[Pp]icture)s?\s(?:of|from|shows?|taken|provided|released)\b"
)
_CLIP = re.compile(r"\b\d{1,2}:\d{2}\s(?=[A-Z])")
_CLIPS = 3
"""Lengths of films, each before the next one's headline, that make a list of films."""
_SMALL = re.compile("[a-z]+")
_RUN = 5
"""Words in a row that nobody says twice in one sentence."""
_CLOSED = re.compile(rf"(?:[.!?…{STOPS}؟۔።։;;]|[\u0900-\u09ff]\s?\|)[\"'’”»«“)\]」』）》]*$")
_TITLED = re.compile(r"\s(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|Prof|Rev)\.$")
"""A sentence that its feed cut off behind a title."""
_UNSPACED = re.compile(f"[{UNSPACED}]")

# Lower-case pieces that mark a sentence as furniture of the page. Substring tests are
# twenty times faster than one alternation over all of them.
_FURNITURE: tuple[str, ...] = (
    "read more",
    "click here",
    "scroll down",
    "follow us",
    "follow me",
    "follow @",
    "follow him on",
    "follow her on",
    "on twitter at",
    "all rights reserved",
    "©",
    "continue reading",
    "keep reading",
    "share this",
    "media playback",
    "media caption",
    "image caption",
    "image copyright",
    "getty images",
    "http://",
    "https://",
    "www.",
    "pic.twitter",
    "what others are reading",
    "related article",
    "related stories",
    "related story",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "privacy policy",
    "the ip address",
    "dns settings",
    "dns cache",
    "wayback machine",
    "crawls of",
    "crawl data",
    "web crawl",
    "your browser",
    "view comments",
    "post a comment",
    "leave a comment",
    "comments below",
    "have your say",
    "download our app",
    "download the app",
    "contact the reporter",
    "contributed to this report",
    "contributed reporting",
    "contributed to this story",
    "reporting by",
    "editing by",
    "may not be published, broadcast",
    "this article was originally",
    "this story has been updated",
    "this is a developing story",
    "this post appeared first",
    "appeared first on",
    "originally published",
    "photo by",
    "photo courtesy",
    "in this photo taken",
    "in this file photo",
    "photo illustration",
    "staff photo",
    "handout photo",
    "file photo",
    "undated photo",
    "get email notifications",
    "posts new content",
    "for immediate release",
    "skip in skip",
    "embed x share",
    "copyright 20",
    "all other rights",
    "play video",
    "watch the video",
    "watch video",
    "video below",
    "already a subscriber",
    "free trial",
    "for more information",
    "for confidential support",
    "call the samaritans",
    "@gmail.com",
    "e-mail us",
    "email us",
    "reset your password",
    "your tweet",
    "crime stoppers",
    "anyone with information",
    "anyone with any information",
    "anyone who has information",
)

# Words of furniture that are also words of the news (a copyright suit, a cookie law): they
# count when the sentence speaks to the reader as well.
_BOTH: tuple[str, ...] = (
    "sign up",
    "signing up",
    "sign in",
    "log in",
    "subscribe",
    "subscription",
    "newsletter",
    "copyright",
    "cookie",
    "javascript",
    "advertisement",
    "our app",
    "this page",
    "this video",
    "listen to",
    "click on",
    "crawl",
)
_TO_READER = re.compile(
    r"\b(?:you|your|our|us|please|enable|inbox|here|below)\b|"
    r"^(?:copyright|advertisement|sign|signing|subscribe|get|join|listen|log|click|support|try)\b",
    re.IGNORECASE,
)


def cleaned(text: str, *, whole: bool = True) -> str:
    """The quotable piece of a sentence, "" when there is none.

    Args:
        text: one sentence as published.
        whole: ask for a full sentence: five words at least and closing punctuation. False
            for the case that nothing else is there (a teaser cut off by its feed).

    Returns:
        A verbatim substring of ``text``, or "".
    """
    if len(text) > _LONGEST_TEXT:
        return ""
    kept, complete = _cleaned(text)
    return kept if complete or not whole else ""


@lru_cache(maxsize=8_192)
def _cleaned(text: str) -> tuple[str, bool]:
    """The piece, and whether it is a full sentence."""
    kept = _without_beginning(text.strip())
    if _is_furniture(kept):
        return "", False
    cut = _TAIL.sub("", kept) if _may_have_tail(kept) else kept
    ended = cut is kept or cut == kept
    if not ended and not _CLOSED.search(cut):
        # Cut off in mid-sentence: shown with its dots when there is nothing better.
        return (kept if kept.endswith(("…", "...", "]", ")")) else cut), False
    kept = cut
    if not kept:
        return "", False
    return kept, _is_full(kept)


def _may_have_tail(text: str) -> bool:
    """Whether it is worth the search, which is dear: few sentences have one."""
    low = text.lower()
    return low.endswith(_TAIL_ENDS) or any(map(low.__contains__, _TAIL_WORDS))


def _without_beginning(text: str) -> str:
    if "(@" in text:
        text = _POST.split(text)[-1]
    for pattern in (_NOTE, _BULLET, _STAMP, _AGENCY, _CAPITALS):
        m = pattern.match(text)
        if m is not None and m.end() < len(text):
            text = text[m.end() :]
    if not any(map(text.__contains__, _DATELINE_ENDS)):
        return text
    m = _INNER_DATELINE.search(text, 0, _RAN_INTO)
    return text[m.end() :] if m is not None and text.count(" ", m.end()) > _SHORTEST else text


def _is_furniture(text: str) -> bool:
    if not text or text[0] == "|":
        return True
    low = text.lower()
    if any(map(low.__contains__, _FURNITURE)):
        return True
    if any(map(low.__contains__, _BOTH)) and _TO_READER.search(text):
        return True
    if _LABEL.match(text) or _PICTURE.match(text) or _BY_TWO.match(text) or _BY_LINE.match(text):
        return True
    if "publication" in low and _PUBLICATION.search(text):
        return True
    if (
        "(" in text or text[0] in "PpAaBbLlRrFf" or any(map(low.__contains__, _SIDES))
    ) and _CAPTION.search(text):
        return True
    if _DATE_LINE.fullmatch(text) or (":" in text and len(_CLIP.findall(text)) >= _CLIPS):
        return True
    if text.count(" ") > 2 * _RUN and _says_twice(text):
        return True
    if len("".join(_SMALL.findall(text))) * 2 >= len(text):
        return False  # at least half are small letters: no need to look at each
    upper = sum(map(str.isupper, text))
    return upper * 2 > sum(map(str.isalpha, text))


def _says_twice(text: str) -> bool:
    """Whether a run of words stands in it twice: links and captions glued together."""
    words = text.split(" ")
    if len(words) - len(set(words)) < _RUN:
        return False
    seen: set[tuple[str, ...]] = set()
    for start in range(len(words) - _RUN + 1):
        run = tuple(words[start : start + _RUN])
        if run in seen:
            return True
        seen.add(run)
    return False


def _is_full(text: str) -> bool:
    if _UNSPACED.search(text):
        return _SHORTEST <= len(text) <= _LONGEST_UNSPACED
    words = text.count(" ") + 1
    return (
        _SHORTEST <= words <= _LONGEST
        and _CLOSED.search(text) is not None
        and _TITLED.search(text) is None
    )
