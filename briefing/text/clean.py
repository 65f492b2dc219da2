"""The text rule and the link rule: what every string from outside passes before anything else.

A terminal obeys what it is sent. A title that carries an escape sequence can write the
clipboard, hide a link or recolour the screen; a bidirectional override can make one file name
read as another. Neither Rich nor Textual takes such characters out, so it is done here, once,
at the door. The promise, held by property tests: nothing that leaves this module holds a
control character (a text keeps LF), an invisible format character, a surrogate, a
noncharacter or a private one; and cleaning twice is the same as cleaning once.

Ordinary text leaves as it came: Latin, Greek, Cyrillic, CJK, Arabic and Indic scripts with
their joiners, emoji with their sequences.

One deliberate order: characters that are dropped go before runs of space are folded, so that
what stood on both sides of a dropped character is folded too. The other order would not be
idempotent. NEL, VT, FF and the line and paragraph separators end a line in a text instead of
vanishing, so that the words around them stay apart.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from briefing.models import EMPTY, CleanText
from briefing.text.patterns import lazily
from briefing.text.scrub import compose, without_controls
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

MAX_LINK: Final = 4096
"""Characters of a link; longer ones are refused."""

# --- character classes (fragments for use inside [...]) ----------------------------------

_WIDE_SPACE = "\\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000"
_FORBIDDEN = (  # but for LF, which ends lines in a text
    "\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f"
    "\\ud800-\\uf8ff\\ufdd0-\\ufdef\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 0xF))
    + "\\U000e0000-\\U000e007f\\U000f0000-\\U0010ffff"
)

# Whoever matches this needs the long way; all others are ordinary if NFC and spacing agree.
# Coarse on purpose: whole blocks of scripts with combining marks are in it.
_UNUSUAL = (
    "\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\xad\\u0300-\\u036f\\u0483-\\u0489\\u0590-\\u10ff\\u135d-\\u135f"
    "\\u1712-\\u1dff\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u20d0-\\u20ff\\u2cef-\\u2cf1"
    "\\u2d7f-\\u2dff\\u302a-\\u302f\\u3099\\u309a\\ua66f-\\ua69f\\ua6f0\\ua6f1\\ua800-\\uabff"
    "\\ud800-\\uf8ff\\ufb1e\\ufb50-\\ufe2f\\ufe70-\\ufeff\\ufff0-\\ufffc\\ufffe\\uffff"
    "\\U00010000-\\U0001efff\\U0001fb00-\\U0001ffff\\U0002fffe\\U0002ffff"
    "\\U0003fffe-\\U0010ffff"
)

_UNUSUAL_IN_TEXT = lazily(f"[{_UNUSUAL}]|\\n\\n\\n")
_UNUSUAL_IN_TITLE = lazily(f"[\\n{_UNUSUAL}{_WIDE_SPACE}]|  ")
_UNUSUAL_IN_ASCII = lazily("[^\\n -~]|\\n\\n\\n")
_DROP_IN_TEXT = lazily(f"[{_FORBIDDEN}]")
_DROP_IN_TITLE = lazily(f"[\\n{_FORBIDDEN}]")
_TITLE_SPACE = lazily(f"[\\t-\\r\\x85\\u2028\\u2029{_WIDE_SPACE}]")
_TEXT_BREAK = lazily("\\r\\n|[\\r\\x0b\\x0c\\x85\\u2028\\u2029]")
_SPACES = lazily("  +")
_BLANK_LINES = lazily("\\n{3,}")

# --- the rule --------------------------------------------------------------------------------


def title(s: str) -> CleanText:
    """Clean a string that is one line: a title, a name, a guid, an error message.

    Any run of white space becomes one space, the ends are trimmed. Takes any string at all,
    gives back text that is safe to store, print and paint; the same again when given twice.
    """
    if s.isascii() and s.isprintable():
        s = s.strip()
        return CleanText(_SPACES.sub(" ", s) if "  " in s else s)
    if _UNUSUAL_IN_TITLE.search(s) is None and unicodedata.is_normalized("NFC", s):
        return CleanText(s.strip())
    s = _DROP_IN_TITLE.sub("", _TITLE_SPACE.sub(" ", without_controls(s)))
    return CleanText(_SPACES.sub(" ", compose(s)).strip())


def text(s: str) -> CleanText:
    """Clean a string of several lines: LF ends a line, at most two LF follow one another.

    Spaces inside a line are kept as they are (a TAB becomes one space), the ends are trimmed.
    """
    if s.isascii():
        if _UNUSUAL_IN_ASCII.search(s) is None:
            return CleanText(s.strip())
    elif _UNUSUAL_IN_TEXT.search(s) is None and unicodedata.is_normalized("NFC", s):
        return CleanText(s.strip())
    s = _TEXT_BREAK.sub("\n", without_controls(s)).replace("\t", " ")
    s = compose(_DROP_IN_TEXT.sub("", s))
    return CleanText(_BLANK_LINES.sub("\n\n", s).strip())


# --- display -----------------------------------------------------------------------------------


# Latin, Greek and Cyrillic letters and the usual signs of print: a column each, nothing joins.
_NOT_NARROW = lazily(
    "[^ -~\\xa0-\\xac\\xae-\\u02ff\\u0370-\\u0377\\u037a-\\u037f\\u0384-\\u038a"
    "\\u038e-\\u03a1\\u03a3-\\u0482\\u048a-\\u052f\\u2010-\\u2027\\u2030-\\u203b\\u20ac]"
)


def narrow(s: str) -> bool:
    """Whether surely every character of ``s`` takes one column; most texts are so."""
    return s.isascii() or _NOT_NARROW.search(s) is None


def width(s: str) -> int:
    """Columns that ``s`` takes in a terminal (a cluster counts once, wide ones two)."""
    if narrow(s):
        return len(s)
    # Its tables are read from disk on first need only: most texts never pay for them.
    from wcwidth import iter_graphemes, wcswidth

    whole = wcswidth(s)
    return whole if whole >= 0 else sum(max(0, wcswidth(c)) for c in iter_graphemes(s))


def shorten(s: CleanText, columns: int) -> CleanText:
    """Cut to at most ``columns`` columns, ending in "…" when something was cut.

    Never inside a grapheme cluster: an emoji sequence or a letter with its marks stays whole.
    """
    if columns <= 0:
        return EMPTY
    # Nothing is wider than two columns a character: a short string need not be measured.
    if len(s) * 2 <= columns or width(s) <= columns:
        return s
    if s.isascii():
        return CleanText(s[: columns - 1].rstrip() + "…")
    from wcwidth import iter_graphemes, wcswidth

    left = columns - 1
    kept: list[str] = []
    for cluster in iter_graphemes(s):
        left -= max(0, wcswidth(cluster))
        if left < 0:
            break
        kept.append(cluster)
    # A lone mark at the start may take a column more beside its new neighbour.
    while kept and width("".join(kept) + "…") > columns:
        kept.pop()
    return CleanText("".join(kept).rstrip() + "…")


# --- links ---------------------------------------------------------------------------------------

_LINK_TRIM = "".join(map(chr, range(0x21)))
_LINK_BREAKS = lazily("[\\t\\n\\r]")
_LINK_REFUSED = lazily(f"[\\n{_FORBIDDEN}\\u200c\\u200d\\u2028\\u2029]")
_LINK_ENCODED = lazily(f'[ "<>\\\\^`{{|}}{_WIDE_SPACE}]')
_NETLOC = lazily(
    f'(?:[^@"<>\\\\^`{{|}}{_WIDE_SPACE} ]*@)?'
    f'(?:[^\\x00-\\x20"#%/:<>?@\\[\\\\\\]^`{{|}}{_WIDE_SPACE}]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]*)?'
)
_NOT_ASCII = lazily("[^\\x00-\\x7f]+")
_CREDENTIALS = lazily("(?<=//)[^/?#\\s]*@")


def link(s: str, base: str = "") -> str:
    """The address as one that may be stored, shown and opened, "" when it is none.

    Args:
        s: as found; spaces around it and line ends inside it are forgiven, other spaces,
            quotes and brackets are percent-encoded.
        base: what a relative address is relative to; its user:password is not passed on.

    Only http and https with a host; no control, bidi or invisible character; at most 4,096
    characters. Letters of other scripts stay (see ``host`` for showing where it leads).
    """
    from urllib.parse import quote, urljoin, urlsplit

    s = _LINK_BREAKS.sub("", s.strip(_LINK_TRIM))
    if not s or len(s) > MAX_LINK or _LINK_REFUSED.search(s) is not None:
        return ""
    start = s[:8].lower()
    try:
        if start.startswith("www."):
            s = "https://" + s
        elif start.startswith("//") and not base:
            s = "https:" + s
        elif base and not start.startswith(("http://", "https://")):
            s = urljoin(_CREDENTIALS.sub("", base), s)
        parts = urlsplit(s)
        if parts.scheme not in ("http", "https") or _NETLOC.fullmatch(parts.netloc) is None:
            return ""
        _ = parts.port  # raises ValueError when it is beyond 65535
    except ValueError:
        return ""
    s = _LINK_ENCODED.sub(lambda found: quote(found[0]), parts.geturl())
    if title(s) != s:
        # Stacked marks and the like: the letters of the path are encoded, not shown.
        path = s.index(parts.netloc) + len(parts.netloc)
        s = s[:path] + _NOT_ASCII.sub(lambda found: quote(found[0]), s[path:])
    return s if len(s) <= MAX_LINK and title(s) == s else ""


def mask(s: str) -> str:
    """``s`` with the user:password of every address in it shown as "***"."""
    return _CREDENTIALS.sub("***@", s)


def host(url: str) -> str:
    """The host of an address in plain ASCII (punycode where it is not), "" when there is none.

    This is what is shown before a link is opened: letters of another script that look like
    Latin ones cannot pass for them.
    """
    from urllib.parse import urlsplit

    try:
        name = (urlsplit(url).hostname or "").strip(".")
    except ValueError:
        return ""
    if name.isascii():
        return title(name)
    labels = re.split("[.。．｡]", unicodedata.normalize("NFKC", name))
    return title(".".join(_punycode(label) for label in labels))


def _punycode(label: str) -> str:
    if label.isascii():
        return label
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        # Not a name by the standard's tables: still shown as something that is not Latin.
        return "xn--" + label.lower().encode("punycode", "replace").decode("ascii", "replace")


# --- bytes ----------------------------------------------------------------------------------------

# Labels by Python's own names. Some are read as the wider set that is really meant by them, as
# browsers do. What is not here is not an encoding of text (unicode_escape, zlib) or is a trap.
_ENCODINGS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-8-sig": "utf-8",
    "big5": "cp950",
} | {
    name: name
    for name in (
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14, 15, 16)),
        *(f"cp{page}" for page in range(1250, 1259)),
        *("cp037", "cp437", "cp850", "cp852", "cp855", "cp862", "cp866", "cp874", "cp932"),
        *("cp949", "cp950", "gb18030", "big5hkscs", "hz", "euc_jp", "euc_jis_2004"),
        *("euc_jisx0213", "shift_jis_2004", "shift_jisx0213", "iso2022_jp", "iso2022_jp_1"),
        *("iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr", "johab", "koi8-r"),
        *("koi8-u", "koi8-t", "kz1048", "ptcp154", "tis-620", "hp-roman8", "mac-roman"),
        *("mac-cyrillic", "mac-greek", "mac-latin2", "mac-turkish", "mac-iceland", "cp1125"),
        *("cp500", "cp1026", "cp1140", "cp737", "cp775", "cp857", "cp858", "cp860", "cp861"),
        *("cp863", "cp864", "cp865", "cp869", "cp720", "cp856", "cp1006", "cp273", "cp424"),
    )
}
_LABEL = lazily("[A-Za-z0-9][A-Za-z0-9._:-]{0,39}")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def encoding(label: str) -> str:
    """Python's name of the text encoding called ``label``, "" when it is not one of text."""
    label = label.strip().strip("\"'")
    if _LABEL.fullmatch(label) is None:
        return ""
    try:
        return _ENCODINGS.get(codecs.lookup(label).name, "")
    except LookupError:
        return ""


def decode(data: bytes, declared: str = "") -> str:
    """Bytes to str, whatever they are: never raises, never runs anything but a text codec.

    A byte order mark goes before the declared encoding, and that counts only when it is one
    of text; else UTF-8; else cp1252. Bytes that do not fit become U+FFFD. The result is not
    cleaned.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    name = encoding(declared)
    for candidate in dict.fromkeys((name, "utf-8")):
        if candidate:
            try:
                return data.decode(candidate)
            except UnicodeError:
                continue
    if name and name != "utf-8":
        return data.decode(name, "replace")
    # A UTF-8 document with a few broken bytes stays UTF-8; one in which most of what is not
    # ASCII is broken never was.
    read = data.decode("utf-8", "replace")
    broken = read.count("\ufffd")
    others = len(read) - len(read.encode("ascii", "ignore")) - broken
    return read if broken <= others else data.decode("cp1252", "replace")
