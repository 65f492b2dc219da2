"""Which sentence of a later article may answer a question, judged by what the question asks for.

A sentence is offered only when it fills the slot: a figure, a date, a name, a cause, or an asserted
outcome of the question's own verb. A wrong offer costs more trust than a missing one, so what asks
for something or hangs on a condition is never an answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from briefing.models import Article, CleanText, Question
from briefing.questions.clauses import clause_start
from briefing.questions.fills import figures, fills
from briefing.questions.find import is_english
from briefing.questions.reading import read_article
from briefing.questions.tokens import Units
from briefing.questions.verbs import BE, DETERMINERS, PREPOSITIONS, base_of
from briefing.questions.wanted import Slot, Wanted, matter, wanted
from briefing.questions.wordlists import listed

COVER_LEAST: Final = 0.42
"""Share of the question's words, rare ones counting more, that an answer holds."""
COVER_ALONE: Final = 0.75
"""The same for an answer that does not state an outcome of the question's verb."""
CUE_MOST: Final = 0.5
"""A sentence with a cue above this weight leaves something open itself."""

_DELAYS: Final = frozenset(["postpone", "delay", "defer", "adjourn", "reschedule", "stall"])
_DEMANDING: Final = listed("demanding")
_FINDING: Final = listed("finding")
_BOUND: Final = frozenset(["refuse", "agree", "decide", "promise"])
_PRONOUNS: Final = frozenset(["it", "they", "them"])
_MONTHS: Final = listed("months")
_WITHOUT: Final = frozenset(["without", "no", "not", "n't", "yet"])
_RESOLVED: Final = frozenset(["decide", "agree", "announce", "confirm", "rule", "sign"])
_OUTCOMES: Final = listed("outcomes")
_HEDGES: Final = frozenset(["would", "could", "may", "might", "can", "should", "must"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that states something."""

    article: Article
    index: int
    text: CleanText
    units: Units
    words: frozenset[str]
    carried: frozenset[str]
    """Words of the sentence before, when a pronoun points back to it."""
    told: tuple[tuple[int, str], ...]
    """Asserted verbs: unit and base form."""
    planned: tuple[tuple[int, str], ...]
    """Verbs in the present, behind "will", or behind "to" in a headline."""
    delays: bool
    lead: bool
    title: bool
    asks: bool
    """True when it is evidence of a question itself, or holds a cue for one."""


def candidates(articles: Sequence[Article], asking: Collection[tuple[str, int]]) -> list[Candidate]:
    """Every sentence that may answer something; ``asking``: places of evidence, which do not."""
    out: list[Candidate] = []
    for article in articles:
        if not is_english(article):
            continue
        taken = read_article(article)
        for i, u in enumerate(taken.units):
            sentence = taken.sentences[i]
            if "?" in u.low or _demands(u):
                continue
            told, planned = _verbs(u, sentence.is_title)
            delays = any(base in _DELAYS for _, base in told) or (
                any(base in ("put", "push") for _, base in told)
                and not {"off", "back"}.isdisjoint(u.low)
                and "against" not in u.low
            )
            if told or planned:
                back = (
                    i > 0
                    and not taken.sentences[i - 1].is_title
                    and not _PRONOUNS.isdisjoint(u.low)
                )
                before = matter(taken.sentences[i - 1].text) if back else frozenset()
                words = matter(sentence.text)
                if u.low[0] in _PRONOUNS:
                    words |= before
                asks = (article.id, sentence.index) in asking or any(
                    hit.family.weight > CUE_MOST for hit in taken.hits[i]
                )
                out.append(
                    Candidate(
                        article,
                        sentence.index,
                        sentence.text,
                        u,
                        words,
                        before,
                        told,
                        planned,
                        delays,
                        sentence.is_title or i <= 2,
                        sentence.is_title,
                        asks,
                    )
                )
    return out


def _demands(u: Units) -> bool:
    """True when the sentence asks for something: it states what is missing."""
    for i, lemma in enumerate(u.lemma):
        if lemma not in _DEMANDING:
            continue
        before = u.low[i - 1] if i else ""
        if before in DETERMINERS or before in PREPOSITIONS or before == "to":
            continue
        if u.tag[i] in ("ed", "s", "ing") or base_of(u.low[i], ""):
            return True
    return False


def _verbs(
    u: Units, title: bool
) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str], ...]]:
    """Asserted verbs and planned ones; those behind a condition or a hedge are neither."""
    told: list[tuple[int, str]] = []
    planned: list[tuple[int, str]] = []
    tied = False
    for i, low in enumerate(u.low):
        if low in (",", ";", ".", "but", "and"):
            tied = False
        elif low in ("if", "whether", "unless", "until", "when"):
            tied = True
        if tied or low == "<name>":
            continue
        before = u.low[max(0, i - 4) : i]
        if before and before[-1] in ("who", "which", "whose"):
            # Said by the way: it names somebody, but it is not what is told.
            if base_of(low, "ed", "en"):
                planned.append((i, base_of(low, "ed", "en")))
            continue
        if not _HEDGES.isdisjoint(before):
            continue
        past = base_of(low, "ed", "en")
        if past == "be":
            continue
        if past:
            if u.low[i - 1 : i] == ["to"] and past == low:
                planned.append((i, past))
            elif not _attributive(u, i):
                told.append((i, past))
            continue
        if base_of(low, "s") and i and u.low[i - 1] not in DETERMINERS:
            (told if title else planned).append((i, base_of(low, "s")))
        if base_of(low, "ing") and not {"is", "are"}.isdisjoint(before[-3:]):
            told.append((i, base_of(low, "ing")))
        if base_of(low, "") and i and u.low[i - 1] not in ("the", "a", "an"):
            if "will" in before or (u.low[i - 1] == "to" and _is_to(u, i, title)):
                planned.append((i, base_of(low, "")))
            elif (
                not _BOUND.isdisjoint(u.lemma[max(0, i - 3) : i])
                or (title and (u.tag[i - 1] == "s" or u.low[i - 1] == "<name>"))
                or "let" in u.lemma[max(0, i - 6) : i]
            ):
                told.append((i, base_of(low, "")))
    return tuple(told), tuple(planned)


def _will_not(u: Units) -> bool:
    return any(
        low in ("not", "n't", "never") and "will" in u.low[max(0, i - 2) : i]
        for i, low in enumerate(u.low)
    )


def _background(u: Units) -> bool:
    """True for how things stood before, or in another year."""
    return (
        "had" in u.low
        or "ago" in u.low
        or any(
            len(low) in (4, 5) and low[:4].isdigit() and low[:2] in ("19", "20") for low in u.low
        )
    )


def _put_off(u: Units, asked: Wanted) -> bool:
    """False for "the vote on the sale was postponed" when the sale is asked for, not the vote."""
    for i in range(1, len(u)):
        if u.lemma[i] not in _DELAYS or u.low[i - 1] not in BE | {"been"}:
            continue
        start = clause_start(u, i)
        of = next((k for k in range(start + 1, i) if u.low[k] in PREPOSITIONS), i)
        thing = matter(" ".join(u.text[start:of]))
        return bool(thing & (asked.words | matter(asked.head)))
    return True


def _attributive(u: Units, i: int) -> bool:
    """True for a participle in front of its noun: "a destroyed meadow", "to name affected
    patients"."""
    if not i:
        return True
    before = u.low[i - 1]
    return before in DETERMINERS or (
        i >= 2 and u.low[i - 2] == "to" and bool(base_of(before, "")) and before != "be"
    )


def _is_to(u: Units, i: int, title: bool) -> bool:
    """ "is to pay", and in a headline "X to pay"."""
    return (i >= 2 and u.low[i - 2] in BE) or (title and i >= 2)


class Answers:
    """The candidates of a story, asked question by question."""

    def __init__(self, articles: Sequence[Article], asking: Collection[tuple[str, int]]) -> None:
        self._asking = asking
        self._articles = {a.id: a for a in articles}
        self._order = {a.id: n for n, a in enumerate(articles)}

    @cached_property
    def _pool(self) -> list[Candidate]:
        return candidates(tuple(self._articles.values()), self._asking)

    @cached_property
    def _seen(self) -> Counter[str]:
        return Counter(word for c in self._pool for word in c.words)

    def best(self, question: Question) -> Candidate | None:
        """The sentence that fits best among those newer than all evidence; None when none fits."""
        newer = {a.id for a in self._articles.values() if self._newer(a, question)}
        if not newer:
            return None
        asked = wanted(question.question)
        if asked is None or not asked.words:
            return None
        told = frozenset().union(*(matter(e.text) for e in question.evidence), frozenset())
        best, most = None, 0.0
        for candidate in self._pool:
            if candidate.article.id not in newer:
                continue
            asks = candidate.asks or any(
                e.article == candidate.article.id for e in question.evidence
            )
            value = self._fit(candidate, asked, told - asked.words, asks)
            if value > most:
                best, most = candidate, value
        return best

    def _newer(self, article: Article, question: Question) -> bool:
        """True when the article came after all evidence; in an article that asks itself, as one
        of a decision that leaves more to decide often does, after all the others' evidence."""
        asking = {e.article for e in question.evidence}
        if article.id in asking:
            asking.discard(article.id)
        elif article.when is not None and question.last is not None:
            return article.when > question.last or self._asked_elsewhere(article, question)
        if not asking:
            return False
        known = [self._articles[a] for a in asking if a in self._articles]
        times = [a.when for a in known if a.when is not None]
        if article.when is not None and times:
            return article.when > max(times)
        last = max((self._order[a.id] for a in known), default=-1)
        return self._order[article.id] > last

    def _asked_elsewhere(self, article: Article, question: Question) -> bool:
        """True when the article came after the question, and those that ask it later still are of
        other outlets: what one tells settles what another asks."""
        if article.when is None or question.since is None or article.when <= question.since:
            return False
        later = [
            known
            for quote in question.evidence
            if (known := self._articles.get(quote.article)) is not None
            and known.when is not None
            and known.when >= article.when
        ]
        return bool(article.outlet) and all(a.outlet != article.outlet for a in later)

    def _rare(self, word: str) -> float:
        # Flattened: the names that every sentence holds still have to be there.
        # A word that no later sentence holds tells nothing apart.
        times = self._seen[word]
        return 1.0 + 0.5 * math.log(1.0 + len(self._pool) / times) if times else 1.0

    def _share(self, part: Collection[str], whole: Collection[str]) -> float:
        total = sum(self._rare(w) for w in sorted(whole))
        return sum(self._rare(w) for w in sorted(part)) / total if total else 0.0

    def _fit(self, c: Candidate, asked: Wanted, told: frozenset[str], asks: bool) -> float:
        """How well the sentence answers, 0 when it does not; ``asks``: the more has it to state."""
        common = asked.words & c.words
        factual = asked.slot in (Slot.FACT, Slot.OUTCOME)
        verbs = c.told if factual else (*c.told, *c.planned)
        sure = not factual or _will_not(c.units) or any(b in _RESOLVED for _, b in c.told)
        exact = any(base == asked.head for _, base in (*c.told, *(c.planned if sure else ())))
        settled = [i for i, base in verbs if base in asked.settling]
        head = matter(asked.head)
        whole = asked.words | head
        cover = self._share(common | (head if exact or settled else frozenset()), whole)
        extra = min(0.25, 0.5 * self._share(told & c.words, told))
        lead = 0.1 if c.lead else 0.0
        if c.delays and cover >= COVER_LEAST and len(common) >= 2 and _put_off(c.units, asked):
            if common & _MONTHS:
                return 0.0  # the question knows of the new date
            return cover + extra + lead
        if asked.thing:
            near = any(asked.thing in matter(t) for i in settled for t in c.units.text[i : i + 6])
            return 0.6 + cover + extra + lead if near else 0.0
        decided = bool(settled) or _will_not(c.units)
        if asks and not exact and not (decided and (c.title or cover >= COVER_ALONE)):
            return 0.0
        # A verb that settles is counted once: "opens a review" says nothing of what stays open.
        counted = matter(" ".join(c.units.text[i] for i in settled if not exact))
        if len(common - counted) + bool(exact or settled) < 2 or cover < COVER_LEAST:
            return 0.0
        if asked.object and not (asked.object & ((c.words | c.carried) - counted)):
            return 0.0
        if asked.subject and not (asked.subject & (c.words | c.carried)):
            return 0.0
        if not c.title and _background(c.units):
            return 0.0
        value = cover + extra + lead + (0.3 if exact else 0.15 if settled else 0.0)
        slot = asked.slot
        done = c.lead and any(b in _OUTCOMES for _, b in verbs)
        if slot is Slot.FACT:
            stated = c.lead and bool(c.told or _will_not(c.units))
            full = not asked.settling and cover >= COVER_ALONE and stated
            enough = exact or settled or full or self._found(c, cover)
            return value if enough or (done and not asked.head and cover >= 0.6) else 0.0
        if slot is Slot.OUTCOME:
            vague = not asked.settling and len(common) >= 2
            if not _WITHOUT.isdisjoint(c.units.low):
                return 0.0
            return value if exact or settled or (done and vague) else 0.0
        if slot is Slot.CAUSE:
            return value if fills(c.units, asked, exact) else 0.0
        if not (exact or settled or (cover >= COVER_ALONE and slot is Slot.FIGURE)):
            return 0.0
        return value if fills(c.units, asked, exact) else 0.0

    def _found(self, c: Candidate, cover: float) -> bool:
        """True for a finding with a figure: what an inquiry measured."""
        return cover >= 0.5 and bool(figures(c.units)) and any(b in _FINDING for _, b in c.told)
