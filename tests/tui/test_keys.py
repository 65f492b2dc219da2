from __future__ import annotations

import pytest

from briefing.tui.keys import ANYWHERE, GROUPS, KEYS, footer
from briefing.tui.registry import COMMANDS
from briefing.tui.remap import RESERVED, markdown, remap, shown, textual_name

from .conftest import Drive


def test_every_key_does_something_and_everything_has_a_key() -> None:
    own = {"help", "palette", "suspend"}
    assert {key.id for key in KEYS} == set(COMMANDS) | own


def test_one_meaning_per_key() -> None:
    names = [name for key in KEYS for name in key.keys]
    assert len(names) == len(set(names))
    assert not set(names) & set(RESERVED)


def test_each_belongs_to_a_group_and_is_explained() -> None:
    for key in KEYS:
        assert key.group in GROUPS
        assert key.help
        assert len(key.title) <= 12


def test_help_and_the_way_out_are_in_every_footer() -> None:
    for place in ANYWHERE:
        assert {"help", "quit"} <= {key.id for key in footer(KEYS, place)}


def test_remap_replaces_the_keys() -> None:
    made = remap({"story.done": "X, delete"})
    assert made.problems == ()
    assert made.named("story.done").keys == ("X", "delete")
    assert made.first("story.done") == "X"


def test_a_key_taken_from_something_that_keeps_another() -> None:
    made = remap({"story.next": "j"})
    assert made.problems == ()
    assert made.named("story.next").keys == ("j",)
    assert made.named("move.down").keys == ("down",)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"story.dune": "x"}, 'the nearest is "story.done"'),
        ({"story.done": ""}, "is given no key"),
        ({"story.done": "hyper+q"}, "is not the name of a key"),
        ({"story.done": "ctrl+c"}, "ctrl+c always quits"),
        ({"story.done": "u"}, '"undo" has no key left: u went to "story.done"'),
        ({"story.done": "Z", "undo": "Z"}, 'given to both "story.done" and "undo"'),
    ],
)
def test_what_cannot_be_is_said(wanted: dict[str, str], said: str) -> None:
    assert said in "; ".join(remap(wanted).problems)


def test_two_that_want_the_same_key_keep_working() -> None:
    made = remap({"story.done": "Z", "undo": "Z"})
    assert made.named("story.done").keys == ("Z",)
    assert made.named("undo").keys == ("u",)


def test_names() -> None:
    assert textual_name("?") == "question_mark"
    assert textual_name("ctrl+d") == "ctrl+d"
    assert shown("ctrl+d") == "C-d"
    assert shown("escape") == "Esc"


def test_the_readme_table_has_all() -> None:
    table = markdown()
    for key in KEYS:
        assert f"`{key.id}`" in table


async def test_the_help_explains_every_sign(drive: Drive) -> None:
    async with drive(size=(80, 24)) as session:
        await session.type("?signs")
        shown = await session.picture()
        for sign in ("●  ", "3!  ", "★  ", "~  ", "×2  "):
            assert f"  {sign}" in shown, sign
        await session.press("\x1b")
