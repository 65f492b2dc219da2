"""The question line: at most 15 words, ends with "?", as a person would write it.

Explicit questions stay as written; wh- and whether-clauses change places; else a way of asking by
kind of cue, with the subject that the sentence names. What cannot be turned into a good line is
given as the evidence's own clause in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from briefing.models import CleanText, Kind
from briefing.questions.asking import (
    MOST_WORDS,
    WH,
    ask,
    ask_embedded,
    is_plural,
    line,
    lower_first,
    predicate_text,
    subject_text,
    upper_first,
)
from briefing.questions.clauses import (
    QUOTES,
    STOPS,
    Context,
    clause_end,
    clause_start,
    cut,
    surface,
)
from briefing.questions.cues import Hit
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    AUX,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    base_of,
    finite,
    gerund_base,
)
from briefing.questions.wordlists import listed

Strategy = Callable[[Units, Sequence[Hit], Context], str]

_ASKS: Final = listed("asks")


def question_line(u: Units, hits: Sequence[Hit], kind: Kind, context: Context) -> CleanText:
    """The line for one evidence sentence; the quoted clause when no question can be formed."""
    for strategy in (explicit, *_BY_KIND[kind], any_embedded, any_modal, anything, outcome):
        text = strategy(u, hits, context)
        if text and (good(text) or (strategy is explicit and 3 <= len(text.split()) <= MOST_WORDS)):
            return CleanText(text)
    return CleanText(quoted(u, hits))


def good(text: str) -> bool:
    """False for lines that a person would not write: open pronouns in front, doubled words, stray marks."""
    words = text.rstrip("?").split()
    if not 3 <= len(words) <= MOST_WORDS:
        return False
    if (
        len(words) == 3
        and words[0] in ("Will", "Did", "Does", "Is", "Has", "Are", "Do", "Was")
        and words[1].lower() in ("the", "a", "an")
    ):
        return False
    low = [w.lower().strip(",;") for w in words]
    if any(a == b for a, b in zip(low, low[1:], strict=False)):
        return False
    if low[1] in (
        "it",
        "he",
        "she",
        "they",
        "that",
        "this",
        "we",
        "i",
        "you",
        "and",
        "or",
        "but",
        "those",
        "these",
        "not",
        "also",
    ):
        return False
    if low[0] in AUX and (
        low[1] in PREPOSITIONS or low[1] in WH or low[1] in ("no", "far", "as", "say", "which")
    ):
        return False
    if any(
        word in ("we", "i", "you", "our", "my", "your", "us", "me", "depends", "said", "says")
        for word in low
    ):
        return False
    if low[0] in AUX and _second_verb(low):
        return False
    if re.search(r"[;:\"“”()\[\]]|--", text):
        return False
    if low[-1] in PREPOSITIONS | DETERMINERS | {"and", "or", "to", "that", "which", "who"} and low[
        -1
    ] not in (
        "in",
        "on",
        "for",
        "with",
        "about",
        "to",
        "of",
        "under",
        "over",
        "off",
        "from",
    ):
        return False
    return text.endswith("?")


def _second_verb(low: Sequence[str]) -> bool:
    """True when a yes/no question holds a second finite verb that nothing introduces."""
    for word in low[2:]:
        if word in (
            "that",
            "which",
            "who",
            "if",
            "when",
            "what",
            "how",
            "why",
            "because",
            "and",
            "or",
            "as",
            "whether",
            "than",
            "where",
            "while",
            "after",
            "before",
            "until",
            "unless",
        ):
            return False
        if word in MODALS | {"is", "are", "was", "were", "has", "does", "did"}:
            return True
    return False


def quoted(u: Units, hits: Sequence[Hit]) -> str:
    """The clause around the cue, verbatim in quotation marks, followed by a question mark."""
    at = hits[0].at[0] if hits else 0
    start, end = clause_start(u, at), clause_end(u, at)
    text = surface(u, start, end)
    if len(text.split()) < 3:
        text = surface(u, 0, len(u))
    short = cut(text, MOST_WORDS) or " ".join(text.split()[:MOST_WORDS])
    short = short.strip(",;:.!?–— ")
    if len(short.split()) < 3:
        short = " ".join(u.sentence.split()[:MOST_WORDS])
    return f"“{upper_first(short)}”?"


# --- strategies -----------------------------------------------------------------------


def explicit(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The sentence's own question, without what leads up to it."""
    if "?" not in u.low:
        return ""
    end = u.low.index("?")
    start = end
    while start > 0 and u.low[start - 1] not in STOPS and u.low[start - 1] not in QUOTES:
        start -= 1
    text = surface(u, start, end)
    if not text:
        return ""
    low = text.split()[0].lower()
    if low in ("but", "so", "and", "then", "yet"):
        text = text.split(" ", 1)[-1].lstrip(", ")
        low = text.split()[0].lower() if text.split() else ""
    if low not in _ASKS:
        found = re.search(
            r",\s+((?:who|what|when|where|why|how|will|is|are|can|did|does|do|would|should)\b.*)$",
            text,
            re.I,
        )
        if found:
            text = found.group(1)
        elif len(text.split()) > MOST_WORDS:
            return ""
    return line(text)


