"""Who "he", "it", "they" and "we" are in a sentence, judged by what was named last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing.questions.clauses import (
    OF_PEOPLES,
    Context,
    is_person,
    subject_span,
    surface,
    words_in,
)
from briefing.questions.lexicon import Lexicon
from briefing.questions.tokens import Units
from briefing.questions.verbs import PREPOSITIONS, finite
from briefing.questions.wordlists import listed

_SPEECH = frozenset(
    [
        "said",
        "says",
        "told",
        "added",
        "adding",
        "saying",
        "warned",
        "argued",
        "wrote",
        "explained",
        "announced",
        "claimed",
        "insisted",
        "stated",
        "noted",
    ]
)


def speaker(u: Units, words: Lexicon) -> str:
    """Who speaks in the sentence: the name or noun phrase beside a verb of saying, "" when none."""
    if _SPEECH.isdisjoint(u.low):
        return ""
    for i, low in enumerate(u.low):
        if low not in _SPEECH:
            continue
        # "said Tim Cook", "said the company"
        k = i + 1
        if k < len(u) and u.low[k] == "<name>" and (i == 0 or not _nominal(u, i - 1)):
            return surface(u, k, k + 1)
        # "Mr Cook, the chief executive, said"; "the company said"
        start = i
        while start > 0 and u.low[start - 1] not in (
            ".",
            ";",
            ":",
            '"',
            "”",
            "“",
            "—",
            "–",
            "and",
            "but",
            "that",
        ):
            start -= 1
        first, last = subject_span(u, start, i)
        if first < last and u.low[first] not in (
            "he",
            "she",
            "it",
            "they",
            "who",
            "we",
            "i",
            "that",
            "which",
            "as",
        ):
            text = surface(u, first, last)
            if words_in(text) <= 6 and u.lemma[last - 1] not in ("source", "statement"):
                return text[:4].lower() + text[4:] if text.startswith("The ") else text
    return ""


def _nominal(u: Units, i: int) -> bool:
    return u.low[i] == "<name>" or u.low[i] in ("he", "she", "it", "they", "who")


def _is_origin(name: str) -> bool:
    """True for names of countries' people and for dotted ones: adjectives as a rule ("Chinese",
    "U.S.")."""
    return name.endswith(
        (
            "ial",
            "ical",
            "ional",
            "ese",
            "ish",
            "ian",
            "ians",
            "ican",
            "icans",
            "eli",
            "qi",
            "ench",
            "utch",
            ".",
            "erman",
        )
    )


def topic(sentences: Sequence[Units], words: Lexicon) -> str:
    """The name said most often in title and lead, "" when there is none."""
    counts: Counter[str] = Counter()
    for n, u in enumerate(sentences[:8]):
        for i, low in enumerate(u.low):
            if low == "<name>" and u.text[i] != "May" and not _is_origin(u.text[i]):
                counts[u.text[i]] += 3 if n < 2 else 1
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return best[0][0] if best and best[0][1] > 1 else ""


def acting(u: Units, first: int, last: int, words: Lexicon) -> str:
    """The subject in units ``first`` to ``last`` as what a later "it" means: one name that is no
    person, or "the court" and the like; "" for anything else."""
    if last <= first or last - first > 5:
        return ""
    head = last - 1
    if u.low[head] == "<name>" and first == head:
        plain = not is_person(u, head, words) and not _is_origin(u.text[head])
        return u.text[head] if plain else ""
    acts = words.bit["DECIDER"] | words.bit["BODY"] | words.bit["AGENCY"]
    if u.low[first] == "the" and u.bits[head] & acts and u.tag[head] != "s":
        text = surface(u, first, last)
        return text[:1].lower() + text[1:]
    return ""


def is_thing(u: Units, first: int, last: int) -> bool:
    """True for a subject like "the statue": a later "it" may mean that and not the company."""
    head = next((k for k in range(first, last) if u.low[k] in PREPOSITIONS), last) - 1
    return (
        head > first
        and u.low[first] in ("the", "a", "an", "this")
        and u.low[head] != "<name>"
        and u.tag[head] != "s"
        and u.lemma[head] not in _PEOPLE
        and not u.low[head].endswith("-old")
    )


def _the_thing(u: Units, first: int, last: int, words: Lexicon) -> str:
    """The subject in units ``first`` to ``last`` as it is called the second time: "a ferry to
    Orla" becomes "the ferry"; "" when it is no thing."""
    head = next((k for k in range(first, last) if u.low[k] in PREPOSITIONS), last)
    named = head - first > 2 and u.low[head - 1] == "<name>" and not is_person(u, head - 1, words)
    if not is_thing(u, first, head - named):
        return ""
    text = surface(u, first + 1, head)
    return f"the {text}" if words_in(text) <= _MOST_OF_A_THING else ""


_MOST_OF_A_THING: Final = 3
_MEN: Final = listed("men")
_WOMEN: Final = listed("women")
_PEOPLE: Final = listed("people")


def _may_be(name: str) -> tuple[bool, bool]:
    """Whether a full name may be a man's, a woman's: both unless title or first name tells."""
    first = name.split()[0].rstrip(".").lower()
    man, woman = first in _MEN, first in _WOMEN
    return (man, woman) if man != woman else (True, True)


def contexts(sentences: Sequence[Units], words: Lexicon, most: int = -1) -> list[Context]:
    """The context of each sentence of an article, in order; of the first ``most`` when it is not
    negative."""
    about = topic(sentences, words)
    person_is_topic = bool(about) and any(
        low == "<name>" and about in u.text[i] and is_person(u, i, words)
        for u in sentences[:8]
        for i, low in enumerate(u.low)
    )
    person = man = woman = body = thing = plural = voice = ""
    clouded = False
    full: dict[str, str] = {}
    out: list[Context] = []
    for u in sentences if most < 0 else sentences[:most]:
        own = speaker(u, words)
        if own in ("he", "she", "He", "She"):
            own = person
        voice = own or voice
        known = "" if clouded else body or about
        out.append(Context(person, man, woman, known, thing, plural, about, person_is_topic, voice))
        clouded = False
        thing = ""
        verb = finite(u, 0, len(u))
        for i, low in enumerate(u.low):
            if low != "<name>":
                continue
            name = u.text[i]
            if is_person(u, i, words):
                for part in name.split():
                    full.setdefault(part, name)
            elif name not in full:
                if not body and not _is_origin(name):
                    body = name
                continue
            if verb < 0 or i < verb or (not person and name not in full):
                person = full.get(name, name)
                his, hers = _may_be(person)
                man, woman = person if his else man, person if hers else woman
        if verb > 0:
            first, last = subject_span(u, 0, verb)
            named = acting(u, first, last, words)
            body = named or body
            clouded = not named and is_thing(u, first, last)
            thing = _the_thing(u, first, last, words)
            if (
                last > first
                and u.tag[last - 1] == "s"
                and u.low[first] not in ("he", "she", "it", "they")
            ):
                text = surface(u, first, last)
                if words_in(text) <= 5:
                    peoples = u.text[first].endswith(OF_PEOPLES)
                    capital = peoples or u.low[first] == "<name>"
                    plural = text if capital else text[:1].lower() + text[1:]
    return out
