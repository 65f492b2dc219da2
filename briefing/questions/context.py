"""Who "he", "it", "they" and "we" are in a sentence, judged by what was named last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.questions.clauses import Context, is_person, subject_span, surface, words_in
from briefing.questions.lexicon import Lexicon
from briefing.questions.tokens import Units
from briefing.questions.verbs import finite

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
            if words_in(text) <= 6:
                return text[:4].lower() + text[4:] if text.startswith("The ") else text
    return ""


def _nominal(u: Units, i: int) -> bool:
    return u.low[i] == "<name>" or u.low[i] in ("he", "she", "it", "they", "who")


def _is_origin(name: str) -> bool:
    """True for names of countries' people and for dotted ones: adjectives as a rule ("Chinese",
    "U.S.")."""
    return name.endswith(
        ("ese", "ish", "ian", "ians", "ican", "icans", "eli", "qi", "ench", "utch", ".", "erman")
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


def _acting(u: Units, first: int, last: int, words: Lexicon) -> str:
    """The subject as what a later "it" means: one name that is no person, or "the court" and the
    like; "" for anything else."""
    if last <= first or last - first > 5:
        return ""
    head = last - 1
    if u.low[head] == "<name>" and first == head:
        plain = not is_person(u, head, words) and not _is_origin(u.text[head])
        return u.text[head] if plain else ""
    acting = words.bit["DECIDER"] | words.bit["BODY"] | words.bit["AGENCY"]
    if u.low[first] == "the" and u.bits[head] & acting and u.tag[head] != "s":
        text = surface(u, first, last)
        return text[:1].lower() + text[1:]
    return ""


def contexts(sentences: Sequence[Units], words: Lexicon, most: int = -1) -> list[Context]:
    """The context of each sentence of an article, in order; of the first ``most`` when it is not
    negative."""
    about = topic(sentences, words)
    person_is_topic = bool(about) and any(
        low == "<name>" and about in u.text[i] and is_person(u, i, words)
        for u in sentences[:8]
        for i, low in enumerate(u.low)
    )
    person = body = plural = ""
    full: dict[str, str] = {}
    out: list[Context] = []
    voice = ""
    for u in sentences if most < 0 else sentences[:most]:
        own = speaker(u, words)
        inside = person, body, plural
        # A name in front of the pronoun in the same sentence is the nearer one.
        if own in ("he", "she", "He", "She"):
            own = person
        voice = own or voice
        out.append(Context(inside[0], inside[1] or about, inside[2], about, person_is_topic, voice))
        verb = finite(u, 0, len(u))
        for i, low in enumerate(u.low):
            if low != "<name>":
                continue
            name = u.text[i]
            if is_person(u, i, words):
                for part in name.split():
                    full.setdefault(part, name)
                if verb < 0 or i < verb or not person:
                    person = name
            elif name in full:
                if verb < 0 or i < verb:
                    person = full[name]
            elif not body and not _is_origin(name):
                body = name
        if verb > 0:
            first, last = subject_span(u, 0, verb)
            body = _acting(u, first, last, words) or body
            if (
                last > first
                and u.tag[last - 1] == "s"
                and u.low[first] not in ("he", "she", "it", "they")
            ):
                text = surface(u, first, last)
                if words_in(text) <= 5:
                    plural = text[:1].lower() + text[1:] if u.low[first] != "<name>" else text
    return out
