"""One bounded, polite GET. The only file that knows httpx.

httpx reads addresses, builds requests and speaks with proxies; the rest of what a stranger's
server could abuse is bounded here: one deadline over everything, bytes on the wire and
unpacked, redirects followed by hand with every target judged, no cookies, no Referer,
credentials only to the host they were typed for. Connections are our own (``connect``,
``wire``) unless a proxy is set, because only so can the address that was judged be the one
that is connected to. A transport of httpx is asked without its ``AsyncClient``: what that adds
(cookies, redirects, logins of its own) is not wanted, and took a sixth of each request.
"""

from __future__ import annotations

import asyncio
import re
import sys
from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote_to_bytes

from briefing.errors import FetchError
from briefing.fetch import conditional, explain, guard, trust
from briefing.fetch.answer import PERMANENT, REDIRECTS, Answer, HeaderTable, Redirect
from briefing.fetch.connect import connect
from briefing.fetch.deadline import Deadline
from briefing.fetch.proxies import Proxies
from briefing.fetch.types import Fetched, Limits, Request
from briefing.fetch.unpack import CutShort, Damaged, UnknownPacking, Unpacker
from briefing.fetch.wire import Exchange
from briefing.text import clean

# httpx brings a command line of its own, and importing httpx loads click, rich and pygments
# for it where those are installed: nearly half of its import time. It does without when the
# import fails, and this makes it fail.
sys.modules["httpx._main"] = None  # type: ignore[assignment]
import httpx  # noqa: E402

del sys.modules["httpx._main"]

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Callable, Collection

    from briefing.models import CleanText

_FEEDS = (
    "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.8"
)
_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")


