"""What is still open, story by story and over all of them."""

from __future__ import annotations

from briefing.errors import StoreError
from briefing.models import CleanText, Kind, Question, QuestionStatus, Quote
from briefing.store.encoding import (
    BadValueError,
    micros_or_none,
    moment_or_none,
    pack,
    unpack,
)
from briefing.values import TYPE_CHECKING, Value, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefing.store.database import Database, Row

OPEN = (QuestionStatus.OPEN, QuestionStatus.POSSIBLE, QuestionStatus.CHANGED)
"""The statuses of a question that still waits."""

_DECIDED = (QuestionStatus.ANSWERED, QuestionStatus.DISMISSED)

_COLUMNS = (
    "question.id, question.question, question.theme, question.kind, question.score,"
    " question.status, question.shown, question.since, question.last, question.asker,"
    " question.outlets, question.answer, question.answer_article, question.answer_sentence"
)


class OpenQuestion(Value):
    """A question with the story that it belongs to."""

    question: Question
    story: str
    """Id of the story."""
    title: CleanText
    """Title of the story."""


def _question(row: Row, start: int) -> Question:
    values = row[start:]
    try:
        kind, status = Kind(values[3]), QuestionStatus(values[5])
    except ValueError as error:
        raise BadValueError(str(error)) from error
    answer = None
    if values[11] is not None:
        answer = Quote(CleanText(values[11]), values[12], values[13])
    return Question(
        id=values[0],
        question=CleanText(values[1]),
        theme=CleanText(values[2]),
        kind=kind,
        score=values[4],
        evidence=(),
        outlets=unpack(values[10]),
        status=status,
        shown=bool(values[6]),
        since=moment_or_none(values[7]),
        last=moment_or_none(values[8]),
        asker=CleanText(values[9]),
        answer=answer,
    )


def of_stories(db: Database, stories: Sequence[int]) -> dict[int, tuple[Question, ...]]:
    """Questions by story number, shown ones first, then by score, then id."""
    found = db.among(
        lambda row: (int(row[0]), _question(row, 1)),
        f"select story, {_COLUMNS} from question where story in ({{}})",
        stories,
    )
    evidence = _evidence(db, stories)
    by_story: dict[int, list[Question]] = {}
    for story, question in found:
        quotes = tuple(evidence.get((story, question.id), ()))
        by_story.setdefault(story, []).append(replace(question, evidence=quotes))
    for questions in by_story.values():
        questions.sort(key=lambda question: (not question.shown, -question.score, question.id))
    return {story: tuple(questions) for story, questions in by_story.items()}


def _evidence(db: Database, stories: Sequence[int]) -> dict[tuple[int, str], list[Quote]]:
    found: dict[tuple[int, str], list[Quote]] = {}
    rows = db.among(
        lambda row: row,
        "select story, question, text, article, sentence from evidence where story in ({})"
        " order by story, question, place",
        stories,
    )
    for story, question, text, article, sentence in rows:
        quote = Quote(CleanText(text), article, sentence)
        found.setdefault((story, question), []).append(quote)
    return found


def write(db: Database, story: int, questions: Sequence[Question]) -> bool:
    """Replace a story's questions by what an analysis found; the caller holds a transaction.

    A question that the reader decided keeps the decision, whether or not it is found again.

    Out: whether a possible answer came that was not there before.
    """
    before = {
        row[0]: (row[1], row[2])
        for row in db.all("select id, found, answer from question where story = ?", (story,))
    }
    decided = {
        row[0]: row[1]
        for row in db.all(
            "select key, value from mark join question on question.id = mark.key"
            " where field = 'answer' and question.story = ?"
            " union select key, value from mark where field = 'answer' and key in"
            f" ({','.join('?' * len(questions))})",
            (story, *(question.id for question in questions)),
        )
    }
    ids = {question.id for question in questions}
    gone = [id for id in before if id not in ids and id not in decided]
    db.many("delete from question where story = ? and id = ?", ((story, id) for id in gone))
    db.many(
        "delete from evidence where story = ? and question = ?",
        ((story, question.id) for question in questions),
    )
    rows, quotes = [], []
    for question in questions:
        found = question.status
        if found in _DECIDED:
            # Only the reader decides: this is our own mark, come back through the analysis.
            fallback = QuestionStatus.POSSIBLE if question.answer else QuestionStatus.OPEN
            found = QuestionStatus(before.get(question.id, (fallback, None))[0])
        answer = question.answer
        rows.append(
            (
                story, question.id, question.question, question.theme, question.kind.value,
                question.score, found.value, decided.get(question.id, found.value),
                int(question.shown), micros_or_none(question.since),
                micros_or_none(question.last), question.asker, pack(question.outlets),
                len(question.outlets), answer and answer.text, answer and answer.article,
                answer and answer.sentence,
            )
        )  # fmt: skip
        quotes += [
            (story, question.id, place, quote.text, quote.article, quote.sentence)
            for place, quote in enumerate(question.evidence)
        ]
    db.many(
        "insert into question values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (story, id) do update set question = excluded.question,"
        " theme = excluded.theme, kind = excluded.kind, score = excluded.score,"
        " found = excluded.found, status = excluded.status, shown = excluded.shown,"
        " since = excluded.since, last = excluded.last, asker = excluded.asker,"
        " outlets = excluded.outlets, raised = excluded.raised, answer = excluded.answer,"
        " answer_article = excluded.answer_article, answer_sentence = excluded.answer_sentence",
        rows,
    )
    db.many("insert into evidence values (?, ?, ?, ?, ?, ?)", quotes)
    return any(
        question.answer is not None
        and before.get(question.id, ("", None))[1] != question.answer.text
        for question in questions
    )


