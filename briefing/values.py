"""Frozen values, as ``dataclass(frozen=True, slots=True)`` makes them, without its cost.

``dataclasses`` loads ``inspect`` and compiles six methods for every class: for the nouns of this
program that took longer than to read and print a digest. Classes of values are declared alike
and behave alike; what they have in common is written once here, and the one method that
differs from class to class, ``__init__``, is compiled when the first value is made.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what `typing` calls so; that module is dear, too
if TYPE_CHECKING:
    from dataclasses import Field
    from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

    V = TypeVar("V", bound="Value")
else:

    def dataclass_transform(**_):
        """For the type checker only."""
        return lambda made: made


class _Fields:
    """Lets ``dataclasses.fields``, ``asdict`` and ``replace`` take a value for one of theirs."""

    def __init__(self) -> None:
        self._known: dict[type[Value], dict[str, Field[Any]]] = {}

    def __get__(self, _: object, kind: type[Value]) -> dict[str, Field[Any]]:
        if kind not in self._known:
            self._known[kind] = self._made(kind)
        return self._known[kind]

    @staticmethod
    def _made(kind: type[Value]) -> dict[str, Field[Any]]:
        import dataclasses

        declared: list[tuple[str, type, Field[Any]]] = []
        for name in kind.__slots__:
            field: dict[str, Any] = {}
            if name in kind._defaults:
                default = kind._defaults[name]
                field = {"default_factory": dict} if default == {} else {"default": default}
            declared.append((name, object, dataclasses.field(**field)))
        made = dataclasses.make_dataclass(kind.__name__, declared)
        return {field.name: field for field in dataclasses.fields(made)}


@dataclass_transform(frozen_default=True)
class _Kind(type):
    """Makes a class of values from its annotations, in their order."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Kind:
        if bases:
            names = tuple(space.get("__annotations__", ()))
            space["_defaults"] = {each: space.pop(each) for each in names if each in space}
            space["__slots__"] = space["__match_args__"] = names
            space["__init__"] = _on_first_use
        return super().__new__(cls, name, bases, space)


def _on_first_use(self: Value, *given: Any, **named: Any) -> None:
    kind: Any = type(self)
    kind.__init__ = _initialiser(kind)
    kind.__init__(self, *given, **named)


def _initialiser(kind: type[Value]) -> Any:
    """``__init__`` with a parameter for each field; a default of ``{}`` is a new one each time."""
    parameters, lines = [], []
    for name in kind.__slots__:
        known = name in kind._defaults
        parameters.append(f"{name}=_defaults[{name!r}]" if known else name)
        value = f"dict({name})" if kind._defaults.get(name) == {} else name
        lines.append(f"_set(self, {name!r}, {value})")
    source = f"def __init__(self, {', '.join(parameters)}):\n {'; '.join(lines) or 'pass'}"
    space: dict[str, Any] = {"_defaults": kind._defaults, "_set": object.__setattr__}
    exec(source, space)  # noqa: S102  # names of our own fields only
    made = space["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


class Value(metaclass=_Kind):
    """Base of all frozen values: compared, hashed, shown and pickled by their fields."""

    __slots__: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]] = _Fields()  # type: ignore[assignment]

    def _content(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.__slots__])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__qualname__}({told})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), self._content()


def replace(value: V, **changes: Any) -> V:
    """A copy with some fields changed; TypeError when there is no such field."""
    kept = {name: getattr(value, name) for name in value.__slots__ if name not in changes}
    return type(value)(**kept, **changes)
