"""Which theme a question belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.models import CleanText, Kind, Theme
from briefing.questions.detect import Found
from briefing.questions.themes import OTHER, count, lemmas

_PRIOR: Final[dict[Kind, dict[str, float]]] = {
    Kind.EXPLICIT: {"next": 0.4},
    Kind.UNDISCLOSED: {"cause": 0.6, "enforcement": 0.4},
    Kind.DISPUTED: {"enforcement": 0.6, "cause": 0.5},
    Kind.PENDING: {"next": 0.8, "enforcement": 0.6},
    Kind.DEMANDED: {"auditing": 0.4, "next": 0.5},
    Kind.RISK: {"safety": 0.6, "enforcement": 0.4},
}


def theme_of(found: Found, line: str, title: str, themes: Sequence[Theme]) -> CleanText:
    """The theme with the most words in the question line, then in the sentence, then in the title;
    a theme of the reader's own wins ties."""
    asked, whole, head = lemmas(line), lemmas(found.sentence.text), lemmas(title)
    best, best_score = CleanText(OTHER), 0.0
    for theme in sorted(themes, key=lambda t: (not t.own, t.order)):
        score = 1.0 * count(asked, theme) + 0.5 * count(whole, theme) + 0.15 * count(head, theme)
        score += _PRIOR[found.kind].get(theme.name, 0.0) if not theme.own else 0.0
        if theme.own and count(asked, theme) + count(whole, theme) > 0:
            score += 1.0
        if score > best_score + 1e-9:
            best, best_score = theme.name, score
    return best
