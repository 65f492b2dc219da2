"""Ways of asking for what somebody considers, demands, denies, claims or threatens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.questions.asking import ask, line
from briefing.questions.clauses import (
    STOPS,
    Context,
    clause_end,
    clause_start,
)
from briefing.questions.cues import Hit
from briefing.questions.phrases import (
    act_of_object,
    first_auxiliary,
    phrase_at,
    with_article,
    with_its_purpose,
)
from briefing.questions.subjects import (
    MOST_WORDS,
    predicate_text,
    subject_text,
)
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    AUX,
    BE,
    DETERMINERS,
    base_of,
    finite,
    gerund_base,
)
from briefing.questions.wordlists import listed

_CONSIDERS: Final = frozenset(
    [
        *("considering", "negotiating", "weighing", "mulling", "contemplating", "exploring"),
        *("pondering", "considers", "consider", "discussing", "debating"),
        *("studying", "proposing", "considered", "eyeing", "mulls", "weighs"),
        *("explores", "seeking", "seeks", "planning", "threatening"),
        *("threatens", "proposes", "trying", "discuss"),
    ]
)


def considering(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "X is considering selling Y", "X is weighing whether to sell Y", "X is in talks to buy
    Y"."""
    for i, low in enumerate(u.low):
        if low not in _CONSIDERS:
            continue
        if i and u.low[i - 1] in ("longer", "not", "n't", "never"):
            continue
        if low == "considered" and u.low[i - 1] in BE | {"be", "been", "being"}:
            continue
        start = clause_start(u, i)
        verb = finite(u, start, i + 1)
        if verb < 0:
            verb = i
        subject = subject_text(u, start, min(verb, i), context)
        if not subject:
            continue
        k = i + 1
        if (
            k < len(u)
            and u.low[k] in ("whether", "how")
            and k + 1 < len(u)
            and u.low[k + 1] == "to"
        ):
            k += 2
            if u.low[k - 2] == "how":
                rest = predicate_text(
                    u, k, clause_end(u, k), context, MOST_WORDS - 2 - len(subject.split())
                )
                return line(f"How will {subject} {rest}") if rest else ""
        elif k < len(u) and u.low[k] == "to":
            k += 1
        elif k < len(u) and (base := gerund_base(u.low[k])):
            rest = predicate_text(
                u, k + 1, clause_end(u, k), context, MOST_WORDS - 2 - len(subject.split())
            )
            return line(f"Will {subject} {base} {rest}")
        else:
            if u.low[i] in ("trying", "planning", "threatening"):
                continue
            phrase = phrase_at(u, k, MOST_WORDS - 4 - len(subject.split()))
            if not phrase or phrase.split()[0].lower() in ("it", "that", "whether", "how", "what"):
                continue
            if u.lemma[i] in ("seek", "see") or low.startswith("seek"):
                return line(f"Will {subject} get {phrase}")
            phrase = with_its_purpose(u, k, phrase, MOST_WORDS - 4 - len(subject.split()))
            if low == "negotiating":
                return line(f"Will {subject} agree on {phrase}")
            if u.lemma[i] in ("discuss", "debate"):
                return line(f"What will {subject} decide on {phrase}")
            return line(f"Will {subject} decide on {phrase}")
        rest = predicate_text(
            u, k, clause_end(u, k), context, MOST_WORDS - 1 - len(subject.split())
        )
        if rest:
            return line(f"Will {subject} {rest}")
    return ""


