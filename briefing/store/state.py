"""What the reader decided. Each call is one transaction, on the disk before it returns."""

from __future__ import annotations

from briefing.errors import StoreError
from briefing.models import CleanText, Hand, Mark, QuestionStatus
from briefing.store import log
from briefing.store.encoding import BadValueError, micros, moment
from briefing.store.faults import damaged
from briefing.store.log import Change, Item
from briefing.store.questions import resolve
from briefing.store.standing import EDITED, LOOKED, outlet_weights, settle, term_key
from briefing.store.stories import Edge, Stories
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from briefing.store.database import Database
    from briefing.store.log import Relist

_SAID = {
    (Mark.DONE, True): ("done", "Done", "Open again"),
    (Mark.DONE, False): ("undone", "Not done", "Done again"),
    (Mark.FOLLOW, True): ("follow", "Following", "No longer following"),
    (Mark.FOLLOW, False): ("unfollow", "No longer following", "Following again"),
    (Mark.SNOOZE, True): ("snooze", "Snoozed until it changes", "No longer snoozed"),
    (Mark.SNOOZE, False): ("unsnooze", "No longer snoozed", "Snoozed again"),
    (Mark.MUTE, True): ("mute", "Muted", "No longer muted"),
    (Mark.MUTE, False): ("unmute", "No longer muted", "Muted again"),
    (Mark.SAVE, True): ("save", "Saved", "No longer saved"),
    (Mark.SAVE, False): ("unsave", "No longer saved", "Saved again"),
}
"""Name in the log, what to say when it is done, and when it is taken back."""

_ANSWERS = {
    QuestionStatus.ANSWERED: ("answered", "Answered", "Open again"),
    QuestionStatus.DISMISSED: ("dismissed", "Dismissed", "Open again"),
    QuestionStatus.OPEN: ("reopened", "Open again", "Closed again"),
}


