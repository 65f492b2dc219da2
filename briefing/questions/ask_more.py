"""Ways of asking that reach further: what a theory says, what is asked to be handed over or undone,
what is not told, and what somebody sets out to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.questions.asking import ask, line
from briefing.questions.clauses import PRONOUNS, STOPS, Context, clause_end, is_person
from briefing.questions.cues import Hit
from briefing.questions.lexicon import lexicon
from briefing.questions.phrases import actor, phrase_at
from briefing.questions.subjects import MOST_WORDS, WH, predicate_text
from briefing.questions.tokens import Units, title_case
from briefing.questions.verbs import BE, PREPOSITIONS, base_of, finite

_HELD: Final = frozenset(
    [
        *("claim", "allegation", "accusation", "suggestion", "notion", "theory", "idea", "belief"),
        *("possibility", "chance", "prospect", "risk", "danger", "fear", "concern", "worry"),
        *("sign", "proof", "suspicion", "speculation", "report", "doubt"),
    ]
)
"""Nouns of what is held to be so: "the theory that the dam was blown up"."""


def held(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "Skeptics question the notion that the dam was blown up", "the theory is that it was"."""
    for i in range(1, len(u) - 3):
        if u.low[i] != "that":
            continue
        before = u.low[i - 1]
        if u.low[i - 2] == "no":
            continue  # "there is no suggestion that"
        if u.lemma[i - 1] in _HELD or (before in BE and not _HELD.isdisjoint(u.lemma[: i - 1])):
            text = ask(u, i + 1, clause_end(u, i + 1), context)
            if text:
                return text
    return ""


_UNDONE: Final = {
    "return": "be returned",
    "release": "be released",
    "removal": "be removed",
    "extradition": "be extradited",
    "withdrawal": "be withdrawn",
    "closure": "be closed",
    "repeal": "be repealed",
    "abolition": "be abolished",
    "dismissal": "be dismissed",
    "publication": "be published",
    "disclosure": "be disclosed",
    "introduction": "be introduced",
    "suspension": "be suspended",
    "deportation": "be deported",
    "expulsion": "be expelled",
    "eviction": "be evicted",
}
"""Deeds that are asked for as nouns."""
_WANTS: Final = frozenset(
    ["demand", "request", "seek", "call", "urge", "want", "subpoena", "recommend", "insist", "plea"]
)
_ANSWERS: Final = frozenset(
    [
        *("document", "record", "information", "communication", "datum", "data", "detail", "file"),
        *("answer", "email", "explanation", "evidence", "assistance", "clarification", "material"),
    ]
)
"""What is handed over when it is asked for."""


_NEVER: Final = frozenset(["never", "not", "n't", "no"])
_GIVER: Final = re.compile(r" (?:on|in|over|about|for) ")
"""Behind these, no more is said of who is to give it."""


