"""Small phrases that all faces share: ages, dates, counts, who said it.

``zone`` is the zone that times are told in, None for the reader's own.
"""

from __future__ import annotations

from datetime import UTC, timedelta

from briefing.models import (
    CleanText,
    QuestionStatus,
    StoryStatus,
)
from briefing.text.calendar import SHORT_MONTHS, SHORT_WEEKDAYS
from briefing.text.clean import host, mask
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, tzinfo

    from briefing.models import Edition, FeedState, Question, StoryRow, StoryView, SummarySentence

WORDS_A_MINUTE = 230
"""Adults read English non-fiction silently at about 238 words a minute (Brysbaert 2019)."""

STATES = {
    QuestionStatus.POSSIBLE: "possibly answered",
    QuestionStatus.CHANGED: "changed",
    QuestionStatus.ANSWERED: "answered",
    QuestionStatus.DISMISSED: "dismissed",
}
"""What is said beside a question that is not simply open."""

UNNAMED = "unnamed source"
"""Said of a sentence that rests on somebody who is not named."""

DIFFER = "Reports differ"
"""Said over figures of different outlets for the same thing."""


def day(when: datetime, zone: tzinfo | None = UTC) -> str:
    """ "Fri 20 Nov 2026": not by locale, so that the same input prints the same anywhere."""
    local = when.astimezone(zone)
    return f"{_date(local)} {local.year}"


def _date(local: date) -> str:
    return f"{SHORT_WEEKDAYS[local.weekday()]} {local.day} {SHORT_MONTHS[local.month - 1]}"


def near_day(when: datetime, now: datetime, zone: tzinfo | None = UTC) -> str:
    """ "Today", "Yesterday", "Fri 20 Nov", with the year when it is another one."""
    local, today = when.astimezone(zone).date(), now.astimezone(zone).date()
    if local == today:
        return "Today"
    if local == today - timedelta(days=1):
        return "Yesterday"
    text = _date(local)
    return text if local.year == today.year else f"{text} {local.year}"


def days(first: datetime, last: datetime, now: datetime, zone: tzinfo | None = UTC) -> str:
    """ "Today", "Yesterday to today", "Fri 13 Nov to Mon 16 Nov"."""
    begin, end = near_day(first, now, zone), near_day(last, now, zone)
    if begin == end:
        return begin
    return f"{begin} to {end.lower() if end in ('Today', 'Yesterday') else end}"


def hour(when: datetime, zone: tzinfo | None = UTC) -> str:
    """Time of day: "14:05"."""
    return f"{when.astimezone(zone):%H:%M}"


def clock(when: datetime, zone: tzinfo | None = UTC) -> str:
    """ "Fri 14:05"."""
    local = when.astimezone(zone)
    return f"{SHORT_WEEKDAYS[local.weekday()]} {local:%H:%M}"


def stamp(when: datetime, zone: tzinfo | None = UTC) -> str:
    """ "Fri 20 Nov 2026, 14:05"."""
    return f"{day(when, zone)}, {when.astimezone(zone):%H:%M}"


def iso(when: datetime | None) -> str | None:
    """ISO 8601 in UTC with a Z, seconds kept; None stays None."""
    if when is None:
        return None
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def age(when: datetime, now: datetime) -> str:
    """ "just now", "12 min ago", "3 h ago", "2 d ago", "5 weeks ago"."""
    minutes = int((now - when).total_seconds() // 60)
    if minutes < 2:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} h ago"
    days = minutes // (24 * 60)
    return f"{days} d ago" if days < 21 else f"{days // 7} weeks ago"


def short_age(when: datetime, now: datetime) -> str:
    """How long ago, in at most four columns: "now", "5m", "3h", "2d", "6w", "3y"."""
    minutes = int((now - when).total_seconds() // 60)
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes}m"
    if minutes < 48 * 60:
        return f"{minutes // 60}h"
    whole = minutes // (24 * 60)
    if whole < 21:
        return f"{whole}d"
    return f"{whole // 7}w" if whole < 730 else f"{whole // 365}y"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 story", "1,400 stories"; ``many`` defaults to ``one`` + "s"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_NUMBERS = """
