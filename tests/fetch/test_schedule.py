from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import FetchError, ParseError
from briefing.fetch import schedule
from briefing.fetch.types import Fetched, TryLater
from briefing.models import CleanText, FeedState

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FEED = FeedState("https://harbour.example/feed")
GOOD = Fetched(200, b"x", etag='"1"', last_modified="then", body_hash="aa")
BAD = FetchError("harbour.example: no such host", "check the spelling")


def visit(state: FeedState = FEED, fetched: Fetched = GOOD, now=NOW, ttl=None) -> FeedState:
    return schedule.succeeded(state, fetched, now, ttl, HALF_HOUR)


def miss(state: FeedState = FEED, error=BAD, now=NOW) -> FeedState:
    return schedule.failed(state, error, now, HALF_HOUR)


def test_a_new_feed_is_due_and_then_rests_for_the_interval():
    assert schedule.is_due(FEED, NOW)
    state = visit()
    assert not schedule.is_due(state, NOW + HALF_HOUR - timedelta(seconds=1))
    assert schedule.is_due(state, NOW + HALF_HOUR)
    assert schedule.is_due(state, NOW, force=True)


def test_a_good_visit_keeps_what_the_next_one_needs():
    state = visit(replace(FEED, failures=3, error=CleanText("bad"), gone=True))
    assert (state.etag, state.last_modified, state.body_hash) == ('"1"', "then", "aa")
    assert (state.failures, state.error, state.gone) == (0, "", False)
    assert state.last_ok == state.last_try == NOW


def test_304_keeps_the_validators_and_200_replaces_them():
    state = visit()
    assert visit(state, Fetched(304)).etag == '"1"'
    assert visit(state, Fetched(304, etag='"2"')).etag == '"2"'
    assert visit(state, Fetched(304)).body_hash == "aa"
    assert visit(state, Fetched(200, b"", body_hash="bb")).etag == ""


@pytest.mark.parametrize(
    ("max_age", "ttl", "rest"),
    [
        (None, None, HALF_HOUR),
        (60, 60, HALF_HOUR),
        (7200, None, 2 * HOUR),
        (None, 7200, 2 * HOUR),
        (3600, 7200, 2 * HOUR),
        (999_999_999_999, None, DAY),
        (None, 10**40, DAY),
        (-5, -5, HALF_HOUR),
    ],
)
def test_a_feed_may_ask_for_more_time_up_to_a_day(max_age, ttl, rest):
    state = visit(fetched=replace(GOOD, max_age=max_age), ttl=ttl)
    assert state.next_due == NOW + rest


def test_failures_back_off_by_doubling_up_to_a_day():
    state, waits = FEED, []
    for _ in range(8):
        state = miss(state)
        assert state.next_due is not None
        waits.append(state.next_due - NOW)
    assert waits == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, DAY, DAY]
    assert state.failures == 8
    assert state.error == BAD.line()
    assert schedule.is_due(state, NOW, force=True)
    assert miss(replace(FEED, failures=10**9)).next_due == NOW + DAY


def test_a_document_that_cannot_be_read_counts_as_a_failure():
    assert miss(error=ParseError("this is a web page", "look for its feed")).failures == 1


def test_a_server_that_asks_to_wait_is_left_alone_even_when_forced():
    state = miss(error=TryLater("busy", "waits", status=503, retry_after=7200.0))
    assert state.next_due == NOW + 2 * HOUR
    assert schedule.asks_to_wait(state)
    assert not schedule.is_due(state, NOW + HOUR, force=True)
    assert schedule.is_due(state, NOW + 2 * HOUR)
    assert not schedule.asks_to_wait(visit(state))
    assert not schedule.asks_to_wait(miss(state))


def test_no_server_is_left_alone_for_more_than_a_week():
    state = miss(error=TryLater("busy", "waits", status=503, retry_after=1e300))
    assert state.next_due == NOW + timedelta(days=7)


def test_gone_is_not_asked_again():
    state = miss(error=FetchError("gone", "remove it", status=410))
    assert state.gone
    assert not schedule.is_due(state, NOW + 400 * DAY, force=True)


def test_a_clock_that_jumped_starves_nobody():
    ahead = visit(now=NOW + 3650 * DAY)
    assert schedule.is_due(ahead, NOW)
    assert schedule.is_due(visit(now=NOW + 3 * DAY), NOW)
    assert schedule.is_due(miss(error=BAD, now=NOW + 3 * DAY), NOW)
    behind = visit(now=NOW - 3650 * DAY)
    assert schedule.is_due(behind, NOW)
    assert not schedule.is_due(visit(behind), NOW)


# --- moves ----------------------------------------------------------------------------

MOVED = replace(GOOD, moved_to="https://new.example/feed")


def test_a_move_is_kept_after_three_sightings_over_a_day():
    state = visit(fetched=MOVED)
    assert schedule.new_address(state, NOW) == ""
    assert schedule.new_address(state, NOW, accept_at_once=True) == MOVED.moved_to
    state = visit(state, MOVED, NOW + HOUR)
    state = visit(state, MOVED, NOW + 2 * HOUR)
    assert schedule.new_address(state, NOW + 2 * HOUR) == ""  # three, but within a day
    state = visit(state, replace(MOVED, status=304), NOW + DAY)
    assert schedule.new_address(state, NOW + DAY) == MOVED.moved_to


def test_two_sightings_are_not_enough_however_far_apart():
    state = visit(visit(fetched=MOVED), MOVED, NOW + 9 * DAY)
    assert schedule.new_address(state, NOW + 9 * DAY) == ""


def test_another_answer_starts_the_count_anew():
    state = visit(visit(fetched=MOVED), MOVED, NOW + DAY)
    other = replace(GOOD, moved_to="https://else.example/")
    assert visit(state, other, NOW + 2 * DAY).moved_count == 1
    assert visit(state, GOOD, NOW + 2 * DAY).moved_to == ""
    assert visit(state, MOVED, NOW - DAY).moved_count == 1  # the clock ran wrong before


def test_a_failure_neither_counts_nor_forgets():
    state = miss(visit(fetched=MOVED), now=NOW + DAY)
    assert (state.moved_to, state.moved_count) == (MOVED.moved_to, 1)


# --- always ---------------------------------------------------------------------------

moments = st.integers(-30 * 365, 30 * 365).map(lambda days: NOW + timedelta(days=days))
events = st.one_of(
    st.builds(
        Fetched,
        status=st.sampled_from([200, 304]),
        moved_to=st.sampled_from(["", "https://a.example/", "https://b.example/"]),
        max_age=st.none() | st.integers(-(10**15), 10**15),
    ),
    st.builds(FetchError, st.text(), st.text(), status=st.sampled_from([None, 404, 500])),
    st.builds(
        TryLater, st.text(), st.text(), status=st.just(503), retry_after=st.floats(0.1, 1e12)
    ),
)


@given(st.lists(st.tuples(moments, events), max_size=8), moments)
def test_every_feed_is_asked_within_a_week_of_any_moment(history, now):
    state = FEED
    for moment, event in history:
        if isinstance(event, Fetched):
            state = schedule.succeeded(state, event, moment, None, HALF_HOUR)
        else:
            state = schedule.failed(state, event, moment, HALF_HOUR)
        assert not schedule.is_due(state, moment)
    assert schedule.is_due(state, now) or schedule.is_due(state, now + timedelta(days=7))
