"""Last touches to a question line: plainer verbs, tenses that fit, no deciding about deciding."""

from __future__ import annotations

import re
from typing import Final

from briefing.questions.clauses import Context
from briefing.questions.inflect import forms
from briefing.questions.outcomes import of_the_outcome
from briefing.questions.subjects import MOST_WORDS
from briefing.questions.verbs import base_of

_WHEN: Final = (
    r"(?:\s+(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|by [A-Z]\w+ \d+|on [A-Z]\w+ \d+|"
    r"next \w+|this \w+|in [A-Z]\w+|at \w+|soon|yet|overnight|today|tomorrow)){0,2}"
)
_WHETHER: Final = re.compile(
    r"^(?:Will|Has|Have|Can|Did) (.+?) (?:decided?|considere?d?|determined?|ruled?|voted?|say|said|"
    r"weigh|discuss|announced?)" + _WHEN + r" (?:on )?(whether|how) to (\w.*)$"
)
_SUBORDINATE: Final = frozenset(["if", "unless", "when", "until", "before", "once"])
_COMPANY: Final = re.compile(
    r"\bthe (?:company|firm|app|bank|airline|retailer|carmaker|platform|tech giant|social network|"
    r"social media (?:site|platform|company|firm)|video(?:-sharing)? app|"
    r"club|startup|manufacturer|(?:[\w-]+ ){0,3}giant)\b(?! of\b)(?!-)"
)
_AFFAIR: Final = re.compile(
    r"\b(the )(deal|sale|takeover|merger|case|trial|verdict|lawsuit|suit|crash|accident|fire|blaze|"
    r"explosion|shooting|attack|strike|recall|project|investigation|inquiry|probe|hearing|appeal|"
    r"recount|runoff|election|talks|negotiations|study|ban|scheme|plant|bridge|bid|incident|leak|"
    r"breach|derailment|flight|agreement|accord|plan|proposal|bill|offer|contract|summit|conference|"
    r"search|rescue|tunnel|legislation|trial date|moratorium)\b(?! of\b)(?!-)(?! \w+ing\b)"
)
_COURT: Final = re.compile(
    r"^(?:Will|What will|How will) (?:the |a )?(?:court|judges?|jury|jurors)\b(?!['’])"
)
_OWNER: Final = re.compile(r"(?<= )(?:his|her)(?= [a-z])")
_FUTURE: Final = re.compile(r"^(Would|Could) (?!you\b)")
_FATE: Final = re.compile(
    r"^Will (the (?:fate|outcome|future) of .+?) be (?:decided|known|settled|determined)\b.*\?$"
)
_ASKING: Final = ("How ", "What ", "When ", "Where ", "Who ", "Which ", "Whose ")


def polish(text: str) -> str:
    """The line as a person would say it; the same line when nothing is to be mended."""
    if not text:
        return text
    found = _WHETHER.match(text)
    if found:
        subject, word, rest = found.groups()
        text = f"{'How will' if word == 'how' else 'Will'} {subject} {rest}"
    text = _FUTURE.sub("Will ", text)
    if text.startswith(_ASKING):
        text = text.replace(" would ", " will ", 1)
    text = _FATE.sub(r"What will \1 be?", of_the_outcome(text))
    text = re.sub(r"^(Is|Are|Was|Were) there no ", r"\1 there ", text)
    text = re.sub(r" or to (?=[a-z])", " or ", text)
    if text.startswith(("Will ", "How will ", "What will ", "When will ")):
        text = _present(text)
    return text


def anchor(text: str, context: Context) -> str:
    """A line that names nobody gets the article's name where it reads well: "the company" becomes
    the company, "the deal" the deal of that name."""
    if text.startswith("“"):
        return text
    text = _in_full(_owned(text, context), context)
    words = text.split()
    topic = context.topic
    if not topic or topic.endswith("s") or any(w[:1].isupper() for w in words[1:]):
        return text
    if not context.topic_is_person:
        named = _COMPANY.sub(topic, text, count=1)
        if named != text:
            return named[:1].upper() + named[1:]
    if len(words) + len(topic.split()) > MOST_WORDS:
        return text
    for found in _AFFAIR.finditer(text):
        noun = found.group(2)
        if not context.topic_is_person or noun in ("case", "trial", "verdict", "lawsuit", "appeal"):
            return f"{text[: found.start(2)]}{topic} {text[found.start(2) :]}"
    if (
        context.topic_is_person
        and _COURT.search(text)
        and len(words) + len(topic.split()) + 3 <= MOST_WORDS
    ):
        return f"{text.rstrip('?')} in the {topic} case?"
    return text


def _owned(text: str, context: Context) -> str:
    """ "the investigation into his firing" with the man's name, when the line names nobody."""
    found = _OWNER.search(text)
    if not found or any(word[:1].isupper() for word in text.split()[1:]):
        return text
    owner = context.who(found.group())
    if not owner or len(text.split()) + len(owner.split()) - 1 > MOST_WORDS:
        return text
    mark = "’" if owner.endswith("s") else "’s"
    return f"{text[: found.start()]}{owner}{mark}{text[found.end() :]}"


def _in_full(text: str, context: Context) -> str:
    """A last name that stands alone becomes the full name of the person spoken of."""
    words = text.rstrip("?").split()
    for name in (context.person, context.topic if context.topic_is_person else ""):
        parts = name.split()
        if len(parts) not in (2, 3) or name in text or parts[0].endswith("."):
            continue
        for i, word in enumerate(words):
            bare = re.sub(r"['’]s?$", "", word)
            alone = i <= 1 or not words[i - 1][:1].isupper()
            if i and bare == parts[-1] and alone and len(words) + len(parts) - 1 <= MOST_WORDS:
                words[i] = name + word[len(bare) :]
                return " ".join(words) + "?"
    return text


def _present(text: str) -> str:
    """ "if the company refused" -> "if the company refuses"."""
    words = text.split(" ")
    at = next((i for i, w in enumerate(words) if i and w in _SUBORDINATE), 0)
    if not at:
        return text
    for i in range(at + 2, min(len(words), at + 7)):
        mark = words[i][len(words[i].rstrip("?,")) :]
        verb = words[i].rstrip("?,")
        base = "be" if verb in ("was", "were") else base_of(verb, "ed")
        if not base or (base != "be" and base_of(verb, "")) or words[i - 1].endswith(("’s", "'s")):
            continue
        before = words[i - 1]
        if before in ("be", "been", "being", "is", "are", "was", "were", "has", "have"):
            continue
        plural = before.endswith("s") and not before.endswith(("ss", "’s", "'s"))
        words[i] = _third(base, plural) + mark
        break
    return " ".join(words)


def _third(base: str, plural: bool) -> str:
    if base == "be":
        return "are" if plural else "is"
    if plural:
        return base
    return next(form for form, tag in forms(base) if tag == "s")
