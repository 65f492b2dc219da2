from __future__ import annotations

from datetime import timedelta

from briefing.models import Mark, QuestionStatus
from briefing.store.importance import importance


def test_outlets_count_copies_hardly_do():
    alone = importance(1, 0, 0, 0, followed=False)
    carried = importance(1, 2, 0, 0, followed=False)
    three = importance(3, 0, 0, 0, followed=False)
    assert alone < carried < three


def test_it_fades_by_half_in_twenty_hours_and_questions_and_followers_add():
    hours = 3_600_000_000
    base = importance(2, 0, 0, 40 * hours, followed=False)
    assert importance(2, 0, 0, 60 * hours, followed=False) == base + 1
    assert importance(2, 0, 3, 40 * hours, followed=False) > base
    assert importance(2, 0, 0, 40 * hours, followed=True) == base + 2
    assert importance(0, 0, 0, 0, followed=False) == 0


def test_what_the_reader_decides_weighs_at_once(world, now):
    state, stories = world.store.state, world.store.stories

    def order() -> list[str]:
        return [row.id for row in stories.rows()]

    assert order() == ["art-000", "art-003", "art-005"]
    state.mark(Mark.FOLLOW, ["art-005"], now=now)
    assert order() == ["art-005", "art-000", "art-003"]
    state.undo(now)
    assert order() == ["art-000", "art-003", "art-005"]
    before = stories.row("art-000").weight
    state.answer(["q-zero"], QuestionStatus.DISMISSED, now)
    assert stories.row("art-000").weight < before
    state.undo(now)
    assert stories.row("art-000").weight == before


def test_a_copy_that_comes_later_does_not_lift_a_story(world):
    before = world.store.stories.row("art-000").weight
    world.add(6, hours=-10)
    world.place(**{"art-000": "art-006"})
    lifted = world.store.stories.row("art-000").weight
    questions = (world.question("q-zero", "art-001"),)
    world.analyse("art-000", copies={"art-006": "art-000"}, questions=questions)
    assert before <= world.store.stories.row("art-000").weight < lifted
    assert world.store.stories.row("art-000").last - world.now == timedelta(hours=10)
