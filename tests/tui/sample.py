"""A small invented edition, with a bit of everything that a session shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from briefing.models import (
    Article,
    ArticleView,
    Clash,
    CleanText,
    FeedState,
    Kind,
    Question,
    QuestionStatus,
    Quote,
    StoryRow,
    StoryStatus,
    StoryView,
    SummarySentence,
    Why,
)

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
T = CleanText


def _article(ident: str, outlet: str, title: str, hours: float, text: str = "") -> Article:
    return Article(
        id=ident,
        title=T(title),
        teaser=T(text.split("\n")[0][:200]),
        text=T(text),
        url=f"https://{outlet.lower().replace(' ', '')}.example/{ident}",
        outlet=T(outlet),
        feed=f"https://{outlet.lower().replace(' ', '')}.example/feed",
        published=NOW - timedelta(hours=hours),
        arrived=NOW - timedelta(hours=hours),
        lang="en",
    )


FERRY = (
    "The harbour board voted on Thursday to sell its three ferries to Nordline, the operator that "
    "has run them under lease since 2019. The sale covers the ferries, two piers and the ticket "
    "system.\nIt is unclear whether the board will keep a share in the company. Officials did not "
    "say who would set the fares after the lease ends.\nUnions asked for a vote of the members. "
    "The board's chair, Ida Holm, said that the price would be published in December."
)
FERRY_2 = (
    "Nordline would take over the ferries in March if the regulator agrees. The regulator has not "
    "said when it will decide.\nCritics on the council ask who will check the safety of the "
    "oldest ship, the Alma."
)
GRID = (
    "A fault at the northern converter station cut power to 90,000 homes for four hours. The "
    "grid company said that a cable had been damaged by digging.\nWhy the second cable did not "
    "take the load is not known."
)


def _question(
    ident: str,
    text: str,
    theme: str,
    evidence: Sequence[Quote],
    outlets: Sequence[str],
    *,
    shown: bool = True,
    hours: float = 20,
    status: QuestionStatus = QuestionStatus.OPEN,
    answer: Quote | None = None,
    asker: str = "",
) -> Question:
    return Question(
        id=ident,
        question=T(text),
        theme=T(theme),
        kind=Kind.UNDISCLOSED,
        score=0.8,
        evidence=tuple(evidence),
        outlets=tuple(T(outlet) for outlet in outlets),
        status=status,
        shown=shown,
        since=NOW - timedelta(hours=hours),
        last=NOW - timedelta(hours=hours / 2),
        asker=T(asker),
        answer=answer,
    )


def view_of(
    articles: Sequence[Article],
    *,
    status: StoryStatus = StoryStatus.NEW,
    summary: Sequence[SummarySentence] = (),
    questions: Sequence[Question] = (),
    new: int | None = None,
    followed: bool = False,
    weight: float = 1.0,
    tags: Sequence[str] = (),
    clashes: Sequence[Clash] = (),
    copies: Mapping[str, str] = MappingProxyType({}),
) -> StoryView:
    members = sorted(articles, key=lambda article: (article.when, article.id))
    fresh = len(members) if new is None else new
    views = tuple(
        ArticleView(
            article,
            index >= len(members) - fresh,
            Why() if index == 0 else Why(0.83, (T("ferries"), T("sale")), (T("Nordline"),), 3.5),
            copies.get(article.id, ""),
        )
        for index, article in enumerate(members)
    )
    first, last = members[0].published, members[-1].published
    assert first is not None
    assert last is not None
    row = StoryRow(
        id=members[0].id,
        title=members[0].title,
        status=status,
        first=first,
        last=last,
        outlets=tuple(dict.fromkeys(one.outlet for one in members if one.id not in copies)),
        articles=len(members),
        fresh=fresh,
        questions=len(questions),
        possible=sum(q.status is QuestionStatus.POSSIBLE for q in questions),
        followed=followed,
        themes=tuple(dict.fromkeys(q.theme for q in questions)),
        tags=tuple(T(tag) for tag in tags),
        lang="en",
        weight=weight,
        words=sum(len(s.text.split()) for s in summary) + 12,
    )
    return StoryView(row, views, tuple(summary), tuple(questions), tuple(clashes))


def edition() -> list[StoryView]:
    """Twelve invented stories, most important first."""
    ferry = [
        _article("a1", "Harbor Ledger", "Harbour board sells its three ferries to Nordline", 26,
                 FERRY),
        _article("a2", "Coast Courier", "Nordline buys the ferries it has been running", 22,
                 FERRY_2),
        _article("a3", "Bay Wire", "Ferries go to Nordline after board vote", 20, FERRY),
        _article("a4", "Island Post", "Union wants members to vote on ferry sale", 3,
                 "The dockers' union asked on Friday for a vote of all members on the sale.\n"
                 "Nordline said on Friday that fares would stay as they are until 2028."),
    ]  # fmt: skip
    stories = [
        view_of(
            ferry,
            status=StoryStatus.UPDATED,
            new=1,
            followed=True,
            weight=9,
            copies={"a3": "a1"},
            tags=["local"],
            summary=[
                SummarySentence(
                    T("The harbour board voted on Thursday to sell its three ferries to Nordline, "
                      "the operator that has run them under lease since 2019."),
                    "a1", 1, (T("Bay Wire"),),
                ),
                SummarySentence(
                    T("Nordline would take over the ferries in March if the regulator agrees."),
                    "a2", 1, anonymous=True,
                ),
                SummarySentence(
                    T("The dockers' union asked on Friday for a vote of all members on the sale."),
                    "a4", 1,
                ),
            ],
            questions=[
                _question(
                    "q1", "Will the board keep a share in the company?", "ownership",
                    [Quote(T("It is unclear whether the board will keep a share in the company."),
                           "a1", 3)],
                    ["Harbor Ledger", "Bay Wire"],
                ),
                _question(
                    "q2", "Who would set the fares after the lease ends?", "money",
                    [Quote(T("Officials did not say who would set the fares after the lease "
                             "ends."), "a1", 4)],
                    ["Harbor Ledger"],
                    status=QuestionStatus.POSSIBLE,
                    answer=Quote(T("Nordline said on Friday that fares would stay as they are "
                                   "until 2028."), "a4", 2),
                ),
                _question(
                    "q3", "Who will check the safety of the oldest ship?", "auditing",
                    [Quote(T("Critics on the council ask who will check the safety of the oldest "
                             "ship, the Alma."), "a2", 3)],
                    ["Coast Courier"], asker="critics",
                ),
                _question(
                    "q4", "When will the regulator decide?", "timing",
                    [Quote(T("The regulator has not said when it will decide."), "a2", 2)],
                    ["Coast Courier"], shown=False,
                ),
            ],
        ),
        view_of(
            [
                _article("b1", "Coast Courier", "Cable fault leaves 90,000 homes without power", 9,
                         GRID),
                _article("b2", "Harbor Ledger", "Four hours in the dark: what went wrong at the "
                         "northern converter station", 5,
                         GRID + "\nPower failed in more than 110,000 homes, the county said."),
            ],
            weight=8,
            tags=["energy"],
            clashes=[
                Clash(
                    T("homes without power"), (T("90,000"), T("more than 110,000")),
                    (
                        Quote(T("A fault at the northern converter station cut power to 90,000 "
                                "homes for four hours."), "b1", 1),
                        Quote(T("Power failed in more than 110,000 homes, the county said."),
                              "b2", 4),
                    ),
                ),
            ],
            summary=[
                SummarySentence(
                    T("A fault at the northern converter station cut power to 90,000 homes for "
                      "four hours."), "b1", 1, (T("Harbor Ledger"),)
                ),
            ],
            questions=[
                _question(
                    "q5", "Why did the second cable not take the load?", "cause",
                    [Quote(T("Why the second cable did not take the load is not known."), "b1", 3)],
                    ["Coast Courier", "Harbor Ledger"], hours=8,
                ),
            ],
        ),
    ]  # fmt: skip
    singles = [
        ("c1", "Island Post", "市議会、港の再開発計画を可決 住民投票は見送り", 7, "ja"),
        ("d1", "Bay Wire", "Chip maker Lumen shows a processor without a fan", 11, "en"),
        (
            "e1",
            "Harbor Ledger",
            "Storm Edda turns north; ferries run again from Saturday",
            12,
            "en",
        ),
        ("f1", "Coast Courier", "Library reopens after two years with longer hours", 13, "en"),
        ("g1", "Island Post", "🚲 City counts bicycles: 40 % more than last year", 15, "en"),
        ("h1", "Bay Wire", "المجلس يوافق على خطة المياه الجديدة", 18, "ar"),
        ("i1", "Harbor Ledger", "School meals become free in the whole county", 21, "en"),
        ("j1", "Coast Courier", "A museum finds a lost map in its own archive", 27, "en"),
        ("k1", "Island Post", "Salmon numbers fall for the fourth year", 30, "en"),
        ("l1", "Bay Wire", "Tram line 4 opens in spring, says the city", 34, "en"),
    ]
    for place, (ident, outlet, title, hours, lang) in enumerate(singles):
        view = view_of(
            [_article(ident, outlet, title, hours, f"{title}. More was not said on the day.")],
            weight=7 - place / 10,
            status=StoryStatus.SEEN if ident == "k1" else StoryStatus.NEW,
            summary=[SummarySentence(T(f"{title}."), ident, 1)],
        )
        stories.append(replace(view, row=replace(view.row, lang=lang)))
    return stories


def feeds() -> list[FeedState]:
    """Five feeds, one of them failing."""
    ok = NOW - timedelta(minutes=40)
    return [
        FeedState("https://harborledger.example/feed", T("Harbor Ledger"), T("Harbor Ledger"),
                  last_ok=ok, next_due=NOW + timedelta(minutes=20), articles=412, unread=9),
        FeedState("https://coastcourier.example/feed", T("Coast Courier News"), T("Coast Courier"),
                  last_ok=ok, next_due=NOW + timedelta(minutes=20), articles=286, unread=5),
        FeedState("https://islandpost.example/feed", T("Island Post"), T("Island Post"),
                  tags=(T("local"),), last_ok=ok, articles=120, unread=4),
        FeedState("https://baywire.example/feed", T("Bay Wire"), T("Bay Wire"),
                  last_ok=ok, articles=1290, unread=12),
        FeedState("https://reader:secret@oldmill.example/rss.xml", T(""), T("Old Mill Gazette"),
                  last_ok=NOW - timedelta(days=3), failures=4,
                  error=T("404 Not Found: look for the feed's new address")),
    ]  # fmt: skip
