"""Ways of asking for what somebody denies or claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.questions.asking import ask, line
from briefing.questions.clauses import (
    STOPS,
    Context,
    clause_end,
)
from briefing.questions.cues import Hit
from briefing.questions.phrases import (
    actor,
    phrase_at,
)
from briefing.questions.subjects import (
    MOST_WORDS,
    predicate_text,
    subject_text,
)
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    finite,
    gerund_base,
)
from briefing.questions.wordlists import listed


def _are_many(subject: str) -> bool:
    return " and " in subject or subject.split(" ", 1)[0].lower() in ("all", "both", "two", "three")


_WRONGS: Final = listed("wrongs")
_DENIES: Final = frozenset(
    [
        *("deny", "dispute", "reject", "refute", "contest", "dismiss", "challenge"),
        *("question", "doubt"),
    ]
)
_BEFORE: Final = listed("before_denied")
"""Words between "denied" and what is."""
_BEFORE_CHARGE: Final = listed("before_charge")
"""Words between "not guilty to" and of what."""
_SAYINGS: Final = listed("sayings")
"""What can be said and denied."""


def denied(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "X denied taking it", "X denies that Y took it", "X pleaded not guilty to Z"."""
    for i, lemma in enumerate(u.lemma):
        nxt = u.low[i + 1] if i + 1 < len(u) else ""
        if lemma in _DENIES and u.low[i - 1 : i] != ["no"]:
            k = i + 1
            while k < len(u) and u.low[k] in _BEFORE:
                k += 1
            if k < len(u) and u.lemma[k] in _SAYINGS:
                if k + 1 < len(u) and u.low[k + 1] == "that":
                    text = ask(u, k + 2, clause_end(u, k + 2), context)
                    if text:
                        return text
                if k + 2 < len(u) and u.low[k + 1] in ("of", "about"):
                    phrase = phrase_at(u, k + 2, 9)
                    if phrase:
                        return line(f"Is there truth in the {u.low[k]} of {phrase}")
                if k + 3 < len(u) and u.low[k + 1] in ("<name>", "the", "he", "she", "it", "they"):
                    text = ask(u, k + 1, clause_end(u, k + 1), context)
                    if text:
                        return text
            if lemma == "deny" and k < len(u) and u.lemma[k] in _WRONGS:
                subject = actor(u, i, context)
                phrase = phrase_at(u, k, MOST_WORDS - 3 - len(subject.split()))
                be = "Are" if _are_many(subject) else "Is"
                if subject and not subject[0].isdigit():
                    return line(f"{be} {subject} guilty of {phrase}")
            if nxt == "that" or (
                nxt
                and finite(u, i + 1, min(len(u), i + 8)) > i + 1
                and lemma == "deny"
                and not gerund_base(u.low[k])
            ):
                text = ask(u, i + 1 + (nxt == "that"), clause_end(u, i + 1), context)
                if text:
                    return text
            if k < len(u) and (base := gerund_base(u.low[k])) and lemma == "deny":
                subject = actor(u, i, context)
                rest = predicate_text(
                    u, k + 1, clause_end(u, k), context, MOST_WORDS - 2 - len(subject.split())
                )
                if subject and base == "have":
                    return line(f"Does {subject} have {rest}") if rest else ""
                if subject and base == "be":
                    return line(f"Was {subject} {rest}") if rest else ""
                if subject:
                    return line(f"Did {subject} {base} {rest}")
        if lemma == "plead" and nxt == "not":
            subject = actor(u, i, context)
            be = "Are" if _are_many(subject) else "Is"
            k = i + 3
            if subject and k < len(u) and u.low[k] in ("to", "of"):
                k += 1
                while k < len(u) and u.low[k] in _BEFORE_CHARGE:
                    k += 1
                phrase = (
                    phrase_at(u, k, MOST_WORDS - 3 - len(subject.split()))
                    if k < len(u) and u.low[k] not in STOPS
                    else ""
                )
                return (
                    line(f"{be} {subject} guilty of {phrase}")
                    if phrase
                    else line(f"{be} {subject} guilty")
                )
            if subject:
                return line(f"{be} {subject} guilty as charged")
    return ""


def claimed(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "X claims that C", "X says C": the question is whether C."""
    for i, lemma in enumerate(u.lemma):
        if lemma in (
            "claim",
            "insist",
            "maintain",
            "contend",
            "argue",
            "allege",
            "say",
            "accuse",
            "believe",
            "suggest",
            "tell",
        ):
            k = i + 1
            if lemma == "accuse":
                for of in range(i + 1, min(len(u) - 1, i + 7)):
                    if u.low[of] == "of" and (base := gerund_base(u.low[of + 1])):
                        who = subject_text(u, i + 1, of, context)
                        rest = predicate_text(
                            u,
                            of + 2,
                            clause_end(u, of + 1),
                            context,
                            MOST_WORDS - 2 - len(who.split()),
                        )
                        if who:
                            return line(f"Did {who} {base} {rest}")
                continue
            if k < len(u) and u.low[k] == "that":
                k += 1
            if k + 2 < len(u) and u.low[k] not in STOPS and u.low[k] != ",":
                text = ask(u, k, clause_end(u, k), context)
                if text:
                    return text
    return ""
