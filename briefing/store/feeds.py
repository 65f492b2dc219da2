"""What is followed, and what its visits brought."""

from __future__ import annotations

from briefing.models import CleanText, FeedState, KnownEntry
from briefing.store.articles import slot
from briefing.store.encoding import micros, micros_or_none, moment_or_none, pack, unpack
from briefing.store.standing import EDITED, UNTOLD, count_new, describe, outlet_weights
from briefing.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from briefing.models import Article, Subscription
    from briefing.store.database import Database, Row

_COLUMNS = (
    "url, case own_title when '' then title else own_title end,"
    " case own_outlet when '' then outlet else own_outlet end, tags, full_text, site, etag,"
    " last_modified, body_hash, last_try, last_ok, next_due, failures, error, gone, moved_to,"
    " moved_count, moved_since, articles, unread, ttl"
)


def _state(row: Row) -> FeedState:
    return FeedState(
        url=row[0],
        title=CleanText(row[1]),
        outlet=CleanText(row[2]),
        tags=unpack(row[3]),
        full_text=bool(row[4]),
        site=row[5],
        etag=row[6],
        last_modified=row[7],
        body_hash=row[8],
        last_try=moment_or_none(row[9]),
        last_ok=moment_or_none(row[10]),
        next_due=moment_or_none(row[11]),
        failures=row[12],
        error=CleanText(row[13]),
        gone=bool(row[14]),
        moved_to=row[15],
        moved_count=row[16],
        moved_since=moment_or_none(row[17]),
        articles=row[18],
        unread=row[19],
        ttl=row[20],
    )