def embedded(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The wh- or whether-clause that a cue points at."""
    for hit in sorted(hits, key=lambda h: -h.family.weight):
        if hit.family.clause < 0:
            continue
        at = hit.at[hit.family.clause]
        for k in (at, at + 1, at + 2):
            if k < len(u) and (u.low[k] in WH or u.low[k] == "whether" or _asks_if(u, k)):
                text = ask_embedded(u, k, context)
                if text:
                    return text
    return ""


def _asks_if(u: Units, k: int) -> bool:
    """True for an "if" that means "whether"."""
    return u.low[k] == "if" and any(
        u.lemma[i]
        in (
            "clear",
            "unclear",
            "know",
            "say",
            "see",
            "determine",
            "ask",
            "wonder",
            "sure",
            "certain",
            "question",
            "unknown",
            "doubt",
        )
        for i in range(max(0, k - 3), k)
    )


def any_embedded(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """Any whether-clause, then any wh-clause behind a verb."""
    for k, low in enumerate(u.low):
        if low == "whether":
            text = ask_embedded(u, k, context)
            if text:
                return text
    return ""


_PHRASE_ENDS: Final = AUX | {"that", "which", "who", "to", "when", "where", "if", "until"}


def _phrase(u: Units, start: int, most: int = 9) -> str:
    """The noun phrase that begins at unit ``start``, cut to ``most`` words."""
    end = clause_end(u, start)
    for k in range(start + 1, end):
        if u.lemma[k] == "remain" or (
            u.low[k] in _PHRASE_ENDS and u.low[k] != "'s" and u.low[k - 1] != "up"
        ):
            end = k
            break
    text = lower_first(surface(u, start, end), u, start)
    if len(text.split()) > most:
        text = cut(text, most)
    return re.sub(r"^(?:both|whether|if)\s+", "", text)


_DETAIL_ASKS: Final = {
    "motive": "What was the motive for {}",
    "cause": "What caused {}",
    "identity": "What is the identity of {}",
    "name": "Who is {}",
    "reason": "What is the reason for {}",
    "price": "What is the price of {}",
    "cost": "What will {} cost",
    "amount": "What is the amount of {}",
    "number": "What is the number of {}",
    "extent": "What is the extent of {}",
    "scope": "What is the scope of {}",
    "whereabouts": "Where is {}",
    "fate": "What is the fate of {}",
    "timing": "When will {} happen",
    "date": "What is the date of {}",
    "value": "What is the value of {}",
    "location": "Where is {}",
    "circumstance": "What were the circumstances of {}",
    "term": "What are the terms of {}",
    "detail": "What are the details of {}",
    "specifics": "What are the specifics of {}",
    "future": "What is the future of {}",
    "nature": "What is the nature of {}",
    "origin": "What is the origin of {}",
    "outcome": "What will be the outcome of {}",
    "impact": "What is the impact of {}",
    "effect": "What is the effect of {}",
}


def detail(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """Questions after a detail that is not given: "terms of the sale", "the cause of the fire"."""
    best = ""
    for i, lemma in enumerate(u.lemma):
        form = _DETAIL_ASKS.get(lemma)
        if not form or (lemma == "name" and u.tag[i] not in ("", "s")):
            continue
        if i + 1 < len(u) and u.low[i + 1] in ("of", "for", "about", "behind", "on"):
            phrase = _phrase(u, i + 2)
            if phrase and phrase.split()[0].lower() not in (
                "it",
                "this",
                "that",
                "them",
                "what",
                "how",
                "why",
                "who",
                "whom",
            ):
                return line(form.format(phrase))
            if (
                phrase
                and phrase.split()[0].lower() in ("what", "how", "why", "who")
                and i + 2 < len(u)
            ):
                text = ask_embedded(u, i + 2, context)
                if text:
                    return text
        if i >= 2 and u.low[i - 1] == "'s" and u.low[i - 2] == "<name>":
            best = best or line(form.format(surface(u, i - 2, i - 1)))
        if lemma in ("detail", "term", "specifics") and not best and context.topic:
            best = line(
                form.format(
                    f"the {context.topic} deal" if _about_deal(u) else f"the {context.topic} plan"
                )
            )
    return best


def _about_deal(u: Units) -> bool:
    return any(
        w in ("deal", "agreement", "accord", "pact", "sale", "takeover", "merger", "terms", "term")
        for w in u.lemma
    )


def considering(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "X is considering selling Y", "X is weighing whether to sell Y", "X is in talks to buy Y"."""
    for i, low in enumerate(u.low):
        if low not in (
            "considering",
            "weighing",
            "mulling",
            "contemplating",
            "exploring",
            "pondering",
            "considers",
            "consider",
            "discussing",
            "debating",
            "studying",
            "proposing",
            "considered",
            "eyeing",
            "mulls",
            "weighs",
            "explores",
            "seeking",
            "seeks",
            "planning",
            "threatening",
            "threatens",
            "proposes",
            "trying",
            "discuss",
        ):
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
            phrase = _phrase(u, k, MOST_WORDS - 4 - len(subject.split()))
            if not phrase or phrase.split()[0].lower() in ("it", "that", "whether", "how", "what"):
                continue
            if u.lemma[i] in ("seek", "see") or low.startswith("seek"):
                return line(f"Will {subject} get {phrase}")
            return line(f"Will {subject} decide on {phrase}")
        rest = predicate_text(
            u, k, clause_end(u, k), context, MOST_WORDS - 1 - len(subject.split())
        )
        if rest:
            return line(f"Will {subject} {rest}")
    return ""


def _object_and_act(u: Units, k: int, context: Context, stop: int = 10) -> str:
    """ "on the government to publish it" from the unit of its noun phrase: "Will the government publish it"."""
    for to in range(k + 1, min(len(u) - 1, k + stop)):
        if u.low[to] in STOPS or u.low[to] in ("that", "said"):
            break
        if u.low[to] == "to" and base_of(u.low[to + 1], ""):
            who = subject_text(u, k, to, context)
            if not who or who.split()[0].lower() in ("not", "on", "for"):
                return ""
            rest = predicate_text(
                u, to + 1, clause_end(u, to), context, MOST_WORDS - 1 - len(who.split())
            )
            return line(f"Will {who} {rest}") if rest else ""
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
            text = _object_and_act(u, i + 1, context)
            if text:
                return text
        if lemma == "call" and nxt in ("on", "upon"):
            text = _object_and_act(u, i + 2, context)
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
            text = _object_and_act(u, i + 2, context, 12)
            if text:
                return text
            phrase = _phrase(u, i + 2, 10)
            if len(phrase.split()) >= 2 or (phrase and not phrase.endswith("ing")):
                return line(f"Will there be {_with_article(phrase, u)}")
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
            phrase = _phrase(u, i + 1, 10)
            if phrase and len(phrase.split()) >= 2 and u.tag[i]:
                return line(f"Will there be {_with_article(phrase, u)}")
    for i, low in enumerate(u.low):
        if low in ("must", "should", "ought", "need", "needs"):
            start = clause_start(u, i)
            text = ask(u, start, clause_end(u, i), context, future=True)
            if text:
                return text
    return ""


def _with_article(phrase: str, u: Units) -> str:
    """ "public inquiry" -> "a public inquiry"."""
    first = phrase.split()[0].lower()
    if (
        first in DETERMINERS
        or first in ("more", "further", "greater", "better", "stricter", "two", "three", "tougher")
        or first[:1].isdigit()
    ):
        return phrase
    head = (
        re.split(r"\s+(?:into|of|on|for|in|to|by|from|with|that|over)\s", phrase)[0]
        .split()[-1]
        .lower()
        .strip(",")
    )
    if head in (
        "inquiry",
        "investigation",
        "review",
        "ban",
        "probe",
        "recount",
        "audit",
        "boycott",
        "referendum",
        "ceasefire",
        "halt",
        "moratorium",
        "vote",
        "debate",
        "crackdown",
        "summit",
    ):
        return ("an " if first[0] in "aeiou" else "a ") + phrase
    return phrase


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
                    phrase = _phrase(u, k + 2, 9)
                    if phrase:
                        return line(f"Is there truth in the {u.low[k]} of {phrase}")
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
                subject = subject_text(u, start, _first_aux(u, start, i), context)
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
            subject = subject_text(u, start, _first_aux(u, start, i), context)
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
                    _phrase(u, k, MOST_WORDS - 3 - len(subject.split()))
                    if k < len(u) and u.low[k] not in STOPS
                    else ""
                )
                return (
                    line(f"Is {subject} guilty of {phrase}")
                    if phrase
                    else line(f"Is {subject} guilty")
                )
            if subject:
                return line(f"Is {subject} guilty as charged")
    return ""