class State:
    """Marks, hand decisions, the change log, and where the reader left off."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._stories = Stories(db)

    # --- marks on stories -------------------------------------------------------------

    def mark(
        self,
        mark: Mark,
        stories: Iterable[str],
        *,
        on: bool = True,
        now: datetime,
        upto: Edge | None = None,
    ) -> Change | None:
        """Set or take away a mark on stories, as one change.

        DONE marks the articles that a story has now: one that comes later makes the story
        "updated". SNOOZE holds until the story gains an article or a possible answer.

        Args:
            mark: which.
            stories: ids, beginnings of ids or ids that were merged away.
            on: False takes the mark away.
            now: time of the decision.
            upto: what ``Stories.edge`` told before the reader was shown what he decides about:
                articles that came later are not done with. None: all that are there now.

        Out: the change with a sentence for the reader; None when all stood so already.

        Raises:
            StoreError: an id is unknown or ambiguous (nothing is marked then), or the file
            cannot be written.
        """
        action, said, unsaid = _SAID[mark, on]
        with self._db.writing(durable=True):
            ids = list(dict.fromkeys(self._stories.resolve(story) for story in stories))
            if mark is Mark.DONE:
                items = self._done_items(ids, on, upto)
            else:
                items = self._flag_items(mark, ids, on)
            touched = self._concerned(ids, items) if len(ids) > 1 else ids
            name = self._named(touched)
            return log.act(self._db, action, f"{said}: {name}", f"{unsaid}: {name}", items, now)

    def _done_items(self, ids: Sequence[str], on: bool, upto: Edge | None) -> list[Item]:
        value = {bits: value for value, bits in log.DONE_BITS.items()}
        keys: dict[str, list[str]] = {}
        for no, id, state in self._db.among(
            lambda row: (int(row[0]), str(row[1]), int(row[2])),
            "select article.no, article.id, state from story join place on place.story = story.no"
            " join reading on reading.article = place.article"
            " join article on article.no = place.article"
            " where story.id in ({}) order by article.id",
            ids,
        ):
            if upto is None or no in upto:
                keys.setdefault(value[state & ~LOOKED], []).append(id)
        return [
            Item("done", tuple(keys[before]), before, "1" if on else "0")
            for before in (("0", "edited", "done, edited") if on else ("1", "done, edited"))
            if before in keys
        ]

    def _flag_items(self, mark: Mark, ids: Sequence[str], on: bool) -> list[Item]:
        """Items for a mark by story id; a mark made under an id that was merged in counts."""
        items = []
        for id in ids:
            have = self._db.each(
                lambda row: (str(row[0]), str(row[1])),
                "select key, value from mark where field = ? and (key = ?"
                " or key in (select old from merged where kept = ?))",
                (mark.value, id, id),
            )
            if not on:
                items += [Item(mark.value, (key,), value, None) for key, value in have]
                continue
            value = "1"
            if mark is Mark.SNOOZE:
                value = str(self._db.number("select revision from story where id = ?", (id,)))
            if value not in [held for _, held in have]:
                own = dict(have).get(id)
                items.append(Item(mark.value, (id,), own, value))
        return items

    def _concerned(self, ids: Sequence[str], items: Sequence[Item]) -> list[str]:
        """Those of the stories that the items alter, for the sentence."""
        keys = [key for item in items for key in item.keys]
        if items and items[0].field == "done":
            found = self._db.among(
                lambda row: str(row[0]),
                "select distinct story.id from article join place on place.article = article.no"
                " join story on story.no = place.story where article.id in ({})",
                keys,
            )
            touched = set(found)
        else:
            touched = set(keys)
        return [id for id in ids if id in touched] or list(ids)

    def _named(self, ids: Sequence[str]) -> str:
        if len(ids) != 1:
            return f"{len(ids)} stories"
        row = self._db.one("select title from story where id = ?", (ids[0],))
        return f'"{row[0] if row else ids[0]}"'

    def look(self, story: str) -> None:
        """Record that the reader has seen the articles that a story has now.

        Kept for good, but no decision: it is not in the log and undo passes it by. Writes
        nothing when all were seen.

        Raises:
            StoreError: no such story, or the file cannot be written.
        """
        id = self._stories.resolve(story)
        query = (
            "select reading.article, state, place.story from story"
            " join place on place.story = story.no"
            " join reading on reading.article = place.article"
            f" where story.id = ? and (state & {LOOKED | EDITED}) <> {LOOKED}"
        )
        if self._db.one(query, (id,)) is None:
            return
        with self._db.writing(durable=True):
            rows = self._db.all(query, (id,))
            log.turn(self._db, [(no, state, (state | LOOKED) & ~EDITED) for no, state, _ in rows])
            settle(self._db, {row[2] for row in rows})

    # --- muted terms ------------------------------------------------------------------

    def terms(self) -> tuple[CleanText, ...]:
        """The muted terms as they were written, in order of the alphabet."""
        rows = self._db.all("select value from mark where field = 'term' order by key")
        return tuple(CleanText(row[0]) for row in rows)

    def mute_term(self, term: str, now: datetime) -> Change | None:
        """Hide the stories that have the term, as whole words, in half of their headlines; of
        "outlet:NAME" those that this outlet alone tells.

        Out: the change; None when it is muted already.

        Raises:
            StoreError: the term holds neither letter nor digit.
        """
        return self._term(term, True, now)

    def unmute_term(self, term: str, now: datetime) -> Change | None:
        """Show them again; None when the term is not muted."""
        return self._term(term, False, now)

    def _term(self, term: str, on: bool, now: datetime) -> Change | None:
        key = term_key(term)
        if not key:
            raise StoreError("a muted term needs a letter or a digit", "give a word or a name")
        with self._db.writing(durable=True):
            row = self._db.one("select value from mark where field = 'term' and key = ?", (key,))
            if on == (row is not None):
                return None
            _, said, unsaid = _SAID[Mark.MUTE, on]
            written = term if row is None else row[0]
            item = Item("term", (key,), *((None, term) if on else (written, None)))
            name = f'the term "{written}"'
            action = "mute term" if on else "unmute term"
            return log.act(self._db, action, f"{said}: {name}", f"{unsaid}: {name}", [item], now)

    # --- weights of outlets -----------------------------------------------------------

    def weights(self) -> dict[str, float]:
        """Outlets that count for more or less than one with the reader."""
        return outlet_weights(self._db)

    def weigh(self, outlet: str, weight: float, now: datetime) -> Change | None:
        """Let an outlet count for more or less than one in the importance of its stories; among
        those that tell a story the heavier one is heard first.

        Args:
            outlet: its name, whatever the case.
            weight: from ``importance.LIGHTEST`` to ``HEAVIEST``; 1 is usual.
            now: time of the decision.

        Out: the change; None when it weighs that already.

        Raises:
            StoreError: no such outlet is followed, or the weight is none.
        """
        from briefing.store import weighing

        return weighing.weigh(self._db, outlet, weight, now)

    # --- the reader's hand ------------------------------------------------------------

    def split(self, article: str, now: datetime) -> Change | None:
        """Take an article out of its story: it never again shares one with those left there.

        ``article`` is its id or the beginning of one.

        It gets a story of its own at once. When it is the founding article, the others move,
        and the marks on the story with them. Both stories are dirty afterwards. None when it
        stands alone already.

        Raises:
            StoreError: no such article, or more than one whose id begins so.
        """
        from briefing.store import hand

        return hand.split(self._db, article, now)

    def join(self, story: str, other: str, now: datetime) -> Change | None:
        """Put two stories together for good: the one founded earlier takes in the other.

        None when they are one already.

        Raises:
            StoreError: no such story.
        """
        from briefing.store import hand

        return hand.join(self._db, self._stories.resolve(story), self._stories.resolve(other), now)

    def apart(self, story: str, other: str, now: datetime) -> Change | None:
        """Never put two stories together; see ``Stories.resolve`` for what names one.

        None when that was said before.

        Raises:
            StoreError: no such story, or both names lead to one.
        """
        from briefing.store import hand

        return hand.apart(self._db, self._stories.resolve(story), self._stories.resolve(other), now)

    def hand(self) -> Hand:
        """All decisions about grouping whose articles are stored, for the grouping to obey."""
        from briefing.store import hand

        return hand.decisions(self._db)

    # --- questions --------------------------------------------------------------------

    def answer(
        self, questions: Iterable[str], status: QuestionStatus, now: datetime
    ) -> Change | None:
        """Close questions (ANSWERED, DISMISSED) or open them again (OPEN), as one change.

        Args:
            questions: ids, or beginnings of ids.
            status: how they are to stand.
            now: time of the decision.

        Out: the change; None when all stand so already.

        Raises:
            StoreError: an id is unknown or ambiguous (nothing is decided then), or a status
            that only an analysis gives.
        """
        if status not in _ANSWERS:
            raise StoreError(
                f"a reader cannot set a question to {status.value}",
                "answered, dismissed and open are the choices",
            )
        after = None if status is QuestionStatus.OPEN else status.value
        with self._db.writing(durable=True):
            ids = list(dict.fromkeys(resolve(self._db, question) for question in questions))
            held = dict(
                self._db.among(
                    lambda row: (str(row[0]), str(row[1])),
                    "select key, value from mark where field = 'answer' and key in ({})",
                    ids,
                )
            )
            items = [Item("answer", (id,), held.get(id), after) for id in ids]
            action, said, unsaid = _ANSWERS[status]
            name = self._asked([id for id in ids if held.get(id) != after] or ids)
            return log.act(self._db, action, f"{said}: {name}", f"{unsaid}: {name}", items, now)

    def _asked(self, ids: Sequence[str]) -> str:
        if len(ids) != 1:
            return f"{len(ids)} questions"
        row = self._db.one("select question from question where id = ?", (ids[0],))
        return f'"{row[0] if row else ids[0]}"'

    # --- the log ----------------------------------------------------------------------

    def undo(self, now: datetime, relist: Relist = log.no_list) -> Change | None:
        """Take back the latest decision, however long ago; None when there is none left.

        ``relist`` follows in the reader's list of feeds, which is no part of the store; what it
        raises comes out, and nothing is taken back then. See ``log.Relist``.
        """
        return log.undo(self._db, now, relist)

    def redo(self, now: datetime, relist: Relist = log.no_list) -> Change | None:
        """Do again what was taken back last; None when nothing was, or something came since.

        ``relist`` is as for ``undo``.
        """
        return log.redo(self._db, now, relist)

    def unfollowed(
        self, url: str, name: str, kept: str, now: datetime, follow: Callable[[], None]
    ) -> None:
        """Write down that a feed leaves the reader's list; ``kept`` puts it back, see ``undo``.

        ``follow`` takes it off the list, last in the transaction; what it raises comes out, and
        nothing is written down then.
        """
        item = Item(log.FEED, (url,), kept, None)
        said, unsaid = f'No longer followed: "{name}"', f'Followed again: "{name}"'
        with self._db.writing(durable=True):
            log.act(self._db, "unfollow feed", said, unsaid, [item], now)
            follow()

    # --- small things by name ---------------------------------------------------------

    def note(self, name: str) -> str:
        """A text kept under a name, "" when there is none."""
        row = self._db.one("select value from note where key = ?", (f"note {name}",))
        return "" if row is None else str(row[0])

    def set_note(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        with self._db.writing():
            self._db.run(
                "insert into note values (?, ?)"
                " on conflict (key) do update set value = excluded.value",
                (f"note {name}", value),
            )

    # --- where the reader left off ----------------------------------------------------

    def last(self, name: str) -> datetime | None:
        """The time kept under a name, for instance "digest"; None at first."""
        row = self._db.one("select value from note where key = ?", (f"last {name}",))
        if row is None:
            return None
        try:
            return moment(int(row[0]))
        except (BadValueError, ValueError) as error:
            raise damaged(self._db.path, str(error)) from error

    def set_last(self, name: str, when: datetime) -> None:
        """Keep a time under a name."""
        with self._db.writing(durable=True):
            self._db.run(
                "insert into note values (?, ?)"
                " on conflict (key) do update set value = excluded.value",
                (f"last {name}", str(micros(when))),
            )
