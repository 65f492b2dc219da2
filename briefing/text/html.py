"""HTML to plain paragraphs, in one pass over the text.

Only what a person reads is wanted, so no tree is built: a scanner goes from one "<" to the
next, drops tags, and starts a new line at those that stand for a block. It takes time linear in
the input and memory linear in the output whatever the nesting; the tree builders at hand do
not (html.parser rescans unfinished comments and tags, lxml keeps a node for every tag). Each
place where something unfinished could be looked for again and again remembers that it was not
found.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Final

from briefing.models import CleanText
from briefing.text.clean import text, title

MAX_HTML: Final = 2_000_000
"""Characters of HTML that are looked at; no article is longer, and what follows is left out."""
MAX_LINE: Final = 10_000
"""Characters of markup that are looked at for a title or a name."""
MAX_TEXT: Final = 200_000
"""Bytes (UTF-8) of text that come out at most."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav ol optgroup option p pre search section summary table tbody tfoot thead tr ul"
)
_CELLS = frozenset(("td", "th"))
# Dropped with all that is in them; they nest.
_DROPPED = _names("applet audio canvas datalist head map noscript object select svg template video")
# Dropped too, but what is in them is no markup: it ends at its own end tag, nowhere else.
_RAW = _names("iframe noembed noframes script style textarea title xmp")
_INLINE = _names(
    "a abbr acronym b bdi bdo big cite code data del dfn em embed font i img input ins kbd label "
    "link mark meta nobr q rp rt ruby s samp small source span strike strong sub sup time tt u var "
    "wbr picture button col colgroup area base param track"
)
_MEANT = _BLOCKS | _CELLS | _DROPPED | _RAW | frozenset("q")
_KNOWN = _BLOCKS | _CELLS | _DROPPED | _RAW | _INLINE

# The start of markup. A tag without "=" or quotes is taken whole at once: most are.
_MARKUP = re.compile("<(?:(/?)([a-zA-Z][^\\s/>]*+)([^<>\"'=]*+>)?|!--|!\\[CDATA\\[|![a-zA-Z]|\\?)")
# A whole tag; a ">" inside a quoted value does not end it. Possessive: it never backtracks.
_TAG = re.compile("</?[a-zA-Z][^\\s/>]*+(?:[^>\"'=]++|=\\s*+(?:\"[^\"]*+\"|'[^']*+')|[=\"'])*+>")
_LOOSE_TAG = re.compile("<[^>]*+>")
_COMMENT_END = re.compile("--!?>")
_ENTITY = re.compile(
    "&(?:#[0-9]{1,9}+(?![0-9]);?|#[xX][0-9a-fA-F]{1,8}+(?![0-9a-fA-F]);?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
)
_BLANK = re.compile("[ \\t\\n\\r\\f]+")
_SPACES = re.compile("  +")
_LINE = re.compile(" *\\n[ \\n]*")
# Stands for the end of a line until white space is folded; the text rule lets none through.
_BREAK = "\x1e"


def _unescaped(found: re.Match[str]) -> str:
    return _unescape_one(found[0])


@lru_cache(maxsize=1024)
def _unescape_one(entity: str) -> str:
    return unescape(entity)


def entities(s: str) -> str:
    """Decode character references as browsers do, whatever their length; linear."""
    # html.unescape alone raises on a number of more than 4,300 digits.
    return _ENTITY.sub(_unescaped, s) if "&" in s else s


@lru_cache(maxsize=64)
def _raw_end(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE)


