"""Keep what an analysis found about a story: headline, copies, summary, clashes, questions."""

from __future__ import annotations

from briefing.store import log, placing, questions
from briefing.store.encoding import pack
from briefing.store.standing import EDITED, UNTOLD, describe, outlet_weights
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from briefing.models import Analysed
    from briefing.store.database import Database


def tell(db: Database, found: Iterable[Analysed], weights: Mapping[str, float]) -> None:
    """See ``Stories.write``; the caller holds a write transaction."""
    now = outlet_weights(db)
    reweighed = frozenset(
        outlet for outlet in (*weights, *now) if weights.get(outlet, 1.0) != now.get(outlet, 1.0)
    )
    told = [story for analysed in found if (story := _tell(db, analysed, reweighed))]
    describe(db, told)


def _tell(db: Database, analysed: Analysed, reweighed: Collection[str]) -> int:
    """Keep one analysis; the story's number, 0 when it was merged away meanwhile.

    ``reweighed``: outlets that weigh otherwise now than when it was made.
    """
    row = db.one("select no from story where id = ?", (analysed.id,))
    if row is None:
        return 0
    story = int(row[0])
    members = db.all(
        "select article.id, article.no, copy_of, state from place"
        " join article on article.no = place.article"
        " join reading on reading.article = place.article where story = ?",
        (story,),
    )
    seen = {article.id for article in analysed.articles}
    news = _copies(db, [row for row in members if row[0] in seen], analysed.copies)
    answered = questions.write(db, story, analysed.questions)
    if news or answered:
        revision = placing.step(db)
        db.run("update story set revision = ? where no = ?", (revision, story))
    current = seen == {row[0] for row in members} and not any(
        article.outlet in reweighed for article in analysed.articles
    )
    _write(db, story, analysed, current=current)
    return story


def _copies(
    db: Database, members: Sequence[tuple[str, int, str, int]], copies: Mapping[str, str]
) -> bool:
    """Write who copies whom; whether something new came to a story that was told before.

    A copy of what the story told already, and an original that comes behind its copy, are no
    news: they are as read as what they repeat. Members are (id, number, copied id, state).
    """
    told: dict[str, int] = {}
    for id, _, copy, state in members:
        if copy != UNTOLD:
            family = copies.get(id, id)
            told[family] = max(told.get(family, 0), state & ~EDITED)
    news = False
    read: list[tuple[int, int, int]] = []
    for id, no, copy, state in members:
        if copy != UNTOLD or (state and not state & EDITED):
            continue
        repeated = told.get(copies.get(id, id))
        if repeated is None:
            news = news or bool(told or state)
        else:
            read.append((no, state, state & ~EDITED or repeated))
    db.many(
        "update place set copy_of = ? where article = ?",
        ((copy, no) for id, no, before, _ in members if (copy := copies.get(id, "")) != before),
    )
    log.turn(db, read)
    return news


def _write(db: Database, story: int, analysed: Analysed, *, current: bool) -> None:
    """The story's own row and what hangs on it; ``current``: the analysis saw it as it is."""
    shown = [question for question in analysed.questions if question.shown]
    words = sum(
        len(text.split())
        for text in (
            *(sentence.text for sentence in analysed.summary),
            *(question.question for question in shown),
        )
    )
    langs = [article.lang for article in analysed.articles if article.lang]
    themes = dict.fromkeys(
        question.theme
        for question in sorted(analysed.questions, key=lambda one: (not one.shown, -one.score))
        if question.status in questions.OPEN
    )
    db.run(
        "update story set title = ?, lang = ?, themes = ?, words = ?, dirty = ? where no = ?",
        (
            analysed.title, max(langs, key=langs.count, default=""), pack(themes), words,
            int(not current), story,
        ),
    )  # fmt: skip
    db.run("delete from summary where story = ?", (story,))
    db.many(
        "insert into summary values (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                story, place, one.text, one.article, one.sentence, pack(one.also),
                int(one.anonymous),
            )
            for place, one in enumerate(analysed.summary)
        ),
    )  # fmt: skip
    db.run("delete from clash where story = ?", (story,))
    db.many(
        "insert into clash values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (story, place, part, clash.what, figure, quote.text, quote.article, quote.sentence)
            for place, clash in enumerate(analysed.clashes)
            for part, (figure, quote) in enumerate(zip(clash.figures, clash.quotes, strict=True))
        ),
    )
