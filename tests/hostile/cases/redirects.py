"""Redirects that go in circles, out of the web, or into the reader's own network."""

from __future__ import annotations

from ..bodies import Serve, answer, items, plain, rss
from ..case import Asked, Case, Outcome, Steps

HERE = ("Found behind redirects",)


def _to(location: str, status: int = 302) -> Serve:
    """Redirects the feed's address; every other path of the case is a good feed."""

    def serve(asked: Asked) -> Steps:
        if asked.path != "/feed":
            return plain(*HERE)(asked)
        return [answer(b"", status, "", Location=asked.at(location))]

    return serve


def _circle(asked: Asked) -> Steps:
    other = "/back" if asked.path == "/feed" else "/feed"
    return [answer(b"", 302, Location=other)]


def _chain(length: int) -> Serve:
    def serve(asked: Asked) -> Steps:
        number = int(asked.path.rpartition("-")[2]) if "-" in asked.path else 0
        if number == length:
            return plain(*HERE)(asked)
        return [answer(b"", 302, Location=f"/hop-{number + 1}")]

    return serve


def _many_headers(asked: Asked) -> Steps:
    if asked.path != "/feed":
        return plain(*HERE)(asked)
    first = b"HTTP/1.1 302 Found\r\nLocation: /next\r\n"
    return [first + b"X-Pad: y\r\n" * 3000 + b"Content-Length: 0\r\n\r\n"]


def _with_body(asked: Asked) -> Steps:
    if asked.path != "/feed":
        return plain(*HERE)(asked)
    return [b"HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n", *[b"x" * 65_536] * 400]


def _refused(name: str, location: str, *error: str) -> Case:
    return Case(f"redirect to {name}", _to(location), titles=(), error=error)


def _followed(name: str, location: str, status: int = 302) -> Case:
    return Case(f"redirect {name}", _to(location, status), titles=HERE)


# --- moves ---------------------------------------------------------------------------------


def _moved(status: int) -> Serve:
    """Moves for good to another host that the reader follows as well."""

    def serve(asked: Asked) -> Steps:
        if asked.path == "/feed":
            return [answer(b"", status, Location=asked.at("http://{host}/new-home"))]
        return plain("Moved along", f"Seen at visit {asked.visit}")(asked)

    return serve


def _is_kept(outcome: Outcome) -> None:
    """After three sightings over a day the new address is asked, and nothing else."""
    first, last = outcome.after[0], outcome.after[-1]
    assert [feed["url"].rpartition("/")[2] for feed in first.feeds] == ["feed"]
    assert [feed["url"].rpartition("/")[2] for feed in last.feeds] == ["new-home"]
    assert outcome.asked(1)
    assert outcome.asked(1, "/new-home")
    assert outcome.asked(3)
    assert not outcome.asked(4)
    assert outcome.asked(4, "/new-home")


def _is_not_kept(outcome: Outcome) -> None:
    assert outcome.asked(4), "the old address must be asked for ever"
    assert all(feed["url"].endswith("/feed") for feed in outcome.after[-1].feeds)


def _moves_about(asked: Asked) -> Steps:
    """Another target each time: no move is ever sure."""
    if asked.path == "/feed":
        return [answer(b"", 301, Location=f"/place-{asked.visit}")]
    return plain("Never at home")(asked)


# --- credentials -----------------------------------------------------------------------------


def _asks_for_login(asked: Asked) -> Steps:
    if asked.path == "/feed":
        return [answer(b"", 302, Location=asked.at("http://{other}/landing"))]
    return plain(*HERE)(asked)


def _login_stays(outcome: Outcome) -> None:
    for one in outcome.requests:
        sent = "authorization" in one.headers
        assert sent == (one.path == "/feed"), one
        assert "referer" not in one.headers
        assert "cookie" not in one.headers
    shown = repr([feed["url"] for feed in outcome.after[-1].feeds])
    assert "hunter2" not in shown


def _gives_login(asked: Asked) -> Steps:
    if asked.path == "/feed":
        return [answer(b"", 302, Location=asked.at("http://a:b@{host}/landing"))]
    return plain(*HERE)(asked)


def _no_login(outcome: Outcome) -> None:
    assert all("authorization" not in one.headers for one in outcome.requests)


def _cookies(asked: Asked) -> Steps:
    if asked.path == "/feed":
        return [answer(b"", 302, Location="/next", Set_Cookie="who=you; Path=/")]
    return [answer(rss(items(asked, *HERE)), Set_Cookie="who=you; Path=/")]


def _no_cookies(outcome: Outcome) -> None:
    assert all("cookie" not in one.headers for one in outcome.requests)