def demanded(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "urged X to do", "called for an inquiry", "insists that X must do", "X should do"."""
    for i, lemma in enumerate(u.lemma):
        nxt = u.low[i + 1] if i + 1 < len(u) else ""
        if lemma in (
            "urge",
            "ask",
            "press",
            "tell",
            "order",
            "want",
            "push",
            "advise",
            "beg",
            "implore",
            "require",
            "request",
        ):
            text = act_of_object(u, i + 1, context)
            if text:
                return text
        if lemma == "call" and nxt in ("on", "upon"):
            text = act_of_object(u, i + 2, context)
            if text:
                return text
        if (
            lemma
            in (
                "call",
                "push",
                "press",
                "appeal",
                "petition",
                "ask",
                "campaign",
                "plea",
                "demand",
                "need",
                "pressure",
            )
            and nxt == "for"
        ):
            text = act_of_object(u, i + 2, context, 12)
            if text:
                return text
            phrase = phrase_at(u, i + 2, 10)
            if len(phrase.split()) >= 2 or (phrase and not phrase.endswith("ing")):
                return line(f"Will there be {with_article(phrase, u)}")
        if (
            lemma
            in ("demand", "recommend", "insist", "propose", "suggest", "argue", "say", "believe")
            and nxt == "that"
        ):
            text = _should(u, i + 2, context)
            if text:
                return text
        if (
            lemma in ("demand", "seek", "recommend", "demanding")
            and nxt
            and nxt not in ("that", "to", "for")
        ):
            phrase = phrase_at(u, i + 1, 10)
            if phrase and len(phrase.split()) >= 2 and u.tag[i]:
                return line(f"Will there be {with_article(phrase, u)}")
    for i, low in enumerate(u.low):
        if low in ("must", "should", "ought", "need", "needs"):
            start = clause_start(u, i)
            text = ask(u, start, clause_end(u, i), context, future=True)
            if text:
                return text
    return ""


def _should(u: Units, start: int, context: Context) -> str:
    """ "that X (should) do": X and the plain verb behind it."""
    end = clause_end(u, start)
    for k in range(start + 1, min(end, start + 9)):
        if u.low[k] in AUX:
            return ask(u, start, end, context, future=True)
        if (
            (base_of(u.low[k], "") or u.low[k] == "be")
            and u.low[k - 1] not in DETERMINERS
            and u.low[k] != "<name>"
        ):
            who = subject_text(u, start, k, context)
            rest = predicate_text(u, k, end, context, MOST_WORDS - 1 - len(who.split()))
            return line(f"Will {who} {rest}") if who and rest else ""
    return ""


def _are_many(subject: str) -> bool:
    return " and " in subject or subject.split(" ", 1)[0].lower() in ("all", "both", "two", "three")


_WRONGS: Final = listed("wrongs")


def denied(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "X denied taking it", "X denies that Y took it", "X pleaded not guilty to Z"."""
    for i, lemma in enumerate(u.lemma):
        nxt = u.low[i + 1] if i + 1 < len(u) else ""
        if lemma in ("deny", "dispute", "reject", "refute", "contest", "dismiss", "challenge"):
            start = clause_start(u, i)
            k = i + 1
            while k < len(u) and u.low[k] in (
                "any",
                "all",
                "ever",
                "strongly",
                "repeatedly",
                "both",
                "the",
                "these",
                "those",
                "a",
                "an",
            ):
                k += 1
            if k < len(u) and u.lemma[k] in (
                "allegation",
                "claim",
                "accusation",
                "suggestion",
                "report",
                "charge",
                "assertion",
                "idea",
            ):
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
                subject = subject_text(u, 0, first_auxiliary(u, 0, i), context)
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
                subject = subject_text(u, start, first_auxiliary(u, start, i), context)
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
            start = clause_start(u, i)
            subject = subject_text(u, start, first_auxiliary(u, start, i), context)
            be = "Are" if _are_many(subject) else "Is"
            k = i + 3
            if subject and k < len(u) and u.low[k] in ("to", "of"):
                k += 1
                while k < len(u) and u.low[k] in (
                    "the",
                    "a",
                    "all",
                    "charges",
                    "charge",
                    "of",
                    "any",
                    "count",
                    "counts",
                ):
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


def threatened(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "X faces Y", "X threatened to do Y", "warned that C", "fears that C", "the risk of N"."""
    for i, lemma in enumerate(u.lemma):
        nxt = u.low[i + 1] if i + 1 < len(u) else ""
        if lemma in (
            "warn",
            "fear",
            "worry",
            "worried",
            "concerned",
            "caution",
            "concern",
            "risk",
            "danger",
            "threat",
            "possibility",
            "afraid",
            "warning",
        ):
            k = i + 1
            if nxt == "that":
                k += 1
            if nxt == "of":
                if i + 2 < len(u) and (base := gerund_base(u.low[i + 2])) is not None and not base:
                    phrase = phrase_at(u, i + 2, 10)
                    if phrase and len(phrase.split()) >= 1:
                        return line(f"Will there be {with_article(phrase, u)}")
                continue
            if k + 2 < len(u) and (nxt == "that" or lemma in ("warn", "fear", "worry", "warned")):
                text = ask(u, k, clause_end(u, k), context, future=True)
                if text:
                    return text
        if lemma == "face" and u.tag[i] in ("s", "", "ing"):
            start = clause_start(u, i)
            subject = subject_text(u, start, first_auxiliary(u, start, i), context)
            phrase = phrase_at(u, i + 1, MOST_WORDS - 2 - len(subject.split()))
            if subject and phrase:
                return line(f"Will {subject} face {phrase}")
        if lemma == "threaten" and nxt == "to":
            start = clause_start(u, i)
            subject = subject_text(u, start, first_auxiliary(u, start, i), context)
            rest = predicate_text(
                u, i + 2, clause_end(u, i + 1), context, MOST_WORDS - 1 - len(subject.split())
            )
            if subject and rest:
                return line(f"Will {subject} {rest}")
    return ""
