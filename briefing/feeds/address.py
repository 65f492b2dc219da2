"""Feed addresses as people and lists write them, and when two of them are the same."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from briefing.text import clean

_FEED_SCHEME = re.compile(r"(?:feed|rss|podcast|itpc|pcast):(?://)?(?=[^/\s])", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST_AND_PORT = re.compile(r"[A-Za-z0-9.-]+:\d{1,5}(?:[/?#]|$)")
_HERE = re.compile(r"(?:localhost|127(?:\.\d+){3})(?::|$)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def web_address(text: str) -> str:
    """The http(s) address that is meant, "" when there is none.

    Reads ``feed:`` addresses and adds ``https://`` where a scheme is missing, ``http://`` to an
    address of this machine: it has no certificate. Credentials stay in it: they belong to the
    feed.
    """
    text = text.strip()
    found = _FEED_SCHEME.match(text)
    if found:
        rest = text[found.end() :]
        text = rest if _SCHEME.match(rest) and not _HOST_AND_PORT.match(rest) else f"http://{rest}"
    elif text.startswith("//"):
        text = f"https:{text}"
    elif not _SCHEME.match(text) or _HOST_AND_PORT.match(text):
        host = re.split(r"[/?#]", text, maxsplit=1)[0]
        if "." in host or ":" in host or host == "localhost":
            text = f"{'http' if _HERE.match(host) else 'https'}://{text}"
    return clean.link(text)


def same_key(url: str) -> str:
    """What two addresses of the same feed have in common.

    Scheme, a default port, a fragment, a slash at the end and the case of the host make no
    difference. The result is for comparing only.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    login = parts.netloc.rpartition("@")[0]
    place = f"{login}@{host}" if login else host
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        place = f"{place}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{place}{parts.path.rstrip('/')}{query}"