def resolve(db: Database, name: str) -> str:
    """The id of the question that has this id, or whose id begins so.

    Raises:
        StoreError: nothing or more than one thing begins so.
    """
    # Ids are plain ASCII: the range holds exactly what begins with `name`.
    rows = db.all(
        "select distinct id from question where id >= ?1 and id < ?2 order by id limit 2",
        (name, name + "\U0010ffff"),
    )
    if not name or not rows:
        raise StoreError(f"there is no question {name}", "`briefing questions` lists them")
    if len(rows) > 1 and rows[0][0] != name:
        raise StoreError(
            f"more than one question begins with {name}", "give more characters of its id"
        )
    return str(rows[0][0])


def _asked(
    theme: str, status: Collection[QuestionStatus], shown: bool, muted: bool
) -> tuple[str, list[object]]:
    """The condition for questions with their stories, and its values."""
    wanted = sorted(QuestionStatus(one).value for one in status)
    terms = [f"question.status in ({','.join('?' * len(wanted))})"]
    values: list[object] = list(wanted)
    if set(wanted) <= {one.value for one in OPEN}:
        # Said as the partial index says it, so that it is used.
        terms.append("question.status in ('open', 'possible', 'changed')")
    if theme:
        terms.append("question.theme = ?")
        values.append(theme)
    if shown:
        terms.append("(question.shown = 1 or question.status <> 'open')")
    if not muted:
        terms.append("story.muted = 0")
    return " and ".join(terms), values


class Questions:
    """Reads the questions; ``Stories.write`` writes them, ``State.answer`` decides them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(
        self,
        *,
        theme: str = "",
        status: Collection[QuestionStatus] = OPEN,
        shown: bool = True,
        muted: bool = False,
        limit: int = -1,
        offset: int = 0,
    ) -> list[OpenQuestion]:
        """Questions over all stories.

        Those with a possible answer first, then by the number of outlets that raise them, then
        by score.

        Args:
            theme: only those filed under it, "" for all.
            status: only those that stand so.
            shown: only those that a story shows unasked, and those in which something moved;
                False: every one that was found, weak ones too.
            muted: also those of muted stories.
            limit: at most so many, -1 for all.
            offset: leave out so many first.
        """
        where, values = _asked(theme, status, shown, muted)
        found = self._db.each(
            lambda row: (int(row[0]), OpenQuestion(_question(row, 3), row[1], CleanText(row[2]))),
            f"select story.no, story.id, story.title, {_COLUMNS} from question"
            f" join story on story.no = question.story where {where}"
            " order by question.status = 'possible' desc, raised desc, question.score desc,"
            " question.id limit ? offset ?",
            [*values, limit, offset],
        )
        evidence = _evidence(self._db, sorted({story for story, _ in found}))
        return [
            replace(
                one,
                question=replace(
                    one.question, evidence=tuple(evidence.get((story, one.question.id), ()))
                ),
            )
            for story, one in found
        ]

    def count(
        self,
        *,
        theme: str = "",
        status: Collection[QuestionStatus] = OPEN,
        shown: bool = True,
        muted: bool = False,
    ) -> int:
        """How many ``all`` would list, without a limit."""
        where, values = _asked(theme, status, shown, muted)
        row = self._db.one(
            f"select count(*) from question join story on story.no = question.story where {where}",
            values,
        )
        return int(row[0]) if row else 0

    def get(self, id: str) -> OpenQuestion | None:
        """The question of this id, None when there is none."""
        row = self._db.one(
            "select story.no, story.id, story.title from question"
            " join story on story.no = question.story where question.id = ?",
            (id,),
        )
        if row is None:
            return None
        questions = of_stories(self._db, [row[0]])[row[0]]
        found = next(question for question in questions if question.id == id)
        return OpenQuestion(found, row[1], CleanText(row[2]))
