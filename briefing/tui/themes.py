"""Our two themes, and the quiet shades that every theme (Textual's too) lends us."""

from __future__ import annotations

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="briefing-dark",
    primary="#8ab4d8",
    secondary="#9db8a1",
    accent="#d9b36c",
    warning="#d9a05b",
    error="#e08079",
    success="#8fbf8a",
    foreground="#d9d6cf",
    background="#15171c",
    surface="#1b1e24",
    panel="#262a32",
    dark=True,
)
LIGHT = Theme(
    name="briefing-light",
    primary="#2a5f8a",
    secondary="#4f7253",
    accent="#8f5f0c",
    warning="#9c5a14",
    error="#ab342b",
    success="#38733a",
    foreground="#26282c",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e6e2da",
    dark=False,
)
OWN = (DARK, LIGHT)

_ALIASES = {"ansi": "ansi-dark", "dark": "briefing-dark", "light": "briefing-light"}


def names() -> tuple[str, ...]:
    """What the reader may call a theme: ours, short names of some, and all of Textual's."""
    return (*(theme.name for theme in OWN), *_ALIASES, *BUILTIN_THEMES)


def theme_name(wanted: str) -> str:
    """The full name of a theme: "ansi", "dark" and "light" are short ones."""
    return _ALIASES.get(wanted, wanted)


def fitting(wanted: str, colours: str | None, *, plain: bool) -> str:
    """The theme that a terminal can show.

    Args:
        wanted: full name of the reader's theme.
        colours: what the terminal can do: "truecolor", "256", "standard", None for none.
        plain: True when no colour is wanted at all (``NO_COLOR``).

    Our own shades are lost in sixteen colours, and no colour means the terminal's own two.
    """
    few = colours in ("standard", None) and wanted in {theme.name for theme in OWN}
    return _ALIASES["ansi"] if plain or few else wanted


def shades(theme: Theme, given: dict[str, str]) -> dict[str, str]:
    """Variables of the style sheet that no theme defines, from the colours it has.

    Args:
        theme: the theme in use.
        given: the variables it makes by itself.
    """
    if theme.ansi:
        # Sixteen colours of the terminal's own: no blending, the cursor is reversed.
        return {
            "quiet": "ansi_bright_black",
            "fainter": "ansi_bright_black",
            "marker": "ansi_default",
            "marker-away": "ansi_default",
            "standing": "ansi_default",
            "lit": "ansi_default",
        }
    front = Color.parse(given.get("foreground") or "#e0e0e0")
    back = Color.parse(given.get("background") or "#121212")
    primary = Color.parse(given.get("primary") or "#0178d4")
    accent = Color.parse(given.get("accent") or "#ffa62b")

    def mixed(one: Color, other: Color, share: float) -> str:
        return one.blend(other, share, alpha=1.0).hex

    return {
        "quiet": mixed(front, back, 0.36),
        "fainter": mixed(front, back, 0.43),
        "marker": mixed(back, primary, 0.26),
        "marker-away": mixed(back, front, 0.09),
        "standing": mixed(back, primary, 0.16),
        "lit": mixed(back, accent, 0.28),
    }
