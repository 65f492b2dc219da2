"""What went wrong, in words a person understands, and what to do about it.

Every function takes the host as it may be shown and returns the error to raise.
"""

from __future__ import annotations

import errno
import socket
import ssl

from briefing.errors import FetchError
from briefing.fetch.types import TryLater
from briefing.text import clean

LATER = "it will be asked again later"

_ANSWERS = {
    401: (
        "wants a name and a password",
        "put them into the address: https://NAME:PASSWORD@HOST/...",
    ),
    304: ("says that nothing has changed, to a first question", LATER),
    402: ("wants to be paid", "sign in at the site and look for your own feed address there"),
    403: ("refuses us", "try the address in a browser; some sites keep feed readers out"),
    404: ("has no such page", "check the address; the site may have moved its feed"),
    406: ("offers no form that we read", "check that the address is that of a feed"),
    407: ("the proxy wants a name and a password", "put them into the proxy's address"),
    410: ("the feed is gone for good", "it is not asked any more; remove it from your feeds"),
    429: ("was asked too often", LATER),
    451: ("may not show this for legal reasons", "nothing can be done from here"),
    500: ("has a fault of its own", LATER),
    502: ("cannot reach the server behind it", LATER),
    503: ("is overloaded or under repair", LATER),
    504: ("got no answer from the server behind it", LATER),
}


def answered(host: str, status: int) -> FetchError:
    """For an HTTP status that is neither good nor a redirect."""
    if status in _ANSWERS:
        what, hint = _ANSWERS[status]
    elif status >= 500:
        what, hint = "has a fault of its own", LATER
    elif status >= 400:
        what, hint = "refuses the request", "check the address in a browser"
    else:
        what, hint = "gave an answer that is no page", "check the address in a browser"
    return FetchError(f"{host}: {what} (status {status})", hint, status=status)


def try_later(host: str, status: int, seconds: float) -> TryLater:
    """For a server that names the time it wants to be left alone."""
    what = _ANSWERS.get(status, ("asks to wait", ""))[0]
    return TryLater(
        f"{host}: {what} (status {status})",
        f"it asks to be left alone for {spell(seconds)}; the next visit waits that long",
        status=status,
        retry_after=seconds,
    )


def spell(seconds: float) -> str:
    """A time as a person says it: "45 seconds", "2 hours"."""
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {name}" if count == 1 else f"{count} {name}s"
    return "a moment"


def bad_address(url: str) -> FetchError:
    """For something that cannot be read as a web address."""
    return FetchError(
        f"not a web address: {clean.title(clean.mask(url))[:200]}",
        "it should look like https://example.org/feed.xml",
    )


def bad_scheme(scheme: str, asked_by: str = "") -> FetchError:
    """For anything but http and https; ``asked_by`` is the host that redirected there."""
    named = clean.title(scheme)[:20] or "nothing"
    if asked_by:
        return FetchError(
            f"{asked_by}: sends us to a {named}: address", "only http and https are followed"
        )
    return FetchError(f"cannot fetch {named}: addresses", "use http:// or https://")


def private(host: str) -> FetchError:
    """For an address that strangers may not send us to."""
    return FetchError(
        f"{host}: lies in a private network, and nobody typed this address",
        "subscribe to it yourself if you mean it",
    )


def too_slow(host: str, seconds: float) -> FetchError:
    """For the deadline over everything."""
    return FetchError(f"{host}: not done after {spell(seconds)}", LATER)


def silent(host: str, seconds: float) -> FetchError:
    """For a server that stops talking."""
    return FetchError(f"{host}: sent nothing for {spell(seconds)}", LATER)


def no_connection(host: str, seconds: float) -> FetchError:
    """For a connection that did not come about in time."""
    return FetchError(
        f"{host}: no connection after {spell(seconds)}",
        "check your network; the server may be down",
    )


def too_large(host: str, limit: int, *, packed: bool = False) -> FetchError:
    """For a body over its bound; ``packed`` when it grew by being unpacked."""
    size = f"{limit / 1024 / 1024:.0f} MB" if limit >= 1024 * 1024 else f"{limit} bytes"
    how = "unpacks to" if packed else "sends"
    return FetchError(f"{host}: {how} more than {size}", "no feed is that large; check the address")


def too_many_redirects(host: str, limit: int) -> FetchError:
    """For a chain of redirects that does not end."""
    return FetchError(f"{host}: redirects more than {limit} times", "try the address in a browser")


def circle(host: str) -> FetchError:
    """For redirects that come back to where they were."""
    return FetchError(f"{host}: redirects in a circle", "try the address in a browser")


def nowhere(host: str, status: int) -> FetchError:
    """For a redirect without a target."""
    return FetchError(
        f"{host}: redirects without saying where (status {status})", LATER, status=status
    )


def bad_packing(host: str) -> FetchError:
    """For a body that cannot be unpacked."""
    return FetchError(f"{host}: the packed data are damaged", LATER)


def unknown_packing(host: str, name: str) -> FetchError:
    """For a content encoding nobody asked for."""
    return FetchError(
        f"{host}: packed in a way that was not asked for ({clean.title(name)[:40]})",
        "the server is at fault; nothing can be done from here",
    )


def cut_short(host: str) -> FetchError:
    """For a body that ended before its announced end."""
    return FetchError(f"{host}: the answer broke off in the middle", LATER)


def no_answer(host: str) -> FetchError:
    """For a connection that is closed without a word."""
    return FetchError(f"{host}: closed the connection without an answer", LATER)


def not_http(host: str) -> FetchError:
    """For an answer that breaks the protocol."""
    return FetchError(
        f"{host}: the answer is not proper HTTP", "check the address, above all its port"
    )


def unexpected(host: str, error: Exception) -> FetchError:
    """For a fault of our own, kept to the one feed that met it."""
    return FetchError(
        f"{host}: unexpected {type(error).__name__} while fetching",
        "this is a fault of briefing: please report it",
    )


def network(host: str, error: OSError | UnicodeError) -> FetchError:
    """For what the operating system says: names, routes, connections, certificates."""
    if isinstance(error, ssl.SSLError):
        return _secured(host, error)
    if isinstance(error, UnicodeError):
        return FetchError(f"{host}: not a possible host name", "check the address")
    if isinstance(error, socket.gaierror):
        if error.errno == socket.EAI_AGAIN:
            return FetchError(
                f"{host}: the name could not be looked up", "check your network connection"
            )
        return FetchError(f"{host}: no such host", "misspelt, or this machine is offline")
    if isinstance(error, ConnectionRefusedError):
        return FetchError(
            f"{host}: refuses the connection", "the server may be down; check the port"
        )
    if isinstance(error, ConnectionError):
        return FetchError(f"{host}: broke the connection off", LATER)
    if error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN):
        return FetchError(f"{host}: cannot be reached", "check your network connection")
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return FetchError(
            f"{host}: too many files are open", "lower [fetch] concurrency or raise ulimit -n"
        )
    reason = clean.title(error.strerror or type(error).__name__)[:80]
    return FetchError(f"{host}: the connection failed ({reason})", LATER)


def _secured(host: str, error: ssl.SSLError) -> FetchError:
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = clean.title(error.verify_message)[:80]
        return FetchError(
            f"{host}: its certificate is not valid ({reason})",
            "check this computer's date; else the site must mend it",
        )
    return FetchError(
        f"{host}: no secure connection could be made",
        "check the address; the site may speak http:// only",
    )
