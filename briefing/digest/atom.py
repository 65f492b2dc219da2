"""The digest as an Atom feed (RFC 4287): one entry a story, for another reader to take."""

from __future__ import annotations

from datetime import UTC, tzinfo
from xml.sax.saxutils import escape, quoteattr

from briefing.digest import html
from briefing.models import Edition
from briefing.wording import iso, lead


def render(edition: Edition, *, zone: tzinfo = UTC, theme: str = "") -> str:
    """The document, ending in LF. Story ids become ``urn:briefing:`` ids, stable over days."""
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<id>urn:briefing:digest</id>",
        f"<title>Briefing{' (sample edition)' if edition.sample else ''}</title>",
        f"<updated>{iso(edition.generated)}</updated>",
        "<author><name>briefing</name></author>",
    ]
    for view in edition.stories:
        address = lead(view)
        content = html.story(view, edition.generated, zone=zone, theme=theme)
        parts += [
            "<entry>",
            f"<id>urn:briefing:{escape(view.row.id)}</id>",
            f"<title>{escape(view.row.title)}</title>",
            f"<published>{iso(view.row.first)}</published>",
            f"<updated>{iso(view.row.last)}</updated>",
            *([f'<link rel="alternate" href={quoteattr(address)}/>'] if address else []),
            f'<content type="html">{escape(content)}</content>',
            "</entry>",
        ]
    parts.append("</feed>")
    return "\n".join(parts) + "\n"
