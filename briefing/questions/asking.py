"""From a statement to the question it leaves open: subject and verb change places.

``ask`` takes a clause of a sentence and gives "Will the court hear the case?" or "" when the clause
has no subject or no verb that can be turned.
"""

from __future__ import annotations

import re
from typing import Final

from briefing.questions.clauses import (
    ATTRIBUTION,
    OWN_VOICE,
    PRONOUNS,
    Context,
    clause_end,
    surface,
)
from briefing.questions.cutting import cut
from briefing.questions.subjects import (
    MOST_WORDS,
    WH,
    is_plural,
    predicate_text,
    replace_pronouns,
    subject_text,
    upper_first,
)
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    AUX,
    BE,
    DO,
    HAVE,
    HEADLINE,
    MODALS,
    PREPOSITIONS,
    base_of,
    finite,
)
from briefing.questions.wordlists import listed

_PLANS: Final = listed("plans")
_SET_TO: Final = listed("set_to") | {"sure", "bound", "certain", "destined"}
_DEGREES: Final = listed("degrees")


def line(text: str) -> str:
    """A question line from words: one question mark, capital, no loose spaces; "" when too long
    or too short."""
    text = " ".join(text.replace(" ,", ",").split()).rstrip(".,;:?!–— ")
    text = re.sub(r"\s+(['’]s\b)", r"\1", text)
    if not 3 <= len(text.split()) <= MOST_WORDS:
        return ""
    return upper_first(text) + "?"


def ask(u: Units, start: int, end: int, context: Context, *, future: bool = False) -> str:
    """The yes/no question for the clause in units ``start`` to ``end``.

    ``future``: could, may, might and would become "Will" (the question is what will happen).
    """
    start = _behind_dummy(u, start, end)
    verb = finite(u, start, end)
    for _ in range(3):
        if verb < 0:
            return ""
        if u.lemma[verb] not in ATTRIBUTION or u.low[verb] in AUX:
            at = verb + 1
            # "has said that", "is warning that"
            while (
                at < end
                and at < verb + 4
                and (u.low[at] in AUX or u.low[at] in ("also", "been", "not", "n't"))
            ):
                at += 1
            if (
                at >= end
                or u.lemma[at] not in ATTRIBUTION
                or u.low[verb] not in BE | HAVE
                or at + 1 >= end
                or u.low[at + 1] in ("to", "by")
            ):
                break
            verb = at
        after = verb + 1
        if u.lemma[verb] == "tell":
            # "told reporters it may be": the listener is left out.
            for k in range(after, min(end, after + 6)):
                if u.low[k] == "that" or u.low[k] in PRONOUNS:
                    after = k
                    break
        while (after < end and u.low[after] in ("that", ",", "on")) or (
            after < end and u.low[after] in _WEEKDAYS
        ):
            after += 1
        if after < end and u.low[after] in ("to", "in", "by", "of", "with", "at", "for", "about"):
            break
        end = max(end, clause_end(u, after)) if after < len(u) else end
        start = clause_start_of_said(u, after, end)
        verb = finite(u, start, end)
    if verb < 0:
        return ""
    parts = turn(u, start, verb, end, context, future=future)
    return line(parts) if parts else ""


_WEEKDAYS: Final = listed("weekdays")
_DUMMY: Final = listed("dummy")


def _behind_dummy(u: Units, start: int, end: int) -> int:
    """Where the statement behind "it seems likely (that)" begins; ``start`` when none does."""
    if u.low[start : start + 1] != ["it"]:
        return start
    for k in range(start + 2, min(end - 2, start + 5)):
        if u.low[k] in _DUMMY and u.low[k + 1] not in ("to", "for", "of", "in", "by", "when", "if"):
            return k + 1 + (u.low[k + 1] == "that")
    return start


def clause_start_of_said(u: Units, after: int, end: int) -> int:
    """Where the statement behind a verb of saying begins: behind an "if ... ," when one comes
    first."""
    if after < end and u.low[after] in ("if", "unless", "when", "while", "as", "although", "once"):
        for k in range(after + 1, end):
            if u.low[k] == ",":
                return k + 1
    return after


