"""Ways of asking for what is not told: details, causes, inquiries, outcomes."""

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
from briefing.questions.phrases import (
    adjectival,
    first_auxiliary,
    phrase_at,
)
from briefing.questions.subjects import (
    WH,
    is_plural,
    subject_text,
)
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    AUX,
    PREPOSITIONS,
    base_of,
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
        if not form or (lemma == "name" and u.tag[i] not in ("", "s")):
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
            start = clause_start(u, i)
            subject = subject_text(u, start, first_auxiliary(u, start, i), context)
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
            start = clause_start(u, i)
            subject = subject_text(u, start, first_auxiliary(u, start, i), context)
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


_MAY_FOLLOW: Final = frozenset(
    ["and", "or", "but", "that", "which", "when", "if", "as", "after", "before", "while", "where"]
)
"""Words behind a noun that stands by itself: before other nouns it is a mere adjective."""


def outcome(u: Units, hits: Sequence[Hit], context: Context) -> str:
    """What a court, a vote, talks or an inquiry that the sentence names will bring."""
    for i, lemma in enumerate(u.lemma):
        form = _BODIES.get(lemma)
        if form is not None and i + 1 < len(u) and adjectival(u, i):
            nxt = u.low[i + 1]
            if nxt == "<name>" or (
                nxt.isalpha()
                and nxt not in PREPOSITIONS | AUX
                and nxt not in _MAY_FOLLOW
                and not base_of(nxt, "ed", "s")
            ):
                continue
        if form is None or (
            lemma in ("appeal", "vote", "bid", "review", "probe") and u.tag[i] in ("ed", "ing")
        ):
            continue
        if lemma == "bid" and u.low[i + 1 : i + 2] == ["to"] and "in" in u.low[max(0, i - 2) : i]:
            continue  # "in a bid to": an idiom
        start = i
        while start > 0 and i - start < 5 and adjectival(u, start - 1):
            if start > 1 and u.tag[start - 2] == "s" and base_of(u.low[start - 1], ""):
                break  # "neighbors want a hearing"
            if start > 1 and u.low[start - 2] in AUX and base_of(u.low[start - 1], ""):
                break  # "would prejudge talks"
            start -= 1
            if u.low[start] in ("a", "an", "the"):
                break
        if u.low[start] in (
            "no",
            "any",
            "this",
            "that",
            "these",
            "those",
            "such",
            "another",
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
        if u.low[start] in ("further", "fresh", "new", "immediate") and start < i:
            start += 1
        if not {"his", "her", "their", "its"}.isdisjoint(u.low[start:i]):
            continue
        if start > 0 and u.low[start - 1] == "to":
            continue
        name = surface(u, start, i + 1)
        tail = ""
        if (
            i + 2 < len(u)
            and u.low[i + 1] in ("of", "over", "on", "into", "against", "with", "between", "for")
            and u.lemma[i] not in ("lawsuit",)
        ):
            tail = phrase_at(u, i + 2, 6)
            if tail.split()[:1] in (["monday"], ["Monday"]) or re.match(
                r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|[A-Z][a-z]+ \d)", tail
            ):
                tail = ""
            vague = tail.lower() in ("it", "them", "him", "her", "this", "that")
            tail = f" {u.low[i + 1]} {tail}" if tail and not vague else ""
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
            _word, _, rest = noun[1].partition(" ")
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
