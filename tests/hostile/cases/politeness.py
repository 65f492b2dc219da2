"""Caching, waiting and moving: what the server's own log must show."""

from __future__ import annotations

from ..bodies import Serve, answer, items, plain, rss
from ..case import Asked, Case, Outcome, Steps

HERE = ("Cached words",)
DAY = 86_400


def _etag(value: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        if asked.headers.get("if-none-match") == value:
            return [f"HTTP/1.1 304 Not Modified\r\nETag: {value}\r\n\r\n".encode("latin-1")]
        return [answer(rss(items(asked, *HERE)), ETag=value)]

    return serve


def _modified(value: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        if asked.headers.get("if-modified-since") == value:
            return [b"HTTP/1.1 304 Not Modified\r\n\r\n"]
        return [answer(rss(items(asked, *HERE)), Last_Modified=value)]

    return serve


def _sent_back(name: str, value: str):  # type: ignore[no-untyped-def]
    def judge(outcome: Outcome) -> None:
        assert name not in outcome.asked(1)[0].headers
        for visit in (2, 3, 4):
            assert [one.headers.get(name) for one in outcome.asked(visit)] == [value]

    return judge


def _validators_of_errors(asked: Asked) -> Steps:
    """An error's ETag must not be taken for the feed's."""
    if asked.visit == 2:
        return [answer(b"no", 500, ETag='"error"')]
    return [answer(rss(items(asked, *HERE)), ETag=f'"good-{asked.visit}"')]


def _of_the_good_one(outcome: Outcome) -> None:
    assert outcome.asked(3)[0].headers.get("if-none-match") == '"good-1"'


def _forgotten(asked: Asked) -> Steps:
    headers = {"ETag": '"one"'} if asked.visit == 1 else {}
    return [answer(rss(items(asked, *HERE)), **headers)]


def _is_forgotten(outcome: Outcome) -> None:
    assert outcome.asked(2)[0].headers.get("if-none-match") == '"one"'
    assert "if-none-match" not in outcome.asked(3)[0].headers


def _busy(status: int, wait: str | None) -> Serve:
    def serve(asked: Asked) -> Steps:
        if asked.visit == 1:
            headers = {"Retry_After": wait} if wait is not None else {}
            return [answer(b"later", status, Date="Fri, 20 Nov 2026 17:30:00 GMT", **headers)]
        return plain(*HERE)(asked)

    return serve


def _visits(*expected: int):  # type: ignore[no-untyped-def]
    """At which of the four visits (now, 26 h, 20 min later by force, 28 h later) it is asked."""

    def judge(outcome: Outcome) -> None:
        asked = [visit for visit in (1, 2, 3, 4) if outcome.asked(visit)]
        assert asked == list(expected), asked

    return judge


def _gone(asked: Asked) -> Steps:
    return [answer(b"gone", 410)] if asked.visit == 1 else plain(*HERE)(asked)


def _failing(asked: Asked) -> Steps:
    return [answer(b"no", 500)]


def _fresh(**headers: str) -> Serve:
    return lambda asked: [answer(rss(items(asked, *HERE)), **headers)]


def _ttl(minutes: str) -> Serve:
    return lambda asked: [answer(rss(items(asked, *HERE), channel=f"<ttl>{minutes}</ttl>"))]


def _polite(outcome: Outcome) -> None:
    for one in outcome.requests:
        assert one.headers["user-agent"].startswith("briefing/")
        assert one.headers["accept-encoding"] == "gzip, deflate"
        assert not {"referer", "cookie", "from", "authorization"} & set(one.headers)


def _slow_enough(asked: Asked) -> Steps:
    return [
        0.05,
        answer(
            rss(
                [
                    f"<item><title>Part {asked.path[-1]}</title><guid>{asked.path}"
                    f"</guid><link>https://{asked.slug}.example{asked.path}</link></item>"
                ]
            )
        ),
    ]


def _busy_case(name: str, status: int, wait: str | None, *visits: int) -> Case:
    return Case(
        name,
        _busy(status, wait),
        titles=HERE if len(visits) > 1 else (),
        error=(f"status {status}",),
        judge=_visits(*visits),
    )


ALWAYS = (1, 2, 3, 4)
ODD_ETAGS = {
    "etag": '"v;1"',
    "etag weak": 'W/"v1"',
    "etag without quotes": "v1",
    "etag with odd bytes": '"\xe9\xff ;,=1"',
    "etag with a quote": '"a\\"b"',
    "etag of a thousand characters": '"' + "e" * 1000 + '"',
}
ODD_TIMES = {
    "last modified": "Fri, 20 Nov 2026 11:00:00 GMT",
    "last modified in another form": "Friday, 20-Nov-26 11:00:00 GMT",
    "last modified as words": "yesterday, about noon",
    "last modified in the future": "Sat, 20 Nov 2099 11:00:00 GMT",
}
CASES = [
    *(
        Case(name, _etag(value), titles=HERE, judge=_sent_back("if-none-match", value))
        for name, value in ODD_ETAGS.items()
    ),
    *(
        Case(name, _modified(value), titles=HERE, judge=_sent_back("if-modified-since", value))
        for name, value in ODD_TIMES.items()
    ),
    Case("etag of an error", _validators_of_errors, titles=HERE, judge=_of_the_good_one),
    Case("etag that ends", _forgotten, titles=HERE, judge=_is_forgotten),
    # force asks again, but never against a named time
    _busy_case("429 without a time", 429, None, *ALWAYS),
    _busy_case("429 an hour", 429, "3600", *ALWAYS),
    _busy_case("429 thirty hours", 429, str(30 * 3600), 1, 4),
    _busy_case("429 four days", 429, str(4 * DAY), 1),
    _busy_case("503 thirty hours", 503, str(30 * 3600), 1, 4),
    _busy_case("503 a date", 503, "Sun, 22 Nov 2026 01:00:00 GMT", 1, 4),
    _busy_case("503 a date in the past", 503, "Fri, 20 Nov 2020 17:30:00 GMT", *ALWAYS),
    _busy_case("503 a date far off", 503, "Fri, 20 Nov 2099 17:30:00 GMT", 1),
    _busy_case("503 too many digits", 503, "9" * 21, 1),
    _busy_case("503 far too many digits", 503, "9" * 5000, 1),
    _busy_case("503 garbage", 503, "soon; 12:00 perhaps", *ALWAYS),
    _busy_case("503 negative", 503, "-5", *ALWAYS),
    _busy_case("503 zero", 503, "0", *ALWAYS),
    _busy_case("503 a fraction", 503, "108000.5", 1, 4),
    _busy_case("503 exponent", 503, "1e9", *ALWAYS),
    _busy_case("503 other digits", 503, "\xb2\xb3", *ALWAYS),
    Case("410 gone", _gone, titles=(), error=("status 410",), judge=_visits(1)),
    Case("failing always", _failing, titles=(), error=("status 500",), judge=_visits(*ALWAYS)),
    Case(
        "fresh for an hour",
        _fresh(Cache_Control="public, max-age=3600"),
        titles=HERE,
        judge=_visits(*ALWAYS),
    ),
    Case(
        "fresh for a year",
        _fresh(Cache_Control="max-age=31536000"),
        titles=HERE,
        judge=_visits(*ALWAYS),
    ),
    Case(
        "fresh absurdly",
        _fresh(Cache_Control="max-age=" + "9" * 400),
        titles=HERE,
        judge=_visits(*ALWAYS),
    ),
    Case(
        "fresh by garbage",
        _fresh(Cache_Control='max-age="x", =,,;'),
        titles=HERE,
        judge=_visits(*ALWAYS),
    ),
    Case("ttl of a year", _ttl("525600"), titles=HERE, judge=_visits(*ALWAYS)),
    Case("ttl absurd", _ttl("9" * 300), titles=HERE, judge=_visits(*ALWAYS)),
    Case("ttl negative", _ttl("-5"), titles=HERE, judge=_visits(*ALWAYS)),
    Case("manners", _fresh(Set_Cookie="a=b"), titles=HERE, judge=_polite),
    Case(
        "many feeds of a host",
        _slow_enough,
        count=8,
        feeds=tuple(f"http://{{host}}/part-{n}" for n in range(8)),
    ),
]