def turn(
    u: Units,
    start: int,
    verb: int,
    end: int,
    context: Context,
    *,
    future: bool = False,
    keep_not: bool = False,
) -> str:
    """Auxiliary, subject, predicate of the clause, without a question mark; "" when impossible.

    ``keep_not``: a "not" stays ("Why did the pilots not answer"); a yes/no question asks
    without it.
    """
    subject = subject_text(u, start, verb, context)
    if not subject:
        return ""
    room = MOST_WORDS - 1 - len(subject.split())
    low = u.low[verb]
    after = verb + 1
    plural = is_plural(u, start, verb)
    if low in AUX:
        negative = False
        adverbs = []
        while after < end and u.low[after] in (
            "not",
            "n't",
            "never",
            "also",
            "now",
            "still",
            "likely",
            "probably",
            "only",
            "yet",
            "reportedly",
            "currently",
            "ultimately",
            "eventually",
            "soon",
            "then",
            "already",
            "effectively",
            "possibly",
            "instead",
            "allegedly",
            "fully",
            "really",
            "ever",
        ):
            negative = negative or u.low[after] in ("not", "n't", "never")
            adverbs.append(u.low[after])
            after += 1
        if after >= end or (negative and low == "will" and not keep_not):
            return ""  # "will not" is settled
        if negative and keep_not:
            subject += " not"
            room -= 1
        nxt = u.low[after]
        to = after + 1
        if low in BE | HAVE and "yet" in adverbs and nxt == "to":
            return _join("Will", subject, predicate_text(u, to, end, context, room))
        if low in BE and to < end and u.low[to] == "to" and nxt in _SET_TO:
            return _join("Will", subject, predicate_text(u, to + 1, end, context, room))
        if low in BE and nxt == "to":
            return _join("Will", subject, predicate_text(u, to, end, context, room))
        if nxt == "have" and low in ("would", "should"):
            return ""  # what might have been
        if nxt == "have" and low in ("may", "might", "could", "must") and to + 1 < end:
            return _done(u, to, end, context, subject, plural)
        if low in MODALS:
            aux = (
                "Will"
                if future or low in ("will", "shall", "must", "should", "ought")
                else upper_first(low)
            )
            if nxt == "to" and low == "ought":
                after += 1
            return _join(aux, subject, predicate_text(u, after, end, context, room))
        if low in HAVE and nxt == "to":
            return _join("Will", subject, predicate_text(u, to, end, context, room))
        if low in DO:
            aux = "Did" if low == "did" else ("Do" if low == "do" else "Does")
            aux = _agreeing(aux, u, start, verb, subject)
            return _join(aux, subject, predicate_text(u, after, end, context, room))
        if (
            low in HAVE
            and not base_of(nxt, "en")
            and nxt not in ("been", "had")
            and not nxt.endswith("ed")
        ):
            aux = "Did" if low == "had" else ("Do" if low == "have" else "Does")
            aux = _agreeing(aux, u, start, verb, subject)
            return _join(aux, subject, "have " + predicate_text(u, after, end, context, room - 1))
        aux = {"'s": "Is", "'re": "Are", "am": "Is", "'ve": "Have"}.get(low, upper_first(low))
        if u.low[start] in PRONOUNS | OWN_VOICE and not (plural and subject.endswith("s")):
            # A replaced pronoun may change the number.
            aux = {"Are": "Is", "Were": "Was", "Have": "Has"}.get(aux, aux)
        return _join(aux, subject, predicate_text(u, after, end, context, room))
    if low in HEADLINE and u.low[after : after + 1] == ["to"]:
        return _join("Will", subject, predicate_text(u, after + 1, end, context, room))
    aux = base = ""
    for tag, helper in (("ed", "Did"), ("s", "Does"), ("", "Do")):
        base = base_of(low, tag)
        if base:
            aux = helper
            break
    if not base or u.lemma[verb] in ATTRIBUTION:
        return ""
    if base in ("look", "seem", "appear"):
        for k in range(after, min(end, after + 3)):
            if u.low[k] in _SET_TO and u.low[k + 1 : k + 2] == ["to"]:
                return _join("Will", subject, predicate_text(u, k + 2, end, context, room))
    if base in _PLANS and after < end and u.low[after] == "to":
        return _join("Will", subject, predicate_text(u, after + 1, end, context, room))
    if aux == "Do":
        aux = _agreeing(aux, u, start, verb, subject)
    if future:
        if aux == "Did":
            return ""  # what is over
        aux = "Will"
    if after < end and u.low[after] == "that":
        return ""
    predicate = predicate_text(u, after, end, context, room - 1)
    return _join(aux, subject, f"{base} {predicate}" if predicate else base)


def _done(u: Units, at: int, end: int, context: Context, subject: str, plural: bool) -> str:
    """ "may have been torn apart": "Was it torn apart"; "may have left": "Did it leave". ``at``:
    the unit behind "have"."""
    room = MOST_WORDS - 2 - len(subject.split())
    if u.low[at] == "been":
        return _join(
            "Were" if plural else "Was", subject, predicate_text(u, at + 1, end, context, room)
        )
    base = base_of(u.low[at], "en")
    if not base:
        return ""
    return _join("Did", subject, f"{base} {predicate_text(u, at + 1, end, context, room)}".strip())


def _agreeing(aux: str, u: Units, start: int, verb: int, subject: str) -> str:
    """ "Do" or "Does": a name that stands for "we" or "they" may change the number."""
    replaced = not (PRONOUNS | OWN_VOICE).isdisjoint(u.low[start:verb])
    return "Does" if aux == "Do" and replaced and not subject.endswith("s") else aux


def _join(aux: str, subject: str, predicate: str) -> str:
    if not predicate:
        return ""
    return f"{aux} {subject} {predicate}"


