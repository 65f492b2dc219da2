"""Questions over days: known ones keep their id, later articles may answer them, nothing closes
by itself.

A sentence of a newer article is offered as a possible answer when it states something as done,
shares
the rare words of the question, and leaves nothing open itself. What was put off counts as changed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefing.models import Article, CleanText, Question, QuestionStatus, Quote
from briefing.questions.cues import Hit
from briefing.questions.find import is_english
from briefing.questions.lexicon import lexicon
from briefing.questions.merge import content, likeness
from briefing.questions.reading import Read, read
from briefing.questions.tokens import Units
from briefing.questions.verbs import base_of
from briefing.questions.wordlists import listed
from briefing.text.sentences import sentences_of

SAME_LINE: Final = 0.6
"""Likeness of two lines from which they are one question; 0.45 is enough under one theme."""
ANSWER_LEAST: Final = 0.38
"""Share of the question's weight that an answer must hold."""
CUE_MOST: Final = 0.5
"""A sentence with a cue above this weight leaves something open itself."""
OPEN_ITSELF: Final = 0.85
"""What such a sentence, or one that is evidence of a question, counts for as an answer."""
DECIDED: Final = (QuestionStatus.ANSWERED, QuestionStatus.DISMISSED)

_OUTCOMES: Final = listed("outcomes")
_UNSETTLED: Final = listed("unsettled")
_EMPTY: Final = listed("empty")
"""Words of the asking, not of the matter."""
_DELAYS: Final = frozenset(
    ["postpone", "delay", "defer", "adjourn", "extend", "suspend", "reschedule", "stall"]
)
_PAST_BE: Final = frozenset(["was", "were", "has", "have", "had", "is", "are", "been"])


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: Article
    index: int
    text: CleanText
    words: frozenset[str]
    names: frozenset[str]
    weight: float
    delays: bool


def follow(
    earlier: Sequence[Question], found: Sequence[Question], articles: Sequence[Article]
) -> tuple[Question, ...]:
    """The questions of a story after new articles came.

    Args:
        earlier: as they were stored, with what the reader decided.
        found: what ``find`` gives for the story now.
        articles: the story's articles, old and new.

    Returns:
        Every earlier question under its own id, then the new ones. An earlier one takes up the new
        evidence and outlets; ANSWERED and DISMISSED stay as the reader set them; the others become
        POSSIBLE or CHANGED, with ``answer``, when a newer article holds a fitting sentence.
    """
    matched = _match(earlier, found)
    taken = set(matched.values())
    out: list[Question] = []
    for question in earlier:
        if question.id in matched:
            new = next(q for q in found if q.id == matched[question.id])
            out.append(_joined(question, new))
        else:
            out.append(replace(question, shown=False))
    out.extend(q for q in found if q.id not in taken)
    asking = {(e.article, e.sentence) for q in [*earlier, *found] for e in q.evidence}
    pool = _candidates(articles, asking)
    if not pool:
        return tuple(out)
    seen = Counter(word for c in pool for word in c.words)
    order = {a.id: n for n, a in enumerate(articles)}
    first_asked = {q.id: {e.article for e in q.evidence} for q in earlier}
    return tuple(
        _answered(q, first_asked.get(q.id) or {e.article for e in q.evidence}, pool, seen, order)
        for q in out
    )


def _match(earlier: Sequence[Question], found: Sequence[Question]) -> dict[str, str]:
    """Earlier id -> found id, each at most once, surest pairs first."""
    pairs: list[tuple[float, int, int]] = []
    sets = [content(q.question) for q in found]
    for i, old in enumerate(earlier):
        words = content(old.question)
        places = {(e.article, e.sentence) for e in old.evidence}
        for j, new in enumerate(found):
            if old.id == new.id:
                value = 3.0
            elif any((e.article, e.sentence) in places for e in new.evidence):
                value = 2.0
            else:
                value = likeness(words, sets[j])
                if value < (0.45 if old.theme == new.theme else SAME_LINE):
                    continue
            pairs.append((value, i, j))
    out: dict[str, str] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if earlier[i].id not in out and j not in used:
            out[earlier[i].id] = found[j].id
            used.add(j)
    return out


