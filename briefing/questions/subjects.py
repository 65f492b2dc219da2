"""Subject and predicate of a clause as words: pronouns replaced by names, cut to length."""

from __future__ import annotations

import re
from typing import Final

from briefing.questions.clauses import (
    ATTRIBUTION,
    OF_PEOPLES,
    OWN_VOICE,
    PERSON_PRONOUNS,
    PRONOUNS,
    Context,
    clause_start,
    subject_span,
    surface,
    trim_subject,
)
from briefing.questions.context import acting, is_thing
from briefing.questions.cutting import cut
from briefing.questions.lexicon import lexicon
from briefing.questions.tokens import Units
from briefing.questions.verbs import (
    AUX,
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    base_of,
    finite,
)
from briefing.questions.wordlists import listed
from briefing.text.calendar import A_WEEKDAY

MOST_WORDS: Final = 15
WH: Final = listed("wh")

WEEKDAY_TAIL: Final = re.compile(
    r"\s+(?:(?:on|by|in|at|until|from|before|later on|later|beginning|starting)\s+)?"
    r"(?:the\s+(?:end|start)\s+of\s+)?"
    r"(?:(?:the|late|early|next|this|last)\s+)?"
    rf"(?:{A_WEEKDAY}|today|tonight|yesterday|week|month)"
    r"(?:\s+(?:morning|afternoon|evening|night))?$"
)

_DAYS: Final = listed("days")
_COUNTS: Final = listed("numbers") - {"one", "half", "third", "nobody", "none"} | {"all", "both"}
_TITLES: Final = listed("titles")


