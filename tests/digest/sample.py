"""A small edition built by hand: two stories, every kind of thing a digest can show."""

from __future__ import annotations

from datetime import UTC, datetime

from briefing.models import (
    Article,
    ArticleView,
    Clash,
    CleanText,
    Edition,
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
C = CleanText


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 5, tzinfo=UTC)


def article(name: str, outlet: str, title: str, when: datetime) -> Article:
    url = f"https://{outlet.lower().replace(' ', '')}.example/{name}"
    return Article(id=name, title=C(title), outlet=C(outlet), url=url, published=when)


BRIDGE = StoryView(
    row=StoryRow(
        id="bridge0001",
        title=C("Old bridge at Marlow closed after [cracks] are found"),
        status=StoryStatus.UPDATED,
        first=at(19, 9),
        last=at(20, 14),
        outlets=(C("Harbor Ledger"), C("Dunmere Signal")),
        articles=3,
        fresh=1,
        questions=2,
        followed=True,
        words=60,
    ),
    articles=(
        ArticleView(
            article("b1", "Harbor Ledger", "Old bridge closed", at(19, 9)), new=False, why=Why()
        ),
        ArticleView(
            article("b2", "Dunmere Signal", "Cracks shut bridge", at(20, 14)),
            new=True,
            why=Why(0.91, (C("cracks"),), (C("Marlow"),), 29.0),
        ),
        ArticleView(
            article("b3", "Far Post", "Old bridge closed", at(19, 10)),
            new=False,
            why=Why(0.99),
            copy_of="b1",
        ),
    ),
    summary=(
        SummarySentence(
            C("Engineers closed the Marlow bridge on Thursday after cracks were found."),
            "b1",
            1,
            (C("Far Post"),),
        ),
        SummarySentence(
            C("Repairs could take until spring, people briefed on the plan said."),
            "b2",
            2,
            anonymous=True,
        ),
    ),
    questions=(
        Question(
            id="q1",
            question=C("Who will pay for the repairs?"),
            theme=C("money"),
            kind=Kind.UNDISCLOSED,
            score=0.9,
            evidence=(Quote(C("It is not known who will pay for the repairs."), "b2", 4),),
            outlets=(C("Harbor Ledger"), C("Dunmere Signal")),
            status=QuestionStatus.POSSIBLE,
            shown=True,
            since=at(19, 9),
            last=at(20, 14),
            asker=C("critics"),
            answer=Quote(C("The county will pay, its treasurer said."), "b2", 6),
        ),
        Question(
            id="q2",
            question=C("When will the bridge open again?"),
            theme=C("timing"),
            kind=Kind.PENDING,
            score=0.4,
            evidence=(Quote(C("No date was given."), "b1", 5),),
            outlets=(C("Harbor Ledger"),),
        ),
    ),
    clashes=(
        Clash(
            what=C("people hurt"),
            figures=(C("three"), C("5")),
            quotes=(
                Quote(C("Three people were hurt by falling stone."), "b1", 3),
                Quote(C("Stones hurt 5 people who were walking below."), "b2", 3),
            ),
        ),
    ),
)

QUIET = StoryView(
    row=StoryRow(
        id="quiet0002",
        title=C("宇宙望遠鏡が初めての画像を公開 🔭"),
        status=StoryStatus.NEW,
        first=at(20, 16),
        last=at(20, 16),
        outlets=(C("Orrery Notes"),),
        articles=1,
        fresh=1,
        questions=0,
        words=12,
    ),
    articles=(
        ArticleView(article("s1", "Orrery Notes", "Images", at(20, 16)), new=True, why=Why()),
    ),
    summary=(SummarySentence(C("A & B <i>said</i> *so* [1]."), "s1", 1),),
    questions=(),
)

EDITION = Edition(
    generated=NOW,
    since=at(19, 5),
    stories=(BRIDGE, QUIET),
    feeds=3,
    failed=(
        FeedState(
            url="https://reader:secret@mill.example/feed",
            error=C("this is a web page: `briefing feed add` finds its feeds"),
        ),
    ),
    sample=True,
    older=4,
)

EMPTY_EDITION = Edition(generated=NOW, since=None, stories=())
