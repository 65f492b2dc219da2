"""Whatever was decided: taken back step by step, all stands as at the start."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import StoreError
from briefing.models import Mark, QuestionStatus
from briefing.store.check import wrongly_kept
from briefing.store.connection import Store, open_store
from briefing.store.filters import Filter

STORIES = st.sampled_from(["art-000", "art-003", "art-005"])
ARTICLES = st.sampled_from([f"art-{n:03}" for n in range(6)])
ACTIONS = st.one_of(
    st.tuples(st.just("mark"), st.sampled_from(Mark), st.lists(STORIES, min_size=1), st.booleans()),
    st.tuples(st.just("term"), st.sampled_from(["frost", "bridge", "tram"]), st.booleans()),
    st.tuples(
        st.just("answer"),
        st.sampled_from(["q-zero", "q-three"]),
        st.sampled_from([QuestionStatus.ANSWERED, QuestionStatus.DISMISSED, QuestionStatus.OPEN]),
    ),
    st.tuples(st.just("split"), ARTICLES),
    st.tuples(st.just("join"), STORIES, STORIES),
    st.tuples(st.just("apart"), STORIES, STORIES),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def carry_out(store: Store, action, now) -> None:
    state = store.state
    match action:
        case ("mark", mark, stories, on):
            state.mark(mark, stories, on=on, now=now)
        case ("term", term, on):
            state.mute_term(term, now) if on else state.unmute_term(term, now)
        case ("answer", question, status):
            state.answer([question], status, now)
        case ("split", article):
            state.split(article, now)
        case ("join", one, other):
            state.join(one, other, now)
        case ("apart", one, other):
            with suppress(StoreError):  # they may be one story by now
                state.apart(one, other, now)
        case ("undo",):
            state.undo(now)
        case ("redo",):
            state.redo(now)


def picture(store: Store) -> object:
    """All that follows from decisions."""
    rows = store.stories.rows(Filter(done=None, snoozed=None, muted=None))
    return (
        sorted(
            (
                row.id, row.title, row.status, row.articles, row.fresh, row.questions,
                row.followed, row.saved, row.snoozed, row.muted, row.weight,
            )
            for row in rows
        ),
        sorted((one.id, one.unread, one.story) for one in store.articles.newest()),
        sorted((q.question.id, q.question.status, q.story) for q in store.questions.all(
            status=list(QuestionStatus), muted=True)),
        [state.unread for state in store.feeds.all()],
        store.state.terms(),
        store.state.hand(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def fresh(templates: Path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undo")
    count = iter(range(10**9))

    def make() -> Path:
        path = folder / f"{next(count)}.db"
        shutil.copy(templates / "world.db", path)
        return path

    return make


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=st.lists(ACTIONS, max_size=3), actions=st.lists(ACTIONS, max_size=8))
def test_undoing_all_leads_back_to_the_start(fresh, now, before, actions):
    path = fresh()
    with open_store(path) as store:
        start = picture(store)
        for action in before + actions:
            carry_out(store, action, now)
        done = picture(store)
        assert wrongly_kept(store.db) == 0
    with open_store(path) as store:
        steps = 0
        while store.state.undo(now) is not None:
            steps += 1
        assert picture(store) == start
        assert wrongly_kept(store.db) == 0
        while steps and store.state.redo(now) is not None:
            steps -= 1
        assert steps == 0
        assert picture(store)[0] == done[0]
    path.unlink()
