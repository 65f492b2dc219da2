"""The few signs we draw, in Unicode that every monospaced font has, and in plain ASCII."""

from __future__ import annotations

from briefing.values import Value


class Glyphs(Value):
    """One set of signs."""

    bar: str = "▌"
    """In front of the line under the cursor."""
    new: str = "●"
    follow: str = "★"
    save: str = "+"
    done: str = "✓"
    snooze: str = "~"
    mute: str = "×"
    join: str = "&"
    apart: str = "/"
    question: str = "?"
    possible: str = "!"
    dot: str = "·"
    more: str = "…"
    rule: str = "─"
    quote: str = "│"
    open: str = "“"
    close: str = "”"
    bad: str = "×"
    arrow: str = "→"
    dash: str = "—"
    times: str = "×"

    def quoted(self, text: str) -> str:
        """``text`` between quotation marks."""
        return f"{self.open}{text}{self.close}"


UNICODE = Glyphs()
ASCII = Glyphs(
    bar=">",
    new="*",
    follow="#",
    done="v",
    mute="x",
    dot="-",
    more="...",
    rule="-",
    quote="|",
    open='"',
    close='"',
    bad="x",
    arrow="->",
    dash="--",
    times="x",
)
