"""Which entries are new, which are old ones edited, which are nothing new: pure.

Feeds change their guids, links, titles and dates between visits, number their items by place,
link every item to the front page. A reader that trusts one of these doubles articles or loses
them. So an entry has several keys, each counts only where it tells entries of the document
apart, and an old entry that several keys point to goes before one that a single key points to.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from briefing.models import Article, CleanText, Entry, KnownEntry
from briefing.values import Value

_ID_BYTES: Final = 10
"""Bytes of an article's id: twenty hex digits; two in a million million articles collide by a
chance of one in a million."""
_TRACKING = re.compile(
    "(?:utm_[^=]*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid)(?:=.*)?", re.IGNORECASE
)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_KEYS: Final = ("guid", "link", "title_key", "content")


class Intents(Value):
    """What is to be written after a visit."""

    new: tuple[tuple[Article, KnownEntry], ...]
    """Articles not seen before, in the document's order."""
    changed: tuple[tuple[Article, KnownEntry], ...]
    """Known articles whose words or address are others now; ``id`` is the known one's,
    ``arrived`` is the time of this visit (the stored one stays)."""
    renamed: tuple[KnownEntry, ...] = ()
    """Known articles of which only guid, link or date changed: nothing to show, but how they are
    recognised the next time."""
    listed: tuple[str, ...] = ()
    """For each entry the id of the article that it is, when all that the entry says of itself is
    what is kept of it: such a one need not be read again. "" for the others."""


class NotReadError(Exception):
    """An entry that was left out of the reading is needed after all: read all of them."""


def canonical_link(url: str) -> str:
    """``url`` without what does not tell articles apart.

    Without scheme, user, default port, fragment, trailing slash and the parameters that count
    clicks (utm_*, fbclid, gclid and the like); host in lower case. "" for "".
    """
    scheme, separator, rest = url.partition("://")
    if not separator:
        return ""
    rest = rest.partition("#")[0]
    place, question, query = rest.partition("?")
    host, slash, path = place.partition("/")
    host = host.rpartition("@")[2].lower().removesuffix(_DEFAULT_PORTS.get(scheme.lower(), ":"))
    if question:
        kept = [part for part in query.split("&") if part and not _TRACKING.fullmatch(part)]
        query = "?" + "&".join(kept) if kept else ""
    return host + (slash + path).rstrip("/") + query


def article_id(
    url: str, feed: str, guid: str, title: str = "", published: datetime | None = None
) -> str:
    """The id of an article, the same on every machine: twenty hex digits.

    Of its canonical link when that leads to more than a host's front page; else of feed and
    guid; else of feed, title and date.
    """
    link = canonical_link(url)
    if _is_telling(link):
        return _hash("link", link)
    if guid:
        return _hash("guid", canonical_link(feed) or feed, guid)
    return _hash("title", canonical_link(feed) or feed, title, _iso(published))


