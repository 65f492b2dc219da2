from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.errors import StoreError
from briefing.models import CleanText, Kind, QuestionStatus, Quote
from briefing.store.questions import OPEN


def asked(world, **wanted) -> list[str]:
    return [one.question.id for one in world.store.questions.all(**wanted)]


def test_a_question_comes_back_as_it_was_found(world):
    question = world.question(
        "q-full",
        "art-001",
        kind=Kind.DISPUTED,
        status=QuestionStatus.POSSIBLE,
        asker=CleanText("critics"),
        outlets=(CleanText("The Pier"), CleanText("Mill Lane Post")),
        evidence=(
            Quote(CleanText("It is disputed."), "art-001", 3),
            Quote(CleanText("Others disagree."), "art-002", 1),
        ),
        answer=Quote(CleanText("It was settled."), "art-000", 1),
        since=None,
        shown=False,
    )
    world.analyse("art-000", questions=(question,))
    assert world.store.stories.view("art-000").questions == (question,)
    found = world.store.questions.get("q-full")
    assert (found.question, found.story) == (question, "art-000")
    assert world.store.questions.get("none") is None


def test_shown_ones_come_first_then_the_score(world):
    questions = tuple(
        world.question(f"q-{n}", "art-001", score=n / 10, shown=n == 1) for n in range(4)
    )
    world.analyse("art-000", questions=questions)
    found = world.store.stories.view("art-000").questions
    assert [one.id for one in found] == ["q-1", "q-3", "q-2", "q-0"]


def test_the_screen_of_questions(world, now):
    answer = Quote(CleanText("On Monday."), "art-004", 1)
    many = (CleanText("A"), CleanText("B"))
    world.analyse(
        "art-003",
        questions=(
            world.question("q-a", "art-003", status=QuestionStatus.POSSIBLE, answer=answer),
            world.question("q-b", "art-003", outlets=many, theme=CleanText("money")),
            world.question("q-c", "art-003", score=0.1, shown=False),
        ),
    )
    assert asked(world) == ["q-a", "q-b", "q-zero"]
    assert asked(world, shown=False) == ["q-a", "q-b", "q-zero", "q-c"]
    assert asked(world, theme="money") == ["q-b"]
    assert asked(world, limit=2, offset=1) == ["q-b", "q-zero"]
    assert asked(world, status=[QuestionStatus.POSSIBLE]) == ["q-a"]
    first = world.store.questions.all()[0]
    assert (first.story, first.title) == ("art-003", world.store.stories.row("art-003").title)
    assert first.question.evidence
    row = world.store.stories.row("art-003")
    assert (row.questions, row.possible) == (2, 1)
    world.store.state.mute_term("frost", now)
    world.store.state.mute_term("reopens", now)
    assert asked(world) == ["q-zero"]
    assert len(asked(world, muted=True, shown=False)) == 4


def test_a_decision_outlives_analyses(world, now):
    state = world.store.state
    change = state.answer(["q-zero"], QuestionStatus.DISMISSED, now)
    assert change.sentence == 'Dismissed: "When will q-zero be known?"'
    assert asked(world, status=OPEN) == ["q-three"]
    assert world.store.stories.row("art-000").questions == 0
    # Found again as open, as if the analysis had begun before the decision.
    world.analyse("art-000", questions=(world.question("q-zero", "art-001"),))
    assert world.store.stories.view("art-000").questions[0].status is QuestionStatus.DISMISSED
    # Not found any more: what was decided stays, what was not goes.
    world.analyse("art-000", questions=(world.question("q-other", "art-001"),))
    world.analyse("art-000")
    assert asked(world, status=list(QuestionStatus)) == ["q-three", "q-zero"]
    # The decision comes back through the analysis; undo still finds what was there before.
    kept = world.store.stories.view("art-000").questions
    world.analyse("art-000", questions=kept)
    state.undo(now)
    assert world.store.stories.view("art-000").questions[0].status is QuestionStatus.OPEN
    assert world.store.stories.row("art-000").questions == 1


def test_answered_and_open_again(world, now):
    state = world.store.state
    assert state.answer(["q-zero"], QuestionStatus.OPEN, now) is None
    state.answer(["q-zero"], QuestionStatus.ANSWERED, now)
    assert state.answer(["q-zero"], QuestionStatus.ANSWERED, now) is None
    state.answer(["q-zero"], QuestionStatus.OPEN, now)
    assert asked(world) == ["q-three", "q-zero"]
    state.undo(now)
    assert asked(world) == ["q-three"]
    state.undo(now)
    assert asked(world) == ["q-three", "q-zero"]


def test_what_cannot_be_decided_is_refused(world, now):
    with pytest.raises(StoreError, match="no question"):
        world.store.state.answer(["none"], QuestionStatus.ANSWERED, now)
    with pytest.raises(StoreError, match="cannot set"):
        world.store.state.answer(["q-zero"], QuestionStatus.CHANGED, now)


def test_several_questions_are_one_change_or_none(world, now):
    state = world.store.state
    with pytest.raises(StoreError, match="no question q-none"):
        state.answer(["q-zero", "q-none"], QuestionStatus.ANSWERED, now)
    with pytest.raises(StoreError, match="more than one question begins with q-"):
        state.answer(["q-"], QuestionStatus.ANSWERED, now)
    assert asked(world) == ["q-three", "q-zero"]
    change = state.answer(["q-z", "q-three"], QuestionStatus.ANSWERED, now)
    assert change.sentence == "Answered: 2 questions"
    assert asked(world) == []
    assert state.undo(now).sentence == "Open again: 2 questions"
    assert asked(world) == ["q-three", "q-zero"]
    assert state.undo(now) is None


def test_a_new_possible_answer_ends_a_snooze(world, now):
    from briefing.models import Mark

    state, stories = world.store.state, world.store.stories
    state.mark(Mark.SNOOZE, ["art-000"], now=now)
    question = world.question("q-zero", "art-001")
    world.analyse("art-000", questions=(question,))
    assert stories.row("art-000").snoozed
    answer = Quote(CleanText("On Monday."), "art-000", 1)
    answered = replace(question, status=QuestionStatus.POSSIBLE, answer=answer)
    world.analyse("art-000", questions=(answered,))
    assert not stories.row("art-000").snoozed
    state.mark(Mark.SNOOZE, ["art-000"], now=now)
    world.analyse("art-000", questions=(answered,))
    assert stories.row("art-000").snoozed
