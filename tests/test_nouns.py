"""The named tuples of fxpack beside those of typing."""

from __future__ import annotations

import pickle
import typing
from typing import Any

import pytest

from fxpack.nouns import NamedTuple


class Ours(NamedTuple):
    """Some words."""

    first: int
    second: str = "two"
    third: tuple[str, ...] = ()

    @property
    def both(self) -> str:
        """Of two."""
        return f"{self.first} {self.second}"

    @classmethod
    def of(cls, first: int) -> Ours:
        return cls(first)

    def __str__(self) -> str:
        return self.both


class Typings(typing.NamedTuple):
    """Some words."""

    first: int
    second: str = "two"
    third: tuple[str, ...] = ()


def test_it_is_the_same_class() -> None:
    for name in ("_fields", "_field_defaults", "__doc__", "__module__", "__slots__", "__bases__"):
        assert getattr(Ours, name) == getattr(Typings, name)
    assert Ours.__qualname__ == "Ours"
    assert list(Ours.__annotations__) == list(Typings.__annotations__)
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Typings)


def test_what_a_class_adds_is_there() -> None:
    assert (Ours(1).both, str(Ours.of(2)), Ours.both.__doc__) == ("1 two", "2 two", "Of two.")


@pytest.mark.parametrize(
    "made", [Ours(1), Ours(first=3, third=("x",)), Ours(1)._replace(second="2")]
)
def test_it_is_a_tuple(made: Ours) -> None:
    assert tuple(made) == tuple(Typings(*made))
    assert hash(made) == hash(tuple(made))
    assert repr(made) == repr(Typings(*made)).replace("Typings", "Ours")
    copy = pickle.loads(pickle.dumps(made))
    assert (copy, type(copy)) == (made, Ours)


@pytest.mark.parametrize(("args", "names"), [((), {}), ((1, 2, 3, 4), {}), ((1,), {"other": 1})])
def test_what_it_does_not_take(args: tuple[Any, ...], names: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Ours(*args, **names)


def test_it_does_not_change() -> None:
    with pytest.raises(AttributeError):
        Ours(1).first = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Ours(1).other = 2  # type: ignore[attr-defined]
