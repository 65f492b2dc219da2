"""Which letters the bytes of a document are.

XML has three places that name an encoding (byte order mark, HTTP header, declaration), and in
the wild they contradict one another. The parser is given UTF-8 without a declaration, so that
the answer is found here alone and does not hang on what else is installed (feedparser asks
chardet when that is present).
"""

from __future__ import annotations

import re
from typing import Final

from briefing.text.clean import decode, encoding

_HEAD: Final = 1024
_DECLARATION = re.compile(
    "\\s*<\\?xml(?=[\\s?])[^>]{0,400}?(?:encoding\\s*=\\s*[\"']([^\"'>]{1,40})[\"'][^>]{0,200})?\\?>"
)
_SNIFFED = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
)
_EBCDIC = "<?xm".encode("cp037")
_MULTIBYTE = ("gb18030", "big5hkscs", "cp949", "cp950", "cp932", "hz", "euc", "iso2022", "johab")


def document(body: bytes, charset: str = "") -> str:
    """The document as text without its XML declaration; never raises.

    Args:
        body: as received, decompressed.
        charset: from the HTTP header, "" when it names none.
    """
    for start, name in _SNIFFED:
        if body.startswith(start):
            return _undeclared(body.decode(name, "replace"))
    if body.startswith(_EBCDIC):
        declared = _declared(body[:_HEAD].decode("cp037"))
        return _undeclared(body.decode(encoding(declared) or "cp037", "replace"))
    head = body[:_HEAD].decode("latin-1")
    named = [name for label in (charset, _declared(head)) if (name := encoding(label))]
    if "\x00" not in head:
        # Said to be UTF-16 by a template, sent as bytes: the word is wrong.
        named = [name for name in named if not name.startswith(("utf-16", "utf-32"))]
    return _undeclared(decode(body, _choose(body, named)))


def _choose(body: bytes, named: list[str]) -> str:
    """The header goes before the declaration, and the bytes before both.

    Bytes that are not ASCII and yet good UTF-8 are not something else by chance, unless in
    one of the East Asian encodings, where two letters are enough for that.
    """
    if not named:
        return ""
    if named[0] != "utf-8" and (len(set(named)) > 1 or not named[0].startswith(_MULTIBYTE)):
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            # Pure ASCII is read alike by all of these but the escaping ones.
            escaping = named[0].startswith(("iso2022", "hz", "utf-16", "utf-32", "cp037"))
            return named[0] if escaping else "utf-8"
    for name in named:
        try:
            body.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return named[0]


def _declared(head: str) -> str:
    found = _DECLARATION.match(head.lstrip("\ufeffï»¿"))
    return (found[1] or "") if found else ""


def _undeclared(read: str) -> str:
    read = read.lstrip("\ufeff")
    found = _DECLARATION.match(read)
    return read[found.end() :] if found else read
