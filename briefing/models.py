"""The nouns that travel between rooms: frozen values, no behaviour beyond looking at themselves.

Every string here that came from outside has passed ``briefing.text.clean`` and is typed
``CleanText``; web addresses are plain ``str`` that passed ``briefing.text.clean.link``.
Every ``datetime`` is aware and in UTC.
"""

from __future__ import annotations

from enum import StrEnum

from briefing.values import TYPE_CHECKING, Value

if TYPE_CHECKING:
    from datetime import datetime
    from typing import NewType

    CleanText = NewType("CleanText", str)
    """Text that passed the text rule: safe to store, to print and to paint."""
else:
    CleanText = str

EMPTY = CleanText("")


# --- intake ---------------------------------------------------------------------------


class Subscription(Value):
    """What the reader asked to follow: one address, and how to call it."""

    url: str
    title: CleanText = EMPTY
    outlet: CleanText = EMPTY
    tags: tuple[CleanText, ...] = ()
    full_text: bool = False


class Entry(Value):
    """One item as parsed from a feed, cleaned. Nothing about it is decided yet."""

    guid: str
    """The feed's own identifier, "" when it has none."""
    url: str
    """http(s) address of the article, "" when it has none that is safe to open."""
    title: CleanText
    teaser: CleanText
    """The short description as plain text, "" when there is none."""
    text: CleanText
    """Full text in paragraphs separated by LF, "" when the feed carries only a teaser."""
    published: datetime | None
    author: CleanText = EMPTY
    lang: str = ""
    """Language the feed declares, lower case ISO 639-1 ("en"), "" when unknown."""


class ParsedFeed(Value):
    """What one document held."""

    title: CleanText
    site: str
    lang: str
    ttl: int | None
    """Seconds the feed asks to be left alone, None when it does not say."""
    entries: tuple[Entry, ...]
    """In document order, at most 2,000, the newest ones when there are more."""
    notes: tuple[CleanText, ...] = ()
    """What had to be mended to read it, one line each."""


# --- the store's nouns ----------------------------------------------------------------


class Article(Value):
    """A stored entry, or a document given to ``briefing brief``."""

    id: str
    """Hash of the canonical URL, else of feed + guid: the same on every machine."""
    title: CleanText
    teaser: CleanText = EMPTY
    text: CleanText = EMPTY
    url: str = ""
    outlet: CleanText = EMPTY
    feed: str = ""
    published: datetime | None = None
    arrived: datetime | None = None
    """When it was first stored; stands in for ``published`` where that is missing."""
    lang: str = ""
    author: CleanText = EMPTY
    sentences: tuple[CleanText, ...] | None = None
    """Sentences given from outside, used as they are; None: split title and body ourselves."""

    @property
    def body(self) -> CleanText:
        """The longest text there is of it: full text, else teaser."""
        return self.text or self.teaser

    @property
    def when(self) -> datetime | None:
        """The time it counts for: published, else arrived."""
        return self.published or self.arrived


class Why(Value):
    """Why an article stands in its story."""

    score: float = 0.0
    """Probability of the same event against its nearest members, 0 to 1; 0 for a founder."""
    words: tuple[CleanText, ...] = ()
    names: tuple[CleanText, ...] = ()
    hours: float = 0.0
    """Hours between it and the member it is nearest to."""
    by_hand: bool = False
    """True when the reader put it there."""


class Quote(Value):
    """One verbatim sentence and where it stands."""

    text: CleanText
    article: str
    sentence: int
    """Index in its article: the title is 0 when there is one, the body follows."""


class SummarySentence(Value):
    """A quote chosen for a summary."""

    text: CleanText
    article: str
    sentence: int
    also: tuple[CleanText, ...] = ()
    """Other outlets that carry nearly the same sentence, in order of their articles."""
    anonymous: bool = False
    """True when it rests on a source that is not named ("people familiar with the matter")."""
    met: bool = False  # the reader read it already, in an article that was edited since


class Clash(Value):
    """Figures of different outlets for surely the same thing, side by side; none is chosen."""

    what: CleanText
    """What the figures count or date, in the words of the first: "people hurt"."""
    figures: tuple[CleanText, ...]
    """The figures as written, one for each quote that gives it, different ones first met first."""
    quotes: tuple[Quote, ...]


class Kind(StrEnum):
    """What makes a question open (the evidence sentence's manner)."""

    EXPLICIT = "explicit"
    UNDISCLOSED = "undisclosed"
    DISPUTED = "disputed"
    PENDING = "pending"
    DEMANDED = "demanded"
    RISK = "risk"


class QuestionStatus(StrEnum):
    """Where an open question stands; only the reader sets ANSWERED and DISMISSED."""

    OPEN = "open"
    POSSIBLE = "possible"
    CHANGED = "changed"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


class Theme(Value):
    """A heading that questions are filed under; ``words`` are lower-case lemmas or phrases."""

    name: CleanText
    words: tuple[str, ...] = ()
    order: int = 100
    key: str = ""
    own: bool = False
    """True for a theme of the reader's configuration: it wins ties."""


class Question(Value):
    """One open question of a story."""

    id: str
    question: CleanText
    """At most 15 words, ends with "?"."""
    theme: CleanText
    kind: Kind
    score: float
    evidence: tuple[Quote, ...]
    outlets: tuple[CleanText, ...]
    status: QuestionStatus = QuestionStatus.OPEN
    shown: bool = False
    """True for the at most three that a story shows unasked."""
    since: datetime | None = None
    """Time of the earliest evidence."""
    last: datetime | None = None
    """Time of the latest evidence."""
    asker: CleanText = EMPTY
    """Who raises it: "" for the narrator, "critics", or a named person or body."""
    answer: Quote | None = None