class _Scanner:
    """One pass over one string."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.parts: list[str] = []
        self.size = 0
        self.dropping = ""
        self.depth = 0
        self.verbatim = 0
        self.tag = _TAG
        self.last_ends: dict[str, int] = {}

    def run(self) -> str:
        html = self.html
        position = 0
        while self.size <= MAX_TEXT:
            found = _MARKUP.search(html, position)
            start = found.start() if found else len(html)
            if start > position and not self.dropping:
                self.words(html[position:start])
            if found is None:
                break
            if found[2] is None:
                position = self.no_tag(start)
                continue
            position = found.end() if found[3] else self.tag_end(start)
            name = found[2].lower()
            if name not in _MEANT:
                continue
            if found[1]:
                self.end_tag(name)
            else:
                position = self.start_tag(name, position, closed=html[position - 2] == "/")
        return "".join(self.parts)

    def words(self, raw: str) -> None:
        """Text between two tags, entities not yet decoded."""
        # Line ends inside <pre> are the author's; elsewhere they are white space.
        self.add(raw.replace("\n", _BREAK) if self.verbatim else raw)

    def add(self, piece: str) -> None:
        self.parts.append(piece)
        self.size += len(piece)

    def no_tag(self, start: int) -> int:
        """Handle a comment, a declaration or CDATA at ``start``; where to go on."""
        html = self.html
        if html.startswith("<!--", start):
            if html.startswith((">", "->"), start + 4):
                return html.index(">", start) + 1
            end = _COMMENT_END.search(html, start + 4)
            return end.end() if end else len(html)  # unfinished: the rest is comment
        if html.startswith("<![CDATA[", start):
            close = html.find("]]>", start)
            close = len(html) if close < 0 else close
            if not self.dropping:
                self.words(html[start + 9 : close])
            return close + 3
        close = html.find(">", start)
        return len(html) if close < 0 else close + 1

    def tag_end(self, start: int) -> int:
        """Where the tag with attributes at ``start`` ends."""
        found = self.tag.match(self.html, start)
        if found is None and self.tag is _TAG:
            # Some quote never ends. From here on ">" ends a tag, wherever it stands: looking
            # for the end of quotes again at each tag would not be linear.
            self.tag = _LOOSE_TAG
            found = self.tag.match(self.html, start)
        return found.end() if found else len(self.html)  # cut off inside a tag

    def start_tag(self, name: str, position: int, *, closed: bool) -> int:
        """Handle a start tag that ends at ``position``; where to go on."""
        if name in _RAW and not self.dropping:
            end = _raw_end(name).search(self.html, position)
            return end.start() if end else len(self.html)
        if self.dropping:
            if name == self.dropping and not closed:
                self.depth += 1
        elif name in _DROPPED:
            # One that is never closed must not swallow the rest of an article.
            if not closed and self.last_end(name) > position:
                self.dropping, self.depth = name, 1
        elif name in _BLOCKS:
            self.add(_BREAK)
            if name == "pre":
                self.verbatim += 1
        elif name in _CELLS:
            self.add(" ")
        elif name == "q":
            self.add("“")
        return position

    def end_tag(self, name: str) -> None:
        if self.dropping:
            if name == self.dropping:
                self.depth -= 1
                if not self.depth:
                    self.dropping = ""
        elif name in _BLOCKS:
            self.add(_BREAK)
            if name == "pre" and self.verbatim:
                self.verbatim -= 1
        elif name in _CELLS:
            self.add(" ")
        elif name == "q":
            self.add("”")

    def last_end(self, name: str) -> int:
        """Where the last end tag of ``name`` stands, -1 when there is none; found once."""
        if name not in self.last_ends:
            self.last_ends[name] = -1
            for end in _raw_end(name).finditer(self.html):
                self.last_ends[name] = end.start()
        return self.last_ends[name]


def to_text(html: str) -> CleanText:
    """The words of ``html``, one paragraph a line; entities decoded, text rule applied last.

    Scripts, styles, frames, objects, drawings, media and the head are left out with all that is
    in them. At most 200 kB come out, cut at a word. Never raises; plain text comes back as
    plain text in one line, as a browser would show it.
    """
    raw = entities(_Scanner(html[:MAX_HTML]).run()).replace("\xa0", " ")
    lines = _BLANK.sub(" ", raw).replace(_BREAK, "\n")
    return limit(CleanText(_LINE.sub("\n", _SPACES.sub(" ", text(lines)))))


def limit(s: CleanText, size: int = MAX_TEXT) -> CleanText:
    """``s`` cut at a word so that it takes at most ``size`` bytes of UTF-8."""
    if len(s) * 4 <= size:
        return s
    data = s.encode()
    if len(data) <= size:
        return s
    cut = data[:size].decode("utf-8", "ignore")
    # A single endless word is cut where it must be.
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return text(cut[:space] if space > size // 8 else cut)


_SOME_TAG = re.compile("<(?:!--|!doctype\\b|(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})(?=[\\s/>]))", re.I)


def looks_like_html(s: str) -> bool:
    """Whether ``s`` is markup rather than words.

    It is when it has a doctype, a comment, a known tag, or an unknown one that is closed.
    """
    open_names: set[str] = set()
    for tag in _SOME_TAG.finditer(s[:MAX_HTML]):
        name = (tag[2] or "").lower()
        if not name or name in _KNOWN or (tag[1] and name in open_names):
            return True
        open_names.add(name)
    return False


def line(s: str) -> CleanText:
    """A title or a name that may hold markup or entities, as one clean line.

    Tags go only when the string surely is markup (something is closed, or a tag carries
    attributes): "a <T> in C++" and "Use <div>" are words about markup and stay. Entities are
    decoded, doubly written ones too ("AT&amp;amp;T", "&amp;lt;b>Bold&amp;lt;/b>"). "" when
    it is all markup and no words.
    """
    s = s[:MAX_LINE]
    for _ in range(3):
        if "<" in s and _is_markup(s):
            s = to_text(s)
        if "&" not in s or (decoded := entities(s)) == s:
            break
        s = decoded
    return title(s)


_ATTRIBUTED = re.compile("<!--|<[a-zA-Z][a-zA-Z0-9:-]{0,30}\\s[^<>=]*+=[^<>]*+>")
_VOID = re.compile("<(?:br|hr|img|wbr|p)\\s*/?>", re.IGNORECASE)


def _is_markup(s: str) -> bool:
    if _ATTRIBUTED.search(s) is not None or _VOID.search(s) is not None:
        return True
    tags = [(end, name.lower()) for end, name in _SOME_TAG.findall(s) if name]
    closed = {name for end, name in tags if end}
    return any(name in closed and not end for end, name in tags) or not closed.isdisjoint(_KNOWN)