class Feeds:
    """The table of feeds with the entries each of them listed."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def sync(self, subscriptions: Iterable[Subscription]) -> None:
        """Make the table follow the reader's list.

        New addresses get a row that is due now; title, outlet, tags and full_text follow the
        list; addresses that left it keep their articles and marks. One that comes back is
        asked again even when it was gone. Nothing is written when nothing changed.
        """
        wanted: dict[str, Row] = {}
        for position, item in enumerate({s.url: s for s in subscriptions}.values()):
            wanted[item.url] = (
                position, item.title, item.outlet, pack(item.tags), int(item.full_text),
            )  # fmt: skip
        if not any(self._differing(wanted)[:3]):
            return
        with self._db.writing():
            # Looked at once more: another program may have followed the list meanwhile.
            left, fresh, altered, have = self._differing(wanted)
            named = {row[-1]: row[2] for row in altered if row[2:4] != have[row[-1]][2:4]}
            before = self._called() if named else {}
            self._db.many(
                "insert into feed (url, position, own_title, own_outlet, tags, full_text)"
                " values (?, ?, ?, ?, ?, ?)",
                fresh,
            )
            self._db.many("update feed set position = null where url = ?", ((u,) for u in left))
            self._db.many(
                "update feed set gone = 0, failures = 0, next_due = null"
                " where url = ? and position is null",
                ((row[-1],) for row in altered),
            )
            self._db.many(
                "update feed set position = ?, own_title = ?, own_outlet = ?, tags = ?,"
                " full_text = ? where url = ?",
                altered,
            )
            if named:
                self._retell(named, before)

    def _differing(
        self, wanted: Mapping[str, Row]
    ) -> tuple[list[str], list[Row], list[Row], dict[str, Row]]:
        """Addresses that left, rows to insert, rows to alter (address last), and what is there."""
        have = {
            row[0]: tuple(row[1:])
            for row in self._db.all(
                "select url, position, own_title, own_outlet, tags, full_text from feed"
            )
        }
        left = [url for url, known in have.items() if known[0] is not None and url not in wanted]
        fresh = [(url, *values) for url, values in wanted.items() if url not in have]
        altered = [
            (*values, url) for url, values in wanted.items() if have.get(url, values) != values
        ]
        return left, fresh, altered, have

    def _called(self) -> dict[str, tuple[str, ...]]:
        from briefing.store.weighing import outlets

        return outlets(self._db)

    def _retell(self, named: Mapping[str, str], before: Mapping[str, Sequence[str]]) -> None:
        """Carry new names of outlets (by address, "": none), and new tags, to what is stored.

        ``before``: what ``weighing.outlets`` told before.
        """
        from briefing.store.weighing import rename

        for url, outlet in named.items():
            if outlet:
                self._db.run(
                    "update article set outlet = ? where outlet <> ? and no in"
                    " (select entry.no from entry join feed on feed.no = entry.feed where url = ?)"
                    " and feed = (select no from feed where url = ?)",
                    (outlet, outlet, url, url),
                )
        rename(self._db, before)
        rows = self._db.among(
            lambda row: int(row[0]),
            "select distinct place.story from feed join entry on entry.feed = feed.no"
            " join place on place.article = entry.no where feed.url in ({})",
            list(named),
        )
        describe(self._db, sorted(set(rows)))

    def all(self) -> list[FeedState]:
        """The followed feeds in the reader's order."""
        feeds = self._db.each(
            _state, f"select {_COLUMNS} from feed where position is not null order by position"
        )
        if not outlet_weights(self._db):
            return feeds
        from briefing.store.weighing import weighed

        return weighed(self._db, feeds)

    def count(self) -> int:
        """How many feeds are followed."""
        return self._db.number("select count(*) from feed where position is not null")

    def failed(self) -> list[FeedState]:
        """The followed feeds whose last visit failed, in the reader's order."""
        return self._db.each(
            _state,
            f"select {_COLUMNS} from feed where position is not null and error <> ''"
            " order by position",
        )

    def get(self, url: str) -> FeedState | None:
        """The feed of this address, also one no longer followed; None when never seen."""
        found = self._db.each(_state, f"select {_COLUMNS} from feed where url = ?", (url,))
        return found[0] if found else None

    def known(self, url: str) -> list[KnownEntry]:
        """Every entry that this feed ever listed and that is remembered, by article id."""
        return self._db.each(
            lambda row: KnownEntry(*row),
            "select entry.id, guid, link, title_key, content from entry"
            " where feed = (select no from feed where url = ?) order by entry.id",
            (url,),
        )

    def spans(self, url: str) -> bytes:
        """What ``record`` was last told to remember of this feed's document, b"" for nothing."""
        row = self._db.one(
            "select spans from listed where feed = (select no from feed where url = ?)", (url,)
        )
        return bytes(row[0]) if row is not None else b""

    def record(
        self,
        state: FeedState,
        new: Sequence[tuple[Article, KnownEntry]] = (),
        changed: Sequence[tuple[Article, KnownEntry]] = (),
        renamed: Sequence[KnownEntry] = (),
        *,
        now: datetime,
        spans: bytes | None = None,
    ) -> int:
        """Keep all that one visit brought, in one transaction.

        Args:
            state: the feed after the visit; what the reader's list says of it is left alone.
            new: entries that the feed did not list before, in document order.
            changed: entries that are known and differ. The article's words follow; its time,
                its arrival and all marks stay.
            renamed: entries that are known and show the same, but are recognised by other keys
                from now on.
            now: time of arrival of new articles that bring none.
            spans: what is to be remembered of the document, None to leave what there is.

        Out: how many articles were not in the store before.

        Raises:
            StoreError: the feed was never synced, or the file cannot be written.
        """
        with self._db.writing():
            feed = self._visit(state)
            # One that is known may come back, too, when another feed brought its article again.
            unlisted = self._unlisted(feed, [known.article for _, known in (*new, *changed)])
            added = sum(
                self._add(feed, state.url, article, known, index, now)
                for index, (article, known) in enumerate(new)
            )
            touched = [self._alter(feed, article, known) for article, known in changed]
            self._db.many(
                "update entry set guid = ?, link = ?, title_key = ?, content = ?"
                " where feed = ? and id = ?",
                ((k.guid, k.link, k.title_key, k.content, feed, k.article) for k in renamed),
            )
            if spans is not None:
                self._db.run("insert or replace into listed values (?, ?)", (feed, spans))
            count_new(self._db, feed, unlisted)
            stories = sorted({story for story in touched if story})
            if stories:
                describe(self._db, stories)
        return added

    def visited(self, states: Iterable[FeedState]) -> None:
        """Keep visits that brought nothing (unchanged or failed), many in one transaction."""
        with self._db.writing():
            for state in states:
                self._visit(state)

    def _visit(self, state: FeedState) -> int:
        row = self._db.one(
            "update feed set"
            " title = case own_title when '' then ? else title end,"
            " outlet = case own_outlet when '' then ? else outlet end,"
            " site = ?, etag = ?, last_modified = ?, body_hash = ?, last_try = ?, last_ok = ?,"
            " next_due = ?, failures = ?, error = ?, gone = ?, moved_to = ?, moved_count = ?,"
            " moved_since = ?, ttl = ? where url = ? returning no",
            (
                state.title, state.outlet, state.site, state.etag, state.last_modified,
                state.body_hash, micros_or_none(state.last_try), micros_or_none(state.last_ok),
                micros_or_none(state.next_due), state.failures, state.error, int(state.gone),
                state.moved_to, state.moved_count, micros_or_none(state.moved_since), state.ttl,
                state.url,
            ),
        )  # fmt: skip
        if row is None:
            raise LookupError(f"the feed {state.url} was not synced before its visit")
        return int(row[0])

    def _add(
        self, feed: int, url: str, article: Article, known: KnownEntry, index: int, now: datetime
    ) -> bool:
        """Store an entry, and its article unless another feed or visit brought it; True if so."""
        db = self._db
        row = db.one("select no from article where id = ?", (article.id,))
        fresh = row is None
        if row is not None:
            no = int(row[0])
        else:
            arrived = micros(article.arrived or now)
            published = micros_or_none(article.published)
            place = slot(arrived if published is None else published, url, index)
            while db.one("select 1 from article where slot = ?", (place,)) is not None:
                place -= 1
            no = db.number(
                "insert into article (slot, id, feed, outlet, title, teaser, url, published,"
                " arrived, lang, author) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning no",
                (
                    place, article.id, feed, article.outlet, article.title, article.teaser,
                    article.url, published, arrived, article.lang, article.author,
                ),
            )  # fmt: skip
            if article.text:
                db.run("insert into body values (?, ?)", (no, article.text))
            db.run("insert into reading (article) values (?)", (no,))
            db.run("insert into pending (article) values (?)", (no,))
        self._remember(feed, no, known)
        return fresh

    def _unlisted(self, feed: int, ids: Sequence[str]) -> list[str]:
        """Those of the articles that do not count as this feed's yet."""
        listed = set(
            self._db.among(
                lambda row: str(row[0]),
                f"select id from entry where feed = {feed} and no is not null and id in ({{}})",
                ids,
            )
        )
        return [id for id in dict.fromkeys(ids) if id not in listed]

    def _remember(self, feed: int, no: int | None, known: KnownEntry) -> None:
        self._db.run(
            "insert into entry (feed, id, no, guid, link, title_key, content)"
            " values (?, ?, ?, ?, ?, ?, ?) on conflict (feed, id) do update set"
            " no = excluded.no, guid = excluded.guid, link = excluded.link,"
            " title_key = excluded.title_key, content = excluded.content",
            (feed, known.article, no, known.guid, known.link, known.title_key, known.content),
        )

    def _alter(self, feed: int, article: Article, known: KnownEntry) -> int:
        """Let a stored article follow an edit; the number of its story, 0 when none is touched.

        Only the feed that brought an article may alter it: another that lists the same address
        would put its words under the first one's name.
        """
        db = self._db
        row = db.one(
            "select article.feed, article.no, slot, title, teaser, coalesce(body.text, ''), url,"
            " lang, author, coalesce(place.story, 0)"
            " from article left join body on body.article = article.no"
            " left join place on place.article = article.no where id = ?",
            (known.article,),
        )
        if row is None:
            # Pruned meanwhile: remember the entry as it is now, so that it is not seen as edited.
            self._remember(feed, None, known)
            return 0
        owner, no, place, *words, story = row
        self._remember(feed, no, known)
        # A teaser never takes the place of a full text, which may be fetched from the page.
        told = [
            article.title, article.teaser, article.text or words[2], article.url, article.lang,
            article.author,
        ]  # fmt: skip
        if owner != feed or words == told:
            return 0
        if db.one("select 1 from pending where article = ? and search = 1", (no,)) is None:
            # The index must be told the words it is to forget while they are still there.
            db.run(
                "insert into search (search, rowid, title, body) values ('delete', ?, ?, ?)",
                (place, words[0], words[2] or words[1]),
            )
            db.run(
                "insert into pending (article, place) values (?, 0)"
                " on conflict (article) do update set search = 1",
                (no,),
            )
        db.run(
            "update article set title = ?, teaser = ?, url = ?, lang = ?, author = ? where no = ?",
            (told[0], told[1], *told[3:], no),
        )
        if told[2]:
            db.run("insert or replace into body values (?, ?)", (no, told[2]))
        db.run("delete from gist where slot = ?", (place,))
        if story:
            db.run("update story set dirty = 1 where no = ?", (story,))
            before, after = words[2] or words[1], told[2] or told[1]
            from briefing.text.edits import says_more

            if says_more(words[0], before, told[0], after):
                self._stir(no, before)
        return int(story)

    def _stir(self, no: int, before: str) -> None:
        """An article that was read says more now: its story is told as one with news in it, and
        the words that were read are kept to tell the new ones from."""
        # Words that the reader has not looked at since an earlier edit were never read.
        self._db.run(
            "insert into earlier select article, ? from reading where article = ? and state <> 0"
            f" on conflict do update set text = excluded.text where not exists (select 1"
            f" from reading where reading.article = earlier.article and state & {EDITED})",
            (before, no),
        )
        self._db.run(
            "update reading set state = state | ? where article = ? and state <> 0", (EDITED, no)
        )
        self._db.run("update place set copy_of = ? where article = ?", (UNTOLD, no))

    def move(self, old: str, new: str) -> None:
        """Let a feed's row follow a permanent redirect; see ``moving.move``."""
        from briefing.store import moving

        with self._db.writing():
            moving.move(self._db, old, new)

    def revive(self, url: str) -> None:
        """Ask a feed again that was gone or is waiting after failures."""
        with self._db.writing():
            self._db.run(
                "update feed set gone = 0, failures = 0, next_due = null where url = ?", (url,)
            )
