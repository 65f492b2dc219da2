"""Every key there is: ONE table that feeds the bindings, the footer, the help, the palette and the
README. A key means the same on every screen.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.values import Value

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
    Key(
        "story.next",
        ("J",),
        "next story",
        "Next story, also while reading",
        "Move",
        footer=12,
        footer_in=frozenset((PAGE, ARTICLE)),
    ),
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
        footer=18,
    ),
    Key(
        "outlet.weigh",
        ("W",),
        "weigh",
        "Let an outlet count double, or half (asks)",
        "Decide",
        footer=6,
        footer_in=FED,
    ),
    Key("story.save", ("v",), "keep", "Keep this story, or no longer", "Decide"),
    Key(
        "done.above",
        ("a",),
        "done above",
        "This and all above done (more than ten: asks)",
        "Decide",
        footer=16,
        footer_in=frozenset((LIST,)),
    ),
    Key(
        "done.all",
        ("A",),
        "all done",
        "Everything in the list done (asks)",
        "Decide",
        footer=17,
        footer_in=frozenset((LIST,)),
    ),
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
    Key(
        "changes",
        ("=",),
        "changes",
        "What changed in an article since you read it, word by word",
        "Read",
        footer=2,
    ),
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
        "filter",
        ("&",),
        "filter",
        "Filter the list: words, tag: outlet: theme: lang: is:",
        "Find",
        footer=26,
        footer_in=frozenset((LIST, QUESTIONS)),
    ),
    Key("theme", ("T",), "theme", "Only one theme of questions, by its own key", "Find"),
    Key(
        "day.before",
        ("[",),
        "day before",
        "What the day before brought",
        "Find",
        footer=25,
        footer_in=frozenset((LIST,)),
    ),
    Key(
        "day.after",
        ("]",),
        "day after",
        "Back towards today's briefing, day by day",
        "Find",
        footer=10,
        footer_in=frozenset((LIST,)),
    ),
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
    Key(
        "refresh.stop",
        ("ctrl+x",),
        "stop",
        "Stop the refresh",
        "Feeds",
        footer=15,
        footer_in=ANYWHERE,
    ),
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
    Key("view.questions", ("2",), "Questions", "Open questions over all stories", "Program"),
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

TYPING = (
    Key("", ("enter",), "take", "Take what is typed", "Find"),
    Key("", ("escape",), "back", "Forget it", "Find"),
    Key("", ("tab",), "complete", "Complete what is typed, again and again", "Find"),
)
"""Keys that work while something is typed, always the same."""


def footer(keys: Iterable[Key], where: str) -> list[Key]:
    """What the footer shows in a place, most useful first."""
    here = [key for key in keys if key.footer and where in key.footer_in and key.keys]
    return sorted(here, key=lambda key: key.footer)