def handed_over(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "demanded the return of the boats", "requests documents from the ministry"."""
    for i, lemma in enumerate(u.lemma):
        if lemma not in _WANTS or not _NEVER.isdisjoint(u.low[max(0, i - 4) : i]):
            continue
        for k in range(i + 1, min(len(u) - 2, i + 9)):
            if u.low[k] in STOPS or u.low[k] == ",":
                break
            deed = _UNDONE.get(u.low[k])
            if deed and u.low[k + 1] == "of":
                what = phrase_at(u, k + 2, 10)
                owned = what.split(" ")[0] in ("his", "her", "its", "their", "our")
                return line(f"Will {what} {deed}") if what and not owned else ""
            if u.lemma[k] not in _ANSWERS:
                continue
            source = next((f for f in range(k + 1, min(len(u), k + 5)) if u.low[f] == "from"), 0)
            giver = _GIVER.split(phrase_at(u, source + 1, 6))[0] if source else ""
            what = phrase_at(u, i + 1 + (u.low[i + 1] == "for"), 7).split(" from ")[0]
            if giver and what:
                return line(f"Will {giver.removeprefix('both ')} provide {what}")
    return ""


_FIGHTS: Final = frozenset(["fight", "battle", "resist", "oppose", "face", "avoid", "escape"])


def undergone(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "Roe is fighting extradition to Norwick": "Will Roe be extradited to Norwick?"."""
    for i, lemma in enumerate(u.lemma[:-1]):
        deed = _UNDONE.get(u.low[i + 1])
        if lemma not in _FIGHTS or not deed:
            continue
        who = actor(u, i, context)
        room = MOST_WORDS - 3 - len(who.split())
        to = u.low[i + 2 : i + 3] in (["to"], ["from"]) and i + 3 < len(u)
        where = phrase_at(u, i + 3, room - 1) if to else ""
        if who:
            return line(
                f"Will {who} {deed} {u.low[i + 2]} {where}" if where else f"Will {who} {deed}"
            )
    return ""


_UNSURE: Final = frozenset(["unclear", "uncertain", "unknown"])


def unsure(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "It was unclear their notice concerned Roe", "it is not clear that the drug is safe"."""
    for i in range(1, len(u) - 3):
        that = u.low[i + 1] == "that"
        if u.low[i] in _UNSURE or (
            that
            and u.low[i] in ("clear", "certain", "known")
            and not _NEVER.isdisjoint(u.low[i - 2 : i])
        ):
            start = i + 1 + that
            if u.low[start] not in WH and u.low[start] not in PREPOSITIONS:
                text = ask(u, start, clause_end(u, start), context)
                if text:
                    return text
    return ""


_TELLS: Final = frozenset(
    ["reveal", "disclose", "specify", "identify", "name", "detail", "explain"]
)
_NOT_TOLD: Final = frozenset(["not", "n't", "without", "never", "decline", "refuse", "fail", "yet"])


def untold(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "did not reveal the relationship between the two": "What is the relationship between the
    two?"."""
    for i in range(1, len(u) - 4):
        if u.lemma[i] not in _TELLS or u.low[i + 1] != "the":
            continue
        if _NOT_TOLD.isdisjoint([*u.low[max(0, i - 3) : i], *u.lemma[max(0, i - 3) : i]]):
            continue
        what = phrase_at(u, i + 1, 11)
        if len(what.split()) < 4 or u.low[i + 3] not in ("of", "between", "for", "behind", "in"):
            continue
        asks = "Who" if u.lemma[i] == "identify" else "What"
        return line(f"{asks} {'are' if u.tag[i + 2] == 's' else 'is'} {what}")
    return ""


_SETS_OUT: Final = frozenset(
    [
        *("way", "bid", "help", "move", "attempt", "decision", "proposal", "initiative", "effort"),
        *("option", "power", "opportunity", "campaign", "willing", "agree", "try", "aim", "fight"),
        *("appeal", "approval", "permission", "pressure", "commitment", "promise", "suggestion"),
    ]
)
"""Words in front of "to" that speak of a deed to come."""


def sets_out(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "The union is looking for ways to overrule Roe": "Will the union overrule Roe?"; only for a
    subject that acts: a name, a body, an office."""
    words = lexicon()
    acts = words.bit["DECIDER"] | words.bit["BODY"] | words.bit["AGENCY"]
    if title_case(u.sentence):
        return ""
    for to in range(2, len(u) - 2):
        if u.low[to] != "to" or u.lemma[to - 1] not in _SETS_OUT or not base_of(u.low[to + 1], ""):
            continue
        start = to
        while start > 0 and u.low[start - 1] not in STOPS | {"that", "which", "who", ","}:
            start -= 1
        main = finite(u, start, to)
        if not PRONOUNS.isdisjoint(u.low[main:to]):
            continue
        if main <= start or not _NEVER.isdisjoint(u.low[start:to]):
            continue
        if not any(
            u.bits[k] & acts or is_person(u, k, words) or u.low[k] in ("<name>", "it", "they")
            for k in range(start, main)
        ):
            continue
        who = actor(u, main, context)
        room = MOST_WORDS - 1 - len(who.split())
        what = predicate_text(u, to + 1, clause_end(u, to + 1), context, room)
        if who and what:
            return line(f"Will {who} {what}")
    return ""
