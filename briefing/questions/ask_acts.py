"""Ways of asking for what somebody considers, demands or threatens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.questions.asking import ask, line
from briefing.questions.clauses import (
    Context,
    clause,
    clause_end,
    clause_start,
)
from briefing.questions.cues import Hit
from briefing.questions.phrases import (
    act_of_object,
    actor,
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
            text = ask(u, *clause(u, i), context, future=True)
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
            subject = actor(u, i, context)
            phrase = phrase_at(u, i + 1, MOST_WORDS - 2 - len(subject.split()))
            if subject and phrase and "convicted" not in u.low:
                return line(f"Will {subject} face {phrase}")
            if subject and phrase:
                both = line(f"Will {subject} be convicted and face {phrase}")
                return both or line(f"Will {subject} be convicted")
        if lemma == "threaten" and nxt == "to":
            subject = actor(u, i, context)
            rest = predicate_text(
                u, i + 2, clause_end(u, i + 1), context, MOST_WORDS - 1 - len(subject.split())
            )
            if subject and rest:
                return line(f"Will {subject} {rest}")
    return ""
