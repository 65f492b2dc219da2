"""The digest as CommonMark."""

from __future__ import annotations

from datetime import UTC, tzinfo

from briefing.markdown import escape, story
from briefing.models import Edition
from briefing.wording import count, failure, headline, named, stamp


def render(edition: Edition, *, zone: tzinfo = UTC, theme: str = "") -> str:
    """The whole digest, ending in LF."""
    label = " (sample edition)" if edition.sample else ""
    lines = [f"# Briefing, {stamp(edition.generated, zone)}{label}", ""]
    since = f", since {stamp(edition.since, zone)}" if edition.since else ""
    lines += [f"{headline(edition)}{since}", ""]
    for view in edition.stories:
        lines += [*story(view, edition.generated, zone=zone, theme=theme), ""]
    if edition.failed:
        lines += [f"{len(edition.failed)} of {count(edition.feeds, 'feed')} failed:", ""]
        for feed in edition.failed:
            lines.append(f"- {escape(named(feed))}: {escape(failure(feed))}")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"