def upper_first(text: str) -> str:
    """First letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str, u: Units, at: int) -> str:
    """A common word that has a capital because something began there in lower case; names keep
    theirs."""
    if at >= len(u) or u.low[at] == "<name>":
        return text
    first = text.split(" ", 1)[0]
    if first == "I" or any(letter.isupper() for letter in first[1:]) or first.lower() in _DAYS:
        return text
    following = u.low[at + 1] if at + 1 < len(u) else ""
    if following == "<name>" and u.lemma[at] in _TITLES:
        return text
    if following == "," and u.low[at + 2 : at + 3] and u.low[at + 2].isdigit():
        return text  # "Roe, 58, ..."
    # A word that nothing knows, alone before its verb or with a genitive: "Dunmere's council".
    if first.endswith(OF_PEOPLES) and first not in ("Civilian", "Librarian", "Veterinarian"):
        return text
    acts = following in AUX | {"to"} or base_of(following, "ed", "s")
    if (
        (following == "'s" or (acts and " " not in text and not first.endswith("s")))
        and not base_of(u.low[at])
        and not lexicon().known(u.low[at])
        and u.low[at] not in WH | PRONOUNS | OWN_VOICE | DETERMINERS | _COUNTS
    ):
        return text
    return text[:1].lower() + text[1:]


def subject_text(u: Units, start: int, verb: int, context: Context) -> str:
    """The subject in units ``start`` to ``verb`` as a noun phrase, pronouns replaced; "" when it
    stays a pronoun that nothing explains or is no noun phrase."""
    start, end = subject_span(u, start, verb)
    start, end = trim_subject(u, start, end)
    if start >= end or u.low[start] in AUX:
        # "The State Attorney General (SAG) is investigating": the short name.
        at = min(start, verb)
        short = at > 2 and u.low[at - 1] == ")" and u.low[at - 3] == "("
        return surface(u, at - 2, at - 1) if short else ""
    low = u.low[start]
    inner = _said_by(u, start)
    if low == "it" and end - start == 1 and _befalls(u, verb):
        if context.thing:
            return context.thing
        if "happen" in u.lemma[verb:]:
            return ""  # a name does not happen
    if end - start <= 2 and inner and low in PRONOUNS:
        wrong = low == "it" and (_is_person(inner, context) or inner.endswith("s"))
        wrong = wrong or (low == "they" and inner.istitle() and not inner.endswith("s"))
        return "" if wrong else inner
    pointing = low in ("this", "that", "these", "those")
    if (end - start <= 2 and low in PRONOUNS | OWN_VOICE) or (pointing and end - start == 1):
        if low in PERSON_PRONOUNS:
            return context.who(low)
        if low == "it":
            return _meant_by_it(u, start, verb, context)
        if low == "they":
            return _meant_by_they(u, start, context)
        if low in ("i", "we"):
            return context.speaker
        return ""
    if (u.tag[start] == "ing" and base_of(low, "ing") and end - start > 1) or "we" in u.low[
        start:end
    ]:
        return ""
    if low in ("there", "i", "we", "you", "one") or low in WH or low in ("to",):
        return "there" if low == "there" and end - start == 1 else ""
    text = lower_first(surface(u, start, end), u, start)
    text = re.sub(r"^(?:this|that|these|those(?=.*s$))\b", "the", text)
    if text.lower() in DETERMINERS:
        return ""
    if text.isdigit() and start > 1 and u.low[start - 1] == ",":
        # "Voss, 58, denies fraud"
        return subject_text(u, max(0, start - 2), start - 1, context)
    text = re.sub(
        r"^(?:his|her|its|their)\b", lambda m: _possessive(m.group(), context), text, flags=re.I
    )
    if text.startswith(("his ", "her ", "its ", "their ", "our ", "my ", "your ")):
        return ""
    if len(text.split()) > 9:
        text = cut(text, 8)
    return WEEKDAY_TAIL.sub("", text)


def _meant_by_it(u: Units, start: int, verb: int, context: Context) -> str:
    """What the "it" at unit ``start`` stands for: the acting subject of the same sentence, else
    what the context knows; "" when it stands for nothing ("it is clear that") or is in doubt."""
    behind = u.low[verb + 1 : verb + 5]
    if u.low[verb] in BE and behind[:1] and behind[0] in ("a", "an", "the"):
        return ""  # "it is a decision that": no name is one
    if not _DUMMY.isdisjoint(behind) and not _LED_UP.isdisjoint(behind):
        return ""
    if u.low[max(0, start - 1) : start] == [","] and u.low[start - 3 : start - 2] == ["if"]:
        return ""  # "If enacted, it": no name is enacted
    before = finite(u, 0, start)
    if 0 < before < start:
        first, last = subject_span(u, 0, before)
        inquires = any(
            u.bits[k] & lexicon().bit["INVESTIGATE"]
            and (u.tag[k] == "ing" or u.low[k - 1] not in _PASSIVE)
            for k in range(before + 1, start)
        )
        named = "" if inquires else acting(u, first, last, lexicon())
        if named or (is_thing(u, first, last) and not inquires):
            return named
        if inquires:  # "is investigating Harlow over whether it broke the law"
            names = [u.text[k] for k in range(before, start) if u.low[k] == "<name>"]
            return names[-1] if len(names) == 1 else ""
    person = context.topic_is_person and context.body == context.topic
    if context.thing and u.low[max(0, start - 1)] in WH | {"whether"}:
        return context.thing
    return "" if person else context.body


_BEFALLS: Final = listed("befalls")


def _befalls(u: Units, verb: int) -> bool:
    """True for "stopped", "will reopen", "was called off": what happens to things, while firms and
    offices do it to something ("stopped the ferry")."""
    at = verb
    while at + 1 < len(u) and (u.low[at] in AUX or u.low[at] in ("not", "n't", "be", "been")):
        at += 1
    passive = any(u.low[k] in BE or u.low[k] == "been" for k in range(verb, at))
    behind = u.low[at + 1] if at + 1 < len(u) else "."
    if u.low[at] in ("stay", "stays", "stayed", "remain", "remains", "remained"):
        return base_of(behind, "en") in _BEFALLS
    done_to = behind in DETERMINERS or behind == "<name>"
    return (passive or not done_to) and any(
        base_of(u.low[at], tag) in _BEFALLS for tag in ("", "s", "ed", "en")
    )


def _meant_by_they(u: Units, start: int, context: Context) -> str:
    """What the "they" at unit ``start`` stands for: the plural subject of the same sentence, else
    the last one before it."""
    before = finite(u, 0, start)
    if 0 < before < start:
        first, last = trim_subject(u, *subject_span(u, 0, before))
        many = last > first and (u.tag[last - 1] == "s" or u.low[last - 1] == "people")
        if many and last - first <= 6 and u.low[first] not in PRONOUNS | OWN_VOICE:
            return lower_first(surface(u, first, last), u, first)
    return context.plural


_DUMMY: Final = listed("dummy")
"""What "it" alone is said to be: "it is possible that", "it remains to be seen"."""
_PASSIVE: Final = frozenset(["be", "been", "being", "is", "are", "was", "were"])
_LED_UP: Final = WH | {"that", "to", "if", "whether", "for"}


def _is_person(name: str, context: Context) -> bool:
    return bool(name) and (
        name in context.person or (context.topic_is_person and name in context.topic)
    )


_LEADS_UP: Final = ATTRIBUTION | listed("leads_up")
_BETWEEN: Final = frozenset(["not", "n't", "also", "yet", "never", "to", "only", "still"])


def _said_by(u: Units, start: int) -> str:
    """The subject of the verb of saying in front of unit ``start``, as in "the firm said it would";
    "" when there is none or it is a pronoun itself."""
    for i in range(start - 1, max(-1, start - 7), -1):
        if i > 1 and u.low[i - 1] == "'s" and u.low[i - 2] == "<name>" and u.low[i + 1] == "that":
            return u.text[i - 2]  # "Orlan's claim that it"
        if u.lemma[i] in _LEADS_UP:
            first = clause_start(u, i)
            verb = finite(u, first, i + 1)
            first, last = trim_subject(u, *subject_span(u, first, verb if verb > first else i))
            while last > first and (u.low[last - 1] in AUX or u.low[last - 1] in _BETWEEN):
                last -= 1
            if (
                first < last
                and last - first <= 6
                and u.low[first]
                not in PRONOUNS | OWN_VOICE | {"there", "this", "that", "who", "which"}
            ):
                return lower_first(surface(u, first, last), u, first)
            return ""
    return ""


def _possessive(word: str, context: Context) -> str:
    body = context.body if context.body[:1].isupper() else ""
    owner = {"his": context.man, "her": context.woman, "its": body}.get(
        word.lower(), context.plural or context.body
    )
    if not owner:
        return word
    return owner + ("'" if owner.endswith("s") else "'s")


_BEGINS_ANEW: Final = MODALS | BE | HAVE | WH | PRONOUNS | {"that", "whether", "there"}
"""Words behind "and" with which a second statement begins."""


def predicate_text(u: Units, start: int, end: int, context: Context, room: int) -> str:
    """Units ``start`` to ``end`` as written, own-voice words replaced, cut to ``room`` words."""
    for k in range(start + 1, end - 1):
        # "will watch and could cut": the second act is left out.
        if u.low[k] not in ("and", "but", "or"):
            continue
        nxt = u.low[k + 1]
        second = base_of(nxt, "ed") and u.low[k - 1] != "," and not base_of(nxt, "en", "")
        if (
            nxt in _BEGINS_ANEW
            or second
            or (nxt == "to" and "to" not in u.low[start:k])
            or (nxt.endswith("ing") and base_of(nxt, "ing") and u.tag[k - 1] != "ing")
            or _acts_again(u, start, k)
        ):
            end = k
            break
    text = surface(u, start, end)
    if re.search(r"\b(?:I|we|our|my|us|me|you|your)\b", text):
        if not context.speaker:
            return ""
        owner = context.speaker + ("'" if context.speaker.endswith("s") else "'s")
        text = re.sub(r"\b(?:our|my)\b", owner, text)
        text = re.sub(r"\b(?:us|me)\b", context.speaker, text)
        if re.search(r"\b(?:I|we|you|your)\b", text):
            return ""
    text = WEEKDAY_TAIL.sub("", text)
    return re.sub(
        r",?\s+(?:soon|again|too|though|as well)$", "", WEEKDAY_TAIL.sub("", cut(text, room))
    )


def _acts_again(u: Units, start: int, k: int) -> bool:
    """True for "rejected the claim and called the suit": a second act in the past."""
    nxt = u.low[k + 1]
    return (
        bool(base_of(nxt, "ed"))
        and k + 2 < len(u)
        and u.low[k + 2] in ("the", "a", "an", "his", "her", "its", "their", "<name>", "that")
        and k > start + 1
    )


def is_plural(u: Units, start: int, verb: int) -> bool:
    """Number of the subject, by its verb when that tells, else by its last noun."""
    start, end = subject_span(u, start, verb)
    start, end = trim_subject(u, start, end)
    head = end
    for i in range(start + 1, end):
        if u.low[i] in PREPOSITIONS:
            head = i
            break
        if u.low[i] == "and":
            return True
    if head <= start:
        return False
    last = u.low[head - 1]
    if last in ("they", "we", "people", "police", "these", "those"):
        return True
    if u.low[start] in _COUNTS:
        return True
    return u.tag[head - 1] == "s" and last != "<name>"


def replace_pronouns(text: str, context: Context) -> str:
    """Subject and possessive pronouns replaced by the names of the context; "" when one stays
    open."""
    fixes = {
        "he": context.man,
        "she": context.woman,
        "him": context.man,
        "it": context.body,
        "they": context.plural,
        "them": context.plural,
        "I": context.speaker,
        "we": context.speaker,
        "us": context.speaker,
    }

    def swap(match: re.Match[str]) -> str:
        return fixes[match.group()] or "\0"

    # "the messages they see": the pronoun is that of the noun in front.
    out = re.sub(r"(?<![a-z]s )\b(?:he|she|him|it|they|them|I|we|us)\b", swap, text, count=1)
    owners = {
        "his": context.man,
        "her": context.woman,
        "its": context.body,
        "their": context.plural or context.body,
        "our": context.speaker,
        "my": context.speaker,
    }
    if out == text:

        def own(match: re.Match[str]) -> str:
            owner = owners[match.group()]
            return (owner + ("'" if owner.endswith("s") else "'s")) if owner else match.group()

        out = re.sub(r"\b(?:his|her|its|their|our|my)\b", own, text, count=1)
    return "" if "\0" in out or re.search(r"\b(?:I|we|you|us|our|my)\b", out) else out
