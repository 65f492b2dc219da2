"""The digest as an RFC 5322 message: plain text first, HTML beside it. It is printed, not sent."""

from __future__ import annotations

from datetime import UTC, tzinfo
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from briefing.digest import html, text
from briefing.models import Edition
from briefing.wording import headline, iso


def render(edition: Edition, *, zone: tzinfo = UTC, theme: str = "") -> str:
    """The message with LF line ends, ready for ``sendmail -t`` once To: is added.

    The MIME boundary is derived from the edition's time, so that equal editions print equally.
    """
    message = EmailMessage(policy=SMTP.clone(linesep="\n", cte_type="7bit"))
    sample = " (sample edition)" if edition.sample else ""
    message["Subject"] = f"Briefing{sample}: {headline(edition)}"
    message["Date"] = format_datetime(edition.generated.astimezone(zone))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text.render(edition, columns=72, zone=zone, theme=theme))
    message.add_alternative(html.render(edition, zone=zone, theme=theme), subtype="html")
    digits = "".join(character for character in iso(edition.generated) or "" if character.isalnum())
    message.set_boundary(f"=_briefing_{digits}")
    return message.as_string()