class Client:
    """Fetches addresses within limits.

    Args:
        limits: every bound.
        typed: addresses that a person typed; their host and port may be private.
        now: the clock against which dates in answers count.

    Use it as ``async with Client(limits, typed) as client: await client.get(request)``.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        typed: Collection[str] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._limits = limits or Limits()
        self._typed = guard.typed_places(typed)
        self._now = now
        self._gates: dict[str, asyncio.Semaphore] = {}
        self._transport = _Transport(self._limits)
        self._manner = [
            (b"User-Agent", self._limits.user_agent.encode("latin-1", "ignore")),
            (b"Accept-Encoding", b"gzip, deflate"),
            (b"Connection", b"close"),
        ]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._transport.aclose()

    async def get(self, request: Request) -> Fetched:
        """Fetch one address.

        Returns:
            The answer, when its status is 2xx or 304.

        Raises:
            FetchError: anything else, as one line that says what to do.
            TryLater: 429 and 503 with a time to wait.
        """
        url, login = _read_address(request.url)
        shown = _shown(url)
        try:
            async with asyncio.timeout(self._limits.total) as timeout:
                return await self._follow(request, url, login, Deadline(timeout))
        except TimeoutError:
            raise explain.too_slow(shown, self._limits.total) from None
        except httpx.HTTPError as error:  # from the proxy's side: the rest is told already
            raise _proxy_failed(shown, error) from error

    async def _follow(
        self, request: Request, url: httpx.URL, login: bytes, deadline: Deadline
    ) -> Fetched:
        moved_to = ""
        permanent = True
        seen = {str(url)}
        first = _shown(url)
        for _ in range(self._limits.redirects + 1):
            answer = await self._hop(request, url, login, deadline)
            if isinstance(answer, Answer):
                return answer.fetched(str(url), moved_to)
            target = _redirected(url, answer.location, answer.status)
            if login and not _same_place(url, target):
                login = b""
            permanent = permanent and answer.status in PERMANENT
            if permanent:
                moved_to = str(target.copy_with(userinfo=login))
            url = target
            if str(url) in seen:
                raise explain.circle(first)
            seen.add(str(url))
        raise explain.too_many_redirects(first, self._limits.redirects)

    async def _hop(
        self, request: Request, url: httpx.URL, login: bytes, deadline: Deadline
    ) -> Answer | Redirect:
        host = url.raw_host.decode("ascii")
        place = (host.rstrip("."), url.port or _PORTS[url.scheme])
        gate = self._gates.get(host)
        if gate is None:
            gate = self._gates[host] = asyncio.Semaphore(self._limits.per_host)
        async with deadline.through(gate):
            headers = self._manner + _headers(request, login)
            asked = httpx.Request(
                "GET", url, headers=headers, extensions={"exempt": place in self._typed}
            )
            response = await self._transport.handle_async_request(asked)
            try:
                return await self._judge(request, response, _shown(url), deadline)
            finally:
                await response.aclose()

    async def _judge(
        self, request: Request, response: httpx.Response, shown: str, deadline: Deadline
    ) -> Answer | Redirect:
        status = response.status_code
        headers = HeaderTable(response.extensions["received"])
        if status in REDIRECTS:
            location = headers.get(b"location").strip()
            if not location:
                raise explain.nowhere(shown, status)
            return Redirect(status, location)
        wait = conditional.retry_after(
            headers.get(b"retry-after"),
            headers.get(b"date"),
            self._now(),
            self._limits.retry_after,
        )
        if status in (429, 503) and wait is not None:
            raise explain.try_later(shown, status, wait)
        if status == 304 and (request.etag or request.last_modified):
            return Answer(status, headers, b"", wait)
        if not 200 <= status < 300:
            raise explain.answered(shown, status)
        body = await self._body(request, response, headers, shown, deadline)
        return Answer(status, headers, body, wait)

    async def _body(
        self,
        request: Request,
        response: httpx.Response,
        headers: HeaderTable,
        shown: str,
        deadline: Deadline,
    ) -> bytes:
        limits = self._limits
        announced = headers.get(b"content-length").strip()
        if announced.isdecimal() and int(announced[:20]) > limits.wire_bytes:
            raise explain.too_large(shown, limits.wire_bytes)
        try:
            unpacker = Unpacker(headers.get(b"content-encoding"))
            pieces: list[bytes] = []
            wire = size = 0
            async for chunk in response.aiter_raw():
                wire += len(chunk)
                if wire > limits.wire_bytes:
                    raise explain.too_large(shown, limits.wire_bytes)
                for piece in unpacker.pieces(chunk):
                    size += len(piece)
                    if size > limits.body_bytes:
                        raise explain.too_large(shown, limits.body_bytes, packed=size > wire)
                    if request.hold is not None and request.hold.needs_wait(size):
                        # our own lack of room is not the server's slowness
                        with deadline.stopped():
                            await request.hold.grow(size)
                    pieces.append(piece)
            pieces.append(unpacker.finish())
        except UnknownPacking as error:
            raise explain.unknown_packing(shown, str(error)) from error
        except Damaged as error:
            raise explain.bad_packing(shown) from error
        except CutShort as error:
            raise explain.cut_short(shown) from error
        return b"".join(pieces)


class _Transport(httpx.AsyncBaseTransport):
    """Connections of our own; through httpx's where a proxy is set.

    The headers of an answer travel beside the response, as an extension: httpx would read
    a redirect's target, fail on odd ones, and unpack what we unpack within bounds.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._context: ssl.SSLContext | None = None
        self._proxies = Proxies(limits.proxy)
        self._proxied: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        host = url.raw_host.decode("ascii")
        port = url.port or _PORTS[url.scheme]
        shown = _shown(url)
        exempt = bool(request.extensions["exempt"])
        proxy = self._proxies.of(url.scheme, host, port)
        if proxy:
            if not exempt and guard.is_private_name(host):
                raise explain.private(shown)
            request.extensions["timeout"] = httpx.Timeout(
                self._limits.read_gap, connect=self._limits.connect
            ).as_dict()
            response = await self._by_proxy(proxy).handle_async_request(request)
            response.extensions["received"] = response.headers.raw
            response.headers = httpx.Headers()
            return response
        streams = await connect(
            host,
            port,
            context=self._trust() if url.scheme == "https" else None,
            exempt=exempt,
            seconds=self._limits.connect,
            shown=shown,
        )
        exchange = Exchange(
            streams,
            gap=self._limits.read_gap,
            header_bytes=self._limits.header_bytes,
            shown=shown,
        )
        try:
            head = await exchange.ask(b"GET", url.raw_path, request.headers.raw)
        except BaseException:
            exchange.close()
            raise
        return httpx.Response(
            head.status, stream=_Stream(exchange), extensions={"received": head.headers}
        )

    async def aclose(self) -> None:
        for transport in self._proxied.values():
            await transport.aclose()

    def _trust(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = trust.context()
        return self._context

    def _by_proxy(self, proxy: str) -> httpx.AsyncHTTPTransport:
        if proxy not in self._proxied:
            try:
                self._proxied[proxy] = httpx.AsyncHTTPTransport(
                    verify=self._trust(),
                    trust_env=False,
                    limits=httpx.Limits(max_keepalive_connections=0),
                    proxy=proxy,
                )
            except (ValueError, ImportError, httpx.InvalidURL) as error:
                raise FetchError(
                    f"the proxy cannot be used: {clean.title(clean.mask(proxy))[:100]}",
                    "check [fetch] proxy and the HTTP_PROXY, HTTPS_PROXY, ALL_PROXY variables",
                ) from error
        return self._proxied[proxy]


class _Stream(httpx.AsyncByteStream):
    """The body of an exchange as httpx wants it."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._exchange.body()

    async def aclose(self) -> None:
        self._exchange.close()


def _headers(request: Request, login: bytes) -> list[tuple[bytes, bytes]]:
    headers = [(b"Accept", (request.accept or _FEEDS).encode("latin-1", "ignore"))]
    headers += conditional.validators(request.etag, request.last_modified)
    if login:
        name, _, password = login.partition(b":")
        plain = unquote_to_bytes(name) + b":" + unquote_to_bytes(password)
        headers.append((b"Authorization", b"Basic " + b64encode(plain)))
    return headers


def _read_address(text: str) -> tuple[httpx.URL, bytes]:
    """An address without its credentials and fragment, and the credentials as typed."""
    scheme = _scheme(text)
    if scheme and scheme not in _PORTS and "." not in scheme:  # else a host and its port
        raise explain.bad_scheme(scheme)
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise explain.bad_address(text) from error
    if not _is_web(url):
        raise explain.bad_address(text)
    return _bare(url), url.userinfo


def _redirected(url: httpx.URL, location: str, status: int) -> httpx.URL:
    """Where a redirect leads. Its own credentials are dropped: nobody typed them."""
    shown = _shown(url)
    # headers are bytes; what is not ASCII in them is UTF-8 more often than latin-1
    location = location.encode("latin-1").decode("utf-8", "replace")
    scheme = _scheme(location)
    if scheme and scheme not in _PORTS:
        raise explain.bad_scheme(scheme, shown)
    try:
        # a whole address is read as it is: joining would mend one without a host
        target = httpx.URL(location) if "://" in location[:8] else url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise explain.nowhere(shown, status) from error
    if not _is_web(target):
        raise explain.nowhere(shown, status)
    return _bare(target)


def _scheme(address: str) -> str:
    found = _SCHEME.match(address)
    return found[1].lower() if found else ""


def _is_web(url: httpx.URL) -> bool:
    """Whether it can be asked over HTTP: scheme, host, and a port there is."""
    port = _PORTS.get(url.scheme, 0) if url.port is None else url.port
    return url.scheme in _PORTS and bool(url.host) and 0 < port < 65_536


def _bare(url: httpx.URL) -> httpx.URL:
    """The address without credentials and fragment."""
    if url.userinfo or url.fragment:
        return url.copy_with(userinfo=b"", fragment=None)
    return url


def _shown(url: httpx.URL) -> CleanText:
    """The host as it may be shown: httpx has made it lower case and punycode."""
    return clean.title(url.raw_host.decode("ascii"))


def _same_place(before: httpx.URL, after: httpx.URL) -> bool:
    """Whether credentials may go along: the same host and port, or its usual https port."""
    if before.raw_host != after.raw_host:
        return False
    same = (before.scheme, before.port) == (after.scheme, after.port)
    upgraded = (before.scheme, after.scheme) == ("http", "https")
    return same or (upgraded and before.port is None and after.port is None)


def _proxy_failed(shown: str, error: httpx.HTTPError) -> FetchError:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return FetchError(f"{shown}: no connection by way of the proxy", "check the proxy")
    if isinstance(error, httpx.ProxyError):
        reason = clean.title(str(error))[:80]
        return FetchError(f"{shown}: the proxy refuses ({reason})", "check the proxy")
    if isinstance(error, httpx.TimeoutException):
        return FetchError(f"{shown}: sent nothing in time", explain.LATER)
    if isinstance(error, httpx.ReadError):
        return explain.cut_short(shown)
    return explain.not_http(shown)
