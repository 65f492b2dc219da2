"""When a feed is asked again. Pure: states, answers and the time in, states out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefing.fetch.types import Fetched, TryLater
from briefing.models import EMPTY, FeedState
from briefing.text import clean
from briefing.values import replace

if TYPE_CHECKING:
    from briefing.errors import FeedError

LONGEST_FRESH = timedelta(hours=24)
"""Most that a feed's own max-age or ttl is believed."""
LONGEST_BACK_OFF = timedelta(hours=24)
LONGEST_WAIT = timedelta(days=7)
"""No feed is left alone longer, whatever it or a wrong clock says."""
MOVE_SIGHTINGS = 3
MOVE_TIME = timedelta(hours=24)
_CLOCK_SLACK = timedelta(hours=1)
_GONE = 410


def is_due(state: FeedState, now: datetime, force: bool = False) -> bool:
    """Whether a feed is to be asked now.

    ``force`` overrides the interval and the back-off, but neither a feed that is gone nor a
    server that named the time it wants to be left alone. A last visit in the future, or a
    next one more than 7 days away, was written by a clock that ran wrong: such a feed is
    due, lest it starve.
    """
    if state.gone:
        return False
    due = state.next_due
    if due is None or due <= now or due > now + LONGEST_WAIT:
        return True
    if state.last_try is not None and state.last_try > now + _CLOCK_SLACK:
        return True
    return force and not asks_to_wait(state)


def asks_to_wait(state: FeedState) -> bool:
    """Whether the last answer was a Retry-After: an error that is not counted as a failure."""
    return bool(state.error) and state.failures == 0 and not state.gone


def succeeded(
    state: FeedState,
    fetched: Fetched,
    now: datetime,
    ttl: int | None,
    interval: timedelta,
) -> FeedState:
    """The state after a good answer (2xx or 304).

    Args:
        ttl: seconds the document asks to be left alone, None when it does not say; of one that
            was not read, what it said before.
        interval: usual time between visits; the feed may ask for more, up to 24 h.
    """
    seconds = max(fetched.max_age or 0, ttl or 0, fetched.retry_after or 0.0)
    asked = min(timedelta(seconds=min(seconds, LONGEST_FRESH.total_seconds())), LONGEST_FRESH)
    unchanged = fetched.status == 304
    visited = replace(
        state,
        etag=fetched.etag or (state.etag if unchanged else ""),
        last_modified=fetched.last_modified or (state.last_modified if unchanged else ""),
        body_hash=fetched.body_hash or state.body_hash,
        last_try=now,
        last_ok=now,
        next_due=now + min(max(interval, asked), LONGEST_WAIT),
        failures=0,
        error=EMPTY,
        gone=False,
        ttl=ttl,
    )
    return _sighted(visited, fetched.moved_to, now)


def _sighted(state: FeedState, moved_to: str, now: datetime) -> FeedState:
    """Count a permanent redirect; another target starts the count anew, none ends it."""
    if not moved_to:
        return replace(state, moved_to="", moved_count=0, moved_since=None)
    since = state.moved_since
    if moved_to != state.moved_to or since is None or since > now:
        return replace(state, moved_to=moved_to, moved_count=1, moved_since=now)
    return replace(state, moved_count=state.moved_count + 1)


def new_address(state: FeedState, now: datetime, accept_at_once: bool = False) -> str:
    """The address a feed has moved to for good, "" while that is not sure.

    Sure is the same answer on 3 visits over at least 24 hours; ``accept_at_once`` takes the
    first one. The caller writes it to the subscription and lets the articles move along.
    """
    if not state.moved_to or state.moved_since is None:
        return ""
    seen = state.moved_count >= MOVE_SIGHTINGS and now - state.moved_since >= MOVE_TIME
    return state.moved_to if seen or accept_at_once else ""


def failed(
    state: FeedState,
    error: FeedError,
    now: datetime,
    interval: timedelta,
    retry_after: float | None = None,
) -> FeedState:
    """The state after a visit that brought nothing.

    The wait doubles with each failure in a row, from ``interval`` to 24 h. A server that
    names a time (``retry_after`` seconds, or a ``TryLater``) is left alone for just that
    long, at most 7 days; it answered, so its visits are not counted as failures. 410 ends
    the visits until the reader says otherwise.
    """
    if retry_after is None and isinstance(error, TryLater):
        retry_after = error.retry_after
    told = replace(state, last_try=now, error=clean.title(error.line()))
    if getattr(error, "status", None) == _GONE:
        return replace(told, gone=True, failures=state.failures + 1, next_due=None)
    if retry_after is not None and retry_after > 0:
        wait = timedelta(seconds=min(retry_after, LONGEST_WAIT.total_seconds()))
        return replace(told, failures=0, next_due=now + wait)
    failures = state.failures + 1
    return replace(told, failures=failures, next_due=now + _back_off(failures, interval))


def unreached(before: FeedState, after: FeedState, now: datetime, interval: timedelta) -> FeedState:
    """The state after a refresh in which no server at all answered: it was this machine that was
    cut off, and the feed is not left alone for longer than usual."""
    return replace(after, failures=max(1, before.failures), next_due=now + interval)


def _back_off(failures: int, interval: timedelta) -> timedelta:
    longest = max(interval, LONGEST_BACK_OFF)
    doublings = min(failures, 16)  # 2 ** 16 of any interval is past the cap
    return min(interval * (1 << doublings), longest, LONGEST_WAIT)