def decide(
    feed: str,
    outlet: CleanText,
    entries: Sequence[Entry | KnownEntry],
    known: Sequence[KnownEntry],
    now: datetime,
    lang: str = "",
) -> Intents:
    """What a visit to a feed brought.

    Args:
        feed: its address.
        outlet: the publisher's name, put on each article.
        entries: as parsed, in document order. A known one that stands there as it was listed
            before may be given in place of an entry that was not read again.
        known: everything stored of this feed (order does not matter).
        now: time of arrival; a later date of publication is not believed: such an article has
            ``published`` None and counts as of its arrival.
        lang: language of the feed, for entries that declare none.

    Raises:
        NotReadError: one that was not read is new or edited beside what the document holds now.

    An entry is an old one by guid (when unique in the document), canonical link (when unique
    and more than a front page), or title and date (when unique); one without guid and link also
    by all of its words. An entry that is in the document twice counts once. Equal words are no
    change, whatever else changed; dates alone are none either, since there are feeds whose dates
    are always now.
    """
    found = _keyed(entries)
    taken = _recognised(found, known)
    ids = {old.article for old in known}
    new: list[tuple[Article, KnownEntry]] = []
    changed: list[tuple[Article, KnownEntry]] = []
    renamed: list[KnownEntry] = []
    listed = [""] * len(entries)
    for at, one in enumerate(found):
        old = taken.get(at)
        if old is None:
            entry = one.read()
            article = _new_id(entry, one.keys, feed, ids)
            if article:
                ids.add(article)
                keys = replace(one.keys, article=article)
                new.append((_article(entry, keys, feed, outlet, now, lang), keys))
                listed[one.place] = one.told_by(keys)
            continue
        # A key that this document does not tell is kept as it was.
        keys = replace(
            one.keys,
            article=old.article,
            guid=one.keys.guid or old.guid,
            link=one.keys.link or old.link,
        )
        if keys.content != old.content:
            changed.append((_article(one.read(), keys, feed, outlet, now, lang), keys))
        elif keys != old:
            renamed.append(keys)
        listed[one.place] = one.told_by(keys)
    return Intents(tuple(new), tuple(changed), tuple(renamed), tuple(listed))


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry of the document."""

    place: int
    """Among the entries, doubles counted."""
    entry: Entry | KnownEntry
    own: KnownEntry
    """All that it says of itself."""
    keys: KnownEntry
    """What of that tells it apart in its document."""

    def read(self) -> Entry:
        if isinstance(self.entry, KnownEntry):
            raise NotReadError
        return self.entry

    def told_by(self, keys: KnownEntry) -> str:
        """The article's id when ``keys`` hold all that it says of itself, else ""."""
        return keys.article if keys == replace(self.own, article=keys.article) else ""


def _keyed(entries: Iterable[Entry | KnownEntry]) -> list[_Found]:
    """Entries with their keys, doubles folded; keys that do not tell entries apart are ""."""
    found: list[_Found] = []
    seen: set[tuple[str, str, str]] = set()
    for place, entry in enumerate(entries):
        keys = _keys(entry)
        # The same in two respects is the same entry written twice; guid and link alone are not
        # enough, there are feeds with one of each for all.
        pairs = [
            (kind, one, other)
            for kind, one, other in (
                ("guid+title", keys.guid, keys.title_key),
                ("link+title", keys.link, keys.title_key),
                ("words", "" if keys.guid else keys.title_key, keys.content),
            )
            if one and other
        ]
        if any(pair in seen for pair in pairs):
            continue
        seen.update(pairs)
        found.append(_Found(place, entry, keys, keys))
    counts = {name: Counter(getattr(one.own, name) for one in found) for name in _KEYS}
    return [
        replace(
            one,
            keys=replace(
                one.own,
                guid=one.own.guid if counts["guid"][one.own.guid] == 1 else "",
                link=one.own.link if counts["link"][one.own.link] == 1 else "",
            ),
        )
        for one in found
    ]


def _keys(entry: Entry | KnownEntry) -> KnownEntry:
    if isinstance(entry, KnownEntry):
        return replace(entry, article="")
    link = canonical_link(entry.url)
    # Without a date a title alone ("Today's briefing") says too little: its words are added.
    dated = _iso(entry.published) or entry.text[:500] or entry.teaser[:500]
    return KnownEntry(
        article="",
        guid=entry.guid,
        link=link if _is_telling(link) else "",
        title_key=_hash("title and date", entry.title, dated),
        content=_hash("content", entry.title, entry.teaser, entry.text, link, entry.author),
    )