def _joined(old: Question, new: Question) -> Question:
    """The earlier question with the new one's evidence, outlets, score and place."""
    places = {(e.article, e.sentence) for e in new.evidence}
    evidence = (*new.evidence, *(e for e in old.evidence if (e.article, e.sentence) not in places))
    outlets = tuple(dict.fromkeys((*old.outlets, *new.outlets)))
    since = min((t for t in (old.since, new.since) if t is not None), default=None)
    last = max((t for t in (old.last, new.last) if t is not None), default=None)
    return replace(
        old,
        evidence=evidence,
        outlets=outlets,
        since=since,
        last=last,
        score=new.score,
        shown=new.shown,
    )


def _candidates(
    articles: Sequence[Article], asking: Collection[tuple[str, int]]
) -> list[_Candidate]:
    """Sentences that state something and are no evidence of a question."""
    out: list[_Candidate] = []
    for article in articles:
        if not is_english(article):
            continue
        taken = read(sentences_of(article))
        for i, u in enumerate(taken.units):
            index = taken.sentences[i].index
            if "?" in u.low:
                continue
            if any(hit.family.id in _UNSETTLED for hit in taken.hits[i]):
                continue
            open_itself = (article.id, index) in asking or _is_open(taken.hits[i])
            delays = any(lemma in _DELAYS for lemma in u.lemma) or (
                "back" in u.low and "push" in u.lemma
            )
            weight = _asserts(u, taken, i) * (OPEN_ITSELF if open_itself else 1.0)
            if weight > 0.0 or delays:
                text = taken.sentences[i].text
                out.append(
                    _Candidate(
                        article, index, text, content(text), _names(u), max(weight, 0.8), delays
                    )
                )
    return out


def _is_open(found: Sequence[Hit]) -> bool:
    return any(hit.family.weight > CUE_MOST for hit in found)


def _names(u: Units) -> frozenset[str]:
    return (
        frozenset().union(*(content(u.text[i]) for i, low in enumerate(u.low) if low == "<name>"))
        if len(u)
        else frozenset()
    )


def _asserts(u: Units, taken: Read, at: int) -> float:
    """How much a sentence states an outcome: 0 when it states nothing, higher in title and lead."""
    words = lexicon()
    soft = words.bit["FUTURE"] | words.bit["POSSIBLE"] | words.bit["COND"] | words.bit["MUST"]
    outcome = False
    past = False
    for i, low in enumerate(u.low):
        if base_of(low, "ed", "en") or low in _PAST_BE:
            past = True
        if u.lemma[i] in _OUTCOMES:
            outcome = True
    title = taken.sentences[at].is_title
    if not (past or (title and outcome)):
        return 0.0
    weight = 1.0 + (0.25 if outcome else 0.0)
    if title or at <= 2:
        weight += 0.3
    if u.all_bits & words.bit["HAD"] or any(low.isdigit() and len(low) == 4 for low in u.low):
        # Background: how things stood before, or in another year.
        weight -= 0.3
    if u.all_bits & soft:
        weight -= 0.3
    return weight


def _answered(
    question: Question,
    asking: Collection[str],
    pool: Sequence[_Candidate],
    seen: Counter[str],
    order: dict[str, int],
) -> Question:
    """The question with the best answer among the candidates, or as it is."""
    if question.status in DECIDED:
        return question
    first = min((order[a] for a in asking if a in order), default=-1)
    line = content(question.question) - _EMPTY
    told = (
        frozenset().union(*(content(e.text) for e in question.evidence)) - line
        if question.evidence
        else frozenset()
    )
    total = len(pool)

    def rare(word: str) -> float:
        # Flattened: the names that every sentence holds still have to be there.
        return 1.0 + 0.5 * math.log(1.0 + total / max(1, seen[word]))

    whole = sum(rare(w) for w in line)
    best: _Candidate | None = None
    best_value = 0.0
    for candidate in pool:
        article = candidate.article
        if article.id in asking or not _newer(article, question, first, order):
            continue
        shared = sum(rare(w) for w in sorted(line & candidate.words))
        extra = sum(rare(w) for w in sorted(told & candidate.words))
        cover = shared / whole if whole else 0.0
        if cover < ANSWER_LEAST or len(line & candidate.words) < 2:
            continue
        value = (cover + 0.25 * min(1.0, extra / (whole or 1.0))) * candidate.weight
        if value > best_value:
            best, best_value = candidate, value
    if best is None:
        return question
    status = QuestionStatus.CHANGED if best.delays else QuestionStatus.POSSIBLE
    return replace(question, status=status, answer=Quote(best.text, best.article.id, best.index))


def _newer(article: Article, question: Question, first: int, order: dict[str, int]) -> bool:
    if article.when is not None and question.since is not None:
        return article.when > question.since
    return order[article.id] > first
