"""Locks and projects that somebody broke: an answer or a clear error, never a crash."""

from __future__ import annotations

import copy
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fxpack.errors import DependencyError
from fxpack.pack.export_poetry import from_poetry
from fxpack.pack.export_project import from_project
from fxpack.pack.export_pylock import from_pylock
from fxpack.pack.wanted import Collected
from fxpack.platforms import platform_of

LOCKS = Path(__file__).parents[2] / "fixtures" / "locks"
P312 = platform_of((3, 12))
VALUES: tuple[Any, ...] = (
    1,
    1.5,
    True,
    "",
    "x",
    "a b",
    "^",
    "*",
    "||",
    "==",
    "https://[x",
    [],
    {},
    [1],
    ["x"],
    [{}],
)
PROJECT = {
    "project": {"name": "a", "dependencies": ["six", "own[x]"], "dynamic": ["version"]},
    "tool": {
        "uv": {
            "sources": {"six": {"path": "x"}, "own": {"git": "https://x.invalid/z", "rev": "1"}}
        },
        "poetry": {"packages": []},
    },
}


def _toml(path: str) -> Any:
    return tomllib.loads((LOCKS / path).read_text())


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _places(member, (*path, key))


def _broken(value: Any, chance: random.Random) -> Any:
    """The value with one of its members gone or replaced."""
    value = copy.deepcopy(value)
    *path, last = chance.choice(list(_places(value)))
    holder = value
    for key in path:
        holder = holder[key]
    if chance.random() < 0.25:
        del holder[last]
    else:
        holder[last] = copy.deepcopy(chance.choice(VALUES))
    return value


def _read(kind: str, chance: random.Random) -> Collected:
    if kind == "pylock":
        return from_pylock(_broken(_toml("pylock/pylock.toml"), chance), "x", "/app", P312)
    if kind == "project":
        return from_project(_broken(PROJECT, chance), "/app")
    lock, project = _toml(f"{kind}/poetry.lock"), _toml(f"{kind}/pyproject.toml")
    if chance.random() < 0.5:
        return from_poetry(_broken(lock, chance), project, "/app", P312)
    return from_poetry(lock, _broken(project, chance), "/app", P312)


def _said(kind: str, chance: random.Random) -> list[str]:
    """The requirements, or the message of the error."""
    try:
        return [each.text for each in _read(kind, chance).wanted]
    except DependencyError as error:
        return [str(error)]


@pytest.mark.parametrize(
    "kind", ["poetry-2.1", "poetry-2.0", "poetry-1.1", "poetry-project", "pylock", "project"]
)
def test_never_a_crash(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(150):
        said = _said(kind, chance)
        assert all("\n" not in text for text in said), said
