"""What keys are called, and the table of keys as the reader wants it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from briefing.tui.keys import GROUPS, KEYS, Key
from briefing.values import Value, replace

RESERVED = ("ctrl+q", "ctrl+c")
"""Always quit, whatever is on the screen; not for the taking."""

_NAMED = frozenset(
    {"space", "enter", "escape", "tab", "backspace", "delete", "insert", "home", "end"}
    | {"pageup", "pagedown", "up", "down", "left", "right"}
    | {f"f{number}" for number in range(1, 13)}
)
_TEXTUAL = {
    "/": "slash", "&": "ampersand", ":": "colon", "?": "question_mark", "+": "plus",
    "-": "minus", "_": "underscore", "@": "at", "!": "exclamation_mark", "#": "number_sign",
    "$": "dollar_sign", "%": "percent_sign", "(": "left_parenthesis", ")": "right_parenthesis",
    "*": "asterisk", ".": "full_stop", ";": "semicolon", "<": "less_than_sign",
    ">": "greater_than_sign", "=": "equals_sign", "[": "left_square_bracket",
    "]": "right_square_bracket", "{": "left_curly_bracket", "}": "right_curly_bracket",
    "\\": "backslash", "^": "circumflex_accent", "`": "grave_accent", "|": "vertical_line",
    "~": "tilde", "'": "apostrophe", '"': "quotation_mark", ",": "comma",
}  # fmt: skip
_SHOWN = {
    "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "S-Tab",
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "up": "Up",
    "down": "Down", "left": "Left", "right": "Right", "comma": ",",
}  # fmt: skip


def textual_name(key: str) -> str:
    """What Textual calls a key: "/" -> "slash"; names stay as they are."""
    return _TEXTUAL.get(key, key)


def shown(key: str) -> str:
    """What a person calls a key: "ctrl+d" -> "C-d", "escape" -> "Esc"."""
    if key.startswith("ctrl+"):
        return "C-" + key[5:]
    return _SHOWN.get(key, key)


class Remapped(Value):
    """The table as the reader wants it, and what could not be done."""

    keys: tuple[Key, ...]
    problems: tuple[str, ...] = ()

    def named(self, ident: str) -> Key:
        """The key with this id."""
        return next(key for key in self.keys if key.id == ident)

    def first(self, ident: str) -> str:
        """How its first key is written."""
        return shown(self.named(ident).keys[0])


def _valid(key: str) -> bool:
    bare = key
    for prefix in ("ctrl+", "alt+", "shift+"):
        bare = bare.removeprefix(prefix)
    return (len(bare) == 1 and bare.isprintable() and not bare.isspace()) or bare in _NAMED


def remap(wanted: Mapping[str, str], table: Sequence[Key] = KEYS) -> Remapped:
    """The table with the reader's keys in it.

    Args:
        wanted: id -> keys divided by commas, as in the configuration's ``[keys]``. The word
            "comma" stands for the comma itself.

    Returns:
        The whole table; an entry that is wrong or takes a key that has another meaning is left
        as it was, with one sentence a problem.
    """
    problems: list[str] = []
    own: dict[str, tuple[str, ...]] = {}
    ids = [key.id for key in table]
    for ident, text in wanted.items():
        if ident not in ids:
            near = difflib.get_close_matches(ident, ids, 1)
            meant = f'; the nearest is "{near[0]}"' if near else ""
            problems.append(f'"{ident}" is not something a key can do{meant}')
            continue
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        names = tuple("," if name == "comma" else name for name in names)
        odd = [name for name in names if not _valid(name)]
        taken = [name for name in names if name in RESERVED]
        if not names:
            problems.append(f'"{ident}" is given no key')
        elif odd:
            problems.append(f'"{ident}": "{odd[0]}" is not the name of a key')
        elif taken:
            problems.append(f'"{ident}": {taken[0]} always quits')
        else:
            own[ident] = names
    result = [replace(key, keys=own.get(key.id, key.keys)) for key in table]
    return _without_clashes(result, own, table, problems)


def _without_clashes(
    keys: list[Key],
    own: Mapping[str, tuple[str, ...]],
    table: Sequence[Key],
    problems: list[str],
) -> Remapped:
    """Own keys win over default ones of others as long as those keep another key."""
    owner: dict[str, str] = {}
    for ident, names in own.items():
        for name in names:
            if name in owner:
                problems.append(
                    f'{shown(name)} is given to both "{owner[name]}" and "{ident}"; '
                    f"the first one has it"
                )
            else:
                owner[name] = ident
    final: list[Key] = []
    for key, default in zip(keys, table, strict=True):
        left = tuple(name for name in key.keys if owner.get(name, key.id) == key.id)
        if not left and key.id in own:
            left = tuple(name for name in default.keys if name not in owner)
        if not left:
            problems.append(
                f'"{key.id}" has no key left: {shown(key.keys[0])} went to "{owner[key.keys[0]]}"'
            )
        final.append(replace(key, keys=left))
    return Remapped(tuple(final), tuple(problems))


def markdown(table: Sequence[Key] = KEYS) -> str:
    """The table for the README."""
    lines = ["| Keys | What they do | Name for `[keys]` |", "| --- | --- | --- |"]
    for group in GROUPS:
        for key in table:
            if key.group == group:
                names = " ".join(f"`{shown(name)}`" for name in key.keys)
                lines.append(f"| {names} | {key.help} | `{key.id}` |")
    return "\n".join(lines) + "\n"
