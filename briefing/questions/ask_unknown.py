"""Ways of asking for what is not told: details, causes, inquiries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.questions.asking import ask_embedded, line
from briefing.questions.clauses import (
    STOPS,
    Context,
    clause_start,
    surface,
)
from briefing.questions.cues import Hit
from briefing.questions.lexicon import lexicon
from briefing.questions.phrases import actor, phrase_at
from briefing.questions.subjects import (
    WH,
    is_plural,
    subject_text,
)
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    finite,
)

_DETAIL_ASKS: Final = {
    "motive": "What was the motive for {}",
    "cause": "What caused {}",
    "identity": "What is the identity of {}",
    "name": "What is the name of {}",
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
        if u.low[i] == "names":
            form = "What are the names of {}"
        if not form or u.tag[i] in ("ed", "ing"):
            continue
        if i + 1 < len(u) and u.low[i + 1] in ("of", "for", "about", "behind", "on"):
            phrase = phrase_at(u, i + 2)
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


_WANTING: Final = frozenset(["demand", "demands", "urge", "urges", "want", "wants", "asks"])


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
            phrase = phrase_at(u, i + 2, 8).split(",")[0]
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
            lemma == "look"
            and nxt == "into"
            and i + 2 < len(u)
            and u.tag[i] in ("s", "ing")
            and (phrase := phrase_at(u, i + 2, 7))
        ):
            subject = actor(u, i, context)
            phrase = phrase.split(" after ")[0].split(" over ")[0]
            if subject and phrase:
                return line(f"What will {subject} find about {phrase}")
        if (
            lemma in ("investigate", "probe", "examine")
            and (u.tag[i] in ("ing", "s") or u.low[i] == lemma)
            and nxt
        ):
            if nxt in WH | {"whether", "if"}:
                return ask_embedded(u, i + 1, context)
            subject = actor(u, i, context)
            phrase = phrase_at(u, i + 1, 8) if nxt not in STOPS else ""
            if subject and phrase and phrase.split()[0].lower() not in ("it", "them", "further"):
                if re.match(r"(?:the )?causes? of ", phrase):
                    return line("What caused " + re.sub(r"^(?:the )?causes? of ", "", phrase))
                if not _WANTING.isdisjoint(subject.split()):
                    continue  # "Shops demand the watchdog investigate fees"
                about = re.split(r" (?:over|for|after|amid) ", phrase, flags=re.I)[0]
                return line(f"What will {subject} find about {about}")
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
        if len(subject.split()) < 2 and low != "identified":
            continue
        plainly = low in ("unknown", "undisclosed") and " of " in subject
        if (
            low != "identified"
            and not plainly
            and not any(u.bits[k] & lexicon().bit["DETAIL"] for k in range(start, verb))
        ):
            continue
        if low == "identified":
            return (
                line(f"Who is {subject}")
                if not is_plural(u, start, verb) and not subject.startswith(("those", "these"))
                else line(f"Who are {subject}")
            )
        return line(f"What {'are' if is_plural(u, start, verb) else 'is'} {subject}")
    return ""