MOVED = ("Moved along", "Seen at visit 4")
PRIVATE = ("private network",)
CASES = [
    Case("redirect in a circle", _circle, titles=(), error=("circle",)),
    Case("redirect to itself", _to("/feed"), titles=(), error=("circle",)),
    Case("redirect ten times", _chain(10), titles=HERE),
    Case("redirect eleven times", _chain(11), titles=(), error=("more than 10 times",)),
    Case("redirect with padding", _many_headers, titles=HERE),
    Case("redirect with a large body", _with_body, titles=HERE),
    _followed("relative", "next"),
    _followed("absolute path", "/next"),
    _followed("without a scheme", "//{host}/next"),
    _followed("with a fragment", "/next#part"),
    _followed("with spaces", "/next page"),
    _followed("with other letters", "/n\u00e4chste"),
    _followed("303", "/next", 303),
    _followed("307", "/next", 307),
    Case(
        "redirect to a typed host",
        _to("http://{other}/next"),
        titles=HERE,
        feeds=("http://{host}/feed", "http://{other}/typed"),
    ),
    _refused("nothing", "", "without saying where"),
    _refused("file", "file://{secret}", "file: address"),
    _refused("file in capitals", "FILE://{secret}", "file: address"),
    _refused("ftp", "ftp://{canary}/feed", "ftp: address"),
    _refused("gopher", "gopher://{canary}/_x", "gopher: address"),
    _refused("data", "data:text/xml,<rss/>", "data: address"),
    _refused("javascript", "javascript:alert(1)", "javascript: address"),
    _refused("an escape", "\x1b]0;owned\x07://x", "where", "not proper HTTP"),
    _refused("a control byte", "http://{host}/\x01\x1b[31m", "where", "not proper HTTP"),
    _refused("no host", "http:///feed", "where", "no such host"),
    _refused("a bad port", "http://{ip}:99999/feed", "where"),
    _refused("port 0", "http://{ip}:0/feed", "where"),
    _refused("a bad bracket", "http://[::1/feed", "where"),
    _refused(
        "five thousand characters", "http://x.invalid/" + "a" * 70_000, "not proper HTTP", "where"
    ),
    _refused("private space", "http://{canary}/feed", *PRIVATE),
    _refused("its own host, another port", "http://{own_canary}/feed", *PRIVATE),
    _refused("private space, decimal", "http://{decimal_canary}/feed", *PRIVATE),
    _refused("private space, hexadecimal", "http://{hex_canary}/feed", *PRIVATE),
    _refused("private space, octal", "http://{octal_canary}/feed", *PRIVATE, "where"),
    _refused("private space, short", "http://{short_canary}/feed", *PRIVATE),
    _refused("private space, IPv6-mapped", "http://{mapped_canary}/feed", *PRIVATE),
    _refused("private space, IPv6", "http://{six_canary}/feed", *PRIVATE),
    _refused("private space, by name", "http://{named_canary}/feed", *PRIVATE),
    _refused(
        "private space, by name and dot",
        "http://localhost.:{canary_port}/feed",
        *PRIVATE,
        "no such host",
    ),
    _refused("private space, by zero", "http://{zero_canary}/feed", *PRIVATE),
    _refused("private space, with a name before it", "http://x.example@{canary}/feed", *PRIVATE),
    _refused(
        "private space, full-width",
        "http://１２７.88.0.1:{canary_port}/feed",
        *PRIVATE,
        "where",
        "no such host",
    ),
    Case(
        "redirect to private space, second hop",
        lambda asked: [
            answer(
                b"", 302, Location="/hop" if asked.path == "/feed" else asked.at("http://{canary}/")
            )
        ],
        titles=(),
        error=PRIVATE,
    ),
    _refused("carrier space", "http://100.64.0.1/feed", *PRIVATE),
    _refused("metadata", "http://169.254.169.254/latest/meta-data/", *PRIVATE),
    _refused("ten", "http://10.0.0.1/feed", *PRIVATE),
    _refused("home router", "http://192.168.1.1/feed", *PRIVATE),
    _refused("unique local", "http://[fd00::1]/feed", *PRIVATE),
    _refused("link-local", "http://[fe80::1]/feed", *PRIVATE),
    _refused("NAT64", "http://[64:ff9b::7f00:1]/feed", *PRIVATE),
    _refused("6to4", "http://[2002:7f00:1::]/feed", *PRIVATE),
    _refused("multicast", "http://224.0.0.1/feed", *PRIVATE),
    _refused("everybody", "http://255.255.255.255/feed", *PRIVATE),
    Case("moved for good 301", _moved(301), titles=MOVED, judge=_is_kept),
    Case("moved for good 308", _moved(308), titles=MOVED, judge=_is_kept),
    Case("moved for now 302", _moved(302), titles=MOVED, judge=_is_not_kept),
    Case("moved for now 307", _moved(307), titles=MOVED, judge=_is_not_kept),
    Case("moved about", _moves_about, titles=("Never at home",), judge=_is_not_kept),
    Case(
        "login does not travel",
        _asks_for_login,
        judge=_login_stays,
        titles=HERE,
        feeds=("http://reader:hunter2@{host}/feed", "http://{other}/typed"),
    ),
    Case("login from a redirect", _gives_login, judge=_no_login, titles=HERE),
    Case("cookies", _cookies, judge=_no_cookies, titles=HERE),
]
