"""Facts about the world: the JSON files of fxpack/data, each read once and only when asked for."""

from __future__ import annotations

import json
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