def _first_aux(u: Units, start: int, verb: int) -> int:
    """First auxiliary in front of ``verb`` ("has denied"), else ``verb``."""
    k = verb
    while k > start + 1 and (
        u.low[k - 1] in AUX
        or u.low[k - 1] in ("also", "not", "n't", "been", "repeatedly", "strongly", "always")
    ):
        k -= 1
    return k


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


def inquiry(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "the cause is being investigated", "X is investigating Y", "an inquiry into Y"."""
    for i, lemma in enumerate(u.lemma):
        nxt = u.low[i + 1] if i + 1 < len(u) else ""
        if lemma in (
            "investigation",
            "inquiry",
            "enquiry",
            "probe",
            "inquest",
            "review",
            "scrutiny",
            "audit",
        ) and nxt in ("into", "of", "over"):
            if i + 2 < len(u) and u.low[i + 2] in WH | {"whether"}:
                return ask_embedded(u, i + 2, context)
            phrase = _phrase(u, i + 2, 8)
            if phrase:
                if re.match(r"(?:the )?(?:cause|causes) of ", phrase):
                    return line("What caused " + re.sub(r"^(?:the )?causes? of ", "", phrase))
                noun = "investigation" if lemma in ("probe", "scrutiny") else lemma
                return (
                    line(f"What will the {noun} into {phrase} find")
                    if nxt != "of"
                    else line(f"What will the {noun} of {phrase} find")
                )
        if (
            lemma in ("investigate", "probe", "examine")
            and (u.tag[i] in ("ing", "s") or u.low[i] == lemma)
            and nxt
        ):
            if nxt in WH | {"whether", "if"}:
                return ask_embedded(u, i + 1, context)
            start = clause_start(u, i)
            subject = subject_text(u, start, _first_aux(u, start, i), context)
            phrase = _phrase(u, i + 1, 8) if nxt not in STOPS else ""
            if subject and phrase and phrase.split()[0].lower() not in ("it", "them", "further"):
                if re.match(r"(?:the )?causes? of ", phrase):
                    return line("What caused " + re.sub(r"^(?:the )?causes? of ", "", phrase))
                return line(f"What will {subject} find about {phrase}")
        if (
            lemma == "investigation"
            and i >= 1
            and u.low[i - 1] in ("under", "criminal", "ongoing")
            and i + 1 <= len(u)
        ):
            verb = finite(u, clause_start(u, i), i)
            if verb > 0:
                subject = subject_text(u, clause_start(u, verb), verb, context)
                if subject:
                    if re.match(r"(?:the )?(?:exact )?causes? of ", subject):
                        return line(
                            "What caused "
                            + re.sub(r"^(?:the )?(?:exact )?causes? of ", "", subject)
                        )
                    return line(f"What will the investigation of {subject} find")
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
            if nxt == "of" or (
                lemma in ("risk", "danger", "threat", "concern", "fear")
                and nxt in ("over", "about")
            ):
                if i + 2 < len(u) and (base := gerund_base(u.low[i + 2])) is not None and not base:
                    phrase = _phrase(u, i + 2, 10)
                    if phrase and len(phrase.split()) >= 1:
                        return line(f"Will there be {_with_article(phrase, u)}")
                continue
            if k + 2 < len(u) and (nxt == "that" or lemma in ("warn", "fear", "worry", "warned")):
                text = ask(u, k, clause_end(u, k), context, future=True)
                if text:
                    return text
        if lemma == "face" and u.tag[i] in ("s", "", "ing"):
            start = clause_start(u, i)
            subject = subject_text(u, start, _first_aux(u, start, i), context)
            phrase = _phrase(u, i + 1, MOST_WORDS - 2 - len(subject.split()))
            if subject and phrase:
                return line(f"Will {subject} face {phrase}")
        if lemma == "threaten" and nxt == "to":
            start = clause_start(u, i)
            subject = subject_text(u, start, _first_aux(u, start, i), context)
            rest = predicate_text(
                u, i + 2, clause_end(u, i + 1), context, MOST_WORDS - 1 - len(subject.split())
            )
            if subject and rest:
                return line(f"Will {subject} {rest}")
    return ""


def stated(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The first clause that can be turned, also what is told as done: one side's account of it."""
    start = 0
    while start < len(u):
        end = clause_end(u, start)
        text = ask(u, start, end, context)
        if text:
            return text
        start = end + 1
    return ""


def any_modal(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The clause with a modal or "is expected to", nearest to the best cue."""
    anchor = max(hits, key=lambda h: h.family.weight).at[-1] if hits else 0
    places = [
        i
        for i, low in enumerate(u.low)
        if low in MODALS
        or (
            low == "to"
            and i > 1
            and u.tag[i - 1] in ("ed", "en", "")
            and u.low[i - 2] in ("is", "are", "was")
        )
    ]
    for i in sorted(places, key=lambda k: (abs(k - anchor), k)):
        start = clause_start(u, i)
        text = ask(u, start, clause_end(u, i), context, future=True)
        if text:
            return text
    return ""


def anything(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """The first clause that can be turned."""
    start = 0
    while start < len(u):
        end = clause_end(u, start)
        text = ask(u, start, end, context)
        # What is told as done is not what is open.
        if text and not text.startswith(("Did ", "Was ", "Were ", "Had ")):
            return text
        start = end + 1
    return ""


def unknown_subject(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "the ages of the swimmers are unknown", "his motive remains unclear"."""
    for i, low in enumerate(u.low):
        if low not in (
            "unknown",
            "unclear",
            "undisclosed",
            "uncertain",
            "undetermined",
            "sparse",
            "scarce",
            "murky",
            "known",
            "clear",
            "disclosed",
            "released",
            "revealed",
            "determined",
            "identified",
            "established",
        ):
            continue
        if low in (
            "known",
            "clear",
            "disclosed",
            "released",
            "revealed",
            "determined",
            "identified",
            "established",
        ) and not any(
            w in ("not", "n't", "yet", "no", "never", "neither") for w in u.low[max(0, i - 4) : i]
        ):
            continue
        start = clause_start(u, i)
        verb = finite(u, start, i)
        if verb <= start or i - verb > 5:
            continue
        subject = subject_text(u, start, verb, context)
        if not subject or subject.split()[0].lower() in (
            "there",
            "it",
            "no",
            "neither",
            "none",
            "little",
            "nothing",
        ):
            continue
        if low == "identified":
            return (
                line(f"Who is {subject}")
                if not is_plural(u, start, verb)
                else line(f"Who are {subject}")
            )
        return line(f"What {'are' if is_plural(u, start, verb) else 'is'} {subject}")
    return ""


_BODIES: Final = {
    "trial": "What will the trial decide",
    "hearing": "What will the hearing decide",
    "inquest": "What will the inquest find",
    "tribunal": "What will the tribunal decide",
    "referendum": "How will the referendum go",
    "sentencing": "What will the sentence be",
    "appeal": "Will the appeal succeed",
    "talk": "What will the talks bring",
    "negotiation": "What will the negotiations bring",
    "review": "What will the review decide",
    "consultation": "What will the consultation bring",
    "investigation": "What will the investigation find",
    "inquiry": "What will the inquiry find",
    "probe": "What will the investigation find",
    "election": "Who will win the election",
    "vote": "How will the vote go",
    "verdict": "What will the verdict be",
    "ruling": "What will the ruling be",
    "lawsuit": "Will the lawsuit succeed",
    "bid": "Will the bid succeed",
}


def outcome(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """What a court, a vote, talks or an inquiry that the sentence names will bring."""
    for i, lemma in enumerate(u.lemma):
        form = _BODIES.get(lemma)
        if form is None or (
            lemma in ("appeal", "vote", "bid", "review", "probe") and u.tag[i] in ("ed", "ing")
        ):
            continue
        start = i
        while start > 0 and i - start < 5 and _adjectival(u, start - 1):
            start -= 1
        if u.low[start] in (
            "no",
            "any",
            "this",
            "that",
            "these",
            "those",
            "such",
            "every",
            "each",
            "its",
            "his",
            "her",
            "their",
            "our",
        ):
            start += 1
        if u.low[start] in ("a", "an", "the") and start < i:
            start += 1
        name = surface(u, start, i + 1)
        tail = ""
        if (
            i + 2 < len(u)
            and u.low[i + 1] in ("of", "over", "on", "into", "against", "with", "between", "for")
            and u.lemma[i] not in ("lawsuit",)
        ):
            tail = _phrase(u, i + 2, 6)
            if tail.split()[:1] in (["monday"], ["Monday"]) or re.match(
                r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|[A-Z][a-z]+ \d)", tail
            ):
                tail = ""
            tail = f" {u.low[i + 1]} {tail}" if tail else ""
        if (
            not tail
            and context.topic
            and context.topic not in name
            and lemma not in ("election", "referendum")
        ):
            tail = (
                f" about {context.topic}"
                if lemma
                in (
                    "investigation",
                    "inquiry",
                    "probe",
                    "inquest",
                    "review",
                    "hearing",
                    "trial",
                    "talk",
                )
                else ""
            )
        noun = form.split(" the ", 1)
        if len(noun) == 2:
            word, _, rest = noun[1].partition(" ")
            text = (
                line(f"{noun[0]} the {name}{tail} {rest}")
                if rest
                else line(f"{noun[0]} the {name}{tail}")
            )
        else:
            text = line(form)
        if text:
            return text
    return ""


def _adjectival(u: Units, k: int) -> bool:
    """True when unit ``k`` may stand in front of its noun: article, adjective, name, genitive."""
    low = u.low[k]
    return (
        low == "<name>"
        or low == "'s"
        or low in ("the", "a", "an")
        or (
            low.isalpha()
            and low not in AUX
            and low not in PREPOSITIONS
            and not base_of(low, "ed", "s")
            and low
            not in (
                "and",
                "or",
                "that",
                "to",
                "not",
                "but",
                "which",
                "who",
                "when",
                "if",
                "it",
                "he",
                "she",
                "they",
                "we",
                "i",
                "you",
            )
        )
    )


def headline(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """Headlines without an auxiliary: "Court to rule on X", "X eyes Y"."""
    if u.sentence.endswith((".", "”", '"')) or len(u) > 18:
        return ""
    for i in range(1, len(u) - 1):
        if (
            u.low[i] == "to"
            and base_of(u.low[i + 1], "")
            and u.low[i - 1] not in AUX
            and finite(u, 0, i) < 0
        ):
            subject = subject_text(u, 0, i, context)
            rest = predicate_text(
                u, i + 1, clause_end(u, i), context, MOST_WORDS - 1 - len(subject.split())
            )
            if subject and rest:
                return line(f"Will {subject} {rest}")
    return ""


def hunted(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """ "police are hunting for two thieves who stole X": "Who stole X?", else "Will ... be found?"."""
    for i, low in enumerate(u.low):
        if (
            low
            in (
                "hunting",
                "searching",
                "looking",
                "hunt",
                "search",
                "scouring",
                "seeking",
                "tracking",
            )
            and i + 2 < len(u)
            and u.low[i + 1] in ("for", "down")
        ):
            for k in range(i + 2, min(len(u), i + 12)):
                if u.low[k] in ("who", "that") and k + 1 < len(u) and base_of(u.low[k + 1], "ed"):
                    return line("Who " + cut(surface(u, k + 1, clause_end(u, k)), MOST_WORDS - 1))
            phrase = _phrase(u, i + 2, 9)
            phrase = re.split(r"\s+(?:in|on|after|who|and)\s", phrase)[0]
            return line(f"Will {phrase} be found") if phrase else ""
    return ""


_BY_KIND: Final[dict[Kind, tuple[Strategy, ...]]] = {
    Kind.EXPLICIT: (embedded,),
    Kind.UNDISCLOSED: (embedded, any_embedded, inquiry, hunted, detail, unknown_subject, outcome),
    Kind.DISPUTED: (embedded, denied, claimed, stated),
    Kind.PENDING: (considering, embedded, headline, any_modal, any_embedded, outcome),
    Kind.DEMANDED: (demanded, considering, headline),
    Kind.RISK: (threatened, any_modal),
}
