"""Every key there is: ONE table that feeds the bindings, the footer, the help, the palette and the
README. A key means the same on every screen.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from briefing.values import Value, replace

LIST, PAGE, ARTICLE = "list", "page", "article"
"""Where a person can be: in a list, in a story (question, feed) page, in an article."""
QUESTIONS, FEEDS = "questions", "feeds"
QUESTION_PAGE, FEED_PAGE = "questions page", "feeds page"
"""Lists with a footer of their own, and the pages of what they list."""
STORIES = frozenset({LIST, PAGE, ARTICLE})
READING = frozenset({PAGE, ARTICLE, QUESTION_PAGE, FEED_PAGE})
ASKED = frozenset((QUESTIONS, QUESTION_PAGE))
FED = frozenset((FEEDS, FEED_PAGE))
ANYWHERE = STORIES | ASKED | FED

GROUPS = ("Move", "Read", "Decide", "Shape", "Find", "Feeds", "Program")


class Key(Value):
    """One thing that a key does."""

    id: str
    keys: tuple[str, ...]
    """Names as typed ("j", "?", "G") or as Textual calls them ("ctrl+d", "enter")."""
    title: str
    """Two words for the footer."""
    help: str
    group: str
    footer: int = 0
    """0: not in the footer; else the lower the number, the sooner it is shown."""
    footer_in: frozenset[str] = STORIES
    """Places whose footer shows it."""


KEYS: tuple[Key, ...] = (
    Key("move.down", ("j", "down"), "down", "Go down one", "Move", footer=30),
    Key("move.up", ("k", "up"), "up", "Go up one", "Move", footer=31),
    Key("move.top", ("g", "home"), "top", "Go to the first", "Move"),
    Key("move.bottom", ("G", "end"), "bottom", "Go to the last", "Move"),
    Key("move.page", ("space", "pagedown"), "page", "One page on", "Move", footer=40),
    Key("move.back", ("b", "pageup"), "page up", "One page back", "Move"),
    Key("move.half", ("ctrl+d",), "half page", "Half a page on", "Move"),
    Key("move.halfback", ("ctrl+u",), "half back", "Half a page back", "Move"),
    Key(
        "open.in",
        ("enter", "l", "right"),
        "read",
        "Open what is under the cursor",
        "Move",
        footer=1,
        footer_in=ANYWHERE,
    ),
    Key(
        "open.back",
        ("h", "escape", "left"),
        "back",
        "Go back out; in a list: drop the filter",
        "Move",
        footer=2,
        footer_in=READING,
    ),
    Key("pane.next", ("tab",), "next pane", "Go to the next pane", "Move"),
    Key("pane.previous", ("shift+tab",), "other pane", "Go to the pane before", "Move"),
    Key("story.next", ("J",), "next story", "Next story, also while reading", "Move", footer=12),
    Key("story.previous", ("K",), "story before", "Story before, also while reading", "Move"),
    Key("news.next", ("n",), "next news", "Next story with news for you", "Move", footer=20),
    Key("news.previous", ("N",), "news before", "Story with news before this one", "Move"),
    Key("story.done", ("d",), "done", "Done with this story; on to the next", "Decide", footer=3),
    Key("story.undone", ("D",), "not done", "Not done after all", "Decide"),
    Key(
        "undo",
        ("u",),
        "undo",
        "Take back the last decision, again and again",
        "Decide",
        footer=4,
        footer_in=ANYWHERE,
    ),
    Key("redo", ("U", "ctrl+r"), "redo", "Do again what was taken back", "Decide"),
    Key(
        "story.follow",
        ("f",),
        "follow",
        "Follow this story, or no longer",
        "Decide",
        footer=5,
        footer_in=STORIES | ASKED,
    ),
    Key(
        "story.snooze", ("s",), "snooze", "Put it away until something changes", "Decide", footer=22
    ),
    Key(
        "story.mute",
        ("m",),
        "mute",
        "Mute this story, a term or an outlet (asks)",
        "Decide",
        footer=23,
    ),
    Key("story.save", ("v",), "keep", "Keep this story, or no longer", "Decide"),
    Key("done.above", ("a",), "done above", "This and all above done", "Decide"),
    Key("done.all", ("A",), "all done", "Everything in the list done (asks)", "Decide"),
    Key(
        "question.answered",
        ("c",),
        "answered",
        "This question is answered, or open again",
        "Decide",
        footer=3,
        footer_in=ASKED,
    ),
    Key(
        "take.out",
        ("x",),
        "take out",
        "Take an article out of its story, a question off the list, a feed off the feeds",
        "Shape",
        footer=5,
        footer_in=ASKED | FED,
    ),
    Key("story.join", ("+",), "join", "Join two stories: once on each", "Shape"),
    Key("story.apart", ("-",), "keep apart", "Never join two stories: once on each", "Shape"),
    Key("why", ("w",), "why", "Why these articles are one story", "Shape", footer=24),
    Key(
        "evidence",
        ("e",),
        "evidence",
        "Where it says so: the sentence in its article",
        "Read",
        footer=6,
        footer_in=STORIES | ASKED,
    ),
    Key("only.new", ("t",), "only new", "Only what is new, or the whole story", "Read", footer=21),
    Key("questions.more", ("M",), "more", "All questions of the story, or the shown ones", "Read"),
    Key("copy.link", ("y",), "copy link", "Copy the address", "Read"),
    Key("copy.story", ("Y",), "copy story", "Copy the story as Markdown", "Read"),
    Key("browser", ("o",), "browser", "Open in the browser", "Read", footer=13, footer_in=ANYWHERE),
    Key("browser.all", ("O",), "open all", "Open all articles of the story in the browser", "Read"),
    Key(
        "search",
        ("/",),
        "search",
        "Search everything, as you type",
        "Find",
        footer=14,
        footer_in=ANYWHERE,
    ),
    Key(
        "filter", ("&",), "filter", "Filter the list: words, tag: outlet: theme: lang: is:", "Find"
    ),
    Key("theme", ("T",), "theme", "Only one theme of questions, by its own key", "Find"),
    Key("day.before", ("[",), "day before", "What the day before brought", "Find"),
    Key("day.after", ("]",), "day after", "Back towards today's briefing, day by day", "Find"),
    Key("command", (":",), "command", "Type a command", "Find"),
    Key("palette", ("ctrl+p",), "palette", "All commands, by name", "Find"),
    Key(
        "refresh",
        ("r",),
        "refresh",
        "Fetch what is due, in the background",
        "Feeds",
        footer=15,
        footer_in=ANYWHERE,
    ),
    Key("refresh.all", ("R",), "refresh all", "Fetch every feed now; reload the list", "Feeds"),
    Key("refresh.stop", ("ctrl+x",), "stop", "Stop the refresh", "Feeds"),
    Key(
        "feeds.starter",
        ("S",),
        "starter",
        "Follow the starter pack",
        "Feeds",
        footer=9,
        footer_in=FED,
    ),
    Key(
        "feeds.address",
        ("i",),
        "add feed",
        "Follow a page or feed by its address",
        "Feeds",
        footer=2,
        footer_in=FED,
    ),
    Key(
        "feeds.file",
        ("I",),
        "import",
        "Import an OPML or newsboat file",
        "Feeds",
        footer=3,
        footer_in=FED,
    ),
    Key("view.briefing", ("1",), "Briefing", "Stories, most important first", "Program"),
    Key("view.questions", ("2",), "Questions", "All open questions", "Program"),
    Key("view.followed", ("3", "F"), "Followed", "The stories you follow", "Program"),
    Key("view.feeds", ("4",), "Feeds", "What you follow and how it is", "Program"),
    Key("help", ("?",), "help", "All keys, searchable", "Program", footer=7, footer_in=ANYWHERE),
    Key(
        "quit",
        ("q",),
        "back/quit",
        "Back; in the list: quit",
        "Program",
        footer=8,
        footer_in=ANYWHERE,
    ),
    Key("suspend", ("ctrl+z",), "suspend", "To the shell; fg comes back", "Program"),
)

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


def footer(keys: Iterable[Key], where: str) -> list[Key]:
    """What the footer shows in a place, most useful first."""
    here = [key for key in keys if key.footer and where in key.footer_in and key.keys]
    return sorted(here, key=lambda key: key.footer)


def markdown(table: Sequence[Key] = KEYS) -> str:
    """The table for the README."""
    lines = ["| Keys | What they do | Name for `[keys]` |", "| --- | --- | --- |"]
    for group in GROUPS:
        for key in table:
            if key.group == group:
                names = " ".join(f"`{shown(name)}`" for name in key.keys)
                lines.append(f"| {names} | {key.help} | `{key.id}` |")
    return "\n".join(lines) + "\n"