class Remembered(Value):
    """An article that was grouped before, as the grouping needs it."""

    id: str
    hour: float
    """When it counts for, in hours since 1970."""
    source: str
    """Its outlet, or the address of its feed."""
    gist: str
    """What the grouping kept of its words; see ``Grouping.gists``."""


class Placement(Value):
    """Where an article was put by the grouping."""

    article: str
    story: str
    why: Why


class Grouping(Value):
    """What a grouping step decided: only what changed."""

    placements: tuple[Placement, ...]
    merged: dict[str, str] = {}  # noqa: RUF012  # `Value` makes a new one each time
    """Story id that ceased -> the kept id."""
    gists: dict[str, str] = {}  # noqa: RUF012
    """Article that was read -> what to keep of it, so that it need not be read again."""


class Hand(Value):
    """What the reader decided about grouping; obeyed before any score."""

    together: tuple[tuple[str, str], ...] = ()
    """Pairs of article ids that belong to one story."""
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs of article ids that never share a story."""


class Analysed(Value):
    """One story after the three thinking rooms."""

    id: str
    title: CleanText
    articles: tuple[Article, ...]
    """By time, then id."""
    why: dict[str, Why]
    copies: dict[str, str]
    """Article id of a wire or near-duplicate copy -> id of the article it copies."""
    summary: tuple[SummarySentence, ...] = ()
    questions: tuple[Question, ...] = ()
    clashes: tuple[Clash, ...] = ()


# --- what a person decided ------------------------------------------------------------


class Mark(StrEnum):
    """What a person can decide about a story."""

    DONE = "done"
    FOLLOW = "follow"
    SNOOZE = "snooze"
    MUTE = "mute"
    SAVE = "save"


# --- feeds and their visits -----------------------------------------------------------


class FeedState(Value):
    """A followed feed as the store knows it: what the last visits brought."""

    url: str
    title: CleanText = EMPTY
    outlet: CleanText = EMPTY
    tags: tuple[CleanText, ...] = ()
    full_text: bool = False
    site: str = ""
    etag: str = ""
    """Byte for byte as received, latin-1; "" when there is none."""
    last_modified: str = ""
    body_hash: str = ""
    last_try: datetime | None = None
    last_ok: datetime | None = None
    next_due: datetime | None = None
    """None: due now."""
    failures: int = 0
    """Visits in a row that failed."""
    error: CleanText = EMPTY
    """Why the last visit failed and what to do, one line; "" when it went well."""
    gone: bool = False
    """True after 410: not asked again until the reader says so."""
    moved_to: str = ""
    """Target of the permanent redirect seen lately, "" when none."""
    moved_count: int = 0
    moved_since: datetime | None = None
    articles: int = 0
    unread: int = 0
    ttl: int | None = None
    """Seconds that its document asks to be left alone, None when it does not say."""
    weight: float = 1.0
    """How much its outlet counts with the reader."""


class KnownEntry(Value):
    """How a stored entry is recognised when its feed is read again."""

    article: str
    guid: str
    link: str
    """Canonical form (scheme, tracking parameters, fragment and trailing slash removed)."""
    title_key: str
    """Hash of title and date."""
    content: str
    """Hash of everything shown; a different one is an edit."""


# --- what the faces show --------------------------------------------------------------


class StoryStatus(StrEnum):
    """How a story stands to the reader."""

    NEW = "new"
    UPDATED = "updated"
    SEEN = "seen"
    DONE = "done"


class StoryRow(Value):
    """One line of a list of stories: cheap to read by the thousand."""

    id: str
    title: CleanText
    status: StoryStatus
    first: datetime
    last: datetime
    outlets: tuple[CleanText, ...]
    """Outlets that wrote it, by time of their first article; wire copies are not counted."""
    articles: int
    fresh: int
    """Articles that came since the reader last looked."""
    questions: int
    """Open questions that it shows unasked, or in which something moved."""
    possible: int = 0
    """Questions with a possible answer waiting."""
    followed: bool = False
    saved: bool = False
    snoozed: bool = False
    muted: bool = False
    themes: tuple[CleanText, ...] = ()
    tags: tuple[CleanText, ...] = ()
    lang: str = ""
    weight: float = 0.0
    """Importance; lists are ordered by it, highest first."""
    words: int = 0
    """Words of its summary and shown questions: the reading time follows from it."""


class ArticleView(Value):
    """An article as it stands in a story."""

    article: Article
    new: bool
    why: Why
    copy_of: str = ""
    """Id of the article that this one copies, "" for an original."""
    earlier: CleanText = EMPTY
    """Where it says more than when the reader read it: what it said then. "" elsewhere."""


class StoryView(Value):
    """One story in full."""

    row: StoryRow
    articles: tuple[ArticleView, ...]
    """By time, then id."""
    summary: tuple[SummarySentence, ...]
    questions: tuple[Question, ...]
    """Shown ones first, then by score."""
    clashes: tuple[Clash, ...] = ()
    hushed_by: CleanText = EMPTY
    """The muted term that hides it, "" for none."""


class Edition(Value):
    """The ordered stories shown now."""

    generated: datetime
    since: datetime | None
    stories: tuple[StoryView, ...]
    feeds: int = 0
    failed: tuple[FeedState, ...] = ()
    sample: bool = False
    older: int = 0
    """Stories that exist but lie outside of what was asked, as far as they were counted."""