def ask_embedded(
    u: Units, at: int, context: Context, *, future: bool = False, stop: int = 0
) -> str:
    """The question for an embedded one: unit ``at`` is its wh-word, "whether" or "if"; ``stop``:
    where it ends, when that is known."""
    end = clause_end(u, at)
    word = u.low[at]
    if end < len(u) and u.low[end] == "," and finite(u, at + 1, end) < 0:
        # "whether the founder, Jane Roe, took it": the apposition is stepped over.
        for k in range(end + 1, min(len(u) - 1, end + 10)):
            if u.low[k] == ",":
                end = clause_end(u, k)
                break
    for k in range(at + 2, end - 1):
        # "why it failed and that", "how it works, or who pays"
        nxt = u.low[k + 1]
        if nxt in ("on", "in", "by", "for", "to") and k + 2 < end:
            nxt = u.low[k + 2]
        if u.low[k] in ("and", "or") and nxt in WH | {"that", "whether"}:
            end = k - (u.low[k - 1] == ",")
            break
    if stop:
        end = min(stop, max(end, stop))
    if word in ("whether", "if"):
        if at + 1 < end and u.low[at + 1] == "to":
            return ""
        if at + 2 < end and u.low[at + 1] == "or" and u.low[at + 2] == "not":
            return ask(u, at + 3, end, context, future=future)
        return ask(u, at + 1, end, context, future=future)
    if word not in WH:
        return ""
    head_end = at + 1
    if word in ("how", "what", "which", "whose"):
        # "how many people", "what kind of deal": the wh-phrase up to the subject.
        while head_end < end and u.low[head_end] in _DEGREES:
            head_end += 1
        if head_end > at + 1 and head_end + 2 < end and u.low[head_end] in ("a", "an"):
            # "how large a stake"
            head_end += 2
        if word in ("what", "which", "whose") or u.low[head_end - 1] in ("many", "much"):
            k = head_end
            while k < end and k < head_end + 3 and _nounish(u, k):
                k += 1
                if u.low[k - 1] == "of" and k < end:
                    k += 1
            head_end = k if k > head_end else head_end
    if head_end >= end:
        return ""
    head = surface(u, at, head_end)
    if u.low[head_end] == "to":
        return ""
    if u.low[head_end] in AUX or (
        word != "why" and word != "when" and word != "where" and _verb_at(u, head_end)
    ):
        # The wh-phrase is the subject: "who killed them", "what caused it".
        text = surface(u, at, end)
        for pronoun, meant in ((" her", context.woman), (" it", context.thing or context.body)):
            if text.endswith(pronoun):
                text = text.removesuffix(pronoun) + f" {meant}" if meant else ""
        text = cut(text, MOST_WORDS)
        if (_OPEN_OF_MANY if u.low[head_end - 1].endswith("s") else _OPEN).search(text):
            text = replace_pronouns(text, context)
        return line(text) if text else ""
    verb = finite(u, head_end, end)
    if verb < 0 or (u.low[head_end] == "it" and u.low[verb] in BE and end <= verb + 1):
        return ""  # "what it was"
    if u.low[head_end] in PREPOSITIONS and head_end > at + 1:
        # "how many of the people in the hall will pay": the wh-phrase is the subject.
        return line(cut(surface(u, at, end), MOST_WORDS))
    parts = turn(u, head_end, verb, end, context, future=False, keep_not=True)
    if not parts:
        bare = _bare_turn(u, head_end, verb, end, context)
        if not bare:
            return ""
        parts = bare
    text = f"{head} {parts[:1].lower()}{parts[1:]}"
    return line(text if text.endswith(" be") else cut(text, MOST_WORDS))


_OPEN: Final = re.compile(r"\b(?:he|she|it|they|I|we|you|our|his|her|their|its|him|them)\b")
_OPEN_OF_MANY: Final = re.compile(r"\b(?:he|she|it|I|we|you|our|his|her|its|him|them)\b")
"""Pronouns that need a name; behind "how many workers", "they" and "their" are clear."""


def _bare_turn(u: Units, start: int, verb: int, end: int, context: Context) -> str:
    """Like ``turn`` for clauses that end with their verb ("why the plane crashed")."""
    subject = subject_text(u, start, verb, context)
    if not subject:
        return ""
    low = u.low[verb]
    if low in AUX:
        aux = {"'s": "is", "'re": "are"}.get(low, low)
        rest = " be" if u.low[verb + 1 : end] == ["be"] else ""  # "what the next step will be"
        return f"{aux} {subject}{rest}"
    return ""


def _nounish(u: Units, k: int) -> bool:
    low = u.low[k]
    if (
        low in AUX
        or low in PRONOUNS
        or low in ("the", "a", "an", "to", ",", "these", "those", "this", "<name>")
        or low in ("happens", "happened", "comes", "follows", "causes", "matters")
    ):
        return False
    if low in PREPOSITIONS:
        return low == "of"
    return not base_of(low, "ed") and low[:1].isalpha() and low not in OWN_VOICE


def _verb_at(u: Units, k: int) -> bool:
    return bool(base_of(u.low[k], "ed", "s"))
