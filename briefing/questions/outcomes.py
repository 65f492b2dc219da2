"""A date that is set is not what is open: what comes of it is, or when, where no date is told.

A table of turns, each with a line, what becomes of it, and a like one that it leaves alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from briefing.questions.subjects import MOST_WORDS


@dataclass(frozen=True, slots=True)
class Turn:
    """``act`` is what stands behind "Will" and the subject; its groups fill ``form`` behind the
    subject, which is {0}."""

    act: str
    form: str
    line: str
    becomes: str
    leaves: str


TABLE: Final = (
    Turn(
        r"(?:appear|be arraigned|stand trial|go on trial|be put on trial|face trial)\b.*",
        "What will the court decide in the case of {0}?",
        "Will Roe appear in court on May 4?",
        "What will the court decide in the case of Roe?",
        "Will Roe disappear?",
    ),
    Turn(
        r"be sentenced\b(?! to\b).*",
        "What sentence will {0} get?",
        "Will Jane Roe be sentenced in June?",
        "What sentence will Jane Roe get?",
        "Will Jane Roe be sentenced to six years?",
    ),
    Turn(
        r"(?:make|issue|give) (?:a statement|an announcement)(?: (on|about) (.+))?",
        "What will {0} announce {1} {2}?",
        "Will Orlan make a statement on the leak?",
        "What will Orlan announce on the leak?",
        "Will Orlan make a profit on the sale?",
    ),
    Turn(
        r"(?:give|hand down|deliver|announce|issue|return) (?:its|his|her|their|a|the) "
        r"(?:final )?(?:verdict|decision|ruling|judge?ment)(?: (on|in|about) (.+?))?"
        r"(?: (?:on|after|before|at) .+)?",
        "What will {0} decide {1} {2}?",
        "Will the panel give its verdict on the sale?",
        "What will the panel decide on the sale?",
        "Will the panel give its members a rise?",
    ),
    Turn(
        r"(?:discuss|debate) (?!whether|how|what)(.+)",
        "What will {0} decide on {1}?",
        "Will ministers discuss the tram line?",
        "What will ministers decide on the tram line?",
        "Will ministers discuss how to pay?",
    ),
    Turn(
        r"(vote|rule) on (?!whether|\S+day)(.+)",
        "How will {0} {1} on {2}?",
        "Will the senate vote on the bill?",
        "How will the senate vote on the bill?",
        "Will the senate vote on Monday?",
    ),
    Turn(
        r"(be (?:made available|made public|published|unveiled|announced|ready))"
        r"(?: (?:as|later|soon|in the|by the|next|this|on|within|shortly)\b.*)?",
        "When will {0} {1}?",
        "Will the report be published later this year?",
        "When will the report be published?",
        "Will the report be published in full?",
    ),
)

_TURNS: Final = tuple(
    (re.compile(rf"^Will ((?!there\b).+?) {turn.act}\?$"), turn.form) for turn in TABLE
)


def of_the_outcome(line: str) -> str:
    """ "Will Roe appear in court?" -> "What will the court decide in the case of Roe?"; the line
    itself when nothing is to be turned, or there is no room for it."""
    if not line.startswith("Will "):
        return line
    for pattern, form in _TURNS:
        found = pattern.match(line)
        if found:
            parts = [part or "" for part in found.groups()]
            made = " ".join(form.format(*parts).split()).replace(" ?", "?")
            return made if len(made.split()) <= MOST_WORDS else line
    return line
