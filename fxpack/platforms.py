"""The Pythons of Azure Functions: which there are, and what they run on."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from fxpack.errors import UsageError
from fxpack.facts import table

Python = tuple[int, int]


class Platform(NamedTuple):
    """What one Python runs on in Azure.

    status  "available", "preview", or "retired": apps still run, but nothing is mended
    until   the month in which support ends
    glibc   the oldest that the platform has: wheels may need no newer one
    image   where native packages can be built
    """

    python: Python
    status: str
    until: str
    glibc: tuple[int, int]
    system: str
    image: str


@cache
def platforms() -> dict[Python, Platform]:
    """All platforms, by Python, oldest first."""
    known = {}
    for version, facts in table("platforms")["python"].items():
        python = _numbers(version)
        known[python] = Platform(python=python, **{**facts, "glibc": _numbers(facts["glibc"])})
    return known


def newest() -> Python:
    """The newest generally available Python."""
    return max(python for python, each in platforms().items() if each.status == "available")


def python_of(written: object, source: str) -> Python:
    """The Python that a text such as `3.12` names; `source` says whose text it is."""
    for python in platforms():
        if written == f"{python[0]}.{python[1]}":
            return python
    *others, last = (f"{python[0]}.{python[1]}" for python in platforms())
    raise UsageError(
        f'{source}: Azure Functions has no Python "{written}": '
        f"one of {', '.join(others)} and {last} is needed"
    )


def _numbers(version: str) -> tuple[int, int]:
    major, minor = version.split(".")
    return int(major), int(minor)
