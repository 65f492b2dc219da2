"""What the lists are called."""

from __future__ import annotations

BRIEFING, QUESTIONS, FOLLOWED, FEEDS = "briefing", "questions", "followed", "feeds"
FOUND, PAST = "found", "past"
TABS = ((BRIEFING, "Briefing"), (QUESTIONS, "Questions"), (FOLLOWED, "Followed"), (FEEDS, "Feeds"))
"""Those that have a key of their own."""
