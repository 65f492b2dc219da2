"""Frozen values do what frozen dataclasses do."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from briefing.values import Value, replace


class Point(Value):
    """Somewhere."""

    x: int
    y: int = 0
    named: dict[str, int] = {}  # noqa: RUF012

    @property
    def far(self) -> int:
        return abs(self.x) + abs(self.y)


class Other(Value):
    x: int
    y: int = 0


def test_fields_are_given_by_place_or_by_name() -> None:
    assert Point(1, 2) == Point(x=1, y=2)
    assert (Point(3).x, Point(3).y, Point(3, -1).far) == (3, 0, 4)
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Point(x=1, z=2)  # type: ignore[call-arg]


def test_compared_by_kind_and_content() -> None:
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert Point(1) != (1, 0, {})
    assert len({Other(1, 2), Other(1, 2)}) == 1


def test_frozen_and_without_room_for_more() -> None:
    point = Point(1)
    for name in ("x", "unknown"):
        with pytest.raises(AttributeError):
            setattr(point, name, 2)
    with pytest.raises(AttributeError):
        del point.x
    assert not hasattr(point, "__dict__")


def test_an_empty_dict_is_never_shared() -> None:
    first = Point(1)
    first.named["one"] = 1
    assert Point(1).named == {}


def test_copied_changed_and_carried_to_another_process() -> None:
    point = Point(1, named={"a": 1})
    assert replace(point, y=5) == Point(1, 5, {"a": 1})
    with pytest.raises(TypeError):
        replace(point, z=5)
    assert pickle.loads(pickle.dumps(point)) == copy.deepcopy(point) == point
    assert repr(point) == "Point(x=1, y=0, named={'a': 1})"


def test_known_to_dataclasses_and_to_patterns() -> None:
    point = Point(1, 2)
    assert dataclasses.asdict(point) == {"x": 1, "y": 2, "named": {}}
    assert dataclasses.replace(point, x=7) == Point(7, 2)
    match point:
        case Point(1, y):
            assert y == 2
