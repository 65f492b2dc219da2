"""How messages call a document."""

from __future__ import annotations

from briefing.models import CleanText
from briefing.text.clean import host


def place(url: str) -> CleanText:
    """How a message calls where a document came from: by its host, as the network's do."""
    return CleanText(host(url) or "the document")
