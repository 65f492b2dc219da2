"""What output may hold, written down a second time and apart from the program's own rule."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

_INVISIBLE = {0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB}
_INVISIBLE |= set(range(0x202A, 0x202F)) | set(range(0x2060, 0x2070)) | set(range(0xE0000, 0xE0080))
_MARKS = 4


def forbidden(character: str) -> bool:
    """Whether text from outside may not carry this character to a terminal or a file."""
    code = ord(character)
    if code in _INVISIBLE or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return True
    if character in "\u2028\u2029":
        return True
    return unicodedata.category(character) in ("Cc", "Cs", "Co") and character != "\n"


def faults(text: str) -> list[str]:
    """Every forbidden character of an output with what stands around it, and stacks of marks."""
    found = [
        f"U+{ord(c):04X} in {text[max(0, at - 30) : at + 30]!r}"
        for at, c in enumerate(text)
        if not (" " <= c <= "~") and forbidden(c)
    ]
    run = 0
    for c in text:
        run = run + 1 if unicodedata.category(c) in ("Mn", "Me") else 0
        if run > _MARKS:
            found.append("more than four marks on one letter")
            break
    return found


def decoded(raw: bytes) -> str:
    """Output as text; it must be UTF-8."""
    return raw.decode("utf-8", "strict")


class Page(HTMLParser):
    """Looks whether a printed page runs, loads or links to anything it must not."""

    _MAY_NOT = ("script", "iframe", "object", "embed", "svg", "img", "link", "form", "base")

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._MAY_NOT:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "src":
                self.faults.append(f"{name}={value!r}")
            elif name == "href":
                self.links += 1
                if not re.match(r"https?://|#", value or ""):
                    self.faults.append(f"href={value!r}")
