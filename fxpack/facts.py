"""Facts about the world: the JSON files of fxpack/data, each read once and only when asked for."""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import Any

_FOLDER = __file__.rpartition("facts.py")[0] + "data/"


@cache
def table(name: str) -> Any:
    """The content of one data file, such as `table("converters")`."""
    # not importlib.resources, which takes longer to import than most runs of fxpack take
    with open(f"{_FOLDER}{name}.json", "rb") as file:
        return json.loads(file.read())


def by_python(facts: Any, python: tuple[int, int]) -> Any:
    """The part of a table with `python` and `sdk` that holds for a target."""
    versions = facts["python"]
    version = versions.get(f"{python[0]}.{python[1]}")
    if version is None:
        # keys are in order: an unknown Python is newer than all of them, or older
        version = list(versions.values())[-1 if python > (3, 10) else 0]
    return facts["sdk"][version]


def stdlib_has_module(dotted: str, python: tuple[int, int]) -> bool:
    """Whether the standard library of a Python has a module."""
    return dotted.partition(".")[0] in sys.stdlib_module_names and python >= (3, 10)


def stdlib_has_name(module: str, name: str, python: tuple[int, int]) -> bool | None:
    """Whether a module of the standard library has a name; None where that is not known."""
    del module, name, python
    return None


def stdlib_class(
    qualified: str, python: tuple[int, int]
) -> tuple[str, tuple[str, ...], bool] | None:
    """A class of the standard library: canonical name, names of all bases, whether it reads."""
    del qualified, python
    return None


def worker_names(python: tuple[int, int]) -> frozenset[str]:
    """The top-level names that the worker itself brings into an app's process."""
    del python
    return frozenset()