two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion
first second third
"""


def reasons(words: Iterable[str], lang: str) -> list[str]:
    """Those of the words that two articles share which tell a reader something: neither stop
    words nor mere numbers."""
    from briefing.text.words import stop_words

    idle = stop_words(lang or "en").union(_NUMBERS.split())
    return [word for word in words if word.casefold() not in idle]


def lead(view: StoryView) -> str:
    """Address of the article that a story is headed by, else of its first; "" when none has one."""
    linked = [item.article for item in view.articles if item.article.url]
    heads = [article for article in linked if article.title == view.row.title]
    return next((article.url for article in (*heads, *linked)), "")


def minutes(rows: Iterable[StoryRow]) -> str:
    """Reading time of summaries and shown questions: "about 6 minutes"."""
    return reading_time(sum(row.words for row in rows))


def reading_time(words: int) -> str:
    """ "about 1 minute" at the least, "about 6 minutes", "about 3 hours"."""
    whole = max(1, round(words / WORDS_A_MINUTE))
    if whole < 90:
        return f"about {count(whole, 'minute')}"
    return f"about {count(round(whole / 60), 'hour')}"


def failure(state: FeedState) -> str:
    """Why a feed failed, without its host: the feed's name or address stands beside it."""
    return state.error.removeprefix(f"{host(state.url)}: ")


def no_host(state: FeedState) -> bool:
    """Whether a feed failed since the name of its host was not found, as all do when offline."""
    found = failure(state)
    return found.startswith(("no such host", "the name could not be looked up"))


def read(state: FeedState, now: datetime) -> str:
    """ "read 3 h ago", "never read yet"."""
    return f"read {age(state.last_ok, now)}" if state.last_ok else "never read yet"


def last_read(state: FeedState, now: datetime) -> str:
    """When a feed that fails now was read last: "last read 3 h ago", "never read yet"."""
    return f"last {read(state, now)}" if state.last_ok else read(state, now)


def named(state: FeedState) -> str:
    """What to call a feed: its outlet, its title, else its address without any password."""
    return str(state.outlet or state.title) or mask(state.url)


def headline(edition: Edition) -> str:
    """ "14 stories from 12 outlets, about 6 minutes"."""
    stories = edition.stories
    outlets = {outlet for view in stories for outlet in view.row.outlets}
    parts = [count(len(stories), "story", "stories")]
    if outlets:
        parts.append(f"from {count(len(outlets), 'outlet')}")
    text = " ".join(parts)
    return f"{text}, {minutes(view.row for view in stories)}" if stories else text


def sources(view: StoryView, most: int = 0) -> str:
    """Outlets of a story with wire copies behind: "Ledger, Courier (via Wire: Post, Echo)".

    ``most`` limits the outlets named, 0 names all; the rest is counted ("+3").
    """
    outlets = list(view.row.outlets)
    rest = 0
    if most and len(outlets) > most:
        rest = len(outlets) - most
        outlets = outlets[:most]
    text = ", ".join(outlets) + (f" +{rest}" if rest else "")
    carriers: dict[str, list[str]] = {}
    outlet_of = {item.article.id: item.article.outlet for item in view.articles}
    for item in view.articles:
        origin = outlet_of.get(item.copy_of, "") if item.copy_of else ""
        if origin and item.article.outlet != origin:
            names = carriers.setdefault(origin, [])
            if item.article.outlet not in names and item.article.outlet not in view.row.outlets:
                names.append(item.article.outlet)
    via = "; ".join(
        f"{', '.join(names)} via {origin}" for origin, names in carriers.items() if names
    )
    return f"{text} ({via})" if via else text