def _recognised(found: list[_Found], known: Sequence[KnownEntry]) -> dict[int, KnownEntry]:
    """Position in ``found`` -> the known entry it is. Each known one is taken once."""
    known = sorted(known, key=lambda old: old.article)
    by_key: dict[str, dict[str, KnownEntry | None]] = {name: {} for name in _KEYS}
    for old in known:
        for name in _KEYS:
            key = getattr(old, name)
            # Two known ones with the same key: it tells nothing.
            by_key[name][key] = None if key in by_key[name] else old
    taken = _unchanged(found, known)
    given = {old.article for old in taken.values()}
    titles = Counter(one.keys.title_key for one in found)
    claims: list[tuple[int, int, int, KnownEntry]] = []
    for at, one in enumerate(found):
        keys = one.keys
        votes: dict[str, list[int]] = {}
        olds: dict[str, KnownEntry] = {}
        for rank, name in enumerate(_KEYS):
            key = getattr(keys, name)
            match = by_key[name].get(key) if key else None
            if match is None or (name == "title_key" and titles[key] > 1):
                continue
            if name == "content" and (keys.guid or keys.link):
                continue  # equal words do not make two entries one that say they are two
            votes.setdefault(match.article, []).append(rank)
            olds[match.article] = match
        for article, ranks in votes.items():
            claims.append((-len(ranks), ranks[0], at, olds[article]))
    # Most keys first, then the stronger key, then the document's order.
    for _, _, at, old in sorted(claims, key=lambda claim: claim[:3]):
        if at not in taken and old.article not in given:
            taken[at] = old
            given.add(old.article)
    _by_words(found, [old for old in known if old.article not in given], taken)
    return taken


def _unchanged(found: list[_Found], known: Sequence[KnownEntry]) -> dict[int, KnownEntry]:
    """Those of which every key is as it was written down: nothing can be more alike."""
    same = {tuple(getattr(old, name) for name in _KEYS): old for old in known}
    taken: dict[int, KnownEntry] = {}
    for at, one in enumerate(found):
        old = same.pop(tuple(getattr(one.keys, name) for name in _KEYS), None)
        if old is not None:
            taken[at] = old
    return taken


def _by_words(found: list[_Found], left: list[KnownEntry], taken: dict[int, KnownEntry]) -> None:
    """Pair what is left and has nothing but words: any with the same words will do."""
    same: dict[tuple[str, str], list[KnownEntry]] = {}
    for old in sorted(left, key=lambda old: old.article, reverse=True):
        same.setdefault((old.title_key, old.content), []).append(old)
    for at, one in enumerate(found):
        keys = one.keys
        if at not in taken and not keys.guid and not keys.link:
            olds = same.get((keys.title_key, keys.content))
            if olds:
                taken[at] = olds.pop()


def _new_id(entry: Entry, keys: KnownEntry, feed: str, ids: set[str]) -> str:
    """The first id that is free, from the best key down; "" when all of it is known already."""
    candidates = (
        article_id(entry.url if keys.link else "", feed, keys.guid, entry.title, entry.published),
        article_id("", feed, entry.guid, entry.title, entry.published),
        article_id("", feed, "", entry.title, entry.published),
        _hash("content", canonical_link(feed) or feed, keys.content, keys.title_key),
    )
    return next((candidate for candidate in candidates if candidate not in ids), "")


def _article(
    entry: Entry, keys: KnownEntry, feed: str, outlet: CleanText, now: datetime, lang: str
) -> Article:
    published = entry.published
    return Article(
        id=keys.article,
        title=entry.title,
        teaser=entry.teaser,
        text=entry.text,
        url=entry.url,
        outlet=outlet,
        feed=feed,
        published=None if published is None or published > now else published,
        arrived=now,
        lang=entry.lang or lang,
        author=entry.author,
    )


def _is_telling(link: str) -> bool:
    """Whether a canonical link leads to more than the front page of a host."""
    return "/" in link or "?" in link


def _iso(when: datetime | None) -> str:
    return when.isoformat() if when else ""


def _hash(*parts: str) -> str:
    joined = "\x00".join(parts).encode("utf-8", "replace")
    return hashlib.blake2b(joined, digest_size=_ID_BYTES).hexdigest()