def attribution(
    view: StoryView, sentence: SummarySentence, zone: tzinfo | None = UTC, most: int = 2
) -> str:
    """ "Harbor Ledger, Thu 14:05; unnamed source; also Courier, Post +1"."""
    article = next((a.article for a in view.articles if a.article.id == sentence.article), None)
    if article is None:
        return ""
    text = str(article.outlet)
    if article.when is not None:
        text = f"{text}, {clock(article.when, zone)}" if text else clock(article.when, zone)
    if sentence.anonymous:
        text = f"{text}; {UNNAMED}" if text else UNNAMED
    if sentence.also:
        text = f"{text}; {also(sentence, most)}"
    return text


def voice(view: StoryView, sentence: SummarySentence) -> str:
    """Who says what the sentence says: "official", "company", "critic", "anonymous"; "" for
    anybody else, and where that is not surely known."""
    if sentence.anonymous:
        return "anonymous"
    from briefing.text.voices import voice as heard

    langs = (item.article.lang for item in view.articles if item.article.id == sentence.article)
    return heard(sentence.text, next(langs, ""))


def also(sentence: SummarySentence, most: int = 2) -> str:
    """ "also Courier, Post +1": who else carries nearly the same sentence; "" when nobody."""
    if not sentence.also:
        return ""
    rest = len(sentence.also) - most
    return f"also {', '.join(sentence.also[:most])}" + (f" +{rest}" if rest > 0 else "")


def is_new(view: StoryView, sentence: SummarySentence) -> bool:
    """Whether a summary sentence is from an article that came since the reader last looked, or
    came into one by an edit."""
    return not sentence.met and any(
        item.new and item.article.id == sentence.article for item in view.articles
    )


def new_first(
    view: StoryView,
) -> tuple[tuple[SummarySentence, ...], tuple[SummarySentence, ...]]:
    """What is new in the summary of an updated story, and the rest, both in their order.

    Nothing is singled out in a story of which everything or nothing is new.
    """
    if view.row.status is not StoryStatus.UPDATED:
        return (), view.summary
    fresh = tuple(sentence for sentence in view.summary if is_new(view, sentence))
    return fresh, tuple(sentence for sentence in view.summary if sentence not in fresh)


def quoted_from(view: StoryView, article_id: str, zone: tzinfo | None = UTC) -> str:
    """ "Harbor Ledger, Thu 14:05" for an article of the story, "" when it is not there."""
    for item in view.articles:
        if item.article.id == article_id:
            parts = [str(item.article.outlet)] if item.article.outlet else []
            if item.article.when is not None:
                parts.append(clock(item.article.when, zone))
            return ", ".join(parts)
    return ""


def shown(view: StoryView, theme: str = "") -> Sequence[Question]:
    """The questions that a story shows unasked; with a theme, all of that theme."""
    if theme:
        return [question for question in view.questions if question.theme == theme]
    return [question for question in view.questions if question.shown]


def raised(question: Question) -> CleanText:
    """Who raises it: "critics; 3 outlets", "" when the narrator of one outlet does."""
    parts = [str(question.asker)] if question.asker else []
    if len(question.outlets) > 1:
        parts.append(count(len(question.outlets), "outlet"))
    return CleanText("; ".join(parts))


def raised_in(view: StoryView, question: Question, zone: tzinfo | None = UTC) -> str:
    """ "Harbor Ledger, Thu 14:05; critics; 2 outlets": where it is first raised, and by whom.

    "" for a question without evidence.
    """
    if not question.evidence:
        return ""
    parts = (quoted_from(view, question.evidence[0].article, zone), raised(question))
    return "; ".join(part for part in parts if part)


def state(question: Question) -> str:
    """ " (possibly answered)", to be put behind a question; "" for one that is simply open."""
    return f" ({STATES[question.status]})" if question.status in STATES else ""


def answer_label(question: Question) -> str:
    """What is said before the sentence that answers a question."""
    return "Answered" if question.status is QuestionStatus.ANSWERED else "Possible answer"


def facts(view: StoryView, now: datetime) -> list[str]:
    """What is told below a headline: outlets, articles, age, whether there is news."""
    row = view.row
    told = [sources(view), count(row.articles, "article"), age(row.last, now)]
    if row.status is StoryStatus.UPDATED:
        told.append(f"updated, {row.fresh} new")
    return [fact for fact in told if fact]
